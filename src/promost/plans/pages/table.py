"""The rows of the plan's table. Written here and not in a template: a plan has hundreds, and this is far quicker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from html import escape
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from promost.kit import formats
from promost.kit.components.against import against
from promost.kit.components.chips import chip
from promost.kit.text import fold
from promost.plans.pages.extensions import MeasurePart
from promost.plans.pages.states import Shown
from promost.plans.pages.terms_shown import comes_next, days, standing, term_last
from promost.plans.queries.flat import SIGNS
from promost.plans.queries.promised import TargetView
from promost.plans.queries.rows import MeasureRow, OwnerView

NIL = UUID(int=0)


def measure_rows(rows: Iterable[Shown], clocks: Sequence[str], query: str = "") -> SafeString:
    """Give the rows of measures: number, title, deadline and state, owners by party, targets with their figures.

    ``clocks`` are the zones that matter to the reader, ``query`` goes along to the measures' pages.
    """
    table = Table(clocks, query)
    return SafeString("".join(table.row(row, part) for row, part in rows))


class Table:
    """Writes rows in the reader's language; what is the same in many rows is written once."""

    def __init__(self, clocks: Sequence[str], query: str = "") -> None:
        self.clocks, self.query = clocks, query
        self._end = cache(self._term_end)
        self._term = cache(lambda kind, start, end, text: escape(days(kind, start, end, text)))
        self._standing = cache(standing)
        self._chip = cache(lambda mark: chip(mark.text, mark.kind, mark.symbol))
        self._amount = cache(lambda value, unit: escape("—" if value is None else formats.amount(value, unit)))
        self._body = cache(self._owner)

    @cached_property
    def _labels(self) -> tuple[str, str, str, str]:
        words = (_("Deadline"), _("Owners"), _("Targets"), _("by agreement"))
        return tuple(escape(word) for word in words)  # type: ignore[return-value]

    @cached_property
    def _next(self) -> str:
        return escape(_("next term:"))

    @cached_property
    def _address(self) -> str:
        return reverse("plans:measure", args=[NIL])

    def row(self, row: MeasureRow, part: MeasurePart) -> str:
        """Give one row; everything that comes from the plan is escaped."""
        deadline, owners, targets, _by_agreement = self._labels
        url = escape(self._address.replace(str(NIL), row.uuid) + self.query)
        title = escape(row.title or _("(the document gives no title)"))
        return (
            f'<tr><td class="no">{escape(row.number)}</td>'
            f'<th scope="row"><a class="title" href="{url}">{title}</a>{_note(part)}</th>'
            f'<td data-label="{deadline}"><div>{self._deadline(row, part)}</div></td>'
            f'<td data-label="{owners}"><div>{self._owners(row)}</div></td>'
            f'<td data-label="{targets}"><div>{self._targets(row.targets, part)}</div></td></tr>'
        )

    def _deadline(self, row: MeasureRow, part: MeasurePart) -> str:
        """The state, the days of the term, and when the next one ends; what is settled no longer counts its days."""
        marks = " ".join(self._chip(mark) for mark in part.marks)
        lines = [marks, self._term(row.kind, row.starts_on, row.ends_on, row.deadline_text)]
        if not part.is_settled:
            end = self._end(row.standing.next_day, row.zone.key)
            lines += (
                [f'<small class="muted">{self._next} {end}</small>']
                if comes_next(row.standing, part.missed_on)
                else [self._standing(row.standing), f'<small class="muted">{end}</small>']
            )
        return "<br>".join(filter(None, lines))

    def _term_end(self, day: date | None, zone: str) -> str:
        return escape(term_last(day, zone, self.clocks))

    def _owners(self, row: MeasureRow) -> str:
        return "".join(
            f'<div class="party"><small class="muted">{escape(party)}</small><div>'
            f"{'<br>'.join(self._body(owner) for owner in owners)}</div></div>"
            for party, owners in row.by_party.items()
        )

    def _owner(self, owner: OwnerView) -> str:
        words = ", ".join(filter(None, (escape(owner.person), self._labels[3] if owner.by_agreement else "")))
        return escape(owner.name) + (f' <small class="muted">{words}</small>' if words else "")

    def _targets(self, targets: Sequence[TargetView], part: MeasurePart) -> str:
        """Each target with its figure against it; where no room gives a figure, what is promised."""
        return "".join(
            against(part.figures[each.key], _counted(each)) if each.key in part.figures else self._promised(each)
            for each in targets
        )

    def _promised(self, target: TargetView) -> str:
        sign, counted = SIGNS.get(target.comparator, "="), escape(_counted(target))
        return "".join(
            f'<div>{sign} {self._amount(value, target.unit)} <small class="muted">{counted}</small></div>'
            for _day, value in target.values
        )


def _note(part: MeasurePart) -> str:
    return f'<br><small class="muted">{escape(part.note)}</small>' if part.note else ""


def _counted(target: TargetView) -> str:
    """What is counted, unless the unit says so already ("чел" and "человек")."""
    unit = fold(target.written_unit).rstrip(".")
    return "" if unit and fold(target.called).startswith(unit) else target.called
