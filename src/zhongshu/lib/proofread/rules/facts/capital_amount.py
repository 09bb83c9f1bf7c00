"""An amount of money in capitals and the same amount in figures."""

import re
from collections.abc import Iterator
from decimal import Decimal

from zhongshu.lib.numerals import capital_to_plain, to_int

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="facts.capital_amount",
    gate=Gate.FACTS,
    level=Level.MUST,
    title="大写金额与小写金额不符",
    why="同一笔钱的大写与小写不一致，收款、付款都无法办理。",
    basis="《支付结算办法》附一《正确填写票据和结算凭证的基本规定》",
    since="0.1",
    confidence=0.96,
    wrong=(
        Correction("补助人民币壹万贰仟元整（¥12,500.00）。", "补助人民币壹万贰仟伍佰元整（¥12,500.00）。"),
        Correction("补助12500元（大写：壹万贰仟元整）。", "补助12500元（大写：壹万贰仟伍佰元整）。"),
        Correction("补助叁拾万元（小写：3万元）。", "补助叁拾万元（小写：30万元）。"),
    ),
    good=("补助人民币壹万贰仟叁佰元伍角整（¥12,300.50）。", "补助人民币壹佰万零伍拾元整（1,000,050元）。"),
)

_CAPITALS = "(?<![零壹贰叁肆伍陆柒捌玖拾佰仟万亿])(?P<{0}>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{{1,24}})[元圆](?P<{0}_cents>(?:[零壹贰叁肆伍陆柒捌玖]角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?)整?正?"
_FIGURES = r"[¥￥]?(?<![\d,.])(?P<{0}>\d[\d,]{{0,18}}(?:\.\d{{1,4}})?)(?P<{0}_scale>[万亿]?)元?"
_PAIRS = (
    re.compile(
        _CAPITALS.format("big") + r"[（(，](?:小写|即|人民币|RMB)?[：:]?" + _FIGURES.format("small") + r"[整）)，。]"
    ),
    re.compile(_FIGURES.format("small") + r"(?<=元)[（(，](?:大写|人民币)?[：:]?(?:人民币)?" + _CAPITALS.format("big")),
)
_SCALE = {"": 1, "万": 10**4, "亿": 10**8}
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for pattern in _PAIRS:
        for match in pattern.finditer(manuscript.text):
            capital = _capital_value(match["big"], match["big_cents"])
            figure = Decimal(match["small"].replace(",", "")) * _SCALE[match["small_scale"]]
            if capital is not None and capital != figure:
                reason = f"大写合{capital:,}元，小写合{figure:,}元。"
                yield Hit(match.start(), match.end(), reason=reason)


def _capital_value(whole: str, cents: str) -> Decimal | None:
    value = to_int(capital_to_plain(whole))
    if value is None:
        return None
    plain = capital_to_plain(cents).replace("零", "")
    tenths = to_int(plain[plain.index("角") - 1]) if "角" in plain else 0
    hundredths = to_int(plain[plain.index("分") - 1]) if "分" in plain else 0
    return Decimal(value) + Decimal(tenths or 0) / 10 + Decimal(hundredths or 0) / 100
