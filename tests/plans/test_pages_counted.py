"""Pages with every kind of figure ask the same number of queries for 1, 3 and 50 measures and facts: at most twelve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.models import Role
from promost.kit import clock
from promost.ledger.models import Fact
from promost.plans.models import (
    Edition,
    Measure,
    Owner,
    Participant,
    Party,
    PartyOrganisation,
    Plan,
    Target,
    TargetValue,
)
from promost.profiles.models import Indicator
from promost.registry.models import Organisation
from tests.accounts.people import member
from tests.harness.queries import assert_queries
from tests.progress import scale

pytestmark = pytest.mark.django_db
AUTUMN = datetime(2025, 10, 15, 3, tzinfo=UTC)
MEASURED = {"JOBS_NEW": "participants", "SHIPPED": "region"}
"""Indicators that need levels, and the days of participants: the dearest a plan can promise."""


@pytest.fixture(autouse=True)
def _autumn() -> Iterator[None]:
    with clock.stopped(AUTUMN):
        yield


def built(client: Client, count: int) -> Plan:
    """Make a plan of so many measures, each with facts and with every kind of target, and sign its editor in."""
    plan = scale.plan(count, targets_of_region=2)
    lead, recipient = Organisation.objects.get(), Party.objects.get(side="recipient")
    PartyOrganisation.objects.create(party=recipient, organisation=lead, is_lead=True)
    Participant.objects.create(plan=plan, organisation=lead, since=plan.starts_on)
    editor = member("editor", lead, Role.EDITOR)
    edition = Edition.objects.get()
    Owner.objects.bulk_create(
        Owner(measure_edition=row, party=recipient, organisation=lead, position=1, written_as="x")
        for row in edition.measures.all()
    )
    for code, scope in MEASURED.items():
        _promise(plan, edition, Indicator.objects.get(code=code), scope)
    _facts(plan, lead)
    client.force_login(editor.person)
    client.cookies["promost_language"] = "en"
    client.get(reverse("plans:index"))  # from here on its forms have a token, and pages a tag
    return plan


def _promise(plan: Plan, edition: Edition, indicator: Indicator, scope: str) -> None:
    """Promise an indicator for the plan and for each of its measures."""
    for measure in (None, *Measure.objects.order_by("pk")):
        target = Target.objects.create(
            plan=plan, measure=measure, position=900, label=indicator.name_en, unit="x", okei=indicator.okei,
            scope=scope, indicator=indicator,
        )  # fmt: skip
        TargetValue.objects.create(target=target, edition=edition, due_on=date(2025, 9, 30), value=Decimal(3))


def _facts(plan: Plan, lead: Organisation) -> None:
    indicator = Indicator.objects.get(code="SCALE_0")
    Fact.objects.bulk_create(
        Fact(
            indicator=indicator, value=Decimal(1), happened_on=date(2025, 5, 1), region=lead.region,
            measure=measure, organisation=lead, source_kind="x.y", source_id=str(measure.pk), event="e",
            recorded_at=AUTUMN,
        )
        for measure in plan.measures.order_by("pk")
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_plan_s_page(client: Client, count: int) -> None:
    plan = built(client, count)
    for view in ("list", "schedule", "targets"):
        with assert_queries(12):
            page: Any = client.get(reverse("plans:plan", args=[plan.uuid]), {"view": view})
        assert page.context["overview"]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_measure_s_page(client: Client, count: int) -> None:
    plan = built(client, count)
    measure = Measure.objects.filter(plan=plan).order_by("pk")[0]
    with assert_queries(12):
        page: Any = client.get(reverse("plans:measure", args=[measure.uuid]))
    assert not page.context["own_targets"]
    assert page.context["buttons"]


def test_a_page_of_a_past_day_asks_no_more(client: Client) -> None:
    plan = built(client, 3)
    with assert_queries(12):
        client.get(reverse("plans:plan", args=[plan.uuid]), {"at": "2025-06-30"})
