"""The demonstration is what its documents say, read as an officer would read them."""

from __future__ import annotations

import pytest

from promost.accounts import demo as accounts_demo
from promost.plans import demo
from promost.plans.models import Agreement, Edition, MeasureEdition, Plan
from promost.registry import demo as registry_demo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    for room in (registry_demo, accounts_demo, demo):
        room.load()


def test_both_programmes_stand_with_all_their_measures() -> None:
    counts = {plan.agreement.number: plan.editions.get().measures.count() for plan in Plan.objects.all()}
    assert counts == {"77-49/2025": 35, "15-С": 25}


def test_the_parties_have_their_own_sides_and_nobody_needs_a_curator() -> None:
    sides = {each.number: list(each.parties.values_list("side", flat=True)) for each in Agreement.objects.all()}
    assert sides["15-С"] == ["recipient", "buyer"]
    assert sorted(sides["77-49/2025"]) == ["curator", "donor", "recipient"]


def test_the_lead_owner_of_a_measure_is_the_recipient_s_and_works_in_its_zone() -> None:
    row = MeasureEdition.objects.get(edition__plan__agreement__number="77-49/2025", number="1.1")
    assert row.lead is not None
    assert str(row.lead.zone) == "Asia/Magadan"


def test_everything_invented_says_so() -> None:
    assert all(plan.invented and plan.agreement.invented for plan in Plan.objects.all())


def test_a_second_loading_changes_nothing() -> None:
    demo.load()
    assert Edition.objects.count() == 2
