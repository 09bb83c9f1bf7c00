"""Sums of money in whole fen: exact, added without rounding, shown in yuan."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


def yuan(fen: int) -> str:
    """1234567 → 12,345.67."""
    sign, whole = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{whole // 100:,}.{whole % 100:02d}"


def to_fen(amount: Decimal) -> int:
    """An amount in yuan with at most two decimals."""
    fen = amount * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{amount} is no whole number of fen")
    return int(fen)


@dataclass(frozen=True)
class Line:
    """``spent`` None: no bill yet."""

    budget: int
    spent: int | None
    bills: int = 0


@dataclass(frozen=True)
class Sums:
    budget: int
    spent: int
    bills: int

    @property
    def left(self) -> int:
        """What the budget leaves; negative when more was spent."""
        return self.budget - self.spent


def sums(lines: Iterable[Line]) -> Sums:
    """Budget, spending and bills of all lines together."""
    rows = list(lines)
    return Sums(sum(row.budget for row in rows), sum(row.spent or 0 for row in rows), sum(row.bills for row in rows))


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GREAT = ("", "万", "亿", "万亿")


def capital(fen: int) -> str:
    """大写金额: 1234567 → 壹万贰仟叁佰肆拾伍元陆角柒分; whole yuan end in 整."""
    whole, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    said = f"{_whole(whole)}元" if whole else ""
    if not jiao and not rest:
        return f"{said or '零元'}整"
    if jiao:
        said += f"{_DIGITS[jiao]}角"
    elif said:
        said += "零"
    return said + (f"{_DIGITS[rest]}分" if rest else "整")


def _whole(number: int) -> str:
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    said, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(said)
            continue
        if said and (gap or group < 1000):
            said += "零"
        said += _four(group) + _GREAT[place]
        gap = False
    return said


def _four(group: int) -> str:
    said, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            said += ("零" if gap else "") + _DIGITS[digit] + _UNITS[place]
            gap = False
        else:
            gap = bool(said)
    return said
