"""Lines → pieces → document. Head, title and tail are recognised by their place, looks and wording; what is left is body.

Nothing is thrown away: elements the standard has abolished (主题词, 此页无正文) are set aside, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..text import body_to_text
from .assembly import assemble
from .body import asides, attendance, body_piece, page_breaks, place_breaks
from .desk import Desk, Slot
from .head import head
from .note import Facts, Line, Note, Piece, Reading
from .roles import Role
from .styled import by_style
from .tail import annexes, closing, record
from .title import opening, title

DOUBTFUL = 0.7


def recognise(lines: Sequence[Line], facts: Facts = ()) -> Reading:
    """Place every line; the order of the attempts is the order of the paper, first from the top, then from the foot."""
    source = tuple(line for line in lines if line.text.strip() or line.block)
    desk = Desk([Slot(number, line) for number, line in enumerate(source)])
    breaks = page_breaks(desk)
    by_style(desk)
    # The styles of this software are believed throughout; other templates use the same names for some elements only.
    styled = bool(facts)
    if not styled:
        head(desk)
    asides(desk)
    if not styled:
        if not desk.has(Role.TITLE):
            title(desk)
        opening(desk)
        annexes(desk)
        record(desk)
        if (desk.text_of(Role.ISSUER_MARK) + desk.text_of(Role.TITLE)).endswith("纪要"):
            attendance(desk)
        closing(desk)
    for slot in list(desk.slots):
        body_piece(desk, slot)
    place_breaks(desk, breaks, all_of_them=styled)
    return _reading(desk, source, facts)


def _reading(desk: Desk, source: tuple[Line, ...], facts: Facts) -> Reading:
    pieces = _tables_joined(desk.ordered())
    document, notes = assemble(pieces, facts)
    said = [
        Note(piece.role.element, piece.confidence, piece.reason)
        for piece in pieces
        if piece.role.element not in ("", "body")
    ]
    body = [piece for piece in pieces if piece.role.is_body]
    doubtful = [
        Note(f"body/{index}", piece.confidence, piece.reason)
        for index, piece in enumerate(body)
        if piece.confidence < DOUBTFUL
    ]
    summary = f"其余{len(body)}段为正文。" if body else "没有找到正文。"
    whole = Note("body", 0.95 if body else 0.2, summary)
    return Reading(document, (*desk.notes, *said, whole, *doubtful, *notes), pieces, source, facts)


def _tables_joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbouring rows of one text table as one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before and piece.role is before.role is Role.TABLE and piece.block is None and before.block is None:
            joined[-1] = replace(before, text=f"{before.text}\n{piece.text}", lines=before.lines + piece.lines)
        else:
            joined.append(piece)
    return tuple(joined)


def line_text(line: Line) -> str:
    """A source line as people read it, a table as its rows."""
    return line.text if line.block is None else body_to_text((line.block,))
