"""Parts listed with their total, and parts "of which" that outgrow it."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Passage
from ...quantities import NUMBER, Quantity, plain, read, total
from ...rule import Card, Correction

card = Card(
    id="facts.sum_total",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="分项之和与合计不符",
    why="列出的分项相加不等于写明的合计，或者“其中”各项之和超过了总数。",
    basis="本文数据验算",
    since="0.1",
    confidence=0.9,
    exceptions=("保留小数造成的尾差不报。", "“其中”只列一部分的，和小于总数不报。"),
    wrong=(
        Correction("新建学校3所、医院2所，共6所。", "新建学校3所、医院2所，共5所。"),
        Correction("共有党员120人，其中男党员80人、女党员50人。", "共有党员120人，其中男党员80人、女党员40人。"),
        Correction("投资1.2万元、3.5万元，合计5.7万元。", "投资1.2万元、3.5万元，合计4.7万元。"),
    ),
    good=(
        "新建学校3所、医院2所，共投资6000万元。",
        "共有党员120人，其中女党员50人。",
        "增长1.25万元、2.35万元，合计3.6万元。",
    ),
)

_UNIT = r"(?P<{0}>[万亿]?(?:[多余])?(?:元|人|名|个|户|家|件|项|所|公里|平方米|亩|吨|台|辆|场|次|条|处|座|份|篇|期|册))"
_ITEM = re.compile(rf"(?<![\d.\-—～至])(?P<number>{NUMBER})" + _UNIT.format("unit"))
_TOTAL = re.compile(rf"[，；]?(?:共计|合计|总计|一共|共)(?P<number>{NUMBER})" + _UNIT.format("unit"))
_OF_WHICH = re.compile(
    rf"(?<![加长少降高升低于\d.,])(?P<number>{NUMBER})" + _UNIT.format("unit") + r"[，（(]其中[：:]?"
)
_LIST_JOINT = re.compile(r"[、，和及]?[^\d，。；：、（）]{0,12}")
_CLAUSE = re.compile(r"[^。；\n）)]{0,120}")
_REACH = 120
"""Characters within which the parts of a sum are looked for."""
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.passages:
        if "共" in passage.text or "计" in passage.text:
            yield from _stated_totals(passage)
        if "其中" in passage.text:
            yield from _of_which(passage)


def _stated_totals(passage: Passage) -> Iterator[Hit]:
    for match in _TOTAL.finditer(passage.text):
        items = _items_before(passage.text, match.start(), match["unit"])
        stated = _quantity(match)
        if len(items) < 2 or stated is None:
            continue
        summed = total([quantity for _, quantity in items])
        if not summed.meets(stated):
            yield passage.hit(
                match.start("number"), match.end("unit"), reason=_sentence(items, match.group("number", "unit"))
            )


def _items_before(text: str, end: int, unit: str) -> list[tuple[str, Quantity]]:
    """The unbroken list of items of this unit that stops at ``end``: A 3所、B 2所 (nearest first)."""
    items: list[tuple[str, Quantity]] = []
    start = max(text.rfind(mark, max(0, end - _REACH), end) for mark in "。；：\n（")
    start = start + 1 if start >= 0 else max(0, end - _REACH)
    found = list(_ITEM.finditer(text, start, end))
    at = end
    for match in reversed(found):
        quantity = _quantity(match)
        between = text[match.end() : at]
        if quantity is None or _unit(match["unit"]) != _unit(unit) or (items and not _LIST_JOINT.fullmatch(between)):
            break
        if not items and between:
            break
        items.append((match.group(), quantity))
        at = match.start()
    return items[::-1]


def _of_which(passage: Passage) -> Iterator[Hit]:
    for match in _OF_WHICH.finditer(passage.text):
        clause = _CLAUSE.match(passage.text, match.end())
        whole = _quantity(match)
        if clause is None or whole is None:
            continue
        items: list[tuple[str, Quantity]] = []
        at = match.end()
        for item in _ITEM.finditer(passage.text, match.end(), clause.end()):
            quantity = _quantity(item)
            joined = _LIST_JOINT.fullmatch(passage.text[at : item.start()])
            if quantity is None or _unit(item["unit"]) != _unit(match["unit"]) or not joined:
                break
            items.append((item.group(), quantity))
            at = item.end()
        if len(items) > 1 and total([quantity for _, quantity in items]).low > whole.high:
            yield passage.hit(match.start("number"), at, reason=_sentence(items, match.group("number", "unit")))


def _quantity(match: re.Match[str]) -> Quantity | None:
    unit = match["unit"]
    if "多" in unit or "余" in unit:
        return None
    scale = unit[0] if unit[0] in "万亿" else ""
    return read(match["number"], scale, exact=True)


def _unit(unit: str) -> str:
    return unit.lstrip("万亿多余")


def _sentence(items: list[tuple[str, Quantity]], stated: tuple[str | None, ...]) -> str:
    number, unit = str(stated[0]), str(stated[1])
    summed = total([quantity for _, quantity in items]).value
    scale = {"万": 10**4, "亿": 10**8}.get(unit[0], 1)
    return f"{'＋'.join(text for text, _ in items)}＝{plain(summed / scale)}{unit}，文中写的是{number}{unit}。"
