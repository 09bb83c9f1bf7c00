"""What a second corrector says, weighed: only small changes, never names, figures or quotations, never more than a thought."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Protocol

from ..finding import Finding, Gate, Level
from ..manuscript import Manuscript, Passage
from ..spelling.correction import Correction, Kind
from ..spelling.suppression import settle
from ..spelling.workshop import office

RULE = "language.second_opinion"
CONFIDENCE = 0.5
TOGETHER = 20
"""Sentences asked about at once."""
LONGEST = 300
"""Characters of a sentence that is still asked about."""
FURTHEST, MOST = 4, 4
"""Characters one change may take in, and changes in one sentence: beyond that it is no proofreading but another text."""
CONTEXT = 8
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_CHINESE = re.compile(r"[一-鿿]")
_CERTAIN = re.compile(r"[0-9０-９A-Za-z%％〔〕《》]")
"""What the second opinion may not touch: figures, numbers of papers, titles."""


class NoAdvice(RuntimeError):
    """The second corrector could not be asked, or gave no usable answer; the message says why, in Chinese."""


class Advisor(Protocol):
    """A corrector: the name it is shown under, and one answer for each sentence, in their order."""

    name: str

    def corrected(self, sentences: Sequence[str]) -> list[str]:
        """The sentences as they should be. :class:`NoAdvice` when it cannot be asked."""


@dataclass(frozen=True)
class _Place:
    start: int
    text: str


def consult(advisor: Advisor, manuscript: Manuscript, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with what the advisor adds: where the engine doubts the same it should be changed, else it is a thought.

    :class:`NoAdvice` leaves the findings as good as they were: nothing of them depends on the advisor.
    """
    return merged(manuscript, findings, thoughts_of(advisor, manuscript), advisor.name)


def thoughts_of(advisor: Advisor, manuscript: Manuscript) -> list[Finding]:
    """What the advisor says of a text, before it is held against the engine's findings."""
    return [
        _finding(advisor, manuscript, correction.moved(start))
        for start, correction in _corrections(advisor, manuscript)
    ]


def merged(
    manuscript: Manuscript, findings: Sequence[Finding], thoughts: Iterable[Finding], name: str
) -> list[Finding]:
    """The findings and the thoughts of the advisor of this name in reading order, each doubt once."""
    told = list(findings)
    for thought in thoughts:
        alike = [at for at, one in enumerate(findings) if _same(one, thought)]
        if alike:
            told[alike[0]] = _agreed(findings[alike[0]], name)
        elif not any(_overlap(one, thought) for one in told):
            told.append(thought)
    order = {passage.element: number for number, passage in enumerate(manuscript.passages)}
    return sorted(told, key=lambda one: (order.get(one.element, -1), one.start, one.level.rank))


def carried(thoughts: Iterable[Finding], manuscript: Manuscript) -> Iterator[Finding]:
    """Thoughts of an earlier text whose words stand unchanged in this one, at the place where they stand now."""
    taken = set[int]()
    for thought in thoughts:
        for match in re.finditer(re.escape(thought.text), manuscript.text):
            passage, first, last = _within(manuscript, *match.span())
            if match.start() not in taken and _context(passage, first, last) == thought.context:
                taken.add(match.start())
                start, end = first + passage.offset, last + passage.offset
                yield replace(thought, element=passage.element, start=start, end=end)
                break


def _within(manuscript: Manuscript, start: int, end: int) -> tuple[Passage, int, int]:
    """The passage of a span of the whole text, and where in it the span lies."""
    passage = manuscript.passage_at(start)
    return passage, start - passage.start, end - passage.start


def _context(passage: Passage, first: int, last: int) -> str:
    return passage.text[max(0, first - CONTEXT) : last + CONTEXT]


