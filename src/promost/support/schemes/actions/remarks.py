"""Readers' remarks: a broken link, an error, a suggested wording; anybody may make one, the keeper answers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.kit.transitions import change as transition
from promost.support.models import Remark, RemarkKind, RemarkState, Scheme
from promost.support.schemes.actions import writing

SUGGESTED = ("name", "name_en", "summary", "summary_en", "purpose", "contact", "procedure", "requirements", "address")
"""The fields whose wording a reader may suggest, and accepting takes over."""
MOST = 4000


def remark(actor: Actor, scheme: Scheme, kind: RemarkKind, text: str, field: str = "", suggested: str = "") -> Remark:
    """Keep a reader's remark. Raises Refused, ValidationError for an empty one or a field that is not there."""
    require(actor, "support.remark", scheme)
    _check(text, field, suggested)
    with transaction.atomic():
        made = Remark.objects.create(
            scheme=scheme,
            kind=kind,
            field=field,
            text=text.strip(),
            suggested=suggested.strip(),
            made_by_id=actor.person.pk if actor.user_id else None,
            made_for=actor.organisation,
            made_at=clock.now(),
        )
        history.write(actor, "support.remark", refs.of(scheme), {"remark": [None, kind]})
    return made


def answer_remark(actor: Actor, remark: Remark, accepted: bool, answer: str = "") -> Remark:
    """Accept a remark (a suggested wording is taken over) or decline it with words.

    Raises Refused, Overtaken, ValidationError.
    """
    require(actor, "support.edit_scheme", remark.scheme)
    if not accepted and not answer.strip():
        raise ValidationError({"answer": _("Say why; the reader sees the answer.")})
    state = RemarkState.ACCEPTED if accepted else RemarkState.DECLINED
    with transaction.atomic():
        expected = {"state": RemarkState.NEW}
        transition(remark, version=remark.version, expected=expected, state=state, answer=answer.strip())
        if accepted and remark.field and remark.suggested:
            writing.change(actor, remark.scheme, {remark.field: remark.suggested})
        history.write(actor, "support.answer_remark", refs.of(remark.scheme), {"remark": [RemarkState.NEW, state]})
    return remark


def _check(text: str, field: str, suggested: str) -> None:
    faults = {}
    if not text.strip() and not suggested.strip():
        faults["text"] = _("Say what is wrong.")
    if max(len(text), len(suggested)) > MOST:
        faults["text"] = _("Up to %(most)s signs, please.") % {"most": MOST}
    if field and field not in SUGGESTED:
        faults["field"] = _("The scheme has no such field.")
    if faults:
        raise ValidationError(faults)
