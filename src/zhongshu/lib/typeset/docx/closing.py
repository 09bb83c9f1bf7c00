"""What follows the body: 附件说明, 发文机关署名, 成文日期, 印章, 附注 (7.3.4–7.3.6)."""

from __future__ import annotations

from typing import Any

from .body import Flow, Piece
from .drawing import Place, seal
from .markup import Look, kept, paragraph, run
from .measures import ABOVE, AREA_WIDTH, CELL, CELL_FILE, LEADING, MM, PITCH, SIZE3
from .runs import cells, line, runs
from .tables import frame

Seals = dict[int, dict[str, Any]]
"""Number of the signature block → its seal: relation, width and height in mm."""


def annex_note(flow: Flow, names: list[str], *, keep: bool) -> None:
    """附件说明: one empty line, two characters in, names aligned where they wrap, no end mark."""
    if not names:
        return
    flow.blank()
    labels = [f"{index + 1}." for index in range(len(names))] if len(names) > 1 else [""]
    room = max(cells(label, flow.widths) for label in labels)
    left = 5 * CELL_FILE + room
    for index, (label, name) in enumerate(zip(labels, names, strict=True)):
        start = ("附件：" if index == 0 else "") + label
        short = cells(label, flow.widths) < room - 0.5
        space = (28 * CELL_FILE - left) / CELL_FILE
        if short:
            content = line(start, flow.widths) + "<w:r><w:tab/></w:r>"
            content += runs([["fangsong", name]], flow.widths, first=space, others=space)
        else:
            before = cells(start, flow.widths) / CELL_FILE
            content = runs([["fangsong", start + name]], flow.widths, first=space + before, others=space)
        look = Look(left=left, first=-(room + (3 * CELL_FILE if index == 0 else 0)), keep=keep)
        flow.add(Piece("ZsAnnexNote", content, look))


def closing(flow: Flow, view: dict[str, Any], seals: Seals) -> None:
    """Signature and remark, all on one page."""
    begin = len(flow.pieces)
    if view["stamps"]:
        _stamped(flow, view, seals)
    elif view["signatures"] or view["date"]:
        if not view["signatures"] or not view["sealed"]:
            _unsealed(flow, view)
        elif len(view["signatures"]) == 1:
            _sealed_one(flow, view, seals)
        else:
            _sealed_joint(flow, view, seals)
    after = LEADING if flow.pieces and flow.pieces[-1].whole else 0
    if view["remark"]:
        flow.add(Piece("ZsRemark", runs([["fangsong", f"（{view['remark']}）"]], flow.widths), Look(before=after)))
    for piece in flow.pieces[begin:-1]:
        piece.look = kept(piece.look)


def closes(view: dict[str, Any]) -> bool:
    """Whether anything follows the body."""
    return bool(view["stamps"] or view["signatures"] or view["date"] or view["remark"])


def _cells(flow: Flow, text: str) -> float:
    """Points a text takes in the PDF."""
    return cells(text, flow.widths) / CELL_FILE * CELL


def _sealed_one(flow: Flow, view: dict[str, Any], seals: Seals) -> None:
    """Two empty lines, the organ centred above the date, the date four characters from the right."""
    organ = view["signatures"][0]
    centre = min(AREA_WIDTH - 4 * CELL - _cells(flow, view["date"]) / 2, AREA_WIDTH - _cells(flow, organ) / 2)
    flow.blank(2)
    content = _seal(flow, seals, 0, centre, 2 * PITCH) + line(organ, flow.widths)
    flow.add(Piece("ZsSignature", content, _centred(centre)))
    if view["date"]:
        flow.add(_date(flow, view["date"], right=4 * CELL))


def _date(flow: Flow, text: str, *, right: float) -> Piece:
    """成文日期 ending so far from the right edge."""
    return Piece("ZsDate", line(text, flow.widths), Look(right=right, align="right"))


def _centred(centre: float, width: float = AREA_WIDTH) -> Look:
    """A line centred on a place."""
    if centre > width / 2:
        return Look(left=2 * centre - width, right=0, align="center")
    return Look(left=0, right=width - 2 * centre, align="center")


