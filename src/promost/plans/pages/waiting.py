"""What waits for the parties, as the plan's page says it: chips with their pages, and the way to the last changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.kit.components.kinds import Kind
from promost.plans.models import Party, PlanState
from promost.plans.pages.approvals import CHIPS
from promost.plans.permissions import answers_for
from promost.plans.queries.editions import known_editions
from promost.plans.queries.plans import PlanView
from promost.plans.queries.waiting import Asked, Waiting, waiting


@dataclass(frozen=True, slots=True)
class Line:
    """A word about the plan with its colour, the page behind it, and what it means; the reader's own is ``mine``."""

    text: str
    kind: Kind
    url: str
    detail: str = ""
    mine: str = ""


def lines(actor: Actor, view: PlanView) -> tuple[Line, ...]:
    """Return what the plan's page says of approval, amendments and editions; it asks no query."""
    plan = view.plan
    state = PlanState(plan.state)
    where = reverse("plans:approval", args=[plan.uuid])
    if state == PlanState.DRAFT:
        return (Line(str(state.label), CHIPS[state], where),)
    found = waiting(plan, view.parties, known_editions(view.edition) or ())
    mine = answers_for(actor, plan.agreement)
    approval = _detail(found.approval)
    own = _("Your approval is awaited") if _awaits(found.approval, mine) else ""
    if state == PlanState.IN_FORCE and found.approval:
        said = _("edition %(number)s waits for approval") % {"number": found.approval.edition}
        first = [Line(str(state.label), CHIPS[state], where), Line(said, "warn", where, approval, own)]
    else:
        first = [Line(str(state.label), CHIPS[state], where, approval, own)]
    return (*first, *_amendment(view, found, mine), *_editions(view, found))


def _amendment(view: PlanView, found: Waiting, mine: frozenset[int]) -> tuple[Line, ...]:
    if found.amendment is None:
        return ()
    where = reverse("plans:amendments", args=[view.plan.uuid])
    own = _("It waits for your consent") if _awaits(found.amendment, mine) else ""
    return (Line(_("an amendment waits for consent"), "warn", where, _detail(found.amendment, agrees=True), own),)


def _editions(view: PlanView, found: Waiting) -> tuple[Line, ...]:
    if len(found.editions) < 2:
        return ()
    newer, older = found.editions[:2]
    where = reverse("plans:compare", args=[view.plan.uuid, older, newer])
    return (Line(_("what edition %(number)s changed") % {"number": newer}, "neutral", where),)


def _awaits(asked: Asked | None, mine: frozenset[int]) -> bool:
    return asked is not None and any(party.pk in mine for party in asked.waits)


def _detail(asked: Asked | None, *, agrees: bool = False) -> str:
    """Say how many parties have answered, and for whom it waits."""
    if asked is None:
        return ""
    values = {"done": len(asked.done), "all": asked.parties, "parties": _names(asked.waits)}
    if agrees:
        return _("agreed by %(done)s of %(all)s; waits for: %(parties)s") % values
    return _("approved by %(done)s of %(all)s; waits for: %(parties)s") % values


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(party.called for party in parties)
