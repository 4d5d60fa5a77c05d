"""The desk of a region or of an organisation: its plans, its duties, and the cards of every direction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from promost.accounts.models import User
from promost.desks.pages.states import StateCount, counts
from promost.duties import kinds
from promost.duties.models import Duty
from promost.kit.moments import Moment
from promost.plans.queries.rows import instant
from promost.progress.subjects import Share, Subject, Work
from promost.registry.cards import Card
from promost.registry.rooms import Direction, directions, load


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in which the subject has a part: what it is called, and how many of the subject's measures stand where."""

    title: str
    url: str
    invented: bool
    count: int
    states: tuple[StateCount, ...]


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty: what is to be done, for which measure or target, where, and by when."""

    label: Any
    thing: str
    url: str
    due_on: date
    days_left: int


def cards(user: User, subject: Subject, at: Moment) -> list[Card]:
    """Ask every direction for its cards, in the order of the rooms; one that has no answer is not there."""
    return [card for room in directions() for card in _of(room, user, subject, at)]


def _of(room: Direction, user: User, subject: Subject, at: Moment) -> Iterable[Card]:
    return load(room.cards)(user, subject, at) if room.cards else ()


def plans(work: Work, query: str) -> list[PlanLine]:
    """Return the subject's plans; ``query`` takes a past day along."""
    return [_plan(share, query) for share in work.shares]


def _plan(share: Share, query: str) -> PlanLine:
    url = reverse("plans:plan", args=[share.plan.uuid])
    states = counts([task.progress for task in share.tasks], url)
    return PlanLine(share.plan.title, f"{url}{query}", share.plan.invented, len(share.tasks), tuple(states))


def duties(rows: Iterable[Duty], work: Work, at: Moment) -> list[DutyLine]:
    """Return duties as shown at a moment. What they come from is named from what was read already."""
    names, moment = _names(work), instant(at)
    return [_duty(duty, names, moment) for duty in rows]


def _duty(duty: Duty, names: Mapping[str, str], at: datetime) -> DutyLine:
    kind = kinds.of(duty.kind)
    url = kind.where(duty.origin) if kind and kind.where else ""
    label = kind.label if kind else duty.kind
    return DutyLine(label, names.get(duty.origin_id, ""), url, duty.due_on, duty.term.days_left(at))


def _names(work: Work) -> dict[str, str]:
    """What measures and targets are called, by their lasting ids."""
    found = {task.uuid: f"{task.number} {task.title}" for share in work.shares for task in share.tasks}
    whole = (target for share in work.shares for target in share.progress.targets)
    under = (target for share in work.shares for each in share.progress.measures.values() for target in each.targets)
    return {**{target.uuid: target.called for target in (*whole, *under)}, **found}
