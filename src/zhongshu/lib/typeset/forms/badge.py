"""证件: badges of one size on A4 sheets, the kind told by a coloured band, a QR code where there is something to scan."""

from __future__ import annotations

from typing import Any

import qrcode
from qrcode.image.svg import SvgPathImage

from zhongshu.lib.refusal import Refused

from ..titles import break_title
from .table_sign import SHEET_HEIGHT, SHEET_WIDTH, lines

WIDTH, HEIGHT = 90.0, 130.0
COLOURS = {
    "出席": "#c1121f",
    "列席": "#1d4e89",
    "工作": "#2a7f3f",
    "记者": "#b35900",
    "嘉宾": "#6a2c91",
    "随行": "#5f5f5f",
}
OTHER = "#37474f"
TITLE_WIDTH = 14
"""Characters of a meeting's name on one line."""


def view(data: dict[str, Any]) -> dict[str, Any]:
    """Names spaced as on signs, badges dealt to sheets."""
    width, height = data["width"] or WIDTH, data["height"] or HEIGHT
    across, down = int(SHEET_WIDTH // width), int(SHEET_HEIGHT // height)
    if not (across and down and width >= 50 and height >= 80):
        raise Refused(
            f"证件{width:g}×{height:g}毫米，A4纸上排不下。", remedy="请把宽度定在50至210毫米、高度定在80至297毫米。"
        )
    if not data["badges"]:
        raise Refused("证件名单是空的。", remedy="请至少填写一个人。")
    title = list(break_title(data["meeting"], TITLE_WIDTH))
    badges = [_badge(one, title) for one in data["badges"]]
    sheets = [badges[begin : begin + across * down] for begin in range(0, len(badges), across * down)]
    return {
        "plain_title": f"{data['meeting']}证件",
        **data,
        "width": width,
        "height": height,
        "across": across,
        "down": down,
        "sheets": sheets,
    }


def _badge(one: dict[str, str], title: list[str]) -> dict[str, Any]:
    colour = next((colour for word, colour in COLOURS.items() if word in one["kind"]), OTHER)
    shown = lines(one["name"]) if one["name"].strip() else [""]
    return {**one, "lines": shown, "meeting_lines": title, "colour": colour, "qr": _qr(one["code"])}


def _qr(code: str) -> str:
    """The code as SVG; empty for none. One mask for all: trying each of the eight takes ten times as long."""
    if not code:
        return ""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2, mask_pattern=3)
    made.add_data(code)
    made.make(fit=True)
    return made.make_image(image_factory=SvgPathImage).to_string(encoding="unicode")
