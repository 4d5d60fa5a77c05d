"""The doctor at the database: guards, migrations, integrity, clocks, jobs, and what rooms keep. On both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import translation
from django_q.conf import Conf
from django_q.status import Stat

from promost.accounts import health as accounts
from promost.accounts.models import Membership, Role, User
from promost.conf.doctor import clocks, database, jobs, migrations
from promost.kit import clock, files, guards, history, wholeness
from promost.kit.health import Level
from promost.kit.models import Job, JobState
from promost.kit.refs import Ref, of
from promost.plans import health as plans
from promost.plans.models import Document, ImportState
from promost.registry import health as registry
from promost.registry.models import Region
from tests.conf.doctoring import ails, doctor, sick
from tests.world import World

pytestmark = pytest.mark.django_db
GUARD, TABLE = "guard_kit_historyentry_update", "kit_historyentry"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[None]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    settings.MEDIA_ROOT = tmp_path / "evidence"
    with translation.override("en"):
        yield


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


class TestMigrationsAndGuards:
    def test_all_is_in_place(self) -> None:
        assert not ails(migrations.checks)

    def test_a_guard_that_was_dropped_is_named(self) -> None:
        where = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
        sql(f"DROP TRIGGER {GUARD}{where}")
        finding = ails(migrations.checks)["Guards of history"]
        assert finding.level is Level.ILL
        assert GUARD in finding.words
        assert "backup" in finding.remedy

    @pytest.mark.postgres
    def test_a_guard_that_was_switched_off_is_named(self) -> None:
        sql(f"ALTER TABLE {TABLE} DISABLE TRIGGER {GUARD}")
        assert GUARD in ails(migrations.checks)["Guards of history"].words

    def test_a_guard_that_stops_nothing_is_named(self) -> None:
        if connection.vendor == "postgresql":
            sql(
                "CREATE OR REPLACE FUNCTION promost_append_only() RETURNS trigger LANGUAGE plpgsql "
                "AS $$ BEGIN RETURN NEW; END $$"
            )
        else:
            sql(f"DROP TRIGGER {GUARD}")
            sql(f"CREATE TRIGGER {GUARD} BEFORE UPDATE ON {TABLE} BEGIN SELECT 1; END")
        assert GUARD in ails(migrations.checks)["Guards of history"].words

    def test_a_migration_that_was_not_applied_is_named(self) -> None:
        sql("DELETE FROM django_migrations WHERE app = 'sessions'")
        finding = ails(migrations.checks)["Migrations"]
        assert (finding.level, finding.words) == (Level.ILL, "Not applied: sessions.0001_initial.")
        assert "promost upgrade" in finding.remedy

    def test_a_database_of_a_newer_version_is_told(self) -> None:
        sql("INSERT INTO django_migrations (app, name, applied) VALUES ('kit', '9999_later', %s)", clock.machine_now())
        assert "newer version than this program: kit.9999_later" in ails(migrations.checks)["Migrations"].words

    def test_tables_that_are_still_to_come_are_not_said_to_be_unguarded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        later = type("Later", (), {"_meta": type("Meta", (), {"db_table": "later_thing"})})
        known = guards.append_only_models()
        monkeypatch.setattr(guards, "append_only_models", lambda: [*known, later])
        assert not ails(migrations.checks)


class TestTheDatabase:
    def test_it_is_whole(self) -> None:
        found = ails(database.checks)
        found.pop("Settings of SQLite", None)  # the tests write without waiting for the disc
        assert not found

    def test_an_empty_one_is_told_in_one_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(type(connection.introspection), "table_names", lambda _self: [])
        (finding,) = database.checks()
        assert (finding.level, finding.words) == (Level.ILL, "It is empty.")
        assert "promost setup" in finding.remedy
        assert not database.answers()

    @pytest.mark.sqlite
    def test_settings_that_risk_data_are_told(self) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("settings of SQLite")
        assert "synchronous = 0" in ails(database.checks)["Settings of SQLite"].words

    @pytest.mark.sqlite
    def test_a_row_that_points_to_nothing_is_told(self) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL has no such rows")
        sql("INSERT INTO registry_regionspelling (text, region_id) VALUES ('nowhere', 'XX')")
        finding = ails(database.checks)["Integrity"]
        sql("DELETE FROM registry_regionspelling WHERE text = 'nowhere'")
        assert "registry_regionspelling → registry_region" in finding.words

    @pytest.mark.postgres
    def test_a_server_for_reading_alone_is_told(self) -> None:
        sql("SET LOCAL transaction_read_only = on")
        assert ails(database.checks)["Writing"].level is Level.ILL

    @pytest.mark.postgres
    def test_a_missing_alphabet_is_told_with_the_statement_that_makes_it(self) -> None:
        sql("DROP COLLATION ru")
        assert ails(database.checks)["Order of the Russian alphabet"].remedy.startswith("CREATE COLLATION ru")

    @pytest.mark.postgres
    def test_a_crowded_server_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(database.postgres, "CROWDED", 0.0)
        assert "max_connections" in ails(database.checks)["Connections"].remedy


def test_a_damaged_file_is_found_and_the_rest_still_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "promost.sqlite3"
    with closing(sqlite3.connect(file)) as made:
        made.execute("CREATE TABLE thing (name TEXT)")
        made.execute("CREATE INDEX thing_by_name ON thing (name)")
        made.executemany("INSERT INTO thing VALUES (?)", [(f"thing number {place:06}",) for place in range(5000)])
        made.commit()
    data = bytearray(file.read_bytes())
    middle = len(data) // 8192 * 4096
    data[middle : middle + 2048] = bytes(2048)
    file.write_bytes(data)
    done = doctor(tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "The file is damaged: " in done.stdout
    assert "bring the latest backup back" in done.stdout
    assert "Not applied: " in done.stdout, "the rest was looked at"


class TestClocks:
    def test_they_go_right(self) -> None:
        assert not ails(clocks.checks)

    def test_a_clock_set_back_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with clock.stopped(clock.machine_now() + timedelta(days=3)):
            history.write(World.build().actor("donor"), "test.did", Ref("test.thing", "1"))
        assert ails(clocks.checks)["Clock and history"].level is Level.ILL
        past = clock.machine_now() - timedelta(days=400)
        monkeypatch.setattr(clock, "machine_now", lambda: past)
        assert "NTP" in ails(clocks.checks)["Clock of the machine"].remedy

    def test_a_machine_without_zones_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def unknown(name: str) -> Any:
            raise ZoneInfoNotFoundError(name)

        monkeypatch.setattr(clocks, "ZoneInfo", unknown)
        assert "tzdata" in ails(clocks.checks)["Time zones"].remedy


class TestJobs:
    @pytest.fixture(autouse=True)
    def _queued(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Conf, "SYNC", False)
        monkeypatch.setattr(Stat, "get_all", lambda: [object()])

    @staticmethod
    def job(state: JobState, minutes: float, kind: str = "plans.read") -> Job:
        then = clock.machine_now() - timedelta(minutes=minutes)
        times = {"queued_at": then, "started_at": then, "finished_at": then if state is JobState.FAILED else None}
        return Job.objects.create(kind=kind, subject_kind="plans.import", subject_id="1", state=state, **times)

    def test_work_that_goes_on_is_well(self) -> None:
        self.job(JobState.QUEUED, 1)
        self.job(JobState.RUNNING, 3)
        self.job(JobState.DONE, 600)
        assert not ails(jobs.checks)

    def test_a_job_that_hangs_is_told(self) -> None:
        self.job(JobState.RUNNING, 12)
        finding = ails(jobs.checks)["Running jobs"]
        assert (finding.level, finding.words) == (Level.ILL, "Begun more than 5 min ago and not over: plans.read (1).")

    def test_a_queue_that_piles_up_is_first_a_warning_then_ill(self) -> None:
        self.job(JobState.QUEUED, 5)
        assert ails(jobs.checks)["Waiting jobs"].level is Level.WARNING
        self.job(JobState.QUEUED, 30)
        finding = ails(jobs.checks)["Waiting jobs"]
        assert (finding.level, finding.words) == (Level.ILL, "Jobs waiting: 2, the oldest for 30 min.")

    def test_what_failed_of_late_is_told_and_what_failed_long_ago_is_not(self) -> None:
        self.job(JobState.FAILED, 60)
        self.job(JobState.FAILED, 30, kind="plans.write")
        self.job(JobState.FAILED, 60 * 24 * 8)
        assert ails(jobs.checks)["Failed jobs"].words == "In the last seven days: plans.read (1), plans.write (1)."

    def test_a_worker_that_is_gone_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Stat, "get_all", list)
        assert "promost worker" in ails(jobs.checks)["Worker"].remedy


class TestRooms:
    @pytest.fixture
    def world(self) -> World:
        return World.build()

    def test_a_document_that_is_gone_is_named(self, world: World) -> None:
        assert not ails(plans.checks)
        document = Document.objects.get()
        default_storage.delete(f"{document.sha256[:2]}/{document.sha256}")
        finding = ails(plans.checks)["Plan documents"]
        assert finding.level is Level.ILL
        assert f"plan.docx ({document.sha256[:12]}…)" in finding.words
        assert "backup" in finding.remedy

    def test_a_document_that_was_changed_on_the_disc_is_named(self, world: World, settings: Any) -> None:
        document = Document.objects.get()
        path = Path(settings.MEDIA_ROOT) / document.sha256[:2] / document.sha256
        path.write_bytes(b"a plan document, as it went")
        finding = ails(plans.checks)["Plan documents"]
        assert "No longer what was stored" in finding.words
        assert "plan.docx" in finding.words

    def test_an_import_that_nobody_reads_is_told_and_one_that_waits_is_not(self, world: World) -> None:
        type(world.source).objects.update(state=ImportState.READING)
        assert "plan.docx" in ails(plans.checks)["Imports"].words
        subject = of(world.source)
        values = {"kind": "plans.read", "subject_kind": subject.kind, "subject_id": subject.id}
        Job.objects.create(**values, queued_at=clock.machine_now())
        assert "Imports" not in ails(plans.checks)

    def test_who_runs_the_installation_by_a_password_alone_is_told(self, world: World) -> None:
        found = ails(accounts.checks)
        assert "administrator@example.org" in found["Administrators of the installation"].words
        assert "Ministry of Industry" in found["Administrators of organisations"].words
        User.objects.filter(is_administrator=True).update(is_active=False)
        assert "promost setup" in ails(accounts.checks)["Administrators of the installation"].remedy

    def test_an_organisation_with_an_administrator_is_well(self, world: World) -> None:
        Membership.objects.update(role=Role.ADMINISTRATOR)
        assert "Administrators of organisations" not in ails(accounts.checks)

    def test_a_region_whose_clock_nobody_knows_is_told(self, world: World) -> None:
        assert not ails(registry.checks)
        Region.objects.filter(code="RU-MAG").update(zone="Asia/Nowhere")
        assert "RU-MAG (Asia/Nowhere)" in ails(registry.checks)["Regions"].words


class TestHowThoroughly:
    @pytest.fixture
    def digests(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
        monkeypatch.setattr(wholeness, "SAMPLE", 3)
        return {files.keep(f"evidence {place}".encode()): f"{place}.pdf" for place in range(8)}

    def test_of_many_a_sample_is_read_and_it_says_so(self, digests: dict[str, str]) -> None:
        (finding,) = wholeness.findings("Evidence", digests)
        assert finding.level is Level.WELL
        assert finding.words.startswith("Read: 3 of 8, chosen at random.")

    def test_all_are_read_when_asked_and_it_tells_how_far_it_is(self, digests: dict[str, str]) -> None:
        last = list(digests)[-1]
        default_storage.delete(f"{last[:2]}/{last}")
        steps: list[tuple[int, int]] = []
        with wholeness.looking(every=True, step=lambda done, total: steps.append((done, total))):
            found = sick(wholeness.findings("Evidence", digests))
        assert "7.pdf" in found["Evidence"].words
        assert steps == [(place, 8) for place in range(1, 9)]

    def test_of_many_that_are_gone_some_are_named_and_the_rest_counted(self, digests: dict[str, str]) -> None:
        for digest in digests:
            default_storage.delete(f"{digest[:2]}/{digest}")
        with wholeness.looking(every=True):
            (finding,) = wholeness.findings("Evidence", digests)
        assert finding.words.count(".pdf") == wholeness.NAMED
        assert "and 3 more" in finding.words

    def test_no_files_are_well(self) -> None:
        (finding,) = wholeness.findings("Evidence", {})
        assert (finding.level, finding.words) == (Level.WELL, "Read: 0. All are whole.")
