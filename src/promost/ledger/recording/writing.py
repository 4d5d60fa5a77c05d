"""Rows into the database and back: one statement for many, and what is there already is left out by the database.

``ON CONFLICT DO NOTHING`` concerns uniqueness alone: a CHECK or a missing value is still refused, on both databases
(Django's ``ignore_conflicts`` writes ``INSERT OR IGNORE`` on SQLite, which would swallow both).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import DateField, Max

from promost.kit.fields import SCALE
from promost.ledger.models import Fact
from promost.ledger.recording import rows
from promost.ledger.recording.new import Key
from promost.ledger.recording.rows import Row

T = TypeVar("T")
FIELDS = Fact._meta.concrete_fields[1:]
ROWS = 10_000
"""Rows of one statement."""
KEYS = 200
"""Keys of one look-up."""


def insert(made: Sequence[Row]) -> list[int | None]:
    """Add rows in the order given and return the key of each; None for those that were there already."""
    add = _add_to_postgresql if connection.vendor == "postgresql" else _add_to_sqlite
    keys: list[int | None] = []
    for part in _parts(made, ROWS):
        keys.extend(add(part, [_column(place, part) for place in range(len(FIELDS))]))
    return keys


def by_key(keys: Sequence[Key]) -> dict[Key, Fact]:
    """Return the stored facts of these keys: source's kind and id, event, indicator, breakdown."""
    found: dict[Key, Fact] = {}
    for part in _parts(keys, KEYS):
        wanted = set(part)
        stored = Fact.objects.filter(
            source_kind__in={key[0] for key in part},
            source_id__in={key[1] for key in part},
            event__in={key[2] for key in part},
        )
        several = stored.select_related("indicator", "region", "measure", "organisation")
        found |= {key_of(fact): fact for fact in several if key_of(fact) in wanted}
    return found


def key_of(fact: Fact) -> Key:
    """Return what makes it the same fact when it is recorded again."""
    return fact.source_kind, fact.source_id, fact.event, fact.indicator_id, fact.breakdown


def _column(place: int, part: Sequence[Row]) -> list[Any]:
    """A column's values as the database takes them. Amounts were checked and are only scaled; of days and moments few
    differ, and each is turned once; text and keys stay.
    """
    values = list(map(itemgetter(place), part))
    if place == rows.VALUE:
        return [int(value.scaleb(SCALE)) for value in values]
    if place == rows.UUID:
        return values if connection.features.has_native_uuid_field else [value.hex for value in values]
    if not isinstance(FIELDS[place], DateField):  # a moment is one too
        return values
    turned = {value: FIELDS[place].get_db_prep_save(value, connection) for value in set(values)}
    return [turned[value] for value in values]


def _add_to_postgresql(part: Sequence[Row], columns: Sequence[list[Any]]) -> Iterable[int | None]:
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in FIELDS)
    statement = f"INSERT INTO {_table()} ({_names()}) SELECT * FROM unnest({arrays})"  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ON CONFLICT DO NOTHING RETURNING uuid, id", columns)
        return _aligned(part, dict(cursor.fetchall()))


def _add_to_sqlite(part: Sequence[Row], columns: Sequence[list[Any]]) -> Iterable[int | None]:
    """Whoever writes holds the only lock: what stands above the last key afterwards is what was added now."""
    last = _last_key()
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {_table()} ({_names()}) VALUES ({places})"  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.executemany(f"{statement} ON CONFLICT DO NOTHING", list(zip(*columns, strict=True)))
        added = cursor.rowcount
    if added == len(part) and _last_key() == last + added:  # keys follow each other
        return range(last + 1, last + len(part) + 1)
    return _aligned(part, dict(Fact.objects.filter(pk__gt=last).values_list("uuid", "pk")))


def _aligned(part: Sequence[Row], keys: Mapping[UUID, int]) -> list[int | None]:
    return [keys.get(row[rows.UUID]) for row in part]


def _last_key() -> int:
    return Fact.objects.aggregate(last=Max("pk"))["last"] or 0


def _table() -> str:
    return connection.ops.quote_name(Fact._meta.db_table)


def _names() -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in FIELDS)


def _parts(things: Sequence[T], size: int) -> Iterable[Sequence[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]
