"""The elements outside the running text, each read from the words of its pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from ..model import SecrecyLevel, SignatureBlock, Urgency
from ..number import DocumentNumber
from . import patterns as p
from .note import Note, Piece
from .roles import Role

Values = dict[str, Any]
_Reader = Callable[[list[str], list[Note]], Values]
_SUFFIXES = ("文件", "令")


def single_elements(pieces: Sequence[Piece], notes: list[Note], *, own: bool) -> Values:
    """Element → value. ``own``: the file says its own mark suffix, so none is guessed from the names."""
    values: Values = {}
    for role, reader in _READERS.items():
        texts = [piece.text for piece in pieces if piece.role is role and piece.text.strip()]
        if texts:
            values |= reader(texts, notes)
    suffix = next((p.bare(piece.text) for piece in pieces if piece.role is Role.MARK_SUFFIX), None)
    marks = values.get("issuer_marks", ())
    if suffix is None and marks and not own:
        suffix = next((word for word in _SUFFIXES if any(mark.endswith(word) for mark in marks)), "")
        values["issuer_marks"] = tuple(name for mark in marks if (name := mark.removesuffix(suffix)))
    if suffix is not None or own:
        values["mark_suffix"] = suffix or ""
    return values


def _copy_number(texts: list[str], notes: list[Note]) -> Values:
    return {"copy_number": p.bare(texts[0])}


def _secrecy(texts: list[str], notes: list[Note]) -> Values:
    match = p.SECRECY.fullmatch(p.bare(texts[0]))
    if match is None:
        notes.append(Note("secrecy_level", 0.3, f"“{texts[0][:20]}”不是规定的密级写法，没有带入。"))
        return {}
    level = next(item for item in SecrecyLevel if item.label == match[1])
    return {"secrecy_level": level, "secrecy_period": match[2] or ""}


def _urgency(texts: list[str], notes: list[Note]) -> Values:
    word = p.bare(texts[0])
    found = next((item for item in Urgency if item.label and item.label == word), None)
    if found is None:
        notes.append(Note("urgency", 0.4, f"“{word[:10]}”不是公文的紧急程度（特提、平急只用于电报），请另选。"))
        return {}
    return {"urgency": found}


def _marks(texts: list[str], notes: list[Note]) -> Values:
    return {"issuer_marks": tuple(p.bare(line) for text in texts for line in text.split("\n") if line.strip())}


def _number(texts: list[str], notes: list[Note]) -> Values:
    read = DocumentNumber.read(texts[0])
    if read is None:
        notes.append(Note("number", 0.3, f"“{texts[0][:30]}”不能作为发文字号，没有带入。"))
    return {"number": read} if read else {}


def _signatories(texts: list[str], notes: list[Note]) -> Values:
    cleaned = (re.sub(r"^签\s?发\s?人[：:]", "", text) for text in texts)
    return {"signatories": tuple(name for text in cleaned for name in p.names_in(text))}


def _joined(name: str, *, by: str) -> _Reader:
    def read(texts: list[str], notes: list[Note]) -> Values:
        return {name: by.join(line.strip() for text in texts for line in text.split("\n") if line.strip())}

    return read


def _byline(texts: list[str], notes: list[Note]) -> Values:
    return {"byline": " ".join(" ".join(texts).split())}


def _groups(name: str, label: str) -> _Reader:
    def read(texts: list[str], notes: list[Note]) -> Values:
        cleaned = [re.sub(label, "", text.strip()).rstrip("：:。 ") for text in texts]
        return {name: tuple(group for text in cleaned for group in p.groups(text))}

    return read


def _date(texts: list[str], notes: list[Note]) -> Values:
    days = [day for text in texts if (day := p.read_date(text))]
    if not days:
        notes.append(Note("document_date", 0.3, f"“{texts[0][:20]}”不是完整的日期，没有带入。"))
    return {"document_date": days[-1]} if days else {}


def unbracketed(text: str) -> str:
    """Without the brackets around the whole."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] in "（(" and text[-1] in "）)" else text


def _bracketed(name: str) -> _Reader:
    def read(texts: list[str], notes: list[Note]) -> Values:
        return {name: "；".join(unbracketed(text) for text in texts)}

    return read


def _printed(texts: list[str], notes: list[Note]) -> Values:
    text = texts[0].strip()
    match = p.PRINTED.fullmatch(text) or re.fullmatch(rf"(.{{0,60}}?)\s*{p.DATE}", text)
    if match is None:
        return {"printing_organ": re.sub(r"\s*印发$", "", text)}
    return {"printing_organ": match[1].strip(), "printing_date": p.safe_date(match[2], match[3], match[4])}


def _extra(texts: list[str], notes: list[Note]) -> Values:
    pairs = [line.replace(":", "：", 1).partition("：") for text in texts for line in text.split("\n")]
    return {"extra": tuple((name.strip(), value.strip()) for name, _, value in pairs if name.strip())}


def signature_of(text: str) -> SignatureBlock:
    """The words "organ", "organ post name" or "post name" as a signature block."""
    text = " ".join(text.split())
    post = p.POST.search(text)
    if post and post.end() == len(text) and (post.start() == 0 or text[post.start() - 1] == " "):
        return SignatureBlock(text[: post.start()].strip(), post[1], p.bare(post[2]))
    parts = text.split(" ")
    if len(parts) == 2 and len(parts[1]) <= 6 and len(parts[0]) > 1 and not p.ORGAN_END.search(parts[1]):
        return SignatureBlock("", *parts)
    return SignatureBlock(p.bare(text))


def _signatures(texts: list[str], notes: list[Note]) -> Values:
    return {
        "signature_blocks": tuple(signature_of(line) for text in texts for line in text.split("\n") if line.strip())
    }


_READERS: dict[Role, _Reader] = {
    Role.COPY_NUMBER: _copy_number,
    Role.SECRECY: _secrecy,
    Role.URGENCY: _urgency,
    Role.ISSUER_MARK: _marks,
    Role.NUMBER: _number,
    Role.SIGNATORY: _signatories,
    Role.TITLE: _joined("title", by="\n"),
    Role.SUBTITLE: _joined("subtitle", by=""),
    Role.TITLE_NOTE: _bracketed("title_note"),
    Role.BYLINE: _byline,
    Role.ADDRESSEES: _groups("addressees", r"^主送[：:]"),
    Role.DATE: _date,
    Role.SIGNATURE: _signatures,
    Role.REMARK: _bracketed("remark"),
    Role.COPY_TO: _groups("copy_to", r"^(?:抄送|抄报)[：:]"),
    Role.PRINTED: _printed,
    Role.EXTRA: _extra,
}
