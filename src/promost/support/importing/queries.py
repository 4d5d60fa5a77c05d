"""Imports of schemes for pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import pgettext_lazy

from promost.support.importing.reasons import place_of, told
from promost.support.models import ImportedRow, RowOutcome, Scheme, SchemeImport
from promost.support.reading.markup import line
from promost.support.schemes.permissions import imports_visible_to

LAST = 20
SHORT: Mapping[str, Any] = {
    RowOutcome.CREATED: pgettext_lazy("what becomes of a row", "new"),
    RowOutcome.UNCHANGED: pgettext_lazy("what becomes of a row", "known"),
    RowOutcome.CHANGED: pgettext_lazy("what becomes of a row", "changed"),
    RowOutcome.REJECTED: pgettext_lazy("what becomes of a row", "not taken"),
}
"""What becomes of a row, in a word."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as the page shows it: where it stands, its name, what becomes of it, and the sentences about it."""

    place: str
    name: str
    outcome: str
    word: str
    sentences: Sequence[str]
    scheme: Scheme | None


def imports_of(user: Any) -> QuerySet[SchemeImport]:
    """The last imports that a user sees, the newest first."""
    return imports_visible_to(user).select_related("made_by", "made_for").order_by("-pk")[:LAST]


def import_of(user: Any, uuid: UUID) -> SchemeImport:
    """One import that the user sees. Raises SchemeImport.DoesNotExist."""
    return imports_visible_to(user).select_related("made_for").get(uuid=uuid)


def rows_of(source: SchemeImport, outcome: str = "") -> QuerySet[ImportedRow]:
    """The rows of an import with their schemes, in the order of the file; of one outcome, if asked."""
    rows = source.rows.select_related("scheme").order_by("pk")
    return rows.filter(outcome=outcome) if outcome in RowOutcome.values else rows


def counts_of(source: SchemeImport) -> Mapping[str, int]:
    """How many rows have each outcome; zero where none has."""
    found = source.rows.order_by("outcome").values_list("outcome").annotate(rows=Count("pk"))
    return dict.fromkeys(RowOutcome.values, 0) | dict(found)


def shown(rows: Sequence[ImportedRow], headings: Mapping[str, str]) -> list[RowView]:
    """Rows of a page; ``headings`` are those of the fields in their file. A sheet is named where there are several."""
    several = len({row.place.rpartition("!")[0] for row in rows}) > 1
    return [_shown(row, headings, several=several) for row in rows]


def _shown(row: ImportedRow, headings: Mapping[str, str], *, several: bool) -> RowView:
    name = row.raw.get(headings.get("name", ""), "") or row.raw.get(headings.get("short_name", ""), "")
    where = place_of(row.place if several else f"!{row.place.rpartition('!')[2]}")
    return RowView(where, line(name), row.outcome, str(SHORT[row.outcome]), told(row.reasons), row.scheme)
