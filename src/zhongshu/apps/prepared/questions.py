"""Questions asked again and again with other keys."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import local
from typing import Any, Generic, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

ALIAS = "default"
Row = TypeVar("Row", bound=Model)


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
        # No other parameter of a query looks like these; a column of whole numbers has room for them.
        self._keys = [2_147_480_000 - place for place in range(keys)]
        self._moments = [datetime(1, 1, 2 + place, tzinfo=UTC) for place in range(moments)]
        self._of_thread = local()  # as connections are

    def rows(self, *keys: int | str | datetime) -> list[tuple[Any, ...]]:
        """The rows for these keys, as ``values_list`` would give them."""
        return self._asked(self._ready(), keys)

    def _ready(self) -> _Written:
        written: _Written | None = getattr(self._of_thread, "written", None)
        if written is None or written.compiler.connection is not connections[ALIAS]:
            written = self._of_thread.written = self._write()
        return written

    def _asked(self, written: _Written, keys: tuple[int | str | datetime, ...]) -> list[tuple[Any, ...]]:
        connection = connections[ALIAS]
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


class PreparedObjects(Prepared, Generic[Row]):
    """The same for whole objects: ``build`` makes a queryset of them, with ``select_related`` where wanted and nothing
    annotated or prefetched."""

    def __init__(self, build: Callable[..., QuerySet[Row]], keys: int = 1, moments: int = 0) -> None:
        super().__init__(build, keys, moments)

    def objects(self, *keys: int | str | datetime) -> list[Row]:
        """The objects for these keys, as the queryset would give them."""
        written = self._ready()
        compiler: Any = written.compiler
        shape, model = compiler.klass_info, compiler.klass_info["model"]
        chosen = shape["select_fields"]
        names = [column[0].target.attname for column in compiler.select[chosen[0] : chosen[-1] + 1]]
        related = get_related_populators(shape, compiler.select, ALIAS)  # type: ignore[call-arg]  # stubs of a later Django
        found = []
        for row in self._asked(written, keys):
            one = model.from_db(ALIAS, names, row[chosen[0] : chosen[-1] + 1])
            for populator in related:
                populator.populate(row, one)
            found.append(one)
        return found

    def get(self, *keys: int | str | datetime) -> Row:
        """The only one; as with the queryset's ``get``, an error when there is none."""
        found = self.first(*keys)
        if found is None:
            raise ObjectDoesNotExist
        return found

    def first(self, *keys: int | str | datetime) -> Row | None:
        """The first of them; the queryset says in what order."""
        return next(iter(self.objects(*keys)), None)
