"""A backup comes back whole, on either database, or nothing is changed; and what was erased does not come back."""

from __future__ import annotations

import errno
import json
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from promost.accounts import actions
from promost.accounts.actors import Actor
from promost.conf.backup import reading, writing
from promost.conf.backup.writing import silent
from promost.conf.environment import Misconfigured
from promost.conf.restore import target
from promost.kit import clock, erasures
from promost.plans.models import Document
from tests.accounts.people import user
from tests.conf.installations import FILL, Installation, postgres

STATE = """
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from promost.conf.backup.tables import Digest, applied, tables
from promost.conf.backup import counters
loader = MigrationLoader(connection)
for table in tables(loader, applied(loader)):
    digest = Digest()
    for row in table.rows("default"):
        digest.add(row)
    print(table.name, digest.count, digest.value, counters.last(connection, table))
"""


@pytest.fixture(scope="module")
def source(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: object
) -> Iterator[Installation]:
    """Return an installation with rows in it and its backup ``one.zip``; on PostgreSQL where the tests run there."""
    home = tmp_path_factory.mktemp("source")
    if connection.vendor == "sqlite":
        yield filled(Installation(home / "home"))
        return
    with django_db_blocker.unblock(), postgres(home / "home") as made:  # type: ignore[attr-defined]
        yield filled(made)


def filled(made: Installation) -> Installation:
    made.promost("upgrade")
    made.python(FILL)
    made.promost("backup", str(made.home / "one.zip"))
    return made


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """Return an installation on SQLite in which nothing is."""
    return Installation(tmp_path / "other")


def test_a_backup_comes_back_row_for_row_in_an_empty_installation(source: Installation, empty: Installation) -> None:
    said = empty.promost("restore", str(source.home / "one.zip"))
    assert "Restored and compared: " in said
    assert empty.python(STATE) == source.python(STATE)
    assert (
        empty.python(
            "from promost.kit import guards\nfrom django.db import connection\nprint(guards.missing(connection))"
        )
        == "[]"
    )
    read = "from promost.kit import files\nfrom promost.plans.models import Document\n"
    assert empty.python(read + "print(files.read(Document.objects.get().sha256))") == "b'the plan'"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_backup_made_on_sqlite_comes_back_on_postgresql_and_the_other_way(tmp_path: Path) -> None:
    origin = filled(Installation(tmp_path / "origin"))
    with postgres(tmp_path / "server") as server:
        server.promost("restore", str(origin.home / "one.zip"))
        assert server.python(STATE) == origin.python(STATE)
        server.python(
            "from promost.accounts.models import User\nUser.objects.create_user('n@example.org', 'a long secret')"
        )
        server.promost("backup", str(tmp_path / "back.zip"))
        origin.promost("restore", str(tmp_path / "back.zip"), "--replace")
        assert server.python(STATE) == origin.python(STATE)


def test_the_archive_is_for_its_owner_alone_and_without_the_key(source: Installation) -> None:
    file = source.home / "one.zip"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "secret.key" not in zipfile.ZipFile(file).namelist()
    assert b"django_session" not in zipfile.ZipFile(file).read("manifest.json")
    with_key = source.home / "key.zip"
    assert "The secret key is in it" in source.promost("backup", str(with_key), "--with-key")
    assert zipfile.ZipFile(with_key).read("secret.key").decode() == (source.home / "secret.key").read_text()


def test_a_backup_is_never_written_over(source: Installation) -> None:
    before = (source.home / "one.zip").read_bytes()
    assert "exists already" in source.promost("backup", str(source.home / "one.zip"), code=2)
    assert (source.home / "one.zip").read_bytes() == before
    assert "The backup is whole" in source.promost("backup", "--verify", str(source.home / "one.zip"))


def copied(source: Installation, home: Path) -> Installation:
    """Return an installation on SQLite with the same rows."""
    if source.url:
        return filled(Installation(home))
    shutil.copytree(source.home, home)
    return Installation(home)


def test_what_an_installation_holds_is_replaced_only_when_asked_and_copied_first(
    source: Installation, tmp_path: Path
) -> None:
    other = copied(source, tmp_path / "other")
    other.python(
        "from promost.accounts.models import User\nUser.objects.filter(email='p1@example.org').update(name='?')"
    )
    assert "holds something already" in other.promost("restore", str(source.home / "one.zip"), code=2)
    said = other.promost("restore", str(source.home / "one.zip"), "--replace")
    assert other.python(STATE) == source.python(STATE)
    (copy,) = (other.home / "backups").glob("*.zip")
    assert str(copy) in said
    assert b'"?"' in zipfile.ZipFile(copy).read("rows/accounts_user.jsonl")


