"""Applications made elsewhere: recorded with number and outcome by provider or enterprise, counted alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.kit.transitions import change as transition
from promost.plans.models import Measure
from promost.registry.models import Organisation
from promost.support.applications import facts, reasons
from promost.support.applications.moving import move
from promost.support.models import Application, ApplicationState, Scheme, Taken

OUTCOMES = (ApplicationState.SUBMITTED, ApplicationState.APPROVED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN)
GIVEN_BACK = ("APPL_DECIDED", "APPL_GRANTED", "ENT_SUPPORTED", "LOANS", "LOAN_SUM", "SUPPORT_SUM")


@dataclass(frozen=True, slots=True)
class Made:
    """An application made elsewhere. ``outcome``: one of OUTCOMES, None if nothing is said; ``granted`` in roubles."""

    number: str
    submitted_on: date
    outcome: ApplicationState | None = None
    decided_on: date | None = None
    granted: Decimal | None = None
    reason: str = ""
    reason_text: str = ""


def record_elsewhere(
    actor: Actor, scheme: Scheme, applicant: Organisation, made: Made, measure: Measure | None = None
) -> Application:
    """Record an application made elsewhere; told again with the same number, its outcome is brought up to date.

    An outcome that is not said leaves the one that is known.

    The facts are those of an application made here. Raises Refused, ValidationError by field, Overtaken.
    """
    require(actor, "support.record_elsewhere", (scheme, applicant))
    check(made, applicant)
    there = Application.objects.filter(scheme=scheme, taken=Taken.ELSEWHERE, number=made.number.strip()).first()
    if there is None:
        return _new(actor, scheme, applicant, made, measure)
    if there.applicant_id != applicant.pk:
        raise ValidationError({"number": _("Another enterprise's application has this number.")})
    return _brought_up_to_date(actor, there, made)


def check(made: Made, applicant: Organisation) -> None:
    """Raise ValidationError by field for what cannot be."""
    faults = {}
    today = clock.today(applicant.zone)
    if applicant.region_id is None:
        faults["applicant"] = _("The enterprise has no region; enter it first: facts are counted by region.")
    if not made.number.strip():
        faults["number"] = _("Give the number under which it was made.")
    if made.submitted_on > today:
        faults["submitted_on"] = _("That day has not come yet.")
    faults |= _faults_of_outcome(made, today)
    if faults:
        raise ValidationError(faults)


def _faults_of_outcome(made: Made, today: date) -> dict[str, str]:
    faults = {}
    is_told = made.outcome is not None or (made.decided_on is None and made.granted is None)
    if not is_told or (made.outcome is not None and made.outcome not in OUTCOMES):
        faults["outcome"] = _("Choose what came of it.")
    decided = made.outcome in (ApplicationState.APPROVED, ApplicationState.REFUSED)
    if decided and made.decided_on is None:
        faults["decided_on"] = _("Give the day of the decision.")
    if made.decided_on is not None and not made.submitted_on <= made.decided_on <= today:
        faults["decided_on"] = _("The decision is not before the application, and not in the future.")
    if made.outcome == ApplicationState.REFUSED and made.reason not in reasons.every():
        faults["reason"] = _("Choose a reason.")
    if made.granted is not None and made.granted < 0:
        faults["granted"] = _("The value is zero or more.")
    return faults


def _new(actor: Actor, scheme: Scheme, applicant: Organisation, made: Made, measure: Measure | None) -> Application:
    new = Application(
        scheme=scheme, applicant=applicant, measure=measure, taken=Taken.ELSEWHERE, number=made.number.strip(),
        token=uuid4(), state=ApplicationState.SUBMITTED, submitted_on=made.submitted_on, made_by_id=actor.user_id,
        made_for=actor.organisation, made_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            new.save(force_insert=True)
            told = {"number": [None, new.number]}
            event = history.write(actor, "support.record_elsewhere", refs.of(new), told)
            facts.filed(actor, new, event, made.submitted_on)
            _decide(actor, new, made)
    except IntegrityError:
        raise ValidationError({"number": _("Somebody recorded this application at the same moment.")}) from None
    return new


def _brought_up_to_date(actor: Actor, there: Application, made: Made) -> Application:
    same = made.outcome is None or _said(there) == _said_of(made)
    if same and there.submitted_on == made.submitted_on:
        return there
    with transaction.atomic():
        if there.submitted_on != made.submitted_on:
            _file_anew(actor, there, made.submitted_on)
        if made.outcome is None or _said(there) == _said_of(made):
            return there
        if there.state != ApplicationState.SUBMITTED:
            states = (ApplicationState(there.state),)
            values: dict[str, Any] = {"granted": None, "decided_on": None, "reason": "", "reason_text": ""}
            event = move(actor, there, "support.correct_elsewhere", states, ApplicationState.SUBMITTED, values)
            facts.taken_back(actor, there, event, GIVEN_BACK)
        _decide(actor, there, made)
    return there


def _file_anew(actor: Actor, there: Application, day: date) -> None:
    """Correct the day on which it was made: its fact stands on that day."""
    before = there.submitted_on
    transition(there, version=there.version, expected={"state": there.state}, submitted_on=day)
    told = {"submitted_on": [before and before.isoformat(), day.isoformat()]}
    event = history.write(actor, "support.correct_elsewhere", refs.of(there), told)
    facts.taken_back(actor, there, event, ("APPL_FILED",))
    facts.filed(actor, there, f"{event.pk}:anew", day)


def _decide(actor: Actor, application: Application, made: Made) -> None:
    if made.outcome is None or made.outcome == ApplicationState.SUBMITTED:
        return
    values = {
        "granted": made.granted,
        "decided_on": made.decided_on,
        "reason": made.reason if made.outcome == ApplicationState.REFUSED else "",
        "reason_text": made.reason_text,
    }
    states = (ApplicationState.SUBMITTED,)
    event = move(actor, application, "support.outcome_elsewhere", states, made.outcome, values)
    if made.outcome == ApplicationState.APPROVED and made.decided_on:
        facts.approved(actor, application, event, made.decided_on)
        facts.given_elsewhere(actor, application, event, made.decided_on)
    elif made.outcome == ApplicationState.REFUSED and made.decided_on:
        facts.refused(actor, application, event, made.decided_on)


def _said(there: Application) -> tuple[Any, ...]:
    return there.state, there.decided_on, there.granted, there.reason, there.reason_text


def _said_of(made: Made) -> tuple[Any, ...]:
    reason = made.reason if made.outcome == ApplicationState.REFUSED else ""
    if made.outcome == ApplicationState.SUBMITTED:
        return made.outcome, None, None, "", ""
    return made.outcome, made.decided_on, made.granted, reason, made.reason_text
