"""An enterprise writes its application: a draft, changed and completed with documents, until it is submitted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, formats, history, refs
from promost.kit import files as stored
from promost.kit.transitions import Overtaken
from promost.kit.transitions import change as transition
from promost.ledger import files as kept
from promost.ledger.files import File
from promost.plans.models import Measure
from promost.support.models import (
    OPEN_STATES,
    Application,
    ApplicationDocument,
    ApplicationState,
    RequiredDocument,
    Scheme,
    SchemeState,
    Taken,
)
from promost.support.schemes.windows import Opening, opening

WRITTEN = frozenset({"purpose", "asked", "jobs_promised"})
OPEN_TO_CHANGE = (ApplicationState.DRAFT, ApplicationState.ASKED)
"""The states in which the applicant may change an application: before it is submitted, and when it is asked to."""


def draft(actor: Actor, scheme: Scheme, token: UUID, measure: Measure | None = None) -> Application:
    """Begin an application in the name of the organisation acted for; the same token again gives the same one.

    Raises Refused; ValidationError for a scheme that takes none here or now, an organisation without a region, and for
    a second open application for one scheme (it names the first).
    """
    require(actor, "support.apply", scheme)
    applicant = actor.organisation
    there = Application.objects.filter(token=token, applicant=applicant).first()
    if there:
        return there
    check_taken_here(scheme)
    check_open(scheme)
    if applicant is None or applicant.region_id is None:
        raise ValidationError(_("Your organisation has no region yet: an administrator of Promost enters it."))
    new = Application(
        scheme=scheme, applicant=applicant, measure=measure, taken=Taken.HERE, token=token, made_by_id=actor.user_id,
        made_for=applicant, made_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            new.save(force_insert=True)
            history.write(actor, "support.draft_application", refs.of(new), {"scheme": [None, str(scheme.uuid)]})
    except IntegrityError:
        raise _twice(new) from None
    return new


def change(actor: Actor, application: Application, version: int, fields: dict[str, Any]) -> Application:
    """Change what the application says. Raises Refused, Overtaken, ValidationError by field."""
    require(actor, "support.write_application", application)
    if set(fields) - WRITTEN:
        raise ValueError("not a field that the applicant writes")
    _check_open_to_change(application)
    check_amount(application.scheme, fields.get("asked"))
    before = {name: getattr(application, name) for name in fields}
    changed = {name: value for name, value in fields.items() if value != before[name]}
    with transaction.atomic():
        transition(application, version=version, expected={"state": application.state}, **changed)
        told = {name: [_plain(before[name]), _plain(value)] for name, value in changed.items()}
        history.write(actor, "support.change_application", refs.of(application), told)
    return application


def attach(
    actor: Actor, application: Application, file: File, required: RequiredDocument | None = None, personal: bool = False
) -> ApplicationDocument:
    """Hand in a document; it takes the place of an earlier one of the same kind, which stays with its day.

    Raises Refused, Bad for a file that cannot be taken, ValidationError for an application that is not open to change.
    """
    require(actor, "support.write_application", application)
    _check_open_to_change(application)
    (examined,) = kept.examine([file])
    with transaction.atomic():
        _lock(application)
        now = clock.now()
        if required is not None:
            application.documents.filter(required=required, removed_at=None).update(removed_at=now)
        made = ApplicationDocument.objects.create(
            application=application, required=required, name=examined.checked.name, sha256=stored.keep(examined.data),
            personal=personal, added_by_id=actor.user_id, added_at=now,
        )  # fmt: skip
        history.write(actor, "support.attach_document", refs.of(application), {"document": [None, made.sha256]})
    return made


def remove_document(actor: Actor, document: ApplicationDocument) -> None:
    """Take a document out of an application; its row stays. Raises Refused, Overtaken, ValidationError."""
    application = document.application
    require(actor, "support.write_application", application)
    _check_open_to_change(application)
    with transaction.atomic():
        _lock(application)
        rows = ApplicationDocument.objects.filter(pk=document.pk, removed_at=None)
        if rows.update(removed_at=clock.now()) == 0:
            raise Overtaken(None)
        history.write(actor, "support.remove_document", refs.of(application), {"document": [document.sha256, None]})


def check_taken_here(scheme: Scheme) -> None:
    """Raise ValidationError unless applications for a scheme are taken in Promost."""
    if scheme.taken != Taken.HERE:
        raise ValidationError(_("Applications for this scheme are taken elsewhere: see its page."))
    if scheme.state != SchemeState.PUBLISHED:
        raise ValidationError(_("This scheme takes no applications: it is not published."))


def check_open(scheme: Scheme) -> None:
    """Raise ValidationError when no window is open, saying when one closed and when the next opens."""
    found = opening(scheme, clock.now())
    if not found.is_open:
        raise ValidationError(closed(found), code="closed")


def closed(found: Opening) -> str:
    """Say in words that applications are not taken now."""
    words = []
    if found.closed_on:
        words.append(_("Applications were taken until %(day)s.") % {"day": formats.day(found.closed_on)})
    if found.next_on:
        words.append(_("The next window opens on %(day)s.") % {"day": formats.day(found.next_on)})
    return " ".join(words) or _("This scheme takes no applications now.")


def check_amount(scheme: Scheme, asked: Decimal | None) -> None:
    """Raise ValidationError for an amount that the scheme does not give."""
    if asked is None:
        return
    if asked <= 0:
        raise ValidationError({"asked": _("The amount is more than zero.")})
    if scheme.amount_max is not None and asked > scheme.amount_max:
        most = formats.number(scheme.amount_max)
        raise ValidationError({"asked": _("The scheme gives at most %(most)s roubles.") % {"most": most}})
    if scheme.amount_min is not None and asked < scheme.amount_min:
        least = formats.number(scheme.amount_min)
        raise ValidationError({"asked": _("The scheme gives at least %(least)s roubles.") % {"least": least}})


def _check_open_to_change(application: Application) -> None:
    if application.state not in OPEN_TO_CHANGE:
        raise ValidationError(_("The application is with the provider: it is not changed now."))


def _lock(application: Application) -> None:
    """Count the version up, so that a submission and a document's change never pass each other."""
    transition(application, version=application.version, expected={"state": application.state})


def _twice(new: Application) -> ValidationError:
    rows = Application.objects.filter(scheme=new.scheme, applicant=new.applicant, state__in=OPEN_STATES)
    first = rows.first()
    name = first.number or _("a draft") if first else "?"
    return ValidationError(_("Your enterprise has an open application for this scheme: %(name)s.") % {"name": name})


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, type(None))) else str(value)
