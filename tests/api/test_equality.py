"""One number wherever it is looked up: in the API, on the plan's page, in the snapshot from which every file is written."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from lxml import html

from promost.accounts.models import Membership, Role, User
from promost.kit import clock
from promost.kit.moments import Moment
from promost.plans.models import Plan
from promost.registry.models import Organisation
from promost.reports.quarters import Quarter
from promost.reports.snapshot import snapshot
from tests.api.calls import call, token
from tests.harness.demonstration import loaded
from tests.progress.test_queries import generated

NOON = datetime.fromisoformat("2025-09-30T09:00:00+03:00")
FROZEN = datetime.fromisoformat("2025-11-17T09:00:00+03:00")
"""On both days it is the same day in Moscow and in Magadan."""


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_of_generated_plans(seed: int) -> None:
    programme = generated(random.Random(seed))
    with clock.stopped(NOON):
        compare(programme.plan, programme.recipient)


@pytest.mark.django_db
def test_of_the_demonstration(demonstration: None) -> None:
    with clock.stopped(FROZEN):
        for plan in Plan.objects.select_related("agreement").order_by("pk"):
            party = plan.agreement.parties.get(side="recipient")
            compare(plan, party.seats.select_related("organisation__region").order_by("-is_lead", "pk")[0].organisation)


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, loaded and taken back."""
    with django_db_blocker.unblock(), loaded():
        yield


def compare(plan: Plan, organisation: Organisation) -> None:
    """Compare what a reader of a plan is told of it today."""
    reader = User.objects.create_user(f"reader{plan.pk}@example.org", language="en")
    Membership.objects.create(user=reader, organisation=organisation, role=Role.VIEWER, since=clock.now())
    bearer = token(reader, organisation)
    whole = call(bearer, f"/plans/{plan.uuid}/progress").json()
    rows = call(bearer, f"/plans/{plan.uuid}/progress/measures?limit=200").json()["items"]
    targets = [*whole["targets"], *(each for row in rows for each in row["targets"])]
    assert targets
    in_snapshot(plan, organisation, rows, targets)
    on_page(plan, reader, whole["targets"])


def in_snapshot(plan: Plan, organisation: Organisation, rows: list[Any], targets: list[Any]) -> None:
    at = Moment.now(organisation.zone)
    drawn = snapshot(plan, Quarter.of(at.day).end, at)
    assert {line.uuid for line in drawn.measures} == {row["id"] for row in rows}
    by_id = {each["id"]: each for each in targets}
    assert {line.uuid for line in drawn.targets} == by_id.keys()
    for line in drawn.targets:
        (point,) = [each for each in by_id[line.uuid]["points"] if each["due_on"] == str(line.due_on)]
        assert exact(point["promised"]) == line.promised
        assert exact(point["original"]) == line.original
        figure = (point if line.is_due else by_id[line.uuid])["figure"]
        assert exact(figure["value"]) == line.figure.value
        assert (figure["state"], exact(figure["by_hand"])) == (line.figure.state, share(line.figure.by_hand))


def on_page(plan: Plan, reader: User, targets: list[Any]) -> None:
    client = Client()
    client.force_login(reader)
    client.cookies["promost_language"] = "en"
    page: Any = html.fromstring(client.get(f"/plans/{plan.uuid}/?view=targets").content)
    items = page.xpath("//ul[contains(@class, 'targets')]/li")
    assert len(items) == len(targets)
    for item, target in zip(items, targets, strict=True):
        cells = item.xpath(".//td[@data-label='Actual']")
        shown = [number(cell.text_content()) for cell in cells]
        assert shown == [exact(point["figure"]["value"]) for point in target["points"]], target["label"]


def exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def share(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.0001"))


def number(text: str) -> Decimal | None:
    """Read a number of a page in English; None where words stand in its place."""
    plain = re.sub(r"[,\s\u00a0\u202f]", "", text).replace("\u2212", "-")
    found = re.match(r"-?\d+(\.\d+)?", plain)
    return Decimal(found.group()) if found else None
