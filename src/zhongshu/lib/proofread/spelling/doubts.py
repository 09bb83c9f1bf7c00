"""From corrections to the hits of rules: each rule takes the corrections of its own kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache, partial

from ..finding import Level
from ..manuscript import Hit, Manuscript
from ..rule import Rule
from .correction import Correction, Kind
from .pairs import pair_around
from .suppression import VERSE, is_quoted, settle
from .workshop import Office, builtin, office

CLEAR, CLEAR_SLIP = 0.75, 0.8
"""Chances from which a correction should be made, and one of a slip of the hand; measured in docs/bench-proofread.md."""
CLEAR_HEARSAY = 0.995
"""The same of what only words of everyday language say, but for messages typed in haste."""
THOUGHT = 0.55
"""Chance from which it is worth a thought."""
COMPANY, CARELESS = 0.8, 0.3
"""Slips come in company: beside one of at least the first chance in its sentence, the second is enough for another."""
_SENTENCE = re.compile(r"[。；！？\n]")


class Doubt(StrEnum):
    """Which rule speaks; the value is the id of the rule."""

    SPELLING = "language.spelling"
    IDIOM = "language.idiom_spelling"
    PARTICLE = "language.particles_in_context"
    CONFUSED = "language.words_in_context"
    SWAPPED = "language.swapped_characters"
    DOUBLED = "language.doubled_characters"
    MISSING = "language.missing_characters"


def hits(doubt: Doubt, manuscript: Manuscript, *, hasty: bool = False) -> Iterator[Hit]:
    """What the spelling engine says of this kind; ``hasty``: the text is a message typed in haste, not a paper."""
    text = manuscript.text
    for correction, clear in _settled(text, office(), hasty):
        if (clear or correction.chance >= THOUGHT) and _doubt(text, correction) is doubt:
            # a whole word, as the rules of single pairs mark it: the same advice is then given once
            whole = pair_around(text, correction) if doubt is Doubt.CONFUSED else None
            yield _hit(text, whole or correction, clear)


def for_messages(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules with those of the spelling engine as messages typed in haste want them."""
    own = {doubt.value: doubt for doubt in Doubt}
    return tuple(
        replace(rule, find=partial(hits, own[rule.card.id], hasty=True)) if rule.card.id in own else rule
        for rule in rules
    )


def settle_many(texts: Sequence[str]) -> None:
    """Look at many short texts in one go before each is checked by itself; it only saves time."""
    (office().speller or builtin()).prepare(texts)


@lru_cache(maxsize=8)
def _settled(text: str, place: Office, hasty: bool) -> tuple[tuple[Correction, bool], ...]:
    """The corrections that may be told, and whether each should be made."""
    speller = place.speller or builtin()
    told = tuple(settle(text, speller.corrections(text), place.known))
    ends = [match.start() for match in _SENTENCE.finditer(text)]
    sentences = [bisect_left(ends, correction.start) for correction in told]
    sure = Counter(number for number, item in zip(sentences, told, strict=True) if is_company(item, hasty=hasty))
    return tuple(
        (item, is_clear(item, beside_sure=bool(sure[number]), hasty=hasty))
        for number, item in zip(sentences, told, strict=True)
    )


def is_company(item: Correction, *, hasty: bool) -> bool:
    """Whether another slip is likely beside it."""
    return item.chance >= (CLEAR_HEARSAY if item.hearsay and not hasty else COMPANY)


def is_clear(item: Correction, *, beside_sure: bool, hasty: bool) -> bool:
    """Whether the correction should be made. What may be missing is never more than worth a thought; slips of the hand and
    what stands in a quotation are judged by themselves, and what only everyday words say by how ``hasty`` the text is."""
    if item.kind is not Kind.MISTAKEN:
        return item.kind is not Kind.MISSING and item.chance >= CLEAR_SLIP
    if item.hearsay and not hasty:
        return item.chance >= CLEAR_HEARSAY
    return item.chance >= (CARELESS if beside_sure and item.chance != VERSE else CLEAR)


def _doubt(text: str, correction: Correction) -> Doubt:
    by_kind = {Kind.SWAPPED: Doubt.SWAPPED, Kind.DOUBLED: Doubt.DOUBLED, Kind.MISSING: Doubt.MISSING}
    if correction.kind in by_kind:
        return by_kind[correction.kind]
    old = text[correction.start : correction.end]
    if set(old + correction.new) <= set("的地得"):
        return Doubt.PARTICLE
    if pair_around(text, correction):
        return Doubt.CONFUSED
    return Doubt.IDIOM if builtin().is_idiom(text, correction) else Doubt.SPELLING


def _hit(text: str, correction: Correction, clear: bool) -> Hit:
    """A missing character is told together with the one after it, so that there is something to mark."""
    start, end, new = correction.start, correction.end, correction.new
    if correction.kind is Kind.MISSING:
        end, new = start + 1, new + text[start]
    old = text[start:end]
    reasons = {
        Kind.MISTAKEN: f"“{_around(text, start, end, old)}”疑为“{_around(text, start, end, new)}”之误。",
        Kind.SWAPPED: f"“{old}”两字疑似颠倒，应为“{new}”。",
        Kind.DOUBLED: f"“{old}”疑似重复。",
        Kind.MISSING: f"“{_around(text, start, end, old)}”疑似漏字，应为“{_around(text, start, end, new)}”。",
    }
    reason = reasons[correction.kind] + ("此处是引语或书名，请对照原文再改。" if is_quoted(text, correction) else "")
    level = Level.SHOULD if clear else Level.CONSIDER
    return Hit(start, end, new, reason, level, round(correction.chance, 2))


def _around(text: str, start: int, end: int, middle: str) -> str:
    """The characters with a neighbour on each side, where that is a Chinese one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return "".join(char for char in (before, middle, after) if char == middle or "一" <= char <= "鿿")
