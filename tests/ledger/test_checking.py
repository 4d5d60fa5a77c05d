"""``promost ledger check`` and the doctor: what is wrong is found, said with its place, and with what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from promost.accounts.actors import OPERATOR
from promost.conf import cli
from promost.kit import files, guards
from promost.kit.health import Level
from promost.ledger import actions, checking, health
from promost.ledger.files import Upload
from promost.ledger.models import Entry, Evidence, Fact, How, Sheet
from promost.ledger.recording import record
from promost.profiles.models import Indicator
from tests.ledger.conftest import TODAY, fact
from tests.ledger.test_sheets import GOOD, book, first, row, saved
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(world: World, trained: Indicator) -> Fact:
    """Return a fact entered by hand with its evidence, in a ledger that is whole."""
    return actions.record_by_hand(
        world.actor("recipient"), token=uuid4(), indicator=trained, value=Decimal(5), happened_on=TODAY,
        measure=world.measure, files=[Upload("act.pdf", b"%PDF-1.4 " + uuid4().hex.encode())],
        breakdown="audience=pupils",
    )  # fmt: skip


@pytest.fixture
def unguarded(db: None) -> Iterator[Callable[[str], None]]:
    """Return the way to do what the guards forbid."""

    def do(statement: str) -> None:
        guards.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement)
        guards.install(connection)

    yield do
    guards.install(connection)


def troubles() -> list[str]:
    return [str(found) for step in checking.steps() for found in step.run() if found]


class TestFound:
    def test_a_whole_ledger_has_no_trouble(self, world: World, made: Fact) -> None:
        actions.reverse(world.actor("recipient"), made, "Why", uuid4())
        assert troubles() == []

    def test_a_guard_that_is_gone(self, made: Fact) -> None:
        on = " ON ledger_fact" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER guard_ledger_fact_update{on}")
        (found,) = troubles()
        assert found.startswith("guard_ledger_fact_update: A guard against changing facts is missing. Run")
        guards.install(connection)

    def test_a_reversal_that_takes_back_another_amount(
        self, world: World, made: Fact, unguarded: Callable[[str], None]
    ) -> None:
        back = actions.reverse(world.actor("recipient"), made, "Why", uuid4())
        unguarded(f"UPDATE ledger_fact SET value = value + 10000 WHERE id = {back.pk}")
        (found,) = troubles()
        assert f"fact {back.uuid}: The reversal does not take back exactly one fact." in found

    def test_a_breakdown_that_the_indicator_no_longer_has(self, made: Fact) -> None:
        made.indicator.breakdowns = {}
        made.indicator.save()
        (found,) = troubles()
        assert "no breakdown “audience=pupils”" in found

    def test_a_source_that_is_gone_and_one_that_nobody_shows(self, made: Fact, trained: Indicator) -> None:
        with transaction.atomic():
            record(OPERATOR, [fact(trained)])  # its source is a made-up record
        assert any("No room shows sources of the kind “test.thing”." in found for found in troubles())

    def test_an_entry_without_its_fact_and_a_source_without_its_entry(
        self, made: Fact, unguarded: Callable[[str], None]
    ) -> None:
        unguarded(f"UPDATE ledger_fact SET source_id = '{uuid4()}' WHERE id = {made.pk}")
        found = troubles()
        assert any("What the facts come from is gone." in each for each in found)
        assert any(f"entry {Entry.objects.get().uuid}: An entry has no fact." in each for each in found)

    def test_a_file_that_is_gone_and_one_that_was_changed(self, made: Fact) -> None:
        digest = Evidence.objects.get().sha256
        with default_storage.open(f"{digest[:2]}/{digest}", "wb") as file:
            file.write(b"forged")
        (found,) = troubles()
        assert "act.pdf" in found
        assert "no longer what was stored. Restore it from a backup" in found
        files.remove(digest)
        (found,) = troubles()
        assert "The file is gone." in found

    def test_what_was_erased_is_not_missed(self, world: World, made: Fact, at_commit: Any) -> None:
        evidence = Evidence.objects.get()
        actions.mark_personal(world.actor("recipient"), evidence, 0)
        with at_commit():
            actions.erase_evidence(world.actor("recipient"), evidence, "The term is over", 1)
        assert troubles() == []

    def test_evidence_that_stands_beside_nothing(self, made: Fact, unguarded: Callable[[str], None]) -> None:
        unguarded("DELETE FROM ledger_attachment")
        (found,) = troubles()
        assert "stands beside nothing" in found

    def test_a_sheet_with_fewer_facts_than_it_says(
        self, world: World, trained: Indicator, unguarded: Callable[[str], None]
    ) -> None:
        actions.take_sheet(OPERATOR, world.plan, "a.xlsx", saved(book(GOOD)))
        assert troubles() == []
        unguarded("UPDATE ledger_sheet SET taken = 7")
        (found,) = troubles()
        assert "a.xlsx: The sheet has another number of facts" in found


class TestDoctor:
    def test_all_is_well(self, made: Fact) -> None:
        assert [each.level for each in health.checks()] == [Level.WELL, Level.WELL]

    def test_what_is_ill_has_a_remedy(self, made: Fact) -> None:
        made.indicator.breakdowns = {}
        made.indicator.save()
        files.remove(Evidence.objects.get().sha256)
        facts, evidence = health.checks()
        assert (facts.level, evidence.level) == (Level.ILL, Level.ILL)
        assert facts.remedy
        assert "promost ledger check" in evidence.remedy


class TestCommands:
    def test_check_ends_with_zero_only_when_all_is_well(self, made: Fact, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["ledger", "check"]) == 0
        files.remove(Evidence.objects.get().sha256)
        assert cli.main(["ledger", "check"]) == 1
        assert "act.pdf" in capsys.readouterr().out

    def test_import_records_and_writes_the_refused_rows(
        self, world: World, trained: Indicator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        sheet, refused = tmp_path / "results.xlsx", tmp_path / "refused.xlsx"
        sheet.write_bytes(saved(book(GOOD, row(value="many"))))
        words = ["facts", "import", str(sheet), "--plan", str(world.plan.uuid), "--refused", str(refused)]
        assert cli.main(words) == 1
        assert Fact.objects.get().how == How.FILE
        assert first(openpyxl.load_workbook(BytesIO(refused.read_bytes())))["C2"].value == "many"
        assert cli.main(words) == 0
        assert Sheet.objects.count() == Fact.objects.count() == 1
        assert capsys.readouterr().out

    @pytest.mark.parametrize("wrong", ["file", "plan", "content"])
    def test_what_cannot_be_used_ends_with_two(
        self, world: World, trained: Indicator, tmp_path: Path, wrong: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        sheet = tmp_path / "results.xlsx"
        sheet.write_bytes(b"%PDF-1.4" if wrong == "content" else saved(book(GOOD)))
        name = str(tmp_path / "other.xlsx") if wrong == "file" else str(sheet)
        plan = str(uuid4()) if wrong == "plan" else str(world.plan.uuid)
        assert cli.main(["facts", "import", name, "--plan", plan]) == 2
        assert capsys.readouterr().err.strip()
        assert not Fact.objects.exists()
