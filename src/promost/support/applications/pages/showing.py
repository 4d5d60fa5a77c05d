"""What the page of an application shows to one reader: only what their rules open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from promost.accounts.actors import Actor
from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can
from promost.kit import clock
from promost.support.applications import budget, queries, reasons
from promost.support.applications.forms.agreeing import ReverseForm
from promost.support.applications.forms.common import DeedForm
from promost.support.applications.forms.writing import WritingForm
from promost.support.applications.pages import obligations, steps
from promost.support.applications.pages.deeds import DEEDS, assessor_of
from promost.support.applications.pages.offered import Offered, form_of, is_offered, offered
from promost.support.applications.permissions import is_applicant
from promost.support.models import Application, ApplicationDocument, ApplicationState, Payment, RequiredDocument

AWARDED = (ApplicationState.AGREEMENT, ApplicationState.PAID, ApplicationState.REPORTING, ApplicationState.CLOSED)
EMPTY = (
    "writing", "may_submit", "checklist", "questions", "opinions", "look", "payments", "paid", "obligations", "money",
    "year",
)  # fmt: skip
"""What a template may ask for, whatever its reader sees."""
Bound = Mapping[str, DeedForm]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the checklist: what is asked for (None: something else), what was handed in, the form to do so."""

    required: RequiredDocument | None
    documents: Sequence[ApplicationDocument]
    form: Offered | None


def context(request: SignedInRequest, application: Application, bound: Bound) -> dict[str, Any]:
    """Return everything that the template needs. ``bound``: forms that came back, by their deed."""
    actor = request.actor
    found: dict[str, Any] = {
        "application": application,
        "scheme": application.scheme,
        "steps": steps.steps_of(application),
        "next": steps.next_of(application),
        "state_kind": steps.kind_of(application.state),
        "is_applicant": is_applicant(actor, application),
        "may_read": can(actor, "support.read_application", application),
        "sees_award": can(actor, "support.see_award", application),
        "reason": reasons.name(application.reason) if application.reason else "",
        "today": clock.today(actor.zone),
    }
    found |= dict.fromkeys(EMPTY)
    deeds = offered(actor, application, bound)
    found |= {"deeds": deeds, "facts": queries.facts_of(request.user, application) if application.number else []}
    if found["may_read"]:
        found |= _content(request, application, bound)
    if found["sees_award"]:
        found |= _award(request, application, bound)
    if any(each.deed.verb == "approve" for each in deeds):
        year = clock.today(application.applicant.zone).year
        found |= {"money": budget.occupancy(application.scheme, year), "year": year}
    return found


def _content(request: SignedInRequest, application: Application, bound: Bound) -> dict[str, Any]:
    actor = request.actor
    may_write = is_offered(actor, application, DEEDS["document"])
    is_inside = is_applicant(actor, application) or assessor_of(actor, application) is not None
    return {
        "writing": (bound.get("edit") or WritingForm(application=application)) if may_write else None,
        "may_submit": may_write and application.state == ApplicationState.DRAFT,
        "checklist": _checklist(application, bound, may_write=may_write) if is_inside else [],
        "questions": list(application.questions.select_related("asked_by")) if application.number else [],
        "opinions": [] if is_applicant(actor, application) else list(application.assessors.all()),
        "look": form_of(DEEDS["look"], application) if _may_look(actor, application) else None,
    }


def _may_look(actor: Actor, application: Application) -> bool:
    """Whether an assessor's look is to be put on record anew: the last one has run out."""
    may = is_offered(actor, application, DEEDS["look"])
    return may and not can(actor, "profiles.see_told", application.applicant)


def _checklist(application: Application, bound: Bound, *, may_write: bool) -> list[Line]:
    documents = queries.documents_of(application)
    wanted: list[RequiredDocument | None] = [*application.scheme.documents.all(), None]
    lines = []
    for each in wanted:
        key = each.pk if each else None
        there = [document for document in documents if document.required_id == key]
        form = _document_form(application, each, bound) if may_write else None
        if there or form or each:
            lines.append(Line(each, there, form))
    return lines


def _document_form(application: Application, required: RequiredDocument | None, bound: Bound) -> Offered:
    key = str(required.pk) if required else ""
    sent = bound.get("document")
    mine = sent if sent is not None and str(sent.data.get("required", "")) == key else None
    found = form_of(DEEDS["document"], application, mine, key)
    found.form.fields["required"].initial = key
    return found


def _award(request: SignedInRequest, application: Application, bound: Bound) -> dict[str, Any]:
    if application.state not in AWARDED:
        return {}
    payments = queries.payments_of(application)
    may_pay = can(request.actor, "support.pay", application)
    return {
        "payments": [(each, _reversing(application, each, bound) if may_pay else None) for each in payments],
        "paid": sum((each.amount for each in payments), start=Decimal(0)),
        "obligations": obligations.shown(request.actor, application, bound),
    }


def _reversing(application: Application, payment: Payment, bound: Bound) -> DeedForm | None:
    """The form that takes a payment back; None for one that is, or that did."""
    if payment.reverses_id is not None or hasattr(payment, "reversed_by"):
        return None
    key = f"reverse-{payment.pk}"
    return bound.get(key) or ReverseForm(application=application, auto_id=f"id_{key}_%s")
