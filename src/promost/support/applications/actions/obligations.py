"""Obligations of grantees: promised, reported, accepted or returned."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.kit import files as stored
from promost.kit.transitions import change as transition
from promost.ledger import files as kept
from promost.ledger.files import File
from promost.profiles.models import Indicator
from promost.support.applications import facts, owed
from promost.support.applications.actions.agreeing import SIGNED
from promost.support.models import Application, Obligation, ObligationKind, ObligationReport, ReportState


def promise(
    actor: Actor,
    application: Application,
    kind: ObligationKind,
    due_on: date,
    promised: Decimal | None = None,
    indicator: Indicator | None = None,
    baseline: Decimal | None = None,
    text: str = "",
) -> Obligation:
    """Add an obligation of the agreement. Raises Refused, ValidationError."""
    require(actor, "support.pay", application)
    if application.state not in SIGNED:
        raise ValidationError(_("Obligations stand in an agreement: enter that first."))
    if application.agreement_on and due_on < application.agreement_on:
        raise ValidationError({"due_on": _("That is before the agreement was signed.")})
    if kind not in (ObligationKind.REPORT, ObligationKind.OTHER) and promised is None:
        raise ValidationError({"promised": _("Say how much is promised.")})
    with transaction.atomic():
        made = Obligation.objects.create(
            application=application, kind=kind, due_on=due_on, promised=promised, indicator=indicator,
            baseline=baseline, text=text.strip(),
        )  # fmt: skip
        told = {"obligation": [None, str(kind)], "due_on": [None, due_on.isoformat()]}
        history.write(actor, "support.promise", refs.of(application), told)
        owed.refresh(application)
    return made


def report(
    actor: Actor, obligation: Obligation, value: Decimal | None, words: str, file: File | None = None
) -> ObligationReport:
    """Report on an obligation; on time is judged by this day, whatever the provider takes to look at it.

    No value is an answer too ("unknown", with words). Raises Refused, ValidationError, Bad for a file.
    """
    require(actor, "support.report", obligation)
    if value is None and not words.strip():
        raise ValidationError({"value": _("Give the value, or say in words why it is not known.")})
    if value is not None and value < 0:
        raise ValidationError({"value": _("The value is zero or more.")})
    examined = kept.examine([file])[0] if file else None
    with transaction.atomic():
        transition(obligation, version=obligation.version)
        _check_none_waits(obligation)
        made = ObligationReport.objects.create(
            obligation=obligation, value=value, words=words.strip(), made_by_id=actor.user_id, made_at=clock.now(),
            sha256=stored.keep(examined.data) if examined else "",
            file_name=examined.checked.name if examined else "",
            submitted_on=clock.today(obligation.application.applicant.zone),
        )  # fmt: skip
        told = {"report": [None, str(value) if value is not None else None]}
        history.write(actor, "support.report", refs.of(obligation.application), told)
        owed.refresh(obligation.application)
    return made


def accept_report(actor: Actor, report: ObligationReport, version: int) -> ObligationReport:
    """Accept a report: the obligation ends. Of jobs kept after twelve months a fact is recorded.

    Raises Refused, Overtaken.
    """
    obligation = report.obligation
    application = obligation.application
    require(actor, "support.pay", application)
    with transaction.atomic():
        transition(report, version=version, expected={"state": ReportState.SUBMITTED}, state=ReportState.ACCEPTED)
        told = {"report": [ReportState.SUBMITTED, ReportState.ACCEPTED]}
        event = history.write(actor, "support.accept_report", refs.of(application), told)
        if obligation.kind == ObligationKind.JOBS_KEPT and report.value is not None:
            facts.kept(actor, application, event, report.submitted_on, report.value)
        owed.refresh(application)
    return report


def return_report(actor: Actor, report: ObligationReport, version: int, reason: str) -> ObligationReport:
    """Send a report back with a reason; it is owed again. Raises Refused, Overtaken, ValidationError."""
    application = report.obligation.application
    require(actor, "support.pay", application)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be mended.")})
    with transaction.atomic():
        values = {"state": ReportState.RETURNED, "reason": reason.strip()}
        transition(report, version=version, expected={"state": ReportState.SUBMITTED}, **values)
        told = {"report": [ReportState.SUBMITTED, ReportState.RETURNED]}
        history.write(actor, "support.return_report", refs.of(application), told, reason.strip())
        owed.refresh(application)
    return report


def _check_none_waits(obligation: Obligation) -> None:
    state = obligation.reports.order_by("-pk").values_list("state", flat=True).first()
    if state == ReportState.SUBMITTED:
        raise ValidationError(_("Your report waits for the provider's answer."))
    if state == ReportState.ACCEPTED:
        raise ValidationError(_("Your report was accepted; nothing more is owed."))
