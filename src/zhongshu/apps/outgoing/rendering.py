"""Pictures and files of a paper. Page images are kept by the digest of what they show; they are made again when lost."""

import hashlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from zhongshu.apps.outgoing.models import Paper, Seal
from zhongshu.apps.outgoing.policy.substance import digest
from zhongshu.apps.outgoing.queries.papers import current_version, sign_off_of
from zhongshu.lib.document import Direction, Document, DocumentNumber
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import FontSet, Rendered, SealImage, template_for, to_pages, to_pdf
from zhongshu.lib.typeset.render import job_for
from zhongshu.lib.typeset.signing import Certificate, sign

#: Pixels an inch of page images: an A4 page is 1,191 × 1,684, sharp at the width of the page column.
PREVIEW_PPI = 144
#: Changes when the typesetting itself changes, so that old pictures are not shown for new layouts.
PREVIEW_EDITION = "2"


def fonts() -> FontSet:
    """The fonts the owner has set, or those the system has."""
    return FontSet(settings.FONT_FOLDER) if settings.FONT_FOLDER else FontSet()


def templates() -> Path | None:
    """The folder with the owner's own templates."""
    return Path(settings.TEMPLATE_FOLDER) if settings.TEMPLATE_FOLDER else None


def fonts_told(document: Document) -> dict[str, Any]:
    """Which fonts print a document as things stand: {"used": 小标宋 → family, "fell_back": family → characters that the
    font meant for them lacks, "missing": characters that no font has}."""
    job = job_for(document, fonts(), templates=templates())
    fell_back: dict[str, str] = {}
    for character, family in job.fell_back.items():
        fell_back[family] = fell_back.get(family, "") + character
    return {"used": job.book.used(), "fell_back": fell_back, "missing": job.missing}


def issued_document(paper: Paper, *, printed_on: date | None = None) -> Document:
    """The current words with what the issue adds: number, signatory (upward papers), date of sign-off, printing date."""
    document = current_version(paper).document
    sign_off = sign_off_of(paper)
    number = DocumentNumber.parse(paper.number_text) if paper.number_text else None
    document = replace(document, number=number, printing_date=printed_on)
    if sign_off is not None:
        document = replace(document, document_date=sign_off.signed_on)
        if document.direction is Direction.UPWARD:
            document = replace(document, signatories=(sign_off.signatory.name,))
    return document


def render(document: Document, *, at: datetime, seal: Seal | None = None) -> Rendered:
    """The PDF/A; with a seal, that of the first signature. A sealed one is signed when the owner has set a certificate."""
    moment = at.replace(microsecond=0)
    made = to_pdf(document, fonts=fonts(), seals=_images(seal), timestamp=moment, templates=templates())
    if seal is None or not settings.SIGNING_CERTIFICATE:
        return made
    certificate = Certificate(_certificate(), settings.SIGNING_PASSWORD)
    return replace(made, pdf=sign(made.pdf, certificate, moment=moment, reason=str(document.number or "")))


def _certificate() -> bytes:
    try:
        return Path(settings.SIGNING_CERTIFICATE).read_bytes()
    except OSError as error:
        raise Refused("签名证书文件读不出来，没有用印。", remedy="请系统管理员核对设置中的证书文件。") from error


def page_images(document: Document, *, watermark: str = "", seal: Seal | None = None) -> list[str]:
    """Names in the storage of the page images, one a page; made when they are not there yet."""
    key = _key(document, watermark, seal)
    index = f"previews/{key[:2]}/{key}"
    if default_storage.exists(f"{index}/count"):
        with default_storage.open(f"{index}/count") as stream:
            return [f"{index}/{number}.png" for number in range(1, int(stream.read()) + 1)]
    pages = to_pages(
        document, ppi=PREVIEW_PPI, fonts=fonts(), watermark=watermark, seals=_images(seal), templates=templates()
    )
    names = [f"{index}/{number}.png" for number in range(1, len(pages) + 1)]
    for name, content in zip(names, pages, strict=True):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))
    # Written last: whoever finds the count finds every page.
    default_storage.save(f"{index}/count", ContentFile(str(len(pages)).encode()))
    return names


def page_image(document: Document, number: int, *, watermark: str = "", seal: Seal | None = None) -> bytes | None:
    """One page as PNG; None beyond the last."""
    names = page_images(document, watermark=watermark, seal=seal)
    if not 1 <= number <= len(names):
        return None
    with default_storage.open(names[number - 1]) as stream:
        return stream.read()


def _images(seal: Seal | None) -> list[SealImage]:
    return [SealImage(png=seal.image.read(), width=float(seal.diameter_mm))] if seal is not None else []


def _key(document: Document, watermark: str, seal: Seal | None) -> str:
    template = template_for(document, templates())
    made = f"{template.main}:{template.main.stat().st_mtime_ns}" if template.own else ""
    sealed = seal.image.sha256 if seal else ""
    parts = (PREVIEW_EDITION, digest(document), watermark, sealed, str(settings.FONT_FOLDER), made)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
