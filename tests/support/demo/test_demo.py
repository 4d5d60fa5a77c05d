"""The demonstration's support: a visitor finds an application in every state, and figures that come from applications."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from promost.kit import clock
from promost.kit.health import Level as Health
from promost.ledger.models import Fact
from promost.profiles.models import Enterprise
from promost.registry.validators import inn as check_inn
from promost.support import demo, health
from promost.support.models import Application, ApplicationState, Level, Obligation, Scheme, Taken
from promost.support.officers.gap import gap
from promost.support.officers.table import key_of
from tests.harness import demonstration
from tests.support.officers.made import forget

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the demonstration once for all tests here."""
    forget()
    at = clock.stopped(demonstration.FROZEN)
    with django_db_blocker.unblock(), demonstration.loaded(), at, translation.override("ru"):
        yield
    forget()


def test_applications_stand_in_every_state_a_visitor_may_meet() -> None:
    states = set(Application.objects.filter(taken=Taken.HERE).values_list("state", flat=True))
    assert states >= set(ApplicationState) - {ApplicationState.PAID, ApplicationState.AGREEMENT}
    elsewhere = Application.objects.filter(taken=Taken.ELSEWHERE).values_list("state", flat=True)
    assert set(elsewhere) == {"approved", "refused"}
    assert Obligation.objects.filter(due_on__gt=demonstration.FROZEN.date()).exists()


def test_schemes_are_published_marked_invented_and_of_both_levels_and_regions() -> None:
    schemes = list(Scheme.objects.all())
    assert {each.state for each in schemes} == {"published"}
    assert all(each.invented for each in schemes)
    assert {each.level for each in schemes} == {Level.FEDERAL, Level.REGIONAL}
    assert {each.region_id for each in schemes} == {"RU-MAG", "RU-SMO", None}
    assert any(each.generic for each in schemes)


def test_every_scheme_leaves_somebody_to_be_told_of_it() -> None:
    for scheme in Scheme.objects.select_related("generic"):
        found = gap(scheme, key_of(scheme.region_id, demonstration.FROZEN.date()))
        assert len(found.fits) + len(found.unknown) > 10, scheme


def test_the_register_s_numbers_are_right_and_nobody_s() -> None:
    inns = list(Enterprise.objects.values_list("inn", flat=True))
    assert len(inns) > 200
    for number in inns:
        check_inn(number)
        assert number[:4] in {"4989", "6789"}, "no tax office has these numbers"


def test_a_loan_counts_once_and_its_facts_open_to_the_application() -> None:
    loans = Fact.objects.filter(indicator__code="LOANS", measure__editions__number="5.1").distinct()
    assert sum((each.value for each in loans), Decimal(0)) == 2
    assert [each.source_kind for each in loans.order_by("happened_on")][-1] == "support.application"


def test_the_doctor_finds_nothing() -> None:
    assert {each.level for each in health.checks()} == {Health.WELL}


def test_a_second_loading_changes_nothing() -> None:
    models = (Scheme, Application, Enterprise, Fact)
    before = [model._default_manager.count() for model in models]
    with transaction.atomic():
        demo.load()
    assert [model._default_manager.count() for model in models] == before
