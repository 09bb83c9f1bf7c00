"""Who a sentence gives the matter to: units and people it names, who leads and who supports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The part a sentence gives to whom it names."""

    LEAD = "lead"
    SUPPORT = "support"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Named:
    """``name`` as the office's directory has it, where the sentence says it, and its part."""

    name: str
    start: int
    end: int
    part: Part


_LEADS = re.compile(r"牵头|主办|负责|承办|为主")
_SUPPORTS = re.compile(r"配合|协助|协办|参与|参加|支持")
_TOGETHER = re.compile(r"(?:会同|商|与|同)[^，。；]*$")
_GIVEN = re.compile(r"(?:请|由|责成|转|交|责令|要求)[^，。；]*$")
_CLAUSE = re.compile(r"[，。；！？\n]")


def named(sentence: str, names: Iterable[str]) -> tuple[Named, ...]:
    """Those of ``names`` that the sentence says, in its order; a longer name wins over a shorter within it.

    Whoever stands in a clause with 牵头 leads, with 配合 supports; after 会同 or 商 supports; where no clause says so the
    first who is asked (请…、由…) leads and the others asked support.
    """
    found: list[tuple[int, int, str]] = []
    for name in sorted({name for name in names if name}, key=lambda name: (-len(name), name)):
        at = sentence.find(name)
        while at >= 0:
            if all(at + len(name) <= start or end <= at for start, end, _ in found):
                found.append((at, at + len(name), name))
            at = sentence.find(name, at + len(name))
    once: dict[str, Named] = {}
    for start, end, name in sorted(found):
        once.setdefault(name, Named(name, start, end, _part(sentence, start, end)))
    return _one_leads(sentence, tuple(once.values()))


def _part(sentence: str, start: int, end: int) -> Part:
    before = sentence[:start]
    opens = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    closes = _CLAUSE.search(sentence, end)
    clause = sentence[opens : closes.start() if closes else len(sentence)]
    if _TOGETHER.search(sentence[opens:start]):
        return Part.SUPPORT
    verbs = sorted([(m.start(), Part.LEAD) for m in _LEADS.finditer(clause)] + [(m.start(), Part.SUPPORT) for m in _SUPPORTS.finditer(clause)])  # fmt: skip
    behind = [part for at, part in verbs if opens + at >= end]
    if behind:
        return behind[0]
    return Part.MENTIONED


def _one_leads(sentence: str, found: tuple[Named, ...]) -> tuple[Named, ...]:
    """At most one leads; without a word for it, the first who is asked."""
    leaders = [item for item in found if item.part is Part.LEAD]
    asked = [item for item in found if item.part is Part.MENTIONED and _GIVEN.search(sentence[: item.start])]
    lead = leaders[0] if leaders else asked[0] if asked else None
    if lead is None:
        return found
    return tuple(Named(item.name, item.start, item.end, _settled(item, lead, asked)) for item in found)


def _settled(item: Named, lead: Named, asked: list[Named]) -> Part:
    if item == lead:
        return Part.LEAD
    return Part.SUPPORT if item.part is Part.LEAD or item in asked else item.part
