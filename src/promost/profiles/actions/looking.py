"""Somebody outside an enterprise opens what it told, and says what for; the enterprise sees it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock
from promost.kit.refs import Ref
from promost.kit.text import clean
from promost.profiles.models import Look, Purpose
from promost.registry.models import Organisation


def look(actor: Actor, organisation: Organisation, purpose: str, note: str = "") -> Look:
    """Put on record that the actor opens what the enterprise told; for a day they may.

    Raises Refused, and ValidationError by field.
    """
    require(actor, "profiles.look", organisation)
    return record_look(actor, organisation, purpose, note)


def record_look(
    actor: Actor, organisation: Organisation, purpose: str, note: str = "", about: Ref | None = None
) -> Look:
    """Put a look on record from a room's own work: who may is that action's question. ``about``: an application, say.

    Raises ValidationError for a purpose that there is not, or "other" without words.
    """
    said = clean(note)[:300]
    if purpose not in Purpose.values:
        raise ValidationError({"purpose": [_("Choose what for you look at the data.")]})
    if purpose == Purpose.OTHER and not said:
        raise ValidationError({"note": [_("Say in words what for you look at the data.")]})
    with transaction.atomic():
        return Look.objects.create(
            organisation=organisation, by_id=actor.user_id, on_behalf=actor.organisation, purpose=purpose, note=said,
            subject_kind=about.kind if about else "", subject_id=about.id if about else "", looked_at=clock.now(),
        )  # fmt: skip
