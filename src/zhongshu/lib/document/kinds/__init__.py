"""Document kinds as data: one TOML file a kind, found by discovery; a new file is a new kind and nothing else changes.

Folders: ``edition_2012`` (the 15 statutory kinds of art. 8), ``edition_1996`` (the old Party list, read only),
``manuscripts`` (common manuscripts) and ``office`` (the office's own papers).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.resources import files
from typing import Any

from zhongshu.lib.refusal import Refused

from ..model import CURRENT_EDITION, Direction, Document, Layout
from ..text import body_from_text

REGULATION = "《党政机关公文处理工作条例》"


class Family(StrEnum):
    """Where a kind comes from: the regulation, custom, or the office's own work."""

    STATUTORY = "statutory"
    MANUSCRIPT = "manuscript"
    OFFICE = "office"

    @property
    def label(self) -> str:
        return {"statutory": "法定文种", "manuscript": "常见文稿", "office": "机关内部文书"}[self.value]


@dataclass(frozen=True, slots=True)
class Template:
    """Skeleton of a new paper; ``{organ}`` and ``{subject}`` are put in by :func:`new_document`."""

    title: str = ""
    body: str = ""
    remark: str = ""
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of paper of one edition.

    ``required`` names elements of :class:`Document`; ``modern`` are the codes an old kind is replaced by.
    ``principal_signs``: the principal leader must sign it off whatever its importance.
    """

    code: str
    name: str
    use: str
    family: Family
    edition: str = CURRENT_EDITION
    short: str = ""
    article: str = ""
    directions: tuple[Direction, ...] = (Direction.DOWNWARD,)
    layout: Layout = Layout.DOCUMENT
    mark_suffix: str = "文件"
    sealed: bool = True
    principal_signs: bool = False
    required: tuple[str, ...] = ("title", "body")
    closings: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()
    modern: tuple[str, ...] = ()
    advice: str = ""
    template: Template = Template()

    @property
    def basis(self) -> str:
        """The clause the kind rests on; empty for kinds of custom."""
        return f"{REGULATION}{self.article}" if self.family is Family.STATUTORY and self.article else ""

    @property
    def word(self) -> str:
        """The word that ends a title of this kind (令 for 命令（令）)."""
        return self.short or self.name


_DIRECTIONS = {direction.value: direction for direction in Direction}
_LAYOUTS = {layout.value: layout for layout in Layout}
_FOLDERS: tuple[tuple[str, Family, str], ...] = (
    ("edition_2012", Family.STATUTORY, "2012"),
    ("manuscripts", Family.MANUSCRIPT, "2012"),
    ("office", Family.OFFICE, "2012"),
    ("edition_1996", Family.STATUTORY, "1996"),
)


def _read(data: dict[str, Any], family: Family, edition: str) -> DocumentKind:
    """A kind from its file's data; a misspelt key fails at once instead of being ignored."""
    template = Template(**{key: _frozen(value) for key, value in data.pop("template", {}).items()})
    template = replace(template, body=template.body.strip())
    fields = {key: _frozen(value) for key, value in data.items()}
    if "directions" in fields:
        fields["directions"] = tuple(_DIRECTIONS[code] for code in fields["directions"])
    if "layout" in fields:
        fields["layout"] = _LAYOUTS[fields["layout"]]
    return DocumentKind(family=family, edition=edition, template=template, **fields)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _discover() -> dict[tuple[str, str], DocumentKind]:
    found: dict[tuple[str, str], DocumentKind] = {}
    for folder, family, edition in _FOLDERS:
        for entry in sorted(files(__package__).joinpath(folder).iterdir(), key=lambda item: item.name):
            if entry.name.endswith(".toml"):
                kind = _read(tomllib.loads(entry.read_text(encoding="utf-8")), family, edition)
                if (edition, kind.code) in found:
                    raise ValueError(f"kind {kind.code} of edition {edition} is defined twice")
                found[edition, kind.code] = kind
    return found


ALL: dict[tuple[str, str], DocumentKind] = _discover()
"""Every kind by (edition, code), in the order of the regulation."""

KINDS: dict[str, DocumentKind] = {code: kind for (edition, code), kind in ALL.items() if edition == CURRENT_EDITION}
"""The kinds a new paper may be of, by code."""


def of_family(family: Family, edition: str = CURRENT_EDITION) -> list[DocumentKind]:
    """The kinds of one family and edition, in order."""
    return [kind for (held, _), kind in ALL.items() if held == edition and kind.family is family]


def find(code: str, edition: str = CURRENT_EDITION) -> DocumentKind:
    """The kind of a code; ``Refused`` when there is none in that edition."""
    kind = ALL.get((edition, code))
    if kind is None:
        raise Refused(f"没有代码为“{code}”的文种（{edition}年版）。", remedy="请从文种目录中选择。")
    return kind


def by_name(name: str, edition: str = CURRENT_EDITION) -> DocumentKind | None:
    """The kind called ``name`` (or its short word); None when the edition has no such kind."""
    wanted = name.strip().replace("(", "（").replace(")", "）")
    return next(
        (kind for (held, _), kind in ALL.items() if held == edition and wanted in (kind.name, kind.short)), None
    )


def for_new_paper(code: str, edition: str = CURRENT_EDITION) -> DocumentKind:
    """The kind a new paper is to be of; an old edition's kind is refused with its modern successor named."""
    kind = find(code, edition)
    if edition == CURRENT_EDITION:
        return kind
    names = "、".join(f"“{KINDS[modern].name}”" for modern in kind.modern)
    raise Refused(
        f"“{kind.name}”是{edition}年版文种，只供查阅旧文，不能用于新拟公文。",
        remedy=f"请改用{names}。{kind.advice}",
        basis=f"{REGULATION}第八条",
    )


def of_title(title: str) -> DocumentKind | None:
    """The kind a title ends with, the longest word first; None for titles such as those of speeches."""
    plain = title.replace("\n", "").strip().rstrip("）)")
    plain = plain.rsplit("（", 1)[0] if "（" in plain[-8:] else plain
    return next((kind for word, kind in _TITLE_WORDS if plain.endswith(word)), None)


def _title_words() -> tuple[tuple[str, DocumentKind], ...]:
    """Words a title may end with, the longest first; 序 only after a book's name, or 秩序 would be a preface."""
    words = {word: kind for kind in KINDS.values() for word in (kind.name, kind.word)}
    words["》序"] = words.pop("序")
    return tuple(sorted(words.items(), key=lambda item: -len(item[0])))


_TITLE_WORDS = _title_words()


def new_document(code: str, *, organ: str, subject: str = "") -> Document:
    """A new paper of a kind from its template: title, body skeleton, layout and direction set, the rest empty."""
    kind = for_new_paper(code)
    values = {"{organ}": organ, "{subject}": subject or "××××"}

    def fill(text: str) -> str:
        for key, value in values.items():
            text = text.replace(key, value)
        return text

    return Document(
        kind=code,
        direction=kind.directions[0],
        layout=kind.layout,
        mark_suffix=kind.mark_suffix,
        sealed=kind.sealed,
        issuer_marks=(organ,) if kind.family is Family.STATUTORY else (),
        title=fill(kind.template.title),
        addressees=tuple(fill(item) for item in kind.template.addressees),
        body=body_from_text(fill(kind.template.body)),
        remark=kind.template.remark,
    )
