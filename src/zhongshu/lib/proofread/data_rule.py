"""Rules written as data: a TOML file holds the card and one or more of the finders

``[[pattern]]``  find (regular expression, ^ and $ at line ends; a group named span marks the faulty part, else all
                 of it), suggest (template with \\1 or \\g<name>), reason, level, needs (one of these strings must
                 be in the text at all: saves the search)
``[words]``      wrong = "right", searched literally
``[sequence]``   members in their one order, joined by ``joints`` and, where given, ``followed_by``;
                 spoken of from ``at_least`` members on

and, for all of them, ``skip`` (spans to stay out of: "quotes", "titles"), ``roles`` (only these
passages) and ``allowed`` (longer strings inside which the wrong form is right).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Any

from .finding import Gate, Level
from .manuscript import Hit, Manuscript, Role
from .rule import Card, Correction, Find, Rule, RuleError, Sample, demand
from .sample import paper
from .spans import Spans, inside, quoted_spans, titled_spans

_CARD_KEYS = {"id", "gate", "level", "title", "why", "basis", "since", "exceptions", "confidence", "examples"}
_FIND_KEYS = {"pattern", "words", "sequence", "skip", "roles", "allowed"}
Search = Callable[[str, int, int], Iterator[Hit]]
"""A finder over text[start:end] that yields offsets in the text."""

_SPANS: dict[str, Callable[[Manuscript], Spans]] = {
    "quotes": quoted_spans,
    "titles": titled_spans,
}


def read(source: str, where: str, *, tested: bool = False) -> Rule:
    """The rule in a TOML text; RuleError naming ``where`` when it is not a complete rule.

    The expressions of a ``tested`` rule (those of the package) are compiled when they are first needed: a start is sooner.
    """
    try:
        data = tomllib.loads(source)
        unknown = set(data) - _CARD_KEYS - _FIND_KEYS
        if unknown:
            raise RuleError(f"{where}: unknown keys {sorted(unknown)}")
        if not tested:
            for item in data.get("pattern", ()):
                re.compile(item["find"], re.MULTILINE)
        return Rule(demand(_card(data), where), _finder(data, where), local=True)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise RuleError(f"{where}: {error!r}") from error
    except ValueError as error:
        said = str(error)
        raise RuleError(said if said.startswith(where) else f"{where}: {said}") from error


def _card(data: Mapping[str, Any]) -> Card:
    examples = data.get("examples", [])
    for example in examples:
        if set(example) not in ({"bad", "fix"}, {"good"}):
            raise RuleError(f"{data['id']}: an example is either bad with fix, or good")
    return Card(
        id=data["id"],
        gate=Gate(data["gate"]),
        level=Level(data["level"]),
        title=data["title"],
        why=data["why"],
        basis=data["basis"],
        since=data["since"],
        exceptions=tuple(data.get("exceptions", ())),
        wrong=tuple(Correction(_sample(e["bad"]), _sample(e["fix"])) for e in examples if "bad" in e),
        good=tuple(_sample(e["good"]) for e in examples if "good" in e),
        confidence=data.get("confidence", 0.9),
    )


def _sample(value: str | Mapping[str, Any]) -> Sample:
    return value if isinstance(value, str) else paper(**value)


def _finder(data: Mapping[str, Any], where: str) -> Find:
    searches = [_pattern(item) for item in data.get("pattern", ())]
    if "words" in data:
        searches.append(_words(data["words"]))
    if "sequence" in data:
        searches.append(_sequence(**data["sequence"]))
    if not searches:
        raise RuleError(f"{where}: nothing to find: give pattern, words or sequence")
    skip = tuple(_SPANS[name] for name in data.get("skip", ()))
    roles = frozenset(Role(role) for role in data.get("roles", ()))
    allowed = tuple(data.get("allowed", ()))

    def find(manuscript: Manuscript) -> Iterator[Hit]:
        hits = [
            hit
            for start, end in _ranges(manuscript, roles)
            for search in searches
            for hit in search(manuscript.text, start, end)
        ]
        if not hits:
            return
        closed = [spans(manuscript) for spans in skip] + [_occurrences(manuscript.text, allowed)]
        for hit in hits:
            if not any(inside(spans, hit.start, hit.end) for spans in closed):
                yield hit

    return find


def _ranges(manuscript: Manuscript, roles: frozenset[Role]) -> Iterator[tuple[int, int]]:
    """Where to search: the whole text, or the stretches of passages of these roles, neighbours joined."""
    if not roles:
        yield 0, len(manuscript.text)
        return
    for wanted, stretch in groupby(manuscript.passages, key=lambda passage: passage.role in roles):
        if wanted:
            passages = list(stretch)
            yield passages[0].start, passages[-1].end


def _occurrences(text: str, strings: Iterable[str]) -> Spans:
    """Spans of all the strings in the text, sorted."""
    found = (match.span() for string in strings for match in re.finditer(re.escape(string), text))
    return tuple(sorted(found))


def _pattern(item: Mapping[str, Any]) -> Search:
    unknown = set(item) - {"find", "suggest", "reason", "level", "needs"}
    if unknown:
        raise RuleError(f"unknown keys in pattern: {sorted(unknown)}")
    expression: str = item["find"]
    suggest, reason = item.get("suggest"), item.get("reason", "")
    level = Level(item["level"]) if "level" in item else None
    span: str | int = "span" if "(?P<span>" in expression else 0
    needs: list[str] = item.get("needs", [])

    def search(text: str, start: int, end: int) -> Iterator[Hit]:
        if needs and not any(text.find(need, start, end) >= 0 for need in needs):
            return
        for match in _compiled(expression).finditer(text, start, end):
            suggestion = None if suggest is None else match.expand(suggest)
            why = match.expand(reason) if reason else ""
            yield Hit(match.start(span), match.end(span), suggestion, why, level)

    return search


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.MULTILINE)


def _words(words: Mapping[str, str]) -> Search:
    for wrong, right in words.items():
        if wrong == right or not wrong:
            raise RuleError(f"words: {wrong!r} is no mistake for {right!r}")
    # One alternation is five times as fast as a search for each word.
    any_word = re.compile("|".join(re.escape(wrong) for wrong in sorted(words, key=len, reverse=True)))

    def search(text: str, start: int, end: int) -> Iterator[Hit]:
        for match in any_word.finditer(text, start, end):
            wrong, right = match.group(), words[match.group()]
            yield Hit(match.start(), match.end(), right, f"“{wrong}”应为“{right}”。")

    return search


def _sequence(
    members: list[str], at_least: int = 3, complete: bool = False, joints: str = "、，,和与", followed_by: str = ""
) -> Search:
    """Runs of the members must keep their order, and be complete when ``complete``."""
    one = "|".join(re.escape(member) for member in sorted(members, key=len, reverse=True))
    run = re.compile(f"(?:{one})(?:[{re.escape(joints)}](?:{one})){{1,{2 * len(members)}}}(?={followed_by})")
    member = re.compile(one)
    rank = {name: place for place, name in enumerate(members)}

    def search(text: str, start: int, end: int) -> Iterator[Hit]:
        for match in run.finditer(text, start, end):
            found = member.findall(match.group())
            if len(set(found)) < at_least:
                continue
            ordered = sorted(set(found), key=rank.__getitem__)
            if ordered != found:
                yield Hit(match.start(), match.end(), "、".join(ordered), f"通行的次序是：{'、'.join(members)}。")
            elif complete and len(found) < len(members):
                missing = "、".join(name for name in members if name not in found)
                yield Hit(match.start(), match.end(), "、".join(members), f"完整的表述还有：{missing}。")

    return search
