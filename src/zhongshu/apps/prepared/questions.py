"""Questions asked again and again with other keys."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import local
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

ALIAS = "default"


@dataclass(frozen=True)
class _Written:
    """SQL as written for one connection; a parameter is either fixed, or the place of a key."""

    compiler: SQLCompiler
    sql: str
    fixed: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: dict[int, Any]


class Prepared:
    """``build`` makes a queryset of ``values_list`` from so many ``keys``, each an integer, or a string where the column is
    one, followed by so many ``moments``."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], keys: int = 1, moments: int = 0) -> None:
        self._build = build
        # No row has such a key or such a time, and no other parameter of a query looks like it.
        self._keys = [-(10**15) - place for place in range(keys)]
        self._moments = [datetime(1, 1, 2 + place, tzinfo=UTC) for place in range(moments)]
        self._of_thread = local()  # as connections are

    def rows(self, *keys: int | str | datetime) -> list[tuple[Any, ...]]:
        """The rows for these keys, as ``values_list`` would give them."""
        connection = connections[ALIAS]
        written: _Written | None = getattr(self._of_thread, "written", None)
        if written is None or written.compiler.connection is not connection:
            written = self._of_thread.written = self._write()
        given: list[Any] = list(keys)
        for place in range(len(self._keys), len(given)):
            given[place] = connection.ops.adapt_datetimefield_value(given[place])
        parameters = [
            value if place is None else given[place] for value, place in zip(written.fixed, written.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            # What DISTINCT needs for the ordering comes after the columns asked for.
            found: Iterable[tuple[Any, ...]] = [row[: written.compiler.col_count] for row in cursor.fetchall()]
        if written.converters:
            found = map(tuple, written.compiler.apply_converters(found, written.converters))
        return list(found)

    def _write(self) -> _Written:
        compiler = self._build(*self._keys, *self._moments).query.get_compiler(ALIAS)
        sql, parameters = compiler.as_sql()
        adapt = compiler.connection.ops.adapt_datetimefield_value
        marks = [*map(str, self._keys), *(str(adapt(moment)) for moment in self._moments)]
        places = (marks.index(str(value)) if str(value) in marks else None for value in parameters)
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        return _Written(compiler, sql, tuple(parameters), tuple(places), compiler.get_converters(columns))
