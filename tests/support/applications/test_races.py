"""Two who act on applications at once: no more is granted than there is, and one decision stands.

Each race has a negative control: the same race without the guard, which loses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.kit import capacity, clock
from promost.kit.transitions import Overtaken
from promost.ledger.models import Fact
from promost.registry.models import Organisation
from promost.support.applications import actions, budget, moving
from promost.support.applications.actions import deciding
from promost.support.models import Application, ApplicationState, Assessor
from tests.accounts.people import member
from tests.kit.tables import at_once
from tests.support.applications.made import NOON, Office

pytestmark = pytest.mark.django_db(transaction=True)
Deed = Callable[[Barrier], Any]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON):
        yield


def second(office: Office) -> Office:
    """Return the same office with a second enterprise, which has applied and been assessed too."""
    other = Organisation.objects.create(
        name="Ship Repair Yard", kind="enterprise", region=office.enterprise.region, created_at=clock.now()
    )
    applicant = member("second-director", other, Role.EDITOR)
    return Office(office.provider, other, office.scheme, applicant, office.officer, office.signatory)


def another_signatory(office: Office, *applications: Application) -> Actor:
    """Return a second signatory who has declared for the applications."""
    made = member("second-head", office.provider, Role.SIGNATORY)
    for each in applications:
        now = clock.now()
        Assessor.objects.create(application=each, user=made.person, named_at=now, declared_at=now, opinion="for")
    return made


def deed(act: Callable[[Application], Any], application: Application) -> Deed:
    """Read the application, wait for the other, act."""

    def done(barrier: Barrier) -> Any:
        with clock.stopped(NOON):
            mine = Application.objects.select_related("scheme__provider__region", "applicant__region").get(
                pk=application.pk
            )
            barrier.wait(10)
            return act(mine)

    return done


def approving(actor: Actor, application: Application) -> Deed:
    return deed(lambda it: actions.approve(actor, it, it.version, Decimal(600_000)), application)


def held(office: Office) -> Decimal:
    """Return how much of the year's money applications hold."""
    found = budget.occupancy(office.scheme, 2025)
    assert found is not None
    return found.taken


def granted() -> Decimal:
    rows = Application.objects.filter(state=ApplicationState.APPROVED)
    return sum((each.granted or Decimal(0) for each in rows), Decimal(0))


def race_for_money() -> tuple[Office, list[Any]]:
    """Let two signatories approve two applications for 600,000 each, of a million."""
    office = Office.build()
    first, other = office.assessed(), second(office).assessed_with(office)
    colleague = another_signatory(office, other)
    return office, at_once([approving(office.signatory, first), approving(colleague, other)])


def test_two_who_approve_more_than_the_years_money_grant_it_once() -> None:
    office, outcomes = race_for_money()
    assert sorted(type(each).__name__ for each in outcomes) == ["Application", "ValidationError"]
    assert granted() == held(office) == 600_000
    assert Fact.objects.filter(indicator__code="APPL_GRANTED").count() == 1


def test_who_looks_at_what_is_left_and_then_grants_gives_more_than_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = Barrier(2)

    def look_and_grant(application: Application, amount: Decimal, *_: Any, **__: Any) -> None:
        rows = Application.objects.filter(scheme=application.scheme, state="approved").exclude(pk=application.pk)
        if sum((each.granted or Decimal(0) for each in rows), amount) > 1_000_000:
            raise ValidationError({"granted": "full"})

    def checked_before(actor: Actor, application: Application, version: int, amount: Decimal | None) -> Application:
        look_and_grant(application, amount or Decimal(0))
        meeting.wait(10)
        return approve(actor, application, version, amount)

    approve = deciding.approve
    monkeypatch.setattr(budget, "take", lambda *_args, **_given: None)
    monkeypatch.setattr(actions, "approve", checked_before)
    office, outcomes = race_for_money()
    assert [type(each).__name__ for each in outcomes] == ["Application", "Application"]
    assert granted() == 1_200_000
    assert granted() > Decimal(1_000_000)
    assert held(office) == 0


def test_two_who_approve_the_same_application_decide_it_once() -> None:
    office = Office.build()
    made = office.assessed()
    colleague = another_signatory(office, made)
    outcomes = at_once([approving(office.signatory, made), approving(colleague, made)])
    assert sorted(type(each).__name__ for each in outcomes) == ["Application", "Overtaken"]
    assert held(office) == 600_000
    assert Fact.objects.filter(indicator__code="APPL_DECIDED").count() == 1


def without_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a state without asking whether it is still the one that was read."""

    def blind(thing: Any, *, version: int, expected: Any = None, **values: Any) -> None:
        del expected
        type(thing)._default_manager.filter(pk=thing.pk).update(version=version + 1, **values)
        for name, value in values.items():
            setattr(thing, name, value)
        thing.version = version + 1

    monkeypatch.setattr(moving, "transition", blind)


def test_without_the_version_two_approve_the_same_application_and_it_counts_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = Office.build(money=Decimal(5_000_000))
    made = office.assessed()
    colleague = another_signatory(office, made)
    without_version(monkeypatch)
    outcomes = at_once([approving(office.signatory, made), approving(colleague, made)])
    assert [type(each).__name__ for each in outcomes] == ["Application", "Application"]
    assert Fact.objects.filter(indicator__code="APPL_DECIDED").count() == 2


def race_of_withdrawal() -> tuple[Office, Application, list[Any]]:
    """Let the enterprise withdraw while the provider approves."""
    office = Office.build()
    made = office.assessed()
    withdrawing = deed(lambda it: actions.withdraw(office.applicant, it, it.version), made)
    outcomes = at_once([approving(office.signatory, made), withdrawing])
    made.refresh_from_db()
    return office, made, outcomes


def test_one_who_withdraws_while_another_approves_leaves_one_outcome_with_its_money_and_facts() -> None:
    office, made, outcomes = race_of_withdrawal()
    assert sorted(isinstance(each, Overtaken) for each in outcomes) == [False, True]
    is_approved = made.state == ApplicationState.APPROVED
    assert held(office) == (600_000 if is_approved else 0)
    assert Fact.objects.filter(indicator__code="APPL_GRANTED").count() == int(is_approved)


def test_without_the_version_an_application_is_withdrawn_and_holds_money_or_is_granted_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_version(monkeypatch)
    office, made, outcomes = race_of_withdrawal()
    assert not any(isinstance(each, Exception) for each in outcomes)
    holds = capacity.holdings_in(budget.name_of(office.scheme, 2025)).exists()
    assert holds, "nobody was told that the other was first, and the money is held"
    assert made.state in (ApplicationState.APPROVED, ApplicationState.WITHDRAWN)
