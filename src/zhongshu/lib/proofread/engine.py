"""Run the rules over a text or a document and settle what is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from zhongshu.lib.document import Document

from .adapter import from_document
from .base import Base, national
from .finding import Finding, Gate, Level
from .loader import builtin_rules
from .manuscript import Hit, Manuscript, from_string
from .memory import Memory
from .pack import Pack
from .rule import Card, Rule

CONTEXT = 8
"""Characters on either side that a finding remembers."""

Checkable = str | Document | Manuscript


def check(
    document: Checkable,
    *,
    gates: Collection[Gate | str] = tuple(Gate),
    rules: Sequence[Rule] | None = None,
    pack: Pack | None = None,
    memory: Memory | None = None,
) -> list[Finding]:
    """All findings in reading order, the gravest first at one place.

    ``document`` is a Document or a bare string; ``rules`` replaces the built-in ones; ``pack`` is what the office adds.
    With a ``memory``, passages that were read before are not read again: the same answer, sooner.
    The same input always gives the same answer: no clock, no network, no file is involved.
    """
    pack = pack or _NO_PACK
    manuscript = _with_base(as_manuscript(document), pack.base)
    placed: list[tuple[int, Finding]] = []
    for rule in (*(builtin_rules() if rules is None else rules), *pack.rules):
        if rule.card.gate in gates:
            hits = memory.hits(rule, manuscript) if memory and rule.local else rule.find(manuscript)
            placed += [_finding(rule.card, hit, manuscript) for hit in hits]
    return permitted(_settle(placed), manuscript.base)


_NO_PACK = Pack()


def _with_base(manuscript: Manuscript, own: Base) -> Manuscript:
    return replace(manuscript, base=national() | manuscript.base | own)


def permitted(findings: list[Finding], base: Base) -> list[Finding]:
    """Without what the office does not want to hear of, and without words that may not be suggested."""
    if base.ignored:
        findings = [finding for finding in findings if (finding.rule, finding.text) not in base.ignored]
    if not base.forbidden:
        return findings
    return [replace(finding, suggestion=None) if _forbids(base, finding) else finding for finding in findings]


def _forbids(base: Base, finding: Finding) -> bool:
    """Whether the suggestion brings in a word that may not be suggested."""
    said = finding.suggestion or ""
    return any(word in said and word not in finding.text for word in base.forbidden)


def as_manuscript(document: Checkable) -> Manuscript:
    """The engine's view of any input."""
    if isinstance(document, Manuscript):
        return document
    return from_string(document) if isinstance(document, str) else from_document(document)


def corrected(text: str, findings: Iterable[Finding], levels: Collection[Level] = tuple(Level)) -> str:
    """``text`` after every suggestion of these levels; where two overlap the first in reading order wins.

    The findings must all belong to one element, the one ``text`` is the text of.
    """
    parts: list[str] = []
    done = 0
    for finding in sorted(findings, key=lambda item: (item.start, item.level.rank, -item.end)):
        if finding.suggestion is None or finding.level not in levels or finding.start < done:
            continue
        parts += [text[done : finding.start], finding.suggestion]
        done = finding.end
    return "".join([*parts, text[done:]])


def _finding(card: Card, hit: Hit, manuscript: Manuscript) -> tuple[int, Finding]:
    """The finding, and its place in reading order (a missing element comes first)."""
    if hit.missing:
        order, element, start, end, text, context = -1, hit.missing, 0, 0, "", ""
    else:
        passage = manuscript.passage_at(hit.start)
        first, last = hit.start - passage.start, min(hit.end, passage.end) - passage.start
        order, element, text = hit.start, passage.element, passage.text[first:last]
        start, end = first + passage.offset, last + passage.offset
        context = passage.text[max(0, first - CONTEXT) : last + CONTEXT]
    finding = Finding(
        gate=card.gate,
        rule=card.id,
        level=hit.level or card.level,
        element=element,
        start=start,
        end=end,
        text=text,
        reason=hit.reason or card.why,
        basis=card.basis,
        suggestion=hit.suggestion,
        confidence=card.confidence if hit.confidence is None else hit.confidence,
        context=context,
    )
    return order, finding


def _settle(placed: list[tuple[int, Finding]]) -> list[Finding]:
    """Reading order; two rules that give the same advice on the same span speak once, the graver one."""
    placed.sort(key=lambda item: (item[0], item[1].level.rank, item[1].rule, item[1].end))
    settled: list[Finding] = []
    said: set[tuple[str, int, int, str | None, str]] = set()
    for _, finding in placed:
        same_rule_only = finding.rule if finding.suggestion is None else ""
        if not finding.text:
            same_rule_only += finding.reason  # an element that is missing or amiss may be so in several ways
        advice = (finding.element, finding.start, finding.end, finding.suggestion, same_rule_only)
        if advice not in said:
            said.add(advice)
            settled.append(finding)
    return settled
