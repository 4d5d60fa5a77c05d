"""Quick migrations make the database that Django's own way makes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from promost.kit.migrating import FINDS, quickly

SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
ROWS = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


@contextmanager
def database(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Give a database of its own, which Django knows by the name of its file."""
    connections.databases[path.stem] = {**connection.settings_dict, "NAME": str(path)}
    made = connections[path.stem]
    try:
        yield made
    finally:
        made.close()
        del connections.databases[path.stem], connections[path.stem]


def migrated(path: Path, way: AbstractContextManager[None]) -> tuple[list[Any], dict[str, int]]:
    """Return the schema that all migrations make, and how many rows each table has."""
    with database(path) as made, way:
        executor = MigrationExecutor(made)
        executor.migrate(executor.loader.graph.leaf_nodes())
        with made.cursor() as cursor:
            schema = cursor.execute(SCHEMA).fetchall()
            tables = [name for (name,) in cursor.execute(ROWS).fetchall()]
            return schema, {name: cursor.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


@pytest.mark.sqlite
def test_a_database_made_quickly_is_the_one_that_django_makes(tmp_path: Path, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        quick = migrated(tmp_path / "quick.sqlite3", quickly())
        assert quick == migrated(tmp_path / "slow.sqlite3", nullcontext())
    assert len(quick[0]) > 100


def test_django_still_asks_where_it_is_answered_quickly() -> None:
    own = getattr(ProjectState, FINDS)
    with quickly():
        assert getattr(ProjectState, FINDS) is not own
    assert getattr(ProjectState, FINDS) is own
