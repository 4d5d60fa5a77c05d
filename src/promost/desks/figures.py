"""How many measures of a plan stand where, as the home page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from promost.desks.queries import PlanBrief
from promost.plans.terms import TermState


@dataclass(frozen=True, slots=True)
class Count:
    """A count of measures that opens to them."""

    label: Any
    value: int
    url: str


def kpis(brief: PlanBrief) -> list[Count]:
    """Return the counts of a plan, each with the address of the measures it counts."""
    states = brief.by_state
    shown = (
        (_("measures in the plan"), "", len(brief.rows)),
        (_("without a deadline"), TermState.WITHOUT, states[TermState.WITHOUT]),
        (_("term is over"), TermState.OVER, states[TermState.OVER]),
        (_("due within two weeks"), TermState.SOON, states[TermState.SOON]),
    )
    page = reverse("plans:plan", args=[brief.plan.uuid])
    return [Count(label, value, f"{page}?state={state}" if state else page) for label, state, value in shown]
