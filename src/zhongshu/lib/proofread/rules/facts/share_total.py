"""Shares of one whole do not add up to more than all of it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...quantities import Quantity, plain, read, total
from ...rule import Card, Correction

card = Card(
    id="facts.share_total",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="各项比重之和超过100%",
    why="同一个整体的各部分比重相加不能超过100%。",
    basis="本文数据验算",
    since="0.1",
    confidence=0.88,
    exceptions=("保留小数造成的尾差不报。", "各项可以重复计算的（多选题），请在文中写明。"),
    wrong=(
        Correction("其中男职工占55%、女职工占50%。", "其中男职工占55%、女职工占45%。"),
        Correction("一、二、三产业比重分别为15.2%、48.3%、46.5%。", "一、二、三产业比重分别为15.2%、48.3%、36.5%。"),
    ),
    good=(
        "男职工占55.5%、女职工占44.6%。",
        "粮食、油料产量分别增长60%、55%，满意率分别为98%、99%。",
    ),
)

_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_RUNS = (
    re.compile(
        rf"占(?:比|比重|总数的)?(?:为|达)?{_NUMBER}[%％](?:、[^，。；：\d、]{{1,12}}占(?:比)?(?:为|达)?{_NUMBER}[%％]){{1,12}}"
    ),
    re.compile(rf"(?:比重|比例|构成|占比)(?:分别)?(?:为|是){_NUMBER}[%％](?:[、和]{_NUMBER}[%％]){{1,12}}"),
    re.compile(rf"分别占[^，。；：\d]{{0,12}}{_NUMBER}[%％](?:[、和]{_NUMBER}[%％]){{1,12}}"),
)
_SHARE = re.compile(rf"({_NUMBER})[%％]")
_WHOLE = Quantity(Decimal(100), Decimal(0))
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for run in _RUNS:
        for match in run.finditer(manuscript.text):
            shares = [read(number) for number in _SHARE.findall(match.group())]
            summed = total(shares)
            if summed.low > _WHOLE.value:
                parts = "＋".join(f"{plain(share.value)}%" for share in shares)
                yield Hit(match.start(), match.end(), reason=f"{parts}＝{plain(summed.value)}%，超过了100%。")
