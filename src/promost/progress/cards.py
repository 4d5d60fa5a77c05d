"""What a direction shows on a desk as far as plan, facts and figures tell it: the same for every direction.

A direction's own ``cards`` calls this, and adds what its room knows besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from promost.accounts.models import User
from promost.kit import formats
from promost.kit.moments import Moment
from promost.profiles import definitions
from promost.profiles.models import Kind
from promost.progress.pages.figures import against_of
from promost.progress.shapes import MeasureState, TargetProgress
from promost.progress.subjects import OwnFigure, Share, Subject, Task, Work, work_of
from promost.progress.words import CODES, code_of
from promost.registry.cards import Card, Line
from promost.registry.models import Region
from promost.registry.rooms import Direction

TITLE = 80
"""Characters of a measure's title on a card."""
TROUBLES = ("late", "risk")
NAMED = 3
"""Measures that are late or at risk and are named; the others are counted."""


def cards_of(direction: Direction, user: User, subject: Subject, at: Moment) -> list[Card]:
    """Return the card of a direction on the desk of a region or an organisation, as a user may see it."""
    work = work_of(user, subject, at)
    tasks = work.tasks(direction.code)
    lines = (
        *_counts(direction.code, work, tasks),
        *_troubles(tasks),
        *_own(direction.code, work),
        *_figures(direction.code, work),
        *_next(tasks, at.day),
    )
    return [Card(direction.name, lines, "" if lines else _nothing(subject), "")]


def _counts(code: str, work: Work, tasks: list[tuple[Share, Task]]) -> Iterable[Line]:
    """How many measures there are and how many are done; where there is one plan the line opens to them."""
    if not tasks:
        return
    plans = {share.plan.uuid for share, _task in tasks}
    url = f"{reverse('plans:plan', args=[plans.pop()])}?direction={code}" if len(plans) == 1 else ""
    done = sum(1 for _share, task in tasks if task.progress.state == MeasureState.DONE)
    text = _("%(done)s of %(all)s") % {"done": formats.number(done), "all": formats.number(len(tasks))}
    yield Line(_("measures done"), text, url)


def _troubles(tasks: list[tuple[Share, Task]]) -> Iterable[Line]:
    """The measures that are late or at risk, the first few by name."""
    for code in TROUBLES:
        chosen = [task for _share, task in tasks if code_of(task.progress) == code]
        for task in chosen[:NAMED]:
            yield Line(CODES[code].text, _named(task), _address(task))
        if len(chosen) > NAMED:
            more = _("and %(count)s more") % {"count": formats.number(len(chosen) - NAMED)}
            yield Line(CODES[code].text, more)


def _figures(code: str, work: Work) -> Iterable[Line]:
    """The figures promised by whole plans, against what was promised by the last reporting day."""
    for share, target in work.targets(codes(code)):
        url = f"{reverse('plans:plan', args=[share.plan.uuid])}?view=targets"
        yield Line(target.label, _standing(target), url)


def _standing(target: TargetProgress) -> str:
    """Say a figure and its promise in one line: "19 units of 25 by 30 September 2025: behind"."""
    shown = against_of(target)
    value = shown.word if shown.value is None else formats.amount(shown.value, shown.unit)
    if shown.promised is None or shown.due_on is None:
        return value
    words = {"value": value, "promised": formats.number(shown.promised), "day": formats.day(shown.due_on)}
    if shown.value is None:
        words["promised"] = formats.amount(shown.promised, shown.unit)
        return _("%(value)s; promised by %(day)s: %(promised)s") % words
    text = _("%(value)s of %(promised)s by %(day)s") % words
    return f"{text}: {shown.state}" if shown.state else text


def _own(code: str, work: Work) -> Iterable[Line]:
    """What facts that name the organisation come to."""
    for figure in work.own:
        if figure.code in codes(code):
            yield Line(figure.name, _counted(figure))


def _counted(figure: OwnFigure) -> str:
    """What the organisation brought; where different organisations are counted, that it is one of them."""
    if figure.kind == Kind.DISTINCT and figure.value > 0:
        return _("counted")
    return formats.amount(figure.value, figure.unit)


def _next(tasks: list[tuple[Share, Task]], today: date) -> Iterable[Line]:
    """The term that ends next."""
    coming = [(due, task) for _share, task in tasks if (due := _due(task, today))]
    for due, task in sorted(coming, key=lambda each: each[0])[:1]:
        text = _("%(measure)s: by %(day)s") % {"measure": _named(task), "day": formats.day(due)}
        yield Line(_("next term"), text, _address(task))


def _due(task: Task, today: date) -> date | None:
    if task.progress.state in {MeasureState.DONE, MeasureState.CANCELLED}:
        return None
    days = [each.due_on for each in task.progress.occurrences if not each.is_over]
    days += [task.progress.due_on] if task.progress.due_on else []
    return min((day for day in days if day >= today), default=None)


def _named(task: Task) -> str:
    """The number and the beginning of the title."""
    title = task.title if len(task.title) <= TITLE else f"{task.title[: TITLE - 1].rstrip()}…"
    return f"{task.number} {title}".strip()


def _address(task: Task) -> str:
    return reverse("plans:measure", args=[task.uuid])


def _nothing(subject: Subject) -> str:
    if isinstance(subject, Region):
        return _(
            "Here will stand the region's measures of this direction, what was promised in figures, and the next term. "
            "In the plans that you read there is none so far."
        )
    return _(
        "Here will stand the measures of this direction that the organisation answers for, and what the facts that "
        "name it come to. There is neither so far."
    )


@cache
def codes(direction: str) -> frozenset[str]:
    """Return the codes of a direction's indicators, from its data file."""
    return frozenset(each.code for each in definitions.built_in() if each.source == direction)
