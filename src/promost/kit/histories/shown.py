"""Entries of history as a page and a file show them, in the reader's language."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from promost.kit import formats, refs
from promost.kit.histories import words
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref, Shown, UnknownKind

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would run."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field, what stood before and what stands after; "" before for what was made from nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Deed:
    """An entry in words; ``who`` is "" for the installation itself."""

    verb: str
    at: datetime
    who: str
    behalf: str
    changes: tuple[Change, ...]
    reason: str


def deeds(entries: Sequence[HistoryEntry]) -> list[Deed]:
    """Put entries into words; one query for each kind of things that they name by their ids."""
    named = _named(entries)
    return [
        Deed(
            verb=words.verb_name(entry.verb),
            at=entry.recorded_at,
            who=str(entry.actor) if entry.actor else "",
            behalf=entry.behalf_name,
            changes=tuple(
                _change(entry.verb, code, change, named) for code, change in entry.changes.items() if code != "row"
            ),
            reason=entry.note,
        )
        for entry in entries
    ]


def as_csv(entries: Sequence[HistoryEntry]) -> str:
    """Write entries as a file for a spreadsheet: a line for each field that changed, or one for the deed alone."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [
            _("When"),
            _("What was done"),
            _("Who"),
            _("On whose behalf"),
            _("Field"),
            _("It was"),
            _("It became"),
            _("Reason"),
        ]
    )
    writer.writerows(_lines(deeds(entries)))
    return "\ufeff" + out.getvalue()


def _lines(found: Iterable[Deed]) -> Iterator[list[str]]:
    for deed in found:
        for change in deed.changes or (Change("", "", ""),):
            who = deed.who or _("the installation")
            line = [deed.verb, who, deed.behalf, change.field, change.before, change.after, deed.reason]
            yield [formats.moment(deed.at), *map(_safe, line)]


def _safe(text: str) -> str:
    """Keep a spreadsheet from running what somebody wrote."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def _named(entries: Iterable[HistoryEntry]) -> Mapping[Ref, Shown]:
    asked = {
        Ref(kind, str(value))
        for entry in entries
        for code, change in entry.changes.items()
        if (kind := words.reference_kind(code, entry.verb))
        for value in words.both(change)
        if value
    }
    try:
        return refs.resolve(asked)
    except UnknownKind:
        return {}


def _change(verb: str, code: str, change: Any, named: Mapping[Ref, Shown]) -> Change:
    kind = words.reference_kind(code, verb)
    before, after = (_text(verb, code, value, kind, named) for value in words.both(change))
    return Change(words.field_name(code, verb), "" if before == words.NOTHING else before, after)


def _text(verb: str, code: str, value: Any, kind: str, named: Mapping[Ref, Shown]) -> str:
    shown = named.get(Ref(kind, str(value))) if kind and value else None
    return shown.label if shown else words.value_text(code, verb, value)
