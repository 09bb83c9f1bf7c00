"""A document as the fields of the drafting form, and back.

Fields are plain text with ``\\n`` line ends, the way people type them; they are what autosave keeps and merging compares.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from zhongshu.lib.document import (
    Annex,
    Direction,
    Document,
    Layout,
    SecrecyLevel,
    SignatureBlock,
    Urgency,
    body_from_text,
    body_to_text,
    keep_form,
)
from zhongshu.lib.document.kinds import KINDS, Family
from zhongshu.lib.document.reading.guard import clean as without_invisible
from zhongshu.lib.refusal import Refused

#: Fields of one text each, in the order of the page; "annexes" is a list of [name, text] pairs besides.
TEXTS = {
    "kind": "文种",
    "direction": "行文方向",
    "issuer_code": "发文机关代字",
    "title": "标题",
    "byline": "署名",
    "addressees": "主送机关",
    "body": "正文",
    "remark": "附注",
    "copy_to": "抄送机关",
    "extra": "专有要素",
    "secrecy": "密级",
    "urgency": "紧急程度",
}
LONG = {"body", "addressees", "copy_to", "extra", "remark"}
LONGEST = 200_000
TITLE_LIMIT = 200

_SEPARATOR = re.compile(r"[，,；;\n]+")

Fields = dict[str, Any]


@dataclass(frozen=True)
class Cleaned:
    """Fields fit to be kept, and how many invisible control characters were taken out of them."""

    fields: Fields
    removed: int


def cleaned(fields: Mapping[str, Any]) -> Cleaned:
    """The same texts with one kind of line end and without characters nobody can see."""
    removed = 0

    def clean(text: object) -> str:
        nonlocal removed
        kept, count = without_invisible(str(text or ""))
        removed += count
        return kept

    kept: Fields = {name: clean(fields.get(name, "")) for name in TEXTS}
    pairs = [[clean(name).strip(), clean(text).strip("\n")] for name, text in fields.get("annexes") or []]
    kept["annexes"] = [pair for pair in pairs if any(pair)]
    return Cleaned(kept, removed)


def to_document(fields: Fields, *, issuer: str, printing_organ: str, layout: str = "document") -> Document:
    """The document that cleaned fields describe. Refused, naming the field, for what no paper can hold."""
    kind = KINDS.get(fields["kind"])
    if kind is None:
        raise Refused("没有选择文种。", remedy="请先选择文种。")
    _refuse_too_long(fields)
    statutory = kind.family is Family.STATUTORY
    direction = next((item for item in Direction if item.value == fields["direction"]), kind.directions[0])
    return Document(
        kind=kind.code,
        direction=direction,
        layout=Layout.LETTER if layout == "letter" and kind.layout is Layout.DOCUMENT else kind.layout,
        secrecy_level=_choice(SecrecyLevel, fields["secrecy"]),
        urgency=_choice(Urgency, fields["urgency"]),
        issuer_marks=(issuer,) if statutory else (),
        mark_suffix="" if layout == "letter" else kind.mark_suffix,
        title="\n".join(line.strip() for line in fields["title"].split("\n") if line.strip()),
        byline=fields["byline"].strip(),
        addressees=_listed(fields["addressees"]),
        body=body_from_text(fields["body"]),
        annexes=tuple(Annex(name, body_from_text(text)) for name, text in fields["annexes"]),
        signature_blocks=(SignatureBlock(issuer),) if statutory else (),
        sealed=kind.sealed,
        remark=fields["remark"].strip(),
        copy_to=_listed(fields["copy_to"]),
        printing_organ=printing_organ if statutory else "",
        extra=_pairs(fields["extra"]),
    )


def from_document(document: Document, *, issuer_code: str = "") -> Fields:
    """The form fields of a document; ``to_document`` of them gives the same words back."""
    return {
        "kind": document.kind,
        "direction": str(document.direction),
        "issuer_code": issuer_code,
        "title": document.title,
        "byline": document.byline,
        "addressees": "\n".join(document.addressees),
        "body": body_to_text(document.body),
        "remark": document.remark,
        "copy_to": "\n".join(document.copy_to),
        "extra": "\n".join(f"{name}：{text}" for name, text in document.extra),
        "secrecy": str(document.secrecy_level),
        "urgency": str(document.urgency),
        "annexes": [[annex.name, body_to_text(annex.blocks)] for annex in document.annexes],
    }


def with_form(document: Document, *known: Document) -> Document:
    """The document with what the form's plain texts cannot say, taken from the first known document that has the same
    words: marks, merged cells and pictures of blocks, titles and binding of annexes, subtitle and note under the title."""
    blocks = [block for other in known for block in other.blocks]
    annexes = {annex.name: annex for other in reversed(known) for annex in other.annexes}
    kept = tuple(
        replace(annexes.get(annex.name, annex), blocks=keep_form(annex.blocks, blocks)) for annex in document.annexes
    )
    subtitle, note = known[0].subtitle if known else "", known[0].title_note if known else ""
    return replace(document, body=keep_form(document.body, blocks), annexes=kept, subtitle=subtitle, title_note=note)


def with_issue(document: Document, **elements: Any) -> Document:
    """The document with what the issue adds: number, date, signatories, printing date."""
    return replace(document, **elements)


def _refuse_too_long(fields: Fields) -> None:
    total = len(fields["body"]) + sum(len(name) + len(text) for name, text in fields["annexes"])
    if total > LONGEST:
        raise Refused(
            f"正文和附件共 {total:,} 字，超过一件公文 {LONGEST:,} 字的上限，没有存为新版本。",
            remedy="您写的内容已留在自动保存里，一字未丢；请拆成附件分册或另行印发。",
        )
    if len(fields["title"]) > TITLE_LIMIT:
        raise Refused(f"标题有 {len(fields['title'])} 字，最多 {TITLE_LIMIT} 字。", remedy="请精简标题。")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(item.strip(" 。：:") for item in _SEPARATOR.split(text) if item.strip(" 。：:"))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for line in text.split("\n"):
        name, colon, value = line.replace(":", "：", 1).partition("：")
        if colon and name.strip():
            found.append((name.strip(), value.strip()))
    return tuple(found)


def _choice(words: Any, value: str) -> Any:
    try:
        return words(value)
    except ValueError:
        return words("")
