"""The agreement, the money, and the end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, formats, history, refs
from promost.kit import files as stored
from promost.kit.transitions import change as transition
from promost.ledger import files as kept
from promost.ledger.files import File
from promost.support.applications import budget, facts, obliging, owed
from promost.support.applications.moving import move
from promost.support.models import Application, ApplicationState, Payment

SIGNED = (ApplicationState.AGREEMENT, ApplicationState.PAID, ApplicationState.REPORTING)
ZERO = Decimal(0)


def sign_agreement(
    actor: Actor,
    application: Application,
    version: int,
    number: str,
    signed_on: date,
    jobs: int | None = None,
    jobs_due: date | None = None,
    file: File | None = None,
) -> Application:
    """Enter the agreement that was signed with the grantee, what it promises, and its file.

    The jobs promised become an obligation, and a second one: that they are there twelve months later. Raises Refused,
    Overtaken, ValidationError by field, Bad for a file that cannot be taken.
    """
    require(actor, "support.pay", application)
    _check_agreement(application, number, signed_on, jobs, jobs_due)
    examined = kept.examine([file])[0] if file else None
    with transaction.atomic():
        application.version = version
        values = {
            "agreement_number": number.strip(),
            "agreement_on": signed_on,
            "jobs_promised": jobs,
            "agreement_sha256": stored.keep(examined.data) if examined else "",
            "agreement_name": examined.checked.name if examined else "",
        }
        states = (ApplicationState.APPROVED,)
        event = move(actor, application, "support.sign_agreement", states, ApplicationState.AGREEMENT, values)
        facts.agreed(actor, application, event, signed_on)
        obliging.from_agreement(application, jobs, jobs_due)
        owed.refresh(application)
    return application


def pay(actor: Actor, application: Application, amount: Decimal, paid_on: date, document: str, token: UUID) -> Payment:
    """Enter money that was paid; the same token again gives the same payment.

    With the whole grant paid the grantee reports on its obligations, if it has any. Raises Refused, Overtaken,
    ValidationError: more than is granted, before the agreement, a day to come.
    """
    require(actor, "support.pay", application)
    there = Payment.objects.filter(token=token, application=application).first()
    if there:
        return there
    with transaction.atomic():
        transition(application, version=application.version, expected={"state": application.state})
        before = paid_so_far(application)
        _check_payment(application, amount, paid_on, document, before)
        made = _add(actor, application, amount, paid_on, document.strip(), token)
        history.write(actor, "support.pay", refs.of(application), {"paid": [str(before), str(before + amount)]})
        facts.paid(actor, application, made, before + amount)
        if before + amount == application.granted:
            _paid_wholly(actor, application)
        owed.refresh(application)
    return made


def reverse_payment(actor: Actor, payment: Payment, token: UUID, why: str) -> Payment:
    """Take a payment back that was entered by mistake or returned; a fact of the opposite sign goes with it.

    Raises Refused, Overtaken, ValidationError without a reason or for one that is taken back already.
    """
    application = payment.application
    require(actor, "support.pay", application)
    if not why.strip():
        raise ValidationError({"why": _("Say why the payment is taken back.")})
    if payment.reverses_id is not None or Payment.objects.filter(reverses=payment).exists():
        raise ValidationError(_("This payment is taken back already."))
    with transaction.atomic():
        transition(application, version=application.version, expected={"state": application.state})
        before = paid_so_far(application)
        made = _add(actor, application, -payment.amount, payment.paid_on, payment.document, token, payment)
        told = {"paid": [str(before), str(before - payment.amount)]}
        event = history.write(actor, "support.reverse_payment", refs.of(application), told, why.strip())
        facts.payment_taken_back(actor, application, event, payment)
        if application.state in (ApplicationState.PAID, ApplicationState.REPORTING):
            move(actor, application, "support.payment_open", SIGNED, ApplicationState.AGREEMENT)
        elif application.state == ApplicationState.CLOSED:
            budget.keep_only(application, before - payment.amount)
        owed.refresh(application)
    return made


def close(actor: Actor, application: Application, version: int, words: str = "") -> Application:
    """End an application whose obligations are met, or that gives no money. Raises Refused, Overtaken, ValidationError.

    What of the grant was not paid is free for others again.
    """
    require(actor, "support.pay", application)
    if obliging.open_of(application).exists():
        raise ValidationError(_("Obligations are open: a report that was accepted ends each."))
    states = (ApplicationState.APPROVED, *SIGNED)
    with transaction.atomic():
        application.version = version
        move(actor, application, "support.close_application", states, ApplicationState.CLOSED, note=words)
        budget.keep_only(application, paid_so_far(application))
        owed.refresh(application)
    return application


def paid_so_far(application: Application) -> Decimal:
    """Return what was paid, less what was taken back; zero when nothing was. One query."""
    found: Decimal | None = application.payments.aggregate(sum=Sum("amount"))["sum"]
    return found or ZERO


def _add(
    actor: Actor,
    application: Application,
    amount: Decimal,
    paid_on: date,
    document: str,
    token: UUID,
    reverses: Payment | None = None,
) -> Payment:
    return Payment.objects.create(
        application=application, amount=amount, paid_on=paid_on, document=document, token=token, reverses=reverses,
        made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip


def _paid_wholly(actor: Actor, application: Application) -> None:
    after = ApplicationState.REPORTING if obliging.open_of(application).exists() else ApplicationState.PAID
    move(actor, application, "support.paid_wholly", SIGNED, after)


def _check_agreement(
    application: Application, number: str, signed_on: date, jobs: int | None, jobs_due: date | None
) -> None:
    faults = {}
    if not number.strip():
        faults["number"] = _("Give the agreement's number.")
    if signed_on > clock.today(application.applicant.zone):
        faults["signed_on"] = _("That day has not come yet.")
    if application.decided_on and signed_on < application.decided_on:
        faults["signed_on"] = _("The agreement cannot be older than the decision.")
    if jobs and (jobs_due is None or jobs_due < signed_on):
        faults["jobs_due"] = _("Say by when the jobs are to be there.")
    if faults:
        raise ValidationError(faults)


def _check_payment(application: Application, amount: Decimal, paid_on: date, document: str, before: Decimal) -> None:
    faults = {}
    if application.state not in SIGNED:
        raise ValidationError(_("Money is paid under an agreement: enter that first."))
    if amount <= 0:
        faults["amount"] = _("The amount is more than zero.")
    elif application.granted is None or before + amount > application.granted:
        left = formats.number((application.granted or ZERO) - before)
        faults["amount"] = _("That is more than was granted: %(left)s roubles are left.") % {"left": left}
    if paid_on > clock.today(application.applicant.zone):
        faults["paid_on"] = _("That day has not come yet.")
    if application.agreement_on and paid_on < application.agreement_on:
        faults["paid_on"] = _("That is before the agreement was signed.")
    if not document.strip():
        faults["document"] = _("Give the payment order's number and date.")
    if faults:
        raise ValidationError(faults)