def _seal(flow: Flow, seals: Seals, index: int, centre: float, down: float) -> str:
    """A seal anchored in a line ``down`` points below the signature's first: its top is within one line of the text, what it
    seals a little below its middle."""
    found = seals.get(index)
    if not found:
        return ""
    width, height = found["width"] * MM, found["height"] * MM
    middle = min(26.4 * MM if down == 2 * PITCH and found["single"] else 2 * PITCH + SIZE3 / 2, 4.6 * MM + height / 2)
    place = Place(centre - width / 2, middle - height / 2 - down + ABOVE)
    return seal(found["relation"], flow.ids, index + 1, place, width, height)


def _sealed_joint(flow: Flow, view: dict[str, Any], seals: Seals) -> None:
    """Three organs a row, or two where names are long, each under its own seal; the date below the last one."""
    names = view["signatures"]
    in_row = 2 if any(len(name) > 9 for name in names) else 3
    width = AREA_WIDTH / in_row
    rows = []
    for start in range(0, len(names), in_row):
        row = names[start : start + in_row]
        cells_of = [paragraph("ZsBlank", "", Look(keep=True))] * (in_row - len(row))
        for column, name in enumerate(row):
            index = start + column
            picture = _seal(flow, seals, index, width / 2, 2 * PITCH)
            last = index == len(names) - 1
            words = line(view["date"], flow.widths)
            date = paragraph("ZsDate", words, Look(align="center")) if last and view["date"] else ""
            blanks = paragraph("ZsBlank", "", Look(keep=True)) * 2
            organ = paragraph("ZsSignature", picture + line(name, flow.widths), Look(align="center", keep=True))
            cells_of.append(blanks + organ + date)
        rows.append(cells_of)
    flow.add(Piece(whole=frame([width] * in_row, rows, height=5 * PITCH)))


def _unsealed(flow: Flow, view: dict[str, Any]) -> None:
    """One empty line; the organ two characters from the right, the date's first character two to the right of the organ's."""
    date, organs = view["date"], view["signatures"]
    widest = max([0.0, *(_cells(flow, name) for name in organs)])
    left = min(AREA_WIDTH - 2 * CELL - widest, AREA_WIDTH - 4 * CELL - _cells(flow, date))
    flow.blank(1)
    for name in organs:
        flow.add(Piece("ZsSignature", line(name, flow.widths), Look(left=left)))
    if date:
        flow.add(_date(flow, date, right=AREA_WIDTH - left - 2 * CELL - _cells(flow, date)))


def _stamped(flow: Flow, view: dict[str, Any], seals: Seals) -> None:
    """签名章: two empty lines, four characters from the right, the post two before it and in the middle of its height; the
    date one empty line below."""
    flow.blank(1)
    for index, stamp in enumerate(view["stamps"]):
        found = seals.get(index)
        apart = max(0.0, found["height"] * MM - SIZE3) / 2 if found else 0.0
        flow.add(Piece("ZsBlank", look=Look(after=apart)))
        if found:
            width, height = found["width"] * MM, found["height"] * MM
            place = Place(AREA_WIDTH - 4 * CELL - width, SIZE3 / 2 + ABOVE - height / 2)
            picture = seal(found["relation"], flow.ids, index + 1, place, width, height)
            content, right = picture + line(stamp["post"], flow.widths), 6 * CELL + width
        else:
            name = line(stamp["name"], flow.widths, role="kai", style="ZsName")
            content, right = line(stamp["post"], flow.widths) + run("　　") + name, 4 * CELL
        flow.add(Piece("ZsStamp", content, Look(after=apart, right=right, align="right")))
    flow.blank(1)
    if view["date"]:
        flow.add(_date(flow, view["date"], right=4 * CELL))


def attendance(flow: Flow, pairs: list[list[str]]) -> None:
    """出席, 请假, 列席 of minutes: labels in 黑体, names hanging (10.3)."""
    if pairs:
        flow.blank()
    for label, names in pairs:
        content = runs([["hei", f"{label}："], ["fangsong", names]], flow.widths, first=26, others=23)
        flow.add(Piece("ZsAttendance", content, Look(left=5 * CELL_FILE, first=-3 * CELL_FILE)))
