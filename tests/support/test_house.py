"""What support tells the house: offers that really match, lines on desks, what the doctor finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from promost.accounts.models import Role, User
from promost.kit import capacity, clock
from promost.kit.health import Level
from promost.kit.moments import Moment
from promost.matching import Engine
from promost.progress.subjects import Subject
from promost.registry import rooms
from promost.registry.cards import Line
from promost.registry.models import Organisation
from promost.support import health, offers
from promost.support.applications import actions
from promost.support.cards import cards
from promost.support.models import Scheme
from promost.support.room import ROOM
from tests.accounts.people import member, region
from tests.support.applications.made import NOON, Office

pytestmark = pytest.mark.django_db
METAL = {"field": "okved", "under": ["25"]}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def office() -> Office:
    return Office.build(criteria=METAL)


def lines(user: User, subject: Subject) -> dict[str, Line]:
    (card,) = cards(user, subject, Moment.now(ZoneInfo("Asia/Magadan")))
    return {str(each.label): each for each in card.lines}


def test_the_offers_of_the_room_match_as_they_are_named(office: Office) -> None:
    assert ROOM.offers is not None
    schema, criteria = rooms.load(ROOM.offers.schema)(), rooms.load(ROOM.offers.criteria)(NOON.date())
    engine = Engine(schema, criteria, NOON.date())
    key = str(office.scheme.uuid)
    assert [str(engine.explain({"okved": [code]})[key].answer.value) for code in ("25.62", "10.1")] == ["yes", "no"]
    assert set(ROOM.offers.gives) <= set(schema)


def test_what_accepting_a_scheme_gives_is_told_and_leads_to_a_yes(office: Office) -> None:
    Scheme.objects.filter(pk=office.scheme.pk).update(gives={"in_pp719": True})
    given = offers.gives()
    assert given == {str(office.scheme.uuid): {"in_pp719": True}}
    assert offers.gives((str(uuid4()),)) == {}


def test_an_authority_s_desk_tells_schemes_what_waits_and_the_money_left(office: Office) -> None:
    office.approved(600_000)
    body = Organisation.objects.create(name="Ministry", kind="authority", region=region(), created_at=clock.now())
    shown = lines(member("ministry", body, Role.VIEWER).person, region())
    assert shown["schemes of support published"].value == "1"
    assert shown["wait for a decision"].value == "0 applications"
    assert shown["money left in 2025"].value == "₽400,000 of ₽1,000,000"


def test_a_stranger_to_the_office_is_told_only_what_is_public(office: Office) -> None:
    office.submitted()
    shown = lines(office.applicant.person, region())
    assert set(shown) == {"schemes of support published"}


def test_a_provider_s_desk_tells_its_queue(office: Office) -> None:
    office.submitted()
    assert lines(office.officer.person, office.provider)["wait for a decision"].value == "1 application"


def test_an_enterprise_s_desk_tells_its_applications_and_what_is_due_next(office: Office) -> None:
    made = office.approved()
    actions.sign_agreement(office.officer, made, made.version, "17", NOON.date(), jobs=3, jobs_due=date(2025, 12, 31))
    shown = lines(office.applicant.person, office.enterprise)
    assert shown["applications: agreement signed"].value == "1"
    assert shown["to report on"].value == "new jobs: by 31\N{NO-BREAK SPACE}Dec\N{NO-BREAK SPACE}2025"
    body = Organisation.objects.create(name="Ministry", kind="authority", region=region(), created_at=clock.now())
    assert "to report on" not in lines(member("ministry", body, Role.VIEWER).person, office.enterprise)


def test_a_desk_of_a_past_day_tells_nothing_of_today(office: Office) -> None:
    office.submitted()
    past = Moment.as_of(date(2025, 4, 1), ZoneInfo("Asia/Magadan"))
    (card,) = cards(office.applicant.person, office.enterprise, past)
    assert card.lines == ()


def test_the_doctor_names_a_grant_that_does_not_hold_its_money(office: Office) -> None:
    made = office.approved()
    assert {each.level for each in health.checks()} == {Level.WELL}
    holding = capacity.Holding.objects.get()
    capacity.Holding.objects.filter(pk=holding.pk).update(amount=Decimal(1))
    (ill,) = [each for each in health.checks() if each.level == Level.ILL]
    assert made.number in ill.words


def test_the_doctor_names_a_published_scheme_that_cannot_be_read_or_gives_what_is_not_there(office: Office) -> None:
    Scheme.objects.filter(pk=office.scheme.pk).update(criteria={"field": "colour", "is": "red"}, gives={"glory": 1})
    ill = [each.words for each in health.checks() if each.level == Level.ILL]
    assert len(ill) == 2
    assert "colour" in ill[0]
    assert "glory" in ill[1]
