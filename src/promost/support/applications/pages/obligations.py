"""Obligations as their page shows them: how they stand, the reports, the forms for whoever is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from promost.accounts.actors import Actor
from promost.accounts.rules import can
from promost.kit import clock
from promost.support.applications import queries
from promost.support.applications.forms.agreeing import ReturnForm
from promost.support.applications.forms.common import DeedForm
from promost.support.applications.forms.writing import ReportForm
from promost.support.models import Application, Obligation, ObligationReport, ReportState


@dataclass(frozen=True, slots=True)
class Shown:
    """An obligation: word and kind of chip for how it stands, its reports, the form to report, to return the newest."""

    obligation: Obligation
    word: Any
    kind: str
    reports: Sequence[ObligationReport]
    report_form: DeedForm | None = None
    return_form: DeedForm | None = None


def shown(actor: Actor, application: Application, bound: Mapping[str, DeedForm]) -> list[Shown]:
    """Return the obligations of an application, in two queries."""
    reports_here = can(actor, "support.write_application", application)
    answers_here = can(actor, "support.pay", application)
    return [
        _shown(each, application, bound, reports_here=reports_here, answers_here=answers_here)
        for each in queries.obligations_of(application)
    ]


def _shown(
    each: Obligation, application: Application, bound: Mapping[str, DeedForm], *, reports_here: bool, answers_here: bool
) -> Shown:
    reports = list(each.reports.all())
    newest = reports[0] if reports else None
    word, kind = _standing(each, application, newest)
    waits, over = (
        newest is not None and newest.state == state for state in (ReportState.SUBMITTED, ReportState.ACCEPTED)
    )
    report_form = return_form = None
    if reports_here and not waits and not over:
        key = f"report-{each.pk}"
        report_form = bound.get(key) or ReportForm(application=application, auto_id=f"id_{key}_%s")
    if newest and waits and answers_here:
        key = f"return-{newest.pk}"
        return_form = bound.get(key) or ReturnForm(
            application=application, auto_id=f"id_{key}_%s", initial={"version": newest.version}
        )
    return Shown(each, word, kind, reports, report_form, return_form)


def _standing(each: Obligation, application: Application, newest: ObligationReport | None) -> tuple[Any, str]:
    if newest and newest.state == ReportState.ACCEPTED:
        return _("met"), "ok"
    if newest and newest.state == ReportState.SUBMITTED:
        return _("report handed in"), "info"
    if each.due_on < clock.today(application.applicant.zone):
        return _("late"), "bad"
    return (_("report returned"), "warn") if newest else (_("not due yet"), "neutral")
