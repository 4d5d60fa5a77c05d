"""Words for codes: directions, sides, fields, deeds, reasons, steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.kit.histories import shown, words
from promost.kit.models import HistoryEntry, Job
from promost.plans import drafts
from promost.plans.models import SideChoice
from promost.plans.pages import problems
from promost.plans.reading.draft import Place
from promost.registry.rooms import directions

FIELDS: Mapping[str, Any] = {
    "number": gettext_lazy("No."),
    "section": gettext_lazy("Section"),
    "title": gettext_lazy("Measure"),
    "direction": gettext_lazy("Direction"),
    "deadline": gettext_lazy("Deadline"),
    "owners": gettext_lazy("Owners"),
    "result": gettext_lazy("Expected result"),
    "completion_document": gettext_lazy("Completion document"),
    "targets": gettext_lazy("Targets"),
    "resources": gettext_lazy("Resources"),
    "note": gettext_lazy("Note"),
    "edition": gettext_lazy("Edition"),
    "document": gettext_lazy("Document"),
    "state": gettext_lazy("State"),
    "period": gettext_lazy("Period"),
    "kind": gettext_lazy("Kind of document"),
    "party": gettext_lazy("Party"),
    "participant": gettext_lazy("Participant"),
    "plan": gettext_lazy("Plan"),
    "expert": gettext_lazy("expert"),
    "auditor": gettext_lazy("auditor"),
    "donor": gettext_lazy("donor"),
    "recipient": gettext_lazy("recipient"),
    "curator": gettext_lazy("curator"),
    "buyer": gettext_lazy("buyer"),
    "other": gettext_lazy("other party"),
    "indicator": gettext_lazy("Indicator"),
    "basis": gettext_lazy("Counted"),
    "scope": gettext_lazy("Which facts count"),
    "baseline": gettext_lazy("Baseline"),
    "confirmed": gettext_lazy("Confirmed"),
}

VERBS: Mapping[str, Any] = {
    "plans.create_agreement": gettext_lazy("Agreement added"),
    "plans.add_observer": gettext_lazy("Observer added"),
    "plans.add_seat": gettext_lazy("Organisation added to a party"),
    "plans.upload": gettext_lazy("Document uploaded"),
    "plans.add_row": gettext_lazy("Row added by hand"),
    "plans.mend_row": gettext_lazy("Row mended"),
    "plans.accept_error": gettext_lazy("Error taken as signed"),
    "plans.leave_row_out": gettext_lazy("Row left out"),
    "plans.take_row": gettext_lazy("Row taken back"),
    "plans.pair_row": gettext_lazy("Row paired"),
    "plans.match_body": gettext_lazy("Body matched"),
    "plans.mend_head": gettext_lazy("Title or period mended"),
    "plans.set_plan": gettext_lazy("Taken for a newer document of a plan"),
    "plans.discard": gettext_lazy("Document put aside"),
    "plans.accept": gettext_lazy("Preview accepted"),
    "plans.create_plan": gettext_lazy("Entered into the plan"),
    "plans.new_edition": gettext_lazy("New edition"),
    "plans.add_measure": gettext_lazy("Measure added by hand"),
    "plans.set_counting": gettext_lazy("Way of counting changed"),
    "plans.add_participant": gettext_lazy("Participant added"),
    "plans.end_participation": gettext_lazy("Participation ended"),
    "plans.edit_measure": gettext_lazy("Measure edited by hand"),
    "plans.confirm_indicators": gettext_lazy("Indicators confirmed"),
    "plans.submit": gettext_lazy("Submitted for approval"),
    "plans.send_back": gettext_lazy("Sent back to be changed"),
    "plans.approve": gettext_lazy("Approved by a party"),
    "plans.in_force": gettext_lazy("Edition entered into force"),
    "plans.close": gettext_lazy("Plan closed"),
    "plans.propose_amendment": gettext_lazy("Amendment proposed"),
    "plans.extend_amendment": gettext_lazy("Proposed amendment added to"),
    "plans.agree_amendment": gettext_lazy("Amendment agreed by a party"),
    "plans.decline_amendment": gettext_lazy("Amendment declined"),
    "plans.withdraw_amendment": gettext_lazy("Amendment withdrawn"),
    "plans.amend": gettext_lazy("Changed by an amendment"),
}

ERRORS: Mapping[str, Any] = {
    "MISSING_DEADLINE": gettext_lazy("No deadline."),
    "UNRESOLVED_DEADLINE": gettext_lazy("The deadline is promised for later."),
    "UNREADABLE_DEADLINE": gettext_lazy("The deadline is not understood."),
    "DATE_REVERSED": gettext_lazy("The term ends before it starts."),
    "INVALID_DATE": gettext_lazy("There is no such day."),
    "YEAR_OUT_OF_RANGE": gettext_lazy("The year is far outside the plan."),
    "MISSING_TITLE": gettext_lazy("No title."),
}

REASONS: Mapping[str, Any] = {
    "approval": gettext_lazy("approval"),
    "blank": gettext_lazy("empty line"),
    "continued": gettext_lazy("continuation of the line above"),
    "header": gettext_lazy("heading of a table"),
    "hidden": gettext_lazy("hidden in the document"),
    "note": gettext_lazy("note"),
    "numbering": gettext_lazy("numbers of columns"),
    "paragraph": gettext_lazy("text"),
    "persons": gettext_lazy("list of persons"),
    "preamble": gettext_lazy("preamble"),
    "signature": gettext_lazy("signature"),
    "table": gettext_lazy("another table"),
    "text": gettext_lazy("text"),
    "title": gettext_lazy("title"),
    "total": gettext_lazy("total"),
    "other": gettext_lazy("text"),
}

STEPS: Mapping[str, Any] = {
    "": gettext_lazy("Waiting for its turn"),
    "opening": gettext_lazy("Opening the file"),
    "reading": gettext_lazy("Reading the plan"),
    "saving": gettext_lazy("Saving what was read"),
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


def party_word(parties: Mapping[str, str], side: str) -> str:
    """Return the name that the party of a side goes by, else the side's."""
    return parties.get(str(side)) or side_name(side)


def field_name(code: str) -> str:
    """Name a field."""
    return str(FIELDS[code]) if code in FIELDS else words.field_name(code)


def verb_name(code: str) -> str:
    """Name a deed."""
    return words.verb_name(code)


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
    (deed,) = shown.deeds([entry])
    return format_html_join("", "<p>{}: {}</p>", ((each.field, _change(each)) for each in deed.changes))


def _change(change: shown.Change) -> SafeString:
    """Write what was and what is; what was made from nothing has no "before"."""
    if not change.before:
        return format_html("{}", change.after)
    return format_html("<del>{}</del> <ins>{}</ins>", change.before, change.after)
