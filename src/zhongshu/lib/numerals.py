"""Chinese and Arabic numerals as whole numbers."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_CAPITAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元", strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10**4, "亿": 10**8}

CHINESE_DIGITS = "〇零一二三四五六七八九十百"


def to_int(text: str) -> int | None:
    """The value of "12", "十二", "一百零三", "二〇二六" or "３"; None when it is none of these."""
    if not text:
        return None
    if text.isdigit():
        return int(text)
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            # 十 alone stands for 一十
            section += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _GREAT:
            total = (total + section + digit) * _GREAT[char]
            section = digit = 0
        else:
            return None
    return total + section + digit


def capital_to_plain(text: str) -> str:
    """大写 numerals as everyday ones: 壹万贰仟 → 一万二千."""
    return "".join(_CAPITAL.get(char, char) for char in text)


def to_chinese(number: int) -> str:
    """1 … 99 as in headings: 十, 十二, 二十, 二十三."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number} is outside 1…99")
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else "〇一二三四五六七八九"[tens]) + "十" if tens else ""
    return head + ("〇一二三四五六七八九"[ones] if ones else "")
