"""A row of the plan's table. Written here and not in a template: a plan has hundreds, and this is ten times as fast."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from promost.kit import formats
from promost.kit.text import fold
from promost.plans.pages.terms_shown import standing, term_days, term_end
from promost.plans.queries.flat import SIGNS
from promost.plans.queries.promised import TargetView
from promost.plans.queries.rows import MeasureRow, OwnerView

LINE = SafeString("<br>")


def measure_row(row: MeasureRow, clocks: Sequence[str], query: str = "") -> SafeString:
    """Give a measure's row: number, title, deadline, owners by party, targets. ``query`` goes along to its page."""
    return format_html(
        '<tr><td class="no">{}</td><th scope="row"><a class="title" href="{}">{}</a></th>'
        '<td data-label="{}"><div>{}<br>{}<br><small class="muted">{}</small></div></td>'
        '<td data-label="{}"><div>{}</div></td><td data-label="{}"><div>{}</div></td></tr>',
        row.number,
        reverse("plans:measure", args=[row.uuid]) + query,
        row.title or _("(the document gives no title)"),
        _("Deadline"),
        term_days(row),
        standing(row.standing),
        term_end(row, clocks),
        _("Owners"),
        _owners(row),
        _("Targets"),
        _targets(row.targets),
    )


def _owners(row: MeasureRow) -> SafeString:
    lines = ((party, _bodies(owners)) for party, owners in row.by_party.items())
    return format_html_join("", '<div class="party"><small class="muted">{}</small><div>{}</div></div>', lines)


def _bodies(owners: Sequence[OwnerView]) -> SafeString:
    return format_html_join(LINE, "{}{}", ((owner.name, _beside(owner)) for owner in owners))


def _beside(owner: OwnerView) -> SafeString:
    words = ", ".join(filter(None, (owner.person, _("by agreement") if owner.by_agreement else "")))
    return format_html(' <small class="muted">{}</small>', words) if words else SafeString("")


def _targets(targets: Sequence[TargetView]) -> SafeString:
    lines = (
        (SIGNS.get(each.comparator, "="), "—" if value is None else formats.amount(value, each.unit), _counted(each))
        for each in targets
        for _, value in each.values
    )
    return format_html_join(LINE, '{} {} <small class="muted">{}</small>', lines)


def _counted(target: TargetView) -> str:
    """What is counted, unless the unit says so already ("чел" and "человек")."""
    unit = fold(target.written_unit).rstrip(".")
    return "" if unit and fold(target.label).startswith(unit) else target.label
