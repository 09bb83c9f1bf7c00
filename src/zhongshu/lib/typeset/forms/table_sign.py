"""桌签: a tent of two faces, the name on both, upright for who sits behind it and for who sits across."""

from __future__ import annotations

import re
from typing import Any

from zhongshu.lib.refusal import Refused

FACE_WIDTH, FACE_HEIGHT = 200.0, 95.0
"""Millimetres of a face when the data name none: two of them fold out of an A4 sheet."""
SHEET_WIDTH, SHEET_HEIGHT = 210.0, 297.0
BETWEEN = 8.0
"""Paper between two tents on one sheet."""
LONG_NAME = 6
"""A name of more characters than that is set in two lines where a · divides it."""


def view(data: dict[str, Any]) -> dict[str, Any]:
    """Names spaced as usual on signs, and the faces' size checked against the sheet."""
    width, height = data["width"] or FACE_WIDTH, data["height"] or FACE_HEIGHT
    if not (30 <= width <= SHEET_WIDTH and 20 <= height <= SHEET_HEIGHT / 2):
        raise Refused(
            f"桌签每面{width:g}×{height:g}毫米，A4纸上排不下两面。",
            remedy="请把宽度定在30至210毫米、高度定在20至148毫米。",
        )
    signs = [{**sign, "lines": lines(sign["name"])} for sign in data["signs"] if sign["name"].strip()]
    if not signs:
        raise Refused("桌签名单是空的。", remedy="请至少填写一个姓名。")
    folds = folds_on_a_sheet(height)
    sheets = [signs[begin : begin + len(folds)] for begin in range(0, len(signs), len(folds))]
    return {**data, "width": width, "height": height, "signs": signs, "folds": folds, "sheets": sheets}


def folds_on_a_sheet(height: float) -> list[float]:
    """Millimetres from the sheet's top to each fold: as many tents as fit, centred."""
    count = int((SHEET_HEIGHT + BETWEEN) // (2 * height + BETWEEN))
    first = (SHEET_HEIGHT - count * 2 * height - (count - 1) * BETWEEN) / 2 + height
    return [first + number * (2 * height + BETWEEN) for number in range(count)]


def lines(name: str) -> list[str]:
    """A name as a sign shows it: two characters with one full space between, a long name divided at its ·."""
    name = re.sub(r"\s+", " ", name.strip()).replace("・", "·").replace("•", "·").replace("‧", "·")
    bare = name.replace(" ", "").replace("　", "")
    if len(bare) == 2 and re.fullmatch(r"[一-鿿㐀-䶿𠀀-𲎯]{2}", bare):
        return ["　".join(bare)]
    if re.fullmatch(r"[一-鿿㐀-䶿𠀀-𲎯·]+", bare):
        name = bare
    if "·" in name and len(name.replace("·", "")) > LONG_NAME:
        first, second = _halves(name.split("·"))
        return [first + "·", second]
    return [name]


def _halves(parts: list[str]) -> tuple[str, str]:
    """The parts of a name in two lines as even as can be."""
    cuts = [("·".join(parts[:place]), "·".join(parts[place:])) for place in range(1, len(parts))]
    return min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1])))
