"""What a builder writes, kept as rows: built once a process by the actions themselves, put back in one insert a table."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection, transaction

Made = TypeVar("Made")
Table = tuple[list[str], set[tuple[Any, ...]]]


class Kept(Generic[Made]):
    """``build`` runs on the first call; later calls on a database that looks the same put its rows back."""

    def __init__(self, build: Callable[[], Made]) -> None:
        self.build = build
        self.made: Made | None = None
        self.before: dict[str, Table] = {}
        self.added: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}

    def __call__(self) -> Made:
        with transaction.atomic():
            if self.made is None or any(_rows(table) != self.before[table] for table in self.added):
                self._keep()
            else:
                self._put_back()
            return copy.deepcopy(self.made)

    def _keep(self) -> None:
        tables = _tables()
        self.before = {table: _rows(table) for table in tables}
        self.made = self.build()
        self.added = {}
        for table in tables:
            columns, rows = _rows(table)
            gone = self.before[table][1] - rows
            assert not gone, f"the builder changed rows of {table} that stood before"
            if new := rows - self.before[table][1]:
                self.added[table] = columns, sorted(new, key=repr)

    def _put_back(self) -> None:
        with connection.cursor() as cursor:
            for table, (columns, rows) in self.added.items():
                names = ", ".join(f'"{column}"' for column in columns)
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [_thawed(row) for row in rows])


def _tables() -> list[str]:
    """Every table with rows of its own; the full-text index keeps its parts in tables that begin with its name."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return [name for name in names if not name.startswith(("search_fts_", "sqlite_", "django_"))]


def _rows(table: str) -> Table:
    key = "rowid, " if table == "search_fts" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {key}* FROM "{table}"')
        return [column[0] for column in cursor.description], {_frozen(row) for row in cursor.fetchall()}


def _frozen(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)


def _thawed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(list(value) if isinstance(value, tuple) else value for value in row)
