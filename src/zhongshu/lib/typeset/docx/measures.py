"""Lengths of the DOCX page in points, and where a word processor puts a line's baseline.

The type area of GB/T 9704-2012 is described by its characters, a word processor's page by its lines. With exact line
spacing LibreOffice puts the baseline at four fifths of a line; Word and WPS centre the character box in it (the margins of
GB/T 33476.2 app. A follow from that). Everything here is placed halfway, so that either is off by half the difference:
half a millimetre in the body.
"""

from __future__ import annotations

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TOP, LEFT = 37 * MM, 28 * MM
AREA_WIDTH, AREA_HEIGHT = 156 * MM, 225 * MM
PITCH = 29.6
CELL = AREA_WIDTH / 28
SIZE3, SIZE4, SIZE2 = 15.75, 14.0, 22.0
"""Sizes as the PDF sets them. A DOCX names sizes in half points: 3号 is 16 there, its characters drawn closer."""
FILE_SIZE3 = 16.0
CELL_FILE = 15.75
"""Width of a character of the grid in the file: 16 points less a quarter. 28 of them are 441 points."""
SLACK = 0.3
"""A line of n characters has room for n cells and this: 28 of them are 441.25 points where the last is not drawn closer."""
TEXT_WIDTH = 28 * CELL_FILE + SLACK
LEADING = PITCH - SIZE3
ASCENT = 0.88


def baseline(line: float, size: float) -> float:
    """From the top of a line of exact height to its baseline."""
    return (0.8 * line + (line - size) / 2 + ASCENT * size) / 2


def even_line(size: float) -> float:
    """The line height at which all word processors put the baseline of a size in the same place."""
    return size * (ASCENT - 0.5) / 0.3


BODY_RISE = baseline(PITCH, SIZE3)
ABOVE = BODY_RISE - ASCENT * SIZE3
"""From the top of a body line to its character box."""
BELOW = PITCH - ABOVE - SIZE3
"""From the character box of a body line to the line's bottom."""
MARGIN_TOP = TOP - ABOVE
MARGIN_BOTTOM = PAGE_HEIGHT - MARGIN_TOP - 22 * PITCH - 0.5
RIGHT = PAGE_WIDTH - LEFT - AREA_WIDTH
RIGHT_OF_TEXT = AREA_WIDTH - TEXT_WIDTH
"""Kept free at the right of body lines, so that the 29th character never fits: 0.4 mm."""


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def emu(points: float) -> int:
    """English Metric Units, as drawings are measured."""
    return round(points * 12700)
