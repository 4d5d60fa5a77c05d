"""What is owed because of applications, and by whom: computed anew from the records, never set by hand.

The provider owes opinions, a decision by the scheme's term, an answer to a report. The enterprise owes answers to
questions and reports on its obligations.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from promost.duties import actions as duties
from promost.duties.expected import Expected
from promost.kit import refs
from promost.kit.moments import Moment
from promost.kit.refs import Ref
from promost.registry.models import Organisation
from promost.support.models import (
    Application,
    ApplicationState,
    Assessor,
    Obligation,
    ObligationReport,
    Question,
    ReportState,
    Taken,
)

DECIDE, ASSESS, ANSWER, REPORT, LOOK = KINDS = (
    "support.decide",
    "support.assess",
    "support.answer",
    "support.report",
    "support.look_at_report",
)
DAYS = 30
"""Within which an application is decided where the scheme says nothing (Law 59-FZ, article 12: 30 days)."""
LOOK_DAYS = 15
DECIDING = (ApplicationState.SUBMITTED, ApplicationState.REVIEW)


def expected_duties(_at: Moment) -> Iterable[Expected]:
    """Return what should be owed of all applications that were made here and are not over."""
    for application in _with_parts(Application.objects.filter(taken=Taken.HERE)):
        yield from of(application)


def refresh(application: Application) -> None:
    """Bring the duties from one application up to date, in the action's transaction."""
    (fresh,) = _with_parts(Application.objects.filter(pk=application.pk))
    wanted = list(of(fresh))
    origin = refs.of(application)
    for kind in KINDS:
        duties.sync(kind, [origin], [each for each in wanted if each.kind == kind])


def of(application: Application) -> Iterable[Expected]:
    """Return what is owed because of one application, read with its parts."""
    origin = refs.of(application)
    yield from _of_provider(application, origin)
    if application.state == ApplicationState.ASKED:
        for question in application.questions.all():
            if question.answered_at is None:
                yield _owed(application.applicant, ANSWER, origin, str(question.pk), question.due_on)
    for obligation in application.obligations.all():
        yield from _of_obligation(application, obligation, origin)


def _of_provider(application: Application, origin: Ref) -> Iterable[Expected]:
    provider, filed = application.scheme.provider, application.submitted_on
    if provider is None or filed is None or application.state not in DECIDING:
        return
    due = filed + timedelta(days=application.scheme.answer_days or DAYS)
    yield _owed(provider, DECIDE, origin, "", due)
    for assessor in application.assessors.all():
        if not assessor.interested and not assessor.opinion:
            yield _owed(provider, ASSESS, origin, str(assessor.user_id), due, assessor.user_id)


def _of_obligation(application: Application, obligation: Obligation, origin: Ref) -> Iterable[Expected]:
    states = {each.state for each in obligation.reports.all()}
    if ReportState.ACCEPTED in states:
        return
    waiting = [each for each in obligation.reports.all() if each.state == ReportState.SUBMITTED]
    provider = application.scheme.provider
    if waiting and provider is not None:
        due = waiting[0].submitted_on + timedelta(days=LOOK_DAYS)
        yield _owed(provider, LOOK, origin, str(obligation.pk), due)
    elif not waiting:
        yield _owed(application.applicant, REPORT, origin, str(obligation.pk), obligation.due_on)


def _owed(
    organisation: Organisation, kind: str, origin: Ref, part: str, due_on: date, user_id: int | None = None
) -> Expected:
    return Expected(organisation.pk, kind, origin, part, due_on, str(organisation.zone), user_id)


def _with_parts(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.select_related("scheme__provider__region", "applicant__region").prefetch_related(
        Prefetch("assessors", Assessor.objects.order_by("pk")),
        Prefetch("questions", Question.objects.order_by("pk")),
        Prefetch("obligations", Obligation.objects.order_by("pk")),
        Prefetch("obligations__reports", ObligationReport.objects.order_by("-pk")),
    )
