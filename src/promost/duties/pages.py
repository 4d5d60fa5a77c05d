"""How duties are grouped and named on their page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from promost.duties.models import Outcome
from promost.duties.queries import DutyView, Whose, by_urgency


@dataclass(frozen=True, slots=True)
class Term:
    """A duty's last day as the component of deadlines takes it."""

    end: date
    start: date | None = None
    due_dates: tuple[date, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A duty with its deadline."""

    view: DutyView
    term: Term


@dataclass(frozen=True, slots=True)
class Group:
    """Duties under one heading."""

    code: str
    name: str
    lines: tuple[Line, ...]


def whose(asked: str) -> Whose:
    """Read the filter of the address; anything unknown means all."""
    return Whose(asked) if asked in set(Whose) else Whose.ALL


def tabs(chosen: Whose, counts: Mapping[Whose, int]) -> list[dict[str, Any]]:
    """Return the tabs: all, those of the organisation, mine by name."""
    labels = {
        Whose.ALL: _("All duties"),
        Whose.ORGANISATION: _("Of the organisation"),
        Whose.MINE: _("Mine by name"),
    }
    return [
        {"url": f"?of={each.value}", "label": label, "count": counts[each], "current": each is chosen}
        for each, label in labels.items()
    ]


def groups(shown: Sequence[DutyView]) -> tuple[Group, ...]:
    """Group open duties: over, within a week, later; each ordered by the moment at which it ends."""
    names = {"over": _("The term is over"), "near": _("Within a week"), "later": _("Later")}
    found: dict[str, list[Line]] = {code: [] for code in names}
    for view in by_urgency(shown):
        found["over" if view.is_over else "near" if view.is_near else "later"].append(line(view))
    return tuple(Group(code, names[code], tuple(lines)) for code, lines in found.items() if lines)


def line(view: DutyView) -> Line:
    """Return a duty with its deadline."""
    return Line(view, Term(view.duty.due_on))


def settled(shown: Iterable[DutyView]) -> tuple[tuple[DutyView, str], ...]:
    """Return closed duties, each with the kind of chip that says how it ended."""
    return tuple((view, "ok" if view.duty.outcome == Outcome.MET else "neutral") for view in shown)
