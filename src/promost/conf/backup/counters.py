"""The last number that a table gave to a row: what was deleted at the end is never numbered anew."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from promost.conf.backup.tables import Table


def last(connection: BaseDatabaseWrapper, table: Table) -> int | None:
    """Return the last number given, 0 if none was, None for a table that gives none."""
    if not _numbers(table):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return int(_one(cursor, "SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name]) or 0)
        name = _sequence(cursor, table)
        return int(_one(cursor, f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}") or 0)  # noqa: S608


def set_last(connection: BaseDatabaseWrapper, table: Table, number: int | None) -> None:
    """Let the next row get the number after ``number``."""
    if number is None or not _numbers(table):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, number])
        else:
            cursor.execute("SELECT setval(%s, %s, %s)", [_sequence(cursor, table), max(number, 1), number > 0])


def _numbers(table: Table) -> bool:
    return isinstance(table.model._meta.pk, models.AutoField | models.BigAutoField)


def _sequence(cursor: Any, table: Table) -> str:
    pk = table.model._meta.pk
    return str(_one(cursor, "SELECT pg_get_serial_sequence(%s, %s)", [f'"{table.name}"', pk.column]))


def _one(cursor: Any, query: str, values: list[Any] | None = None) -> Any:
    cursor.execute(query, values)
    row = cursor.fetchone()
    return row[0] if row else None
