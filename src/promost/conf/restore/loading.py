"""The rows of a backup put into tables that were made by the backup's own migrations, and compared with it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from promost.conf.backup import counters, reading
from promost.conf.backup.manifest import Manifest, TableEntry
from promost.conf.backup.tables import Digest, Table, tables
from promost.conf.backup.writing import Step
from promost.conf.environment import Misconfigured
from promost.conf.words import fill
from promost.conf.words import gettext_noop as _
from promost.kit import migrating

TOO_NEW = _("The backup was made by a newer version of Promost (it has %(names)s). Install that version, then restore.")
DIFFERS = _("%(table)s did not arrive as it was backed up, so nothing was restored. Tell whoever supports Promost.")


def refuse_newer(connection: BaseDatabaseWrapper, told: Manifest) -> None:
    """Raise Misconfigured for a backup with migrations that this program does not know."""
    known = MigrationExecutor(connection).loader.graph.nodes
    unknown = [f"{app}.{name}" for app, name in told.migrations if (app, name) not in known]
    if unknown:
        raise Misconfigured(fill(TOO_NEW, names=", ".join(unknown[:5])))


def load(connection: BaseDatabaseWrapper, archive: zipfile.ZipFile, told: Manifest, step: Step) -> None:
    """Make the tables and fill them. Raises Misconfigured if one does not hold what the backup says."""
    known = {table.name: table for table in _make(connection, told.migrations)}
    if set(known) != {entry.name for entry in told.tables}:
        names = ", ".join(sorted(set(known) ^ {entry.name for entry in told.tables}))
        raise Misconfigured(fill(DIFFERS, table=names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # migrations leave some foreign keys to be checked at once
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for name in known:  # what migrations put in; the backup has its own
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608
    for done, entry in enumerate(told.tables, start=1):
        _fill(connection, known[entry.name], entry, archive)
        step("rows", done, len(told.tables))
    connection.check_constraints()
    for entry in told.tables:
        _compare(connection, known[entry.name], entry)


def _make(connection: BaseDatabaseWrapper, migrations: list[tuple[str, str]]) -> list[Table]:
    executor = MigrationExecutor(connection)
    with migrating.quickly():
        executor.migrate(list(_last(executor.loader.graph, set(migrations))))
    return tables(executor.loader, migrations)


def _last(graph: Any, nodes: set[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Return of each app the migrations that nothing in it follows."""
    for node in sorted(nodes):
        children = {child.key for child in graph.node_map[node].children}
        if not any(child[0] == node[0] for child in children & nodes):
            yield node


def _fill(connection: BaseDatabaseWrapper, table: Table, entry: TableEntry, archive: zipfile.ZipFile) -> None:
    if entry.columns != table.columns and set(entry.columns) != set(table.columns):
        raise Misconfigured(fill(DIFFERS, table=entry.name))
    order = [entry.columns.index(column) for column in table.columns]
    names = ", ".join(connection.ops.quote_name(column) for column in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    statement = f"INSERT INTO {connection.ops.quote_name(table.name)} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        coming = reading.rows(archive, entry)
        while rows := list(islice(coming, 500)):
            cursor.executemany(statement, [table.prepared([row[at] for at in order], connection) for row in rows])
    counters.set_last(connection, table, entry.last)


def _compare(connection: BaseDatabaseWrapper, table: Table, entry: TableEntry) -> None:
    order = [table.columns.index(column) for column in entry.columns]
    digest = Digest()
    for row in table.rows(connection.alias):
        digest.add([row[at] for at in order])
    if (digest.count, digest.value) != (entry.rows, entry.digest):
        raise Misconfigured(fill(DIFFERS, table=entry.name))
