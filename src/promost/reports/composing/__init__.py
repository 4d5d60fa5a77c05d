"""From a snapshot to a report in one language: what page and files then only lay out."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from promost.kit import formats
from promost.registry.models.organisations import FEDERAL_ZONE
from promost.reports.composing import changes, measures, signing, targets, totals, words
from promost.reports.composing.document import Cell, Column, Group, Report, Signature, Table
from promost.reports.quarters import Quarter
from promost.reports.snapshot.whole import Snapshot

__all__ = ["Cell", "Column", "Group", "Report", "Signature", "Table", "compose"]


def compose(snapshot: Snapshot, language: str) -> Report:
    """Write a snapshot out in "ru" or "en"."""
    with override(language):
        return Report(
            language=language,
            title=_("Progress report"),
            plan=snapshot.title,
            invented=_invented(snapshot),
            lines=_lines(snapshot),
            tables=(
                totals.whole(snapshot),
                totals.by_direction(snapshot),
                totals.by_section(snapshot),
                totals.by_executor(snapshot, language),
                measures.measures(snapshot, language),
                targets.targets(snapshot, language),
                changes.changes(snapshot, language),
                targets.deviations(snapshot, language),
            ),
            words_title=_("Words in place of a number"),
            words=tuple((str(word), str(words.MEANINGS[state])) for state, word in words.STATES.items()),
            signatures_title=_("Signatures"),
            signatures=signing.signatures(snapshot, language),
            page=_("page"),
        )


def _invented(snapshot: Snapshot) -> str:
    return _("Invented for the demonstration: the document, its people, sums and dates.") if snapshot.invented else ""


def _lines(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    quarter = Quarter(snapshot.year, snapshot.quarter)
    agreement = {"number": snapshot.agreement, "day": formats.day(snapshot.agreement_on)}
    edition = {"number": snapshot.edition, "period": formats.period(snapshot.starts_on, snapshot.ends_on)}
    zone = formats.zone_label(FEDERAL_ZONE)
    known = f"{formats.moment(snapshot.known_at, ZoneInfo(FEDERAL_ZONE))} {zone}"
    return (
        (_("Reporting period"), f"{words.quarter(quarter)} ({formats.period(quarter.start, quarter.end)})"),
        (_("Agreement"), _("No. %(number)s of %(day)s") % agreement),
        (_("Plan"), _("edition %(number)s, %(period)s") % edition),
        (_("Figures"), _("by %(day)s, as recorded by %(known)s") % {"day": formats.day(snapshot.day), "known": known}),
        (_("Changes of targets"), changes.summary(snapshot.change_totals)),
    )
