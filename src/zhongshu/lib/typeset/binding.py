"""合订: many PDFs become one volume with a cover, contents, page numbers, bookmarks and page labels.

What others wrote is taken in as pages only: form fields and notes are drawn onto them, scripts, links and attachments stay
behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf

from zhongshu.lib.refusal import Refused

from .fonts import FontSet
from .forms import to_form_pdf

MM = 72 / 25.4
#: Where the number stands: the upper outer corner, as archives number sheets (DA/T 22).
STAMP_WIDTH, STAMP_HEIGHT, STAMP_EDGE, STAMP_TOP = 24 * MM, 8 * MM, 10 * MM, 9 * MM
MOST_PAGES = 5000


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the volume. ``group``: the heading of the contents it stands under, if any."""

    title: str
    pdf: bytes
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    title: str
    facts: Sequence[tuple[str, str]]
    organ: str
    day: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """``starts``: the number of each part's first page; ``pages`` counts the numbered ones, ``front`` cover and contents."""

    pdf: bytes
    starts: tuple[int, ...]
    pages: int
    front: int


def page_count(pdf: bytes) -> int | None:
    """How many pages a PDF has; None for one that cannot be opened (broken, with a password, without pages)."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return len(opened.pages) or None
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError):
        return None


def bind(cover: Cover, parts: Sequence[Part], *, timestamp: datetime, fonts: FontSet | None = None) -> Bound:
    """The volume. Refused for no parts, for a part that cannot be opened, for more pages than can be bound."""
    counts = [page_count(part.pdf) for part in parts]
    broken = [part.title for part, count in zip(parts, counts, strict=True) if count is None]
    if broken or not parts:
        said = f"“{'”“'.join(broken[:3])}”打不开" if broken else "没有可以合订的材料"
        raise Refused(f"{said}，没有合订。", remedy="请核对这些文件，另存为PDF后重新提交。")
    lengths = [count or 0 for count in counts]
    total = sum(lengths)
    if total > MOST_PAGES:
        raise Refused(f"材料共 {total} 页，超过 {MOST_PAGES} 页，没有合订。", remedy="请分册合订。")
    starts = tuple(1 + sum(lengths[:n]) for n in range(len(lengths)))
    front = to_form_pdf("volume", _contents(cover, parts, starts, total), fonts=fonts, timestamp=timestamp).pdf
    stamps = to_form_pdf(
        "page_stamps", {"title": cover.title, "numbers": [str(n) for n in range(1, total + 1)]},
        fonts=fonts, timestamp=timestamp,
    ).pdf  # fmt: skip
    return _join(cover, parts, starts, total, front, stamps)


def _contents(cover: Cover, parts: Sequence[Part], starts: Sequence[int], total: int) -> dict[str, Any]:
    rows: list[Mapping[str, str]] = []
    group = ""
    for part, start in zip(parts, starts, strict=True):
        if part.group and part.group != group:
            rows.append({"title": part.group, "page": str(start), "level": "1"})
        group = part.group
        rows.append({"title": part.title, "page": str(start), "level": "2" if group else "1"})
    return {
        "title": cover.title, "facts": [{"name": name, "value": value} for name, value in cover.facts if value],
        "organ": cover.organ, "day": cover.day, "note": cover.note, "rows": rows, "total": str(total),
    }  # fmt: skip


def _join(cover: Cover, parts: Sequence[Part], starts: Sequence[int], total: int, front: bytes, stamps: bytes) -> Bound:
    with pikepdf.new() as volume, pikepdf.open(BytesIO(front)) as head, pikepdf.open(BytesIO(stamps)) as numbers:
        volume.pages.extend(head.pages)
        ahead = len(head.pages)
        for part in parts:
            with pikepdf.open(BytesIO(part.pdf)) as opened:
                _only_pages(opened)
                volume.pages.extend(opened.pages)
        for number in range(total):
            _stamp(volume.pages[ahead + number], numbers.pages[number], odd=number % 2 == 0)
        _bookmarks(volume, parts, starts, ahead)
        _labels(volume, ahead)
        with volume.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = cover.title
        out = BytesIO()
        volume.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Bound(out.getvalue(), tuple(starts), total, ahead)


def _only_pages(opened: pikepdf.Pdf) -> None:
    """Draw notes and fields onto the pages, and leave behind everything that could act."""
    opened.flatten_annotations("all")
    for page in opened.pages:
        for name in ("/Annots", "/AA"):
            if name in page.obj:
                del page.obj[name]


def _stamp(page: pikepdf.Page, number: pikepdf.Page, *, odd: bool) -> None:
    box = [float(edge) for edge in page.cropbox]
    left, right = min(box[0], box[2]), max(box[0], box[2])
    top = max(box[1], box[3]) - STAMP_TOP
    x = right - STAMP_EDGE - STAMP_WIDTH if odd else left + STAMP_EDGE
    page.add_overlay(number, pikepdf.Rectangle(x, top - STAMP_HEIGHT, x + STAMP_WIDTH, top))


def _bookmarks(volume: pikepdf.Pdf, parts: Sequence[Part], starts: Sequence[int], ahead: int) -> None:
    with volume.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("封面", 0))
        if ahead > 1:
            outline.root.append(pikepdf.OutlineItem("目录", 1))
        heading: pikepdf.OutlineItem | None = None
        for part, start in zip(parts, starts, strict=True):
            place = ahead + start - 1
            item = pikepdf.OutlineItem(part.title, place)
            if not part.group:
                heading = None
                outline.root.append(item)
                continue
            if heading is None or heading.title != part.group:
                heading = pikepdf.OutlineItem(part.group, place)
                outline.root.append(heading)
            heading.children.append(item)


def _labels(volume: pikepdf.Pdf, ahead: int) -> None:
    """A viewer then says 第 1 页 where the stamp does; the front matter is numbered in Roman."""
    roman = pikepdf.Dictionary(S=pikepdf.Name.r)
    arabic = pikepdf.Dictionary(S=pikepdf.Name.D)
    volume.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, roman, ahead, arabic]))
