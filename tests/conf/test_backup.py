"""Before the database is changed a whole copy of it exists, or nothing is changed."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from promost.conf import backup, upgrade
from promost.conf.environment import Misconfigured, sqlite


@pytest.fixture
def database(tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "promost.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE fact (value TEXT)")
        made.execute("INSERT INTO fact VALUES ('line commissioned')")
        made.commit()
    return sqlite(path)


def facts(path: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as copy:
        return copy.execute("SELECT value FROM fact").fetchall()


def test_the_copy_is_whole_even_while_somebody_writes(database: dict[str, Any], tmp_path: Path) -> None:
    with closing(sqlite3.connect(database["NAME"])) as writer:
        writer.execute("INSERT INTO fact VALUES ('half done')")
        copy = backup.back_up(database, tmp_path / "backups")
        writer.commit()
    assert facts(copy) == [("line commissioned",)]


def test_a_copy_is_nobody_elses_to_read(database: dict[str, Any], tmp_path: Path) -> None:
    copy = backup.back_up(database, tmp_path / "backups")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_the_latest_ten_copies_are_kept(database: dict[str, Any], tmp_path: Path) -> None:
    copies = [backup.back_up(database, tmp_path / "backups") for _ in range(12)]
    assert sorted((tmp_path / "backups").iterdir()) == copies[2:]


def test_a_file_that_is_no_database_is_not_taken_for_backed_up(tmp_path: Path) -> None:
    broken = tmp_path / "promost.sqlite3"
    broken.write_bytes(b"not a database at all, just words" * 100)
    with pytest.raises(Misconfigured, match="not backed up, so nothing was changed"):
        backup.back_up(sqlite(broken), tmp_path / "backups")
    assert not list((tmp_path / "backups").iterdir())


def test_without_pg_dump_nothing_is_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("promost.conf.backup.copying.shutil.which", lambda _name: None)
    with pytest.raises(Misconfigured, match=r"pg_dump is not installed.*--no-backup"):
        backup.back_up({"ENGINE": "django.db.backends.postgresql", "NAME": "promost"}, tmp_path)


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_dump_of_postgresql_is_made(tmp_path: Path) -> None:
    copy = backup.back_up(connection.settings_dict, tmp_path)
    assert copy.read_bytes().startswith(b"PGDMP")


@pytest.mark.postgres
def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    away = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": "1"}
    with pytest.raises(Misconfigured, match="not backed up"):
        backup.back_up(away, tmp_path)
    assert not list(tmp_path.glob("*.dump"))


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_only_looked_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("promost.conf.upgrade.connection.close", lambda: None)
    assert upgrade.pending() == 0
    assert upgrade.upgrade() == []


@pytest.mark.django_db
def test_a_missing_guard_keeps_the_site_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("promost.conf.upgrade.guards.missing", lambda _connection: ["guard_kit_historyentry_update"])
    with pytest.raises(Misconfigured, match="lacks guard_kit_historyentry_update"):
        upgrade.check_guards()


@pytest.mark.django_db
@pytest.mark.parametrize("with_backup", [True, False])
def test_the_copy_comes_before_the_change(with_backup: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done: list[str] = []

    def copy(*_: Any) -> Path:
        done.append("copied")
        return tmp_path / "copy"

    def migrate() -> int:
        done.append("migrated")
        return 2

    monkeypatch.setattr("promost.conf.upgrade.connection.close", lambda: None)
    monkeypatch.setattr(upgrade, "pending", lambda: 2)
    monkeypatch.setattr("promost.conf.upgrade.backup.back_up", copy)
    monkeypatch.setattr(upgrade, "_migrate", migrate)
    said = upgrade.upgrade(with_backup=with_backup)
    assert done == (["copied", "migrated"] if with_backup else ["migrated"])
    assert len(said) == len(done)
