"""Whoever signed the agreement is known; a document's order of columns does not turn giver into receiver."""

from __future__ import annotations

import pytest

from promost.plans import sides
from promost.plans.reading.draft import Deadline, Owner, PartyDraft, Place, PlanDraft, Problem, RowDraft, Severity, Side
from promost.registry import demo as registry_demo
from tests.plans import world as worlds
from tests.plans.conftest import Read
from tests.plans.world import FIRST, World

pytestmark = pytest.mark.django_db
DONOR, RECIPIENT = Owner("ДИПП"), Owner("СВГУ")


@pytest.fixture
def world() -> World:
    """Return the programme in a registry that knows how documents write its regions."""
    registry_demo.load()
    return worlds.build()


def draft(first: str, second: str) -> PlanDraft:
    """A document whose columns were taken in their order: the first for the giver, the second for the receiver."""
    owners: dict[Side, tuple[Owner, ...]] = {Side.DONOR: (RECIPIENT,), Side.RECIPIENT: (DONOR,)}
    row = RowDraft("1", "", None, "Обмен", Deadline(), owners, "", "", (), (), (), Place())
    parties = (PartyDraft(Side.DONOR, first), PartyDraft(Side.RECIPIENT, second))
    doubt = Problem("SIDES_ASSUMED", Severity.WARNING)
    return PlanDraft("", 2025, None, parties, (), (row,), (), (), (doubt,))


def test_names_that_the_agreement_knows_go_before_the_order_of_columns(world: World) -> None:
    read = sides.settle(draft("Магаданской области", "города Москвы"), world.agreement)
    assert read.rows[0].owners == {Side.DONOR: (DONOR,), Side.RECIPIENT: (RECIPIENT,)}
    assert [problem.code for problem in read.problems] == ["SIDES_FROM_AGREEMENT"]


def test_a_right_reading_is_left_alone(world: World) -> None:
    right = draft("города Москвы", "Магаданской области")
    assert sides.settle(right, world.agreement) is right


def test_names_that_nobody_knows_change_nothing_and_the_doubt_stays(world: World) -> None:
    unknown = draft("первой стороны", "второй стороны")
    assert sides.settle(unknown, world.agreement) is unknown


def test_one_party_recognised_moves_the_other_out_of_its_place(world: World) -> None:
    read = sides.settle(draft("Магаданской области", "второй стороны"), world.agreement)
    assert read.rows[0].owners == {Side.RECIPIENT: (RECIPIENT,), Side.DONOR: (DONOR,)}


def test_a_document_read_in_stands_under_its_parties(world: World, read: Read) -> None:
    owners = read(FIRST).rows.get().mended["owners"]
    assert [owner["name"] for owner in owners["donor"]] == ["ДИПП"]
    assert [owner["name"] for owner in owners["recipient"]] == ["Минэкономразвития"]


def test_a_document_of_another_pair_of_regions_is_told(world: World) -> None:
    read = sides.settle(draft("города Москвы", "Смоленской области"), world.agreement)
    assert "PARTY_NOT_IN_AGREEMENT" in {problem.code for problem in read.problems}
