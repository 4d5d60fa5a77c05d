"""A target's progress as pages show it: the figure against its promise, and a step for each reporting day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promost.kit import formats
from promost.kit.charts.sparkline import Step
from promost.kit.components.against import Against
from promost.plans.queries.flat import SIGNS
from promost.profiles import breakdowns
from promost.progress.queries import SeenChange
from promost.progress.shapes import Figure, FigureState, Point, Standing, Stated, TargetProgress
from promost.progress.words import FIGURES, LAST_MONTH, LOWERINGS, STANDINGS

DASH = "—"
"""No value is promised for a day, and none is there."""
SAID = frozenset({Standing.MET, Standing.BEHIND, Standing.ON_PACE, Standing.NOT_REPORTED})
"""Standings that get a chip; the others are said by the word that stands for the figure."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How a page looks at figures: ``until`` is a past day, ``region`` the one whose figures are published."""

    until: date | None = None
    region: str = ""


NOW = Seen()


def against_of(target: TargetProgress, seen: Seen = NOW, *, briefly: bool = False) -> Against:
    """Return a target's figure now against the promise by which it stands.

    ``briefly`` leaves out that an indicator is only proposed.
    """
    point, word = _judged_by(target), STANDINGS[target.standing]
    said = target.standing in SAID
    return Against(
        value=target.figure.value,
        unit=target.unit,
        word=word_for(target.figure),
        promised=point.promised if point else None,
        sign=SIGNS.get(target.comparator, "="),
        due_on=point.due_on if point else None,
        state=str(word.text) if said else "",
        kind=word.kind if said else "neutral",
        by_hand=target.figure.by_hand,
        url=facts_url(target, seen),
        remark=remark_of(target, briefly=briefly),
    )


def steps_of(target: TargetProgress) -> tuple[Step, ...]:
    """Return a target's reporting days for a sparkline and a table."""
    return tuple(_step(point) for point in target.points)


def _step(point: Point) -> Step:
    word = STANDINGS[point.standing]
    said = point.standing in SAID
    return Step(
        due_on=point.due_on,
        promised=point.promised,
        value=point.figure.value,
        word=DASH if point.promised is None else word_for(point.figure),
        state=str(word.text) if said else "",
        kind=word.kind if said else "neutral",
        original=point.original,
    )


def _judged_by(target: TargetProgress) -> Point | None:
    """The end where it is reached, else the last reporting day that passed, else the next."""
    return (target.end if target.standing == Standing.MET else None) or target.last or target.next


def word_for(figure: Figure) -> str:
    """Return the word that stands where there is no value."""
    return "" if figure.is_there else str(FIGURES[figure.state])


def remark_of(target: TargetProgress, *, briefly: bool = False) -> str:
    """Say what else a reader has to know of a figure."""
    told = breakdowns.named(target.breakdown) if target.breakdown else ""
    doubt = _("indicator proposed, not confirmed") if target.indicator and not (target.confirmed or briefly) else ""
    return "; ".join(
        filter(None, [_parts(target.figure), target.figure.release, _unknown(target), told, doubt, *_stated(target)])
    )


def _stated(target: TargetProgress) -> Iterator[str]:
    """What both sides put their names to, beside what is recorded."""
    if target.signed:
        yield _("being signed: %(value)s by %(day)s") % _said(target.signed, target.unit)
    if target.accepted:
        yield _("accepted: %(value)s by %(day)s") % _said(target.accepted, target.unit)


def _said(stated: Stated, unit: str) -> dict[str, str]:
    value = DASH if stated.value is None else formats.amount(stated.value, unit)
    return {"value": value, "day": formats.day(stated.ends_on, "short")}


def _parts(figure: Figure) -> str:
    if figure.parts is None:
        return ""
    above, below = (formats.number(part) for part in figure.parts)
    return _("%(part)s of %(whole)s") % {"part": above, "whole": below}


def _unknown(target: TargetProgress) -> str:
    if not target.indicator:
        return _("nobody has said which facts count")
    if target.figure.unknown:
        said = ngettext(
            "%(count)d enterprise without a baseline is not counted",
            "%(count)d enterprises without a baseline are not counted",
            target.figure.unknown,
        )
        return said % {"count": target.figure.unknown}
    if target.figure.state == FigureState.UNKNOWN:
        return _("it cannot be told from what is recorded")
    return ""


def facts_url(target: TargetProgress, seen: Seen = NOW) -> str:
    """Return the address of a figure's facts, or of a region's published values; "" where there is none to open."""
    if target.figure.release and target.scope == "region" and seen.region:
        return reverse("profiles:region_levels", args=[seen.region])
    if not target.figure.facts:
        return ""
    given = {"target": target.uuid} | ({"until": seen.until.isoformat()} if seen.until else {})
    return f"{_facts()}?{urlencode(given)}"


@cache
def _facts() -> str:
    """The address of facts, made once: a plan has hundreds of figures."""
    return reverse("ledger:facts")


def changes_of(target: TargetProgress) -> tuple[str, ...]:
    """Say how often later editions changed a target's values; the first ones stand beside the days."""
    if not target.changes:
        return ()
    said = ngettext("changed by %(count)d edition", "changed by %(count)d editions", target.changes)
    return (said % {"count": target.changes},)


def flags_of(changes: Iterable[SeenChange]) -> tuple[Any, ...]:
    """Say what is flagged of a target's changes: agreed in the last month, lowered when what was due had not come."""
    several = list(changes)
    late = (LAST_MONTH,) if any(each.change.in_last_month for each in several) else ()
    lowerings = dict.fromkeys(each.judged.lowering for each in several)
    return (*late, *(word for lowering, word in LOWERINGS.items() if lowering in lowerings))
