"""What a kind asks: its edition, its elements, its direction, its layout, its title, its seal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..breach import REGULATION, STANDARD, Breach
from ..kinds import KINDS, DocumentKind, Family
from ..model import CURRENT_EDITION, Direction, Document, Layout
from .names import ELEMENT_NAMES


def old_edition(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    if document.edition == CURRENT_EDITION:
        return
    names = "、".join(f"“{KINDS[code].name}”" for code in kind.modern)
    yield Breach(
        "form.old_edition",
        f"{REGULATION}第八条",
        f"“{kind.name}”是{document.edition}年版文种，不能用于新拟公文。",
        f"请改用{names}。{kind.advice}",
        False,
        "kind",
    )


def required(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    article = f"{REGULATION}第九条" if kind.family is Family.STATUTORY else "本文种的构成要求"
    needed = list(kind.required)
    if document.direction is Direction.UPWARD and kind.family is Family.STATUTORY and "signatories" not in needed:
        needed.append("signatories")
    for element in needed:
        if not getattr(document, element) and not _stands_elsewhere(element, document):
            name = ELEMENT_NAMES[element]
            why = "上行文应当标注签发人。" if element == "signatories" else f"“{kind.name}”应当有{name}。"
            yield Breach("form.missing", article, f"缺少{name}。", f"{why}请补上。", False, element)


def _stands_elsewhere(element: str, document: Document) -> bool:
    """The mark of minutes is their title (GB/T 9704-2012 10.3); bulletins name who gets them as 报 送 发."""
    if element == "title":
        return document.layout is Layout.MINUTES and any(mark.endswith("纪要") for mark in document.issuer_marks)
    return element == "copy_to" and any(name in ("报", "送", "发", "分送") for name, _ in document.extra)


def direction(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    if document.direction not in kind.directions:
        allowed = "、".join(direction.label for direction in kind.directions)
        yield Breach(
            "form.direction",
            kind.basis or "本文种的行文方向",
            f"“{kind.name}”不用作{document.direction.label}。",
            f"“{kind.name}”可用作{allowed}；方向不变的，改用适合的文种。",
            False,
            "direction",
        )


def layout(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    """Orders and minutes have layouts of their own, which no other paper takes; any other may go as a letter (chapter 10)."""
    if kind.family is not Family.STATUTORY or document.layout is kind.layout:
        return
    letters = (Layout.DOCUMENT, Layout.LETTER)
    if document.layout in letters and kind.layout in letters:
        return
    yield Breach(
        "form.layout",
        f"{STANDARD} 第10章",
        f"“{kind.name}”不用{document.layout.label}。",
        f"改用{kind.layout.label}。",
        True,
        "layout",
    )


def title(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    title = document.plain_title
    if kind.family is not Family.STATUTORY or not title or kind.layout is Layout.ORDER:
        return
    bare = re.sub(r"（[^（）]{1,12}）$", "", title)
    if not bare.endswith(kind.word):
        yield Breach(
            "form.title_kind",
            f"{REGULATION}第九条第七项",
            f"标题没有以文种“{kind.word}”结尾。",
            "标题由发文机关名称、事由和文种组成。",
            True,
            "title",
        )
    if title[-1] in "。；，、：！":
        yield Breach("form.title_mark", f"{STANDARD} 7.3.1", "标题末尾有标点。", "删去标题末尾的标点。", True, "title")


def seal(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    """Art. 9 (13): a paper with a signature carries the seal; minutes carry none."""
    if kind.family is not Family.STATUTORY or not document.signature_blocks:
        return
    if kind.sealed and not document.sealed:
        yield Breach(
            "form.unsealed",
            f"{REGULATION}第九条第十三项",
            "有发文机关署名而不加盖印章。",
            "加盖发文机关印章；有特定发文机关标志的普发性公文可以不加盖，说明后继续。",
            True,
            "sealed",
        )
    if kind.layout is Layout.MINUTES and document.sealed:
        yield Breach("form.sealed_minutes", f"{STANDARD} 10.3", "纪要加盖了印章。", "纪要不加盖印章。", True, "sealed")


def signature_stamp(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    """7.3.5.3: an order is signed by a leader with post and name, and has an order number (10.2)."""
    if kind.layout is not Layout.ORDER:
        return
    for index, block in enumerate(document.signature_blocks):
        if not (block.post and block.name):
            yield Breach(
                "form.stamp",
                f"{STANDARD} 7.3.5.3",
                "命令（令）的署名缺少签发人的职务或者姓名。",
                "写明签发人职务全称和姓名，加盖签名章。",
                True,
                f"signature_blocks/{index}",
            )
    if not document.number and not any(name == "令号" for name, _ in document.extra):
        yield Breach("form.missing", f"{STANDARD} 10.2", "缺少令号。", "标注令号，如“第12号”。", False, "number")
