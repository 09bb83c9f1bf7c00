"""A Markdown text as the engine's view: the marks of the markup are no words of the paper."""

from __future__ import annotations

import re

from .manuscript import Manuscript, Passage, Role, place

_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_PREFIX = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)*")
_INLINE = re.compile(r"\*+|`[^`\n]*`|!?\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)|<[^<>\n]{1,200}>")
_ROW = re.compile(r"[ \t]*\|")


def from_markdown(text: str) -> Manuscript:
    """One passage a line, offsets those of the source; code blocks and table rows are passed over."""
    passages: list[Passage] = []
    offset, fenced = 0, False
    for line in text.replace("\r", " ").split("\n"):
        fence = bool(_FENCE.match(line))
        passages.append(_passage("" if fenced or fence or _ROW.match(line) else line, offset))
        fenced ^= fence
        offset += len(line) + 1
    return Manuscript(passages=place(passages))


def _passage(line: str, offset: int) -> Passage:
    prefix = _PREFIX.match(line)
    shift = prefix.end() if prefix else 0
    role = Role.HEADING if line[:shift].lstrip().startswith("#") else Role.PARAGRAPH
    # What is blotted out keeps its width, so that offsets stay those of the source.
    words = _INLINE.sub(lambda match: "\u3000" * len(match.group()), line[shift:])
    return Passage("text", role, words, offset=offset + shift, indent=shift)
