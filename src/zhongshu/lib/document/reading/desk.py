"""The table at which a file is sorted: lines still to be placed on one side, pieces on the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model import Block
from .note import Line, Note, Piece, judged
from .patterns import bare
from .roles import Role

Sign = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A line with its number in the file."""

    number: int
    line: Line

    @property
    def text(self) -> str:
        return self.line.text.strip()

    @property
    def bare(self) -> str:
        return bare(self.line.text)

    @property
    def is_block(self) -> bool:
        return self.line.block is not None


@dataclass(slots=True)
class Desk:
    """``slots`` are the lines nobody has claimed yet, in order."""

    slots: list[Slot]
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def put(
        self, role: Role, text: str, signs: Iterable[Sign], slots: Sequence[Slot], *, block: Block | None = None
    ) -> Piece:
        """Place a piece; how sure and why follows from the signs. The lines stay on the desk until :meth:`take`."""
        confidence, reason = judged(signs)
        numbers = tuple(slot.number for slot in slots)
        found = block or (slots[0].line.block if slots else None)
        piece = Piece(role, text.replace("\t", " "), confidence, reason, numbers, found)
        self.pieces.append(piece)
        return piece

    def take(
        self, role: Role, text: str, signs: Iterable[Sign], slots: Sequence[Slot], *, block: Block | None = None
    ) -> Piece:
        """Place a piece and take its lines off the desk."""
        self.remove(slots)
        return self.put(role, text, signs, slots, block=block)

    def remove(self, slots: Sequence[Slot]) -> None:
        gone = {slot.number for slot in slots}
        self.slots = [slot for slot in self.slots if slot.number not in gone]

    def say(self, element: str, confidence: float, reason: str) -> None:
        self.notes.append(Note(element, confidence, reason))

    def has(self, role: Role) -> bool:
        return any(piece.role is role for piece in self.pieces)

    def text_of(self, role: Role) -> str:
        return "".join(piece.text for piece in self.pieces if piece.role is role)

    def ordered(self) -> tuple[Piece, ...]:
        """The pieces in the order of the file."""
        return tuple(sorted(self.pieces, key=lambda piece: piece.lines[0] if piece.lines else 0))
