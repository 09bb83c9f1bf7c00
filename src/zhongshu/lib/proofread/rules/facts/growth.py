"""From A to B, grown by C: C is worked out again."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Passage
from ...quantities import NUMBER, Quantity, plain, read
from ...rule import Card, Correction

card = Card(
    id="facts.growth",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="增减幅度与前后数不符",
    why="按文中前后两个数重新计算，得不出文中的增减幅度。",
    basis="本文数据验算",
    since="0.1",
    confidence=0.9,
    exceptions=(
        "年均增长、按可比价格计算的不报。",
        "保留小数造成的尾差不报。",
    ),
    wrong=(
        Correction("由100万元增加到150万元，增长60%。", "由100万元增加到150万元，增长50%。"),
        Correction("从80%提高到90%，提高10%。", "从80%提高到90%，提高10个百分点。"),
        Correction("从200件下降到150件，下降30%。", "从200件下降到150件，下降25%。"),
    ),
    good=("由300万元增加到400万元，增长33.3%。", "从1.2亿元增长到1.5亿元，增长了25%。", "从3倍提高到4倍，提高1倍"),
)

_UNIT = r"[万亿]?(?:元|人|名|个|户|家|件|项|所|公里|平方米|亩|吨|台|辆|场|次|[%％])"
_CHANGE = re.compile(
    rf"(?:由|从)[^，。；\d]{{0,16}}(?P<a>{NUMBER})(?P<ua>{_UNIT})[^，。；\d]{{0,4}}"
    r"(?:增加|增长|提高|上升|扩大|增|提升|减少|下降|降低|降|减|压缩|缩减)(?:到|至|为)[^，。；\d]{0,6}"
    rf"(?P<b>{NUMBER})(?P<ub>{_UNIT})[^，。；\d]{{0,6}}，[^，。；\d]{{0,8}}"
    rf"(?P<verb>增长|增加|提高|上升|提升|增幅|下降|减少|降低|降幅)[了为达约]{{0,2}}(?P<c>{NUMBER})(?P<uc>[%％]|个百分点)"
)

_OTHER_BASE = re.compile(r"年均|平均|可比|不变价|实际|同口径|累计|剔除|翻")
"""Growth that is not reckoned from the two numbers alone."""
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.passages:
        for match in _CHANGE.finditer(passage.text):
            yield from _check(passage, match)


def _check(passage: Passage, match: re.Match[str]) -> Iterator[Hit]:
    before, after, said = _read(match["a"], match["ua"]), _read(match["b"], match["ub"]), read(match["c"])
    if _OTHER_BASE.search(match.group()):
        return
    if match["ua"].lstrip("万亿") != match["ub"].lstrip("万亿") or before.low <= 0:
        return
    span = match.start("c"), match.end("uc")
    difference = f"{match['b']}{match['ub']}－{match['a']}{match['ua']}"
    if match["ua"][-1] in "%％":
        points = Quantity(abs(after.value - before.value), before.slack + after.slack)
        if match["uc"] in "%％" and points.meets(said) and not _percent(before, after).meets(said):
            reason = f"{difference}＝{plain(points.value)}个百分点；两个百分数之差用“百分点”。"
            yield passage.hit(*span, f"{match['c']}个百分点", reason)
        elif match["uc"] == "个百分点" and not points.meets(said):
            yield passage.hit(*span, reason=f"{difference}＝{plain(points.value)}个百分点。")
    elif match["uc"] in "%％" and not _percent(before, after).meets(said):
        worked = plain(_percent(before, after).value)
        yield passage.hit(*span, reason=f"（{difference}）÷{match['a']}{match['ua']}＝{worked}%（取绝对值）。")


def _read(number: str, unit: str) -> Quantity:
    return read(number, unit[0] if unit[0] in "万亿" else "", exact=True)


def _percent(before: Quantity, after: Quantity) -> Quantity:
    """|after − before| ÷ before in per cent, with the widest slack the two roundings allow."""
    ratios = [high / low for high, low in ((after.high, before.low), (after.low, before.high)) if low > 0]
    changes = [abs(ratio - 1) * 100 for ratio in ratios]
    middle = abs(after.value / before.value - 1) * 100
    return Quantity(middle, max((abs(change - middle) for change in changes), default=Decimal(0)))
