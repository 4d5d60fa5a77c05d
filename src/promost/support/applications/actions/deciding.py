"""Deciding: approved within the year's money, refused with a reason, or the decision taken back."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock
from promost.support.applications import budget, facts, owed, reasons
from promost.support.applications.actions.drafting import check_amount
from promost.support.applications.moving import move
from promost.support.models import Application, ApplicationState

UNDER_REVIEW = (ApplicationState.REVIEW, ApplicationState.ASKED)


def approve(actor: Actor, application: Application, version: int, granted: Decimal | None) -> Application:
    """Grant an application; the amount comes out of the year's money, and never more than there is.

    Raises Refused, Overtaken, ValidationError: no opinion yet, an amount above what was asked, money that is not there.
    """
    require(actor, "support.decide", application)
    _check_grant(actor, application, granted)
    day = clock.today(application.applicant.zone)
    with transaction.atomic():
        application.version = version
        values = {"granted": granted, "decided_on": day}
        event = move(actor, application, "support.approve_application", UNDER_REVIEW, ApplicationState.APPROVED, values)
        if granted is not None:
            budget.take(application, granted, day, key=str(event.pk))
        facts.approved(actor, application, event, day)
        owed.refresh(application)
    return application


def refuse(actor: Actor, application: Application, version: int, reason: str, words: str) -> Application:
    """Refuse an application with a reason of the list and in words. Raises Refused, Overtaken, ValidationError."""
    require(actor, "support.decide", application)
    faults = {}
    if reason not in reasons.every():
        faults["reason"] = _("Choose a reason.")
    if not words.strip():
        faults["words"] = _("Say it in words too: the applicant reads them, and what would change the decision.")
    if faults:
        raise ValidationError(faults)
    day = clock.today(application.applicant.zone)
    with transaction.atomic():
        application.version = version
        values = {"reason": reason, "reason_text": words.strip(), "decided_on": day}
        event = move(actor, application, "support.refuse_application", UNDER_REVIEW, ApplicationState.REFUSED, values)
        facts.refused(actor, application, event, day)
        owed.refresh(application)
    return application


def reconsider(actor: Actor, application: Application, version: int, why: str) -> Application:
    """Take a decision back, with a reason: the review goes on, the money is free again, the facts are taken back.

    Raises Refused, Overtaken, Bad for a fact that is being signed; ValidationError without a reason, or when the
    applicant has another open application for the scheme.
    """
    require(actor, "support.decide", application)
    if not why.strip():
        raise ValidationError({"why": _("Say why the decision is taken back.")})
    decided = (ApplicationState.APPROVED, ApplicationState.REFUSED)
    try:
        with transaction.atomic():
            application.version = version
            values = {"reason": "", "reason_text": "", "granted": None, "decided_on": None}
            event = move(
                actor, application, "support.reconsider_application", decided, ApplicationState.REVIEW, values, why
            )
            budget.release(application)
            facts.taken_back(actor, application, event, ("APPL_DECIDED", "APPL_GRANTED", "ENT_SUPPORTED"))
            owed.refresh(application)
    except IntegrityError:
        raise ValidationError(
            _("The enterprise has begun another application for this scheme since: decide on that one.")
        ) from None
    return application


def _check_grant(actor: Actor, application: Application, granted: Decimal | None) -> None:
    """An opinion of one's own is not awaited from whoever decides: the decision is it."""
    opinions = application.assessors.filter(interested=False).exclude(declared_at=None)
    if not opinions.exclude(opinion="").exists():
        raise ValidationError(_("No assessor has given an opinion yet."))
    if opinions.filter(opinion="").exclude(user=actor.user_id).exists():
        raise ValidationError(_("An assessor's opinion is still awaited."))
    if application.asked is not None and granted is None:
        raise ValidationError({"granted": _("Say how much is granted.")})
    if granted is not None and application.asked is not None and granted > application.asked:
        raise ValidationError({"granted": _("More is granted than was asked for.")})
    check_amount(application.scheme, granted)
