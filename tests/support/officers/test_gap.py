"""Who fits a scheme and has not applied: an officer acts on these lists, so nobody is on the wrong one."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.kit import clock
from promost.profiles.schema import enterprise_schema
from promost.registry.models import Organisation
from promost.support.models import Application, Scheme
from promost.support.officers import files, views
from promost.support.officers.gap import FITS, UNKNOWN, Asked, gap
from promost.support.officers.parts import parts_of, said
from promost.support.officers.table import key_of
from tests.accounts.people import member, region
from tests.harness.queries import assert_queries
from tests.support.applications.made import NOON, Office
from tests.support.officers.made import enterprise, inn

pytestmark = pytest.mark.django_db
METAL = {"all": [{"field": "okved", "under": ["25"]}, {"field": "employees", "max": 100}]}


def door(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person)
    return client


@pytest.fixture
def office() -> Office:
    return Office.build(None, criteria=METAL)


def found(scheme: Scheme, **asked: str) -> Any:
    return gap(scheme, key_of(scheme.region_id, NOON.date()), Asked(**asked))


def applied(scheme: Scheme, number: int, state: str = "submitted") -> None:
    body = Organisation.objects.create(
        name=f"Works {number}", kind="enterprise", region=region(), inn=inn(number), created_at=clock.now()
    )
    Application.objects.create(
        scheme=scheme, applicant=body, taken="here", number=f"2025-{number}", state=state, token=uuid4(),
        made_at=clock.now(), reason="documents" if state == "refused" else "",
    )  # fmt: skip


def test_each_enterprise_is_on_one_list_alone(office: Office) -> None:
    enterprise(1)
    enterprise(2, employees=None)
    enterprise(3, okved="10.20", okveds="10.20")
    enterprise(4)
    enterprise(5, closed_on=NOON.date())
    applied(office.scheme, 4)
    shown = found(office.scheme)
    assert (shown.known, shown.applied, shown.does_not) == (4, 1, 1)
    assert shown.inns(FITS) == [inn(1)]
    assert shown.inns(UNKNOWN) == [inn(2)]


def test_a_draft_is_the_enterprise_s_own_affair_and_a_refused_one_has_applied(office: Office) -> None:
    enterprise(1)
    enterprise(2)
    applied(office.scheme, 1, "draft")
    applied(office.scheme, 2, "refused")
    assert found(office.scheme).inns(FITS) == [inn(1)]


def test_the_missing_fact_is_counted_only_where_it_is_waited_for(office: Office) -> None:
    """A fish works without a headcount is refused by its activity: nobody needs to ask it."""
    enterprise(1, employees=None)
    enterprise(2, employees=None, okved="", okveds="")
    enterprise(3, employees=None, okved="10.20", okveds="10.20")
    assert found(office.scheme).missing == (("employees", 2), ("okved", 1))


def test_what_only_the_enterprise_knows_is_unknown_though_it_told_it(office: Office) -> None:
    office.scheme.criteria = {"all": [*METAL["all"], {"field": "tax_debt", "max": 0}]}
    enterprise(1)
    shown = found(office.scheme)
    assert (len(shown.fits), shown.missing) == (0, (("tax_debt", 1),))


def test_a_local_variant_asks_what_its_generic_scheme_asks(office: Office) -> None:
    variant = Scheme.objects.create(
        kind="loan", level="regional", region=region(), name="Local", generic=office.scheme, state="published",
        criteria={"field": "sme", "is": "micro"}, created_at=clock.now(),
    )  # fmt: skip
    enterprise(1)
    enterprise(2, category="micro")
    enterprise(3, category="micro", employees=300)
    assert found(variant).inns(FITS) == [inn(2)]


def test_filters_narrow_the_lists_and_their_counts_together(office: Office) -> None:
    enterprise(1)
    enterprise(2, okved="25.11", okveds="25.11")
    enterprise(3, category="micro")
    enterprise(4, employees=500)
    assert found(office.scheme, okved="25.6").inns(FITS) == [inn(1), inn(3)]
    small = found(office.scheme, category="small")
    assert (small.inns(FITS), small.known, small.does_not) == ([inn(1), inn(2)], 3, 1)
    assert [(each.code, each.count) for each in small.by_activity(FITS)] == [("25", 2)]


def test_parts_of_nested_all_are_blamed_one_by_one_and_those_of_some_days_stay_whole() -> None:
    nested = {"all": [{"all": METAL["all"]}, {"field": "social", "is": True}]}
    assert parts_of(nested) == [*METAL["all"], {"field": "social", "is": True}]
    dated = {"all": METAL["all"], "until": "2025-12-31"}
    assert parts_of(dated) == [dated]
    assert parts_of({}) == []


def test_a_part_is_said_in_both_languages() -> None:
    part = {"any": [{"field": "employees", "max": 100}, {"not": {"field": "social", "is": True}}]}
    schema = enterprise_schema()
    assert " or not: " in said(part, schema, "en")
    assert " или не: " in said(part, schema, "ru")
    assert said({**part, "text": {"ru": "малые", "en": "small ones"}}, schema, "en") == "small ones"


def test_the_page_shows_counts_lists_and_opens_to_each_enterprise(office: Office) -> None:
    enterprise(1)
    enterprise(2, employees=None)
    url = reverse("support:gap", args=[office.scheme.uuid])
    page = door(office.officer).get(url).content.decode()
    assert reverse("profiles:enterprise", args=[inn(1)]) in page
    assert inn(2) not in page
    unknown = door(office.officer).get(f"{url}?which=unknown").content.decode()
    assert inn(2) in unknown
    assert "Which fact is missing most" in unknown


def test_a_large_register_is_read_while_the_reader_watches(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    enterprise(1)
    enterprise(2)
    monkeypatch.setattr(views, "LONG", 1)
    url = reverse("support:gap", args=[office.scheme.uuid])
    client = door(office.officer)
    waiting = client.get(url).content.decode()
    assert 'hx-trigger="load"' in waiting
    assert inn(1) not in waiting
    assert inn(1) in client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert inn(1) in client.get(url).content.decode(), "in memory now"


def test_files_hold_the_whole_list_and_no_formula(office: Office) -> None:
    enterprise(1, short_name="=HYPERLINK(1)")
    enterprise(2)
    client = door(office.officer)
    answer = client.get(reverse("support:gap-csv", args=[office.scheme.uuid]))
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "'=HYPERLINK(1)" in lines[1]
    book = client.get(reverse("support:gap-xlsx", args=[office.scheme.uuid]))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(book))).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows()] == ["INN", inn(1), inn(2)]
    assert sheet["B2"].data_type == "s"


def test_a_list_too_long_for_a_workbook_says_what_to_take(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    enterprise(1)
    monkeypatch.setattr(files, "MOST_XLSX", 0)
    answer = door(office.officer).get(reverse("support:gap-xlsx", args=[office.scheme.uuid]), follow=True)
    assert "take the .csv" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_no_number_of_enterprises_adds_a_query(office: Office, rows: int) -> None:
    for number in range(rows):
        enterprise(number)
    client = door(office.officer)
    url = reverse("support:gap", args=[office.scheme.uuid])
    client.get(url)
    with assert_queries(10):
        client.get(url)


def test_an_enterprise_and_another_region_s_authority_do_not_see_it(office: Office) -> None:
    url = reverse("support:gap", args=[office.scheme.uuid])
    far = Organisation.objects.create(
        name="Far", kind="authority", region=region("RU-SMO", "Smolensk", "Europe/Moscow"), created_at=clock.now()
    )
    assert door(office.applicant).get(url).status_code == 403
    assert door(member("far", far, Role.EDITOR)).get(url).status_code == 403


def test_an_authority_sees_its_own_region_for_a_federal_scheme(office: Office) -> None:
    scheme = Scheme.objects.create(
        kind="loan", level="federal", name="Federal", state="published", criteria=METAL, created_at=clock.now(),
        provider_name="Fund",
    )  # fmt: skip
    smolensk = region("RU-SMO", "Smolensk", "Europe/Moscow")
    enterprise(1)
    enterprise(2, region=smolensk)
    body = Organisation.objects.create(name="Ministry", kind="authority", region=smolensk, created_at=clock.now())
    shown = door(member("ministry", body, Role.VIEWER)).get(
        reverse("support:gap", args=[scheme.uuid]) + "?region=RU-MAG"
    )
    page = shown.content.decode()
    assert inn(1) not in page
    shown = door(member("reader", body, Role.VIEWER)).get(reverse("support:gap", args=[scheme.uuid]))
    assert inn(2) in shown.content.decode()
