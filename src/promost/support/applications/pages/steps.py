"""Where an application stands on its way, what comes next, and who owes it. Asks the database nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from promost.support.applications.owed import DAYS
from promost.support.models import Application, ApplicationState, Taken

State = ApplicationState
WAY = (State.DRAFT, State.SUBMITTED, State.REVIEW, State.APPROVED, State.AGREEMENT, State.PAID, State.CLOSED)
ENDED = {State.REFUSED: 3, State.WITHDRAWN: 2}
"""Ends that are not on the way: how many steps stand before them."""
BESIDE = {State.ASKED: State.REVIEW, State.REPORTING: State.PAID}
KINDS = {
    State.REFUSED: "bad",
    State.WITHDRAWN: "neutral",
    State.ASKED: "warn",
    State.APPROVED: "ok",
    State.CLOSED: "ok",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, a kind of chip, whether the application stands here, the day on which it was reached."""

    label: Any
    kind: str
    is_current: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next: who owes it (a name, "" for nobody), and by which day."""

    words: Any
    who: str = ""
    due_on: date | None = None


def kind_of(state: str) -> str:
    """Return the kind of chip for a state."""
    return KINDS.get(State(state), "info")


def steps_of(application: Application) -> Sequence[Step]:
    """Return the steps of the way, those behind, the one where it stands, those ahead."""
    state = State(application.state)
    if application.taken == Taken.ELSEWHERE:
        return _elsewhere(application, state)
    if state in ENDED:
        before = WAY[: _reached(application, state)]
        return [*(_behind(application, each) for each in before), _here(application, state)]
    place = WAY.index(BESIDE.get(state, state))
    behind = [_behind(application, each) for each in WAY[:place]]
    return [*behind, _here(application, state), *(Step(each.label, "neutral") for each in WAY[place + 1 :])]


def next_of(application: Application) -> Next | None:
    """Return what comes next, None for an application that is over. Reads ``application.assessors``."""
    state = State(application.state)
    if application.taken == Taken.ELSEWHERE:
        return Next(_("The outcome is awaited; it is decided elsewhere.")) if state == State.SUBMITTED else None
    applicant, provider = str(application.applicant), application.scheme.from_whom
    said: dict[State, Next] = {
        State.DRAFT: Next(_("Fill it in and hand it in."), applicant),
        State.SUBMITTED: Next(_("Assessors are named."), provider, decision_due(application)),
        State.REVIEW: Next(_awaited(application), provider, decision_due(application)),
        State.ASKED: Next(_("The applicant answers the question."), applicant),
        State.APPROVED: Next(_("The agreement is signed and entered."), provider),
        State.AGREEMENT: Next(_("The grant is paid."), provider),
        State.PAID: Next(_("The application is closed."), provider),
        State.REPORTING: Next(_("The grantee reports on its obligations."), applicant),
    }
    return said.get(state)


def decision_due(application: Application) -> date | None:
    """Return the day by which the application is to be decided; None before it is handed in."""
    filed = application.submitted_on
    return filed + timedelta(days=application.scheme.answer_days or DAYS) if filed else None


def _awaited(application: Application) -> Any:
    acting = [each for each in application.assessors.all() if not each.interested]
    if any(each.declared_at is None for each in acting):
        return _("Assessors declare whether they have an interest.")
    if any(not each.opinion for each in acting):
        return _("Assessors give their opinions.")
    return _("The application is decided.")


def _reached(application: Application, state: State) -> int:
    if state == State.WITHDRAWN and application.submitted_on is None:
        return 1
    return ENDED[state]


def _behind(application: Application, state: State) -> Step:
    return Step(state.label, "ok", day=_day(application, state))


def _here(application: Application, state: State) -> Step:
    return Step(state.label, kind_of(state), is_current=True, day=_day(application, state))


def _day(application: Application, state: State) -> date | None:
    days = {
        State.SUBMITTED: application.submitted_on,
        State.APPROVED: application.decided_on,
        State.REFUSED: application.decided_on,
        State.AGREEMENT: application.agreement_on,
    }
    return days.get(state)


def _elsewhere(application: Application, state: State) -> Sequence[Step]:
    filed = Step(pgettext_lazy("of an application", "submitted"), "ok", day=application.submitted_on)
    if state == State.SUBMITTED:
        return [_here(application, state), Step(_("outcome"), "neutral")]
    return [filed, _here(application, state)]
