"""What an enterprise told is for its members: nobody finds a trace of it by INN, whoever they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.models import Role
from promost.profiles.models import Enterprise
from promost.support.models import Scheme
from promost.support.navigator.keeping import COOKIE, SALT, Kept, keep
from promost.support.navigator.subjects import subject_of
from promost.support.schemes import queries
from tests.accounts.people import member, organisation
from tests.support.navigator import made
from tests.support.navigator.made import SECRET_DEBT, Place

pytestmark = pytest.mark.django_db
PAGES = ("support:navigator", "support:navigator-print", "support:compare", "support:saved")
TRACES = (str(SECRET_DEBT), f"{SECRET_DEBT:,}", "7 654", "7,654", "7\N{NO-BREAK SPACE}654")


@pytest.fixture
def place() -> Place:
    found = Place.build()
    made.four()
    return found


def signed_in(person: Any) -> Client:
    client = Client(headers={"accept-language": "en"})
    if person is not None:
        client.force_login(person)
    return client


def everything(client: Client) -> str:
    """All that the pages say, and what the browser is given to keep."""
    keys = "&".join(f"scheme={each.uuid}" for each in Scheme.objects.all())
    pages = [
        client.get(f"{reverse(name)}?{query}&{keys}").content.decode()
        for name in PAGES
        for query in ("list=yes", "list=no", "list=unknown", "ask=tax_debt")
    ]
    return "\n".join([*pages, str(client.cookies)])


@pytest.mark.parametrize("who", ["stranger", "another enterprise", "authority", "director", "administrator"])
def test_by_inn_only_open_registers_speak(place: Place, who: str) -> None:
    people = {
        "stranger": None,
        "another enterprise": member("rival", organisation("Rival"), Role.SIGNATORY).user,
        "authority": member("officer", organisation(), Role.SIGNATORY).user,
        "director": place.director.user,
        "administrator": member("root", organisation("Root"), Role.ADMINISTRATOR).user,
    }
    client = signed_in(people[who])
    client.post(reverse("support:navigator-enter"), {"inn": made.INN})
    said = everything(client)
    assert "Machine Plant" in said
    assert "Subsidy of interest" in said
    assert not [trace for trace in TRACES if trace in said]
    page = client.get(reverse("support:navigator"))
    assert page.context["subject"].given.get("tax_debt") is None


def test_a_member_sees_it_after_choosing_to_stand_for_the_enterprise(place: Place) -> None:
    client = signed_in(place.clerk.user)
    client.post(reverse("support:navigator-enter"), {"how": "own"})
    page = client.get(reverse("support:navigator") + "?list=no")
    assert page.context["subject"].given["tax_debt"] == SECRET_DEBT
    assert "Subsidy of interest" in page.content.decode()
    assert str(SECRET_DEBT) not in str(client.cookies), "the browser keeps that it is shown, not what"


@pytest.mark.parametrize("who", ["stranger", "another"])
def test_who_is_no_member_cannot_choose_so(place: Place, who: str) -> None:
    person = member("rival", organisation("Rival"), Role.SIGNATORY).user if who == "another" else None
    client = signed_in(person)
    client.post(reverse("support:navigator-enter"), {"how": "own"})
    assert client.get(reverse("support:navigator")).context["subject"] is None
    owner = str(person.pk) if person else ""
    forged = keep(client.get(reverse("support:navigator")), Kept(owner, "own"))
    client.cookies[COOKIE] = forged.cookies[COOKIE].value
    assert client.get(reverse("support:navigator")).context["subject"] is None
    assert SALT not in client.cookies[COOKIE].value


def test_after_leaving_the_enterprise_its_data_is_no_longer_shown(place: Place) -> None:
    client = signed_in(place.clerk.user)
    client.post(reverse("support:navigator-enter"), {"how": "own"})
    place.clerk.person.memberships.all().delete()
    assert client.get(reverse("support:navigator")).context["subject"] is None


def test_a_record_by_inn_has_no_field_that_is_told(place: Place) -> None:
    schema = queries.engine(made.NOON.date()).schema
    subject = subject_of(Kept(how="inn", inn=made.INN), place.director, schema)
    assert subject is not None
    assert subject.record == {**subject.given}
    assert not {"tax_debt", "exporter", "average_pay"} & subject.given.keys()


def test_an_enterprise_gone_from_the_register_is_asked_for_anew(place: Place) -> None:
    client = signed_in(None)
    client.post(reverse("support:navigator-enter"), {"inn": made.INN})
    Enterprise.objects.all().delete()
    assert client.get(reverse("support:navigator")).context["subject"] is None
