"""``python draw.py MOST``: draw the pages of original.pdf in the working folder as page-001.png …, at most that many.

A program of its own: it imports nothing of the site.
"""

import sys
from io import BytesIO
from pathlib import Path

import typst
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

PPI = 110
_SOURCE = """#set page(width: auto, height: auto, margin: 0pt)
#for number in range(1, int(sys.inputs.pages) + 1) { page(image("original.pdf", page: number, width: 210mm)) }
"""


def main() -> int:
    """Draw; fails by an error, which the caller takes for an unreadable file."""
    content = Path("original.pdf").read_bytes()
    pages = sum(1 for _ in PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(content)))))
    shown = min(pages, int(sys.argv[1]))
    Path("pages.typ").write_text(_SOURCE, "utf-8")
    made = typst.compile("pages.typ", root=".", format="png", ppi=PPI, sys_inputs={"pages": str(shown)})
    for number, picture in enumerate(made if isinstance(made, list) else [made], 1):
        Path(f"page-{number:03}.png").write_bytes(picture or b"")
    return 0


if __name__ == "__main__":
    sys.exit(main())
