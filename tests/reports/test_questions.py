"""The page of the dearest report asks the same eleven questions for 1, 3 and 50 measures, each of them changed."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from promost.kit import clock
from promost.plans.models import Edition, MeasureEdition, Owner, Plan, TargetValue
from tests.harness.queries import assert_queries
from tests.plans.test_pages_counted import SPRING, built

pytestmark = pytest.mark.django_db
DECEMBER = datetime(2025, 12, 5, 9, tzinfo=UTC)


def lowered(client: Client, count: int) -> Plan:
    """A plan in force with every kind of figure; in November a second edition promised less of everything."""
    plan = built(client, count)
    first = plan.editions.get()
    Edition.objects.filter(pk=first.pk).update(approved_at=SPRING)
    Plan.objects.filter(pk=plan.pk).update(state="in_force")
    made = datetime(2025, 11, 15, 9, tzinfo=UTC)
    second = Edition.objects.create(plan=plan, number=2, made_at=made, approved_at=made, reason="Less")
    for row in first.measures.all():
        owner = row.owners.get()
        copied = MeasureEdition.objects.create(
            measure=row.measure, edition=second, position=row.position, number=row.number, title=row.title,
            lead=row.lead, deadline_kind="due", ends_on=row.ends_on, completion_document="Minutes",
        )  # fmt: skip
        Owner.objects.create(
            measure_edition=copied, party=owner.party, organisation=owner.organisation, position=1, written_as="x"
        )
    TargetValue.objects.bulk_create(
        TargetValue(target_id=each.target_id, edition=second, due_on=each.due_on, value=Decimal(2))
        for each in first.target_values.all()
    )
    return plan


@pytest.mark.parametrize("count", [1, 3, 50])
def test_no_number_of_changes_adds_a_question(client: Client, count: int) -> None:
    plan = lowered(client, count)
    with clock.stopped(DECEMBER):
        for quarter in ("2025-Q3", "2025-Q4"):
            with assert_queries(11):
                page: Any = client.get(reverse("reports:report", args=[plan.uuid]), {"quarter": quarter})
            assert len(list(page.context["report"].table("changes").rows)) == 3 * count + 3
        with assert_queries(12):
            client.get(reverse("plans:plan", args=[plan.uuid]), {"view": "targets"})
