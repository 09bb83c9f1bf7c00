"""座位图: the map of a plan on a sheet of the size its names can be read on: A4, else A3, else several sheets of A3."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from zhongshu.lib.refusal import Refused
from zhongshu.lib.seating import Plan, Standpoint, seen_from

from ..titles import width
from .table_sign import lines

A4, A3 = (297.0, 210.0), (420.0, 297.0)
SIDE, HEAD, FOOT = 10.0, 25.0, 9.0
LEGEND_LINE = 4.6
READABLE, SMALLEST = 6.0, 5.0
"""Points of a name: smaller than the first asks for a larger sheet, smaller than the second for more sheets."""
LARGEST_CHAIR, LARGEST_NAME = 22.0, 15.0
POINT = 25.4 / 72
NAME_WIDTH = 0.84
"""Of a chair's width."""
CHARACTERS = 3.0
"""How many characters a chair is made for."""


def map_data(
    plan: Plan, names: Mapping[str, str], *, title: str, note: str = "", form: str = "rectangle", paper: str = ""
) -> dict[str, Any]:
    """The template's data for a plan, seen from both sides. ``names``: person → name as on the signs."""
    several = len(plan.blocks) > 1
    tint = {key: number for number, block in enumerate(plan.blocks) for key in block.places if several}
    on_rostrum = any(place.key.startswith("r") for place in plan.places)
    has_table = any(place.key.startswith("t") for place in plan.places)
    maps = []
    for standpoint in Standpoint:
        drawn = seen_from(plan, standpoint, form)
        seats = [
            {
                "x": place.x,
                "y": place.y,
                "turn": place.turn,
                "name": names.get(plan.seats.get(place.key, ""), plan.reserved.get(place.key, "")),
                "state": "reserved" if place.key in plan.reserved else "" if place.key in plan.seats else "empty",
                "tint": tint.get(place.key, -1) if place.key in plan.seats else -1,
            }
            for place in drawn.places
        ]
        maps.append(
            {
                "label": standpoint.label_of_table if has_table and not on_rostrum else standpoint.label,
                "width": drawn.width,
                "height": drawn.height,
                "seats": seats,
                "marks": [{"text": m.text, "x": m.x, "y": m.y, "kind": m.kind} for m in drawn.marks],
                "outlines": [
                    {"x": o.x, "y": o.y, "width": o.width, "height": o.height, "form": o.form} for o in drawn.outlines
                ],
            }
        )
    return {"title": title, "note": note, "paper": paper, "maps": maps, "legend": _legend(plan, tint)}


def _legend(plan: Plan, tint: Mapping[str, int]) -> list[dict[str, Any]]:
    """Each block by its tint, with how many sit in it."""
    found = []
    for block in plan.blocks if tint else ():
        seated = sum(key in plan.seats for key in block.places)
        found.append({"tint": tint[block.places[0]], "text": f"{block.name}（{seated}人）"})
    return [*found, *([{"tint": -1, "text": f"保留（{len(plan.reserved)}座）"}] if plan.reserved else [])]


def view(data: dict[str, Any]) -> dict[str, Any]:
    """Each map on its sheet, with millimetres a chair and the size of each name."""
    if not data["maps"] or not any(one["seats"] for one in data["maps"]):
        raise Refused("座位图上还没有座位。", remedy="请先排定座次。")
    if data["paper"] not in ("", "A3", "A4"):
        raise Refused(f"座位图不能印在“{data['paper']}”纸上。", remedy="请选A3或者A4，或者由系统选定。")
    words = sum(width(item["text"]) * 8.5 * POINT + 9 for item in data["legend"])
    maps = [sheet for one in data["maps"] for sheet in _sheets(one, data["paper"], words)]
    return {**data, "plain_title": data["title"], "maps": maps}


def _sheets(one: dict[str, Any], wanted: str, legend: float) -> list[dict[str, Any]]:
    sizes = [size for name, size in (("A4", A4), ("A3", A3)) if wanted in ("", name)]
    best: tuple[float, tuple[float, float]] = (0.0, A4)
    for size in sizes:
        best = max((_unit(one, paper, legend), paper) for paper in (size, size[::-1]))
        if _points(best[0]) >= READABLE:
            break
    unit, paper = best
    if _points(unit) >= SMALLEST or len(one["seats"]) < 2:
        return [_sheet(one, unit, paper, legend)]
    count = math.ceil(SMALLEST / _points(unit))
    parts = [_part(one, number, count) for number in range(count)]
    parts = [part for part in parts if part["seats"]]
    unit, paper = min(max((_unit(part, size, legend), size) for size in (sizes[-1], sizes[-1][::-1])) for part in parts)
    return [_sheet(part, unit, paper, legend) for part in parts]


def _part(one: dict[str, Any], number: int, count: int) -> dict[str, Any]:
    """One of several upright slices of a map that is too wide for a sheet."""
    wide = one["width"] / count
    begin = wide * number

    def inside(item: dict[str, Any]) -> bool:
        return bool(begin <= item["x"] < begin + wide)

    def moved(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**item, "x": item["x"] - begin + 0.6} for item in items if inside(item)]

    return {
        **one,
        "label": f"{one['label']}（第{number + 1}张，共{count}张，从左到右）",
        "width": wide + 1.2,
        "seats": moved(one["seats"]),
        "marks": moved(one["marks"]),
        "outlines": moved(one["outlines"]),
    }


def _unit(one: dict[str, Any], paper: tuple[float, float], legend: float) -> float:
    """Millimetres of a chair on a sheet."""
    across, down = paper[0] - 2 * SIDE, paper[1] - HEAD - _foot(paper, legend)
    return min(across / one["width"], down / one["height"], LARGEST_CHAIR)


def _foot(paper: tuple[float, float], legend: float) -> float:
    return FOOT + LEGEND_LINE * math.ceil(legend / (paper[0] - 24))


def _points(unit: float) -> float:
    """The size of a name of three characters in a chair of that width."""
    return unit * NAME_WIDTH / CHARACTERS / POINT


def _sheet(one: dict[str, Any], unit: float, paper: tuple[float, float], legend: float) -> dict[str, Any]:
    size = min(_points(unit), LARGEST_NAME)
    room = paper[1] - HEAD - _foot(paper, legend)
    return {
        **one,
        "seats": [_seat(seat, unit, size) for seat in one["seats"]],
        "paper": list(paper),
        "unit": unit,
        "left": (paper[0] - one["width"] * unit) / 2,
        "top": HEAD + (room - one["height"] * unit) / 2,
        "mark": max(5.0, min(size, 10.0)),
    }


def _seat(seat: dict[str, Any], unit: float, size: float) -> dict[str, Any]:
    """The name in one line or, if long, in two to four smaller ones, squeezed where it still is too wide."""
    shown = lines(seat["name"]) if seat["name"].strip() else []
    if len(shown) > 1 or any(width(line) > 4 for line in shown):
        shown = [part for line in shown for part in _halved(line)]
    size *= {3: 0.8, 4: 0.62}.get(len(shown), 1.0)
    holds = unit * NAME_WIDTH / POINT / size
    told = [{"text": line, "squeeze": min(1.0, holds / max(1.0, width(line)))} for line in shown]
    return {**seat, "lines": told, "size": size}


def _halved(line: str) -> list[str]:
    middle = math.ceil(len(line) / 2)
    return [line[:middle], line[middle:]] if width(line) > 4 else [line]