def _corrections(advisor: Advisor, manuscript: Manuscript) -> Iterator[tuple[int, Correction]]:
    places = [
        _Place(match.start(), match.group())
        for match in _SENTENCE.finditer(manuscript.text)
        if len(_CHINESE.findall(match.group())) > 1 and len(match.group()) <= LONGEST
    ]
    for first in range(0, len(places), TOGETHER):
        asked = places[first : first + TOGETHER]
        answers = advisor.corrected([place.text for place in asked])
        if len(answers) != len(asked):
            raise NoAdvice(f"{advisor.name}：答复的句数与所问的不符。")
        for place, answer in zip(asked, answers, strict=True):
            for correction in settle(place.text, tuple(changes(place.text, answer)), office().known):
                yield place.start, correction


def changes(text: str, answer: str) -> list[Correction]:
    """From one text to the other, where that is a matter of a few characters; nothing where it is more."""
    if text == answer:
        return []
    steps = list(_steps(text, answer))
    if len(steps) > MOST or any(max(end - start, high - low) > FURTHEST for start, end, low, high in steps):
        return []
    found = []
    for start, end, low, high in steps:
        old, new = text[start:end], answer[low:high]
        if _CERTAIN.search(old + new) or not _CHINESE.search(old + new):
            continue
        kind = Kind.MISTAKEN if len(old) == len(new) else Kind.DOUBLED if len(new) < len(old) else Kind.MISSING
        if not old:  # something to mark must stand there
            start, end, old, new = (
                (start - 1, end, text[start - 1], text[start - 1] + new) if start else (0, 1, text[0], new + text[0])
            )
        found.append(Correction(start, end, new, CONFIDENCE, kind))
    return found


def _steps(text: str, answer: str) -> Iterator[tuple[int, int, int, int]]:
    """Where the two differ: place by place where they are of one length, else as few changes as can be."""
    if len(text) != len(answer):
        for kind, start, end, low, high in SequenceMatcher(None, text, answer, autojunk=False).get_opcodes():
            if kind != "equal":
                yield start, end, low, high
        return
    differs = [one != other for one, other in zip(text, answer, strict=True)]
    start = 0
    for same, run in groupby(differs):
        end = start + len(list(run))
        if same:
            yield start, end, start, end
        start = end


def _finding(advisor: Advisor, manuscript: Manuscript, correction: Correction) -> Finding:
    passage, first, last = _within(manuscript, correction.start, correction.end)
    old = passage.text[first:last]
    said = f"改为“{correction.new}”" if correction.new else "删去"
    return Finding(
        gate=Gate.LANGUAGE,
        rule=RULE,
        level=Level.CONSIDER,
        element=passage.element,
        start=first + passage.offset,
        end=last + passage.offset,
        text=old,
        reason=f"第二意见（{advisor.name}）认为“{old}”应当{said}，校对引擎没有同样的看法，请斟酌。",
        basis=f"第二意见：{advisor.name}",
        suggestion=correction.new,
        confidence=CONFIDENCE,
        context=_context(passage, first, last),
    )


def _same(one: Finding, other: Finding) -> bool:
    """Whether both put the same characters right in the same way, whatever they take in around them."""
    if (
        one.gate is not Gate.LANGUAGE
        or one.element != other.element
        or one.suggestion is None
        or other.suggestion is None
    ):
        return False
    return _core(one.start, one.text, one.suggestion) == _core(other.start, other.text, other.suggestion)


def _core(start: int, old: str, new: str) -> tuple[int, str, str]:
    """The change without the characters that stay at either end."""
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0]:
        start, old, new = start + 1, old[1:], new[1:]
    return start, old, new


def _agreed(finding: Finding, name: str) -> Finding:
    """Said in the basis: the doubt stays the same one, and what a person decided about it stands."""
    level = Level.SHOULD if finding.level is Level.CONSIDER else finding.level
    return replace(finding, level=level, basis=f"{finding.basis}；第二意见（{name}）相同")


def _overlap(one: Finding, other: Finding) -> bool:
    return one.element == other.element and one.start < other.end and other.start < one.end
