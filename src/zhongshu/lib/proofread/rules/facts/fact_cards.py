"""Figures that the office has fixed on a card."""

import re
from collections.abc import Iterator

from ...base import Base, Entry, EntryKind
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...quantities import NUMBER, Quantity, read
from ...rule import Card, Correction
from ...sample import paper

_BASE = Base((Entry(EntryKind.FACT, "地区生产总值", "268.4亿元", "2025年", basis="县统计局2026年1月"),))

card = Card(
    id="facts.fact_cards",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="指标数值与事实卡片不符",
    why="同一时期的同一指标，本机关核定的数值与稿件写的不同。",
    basis="本机关事实卡片",
    since="0.2",
    confidence=0.9,
    exceptions=("四舍五入后相同的不报。", "时期不同、没有写时期的不查。"),
    wrong=(
        Correction(
            paper(body="2025年，全县地区生产总值达到286.4亿元。", base=_BASE),
            paper(body="2025年，全县地区生产总值达到268.4亿元。", base=_BASE),
        ),
    ),
    good=(
        paper(body="2025年地区生产总值268亿元，2024年地区生产总值250.1亿元，增长7.3%。", base=_BASE),
        "2025年地区生产总值286.4亿元。",
    ),
)

_VALUE = re.compile(rf"(?P<number>{NUMBER})(?P<scale>[万亿]?)(?P<unit>[^\d\s]{{1,8}})?")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for fact in manuscript.base.of(EntryKind.FACT):
        card_value = _VALUE.fullmatch(fact.value)
        if card_value is None or fact.name not in manuscript.text:
            continue
        unit = card_value["unit"] or ""
        known = _quantity(card_value)
        pattern = re.compile(
            rf"{re.escape(fact.detail)}[^。；\n\d]{{0,16}}{re.escape(fact.name)}(?:总量|总额)?[^，。；\n\d增减升降占同比长]{{0,6}}"
            rf"(?P<number>{NUMBER})(?P<scale>[万亿]?){re.escape(unit)}"
        )
        for match in pattern.finditer(manuscript.text):
            if not _quantity(match).meets(known):
                source = f"（{fact.basis}）" if fact.basis else ""
                reason = f"事实卡片：{fact.detail}{fact.name}{fact.value}{source}。"
                yield Hit(match.start("number"), match.end(), fact.value, reason)


def _quantity(match: re.Match[str]) -> Quantity:
    return read(match["number"], match["scale"])
