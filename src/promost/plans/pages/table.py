"""A row of the plan's table. Written here and not in a template: a plan has hundreds, and this is ten times as fast."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from promost.plans.models import Party
from promost.plans.pages.terms_shown import standing, term_days, term_end
from promost.plans.queries.flat import SIGNS, formats
from promost.plans.queries.rows import MeasureRow, OwnerView, TargetView


def measure_row(row: MeasureRow, parties: Sequence[Party], clocks: Sequence[str]) -> SafeString:
    """Give a measure's row: number, title, deadline, owners of each party, targets."""
    owners = format_html_join("", '<td data-label="{}">{}</td>', ((p.name, _owners(row, p)) for p in parties))
    return format_html(
        '<tr><td class="no">{}</td><th scope="row"><a class="title" href="{}">{}</a></th>'
        '<td data-label="{}">{}<br>{}<br><small class="muted">{}</small></td>{}<td data-label="{}">{}</td></tr>',
        row.number,
        reverse("plans:measure", args=[row.uuid]),
        row.title or _("(the document gives no title)"),
        _("Deadline"),
        term_days(row),
        standing(row.standing),
        term_end(row, clocks),
        owners,
        _("Targets"),
        _targets(row.targets),
    )


def _owners(row: MeasureRow, party: Party) -> SafeString:
    mine = [owner for owner in row.owners if owner.side == party.side and owner.party == party.name]
    return format_html_join(SafeString("<br>"), "{}{}", ((each.name, _beside(each)) for each in mine))


def _beside(owner: OwnerView) -> SafeString:
    words = ", ".join(filter(None, (owner.person, _("by agreement") if owner.by_agreement else "")))
    return format_html(' <small class="muted">{}</small>', words) if words else SafeString("")


def _targets(targets: Sequence[TargetView]) -> SafeString:
    lines = ((SIGNS.get(each.comparator, "="), _value(each), each.label) for each in targets)
    return format_html_join(SafeString("<br>"), '{} {} <small class="muted">{}</small>', lines)


def _value(target: TargetView) -> str:
    return "—" if target.value is None else formats.amount(target.value, target.unit)
