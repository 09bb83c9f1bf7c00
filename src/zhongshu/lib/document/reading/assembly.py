"""Pieces → document: the same whether a reader has recognised them or a person has re-assigned them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ..model import Annex, Block, Document, Heading, PageBreak, Paragraph, Table
from ..text import body_from_text, body_to_text, keep_form
from . import patterns as p
from .fields import Values, single_elements
from .kind import kind_of
from .note import Facts, Note, Piece
from .properties import with_properties
from .roles import HEADINGS, Role


def assemble(pieces: Sequence[Piece], facts: Facts = (), known: Iterable[Block] = ()) -> tuple[Document, list[Note]]:
    """The document that the pieces make up, in their order, and remarks on what did not fit.

    ``facts`` are what a file of this software says about itself; ``known`` are blocks whose form (marks, merged cells,
    pictures) is given back to pieces that carry only their words.
    """
    notes: list[Note] = []
    known = tuple(known)
    main, tails = _parts(pieces)
    values: Values = {"body": keep_form(blocks_of(main), known) if known else blocks_of(main)}
    values |= single_elements(pieces, notes, own=bool(facts))
    annexes = _annexes(pieces, tails, known)
    if annexes:
        values["annexes"] = annexes
    if facts:
        return with_properties(Document(**values), facts), notes
    return Document(**(values | kind_of(values, notes))), notes


def _parts(pieces: Sequence[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """The running text of the paper, and that of each annex with its label or title in front.

    A title on its own, without the word 附件 before it, begins a text that the paper issues or forwards.
    """
    main: list[Piece] = []
    tails: list[list[Piece]] = []
    for piece in pieces:
        fresh = not tails or any(held.role not in (Role.ANNEX_LABEL,) for held in tails[-1])
        if piece.role is Role.ANNEX_LABEL or (piece.role is Role.ANNEX_TITLE and fresh):
            tails.append([piece])
        elif piece.role.is_body or piece.role in (Role.ANNEX_TITLE, Role.ANNEX_SUBTITLE):
            (tails[-1] if tails else main).append(piece)
    return main, tails


def blocks_of(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Body blocks; a piece of several lines is several paragraphs."""
    blocks: list[Block] = []
    for piece in pieces:
        if not piece.role.is_body:
            continue
        if piece.block is not None and body_to_text((piece.block,)) == piece.text:
            blocks.append(piece.block)
            continue
        if piece.role is Role.TABLE:
            blocks.extend(_table(piece.text))
            continue
        if piece.role is Role.PAGE_BREAK:
            blocks.append(PageBreak())
            continue
        lines = [line for line in piece.text.split("\n") if line.strip()]
        if piece.role in HEADINGS:
            level = HEADINGS.index(piece.role) + 1
            blocks.extend(Heading(level, line.strip()) for line in lines)
        else:
            blocks.extend(Paragraph(line) for line in lines)
    return tuple(blocks)


def _table(text: str) -> list[Block]:
    blocks = list(body_from_text(text))
    return [block if isinstance(block, Table) else Paragraph(block.text) for block in blocks]


def _annexes(pieces: Sequence[Piece], tails: list[list[Piece]], known: tuple[Block, ...]) -> tuple[Annex, ...]:
    """Annex names from the note above the signature, their text from the pages behind it."""
    noted = [name for piece in pieces if piece.role is Role.ANNEX_NOTE for name in noted_names(piece.text)]
    left = list(noted)
    annexes = [_annex(tail, left, known) for tail in tails]
    return tuple(annexes) + tuple(Annex(name) for name in left)


def _annex(tail: list[Piece], noted: list[str], known: tuple[Block, ...]) -> Annex:
    label = tail[0].text.strip() if tail[0].role is Role.ANNEX_LABEL else ""
    title = "\n".join(piece.text for piece in tail if piece.role is Role.ANNEX_TITLE)
    subtitle = "\n".join(piece.text for piece in tail if piece.role is Role.ANNEX_SUBTITLE)
    blocks = blocks_of(tail)
    values: dict[str, Any] = {"blocks": keep_form(blocks, known) if known else blocks, "subtitle": subtitle}
    if not label:
        return Annex(title.replace("\n", ""), listed=False, title=title if "\n" in title else "", **values)
    own = p.ANNEX_NAMED.fullmatch(label)
    name = noted.pop(0) if noted else ""
    plain = title.replace("\n", "")
    name = name or plain or (own[2] if own else "")
    values["separate"] = bool(re.match(p.NUMBER, label))
    return Annex(name, title="" if title in ("", name) else title, **values)


def noted_names(text: str) -> list[str]:
    """The names in an annex note, without numbers and end marks."""
    match = p.ANNEX_NOTE.fullmatch(text.strip())
    lines = (match[1] if match else text).split("\n")
    names = [re.sub(r"^\s*\d{1,2}[.．、]\s*", "", line).strip().rstrip("。；;") for line in lines]
    return [name for name in names if name]
