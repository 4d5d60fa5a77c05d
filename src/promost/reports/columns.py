"""What a snapshot says beside each row of the plan's own document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from promost.kit import files, formats
from promost.kit.text import fold
from promost.plans.drafts import place_from
from promost.plans.models import Edition
from promost.plans.reading.reader import read
from promost.plans.reading.sources.unreadable import Unreadable
from promost.reports.composing import targets, words
from promost.reports.composing.measures import late, note
from promost.reports.into_source import Entry, NotReturned, Returned, Spot, into_source, spot_of
from promost.reports.snapshot.shapes import MeasureLine, Outcome, TargetLine
from promost.reports.snapshot.whole import Snapshot


def with_columns(snapshot: Snapshot, edition: Edition, language: str) -> Returned:
    """Give the document of an edition back with fact and state beside every row, in "ru" or "en".

    Raises NotReturned: as ``into_source`` does, NO_DOCUMENT for an edition made by hand, LOST for a damaged file.
    """
    if edition.document is None:
        raise NotReturned("NO_DOCUMENT", edition=str(edition.number))
    name = edition.document.name
    try:
        data = files.read(edition.document.sha256)
    except (files.Damaged, FileNotFoundError) as error:
        raise NotReturned("LOST", name=name) from error
    with override(language):
        entries = {**_measures(snapshot, language), **_annex(snapshot, data, name, language)}
        returned = into_source(data, name, entries, Entry(_("Actual result"), _("State")))
    return replace(returned, unplaced=(*returned.unplaced, *_homeless(snapshot)))


def _homeless(snapshot: Snapshot) -> Iterable[Spot]:
    """Measures that no document has: they were added by hand."""
    added = [line for line in snapshot.measures if not line.place]
    return (Spot("document", 0, count) for count in range(len(added)))


def _measures(snapshot: Snapshot, language: str) -> dict[Spot, Entry]:
    promised: dict[str, list[TargetLine]] = {}
    for target in snapshot.targets:
        if target.measure_uuid:
            promised.setdefault(target.measure_uuid, []).append(target)
    spots = ((spot_of(place_from(line.place)), line) for line in snapshot.measures if line.place)
    return {
        spot: Entry(fact(line, promised.get(line.uuid, ()), language), state(line, snapshot))
        for spot, line in spots
        if spot
    }


def fact(line: MeasureLine, promised: Iterable[TargetLine], language: str) -> str:
    """What came of a measure: its figures, what was held, the document, the newest note; a line for each."""
    said = [
        f"{target.indicator_name.said(language) or target.label}: {_reached(target)}{_flags(target)}"
        for target in promised
    ]
    if line.occurrences:
        values = {"met": line.occurrences_met, "over": line.occurrences_over, "all": line.occurrences}
        said.append(_("Held %(met)s of %(over)s due by now, %(all)s in all.") % values)
    if line.is_handed_in:
        said.append(_("The completion document is there."))
    return "\n".join([*said, *filter(None, [note(line)])])


def _reached(target: TargetLine) -> str:
    figure = words.figure(target.figure, words.unit(target))
    if target.figure.value is None or target.promised is None:
        return words.figure(target.figure) if target.figure.value is None else figure
    if target.figure.parts:
        promised = formats.amount(target.promised, words.unit(target))
        return _("%(figure)s with a target of %(promised)s") % {"figure": figure, "promised": promised}
    return words.against(target, words.unit(target))


def _flags(target: TargetLine) -> str:
    """What is flagged of a target's changes, in brackets."""
    said = words.flags(target.changed_in_last_month, target.lowering)
    return f" ({said})" if said else ""


def state(line: MeasureLine, snapshot: Snapshot) -> str:
    """The state of a measure; one that may still change says the day on which it was so."""
    said = str(words.OUTCOMES[line.outcome])
    if line.outcome in {Outcome.IN_TIME, Outcome.LATE} and line.done_on:
        said = f"{said}: {formats.day(line.done_on, 'digits')}"
    delay = f", {late(line)}" if line.days_late else ""
    day = "" if line.outcome in {Outcome.IN_TIME, Outcome.LATE} else f" ({_by(snapshot)})"
    return f"{said}{delay}{day}"


def _by(snapshot: Snapshot) -> str:
    return _("as of %(day)s") % {"day": formats.day(snapshot.day, "digits")}


def _annex(snapshot: Snapshot, data: bytes, name: str, language: str) -> dict[Spot, Entry]:
    """The targets of the whole plan, found in the document by what they count: a target outlives its first document."""
    try:
        written = read(data, name).targets
    except Unreadable as error:
        raise NotReturned("UNREADABLE", name=name, reason=error.code) from error
    found = {(fold(each.label), each.unit): spot_of(each.place) for each in written}
    entries = {}
    for target in snapshot.targets:
        spot = None if target.measure_uuid else found.get((fold(target.label), target.unit))
        if spot is not None:
            entries[spot] = Entry(f"{targets.actual(target).text} ({_by(snapshot)})", _annex_state(target))
    return entries


def _annex_state(target: TargetLine) -> str:
    against = words.against(target)
    said = words.standing(target)
    return (said if against == words.NOTHING else f"{said}: {against}") + _flags(target)
