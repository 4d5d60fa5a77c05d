"""The database itself refuses to change, remove or replace what was recorded, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from promost.accounts.actors import OPERATOR
from promost.kit import guards
from promost.kit.refs import Ref
from promost.ledger import actions
from promost.ledger.models import Attachment, Entry, Fact, Sheet
from promost.ledger.problems import Bad
from promost.ledger.recording import NewFact, record, reversal, rows, writing
from promost.ledger.recording.rows import Row
from tests.kit.tables import at_once
from tests.ledger.conftest import fact, indicator
from tests.world import World

TABLES = [model._meta.db_table for model in (Fact, Entry, Sheet, Attachment)]


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
class TestRefusing:
    @pytest.fixture(autouse=True)
    def kept(self, db: None) -> Any:
        self.world = World.build()  # with a fact, an entry, a sheet and an attachment
        before = Fact.objects.values_list("uuid", "value").get()
        yield
        assert Fact.objects.values_list("uuid", "value").get() == before

    @pytest.mark.parametrize("table", TABLES)
    def test_no_row_is_changed_or_removed(self, table: str) -> None:
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with pytest.raises(IntegrityError, match="only ever added"):
                sql(statement)

    @pytest.mark.postgres
    @pytest.mark.parametrize("table", TABLES)
    def test_no_table_is_emptied(self, table: str) -> None:
        connection.check_constraints()
        with pytest.raises(IntegrityError, match="only ever added"):
            sql(f"TRUNCATE {table} CASCADE")

    def test_no_fact_takes_the_place_of_another(self) -> None:
        columns = [str(field.column) for field in Fact._meta.concrete_fields]
        names = ", ".join(columns)
        values = ", ".join("value + 10000" if name == "value" else name for name in columns)
        chosen = f"SELECT {values} FROM ledger_fact"
        replace = {
            "sqlite": f"INSERT OR REPLACE INTO ledger_fact ({names}) {chosen}",
            "postgresql": f"INSERT INTO ledger_fact ({names}) {chosen} ON CONFLICT (id) DO UPDATE SET value = 0",
        }
        with pytest.raises(IntegrityError, match="only ever added"):
            sql(replace[connection.vendor])

    def test_a_value_beyond_the_bound_is_refused_by_the_table(self) -> None:
        names = [str(field.column) for field in Fact._meta.concrete_fields if not field.primary_key]
        given = {"value": str(10**16 + 1), "uuid": f"'{uuid4().hex}'", "event": "'other'"}
        values = ", ".join(given.get(name, name) for name in names)
        with pytest.raises(IntegrityError):
            sql(f"INSERT INTO ledger_fact ({', '.join(names)}) SELECT {values} FROM ledger_fact")

    def test_the_same_event_twice_is_refused_by_the_table(self) -> None:
        names = [str(field.column) for field in Fact._meta.concrete_fields if not field.primary_key]
        values = ", ".join(f"'{uuid4().hex}'" if name == "uuid" else name for name in names)
        with pytest.raises(IntegrityError):
            sql(f"INSERT INTO ledger_fact ({', '.join(names)}) SELECT {values} FROM ledger_fact")

    def test_none_of_the_key_can_be_left_empty(self) -> None:
        key = ("source_kind", "source_id", "event", "indicator", "breakdown")
        assert not any(Fact._meta.get_field(name).null for name in key)

    def test_without_the_guards_it_would_be_changed(self) -> None:
        """The negative control."""
        guards.remove(connection)
        sql("UPDATE ledger_fact SET value = value")
        guards.install(connection)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Several people at the same moment."""

    @pytest.fixture(autouse=True)
    def made(self, world: World) -> None:
        self.world, self.of = world, indicator("test.raced", okei="792")

    def recorded(self, *_: Any) -> Fact:
        with transaction.atomic():
            (made,) = record(OPERATOR, [fact(self.of, 5)])
        return made

    def test_the_same_event_recorded_by_several_leaves_one_fact(self) -> None:
        def deed(barrier: Barrier) -> UUID:
            barrier.wait()
            return self.recorded().uuid

        outcomes = at_once([deed] * 4)
        assert Fact.objects.count() == 1
        assert outcomes == [Fact.objects.get().uuid] * 4

    def test_without_the_key_each_would_add_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The negative control: each takes what it sees for the truth, and nothing tells the two facts apart."""

        def blind(made: list[Row]) -> list[int | None]:
            place = rows.NAMES.index("event") - 1
            return insert([(*row[:place], uuid4().hex, *row[place + 1 :]) for row in made])

        insert = writing.insert
        monkeypatch.setattr(writing, "insert", blind)

        def deed(barrier: Barrier) -> UUID:
            seen = Fact.objects.filter(event="1").exists()
            barrier.wait()
            assert not seen
            return self.recorded().uuid

        assert len(set(at_once([deed] * 2))) == 2
        assert Fact.objects.count() == 2

    def test_a_fact_reversed_by_several_is_reversed_once(self) -> None:
        made = self.recorded()

        def deed(number: int) -> Callable[[Barrier], UUID]:
            def reverse(barrier: Barrier) -> UUID:
                barrier.wait()
                with transaction.atomic():
                    (back,) = record(OPERATOR, [reversal(made, Ref("test.undo", str(number)), "1")])
                return back.uuid

            return reverse

        outcomes = at_once([deed(number) for number in range(3)])
        assert sum(isinstance(each, UUID) for each in outcomes) == 1
        assert sum(isinstance(each, Bad) and each.code == "ALREADY_REVERSED" for each in outcomes) == 2
        assert Fact.objects.count() == 2

    def test_a_form_sent_twice_at_once_is_one_fact(self) -> None:
        token = uuid4()

        def deed(barrier: Barrier) -> UUID:
            barrier.wait()
            return actions.record_by_hand(
                OPERATOR, token=token, indicator=self.of, value=Decimal(5), happened_on=date(2025, 9, 1),
                measure=self.world.measure,
            ).uuid  # fmt: skip

        outcomes = at_once([deed] * 3)
        assert Fact.objects.count() == Entry.objects.count() == 1
        assert set(outcomes) == {Fact.objects.get().uuid}

    def test_batches_in_different_order_do_not_wait_for_each_other_for_ever(self) -> None:
        def deed(order: int) -> Callable[[Barrier], int]:
            def put(barrier: Barrier) -> int:
                facts: list[NewFact] = [fact(self.of, 1, str(number)) for number in range(40)][::order]
                barrier.wait()
                with transaction.atomic():
                    return len(record(OPERATOR, facts))

            return put

        assert at_once([deed(order) for order in (1, -1, 1, -1)]) == [40] * 4
        assert Fact.objects.count() == 40
