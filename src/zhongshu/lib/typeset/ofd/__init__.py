"""Document → OFD (GB/T 33190-2016): the page Typst laid out, with searchable text and embedded subset fonts. Beta: read
back by an independent reader in the tests, not yet opened in every reader that offices use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from zhongshu.lib.document.model import Document

from ..fonts import FontSet
from ..render import DEFAULT_TIMESTAMP, to_pdf
from ..seals import SealImage
from .drawing import read_pages
from .package import Package


def to_ofd(
    document: Document,
    *,
    fonts: FontSet | None = None,
    seals: Sequence[SealImage] = (),
    watermark: str = "",
    timestamp: datetime | None = None,
) -> bytes:
    """The paper as OFD, glyph for glyph the page of the PDF. The same input gives the same bytes."""
    moment = timestamp or DEFAULT_TIMESTAMP
    rendered = to_pdf(document, fonts=fonts, seals=seals, watermark=watermark, timestamp=moment)
    author = "、".join(document.issuer_marks) or document.byline
    return ofd_of(rendered.pdf, title=document.plain_title, author=author, timestamp=moment)


def ofd_of(pdf: bytes, *, title: str = "", author: str = "", timestamp: datetime = DEFAULT_TIMESTAMP) -> bytes:
    """A PDF made by this library as OFD."""
    return Package(read_pages(pdf)).write(title, author, timestamp)
