"""Conditions read from a text: an officer confirms or declines each, singly or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.kit.transitions import change as transition
from promost.support.models import Proposal, ProposalState, Scheme
from promost.support.schemes.actions.writing import check_criteria


def confirm(actor: Actor, scheme: Scheme, keys: Sequence[int]) -> Scheme:
    """Make proposed conditions part of the criteria: all of them must hold, beside those that are there.

    Those decided meanwhile are left as they are. Raises Refused, Overtaken, ValidationError for one that does not fit.
    """
    require(actor, "support.edit_scheme", scheme)
    with transaction.atomic():
        chosen = _waiting(scheme, keys)
        criteria = joined(scheme.criteria, [each.node for each in chosen])
        check_criteria(criteria)
        before = scheme.criteria
        transition(scheme, version=scheme.version, criteria=criteria)
        _decide(actor, chosen, ProposalState.CONFIRMED)
        history.write(actor, "support.confirm_criteria", refs.of(scheme), {"criteria": [before, criteria]})
    return scheme


def decline(actor: Actor, scheme: Scheme, keys: Sequence[int]) -> Scheme:
    """Leave proposed conditions out. Raises Refused, Overtaken."""
    require(actor, "support.edit_scheme", scheme)
    with transaction.atomic():
        transition(scheme, version=scheme.version)
        chosen = _waiting(scheme, keys)
        _decide(actor, chosen, ProposalState.DECLINED)
        quotes = [each.quote for each in chosen]
        history.write(actor, "support.decline_criteria", refs.of(scheme), {"criteria": [quotes, None]})
    return scheme


def joined(criteria: dict[str, Any], nodes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return criteria that ask for the old ones and for each of the nodes, flat where the old ones are one ``all``."""
    old = criteria["all"] if set(criteria) == {"all"} else [criteria] if criteria else []
    return {"all": [*old, *(each for each in nodes if each not in old)]} if old or nodes else {}


def _waiting(scheme: Scheme, keys: Sequence[int]) -> list[Proposal]:
    return list(scheme.proposals.filter(pk__in=keys, state=ProposalState.PROPOSED))


def _decide(actor: Actor, chosen: Sequence[Proposal], state: ProposalState) -> None:
    Proposal.objects.filter(pk__in=[each.pk for each in chosen]).update(
        state=state, decided_by=actor.user_id, decided_at=clock.now()
    )
