"""Submitting and withdrawing."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock
from promost.matching import Criteria, Engine
from promost.profiles.queries.enterprises import record_of
from promost.profiles.schema import enterprise_schema
from promost.support.applications import budget, facts, owed
from promost.support.applications.actions.drafting import check_amount, check_open, check_taken_here
from promost.support.applications.moving import move
from promost.support.models import Application, ApplicationState, Scheme
from promost.support.schemes.queries import criteria_of

MAY_WITHDRAW = (
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.REVIEW,
    ApplicationState.ASKED,
    ApplicationState.APPROVED,
)


def submit(actor: Actor, application: Application, version: int) -> Application:
    """Hand an application in, within the window by the provider's clock; it gets its number, and its fact.

    The criteria of the day and the answer of matching are kept with it; a "no" does not stop an applicant, who may know
    better than a register. Raises Refused, Overtaken, ValidationError that names all that is missing.
    """
    require(actor, "support.write_application", application)
    scheme = application.scheme
    check_taken_here(scheme)
    check_open(scheme)
    _check_complete(application)
    day = clock.today(application.applicant.zone)
    criteria = criteria_of(scheme)
    values = {
        "number": f"{day.year}-{application.pk:05d}",
        "submitted_on": day,
        "criteria": criteria,
        "verdict": _verdict(actor, application, criteria, day),
    }
    with transaction.atomic():
        application.version = version
        states = (ApplicationState.DRAFT,)
        event = move(actor, application, "support.submit_application", states, ApplicationState.SUBMITTED, values)
        facts.filed(actor, application, event, day)
        owed.refresh(application)
    return application


def withdraw(actor: Actor, application: Application, version: int, why: str = "") -> Application:
    """Take an application back before an agreement is signed; a grant is given back, and its facts are taken back.

    Raises Refused, Overtaken, Bad for a fact that is being signed.
    """
    require(actor, "support.write_application", application)
    was_approved = application.state == ApplicationState.APPROVED
    with transaction.atomic():
        application.version = version
        event = move(
            actor, application, "support.withdraw_application", MAY_WITHDRAW, ApplicationState.WITHDRAWN, note=why
        )
        if was_approved:
            budget.release(application)
            facts.taken_back(actor, application, event, ("APPL_DECIDED", "APPL_GRANTED", "ENT_SUPPORTED"))
        owed.refresh(application)
    return application


def _check_complete(application: Application) -> None:
    faults: dict[str, str | list[str]] = {}
    scheme = application.scheme
    if not application.purpose.strip():
        faults["purpose"] = _("Say what the support is for.")
    if application.asked is None and _gives_money(scheme):
        faults["asked"] = _("Say how much you ask for.")
    there = set(application.documents.filter(removed_at=None).values_list("required", flat=True))
    lacking = [each.name for each in scheme.documents.all() if each.required and each.pk not in there]
    if lacking:
        faults["documents"] = [_("The document is missing: %(name)s.") % {"name": name} for name in lacking]
    if faults:
        raise ValidationError(faults)
    check_amount(scheme, application.asked)


def _gives_money(scheme: Scheme) -> bool:
    return scheme.amount_max is not None


def _verdict(actor: Actor, application: Application, criteria: dict[str, object], day: date) -> str:
    """What matching answers: yes, no, unknown. The enterprise sends its own data with its own application."""
    engine = Engine(enterprise_schema(), {"it": Criteria.from_json(criteria)}, day)
    record = record_of(application.applicant, actor)
    return str(engine.explain(record)["it"].answer)
