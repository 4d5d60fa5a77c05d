"""Assessing: assessors are named, declare that they have no interest, ask, give opinions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.models import User
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.kit.transitions import Overtaken
from promost.profiles.actions.looking import record_look
from promost.profiles.models import Purpose
from promost.support.applications import owed
from promost.support.applications.moving import move
from promost.support.models import Application, ApplicationState, Assessor, Question

UNDER_WAY = (ApplicationState.SUBMITTED, ApplicationState.REVIEW)
OPEN_TO_OPINIONS = (ApplicationState.REVIEW, ApplicationState.ASKED)
OPINIONS = ("for", "against")


def name_assessors(actor: Actor, application: Application, version: int, users: Sequence[User]) -> Application:
    """Name who assesses, members of the provider; the review begins. Those named before stay.

    Raises Refused, Overtaken, ValidationError for somebody who is no member of the provider.
    """
    require(actor, "support.organise", application)
    members = set(
        User.objects.filter(memberships__organisation=application.scheme.provider).values_list("pk", flat=True)
    )
    if not users or any(each.pk not in members for each in users):
        raise ValidationError({"users": _("Choose one or more members of the provider's office.")})
    with transaction.atomic():
        application.version = version
        move(actor, application, "support.name_assessors", UNDER_WAY, ApplicationState.REVIEW)
        now = clock.now()
        rows = [Assessor(application=application, user=each, named_at=now) for each in users]
        Assessor.objects.bulk_create(rows, ignore_conflicts=True)
        owed.refresh(application)
    return application


def declare(actor: Actor, assessor: Assessor, interested: bool) -> Assessor:
    """Declare that one has no interest in the applicant, or that one has, and steps back. Said once.

    Raises Refused; Overtaken when it was said already.
    """
    require(actor, "support.declare", assessor)
    with transaction.atomic():
        rows = Assessor.objects.filter(pk=assessor.pk, declared_at=None)
        if rows.update(declared_at=clock.now(), interested=interested) == 0:
            raise Overtaken(Assessor.objects.filter(pk=assessor.pk).first())
        told = {"interested": [None, interested]}
        history.write(actor, "support.declare", refs.of(assessor.application), told)
        if not interested:
            _looked(actor, assessor.application)
        owed.refresh(assessor.application)
    assessor.refresh_from_db()
    return assessor


def look_again(actor: Actor, application: Application) -> None:
    """Open what the enterprise told for another day; the enterprise sees who did and what for. Raises Refused."""
    require(actor, "support.assess", application)
    _looked(actor, application)


def _looked(actor: Actor, application: Application) -> None:
    note = _("Application No %(number)s") % {"number": application.number}
    record_look(actor, application.applicant, Purpose.APPLICATION, note, refs.of(application))


def give_opinion(actor: Actor, application: Application, opinion: str, words: str) -> Assessor:
    """Give one's opinion, with reasons; until the decision it may be given anew. Raises Refused, ValidationError."""
    require(actor, "support.assess", application)
    faults = {}
    if opinion not in OPINIONS:
        faults["opinion"] = _("Choose: for approval or against it.")
    if not words.strip():
        faults["words"] = _("Give the reasons: whoever decides reads them.")
    if faults:
        raise ValidationError(faults)
    with transaction.atomic():
        _hold_open(application)
        assessor = Assessor.objects.get(application=application, user=actor.user_id)
        rows = Assessor.objects.filter(pk=assessor.pk)
        rows.update(opinion=opinion, words=words.strip(), given_at=clock.now())
        told = {"opinion": [assessor.opinion or None, opinion]}
        history.write(actor, "support.give_opinion", refs.of(application), told)
        owed.refresh(application)
    assessor.refresh_from_db()
    return assessor


def _hold_open(application: Application) -> None:
    """Let no decision pass an opinion: count the version up, in a state in which opinions are taken."""
    rows = Application.objects.filter(pk=application.pk, state__in=OPEN_TO_OPINIONS)
    if rows.update(version=F("version") + 1) == 0:
        raise Overtaken(Application.objects.filter(pk=application.pk).first())
    application.refresh_from_db(fields=["version", "state"])


def ask(actor: Actor, application: Application, version: int, text: str, due_on: date) -> Question:
    """Ask the applicant for information, by a day to come; the applicant may then change the application.

    Raises Refused, Overtaken, ValidationError.
    """
    require(actor, "support.assess", application)
    faults = {}
    if not text.strip():
        faults["text"] = _("Say what is needed.")
    if due_on < clock.today(application.applicant.zone):
        faults["due_on"] = _("The day has passed where the applicant works; give a later one.")
    if faults:
        raise ValidationError(faults)
    with transaction.atomic():
        application.version = version
        move(actor, application, "support.ask_applicant", (ApplicationState.REVIEW,), ApplicationState.ASKED)
        made = Question.objects.create(
            application=application, text=text.strip(), due_on=due_on, asked_by_id=actor.user_id, asked_at=clock.now()
        )
        owed.refresh(application)
    return made


def answer(actor: Actor, application: Application, version: int, text: str) -> Question:
    """Answer what was asked; the review goes on. Raises Refused, Overtaken, ValidationError."""
    require(actor, "support.write_application", application)
    if not text.strip():
        raise ValidationError({"text": _("Write the answer.")})
    with transaction.atomic():
        application.version = version
        move(actor, application, "support.answer_provider", (ApplicationState.ASKED,), ApplicationState.REVIEW)
        question = application.questions.filter(answered_at=None).latest("pk")
        question.answer, question.answered_at = text.strip(), clock.now()
        question.save(update_fields=["answer", "answered_at"])
        owed.refresh(application)
    return question
