"""Terms of the calendar → due, period or multiple, with their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from promost.plans.reading.draft import Deadline, DeadlineKind, Span
from promost.plans.reading.language.doubts import Doubts

from .nodes import Lead, Point, Term
from .years import Calendar

_PRECISION = {
    "half": "half_year",
    "halfmonth": "month",
    "season": "month",
    "months": "month",
    "academic": "year",
    "biennium": "year",
}
_ROUGH = frozenset({"season", "academic", "week", "halfmonth", "biennium"})


def read_terms(terms: Sequence[Term], calendar: Calendar, doubts: Doubts) -> Deadline:
    """The deadline that the terms make; raises ValueError for a day that does not exist, YearUnknown."""
    spans = [calendar.resolve(term) for term in terms]
    for term in terms:
        _tell_roughness(term, doubts)
    spans = _in_order(spans, terms, calendar)
    kept = list(dict.fromkeys(span for span in spans if not _covered(span, spans)))
    if len(kept) > 1:
        return _multiple(kept)
    term = terms[spans.index(kept[0])]
    return _one(term, kept[0], calendar, doubts)


def _one(term: Term, span: tuple[date | None, date | None], calendar: Calendar, doubts: Doubts) -> Deadline:
    start, end = span
    precision = precision_of(term)
    if end is None:
        end = calendar.period[1] if calendar.period else None
        doubts.raise_("OPEN_TERM", day=f"{start:%d.%m.%Y}" if start else "")
        if end is None or (start and end < start):
            return Deadline(DeadlineKind.PERIOD, start, None, precision=precision)
    kind = DeadlineKind.DUE if start is None else DeadlineKind.PERIOD
    return Deadline(kind, start, end, precision=precision)


def _multiple(spans: Sequence[tuple[date | None, date | None]]) -> Deadline:
    parts = tuple(Span(start, end) for start, end in spans)
    edges = sorted(day for span in spans for day in span if day is not None)
    ends = tuple(sorted(end or start for start, end in spans if end or start))  # type: ignore[type-var]
    return Deadline(DeadlineKind.MULTIPLE, edges[0], edges[-1], ends, parts, precision="mixed")  # type: ignore[arg-type]


def _covered(span: tuple[date | None, date | None], others: Sequence[tuple[date | None, date | None]]) -> bool:
    """Whether another term says the same less exactly, as in "I квартал 2025 г. (январь – март)"."""
    return (
        False
        if span[0] is None or span[1] is None
        else any(
            other != span
            and other[0] is not None
            and other[1] is not None
            and span[0] <= other[0]
            and other[1] <= span[1]
            for other in others
        )
    )


def _in_order(
    spans: list[tuple[date | None, date | None]], terms: Sequence[Term], calendar: Calendar
) -> list[tuple[date | None, date | None]]:
    """Such as "декабрь, март 2026": a lent year that puts an earlier term behind the later ones goes back by one."""
    for at in range(len(spans) - 2, -1, -1):
        term, (_, end), after = terms[at], spans[at], spans[at + 1]
        if not (term.start.lent and term.end is None and end and after[1] and end > after[1]):
            continue
        moved = calendar.resolve(_a_year_back(term))
        if calendar.period is None or (moved[1] is not None and moved[1] >= calendar.period[0]):
            spans[at] = moved
    return spans


def _a_year_back(term: Term) -> Term:
    year = term.start.year
    return term if year is None else replace(term, start=replace(term.start, year=year - 1))


def precision_of(term: Term) -> str:
    """day, decade, month, quarter, half_year, year; mixed if the two ends differ."""
    first = _precision(term.start)
    return first if term.end is None or _precision(term.end) == first else "mixed"


def _precision(point: Point) -> str:
    if point.portion and point.portion != "end":
        return "decade" if point.grain == "month" else "month"
    return _PRECISION.get(point.grain, point.grain)


def _tell_roughness(term: Term, doubts: Doubts) -> None:
    """What was read by convention is said: seasons and "конец мая", and "до июня" as the end of June."""
    last = term.end if term.end is not None and term.end.portion != "late" else None
    points = [point for point in (term.start, last) if point is not None]
    if any(point.grain in _ROUGH or point.portion in {"early", "mid", "late"} for point in points):
        if not (term.lead is Lead.BY and term.start.portion == "late"):
            doubts.raise_("APPROXIMATE_DEADLINE")
    elif term.lead is Lead.BY and term.start.grain != "day" and not term.start.portion:
        doubts.raise_("WHOLE_UNIT_COUNTED")
