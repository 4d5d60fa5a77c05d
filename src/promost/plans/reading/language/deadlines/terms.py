"""Grammar of terms: a point with its lead ("до", "с", "by"), the stretch between two points, and lists of them."""

from __future__ import annotations

from dataclasses import replace

from .cursor import Cursor
from .dating import dated
from .nodes import Lead, Point, Term
from .points import bare, point

_LEADS = {"by": Lead.BY, "to": Lead.BY, "from": Lead.FROM, "notbefore": Lead.NOT_BEFORE, "between": Lead.FROM}
_WITHIN_YEAR = frozenset({"day", "month", "quarter", "half", "decade"})
_GAPS = ("skip", "tentative", "calendar")


def terms(c: Cursor) -> list[Term]:
    """The list of terms at the cursor ("март, июнь 2025"; "до 1 мая и до 1 июля"), or none and the cursor unmoved."""
    begin = c.at
    found: list[Term] = []
    good = c.at
    while True:
        term = _term(c)
        if term is None:
            break
        found.append(term)
        if _settled(term):
            good = c.at
        if not _more(c, term):
            break
    whole = [term for term in found if term.last <= good]
    told = _explained(whole)
    if not all(term.start.grain and (term.end is None or term.end.grain) for term in told):
        told = []
    c.at = good if told else begin
    return told


def _settled(term: Term) -> bool:
    """Whether the last point of the term needs no later one to explain it."""
    return (term.end or term.start).grain != ""


def _more(c: Cursor, before: Term) -> bool:
    """Past the separator of a list; terms may also follow each other without one when both are full."""
    if c.look().depth != c.tokens[before.first].depth:
        return False
    if c.sees("colon") and before.start.grain == "year":
        c.at += 1
        return True
    if c.take("sep") is None:
        return _settled(before) and c.look().kind in {"month", "date", "by", "roman"}
    c.skip("sep")
    return True


def _term(c: Cursor) -> Term | None:
    begin, depth = c.at, c.look().depth
    _stage(c)
    lead, between = _lead(c)
    start = _operand(c)
    if start is None:
        c.at = begin
        return None
    if lead is Lead.NAMED and _turned(c):
        lead = Lead.BY
    if lead is Lead.NAMED and c.take("open_end"):
        lead = Lead.FROM
    end = _second(c, lead, between) if c.look().depth == depth else None
    if end is not None and not end.grain and start.grain == "day":
        end = dated(c, replace(end, grain="day", month=start.month))
    return Term(begin, c.at, depth, lead if end is None else Lead.NAMED, start, end)


def _operand(c: Cursor) -> Point | None:
    """A point, or a bare number that a later point explains; a full point is tried first."""
    return point(c) or bare(c)


def _stage(c: Cursor) -> None:
    """Past "1 этап – ", "Stage 2: "."""
    begin = c.at
    if c.take("num", "ordnum", "roman", "ord") and c.take("stage"):
        c.skip("dash", "colon")
        return
    c.at = begin
    if c.take("stage") and c.take("num", "roman"):
        c.skip("dash", "colon")
        return
    c.at = begin


def _lead(c: Cursor) -> tuple[Lead, bool]:
    """The words before a point: which lead they are, and whether "and" closes the stretch ("between … and …")."""
    lead, between = Lead.NAMED, False
    while True:
        token = c.take("in", "of", *_LEADS, *_GAPS)
        if token is None:
            return lead, between
        if token.kind in _LEADS:
            lead, between = _LEADS[token.kind], token.kind == "between"
        if token.kind == "in":
            c.take("periodword")


def _turned(c: Cursor) -> bool:
    """English may say it after the point: "1 May 2025 at the latest", "Q2 2025 latest"."""
    return c.take("latest") is not None


def _second(c: Cursor, lead: Lead, between: bool) -> Point | None:
    """The end of a stretch, or None and the cursor unmoved."""
    begin = c.at
    closers = {"dash", "to"} | ({"by", "sep"} if lead is Lead.FROM and (between or c.look().kind == "by") else set())
    if c.look().kind not in closers or (c.sees("sep") and not between):
        return None
    c.at += 1
    c.skip("dash", "to", "in", "of", "by", *_GAPS)
    end = _operand(c)
    if end is None:
        c.at = begin
    return end


def _explained(found: list[Term]) -> list[Term]:
    """Every point of a list filled from the one after it, then years from the one before."""
    points = [[term.start, term.end] for term in found]
    flat = [(i, j) for i, pair in enumerate(points) for j, one in enumerate(pair) if one is not None]
    later: Point | None = None
    for i, j in reversed(flat):
        own = points[i][j]
        if own is not None:
            points[i][j] = later = _filled(own, later)
    named = [
        replace(term, start=start, end=end)
        for term, (start, end) in zip(found, points, strict=True)
        if start is not None
    ]
    return _year_first(_year_again(named))


def _filled(own: Point, later: Point | None) -> Point:
    """What a point leaves out, taken from the next: grain and month of a bare number, the year of a yearless one."""
    if later is None:
        return own
    if not own.grain:
        if later.grain == "year":
            return Point("year", year=own.index + 2000, short=True) if own.index > 20 else own
        grain = "day" if later.grain in {"day", "month"} else later.grain
        month = later.index if later.grain == "month" else later.month
        own = Point(grain, own.index, month)
    if own.dated or own.grain in {"year", "academic", "biennium"} or later.grain == "academic":
        return own
    if later.grain == "year":
        return own
    return replace(own, year=later.year, ahead=later.ahead, lent=True, short=later.short)


def _year_again(found: list[Term]) -> list[Term]:
    """Such as "май 2025 и 2026 годов": a bare year behind a dated point names the same point in that year."""
    told: list[Term] = []
    for term in found:
        before = told[-1].start if told and told[-1].end is None else None
        again = before is not None and before.grain in _WITHIN_YEAR and before.dated and _bare_year(term)
        told.append(replace(term, start=before.in_year_of(term.start)) if again and before is not None else term)
    return told


def _bare_year(term: Term) -> bool:
    """Whether the term is a year and nothing else."""
    return term.start.grain == "year" and term.end is None and not term.lead and not term.start.portion


def _year_first(found: list[Term]) -> list[Term]:
    """Such as "2025 г.: март, июнь" and "2025 год, II квартал": a year that only opens the list dates what follows."""
    if len(found) < 2 or not _bare_year(found[0]) or any(term.start.dated for term in found[1:]):
        return found
    return [in_year(term, found[0].start) for term in found[1:]]


def in_year(term: Term, year: Point) -> Term:
    """The term with both its points in the year that ``year`` says."""
    return replace(term, start=term.start.in_year_of(year), end=term.end and term.end.in_year_of(year))
