"""Refusals by reason: a scheme's owner sees what keeps enterprises away, and nobody else learns why one was refused."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.kit import clock
from promost.registry.models import Organisation
from promost.support.models import Application
from promost.support.officers.refusals import Asked, Period, refusals, refused
from tests.accounts.people import member, region
from tests.harness.queries import assert_queries
from tests.support.applications.made import Office

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def decided(office: Office, number: int, reason: str = "", day: date = date(2025, 5, 1)) -> Application:
    return Application.objects.create(
        scheme=office.scheme, applicant=office.enterprise, taken="here", number=f"2025-{number}", token=uuid4(),
        state="refused" if reason else "approved", reason=reason, decided_on=day, made_at=clock.now(),
    )  # fmt: skip


@pytest.fixture
def office() -> Office:
    return Office.build(None)


def door(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person)
    return client


def test_reasons_are_counted_against_refusals_and_decisions_of_the_period(office: Office) -> None:
    for number, reason in enumerate(["documents", "documents", "debt", ""]):
        decided(office, number, reason)
    decided(office, 9, "debt", date(2024, 12, 31))
    found = refusals(office.officer, Asked(YEAR))
    assert (found.decided, found.refused) == (4, 3)
    assert [(each.code, each.count) for each in found.reasons] == [("documents", 2), ("debt", 1)]
    page = door(office.officer).get(reverse("support:refusals")).content.decode()
    assert "2 of 3 (67%)" in page
    assert "2 of 4 (50%)" in page


def test_a_reason_opens_to_its_applications(office: Office) -> None:
    decided(office, 1, "documents")
    decided(office, 2, "debt")
    page = door(office.officer).get(reverse("support:refusals") + "?reason=debt").content.decode()
    assert "2025-2" in page
    assert "2025-1<" not in page


def test_an_authority_counts_reasons_but_is_not_told_whose(office: Office) -> None:
    decided(office, 1, "debt")
    body = Organisation.objects.create(name="Ministry", kind="authority", region=region(), created_at=clock.now())
    ministry = member("ministry", body, Role.VIEWER)
    assert refusals(ministry, Asked(YEAR)).refused == 1
    assert not refused(ministry, Asked(YEAR, reason="debt"))
    page = door(ministry).get(reverse("support:refusals") + "?reason=debt").content.decode()
    assert "here it is only counted" in page


def test_a_period_that_ends_before_it_begins_is_told(office: Office) -> None:
    page = door(office.officer).get(reverse("support:refusals") + "?first=2025-05-01&last=2025-04-01")
    assert "The period ends before it begins." in page.content.decode()


def test_an_enterprise_does_not_see_it(office: Office) -> None:
    assert door(office.applicant).get(reverse("support:refusals")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_no_number_of_refusals_adds_a_query(office: Office, rows: int) -> None:
    for number in range(rows):
        decided(office, number, "debt")
    client = door(office.officer)
    with assert_queries(6):
        client.get(reverse("support:refusals"))
