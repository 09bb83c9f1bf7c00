"""Rows written at every step: inserted one by one, or altered by their keys."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections
from django.db.models import AutoField, Field, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from zhongshu.apps.prepared.questions import ALIAS


class Insert:
    """Inserts as ``bulk_create`` does: no ``save``, no signals. ``or_ignore`` leaves out what is there already;
    ``or_update`` alters those columns of a row with the same ``unique`` ones."""

    def __init__(
        self, model: type[Model], *, or_ignore: bool = False, or_update: Sequence[str] = (), unique: Sequence[str] = ()
    ) -> None:
        self._model = model
        self._conflict = OnConflict.IGNORE if or_ignore else OnConflict.UPDATE if or_update else None
        self._update = [model._meta.get_field(name) for name in or_update]
        self._unique = [model._meta.get_field(name) for name in unique]
        self._sql: dict[str, str] = {}  # by the database's vendor

    def rows(self, rows: Iterable[Model]) -> None:
        """Write the rows; those with a key of the database's own making get it, unless conflicts are passed over."""
        connection: Any = connections[ALIAS]
        fields = _written_fields(self._model)
        key = self._model._meta.pk
        own = None if self._conflict is not None or key in fields else key
        with connection.cursor() as cursor:
            for row in rows:
                values = [f.get_db_prep_save(f.pre_save(row, True), connection) for f in fields]
                cursor.execute(self._written(row, fields, own), values)
                if own is not None:
                    [row.pk] = connection.ops.fetch_returned_insert_columns(cursor, ())
                row._state.adding, row._state.db = False, ALIAS

    def _written(self, row: Model, fields: list[Any], own: Any) -> str:
        connection = connections[ALIAS]
        if connection.vendor not in self._sql:
            query = InsertQuery(
                self._model, on_conflict=self._conflict, update_fields=self._update, unique_fields=self._unique
            )
            query.insert_values(fields, [row])
            compiler = query.get_compiler(ALIAS)
            compiler.returning_fields = [own] if own is not None else None
            [(self._sql[connection.vendor], _)] = compiler.as_sql()
        return self._sql[connection.vendor]


def _written_fields(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]


class Update:
    """Alters single rows by their keys."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._fields: dict[str, Field[Any, Any]] = {}
        for field in model._meta.concrete_fields:
            self._fields[field.name] = self._fields[field.attname] = field

    def row(self, pk: int, **values: Any) -> None:
        """Set these columns (by field or column attribute) of the row with this key."""
        connection = connections[ALIAS]
        fields = [self._fields[name] for name in values]
        quote = connection.ops.quote_name
        columns = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
        table, key = quote(self._model._meta.db_table), quote(str(self._model._meta.pk.column))
        given = [
            field.get_db_prep_save(value, connection) for field, value in zip(fields, values.values(), strict=True)
        ]
        with connection.cursor() as cursor:
            # Only names of the model stand in the text.
            cursor.execute(f"UPDATE {table} SET {columns} WHERE {key} = %s", [*given, pk])  # noqa: S608
