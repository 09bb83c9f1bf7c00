"""What reading a file answers: the lines as found, the pieces they were recognised as, and the document these make up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model import Block, Document
from .roles import Role

CERTAIN, LIKELY, GUESS = 0.95, 0.75, 0.4


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on the parse. ``element`` is a path ("title", "body/3") or empty; ``confidence`` from 0 to 1."""

    element: str
    confidence: float
    reason: str


Stretch = tuple[int, int, str]
"""From, up to but not including, name of the character style."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph (or a whole table, picture or page break: ``block``) as found, with what its looks say.

    ``size`` in points, 0 unknown; ``align`` "left", "center", "right" or "both", empty unknown; ``font`` the East Asian
    font's name; ``style`` the paragraph style's name; ``place`` where it stood: "body", "box", "frame" (a table used as a
    frame), "header", "footer", "footnote", "comment", "hidden". ``spans`` are stretches in a character style of its own.
    """

    text: str
    align: str = ""
    red: bool = False
    size: float = 0.0
    block: Block | None = None
    bold: bool = False
    font: str = ""
    style: str = ""
    place: str = "body"
    spans: tuple[Stretch, ...] = ()

    @property
    def centred(self) -> bool:
        return self.align == "center"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file and the element it is taken for.

    ``lines`` are the numbers of the source lines it came from; ``block`` is set where the words alone do not say all
    (tables, pictures, paragraphs with marks), and ``text`` is then the editor's form of it.
    """

    role: Role
    text: str
    confidence: float = 1.0
    reason: str = ""
    lines: tuple[int, ...] = ()
    block: Block | None = None


Facts = tuple[tuple[str, str], ...]
"""What a file of this software says about itself besides its text (kind, layout …): element, value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read into elements. Nothing of its text is lost: every line is in a piece, if only an ``ASIDE`` one."""

    document: Document
    notes: tuple[Note, ...] = ()
    pieces: tuple[Piece, ...] = ()
    source: tuple[Line, ...] = ()
    facts: Facts = ()

    def confidence(self, element: str) -> float:
        """The lowest confidence among the notes on an element; 1 when nothing was remarked."""
        return min((note.confidence for note in self.notes if note.element == element), default=1.0)


Evidence = Iterable[tuple[float, str]]
"""Independent signs that a line is an element: how much each alone would convince (0 to 1), and the words for it."""


def judged(evidence: Evidence) -> tuple[float, str]:
    """Confidence and reason of several signs together: what is left of doubt after each is multiplied, so that no number of
    weak signs is certain and one strong sign is not weakened by others being absent."""
    doubt, words = 1.0, []
    for weight, word in evidence:
        doubt *= 1.0 - weight
        words.append(word)
    return round(min(0.99, 1.0 - doubt), 2), "、".join(words) + ("。" if words else "")


@dataclass(slots=True)
class Found:
    """Everything taken from a file: its lines, and remarks on what was left or decided on the way."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    facts: Facts = ()

    def say(self, reason: str, confidence: float = LIKELY) -> None:
        self.notes.append(Note("", confidence, reason))
