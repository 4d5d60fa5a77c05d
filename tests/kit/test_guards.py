"""History cannot be rewritten: the database refuses, whoever asks, and a guard that is lost is noticed and comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from promost.conf import upgrade
from promost.kit import clock, guards
from promost.kit.models import HistoryEntry, Job

TABLE = HistoryEntry._meta.db_table


def entry(note: str = "as it was") -> HistoryEntry:
    return HistoryEntry.objects.create(
        subject_kind="test.thing", subject_id="1", verb="test.did", recorded_at=clock.machine_now(), note=note
    )


def sql(statement: str) -> None:
    """Ask the database itself, past everything that Django might refuse."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def notes() -> list[str]:
    return sorted(HistoryEntry.objects.values_list("note", flat=True))


@pytest.mark.django_db
class TestRefusing:
    @pytest.fixture(autouse=True)
    def kept(self, db: None) -> Iterator[None]:
        self.entry = entry()
        yield
        assert notes() == ["as it was"], "a refused deed has changed nothing"

    def test_a_row_cannot_be_changed(self) -> None:
        with pytest.raises(IntegrityError, match="only ever added"):
            sql(f"UPDATE {TABLE} SET note = 'forged'")

    def test_a_row_cannot_be_changed_through_the_program_either(self) -> None:
        self.entry.note = "forged"
        with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic():
            self.entry.save()
        with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic():
            HistoryEntry.objects.update(verb=F("note"))

    def test_a_row_cannot_be_removed(self) -> None:
        with pytest.raises(IntegrityError, match="only ever added"):
            sql(f"DELETE FROM {TABLE}")
        with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic():
            self.entry.delete()

    @pytest.mark.postgres
    def test_the_table_cannot_be_emptied_at_a_stroke(self) -> None:
        connection.check_constraints()  # PostgreSQL would refuse a table of which something is still to be checked
        with pytest.raises(IntegrityError, match="only ever added"):
            sql(f"TRUNCATE {TABLE}")
        with pytest.raises(IntegrityError, match="only ever added"):
            sql("TRUNCATE accounts_user CASCADE")

    def test_a_row_cannot_be_put_in_the_place_of_another(self) -> None:
        columns = "subject_kind, subject_id, verb, behalf, behalf_name, recorded_at, changes, note"
        values = f"SELECT id, {columns.removesuffix('note')} 'forged' FROM {TABLE}"
        replace = {
            "sqlite": f"INSERT OR REPLACE INTO {TABLE} (id, {columns}) {values}",
            "postgresql": f"INSERT INTO {TABLE} (id, {columns}) {values} ON CONFLICT (id) DO UPDATE SET note = 'forged'",
        }
        with pytest.raises(IntegrityError, match="only ever added"):
            sql(replace[connection.vendor])

    def test_a_whole_action_falls_with_the_deed_that_is_refused(self) -> None:
        def action() -> None:
            Job.objects.create(kind="test.work", queued_at=clock.machine_now())
            HistoryEntry.objects.all().delete()

        with pytest.raises(IntegrityError), transaction.atomic():
            action()
        assert not Job.objects.exists()


@pytest.mark.django_db
def test_rows_are_still_added_and_other_tables_stay_free() -> None:
    entry("one")
    HistoryEntry.objects.bulk_create(
        HistoryEntry(verb="test.did", note=note, recorded_at=clock.machine_now()) for note in ("two", "three")
    )
    job = Job.objects.create(kind="test.work", queued_at=clock.machine_now())
    job.delete()
    assert notes() == ["one", "three", "two"]


@pytest.mark.django_db
class TestMissing:
    def drop(self, verb: str) -> str:
        name = f"guard_{TABLE}_{verb}"
        sql(f"DROP TRIGGER {name}{f' ON {TABLE}' if connection.vendor == 'postgresql' else ''}")
        return name

    def test_none_is_missing_after_the_migrations(self) -> None:
        assert guards.missing(connection) == []
        assert HistoryEntry in guards.append_only_models()

    @pytest.mark.parametrize("verb", ["update", "delete"])
    def test_a_guard_that_was_dropped_is_named_and_put_back(self, verb: str) -> None:
        entry()
        name = self.drop(verb)
        assert guards.missing(connection) == [name]
        guards.install(connection)
        assert guards.missing(connection) == []
        with pytest.raises(IntegrityError):
            sql(f"UPDATE {TABLE} SET note = 'x'" if verb == "update" else f"DELETE FROM {TABLE}")

    @pytest.mark.postgres
    def test_a_guard_that_is_switched_off_counts_as_missing_and_is_switched_on(self) -> None:
        sql(f"ALTER TABLE {TABLE} DISABLE TRIGGER guard_{TABLE}_truncate")
        assert guards.missing(connection) == [f"guard_{TABLE}_truncate"]
        guards.install(connection)
        assert guards.missing(connection) == []
        with pytest.raises(IntegrityError):
            sql(f"TRUNCATE {TABLE}")

    def test_installing_again_changes_nothing(self) -> None:
        for _ in range(2):
            guards.install(connection)
        assert guards.missing(connection) == []

    def test_without_the_guards_history_would_be_rewritten(self) -> None:
        """The negative control: it is the guards that refuse."""
        entry()
        guards.remove(connection)
        assert len(guards.missing(connection)) == len(guards.append_only_models()) * (
            3 if connection.vendor == "postgresql" else 2
        )
        sql(f"UPDATE {TABLE} SET note = 'forged'")
        assert notes() == ["forged"]

    def test_a_site_whose_guards_are_gone_does_not_start_in_silence(self) -> None:
        self.drop("delete")
        with pytest.raises(Exception, match="guard_kit_historyentry_delete"):
            upgrade.check_guards()


@pytest.mark.django_db(transaction=True)
def test_a_table_rebuilt_by_a_migration_is_guarded_again_when_it_has_run() -> None:
    """SQLite rebuilds a table for AlterField and drops its triggers in silence; PostgreSQL keeps them."""
    old = HistoryEntry._meta.get_field("verb")
    new = models.CharField(max_length=80)
    new.set_attributes_from_name("verb")
    new.model = HistoryEntry
    with connection.schema_editor() as editor:
        editor.alter_field(HistoryEntry, old, new)
        editor.alter_field(HistoryEntry, new, old)
    lost = guards.missing(connection)
    assert bool(lost) == (connection.vendor == "sqlite"), "the trap is there: a rebuilt table is open"
    call_command("migrate", "kit", verbosity=0)
    assert guards.missing(connection) == []
    entry()
    with pytest.raises(IntegrityError):
        sql(f"DELETE FROM {TABLE}")
