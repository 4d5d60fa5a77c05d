"""What rooms above add to the pages of a plan and of a measure. Plans imports none of them; it asks the register.

A room's ``plan_page`` is ``(request, view: PlanView) -> PlanPart``; it is asked once for the page, whatever the number
of measures. ``panels`` and ``buttons`` of the measure page are ``(request, measure, moment)`` and answer a Panel or a
Button, several of them in a sequence, or None. ``moment`` may be of a past day: nothing is changed from such a page, so
it has no buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.utils.safestring import SafeString

from promost.accounts.requests import SignedInRequest
from promost.kit.charts.sparkline import Step
from promost.kit.components.against import Against
from promost.kit.components.kinds import Kind
from promost.kit.moments import Moment
from promost.plans.models import Measure
from promost.plans.queries.plans import PlanView
from promost.registry.rooms import load, rooms

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word about a measure, shown as a chip."""

    text: str
    kind: Kind = "neutral"
    symbol: str | None = None
    """Another icon than the kind's own; "" for none."""


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """What a room says of a measure in the plan's table.

    ``state`` is a code by which the page filters; ``marks`` are its chips, the state first. Where ``is_settled``, the
    days left of its term are no longer shown. ``urgency`` puts it on the attention list, the least first. ``figures``
    stand against the targets, by the target's key. ``note`` is a line below the title.
    """

    state: str = ""
    marks: tuple[Mark, ...] = ()
    is_settled: bool = False
    urgency: int | None = None
    kind: Kind | None = None
    """Its colour in the schedule, None for that of its term."""
    done_on: date | None = None
    """The day it was done, for the schedule."""
    figures: Mapping[int, Against] = field(default_factory=dict)
    note: str = ""
    missed_on: date | None = None
    """The first of several terms that was missed: the days left are then those of the next one, and called so."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many measures are in a state: a line of the overview, which filters by the state's code."""

    state: str
    label: str
    count: int
    kind: Kind = "neutral"


@dataclass(frozen=True, slots=True)
class TargetPart:
    """What a room says of a target of the whole plan: its figure now, and its points by reporting day."""

    figure: Against
    steps: tuple[Step, ...] = ()
    url: str = ""
    """Where its facts are; "" for a reader who may not see them."""
    changes: tuple[str, ...] = ()
    """How its values were changed by later editions, in words."""
    flags: tuple[Mark, ...] = ()
    """What a reader is warned of in these changes."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button of a page's head; the ``main`` one is filled."""

    label: Any
    url: str
    symbol: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A card of the measure page, already rendered by its room; ``aside`` puts it in the narrow column.

    Panels stand in the order of their ``place``: the page's own promise has 10, its owners 25, the rest comes after.
    ``targets`` tells that it shows the measure's targets itself, so that the page leaves its own table out. ``marks``
    are chips for the page's card of the deadline, the state first; where ``is_settled``, the card counts no days, and
    where a term was missed (``missed_on``), it names the next one instead.
    """

    title: Any
    content: SafeString
    place: int = 50
    aside: bool = False
    subtitle: Any = ""
    ident: str = ""
    flush: bool = False
    targets: bool = False
    marks: tuple[Mark, ...] = ()
    is_settled: bool = False
    missed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What rooms add to a plan's page; measures and targets by their keys."""

    overview: tuple[Count, ...] = ()
    measures: Mapping[int, MeasurePart] = field(default_factory=dict)
    targets: Mapping[int, TargetPart] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()


def plan_part(request: SignedInRequest, view: PlanView) -> PlanPart:
    """Ask every room that has something to add to a plan's page, and lay their answers together."""
    parts = [load(room.plan_page)(request, view) for room in rooms() if room.plan_page]
    return PlanPart(
        overview=tuple(count for part in parts for count in part.overview),
        measures=_laid(part.measures for part in parts),
        targets=_laid(part.targets for part in parts),
        buttons=tuple(button for part in parts for button in part.buttons),
    )


def panels(request: SignedInRequest, measure: Measure, moment: Moment) -> list[Panel]:
    """Return the rooms' cards of a measure's page, in their order."""
    names = (name for room in rooms() for name in room.panels)
    return sorted(_asked(names, request, measure, moment), key=lambda panel: panel.place)


def buttons(request: SignedInRequest, measure: Measure, moment: Moment) -> list[Button]:
    """Return the rooms' buttons of a measure's page."""
    return list(_asked((name for room in rooms() for name in room.buttons), request, measure, moment))


def fact_buttons(request: SignedInRequest, fact: Any) -> list[Button]:
    """Return the rooms' buttons of the page of a fact, which a room above this one keeps."""
    return list(_asked((name for room in rooms() for name in room.fact_buttons), request, fact))


def _laid(answers: Iterable[Mapping[int, Item]]) -> dict[int, Item]:
    return {key: item for answer in answers for key, item in answer.items()}


def _asked(names: Iterable[str], *given: Any) -> Iterable[Any]:
    for name in names:
        ask: Callable[..., Any] = load(name)
        answer = ask(*given)
        yield from answer if isinstance(answer, Sequence) else [] if answer is None else [answer]
