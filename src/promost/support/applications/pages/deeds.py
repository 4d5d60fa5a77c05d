"""The deeds that an application's page offers: each its permission, its states, its form, its action and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from promost.accounts.actors import Actor, Refused
from promost.support.applications import actions
from promost.support.applications.forms import agreeing, assessing, writing
from promost.support.applications.forms.common import DeedForm
from promost.support.models import Application, ApplicationState, Assessor, ObligationKind

State = ApplicationState
SIGNED = frozenset({State.AGREEMENT, State.PAID, State.REPORTING})
Act = Callable[[Actor, Application, Any], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed. ``is_folded``: it stands behind a line, since it is seldom done."""

    verb: str
    permission: str
    states: frozenset[State]
    form: type[DeedForm]
    act: Act
    title: Any
    button: Any
    said: Any
    is_folded: bool = False
    look: str = ""
    needs_file: bool = field(default=False)


def assessor_of(actor: Actor, application: Application) -> Assessor | None:
    """Return the actor among the assessors; asks nothing where they were prefetched."""
    return next((each for each in application.assessors.all() if each.user_id == actor.user_id), None)


def _declare(actor: Actor, application: Application, form: Any) -> object:
    mine = assessor_of(actor, application)
    if mine is None:
        raise Refused("support.declare")
    mine.application = application
    return actions.declare(actor, mine, form.cleaned_data["interested"])


def _agree(actor: Actor, application: Application, form: Any) -> object:
    data = form.cleaned_data
    return actions.sign_agreement(
        actor, application, form.seen, data["number"], data["signed_on"], data["jobs"], data["jobs_due"], data["file"]
    )


def _pay(actor: Actor, application: Application, form: Any) -> object:
    data = form.cleaned_data
    application.version = form.seen
    return actions.pay(actor, application, data["amount"], data["paid_on"], data["document"], form.given_token)


def _promise(actor: Actor, application: Application, form: Any) -> object:
    data = form.cleaned_data
    kind = ObligationKind(data["kind"])
    return actions.promise(actor, application, kind, data["due_on"], data["promised"], text=data["text"])


def _attach(actor: Actor, application: Application, form: Any) -> object:
    data = form.cleaned_data
    return actions.attach(actor, application, data["file"], data["required"], data["personal"])


OPEN = frozenset({State.SUBMITTED, State.REVIEW, State.ASKED})
DEEDS: Mapping[str, Deed] = {
    each.verb: each
    for each in (
        Deed(
            "document", "support.write_application", frozenset({State.DRAFT, State.ASKED}), writing.DocumentForm,
            _attach,
            _("A document"), _("Attach"), _("The document is handed in."), needs_file=True,
        ),
        Deed(
            "answer", "support.write_application", frozenset({State.ASKED}), writing.AnswerForm,
            lambda actor, it, form: actions.answer(actor, it, form.seen, form.cleaned_data["text"]),
            _("Answer the question"), _("Send the answer"), _("The answer is sent; the review goes on."),
        ),
        Deed(
            "declare", "support.organise", OPEN, assessing.DeclareForm, _declare,
            _("Declare that you have no interest"), _("Declare"), _("Your declaration is on record."),
        ),
        Deed(
            "assessors", "support.organise", frozenset({State.SUBMITTED, State.REVIEW}), assessing.AssessorsForm,
            lambda actor, it, form: actions.name_assessors(
                actor, it, form.seen, list(form.cleaned_data["users"])
            ),
            _("Name who assesses"), _("Name them"), _("The assessors are named."),
        ),
        Deed(
            "opinion", "support.assess", frozenset({State.REVIEW, State.ASKED}), assessing.OpinionForm,
            lambda actor, it, form: actions.give_opinion(
                actor, it, form.cleaned_data["opinion"], form.cleaned_data["words"]
            ),
            _("Give your opinion"), _("Give the opinion"), _("Your opinion is kept."),
        ),
        Deed(
            "ask", "support.assess", frozenset({State.REVIEW}), assessing.AskForm,
            lambda actor, it, form: actions.ask(
                actor, it, form.seen, form.cleaned_data["text"], form.cleaned_data["due_on"]
            ),
            _("Ask the applicant"), _("Ask"), _("The applicant is asked, and owes an answer."), is_folded=True,
        ),
        Deed(
            "approve", "support.decide", frozenset({State.REVIEW, State.ASKED}), assessing.ApproveForm,
            lambda actor, it, form: actions.approve(actor, it, form.seen, form.cleaned_data.get("granted")),
            _("Approve the application"), _("Approve the application"), _("The application is approved."),
        ),
        Deed(
            "refuse", "support.decide", frozenset({State.REVIEW, State.ASKED}), assessing.RefuseForm,
            lambda actor, it, form: actions.refuse(
                actor, it, form.seen, form.cleaned_data["reason"], form.cleaned_data["words"]
            ),
            _("Refuse"), _("Refuse the application"), _("The application is refused; the applicant reads why."),
            is_folded=True, look="danger",
        ),
        Deed(
            "reconsider", "support.decide", frozenset({State.APPROVED, State.REFUSED}), assessing.WhyForm,
            lambda actor, it, form: actions.reconsider(actor, it, form.seen, form.cleaned_data["why"]),
            _("Take the decision back"), _("Take it back"), _("The decision is taken back; the review goes on."),
            is_folded=True, look="danger",
        ),
        Deed(
            "agreement", "support.pay", frozenset({State.APPROVED}), agreeing.AgreementForm, _agree,
            _("Enter the agreement"), _("Enter it"), _("The agreement is entered."), needs_file=True,
        ),
        Deed(
            "pay", "support.pay", frozenset({State.AGREEMENT}), agreeing.PayForm, _pay,
            _("Enter a payment"), _("Enter it"), _("The payment is entered."),
        ),
        Deed(
            "promise", "support.pay", SIGNED, agreeing.PromiseForm, _promise,
            _("Add an obligation"), _("Add"), _("The obligation is added."), is_folded=True,
        ),
        Deed(
            "close", "support.pay", frozenset({State.APPROVED, *SIGNED}), assessing.BareForm,
            lambda actor, it, form: actions.close(actor, it, form.seen),
            _("Close the application"), _("Close"), _("The application is closed."), is_folded=True, look="ghost",
        ),
        Deed(
            "look", "support.assess", frozenset(State), assessing.BareForm,
            lambda actor, it, _form: actions.look_again(actor, it),
            _("What the enterprise told"), _("Open for a day"), _("Opened; the enterprise sees that you look."),
        ),
        Deed(
            "withdraw", "support.write_application",
            frozenset({State.DRAFT, State.SUBMITTED, State.REVIEW, State.ASKED, State.APPROVED}), writing.WithdrawForm,
            lambda actor, it, form: actions.withdraw(actor, it, form.seen, form.cleaned_data["why"]),
            _("Withdraw the application"), _("Withdraw"), _("The application is withdrawn."), is_folded=True,
            look="danger",
        ),
    )
}  # fmt: skip
