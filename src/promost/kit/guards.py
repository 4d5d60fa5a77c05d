"""Tables to which rows are only ever added: the database itself refuses UPDATE, DELETE and TRUNCATE.

A model asks for it with ``append_only = True``. Guards are installed from here after every migration, any number of
times, because SQLite drops the triggers of a table that it rebuilds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

SQLITE = """CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"""

POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION promost_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME
USING ERRCODE = 'integrity_constraint_violation'; END $$"""

POSTGRES = """CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {table}
FOR EACH {level} EXECUTE FUNCTION promost_append_only()"""

PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT,%'",
    "postgresql": """SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE tgenabled IN ('O', 'A') AND prosrc LIKE '%RAISE EXCEPTION%'""",
}
"""The triggers that stop a deed. One of a guard's name that does nothing would be worse than none: it looks safe."""


def append_only_models() -> list[type[Model]]:
    """Return the models that ask to be guarded."""
    return [model for model in apps.get_models() if getattr(model, "append_only", False)]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in place; those that are there stay."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for model in append_only_models():
            if model._meta.db_table in tables:
                for statement in _statements(model._meta.db_table, connection.vendor):
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every guard away: for the teardown of tests alone, which empties tables."""
    with connection.cursor() as cursor:
        for table, name in _expected(connection.vendor):
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of guards that are not in the database, are switched off, or refuse nothing; empty when all
    is well.
    """
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
    return [name for _, name in _expected(connection.vendor) if name not in present]


def install_after_migrate(using: str = "default", **_: Any) -> None:
    """Receive Django's word that migrations have run."""
    install(connections[using])


def _verbs(vendor: str) -> tuple[str, ...]:
    return ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE")


def _expected(vendor: str) -> Iterable[tuple[str, str]]:
    for model in append_only_models():
        table = model._meta.db_table
        yield from ((table, _name(table, verb)) for verb in _verbs(vendor))


def _name(table: str, verb: str) -> str:
    return f"guard_{table}_{verb.lower()}"


def _statements(table: str, vendor: str) -> Iterable[str]:
    form = POSTGRES if vendor == "postgresql" else SQLITE
    for verb in _verbs(vendor):
        level = "STATEMENT" if verb == "TRUNCATE" else "ROW"
        yield form.format(name=_name(table, verb), verb=verb, table=table, level=level)
