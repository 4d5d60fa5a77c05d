"""Imports of schemes for pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from promost.support.importing.reasons import place_of, told
from promost.support.models import ImportedRow, RowOutcome, Scheme, SchemeImport
from promost.support.schemes.permissions import imports_visible_to

LAST = 20


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


def shown(row: ImportedRow, headings: Mapping[str, str]) -> RowView:
    """A row for its page; ``headings`` are those of the fields in its file."""
    name = row.raw.get(headings.get("name", ""), "") or row.raw.get(headings.get("short_name", ""), "")
    word = str(RowOutcome(row.outcome).label)
    return RowView(place_of(row.place), name.strip(), row.outcome, word, told(row.reasons), row.scheme)
