"""Reading files into elements, and comparing versions."""

import io
import zipfile
from datetime import datetime
from random import Random

from tools.bench.county import SEED, body
from tools.bench.figures import Figure, repeated, spread
from zhongshu.lib.document import Document, body_from_text
from zhongshu.lib.document.comparison import clean_docx, compare, revision_docx
from zhongshu.lib.document.reading import from_docx, from_pdf, from_text
from zhongshu.lib.typeset import to_pdf

TITLE = "Reading and comparing"
HOW = (
    "A paper of about three pages (1,600 characters) read from DOCX, once with a style sheet of the size word processors "
    "write (350 kB), and from the PDF of the same paper; two versions of 200,000 characters, every twentieth paragraph "
    "changed, some moved, added and removed."
)
LONG = 196_000


def measure() -> list[Figure]:
    """Milliseconds of each."""
    paper = _paper(1_600)
    docx, pdf = clean_docx(paper), to_pdf(paper).pdf
    heavy = _heavy(docx)
    long = _long()
    old, new = _versions(long)
    at = datetime(2026, 3, 1, 9)
    return [
        *spread("DOCX to elements", repeated(50, lambda: from_docx(docx)), target=50),
        *spread("DOCX with a large style sheet", repeated(50, lambda: from_docx(heavy)), target=50),
        *spread("PDF to elements", repeated(5, lambda: from_pdf(pdf), warm=1)),
        *spread("text of 200,000 characters to elements", repeated(3, lambda: from_text(long), warm=0)),
        *spread(
            "two versions of 200,000 characters compared", repeated(3, lambda: compare(old, new), warm=1), target=5_000
        ),
        *spread(
            "the same as a DOCX with revisions",
            repeated(3, lambda: revision_docx(old, new, author="甲", at=at), warm=0),
        ),
        Figure("changes found", len(compare(old, new)), ""),
    ]


def _paper(characters: int) -> Document:
    text = f"明川县人民政府办公室文件\n明政办发〔2026〕12号\n关于做好有关工作的通知\n各镇人民政府：\n{body(Random(SEED), characters)}"
    return from_text(f"{text}\n附件：分工表\n明川县人民政府办公室\n2026年3月1日\n抄送：县委办公室。").document


def _heavy(docx: bytes) -> bytes:
    """The same file with the style sheet of a word processor: hundreds of styles nobody uses."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="x{n}"><w:name w:val="x{n}"/><w:pPr><w:ind w:left="{n}"/></w:pPr><w:rPr><w:rFonts '
        f'w:ascii="Calibri" w:eastAsia="宋体" w:hAnsi="Calibri"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
        for n in range(1_700)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/styles.xml":
                data = data.replace(b"</w:styles>", styles.encode() + b"</w:styles>")
            new.writestr(name, data)
    return out.getvalue()


def _long() -> str:
    return body(Random(SEED), LONG)[:LONG]


def _versions(text: str) -> tuple[Document, Document]:
    lines = text.split("\n")
    changed = [f"{line[:-4]}并抓好落实。" if n % 20 == 0 else line for n, line in enumerate(lines)]
    changed = [*changed[:50], "新增的一段，各单位照此办理。", *changed[60:], *changed[50:55]]
    return Document(title="甲", body=body_from_text("\n".join(lines))), Document(
        title="甲", body=body_from_text("\n".join(changed))
    )
