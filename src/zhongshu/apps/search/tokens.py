"""Text as an index sees it: single characters, so that a two-character name is found as surely as a sentence."""

import unicodedata
from itertools import pairwise

#: Stands where punctuation stood, so that a phrase never matches across it. Letters are single, so no text makes it.
BREAK = "breakmark"


def characters(text: str) -> list[str]:
    """Letters and digits of ``text`` one by one, full-width folded, with ``BREAK`` where anything else stood."""
    found: list[str] = []
    for char in unicodedata.normalize("NFKC", text).lower():
        if unicodedata.category(char)[0] in "LN":
            found.append(char)
        elif found and found[-1] != BREAK and not char.isspace():
            found.append(BREAK)
    return found


def spaced(text: str) -> str:
    """The form stored in the full-text index."""
    return " ".join(characters(text))


def phrases(query: str) -> list[list[str]]:
    """What was asked for: each word of the query as the characters that must stand side by side."""
    wanted = []
    for word in query.split():
        run: list[str] = []
        for char in [*characters(word), BREAK]:
            if char != BREAK:
                run.append(char)
            elif run:
                wanted.append(run)
                run = []
    return wanted


def match_expression(query: str) -> str:
    """An FTS5 expression: every phrase must occur. Empty when nothing can be looked for."""
    return " AND ".join(f'"{" ".join(run)}"' for run in phrases(query))


def bigrams(text: str) -> list[str]:
    """Neighbouring pairs within runs, each once, sorted: what PostgreSQL's array index holds."""
    chars = characters(text)
    return sorted({one + other for one, other in pairwise(chars) if BREAK not in (one, other)})


def query_bigrams(query: str) -> list[str]:
    return sorted({one + other for run in phrases(query) for one, other in pairwise(run)})


def folded(text: str) -> str:
    """The form that a phrase is rechecked in: characters joined, breaks kept as a space."""
    return "".join(" " if char == BREAK else char for char in characters(text))
