"""Stretches of a paragraph as runs: fonts by character style, Latin characters on the grid, lines as the PDF breaks them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from .fitting import Letter, Widths, adjusted, apart, lines
from .markup import run
from .measures import CELL_FILE
from .styles import GRID

Stretch = Sequence[str]
"""[role, words] or [role, words, "bold"], as ``typeset.blocks`` gives them."""
SOFT_HYPHEN = "<w:r><w:softHyphen/></w:r>"
_STYLE_OF = {"kai": "ZsKai", "hei": "ZsHei", "fangsong": "ZsPlain"}


def runs(
    stretches: Iterable[Stretch],
    widths: Widths,
    *,
    first: float = 26,
    others: float = 28,
    styles: dict[str, str] | None = None,
    own: str = "fangsong",
) -> str:
    """The runs of a paragraph of 3号 characters on the grid. ``first`` and ``others``: cells its lines have room for;
    ``styles``: character style of a role; ``own``: the role of the paragraph's style, which needs none."""
    names = _STYLE_OF | (styles or {})
    letters: list[Letter] = []
    cells_of: list[float] = []
    for role, words, *bold in stretches:
        style = "ZsBold" if bold else "" if role == own and role not in (styles or {}) else names[role]
        for character in words:
            look = (style, "marks") if widths.borrowed(role, character) else (style,)
            letters.append(Letter(character, widths.ems(role, character), widths.spacing(role, character), look))
            cells_of.append(widths.cells(role, character))
    text = "".join(letter.character for letter in letters)
    fitted = adjusted(letters, lines(text, cells_of, first, others), first, others)
    return "".join(
        run(
            "".join(letter.character for letter in same),
            look[0],
            None if spacing == GRID else spacing,
            marks=len(look) > 1,
        )
        for (look, spacing), same in groupby(fitted, key=lambda letter: (letter.look, letter.spacing))
    )


def plain(text: str, widths: Widths, role: str = "fangsong", *, single: bool = False) -> str:
    """The runs of a text off the grid, in the role of its style; ``single``: it never wraps."""
    result = ""
    for borrowed, same in groupby(text, key=lambda character: widths.borrowed(role, character)):
        words = "".join(same)
        pieces = _parted(words) if single else [words]
        result += SOFT_HYPHEN.join(run(piece, marks=borrowed) for piece in pieces)
    return result


def _parted(text: str) -> list[str]:
    """Pieces between which a character meets a letter or digit."""
    pieces: list[str] = []
    for index, character in enumerate(text):
        if index and not apart(text[index - 1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def line(text: str, widths: Widths, *, role: str = "fangsong", style: str = "") -> str:
    """The runs of a single line of 3号 characters in the role of its style. An unseen hyphen where characters and digits meet
    keeps LibreOffice from spacing them; on a line that never wraps it never shows."""
    styles = {role: style} if style else None
    made = (
        runs([[role, piece]], widths, first=1e6, styles=styles, own="" if style else role) for piece in _parted(text)
    )
    return SOFT_HYPHEN.join(made)


def cells(text: str, widths: Widths, role: str = "fangsong") -> float:
    """Points a line of 3号 characters takes in the file."""
    return sum(widths.cells(role, character) for character in text) * CELL_FILE