def spoil_evidence(names: dict[str, bytes]) -> dict[str, bytes]:
    return {name: b"another" if name.startswith("evidence/") else data for name, data in names.items()}


def spoil_row(names: dict[str, bytes]) -> dict[str, bytes]:
    users = "rows/accounts_user.jsonl"
    return names | {users: names[users].replace(b"p1@", b"q1@")}


def newer(names: dict[str, bytes]) -> dict[str, bytes]:
    return names | {"manifest.json": json.dumps(json.loads(names["manifest.json"]) | {"form": 99}).encode()}


def without_table(names: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in names.items() if name != "rows/accounts_user.jsonl"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (spoil_evidence, "is damaged: evidence/"),
        (spoil_row, "is damaged: rows/accounts_user.jsonl"),
        (without_table, "is damaged: rows/accounts_user.jsonl"),
        (newer, "was made by a newer version"),
    ],
)
def test_a_damaged_or_newer_archive_is_refused_before_anything_is_written(
    change: Callable[[dict[str, bytes]], dict[str, bytes]], words: str, source: Installation, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(source.home / "one.zip") as good, zipfile.ZipFile(bad, "w") as made:
        for name, data in change({name: good.read(name) for name in good.namelist()}).items():
            made.writestr(name, data)
        made.comment = good.comment
    with pytest.raises(Misconfigured, match=words):
        reading.verify(bad, step=silent)


@pytest.mark.parametrize("size", [0, 100, 30_000, -100])
def test_a_file_that_was_broken_off_or_is_something_else_is_told(
    size: int, source: Installation, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes((source.home / "one.zip").read_bytes()[:size])
    with pytest.raises(Misconfigured, match="is no backup of Promost, or was broken off"):
        reading.verify(cut, step=silent)


def test_a_refused_archive_leaves_no_trace_in_the_installation(empty: Installation) -> None:
    bad = empty.home.parent / "bad.zip"
    bad.write_bytes(b"no archive")
    assert "is no backup of Promost" in empty.promost("restore", str(bad), code=2)
    assert not (empty.home / "evidence").exists()


ERASE = """
from promost.accounts import actions
from promost.accounts.actors import Actor
from promost.accounts.models import User
user = User.objects.get(email="p1@example.org")
actions.erase_user(Actor(user), user)
"""


def test_who_was_erased_after_the_backup_stays_erased_though_the_database_was_lost(
    source: Installation, tmp_path: Path
) -> None:
    here = copied(source, tmp_path / "here")
    here.python(ERASE)
    assert (here.home / "erasures.jsonl").read_text().count("accounts.user") == 1
    for left in here.home.glob("promost.sqlite3*"):
        left.unlink()
    said = here.promost("restore", str(here.home / "one.zip"))
    assert "Erased again, since it was erased after the backup was made: 1." in said
    users = "from promost.accounts.models import User\nprint(User.objects.filter(name__contains='1').count(), "
    assert here.python(users + "User.objects.exclude(erased_at=None).count())") == "0 1"


@pytest.mark.django_db
def test_what_the_list_lacks_after_a_break_the_database_adds(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    person = user("person")
    actions.erase_user(Actor(person), person)  # the transaction of this test never ends, so nothing was noted
    assert erasures.listed() == []
    (known,) = erasures.catch_up({"accounts_user"})
    assert known.uuid == str(person.uuid)
    assert erasures.listed() == [known]
    erasures.catch_up({"accounts_user"})
    assert erasures.listed() == [known], "once"
    with (tmp_path / "erasures.jsonl").open("a") as file:
        file.write('{"kind": "accounts.us')
    assert erasures.listed() == [known], "a line that was broken off is passed over"


@pytest.mark.django_db
def test_a_backup_tells_which_files_are_gone_from_the_store(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    Document.objects.create(sha256="ab" * 32, name="lost.docx", size=8, uploaded_at=clock.now())
    told = writing.write(tmp_path / "b.zip")
    assert told.evidence_missing == ["ab" * 32]


@pytest.mark.django_db
def test_a_full_disc_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(_digest: str) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    Document.objects.create(sha256="ab" * 32, name="plan.docx", size=8, uploaded_at=clock.now())
    monkeypatch.setattr("promost.conf.backup.writing.files.read", full)
    with pytest.raises(Misconfigured, match="no room left on the disc"):
        writing.write(tmp_path / "b.zip")
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_somebody_elses_database_is_left_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE theirs (x int)")
    try:
        with pytest.raises(Misconfigured, match=r"tables that are not Promost's \(theirs\)"):
            target.refuse_foreign(connection)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE theirs")
