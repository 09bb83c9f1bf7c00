"""Lines and pieces as plain data, for a JSON column or another process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhongshu.lib.refusal import Refused

from ..model import Block, Document
from .note import Line, Note, Piece
from .roles import Role

Data = dict[str, Any]


def lines_to_json(lines: Iterable[Line]) -> list[Data]:
    """Everything of the lines but what is at its default."""
    return [
        {
            name: _plain(name, value)
            for name in Line.__dataclass_fields__
            if (value := getattr(line, name)) or name == "text"
        }
        for line in lines
    ]


def lines_from_json(rows: Sequence[Mapping[str, Any]]) -> list[Line]:
    """The inverse of :func:`lines_to_json`."""
    return [Line(**{name: _line_value(name, value) for name, value in row.items()}) for row in rows]


def _plain(name: str, value: Any) -> Any:
    if name == "block":
        return Document(body=(value,)).to_json()["body"][0]
    return [list(item) for item in value] if name == "spans" else value


def _line_value(name: str, value: Any) -> Any:
    if name == "block":
        return _block(value)
    return tuple(tuple(item) for item in value) if name == "spans" else value


def _block(value: Any) -> Block:
    return Document.from_json({"body": [value]}).body[0]


def notes_to_json(notes: Iterable[Note]) -> list[Data]:
    return [{"element": note.element, "confidence": note.confidence, "reason": note.reason} for note in notes]


def notes_from_json(rows: Iterable[Mapping[str, Any]]) -> list[Note]:
    return [Note(row["element"], row["confidence"], row["reason"]) for row in rows]


def pieces_to_json(pieces: Iterable[Piece]) -> list[Data]:
    """Pieces without their blocks: the form of a block is given back by ``assemble(…, known=…)``."""
    return [
        {"role": piece.role.value, "text": piece.text, "confidence": piece.confidence, "reason": piece.reason,
         "lines": list(piece.lines)}
        for piece in pieces
    ]  # fmt: skip


def pieces_from_json(rows: Iterable[Mapping[str, Any]]) -> list[Piece]:
    """The inverse of :func:`pieces_to_json`; ``Refused`` for a role that does not exist."""
    return [
        Piece(
            role_of(str(row["role"])),
            str(row["text"]),
            float(row["confidence"]),
            str(row["reason"]),
            tuple(row["lines"]),
        )
        for row in rows
    ]


def role_of(code: str) -> Role:
    """The role of a code; ``Refused`` when there is none."""
    found = next((role for role in Role if role.value == code), None)
    if found is None:
        raise Refused(f"没有“{code[:20]}”这种要素。", remedy="请刷新页面，从列出的要素中选择。")
    return found
