"""From a draft to the money: what becomes true at each step, and what is counted of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from promost.accounts.actors import Refused
from promost.duties.models import Duty
from promost.kit import clock
from promost.kit.transitions import Overtaken
from promost.support.applications import actions, budget
from promost.support.models import Application, ApplicationState, Assessor, ObligationKind
from tests.support.applications.made import NOON, Office, total

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


def test_an_application_goes_from_a_draft_to_the_report_and_each_step_is_counted_once() -> None:
    office = Office.build()
    application = office.approved()
    assert application.number == f"2025-{application.pk:05d}"
    assert [total(code) for code in ("APPL_FILED", "APPL_DECIDED", "APPL_GRANTED", "ENT_SUPPORTED")] == [1, 1, 1, 1]
    actions.sign_agreement(
        office.officer, application, application.version, "7-S", date(2025, 5, 14), 12, date(2025, 12, 31)
    )
    assert total("JOBS_PROMISED") == 12
    for amount in (250_050, 349_950):
        actions.pay(office.officer, application, Decimal(amount), date(2025, 5, 14), "Order 1", uuid4())
    assert total("SUPPORT_SUM") == Decimal("0.6")
    application.refresh_from_db()
    assert application.state == ApplicationState.REPORTING
    kinds = list(application.obligations.values_list("kind", "due_on"))
    assert kinds == [(ObligationKind.JOBS, date(2025, 12, 31)), (ObligationKind.JOBS_KEPT, date(2026, 12, 31))]


def test_payments_below_the_units_last_place_add_up_to_the_whole() -> None:
    office = Office.build()
    application = office.approved()
    actions.sign_agreement(office.officer, application, application.version, "7-S", date(2025, 5, 14))
    for _ in range(3):
        actions.pay(office.officer, application, Decimal("33.33"), date(2025, 5, 14), "Order 1", uuid4())
    assert total("SUPPORT_SUM") == Decimal("0.0001")


def test_more_than_the_years_money_is_granted_to_nobody() -> None:
    office = Office.build(money=Decimal(500_000))
    application = office.assessed()
    with pytest.raises(ValidationError) as refused:
        actions.approve(office.signatory, application, application.version, Decimal(600_000))
    assert "500,000 roubles are left" in refused.value.message_dict["granted"][0]
    application.refresh_from_db()
    assert application.state == ApplicationState.REVIEW
    assert total("APPL_GRANTED") == 0


def test_a_decision_taken_back_frees_the_money_and_leaves_no_figure() -> None:
    office = Office.build()
    application = office.approved()
    held = budget.occupancy(office.scheme, 2025)
    assert held is not None
    assert held.taken == 600_000
    actions.reconsider(office.signatory, application, application.version, "The documents were of another plant")
    freed = budget.occupancy(office.scheme, 2025)
    assert freed is not None
    assert freed.taken == 0
    assert [total(code) for code in ("APPL_FILED", "APPL_DECIDED", "APPL_GRANTED", "ENT_SUPPORTED")] == [1, 0, 0, 0]
    application.refresh_from_db()
    actions.approve(office.signatory, application, application.version, Decimal(500_000))
    assert total("APPL_GRANTED") == 1


def test_the_form_sent_twice_begins_one_application_and_a_second_one_is_refused_by_name() -> None:
    office = Office.build()
    token = uuid4()
    first = actions.draft(office.applicant, office.scheme, token)
    assert actions.draft(office.applicant, office.scheme, token) == first
    with pytest.raises(ValidationError, match="open application"):
        actions.draft(office.applicant, office.scheme, uuid4())
    assert Application.objects.count() == 1


def test_after_the_windows_last_midnight_where_the_provider_works_nothing_is_taken() -> None:
    office = Office.build()
    office.scheme.windows.create(opens_on=date(2025, 5, 1), closes_on=date(2025, 5, 14))
    office.scheme.windows.create(opens_on=date(2025, 9, 1))
    made = office.draft()
    with clock.stopped(NOON.replace(hour=16, minute=1)), pytest.raises(ValidationError) as refused:
        actions.submit(office.applicant, made, made.version)
    assert "14 May 2025" in str(refused.value) or "14" in str(refused.value)
    with clock.stopped(NOON.replace(hour=15, minute=59)):
        actions.submit(office.applicant, made, made.version)


def test_somebody_elses_enterprise_and_the_provider_itself_change_nothing() -> None:
    office = Office.build()
    made = office.draft()
    for actor in (office.officer, office.signatory):
        with pytest.raises(Refused):
            actions.change(actor, made, made.version, {"purpose": "Mine"})
        with pytest.raises(Refused):
            actions.submit(actor, made, made.version)


def test_who_has_not_declared_or_has_an_interest_reads_and_decides_nothing() -> None:
    office = Office.build()
    made = office.submitted()
    actions.name_assessors(office.officer, made, made.version, [office.officer.person, office.signatory.person])
    with pytest.raises(Refused):
        actions.give_opinion(office.officer, made, "for", "They are good")
    actions.declare(office.officer, Assessor.objects.get(user=office.officer.user_id), interested=False)
    actions.give_opinion(office.officer, made, "for", "They are good")
    actions.declare(office.signatory, Assessor.objects.get(user=office.signatory.user_id), interested=True)
    with pytest.raises(Refused):
        actions.approve(office.signatory, made, made.version, Decimal(1))
    with pytest.raises(Overtaken):
        actions.declare(office.signatory, Assessor.objects.get(user=office.signatory.user_id), interested=False)


def test_what_is_missing_is_named_all_at_once() -> None:
    office = Office.build()
    office.scheme.documents.create(name="Balance sheet")
    made = actions.draft(office.applicant, office.scheme, uuid4())
    with pytest.raises(ValidationError) as refused:
        actions.submit(office.applicant, made, made.version)
    assert set(refused.value.message_dict) == {"purpose", "asked", "documents"}


def test_what_was_asked_is_answered_and_owed_until_then() -> None:
    office = Office.build()
    made = office.assessed()
    actions.ask(office.officer, made, made.version, "Which lathe?", date(2025, 5, 20))
    assert Duty.objects.filter(kind="support.answer", closed_at=None).count() == 1
    actions.answer(office.applicant, made, made.version, "A small one")
    assert Duty.objects.filter(kind="support.answer", closed_at=None).count() == 0
    assert Duty.objects.filter(kind="support.decide", closed_at=None).count() == 1


def test_made_elsewhere_counts_alike_and_a_corrected_outcome_is_counted_once() -> None:
    office = Office.build(taken="elsewhere")
    made = actions.Made("A-1", date(2025, 3, 1), ApplicationState.APPROVED, date(2025, 4, 1), Decimal(2_000_000))
    first = actions.record_elsewhere(office.officer, office.scheme, office.enterprise, made)
    assert actions.record_elsewhere(office.applicant, office.scheme, office.enterprise, made) == first
    assert [total(code) for code in ("APPL_FILED", "APPL_GRANTED", "SUPPORT_SUM")] == [1, 1, 2]
    other = actions.Made("A-1", date(2025, 3, 1), ApplicationState.REFUSED, date(2025, 4, 1), reason="debt")
    actions.record_elsewhere(office.officer, office.scheme, office.enterprise, other)
    codes = ("APPL_FILED", "APPL_DECIDED", "APPL_GRANTED", "ENT_SUPPORTED", "SUPPORT_SUM")
    assert [total(code) for code in codes] == [1, 1, 0, 0, 0]


def test_a_row_that_does_not_say_what_came_of_it_leaves_what_is_known() -> None:
    office = Office.build(taken="elsewhere")
    made = actions.Made("A-1", date(2025, 3, 1), ApplicationState.APPROVED, date(2025, 4, 1), Decimal(2_000_000))
    first = actions.record_elsewhere(office.officer, office.scheme, office.enterprise, made)
    unsaid = actions.Made("A-1", date(2025, 3, 1))
    assert actions.record_elsewhere(office.officer, office.scheme, office.enterprise, unsaid).state == first.state
    half = actions.Made("A-2", date(2025, 3, 1), granted=Decimal(1))
    with pytest.raises(ValidationError) as refused:
        actions.record_elsewhere(office.officer, office.scheme, office.enterprise, half)
    assert set(refused.value.message_dict) == {"outcome"}


def test_jobs_kept_are_counted_when_the_report_on_them_is_accepted() -> None:
    office = Office.build()
    application = office.approved()
    actions.sign_agreement(
        office.officer, application, application.version, "7-S", date(2025, 5, 14), 12, date(2025, 12, 31)
    )
    owed = application.obligations.get(kind=ObligationKind.JOBS_KEPT)
    with clock.stopped(NOON.replace(year=2026, month=12, day=20)):
        told = actions.report(office.applicant, owed, Decimal(11), "One left")
        actions.accept_report(office.officer, told, told.version)
    assert total("JOBS_KEPT") == 11
