"""Progress notes: one dated line beside what is derived. A note explains and sets no state."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, formats, history, refs
from promost.kit.text import clean
from promost.plans.models import Measure
from promost.progress.models import Note

LONGEST = 300
"""Characters of a note."""


def note(actor: Actor, measure: Measure, day: date, text: str, token: UUID) -> Note:
    """Write a note about a day; the form's one-time token makes one sent twice one note. Line breaks become spaces.

    Raises Refused, and ValidationError for a note that is empty or too long, or a day to come or before the plan.
    """
    require(actor, "progress.note", measure)
    words = clean(text)
    _check(actor, measure, day, words)
    values = {
        "measure": measure,
        "day": day,
        "text": words,
        "written_by_id": actor.user_id,
        "written_for": actor.organisation,
        "written_at": clock.now(),
    }
    with transaction.atomic():
        written, made = Note.objects.get_or_create(uuid=token, defaults=values)
        if made:
            changes = {"note": [None, words], "day": [None, day.isoformat()]}
            history.write(actor, "progress.note", refs.of(measure), changes)
    if (written.measure_id, written.written_by_id) != (measure.pk, actor.user_id):
        raise ValidationError(_("This form was used for another note; open the page again."))
    return written


def withdraw_note(actor: Actor, written: Note) -> Note:
    """Withdraw a note; it stays in the history, and in pages as of a day on which it stood. Twice changes nothing.

    Raises Refused.
    """
    require(actor, "progress.withdraw_note", written)
    with transaction.atomic():
        now = clock.now()
        if Note.objects.filter(pk=written.pk, withdrawn_at=None).update(withdrawn_at=now):
            written.withdrawn_at = now
            changes = {"note": [written.text, None], "day": [written.day.isoformat(), None]}
            history.write(actor, "progress.withdraw_note", refs.of(written.measure), changes)
    return written


def _check(actor: Actor, measure: Measure, day: date, words: str) -> None:
    today = clock.today(actor.zone)
    if not words:
        raise ValidationError(_("Write in a line how the measure stands."))
    if len(words) > LONGEST:
        said = _("The note has %(count)s characters; shorten it to %(most)s.")
        raise ValidationError(said % {"count": len(words), "most": LONGEST})
    if day > today:
        said = _("%(day)s is still to come; give a day up to today, %(today)s.")
        raise ValidationError(said % {"day": formats.day(day), "today": formats.day(today)})
    if day < measure.plan.starts_on:
        said = _("%(day)s is before the plan, which begins on %(start)s.")
        raise ValidationError(said % {"day": formats.day(day), "start": formats.day(measure.plan.starts_on)})
