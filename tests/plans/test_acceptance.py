"""Accepting a preview saves all or nothing, once; a newer document makes the next edition and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promost.kit.transitions import Overtaken
from promost.plans.actions import acceptance, preview
from promost.plans.drafts import row_from
from promost.plans.mending import Mend
from promost.plans.models import Edition, Import, ImportState, Measure, MeasureEdition, Owner, Plan, TargetValue
from promost.plans.queries.imports import difference
from promost.plans.queries.imports import preview as preview_of
from promost.plans.reading.draft import Owner as DraftOwner
from promost.plans.reading.draft import Side
from promost.registry.models import Organisation
from tests.plans import world as worlds
from tests.plans.conftest import Read
from tests.plans.world import FIRST, NO_DATE, SECOND, World

pytestmark = pytest.mark.django_db


def test_a_plan_stands_with_measures_owners_terms_and_targets(world: World, read: Read) -> None:
    edition = worlds.accepted(world, read(FIRST, SECOND))
    assert (edition.number, edition.plan.starts_on.isoformat(), edition.plan.ends_on.isoformat()) == (
        1, "2025-01-01", "2025-12-31"
    )  # fmt: skip
    first, second = edition.measures.order_by("position")
    assert (first.number, first.deadline_kind, str(first.ends_on)) == ("1.1", "due", "2025-06-30")
    assert (str(second.starts_on), str(second.ends_on)) == ("2025-07-01", "2025-09-30")
    assert second.lead is not None
    assert second.lead.name == "СВГУ", "the lead owner is the first of the recipient"
    assert sorted(second.owners.values_list("party__side", flat=True)) == ["donor", "recipient"]
    assert TargetValue.objects.get(target__measure=second.measure).value == 25


def test_an_open_error_keeps_everything_back(world: World, read: Read) -> None:
    source = read(FIRST, NO_DATE)
    bodies_before = Organisation.objects.count()
    with pytest.raises(ValidationError, match=r"1\.3"):
        worlds.accepted(world, source)
    source.refresh_from_db()
    assert source.state == ImportState.PREVIEW
    assert not Plan.objects.exists()
    assert Organisation.objects.count() == bodies_before


def test_a_row_taken_as_signed_is_without_a_deadline_and_says_why(world: World, read: Read) -> None:
    source = read(FIRST, NO_DATE)
    preview.take_errors_as_signed(world.recipient, source, "Так в документе")
    row = worlds.accepted(world, source).measures.get(number="1.3")
    assert (row.deadline_kind, row.ends_on) == ("none", None)
    assert row.accepted_with == [{"code": "MISSING_DEADLINE", "note": "Так в документе"}]


def test_a_second_click_makes_nothing_twice(world: World, read: Read) -> None:
    source = read(FIRST)
    version = source.version
    acceptance.accept(world.recipient, source, version)
    with pytest.raises(Overtaken) as told:
        acceptance.accept(world.colleague, Import.objects.get(pk=source.pk), version)
    assert isinstance(told.value.current, Import)
    assert told.value.current.edition is not None
    assert (Plan.objects.count(), Edition.objects.count(), Measure.objects.count()) == (1, 1, 1)


def test_a_body_named_twice_is_one_organisation_and_its_spelling_is_remembered(world: World, read: Read) -> None:
    edition = worlds.accepted(world, read(FIRST, SECOND))
    assert Organisation.objects.filter(name="ДИПП").count() == 1
    newer = read(FIRST, SECOND, (*NO_DATE[:2], "декабрь 2025 г.", *NO_DATE[3:]), plan=edition.plan)
    assert newer.bodies.get(name="ДИПП").matched_by == "spelling"


def test_a_newer_document_is_compared_row_by_row_and_becomes_the_next_edition(world: World, read: Read) -> None:
    old = worlds.accepted(world, read(FIRST, SECOND))
    later = (*FIRST[:2], "до 30 сентября 2025 г.", *FIRST[3:])
    added = ("1.3", "Экскурсии для школьников", "октябрь 2025 г.", "ДИПП", "СВГУ", "Проведено не менее 4 экскурсий")
    source = read(later, added, plan=old.plan)
    changes = {(str(each.change), each.new.get("number") or each.old["number"]) for each in _difference(source)}
    assert changes == {("changed", "1.1"), ("added", "1.3"), ("removed", "1.2")}
    new = worlds.accepted(world, source)
    assert (new.number, new.plan) == (2, old.plan)
    assert MeasureEdition.objects.get(edition=old, number="1.1").ends_on.isoformat() == "2025-06-30"  # type: ignore[union-attr]
    assert MeasureEdition.objects.get(edition=new, number="1.1").measure == old.measures.get(number="1.1").measure
    assert Measure.objects.count() == 3, "the struck-out measure stays"


def test_what_the_officer_pairs_otherwise_is_kept(world: World, read: Read) -> None:
    old = worlds.accepted(world, read(FIRST, SECOND))
    source = read(("1.1", "Совсем другое название", *FIRST[2:]), SECOND, plan=old.plan)
    row = source.rows.select_related("source__agreement").get(position=1)
    first = old.measures.get(number="1.1").measure
    preview.pair_row(world.recipient, row, row.version, first)
    new = worlds.accepted(world, source)
    assert new.measures.get(number="1.1").measure == first


def test_two_rows_cannot_be_one_measure(world: World, read: Read) -> None:
    old = worlds.accepted(world, read(FIRST, SECOND))
    source = read(FIRST, SECOND, NO_DATE, plan=old.plan)
    row = source.rows.select_related("source__agreement").get(position=3)
    with pytest.raises(ValidationError):
        preview.pair_row(world.recipient, row, row.version, old.measures.get(number="1.1").measure)


def test_owners_of_a_side_that_the_agreement_lacks_are_named(world: World, read: Read) -> None:
    source = read(FIRST)
    row = source.rows.select_related("source__agreement").get()
    preview.mend_row(world.recipient, row, 0, Mend(owners={**_owners(row), **_buyer()}))
    with pytest.raises(ValidationError, match="заказчик"):
        worlds.accepted(world, source)
    assert not Owner.objects.exists()


def test_accepting_asks_no_more_for_many_rows_than_for_few(world: World, read: Read) -> None:
    asked = []
    for count in (2, 20):
        rows = [(f"{count}.{n}", f"Мероприятие {count} {n}", *FIRST[2:]) for n in range(count)]
        source = read(*rows)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            worlds.accepted(world, source)
        asked.append(len(queries))
    assert asked[1] <= asked[0]


def _difference(source: Import) -> Any:
    return difference(source, preview_of(source).rows)


def _owners(row: Any) -> Any:
    return row_from(row.mended).owners


def _buyer() -> Any:
    return {Side.BUYER: (DraftOwner("Завод"),)}


def test_a_body_that_was_mended_away_or_left_out_is_not_made(world: World, read: Read) -> None:
    source = read(FIRST, SECOND)
    rows = source.rows.select_related("source__agreement").order_by("position")
    preview.mend_row(world.recipient, rows[0], 0, Mend(owners={Side.DONOR: (DraftOwner("Технополис"),)}))
    preview.set_left_out(world.recipient, rows[1], 0, left_out=True)
    worlds.accepted(world, source)
    assert Organisation.objects.filter(name="Технополис").exists()
    assert not Organisation.objects.filter(name__in=["ДИПП", "СВГУ"]).exists()
