"""Plain data and a template → PDF/A-2b, page images and SVG through Typst. Text travels as JSON, so it can never become
markup."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from zhongshu.lib.document import Document
from zhongshu.lib.refusal import Refused

from .catalogue import PIECES, Template, find, template_for
from .eseal import SealPlace
from .fonts import PLACEHOLDER, ROLES, FontBook, FontSet, open_fonts
from .seals import SealImage, seal_view
from .view import view

DEFAULT_TIMESTAMP = datetime(2012, 7, 1, tzinfo=UTC)
"""Used when the caller names no moment: the same document then always gives the same bytes."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file. ``fonts_used``: what plays 小标宋 仿宋 …; ``fell_back``: character → family that printed it instead;
    ``missing``: characters no font had, printed as 〓."""

    pdf: bytes
    pages: int
    fonts_used: dict[str, str]
    missing: tuple[str, ...] = ()
    fell_back: dict[str, str] = field(default_factory=dict)


def to_pdf(
    document: Document,
    *,
    fonts: FontSet | None = None,
    seals: Sequence[SealImage] = (),
    watermark: str = "",
    timestamp: datetime | None = None,
    templates: Path | None = None,
) -> Rendered:
    """The paper as PDF/A-2b. ``timestamp`` (aware) is the file's creation time; the same input gives the same bytes.
    ``templates`` is the office's own folder of them."""
    return job_for(document, fonts, seals, watermark, templates).pdf(timestamp)


def to_pages(
    document: Document,
    *,
    ppi: float = 144,
    fonts: FontSet | None = None,
    seals: Sequence[SealImage] = (),
    watermark: str = "",
    templates: Path | None = None,
) -> list[bytes]:
    """Page images (PNG), one a page, at ``ppi`` pixels an inch."""
    return job_for(document, fonts, seals, watermark, templates).pages(ppi)


def to_svg(
    document: Document,
    *,
    fonts: FontSet | None = None,
    seals: Sequence[SealImage] = (),
    watermark: str = "",
    templates: Path | None = None,
) -> list[str]:
    """Pages as SVG texts, one a page: light previews while typing."""
    return job_for(document, fonts, seals, watermark, templates).svg()


def seal_places(document: Document, *, fonts: FontSet | None = None, templates: Path | None = None) -> list[SealPlace]:
    """Where on the finished pages the seal of each signature block belongs, for an e-seal service."""
    return job_for(document, fonts, templates=templates).seal_places()


def job_for(
    document: Document,
    fonts: FontSet | None = None,
    seals: Sequence[SealImage] = (),
    watermark: str = "",
    templates: Path | None = None,
) -> Job:
    """A document with its template, ready to compile."""
    template = template_for(document, templates)
    return prepare(view(document, template.date), template, fonts, seals, watermark)


@dataclass(slots=True)
class Job:
    """One template with its data, ready to compile."""

    template: Template
    data: str
    book: FontBook
    missing: tuple[str, ...]
    fell_back: dict[str, str]

    def pdf(self, timestamp: datetime | None = None) -> Rendered:
        """Compile to PDF/A-2b."""
        pdf = _compile(self, format="pdf", pdf_standards="a-2b", timestamp=timestamp or DEFAULT_TIMESTAMP)
        pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) or _count_pages(pdf)
        return Rendered(pdf, pages, self.book.used(), self.missing, self.fell_back)

    def seal_places(self) -> list[SealPlace]:
        """Where the seal of each signature block belongs."""

        def act(compiler: typst.Compiler) -> str:
            compiler.compile(sys_inputs={"data": self.data}, format="svg")  # a query asks of the last compilation
            return compiler.query("<seal-place>", field="value")

        found = json.loads(_run(self, act))
        return [SealPlace(**place) for place in found]

    def pages(self, ppi: float) -> list[bytes]:
        """Compile to one PNG a page."""
        images = _compile(self, format="png", ppi=ppi)
        return [images] if isinstance(images, bytes) else list(images)

    def svg(self) -> list[str]:
        """Compile to one SVG a page."""
        drawn = _compile(self, format="svg")
        return [page.decode("utf-8") for page in ([drawn] if isinstance(drawn, bytes) else drawn)]


def prepare(
    data: dict[str, Any],
    template: Template | str,
    fonts: FontSet | None = None,
    seals: Sequence[SealImage] = (),
    watermark: str = "",
) -> Job:
    """Clean the data, settle the fonts and encode everything for one compilation."""
    book = open_fonts(fonts or FontSet())
    data = _clean(data)
    data |= {
        "fonts": book.faces,
        "weights": book.weights,
        "watermark": _CONTROL.sub("", watermark),
        "seals": [seal_view(seal) for seal in seals],
    }
    if "mark" in data:
        data["mark"] |= {"ink": book.ink("title", "".join(data["mark"]["names"]) + data["mark"]["suffix"])}
    text = json.dumps(data, ensure_ascii=False)
    missing, fell_back = _glyphs(text, data, book)
    for character in missing:
        text = text.replace(character, PLACEHOLDER)
    return Job(find(template) if isinstance(template, str) else template, text, book, missing, fell_back)


def _clean(value: Any) -> Any:
    """Control and invisible direction characters have no glyph and no business on paper."""
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value


def _glyphs(text: str, data: dict[str, Any], book: FontBook) -> tuple[tuple[str, ...], dict[str, str]]:
    """Characters no font has, and those that the font they are meant for (that of the title for the title and the mark,
    that of the body for all) lacks but another prints."""
    missing, fell_back = [], {}
    in_title = set("".join([*data.get("title", []), *data.get("mark", {}).get("names", [])]))
    for character in sorted(set(text)):
        if character.isspace() or character < "\x7f":
            continue
        roles = ("fangsong", "title") if character in in_title else ("fangsong",)
        families = {role: book.family_for(role, character) for role in roles}
        if not any(families.values()) and not any(book.family_for(role, character) for role in ROLES):
            missing.append(character)
        for role, family in families.items():
            if family and family != book.families[role][0]:
                fell_back[character] = family
    return tuple(missing), fell_back


_local = threading.local()


def _compile(job: Job, **options: Any) -> Any:
    return _run(job, lambda compiler: compiler.compile(sys_inputs={"data": job.data}, **options))


def _run(job: Job, act: Callable[[typst.Compiler], Any]) -> Any:
    """Use this thread's own compiler, which keeps parsed templates and fonts between papers."""
    compilers: dict[tuple[Path, FontSet], typst.Compiler] = _local.__dict__.setdefault("compilers", {})
    key = (job.template.folder, job.book.source)
    if key not in compilers:
        compilers[key] = typst.Compiler(
            input=job.template.main,
            root=job.template.folder,
            font_paths=job.book.handle,
            package_path=PIECES,
            package_cache_path=PIECES,
        )
    try:
        return act(compilers[key])
    except typst.TypstError as error:
        if job.template.own:
            raise Refused(
                f"模板“{job.template.name}”排版时出错：{' '.join(error.diagnostic.split())[:300]}",
                remedy="文稿内容没有受影响。请改正模板，或者换用其他模板。",
            ) from error
        raise Refused("排版没有成功，文稿内容没有受影响。", remedy="请把这篇文稿交系统管理员检查。") from error


def _count_pages(pdf: bytes) -> int:
    counts = [int(count) for count in re.findall(rb"/Count (\d+)", pdf)]
    return max(counts, default=0)
