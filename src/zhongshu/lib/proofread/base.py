"""What an office holds its papers against: terms, people and their posts, renamed bodies and places, figures, quotations, laws.

One :class:`Entry` is one line of it. What ships with the package is :func:`national`; an office adds its own as a pack
of files (:mod:`.pack`) or in the site. Rules read it as ``manuscript.base``.
"""

from __future__ import annotations

import datetime
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Any


class EntryKind(StrEnum):
    """What an entry is about."""

    TERM = "term"
    FORMULA = "formula"
    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    FACT = "fact"
    QUOTE = "quote"
    LAW = "law"
    EVENT = "event"
    FORBIDDEN = "forbidden"
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        return SPECIFICATIONS[self].label


@dataclass(frozen=True, slots=True)
class Column:
    """One field of an entry as a person sees it: ``field`` of :class:`Entry`, its heading, whether it must be filled."""

    field: str
    heading: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Specification:
    """What the fields of one kind mean; forms, workbooks and files are made from it."""

    label: str
    use: str
    columns: tuple[Column, ...]


_WHY = (Column("reason", "说明"), Column("basis", "依据"))
_CHANGE = (Column("name", "旧名称", True), Column("value", "现名称", True), Column("since", "变更日期"), *_WHY)
SPECIFICATIONS: Mapping[EntryKind, Specification] = {
    EntryKind.TERM: Specification(
        "用语", "本机关不用的写法和规范写法", (Column("name", "不用的写法", True), Column("value", "规范写法"), *_WHY)
    ),
    EntryKind.FORMULA: Specification(
        "固定提法",
        "容易写错的固定提法，属于“必须改”",
        (Column("name", "错误写法", True), Column("value", "规范提法", True), *_WHY),
    ),
    EntryKind.PERSON: Specification(
        "领导任职",
        "领导同志姓名、职务和任职起止",
        (
            Column("name", "姓名", True),
            Column("value", "职务", True),
            Column("detail", "单位"),
            Column("since", "任职日期"),
            Column("until", "免职日期"),
            Column("basis", "依据"),
        ),
    ),
    EntryKind.BODY: Specification("机构名称", "更名、撤并的机构", _CHANGE),
    EntryKind.PLACE: Specification("地名", "更名、调整的行政区划", _CHANGE),
    EntryKind.FACT: Specification(
        "事实卡片",
        "经核定的指标数值，稿件中同一时期的同一指标应当一致",
        (
            Column("name", "指标", True),
            Column("value", "数值", True),
            Column("detail", "时期", True),
            Column("basis", "来源"),
        ),
    ),
    EntryKind.QUOTE: Specification(
        "引文", "常引的讲话、文件原文", (Column("value", "原文", True), Column("name", "出处", True))
    ),
    EntryKind.LAW: Specification(
        "法律法规",
        "常引的法律法规的条数、废止情况",
        (
            Column("name", "名称", True),
            Column("value", "条数"),
            Column("until", "废止日期"),
            Column("detail", "现行规定"),
            Column("basis", "依据"),
        ),
    ),
    EntryKind.EVENT: Specification(
        "会议和事件",
        "有确定日期的会议、事件",
        (
            Column("name", "名称", True),
            Column("since", "日期", True),
            Column("until", "结束日期"),
            Column("basis", "依据"),
        ),
    ),
    EntryKind.FORBIDDEN: Specification(
        "不得建议", "任何规则都不得建议改成的词", (Column("name", "词语", True), Column("reason", "说明"))
    ),
    EntryKind.IGNORED: Specification(
        "不再提示",
        "本机关认为正确、不再提示的写法",
        (Column("name", "文字", True), Column("value", "规则编号", True), Column("reason", "理由", True)),
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; what each field holds for a kind is in :data:`SPECIFICATIONS`. ``until`` is the first day it no longer holds."""

    kind: EntryKind
    name: str = ""
    value: str = ""
    detail: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    reason: str = ""
    basis: str = ""

    def holds_on(self, day: datetime.date | None) -> bool:
        """Whether it is in force on ``day``; without a day everything that was not ended is."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def faults(self) -> list[str]:
        """What keeps it from being used, as Chinese phrases; empty when it is whole."""
        columns = SPECIFICATIONS[self.kind].columns
        found = [
            f"没有填“{column.heading}”" for column in columns if column.required and not getattr(self, column.field)
        ]
        if self.since and self.until and self.until < self.since:
            found.append("结束日期早于开始日期")
        if (
            self.kind in {EntryKind.TERM, EntryKind.FORMULA, EntryKind.BODY, EntryKind.PLACE}
            and self.name == self.value
        ):
            found.append("改前与改后相同")
        if self.kind is EntryKind.LAW and self.value and not self.value.isdigit():
            found.append("“条数”应为阿拉伯数字")
        return found


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper issued earlier: its number and its title, as far as the reader may know of it."""

    number: str
    title: str


@dataclass(frozen=True)
class Base:
    """All entries, and the issued papers that are cited."""

    entries: tuple[Entry, ...] = ()
    papers: tuple[Issued, ...] = ()

    def __or__(self, other: Base) -> Base:
        if not other.entries and not other.papers:
            return self
        return Base(self.entries + other.entries, self.papers + other.papers)

    def of(self, *kinds: EntryKind) -> tuple[Entry, ...]:
        """Entries of these kinds."""
        return tuple(entry for kind in kinds for entry in self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[EntryKind, list[Entry]]:
        found: dict[EntryKind, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.kind].append(entry)
        return found

    @cached_property
    def ignored(self) -> frozenset[tuple[str, str]]:
        """(rule, text) pairs the office does not want to hear of."""
        return frozenset((entry.value, entry.name) for entry in self.of(EntryKind.IGNORED))

    @cached_property
    def forbidden(self) -> tuple[str, ...]:
        """Words that may never be suggested."""
        return tuple(entry.name for entry in self.of(EntryKind.FORBIDDEN))


_KEYS = {"name", "value", "detail", "since", "until", "reason", "basis"}


def entries_from(kind: EntryKind, rows: Iterable[Mapping[str, Any]], where: str) -> tuple[Entry, ...]:
    """Entries from plain rows (TOML tables, lines of a workbook). ValueError naming ``where`` and the row that is wrong."""
    made = []
    for number, row in enumerate(rows, 1):
        unknown = set(row) - _KEYS
        if unknown:
            raise ValueError(f"{where}第{number}条：不认识的项目{sorted(unknown)}")
        entry = Entry(kind, **row)
        faults = entry.faults()
        if faults:
            raise ValueError(f"{where}第{number}条：{'；'.join(faults)}")
        made.append(entry)
    return tuple(made)


@cache
def national() -> Base:
    """Entries that hold in every office: party congresses and plenums, laws, renamed bodies and places."""
    folder = files(__package__).joinpath("national")
    entries: list[Entry] = []
    for kind in EntryKind:
        file = folder.joinpath(f"{kind.value}.toml")
        if file.is_file():
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            entries += entries_from(kind, data["entry"], file.name)
    return Base(tuple(entries))
