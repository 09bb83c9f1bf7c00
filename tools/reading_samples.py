"""What the sample papers were recognised as, written into docs/reading.md between its two marks.

    python -m tools.reading_samples

The words of other people's papers are not repeated: an element, how sure the reader is, why, and how long it is.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.lib.document import nasty

from zhongshu.lib.document.reading import Reading, from_file

HERE = Path(__file__).parents[1]
PAGE = HERE / "docs" / "reading.md"
SAMPLES = HERE.parent / "shared" / "samples"
BEGIN, END = "<!-- samples -->", "<!-- end of samples -->"
SHOWN = 40


def main() -> None:
    """Read every sample that is there and write the tables."""
    files = [*sorted((SAMPLES / "papers").glob("*.docx")), *sorted((SAMPLES / "speeches").glob("*.txt"))]
    parts = [_table(path.name, from_file(path.name, path.read_bytes())) for path in files]
    parts.append(
        _table(
            "tests/lib/document/nasty.py: a joint request with everything in it",
            from_file("a.docx", nasty.upward_report()),
        )
    )
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{chr(10).join(parts)}\n{END}{rest.partition(END)[2]}", "utf-8")


def _table(name: str, reading: Reading) -> str:
    rows = list(_rows(reading))
    more = f"\n… and {len(rows) - SHOWN} more paragraphs of the body.\n" if len(rows) > SHOWN else ""
    said = "".join(f"- {note.reason}\n" for note in reading.notes if not note.element)
    head = "| element | sure | why | characters |\n|---|---|---|---|\n"
    return f"### {name}\n\nKind `{reading.document.kind}`, layout `{reading.document.layout}`.\n\n{head}{''.join(rows[:SHOWN])}{more}\n{said}"


def _rows(reading: Reading) -> Iterator[str]:
    for piece in reading.pieces:
        why = re.sub(r"“[^”]{7,}”", "“…”", piece.reason).replace("|", "\\|")
        yield f"| {piece.role.label} | {piece.confidence:.2f} | {why} | {len(piece.text)} |\n"


if __name__ == "__main__":
    main()
