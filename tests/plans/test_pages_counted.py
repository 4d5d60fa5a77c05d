"""Pages with every kind of figure ask the same number of queries for 1, 3 and 50 measures and facts: at most twelve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.kit import clock
from promost.ledger.models import Attachment, Entry, Evidence, Fact
from promost.plans.models import (
    Agreement,
    Edition,
    Measure,
    MeasureEdition,
    Owner,
    Participant,
    Party,
    PartyOrganisation,
    Plan,
    Resource,
    Target,
    TargetValue,
)
from promost.profiles.models import Indicator
from promost.registry.models import Organisation
from tests.accounts.people import member, region
from tests.harness.queries import assert_queries

pytestmark = pytest.mark.django_db
SPRING, SUMMER, AUTUMN = (datetime(2025, month, 15, 3, tzinfo=UTC) for month in (2, 6, 10))
START, END = date(2025, 1, 1), date(2025, 12, 31)
MEASURED = {"JOBS_NEW": "participants", "SHIPPED": "region", "TRAINED": "measure"}
"""Indicators of which two need levels, one the days of participants: the dearest a plan can promise."""


@pytest.fixture(autouse=True)
def _autumn() -> Iterator[None]:
    with clock.stopped(AUTUMN):
        yield


def promised(count: int) -> tuple[Plan, Actor]:
    """Make a plan of so many measures, each with facts and with every kind of target, and its editor."""
    where = region()
    lead = Organisation.objects.create(name="Ministry", kind="authority", region=where, created_at=AUTUMN)
    agreement = Agreement.objects.create(number="1-C", date=START)
    party = Party.objects.create(agreement=agreement, side="recipient", name="Magadan", region=where, order=1)
    PartyOrganisation.objects.create(party=party, organisation=lead, is_lead=True)
    plan = Plan.objects.create(agreement=agreement, title="Plan", starts_on=START, ends_on=END, created_at=SPRING)
    Participant.objects.create(plan=plan, organisation=lead, since=START)
    edition = Edition.objects.create(plan=plan, number=1, made_at=SPRING)
    rows = _measures(edition, party, lead, count)
    for code, scope in MEASURED.items():
        indicator = Indicator.objects.get(code=code)
        for measure in (None, *(row.measure for row in rows)):
            _promise(plan, edition, measure, indicator, scope)
    _facts(rows, lead)
    return plan, member("editor", lead, Role.EDITOR)


def _measures(edition: Edition, party: Party, lead: Organisation, count: int) -> list[MeasureEdition]:
    measures = Measure.objects.bulk_create(Measure(plan=edition.plan, created_at=SPRING) for _ in range(count))
    rows = MeasureEdition.objects.bulk_create(
        MeasureEdition(
            measure=measure, edition=edition, position=at, number=str(at), title=f"Measure {at}", lead=lead,
            deadline_kind="due", ends_on=date(2025, 9, 30), completion_document="Minutes",
        )
        for at, measure in enumerate(measures, start=1)
    )  # fmt: skip
    Owner.objects.bulk_create(
        Owner(measure_edition=row, party=party, organisation=lead, position=1, written_as="x") for row in rows
    )
    return rows


def _promise(plan: Plan, edition: Edition, measure: Measure | None, indicator: Indicator, scope: str) -> None:
    target = Target.objects.create(
        plan=plan, measure=measure, position=1, label=indicator.name_en, unit="x", okei=indicator.okei, scope=scope,
        indicator=indicator,
    )  # fmt: skip
    TargetValue.objects.bulk_create(
        TargetValue(target=target, edition=edition, due_on=day, value=Decimal(3)) for day in (date(2025, 9, 30), END)
    )


def _facts(rows: list[MeasureEdition], lead: Organisation) -> None:
    indicator = Indicator.objects.get(code="TRAINED")
    Fact.objects.bulk_create(
        Fact(
            indicator=indicator, value=Decimal(1), happened_on=date(2025, 5, 1), region=lead.region, how="hand",
            measure=row.measure, organisation=lead, source_kind="x.y", source_id=str(row.measure_id), event="e",
            recorded_at=SUMMER,
        )
        for row in rows
    )  # fmt: skip


def built(client: Client, count: int) -> Plan:
    """Make the plan and sign its editor in."""
    plan, editor = promised(count)
    client.force_login(editor.person)
    client.cookies["promost_language"] = "en"
    client.get(reverse("plans:index"))  # from here on its forms have a token, and pages a tag
    return plan


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_plan_s_page(client: Client, count: int) -> None:
    plan = built(client, count)
    for view in ("list", "schedule", "targets"):
        with assert_queries(11):
            page: Any = client.get(reverse("plans:plan", args=[plan.uuid]), {"view": view})
        assert page.context["overview"]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_measure_s_page(client: Client, count: int) -> None:
    plan = built(client, count)
    measure = Measure.objects.filter(plan=plan).order_by("pk")[0]
    with assert_queries(9):
        page: Any = client.get(reverse("plans:measure", args=[measure.uuid]))
    assert not page.context["own_targets"]
    assert page.context["buttons"]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_measure_in_force_with_documents_that_wait_for_an_answer(client: Client, count: int) -> None:
    plan = built(client, count)
    Edition.objects.filter(plan=plan).update(approved_at=SPRING)
    Plan.objects.filter(pk=plan.pk).update(state="in_force")
    row = MeasureEdition.objects.get(edition__plan=plan, position=1)
    _crowded(row, count)
    _handed_in(row, count)
    Resource.objects.bulk_create(Resource(measure_edition=row, amount=at, unit="x") for at in range(count))
    with assert_queries(12):
        page: Any = client.get(reverse("plans:measure", args=[row.measure.uuid]))
    shown = page.content.decode()
    assert [f"act-{at}.pdf" in shown for at in range(count + 1)] == [True] * count + [False]
    assert len(page.context["view"].resources) == count


def _crowded(row: MeasureEdition, count: int) -> None:
    """Give a measure so many owners and so many targets more."""
    first = row.owners.get()
    assert row.lead is not None
    for at in range(count):
        body = Organisation.objects.create(
            name=f"Body {at}", kind="authority", region=row.lead.region, created_at=SPRING
        )
        Owner.objects.create(measure_edition=row, party=first.party, organisation=body, position=at + 2, written_as="x")
        indicator = Indicator.objects.get(code=list(MEASURED)[at % 3])
        _promise(row.edition.plan, row.edition, row.measure, indicator, MEASURED[indicator.code])


def _handed_in(row: MeasureEdition, count: int) -> None:
    """Hand in so many documents, each with its file, of which no-one has answered any."""
    indicator = Indicator.objects.get(code="COMPLETION")
    assert row.lead is not None
    assert row.lead.region is not None
    for at in range(count):
        entry = Entry.objects.create(kind="completion", measure=row.measure, made_for=row.lead, made_at=SUMMER)
        fact = Fact.objects.create(
            indicator=indicator, value=Decimal(1), happened_on=SUMMER.date(), region=row.lead.region,
            how="hand", measure=row.measure, organisation=row.lead, source_kind="ledger.entry",
            source_id=str(entry.uuid), event="e", recorded_at=SUMMER,
        )  # fmt: skip
        file = Evidence.objects.create(
            sha256=f"{at:064}", name=f"act-{at}.pdf", kind="pdf", size=1, uploaded_for=row.lead, uploaded_at=SUMMER
        )
        Attachment.objects.create(evidence=file, fact=fact, attached_at=SUMMER)


def test_a_page_of_a_past_day_asks_no_more(client: Client) -> None:
    plan = built(client, 3)
    with assert_queries(11):
        client.get(reverse("plans:plan", args=[plan.uuid]), {"at": "2025-06-30"})


@pytest.mark.parametrize("count", [1, 3, 50])
def test_of_a_plan_in_force_a_question_more_tells_what_is_signed(client: Client, count: int) -> None:
    plan = built(client, count)
    Edition.objects.filter(plan=plan).update(approved_at=SUMMER)
    Plan.objects.filter(pk=plan.pk).update(state="in_force")
    for view in ("list", "schedule", "targets"):
        with assert_queries(12):
            client.get(reverse("plans:plan", args=[plan.uuid]), {"view": view})


def test_targets_at_one_place_stay_whole(client: Client) -> None:
    plan = built(client, 1)
    page: Any = client.get(reverse("plans:plan", args=[plan.uuid]), {"view": "targets"})
    assert [len(shown.days) for shown in page.context["targets"]] == [2, 2, 2]
