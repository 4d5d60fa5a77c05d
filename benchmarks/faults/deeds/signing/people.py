"""Who acts in both programmes: the people of the demonstration, as its story has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from promost.accounts.actors import Actor
from promost.plans.models import Plan
from promost.progress.demo import agreed, cast, events


class Programme(NamedTuple):
    """A plan, who draws its statements and attaches papers, and who signs for each side."""

    plan: Plan
    draws: Actor
    signs: Mapping[str, Actor]


def programmes() -> Iterator[Programme]:
    """Give both programmes of the demonstration."""
    people = cast.officers(events.read("people"))
    for told in agreed.programmes():
        plan = Plan.objects.select_related("agreement").filter(agreement__number=told.agreement).order_by("pk")[0]
        first = told.statement[0]
        yield Programme(plan, people[first.drawn.by], {each.side: people[each.by] for each in first.signed})
