"""An office's pack as a folder of files: ``<kind>.toml`` for entries, ``<gate>/<name>.toml`` for rules of its own.

::

    # term.toml
    [[entry]]
    name = "我县县委县府"
    value = "县委、县政府"
    reason = "简称之间用顿号。"

Data only: code in a pack is refused.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from .base import SPECIFICATIONS, Base, Entry, EntryKind, entries_from
from .loader import load
from .rule import Rule, RuleError


@dataclass(frozen=True)
class Pack:
    """What an office adds to the engine."""

    base: Base = field(default_factory=Base)
    rules: tuple[Rule, ...] = ()

    def __or__(self, other: Pack) -> Pack:
        return Pack(self.base | other.base, self.rules + other.rules)


def read_pack(folder: Traversable) -> Pack:
    """The pack in a folder; RuleError naming the file and the fault."""
    entries: list[Entry] = []
    for kind in EntryKind:
        file = folder.joinpath(f"{kind.value}.toml")
        if file.is_file():
            entries += read_entries(kind, file.read_text(encoding="utf-8"), file.name)
    return Pack(Base(tuple(entries)), load(folder))


def read_entries(kind: EntryKind, source: str, where: str) -> tuple[Entry, ...]:
    """The entries of one file."""
    try:
        data = tomllib.loads(source)
        if set(data) - {"entry"}:
            raise ValueError(f"{where}：只能有[[entry]]，还有{sorted(set(data) - {'entry'})}")
        return entries_from(kind, data.get("entry", ()), where)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise RuleError(f"{where}：{error}") from error
    except ValueError as error:
        raise RuleError(str(error)) from error


def written(entries: Iterable[Entry]) -> dict[str, str]:
    """File name → TOML text of these entries; what :func:`read_pack` reads again."""
    by_kind: dict[EntryKind, list[str]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(_table(entry))
    return {f"{kind.value}.toml": f"# {kind.label}\n\n" + "\n".join(tables) for kind, tables in by_kind.items()}


def _table(entry: Entry) -> str:
    lines = ["[[entry]]"]
    for column in SPECIFICATIONS[entry.kind].columns:
        value = getattr(entry, column.field)
        if isinstance(value, datetime.date):
            lines.append(f"{column.field} = {value.isoformat()}")
        elif value:
            lines.append(f"{column.field} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
