"""Words for codes: directions, sides, fields, deeds, reasons, steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from promost.kit.models import HistoryEntry, Job
from promost.plans import drafts
from promost.plans.models import SideChoice
from promost.plans.pages import problems
from promost.plans.reading.draft import Place
from promost.registry.rooms import directions

FIELDS: Mapping[str, Any] = {
    "number": lazy("No."),
    "section": lazy("Section"),
    "title": lazy("Measure"),
    "direction": lazy("Direction"),
    "deadline": lazy("Deadline"),
    "owners": lazy("Owners"),
    "result": lazy("Expected result"),
    "completion_document": lazy("Completion document"),
    "targets": lazy("Targets"),
    "resources": lazy("Resources"),
    "note": lazy("Note"),
    "edition": lazy("Edition"),
    "document": lazy("Document"),
    "state": lazy("State"),
    "period": lazy("Period"),
    "kind": lazy("Kind of document"),
}

VERBS: Mapping[str, Any] = {
    "plans.create_agreement": lazy("Agreement added"),
    "plans.add_observer": lazy("Observer added"),
    "plans.add_seat": lazy("Organisation added to a party"),
    "plans.upload": lazy("Document uploaded"),
    "plans.mend_row": lazy("Row mended"),
    "plans.accept_error": lazy("Error taken as signed"),
    "plans.leave_row_out": lazy("Row left out"),
    "plans.take_row": lazy("Row taken back"),
    "plans.pair_row": lazy("Row paired"),
    "plans.match_body": lazy("Body matched"),
    "plans.mend_head": lazy("Title or period mended"),
    "plans.discard": lazy("Document put aside"),
    "plans.accept": lazy("Preview accepted"),
    "plans.create_plan": lazy("Entered into the plan"),
    "plans.new_edition": lazy("New edition"),
    "plans.add_measure": lazy("Measure added by hand"),
    "plans.edit_measure": lazy("Measure edited by hand"),
}

ERRORS: Mapping[str, Any] = {
    "MISSING_DEADLINE": lazy("No deadline."),
    "UNRESOLVED_DEADLINE": lazy("The deadline is promised for later."),
    "UNREADABLE_DEADLINE": lazy("The deadline is not understood."),
    "DATE_REVERSED": lazy("The term ends before it starts."),
    "INVALID_DATE": lazy("There is no such day."),
    "YEAR_OUT_OF_RANGE": lazy("The year is far outside the plan."),
    "MISSING_TITLE": lazy("No title."),
}

REASONS: Mapping[str, Any] = {
    "approval": lazy("approval"),
    "blank": lazy("empty line"),
    "header": lazy("heading of a table"),
    "hidden": lazy("hidden in the document"),
    "note": lazy("note"),
    "numbering": lazy("numbers of columns"),
    "paragraph": lazy("text"),
    "persons": lazy("list of persons"),
    "preamble": lazy("preamble"),
    "signature": lazy("signature"),
    "table": lazy("another table"),
    "text": lazy("text"),
    "title": lazy("title"),
    "total": lazy("total"),
}

STEPS: Mapping[str, Any] = {
    "": lazy("Waiting for its turn"),
    "opening": lazy("Opening the file"),
    "reading": lazy("Reading the plan"),
    "saving": lazy("Saving what was read"),
}


def direction_name(code: str | None) -> str:
    """Name a direction; one that is not said is said to be so."""
    for room in directions():
        if room.code == code:
            return str(room.name)
    return code or _("not said")


def side_name(side: str) -> str:
    """Name a side in general: "donor", "передающая сторона"."""
    return str(dict(SideChoice.choices).get(str(side), side))


def field_name(code: str) -> str:
    """Name a field."""
    return str(FIELDS.get(code, code))


def verb_name(code: str) -> str:
    """Name a deed."""
    return str(VERBS.get(code, code))


def remainder_reason(code: str) -> str:
    """Say why a line is no measure."""
    return str(REASONS.get(code, code))


def problem_name(code: str) -> str:
    """Name a problem shortly."""
    return str(ERRORS.get(code, code))


def place_words(place: Place) -> str:
    """Say where something stands."""
    return problems.where(place)


def source_place(place: Mapping[str, Any]) -> str:
    """Say where a stored place is; "" for none."""
    return problems.where(drafts.place_from(place)) if place else ""


def reading_step(job: Job | None) -> str:
    """Say what the reading is at."""
    return str(STEPS.get(job.step if job else "", STEPS[""]))


def changes(entry: HistoryEntry) -> SafeString:
    """Write what a deed changed: field, before, after."""
    lines = ((field_name(name), *_both(change)) for name, change in entry.changes.items() if name != "row")
    return format_html_join("", "<p>{}: <del>{}</del> <ins>{}</ins></p>", lines)


def _both(change: Any) -> tuple[str, str]:
    before, after = change if isinstance(change, list) and len(change) == 2 else ("", change)
    return _short(before), _short(after)


def _short(value: Any) -> str:
    if value is None or value == "":
        return "—"
    text = value.get("text", "") if isinstance(value, dict) else value
    return str(text)[:300] if not isinstance(text, list) else format_html("{}", len(text))
