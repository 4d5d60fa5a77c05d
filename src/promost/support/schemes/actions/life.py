"""The life of a scheme: draft → in review → published → archived, and back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.kit.transitions import change as transition
from promost.support.models import ProposalState, Scheme, SchemeState
from promost.support.schemes.actions.writing import check_criteria, check_possible
from promost.support.schemes.windows import zone_of


def submit_for_review(actor: Actor, scheme: Scheme) -> Scheme:
    """Hand a draft to whoever publishes. Raises Refused, Overtaken."""
    require(actor, "support.edit_scheme", scheme)
    return _move(actor, scheme, "support.scheme_review", (SchemeState.DRAFT, SchemeState.REVIEW))


def return_to_draft(actor: Actor, scheme: Scheme, why: str) -> Scheme:
    """Send a scheme in review back with a reason. Raises Refused, Overtaken, ValidationError without a reason."""
    require(actor, "support.publish_scheme", scheme)
    if not why.strip():
        raise ValidationError({"why": _("Say what is to be mended.")})
    return _move(actor, scheme, "support.scheme_draft", (SchemeState.REVIEW, SchemeState.DRAFT), why)


def publish(actor: Actor, scheme: Scheme) -> Scheme:
    """Publish what is in review (or a draft, where one person does both).

    Raises Refused, Overtaken, and ValidationError for what a reader could not do without: proposed criteria that nobody
    has decided on, no way to apply, no provider, criteria that nobody can meet.
    """
    require(actor, "support.publish_scheme", scheme)
    _check_ready(scheme)
    before = SchemeState(scheme.state) if scheme.state == SchemeState.DRAFT else SchemeState.REVIEW
    states = (before, SchemeState.PUBLISHED)
    day = scheme.published_at or clock.now()
    return _move(actor, scheme, "support.scheme_published", states, published_at=day)


def archive(actor: Actor, scheme: Scheme, why: str) -> Scheme:
    """End a published scheme, with the reason that readers see. Raises Refused, Overtaken, ValidationError."""
    require(actor, "support.publish_scheme", scheme)
    if not why.strip():
        raise ValidationError({"why": _("Say why the scheme has ended; readers of its page will see it.")})
    states = (SchemeState.PUBLISHED, SchemeState.ARCHIVED)
    return _move(actor, scheme, "support.scheme_archived", states, why, archived_why=why.strip())


def revive(actor: Actor, scheme: Scheme) -> Scheme:
    """Take a scheme out of the archive, as a draft. Raises Refused, Overtaken."""
    require(actor, "support.publish_scheme", scheme)
    states = (SchemeState.ARCHIVED, SchemeState.DRAFT)
    return _move(actor, scheme, "support.scheme_draft", states, archived_why="")


def _move(
    actor: Actor, scheme: Scheme, verb: str, states: tuple[SchemeState, SchemeState], note: str = "", **values: Any
) -> Scheme:
    before, after = states
    with transaction.atomic():
        transition(scheme, version=scheme.version, expected={"state": before}, state=after, **values)
        history.write(actor, verb, refs.of(scheme), {"state": [before, after]}, note.strip())
    return scheme


def _check_ready(scheme: Scheme) -> None:
    faults = []
    waiting = scheme.proposals.filter(state=ProposalState.PROPOSED).count()
    if waiting:
        faults.append(_("Proposed conditions wait for your decision: %(count)s.") % {"count": waiting})
    if not scheme.from_whom:
        faults.append(_("Name the provider: an applicant must know whom to ask."))
    if scheme.taken == "elsewhere" and not (scheme.address or scheme.procedure.strip()):
        faults.append(_("Say where applications are taken: an address, or the procedure."))
    if scheme.taken == "here" and scheme.provider_id is None:
        faults.append(_("Applications are taken here only by an organisation that is in Promost: choose the provider."))
    if faults:
        raise ValidationError(faults)
    check_criteria(scheme.criteria)
    check_possible(scheme.criteria, clock.today(zone_of(scheme)))
