"""Deeds on an application: each is sent to an address of its own and comes back to the application's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.ledger.problems import Bad
from promost.support.applications import actions, queries
from promost.support.applications.forms.agreeing import ReturnForm, ReverseForm
from promost.support.applications.forms.common import DeedForm
from promost.support.applications.forms.writing import ReportForm, WritingForm
from promost.support.applications.pages import showing
from promost.support.applications.pages.deeds import DEEDS
from promost.support.models import Application

WRONG = 422
Act = Callable[[], object]


def view_of(verb: str) -> Callable[..., HttpResponseBase]:
    """Return the view of a deed of the table."""
    deed = DEEDS[verb]

    @require_POST
    @page
    def view(request: SignedInRequest, uuid: UUID) -> HttpResponse:
        application = queries.application_of(request.user, uuid)
        require(request.actor, deed.permission, application)
        form = _form(request, deed.form, application, verb)
        return carry_out(
            request, application, verb, form, lambda: deed.act(request.actor, application, form), str(deed.said)
        )

    return view


def carry_out(
    request: SignedInRequest, application: Application, key: str, form: DeedForm, act: Act, said: str
) -> HttpResponse:
    """Do a deed, say so and show the page; where it is refused, the page with what is to be mended."""
    if form.is_valid() and done(request, form, act, said):
        return redirect("support:application", application.uuid)
    return shown(request, application, {key: form}, WRONG)


def done(request: HttpRequest, form: DeedForm, act: Act, said: str) -> bool:
    """Do it; False where the form has to come back. Whoever is second is told, and sees what is there now."""
    try:
        act()
    except Overtaken:
        messages.warning(request, _("Somebody was first: here is the application as it is now."))
        return True
    except (ValidationError, Bad) as refused:
        form.refuse(refused)
        return False
    messages.success(request, said)
    return True


def shown(request: SignedInRequest, application: Application, bound: dict[str, DeedForm], status: int) -> HttpResponse:
    """Render the page of an application, read afresh where a deed was refused."""
    fresh = queries.application_of(request.user, application.uuid) if bound else application
    context = showing.context(request, fresh, bound)
    return render(request, "support/applications/application.html", context, status=status)


@require_POST
@page
def edit(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Keep what was written; with "submit" hand the application in. What was written is kept in any case."""
    application = queries.application_of(request.user, uuid)
    require(request.actor, "support.write_application", application)
    form: Any = _form(request, WritingForm, application, "edit")
    actor = request.actor
    if "submit" not in request.POST:
        return carry_out(
            request, application, "edit", form,
            lambda: actions.change(actor, application, form.seen, form.given()), _("Kept. Nothing is handed in yet."),
        )  # fmt: skip

    def keep_and_submit() -> None:
        actions.change(actor, application, form.seen, form.given())
        form.show_version(application.version)
        actions.submit(actor, application, application.version)

    return carry_out(request, application, "edit", form, keep_and_submit, _("The application is handed in."))


@require_POST
@page
def remove_document(request: SignedInRequest, key: int) -> HttpResponse:
    """Take a document out."""
    document = queries.document_of(request.user, key)
    require(request.actor, "support.write_application", document.application)
    try:
        actions.remove_document(request.actor, document)
        messages.success(request, _("The document is taken out."))
    except Overtaken:
        messages.warning(request, _("Somebody was first: here is the application as it is now."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("support:application", document.application.uuid)


@require_POST
@page
def reverse_payment(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Take a payment back."""
    payment = queries.payment_of(request.user, uuid)
    application = payment.application
    require(request.actor, "support.pay", application)
    form: Any = _form(request, ReverseForm, application, f"reverse-{payment.pk}")

    def act() -> None:
        application.version = form.seen
        actions.reverse_payment(request.actor, payment, form.given_token, form.cleaned_data["why"])

    return carry_out(request, application, f"reverse-{payment.pk}", form, act, _("The payment is taken back."))


@require_POST
@page
def report(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Report on an obligation."""
    obligation = queries.obligation_of(request.user, uuid)
    require(request.actor, "support.report", obligation)
    form = _form(request, ReportForm, obligation.application, f"report-{obligation.pk}")

    def act() -> None:
        data = form.cleaned_data
        actions.report(request.actor, obligation, data["value"], data["words"], data["file"])

    key = f"report-{obligation.pk}"
    return carry_out(request, obligation.application, key, form, act, _("Your report is handed in."))


@require_POST
@page
def accept_report(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Accept a report, from the version that its reader saw."""
    told = queries.report_of(request.user, uuid)
    application = told.obligation.application
    require(request.actor, "support.pay", application)
    sent = request.POST.get("version", "")
    try:
        actions.accept_report(request.actor, told, int(sent) if sent.isdigit() and len(sent) < 10 else -1)
        messages.success(request, _("The report is accepted; the obligation ends."))
    except Overtaken:
        messages.warning(request, _("Somebody was first: here is the application as it is now."))
    except Bad as bad:
        messages.error(request, bad.words)
    return redirect("support:application", application.uuid)


@require_POST
@page
def return_report(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Send a report back with a reason."""
    told = queries.report_of(request.user, uuid)
    application = told.obligation.application
    require(request.actor, "support.pay", application)
    form = _form(request, ReturnForm, application, f"return-{told.pk}")

    def act() -> None:
        actions.return_report(request.actor, told, form.seen, form.cleaned_data["reason"])

    return carry_out(request, application, f"return-{told.pk}", form, act, _("The report is returned."))


def _form(request: HttpRequest, form: type[DeedForm], application: Application, key: str) -> DeedForm:
    return form(request.POST, request.FILES, application=application, auto_id=f"id_{key}_%s")
