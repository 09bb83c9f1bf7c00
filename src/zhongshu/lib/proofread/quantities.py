"""Measured numbers with the inexactness of their last written digit, so that rounding is never called an error."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """``value`` in the bare unit; the true value lies within ``value`` ± ``slack``."""

    value: Decimal
    slack: Decimal

    @property
    def low(self) -> Decimal:
        return self.value - self.slack

    @property
    def high(self) -> Decimal:
        return self.value + self.slack

    def meets(self, other: Quantity) -> bool:
        """Whether the two can be the same number before rounding."""
        return self.low <= other.high and other.low <= self.high


def read(number: str, scale: str = "", exact: bool = False) -> Quantity:
    """The quantity written: "1,200.5" with 万 → 12005000 ± 500. ``exact``: counted things (people, items) are exact when unscaled."""
    digits = Decimal(number.replace(",", ""))
    step = Decimal(1).scaleb(int(digits.as_tuple().exponent))
    factor = _SCALE[scale]
    slack = Decimal(0) if exact and not scale and step == 1 else step / 2
    return Quantity(digits * factor, slack * factor)


def total(parts: list[Quantity]) -> Quantity:
    """The sum, with the slacks added up."""
    return Quantity(sum((part.value for part in parts), Decimal(0)), sum((part.slack for part in parts), Decimal(0)))


def plain(value: Decimal) -> str:
    """A number as a person writes it: no exponent, no trailing zeros, at most two decimals."""
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")
