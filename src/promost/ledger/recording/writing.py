"""Facts into the database and back: one statement for many, and what is there already is left out by the database.

``ON CONFLICT DO NOTHING`` concerns uniqueness alone: a CHECK or a missing value is still refused, on both databases
(Django's ``ignore_conflicts`` writes ``INSERT OR IGNORE`` on SQLite, which would swallow both).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Max

from promost.ledger.models import Fact

ROWS = 10_000
"""Rows of one statement."""
KEYS = 200
"""Keys of one look-up."""
Key = tuple[str, str, str, int, str]
T = TypeVar("T")


def insert(facts: Sequence[Fact]) -> dict[Key, Fact]:
    """Add facts in the order given and return those that were added, by key; the others were there already."""
    added: dict[Key, Fact] = {}
    fields = [field for field in Fact._meta.concrete_fields if not field.primary_key]
    add = _add_to_postgresql if connection.vendor == "postgresql" else _add_to_sqlite
    for part in _parts(facts, ROWS):
        columns = [_column(field, part) for field in fields]
        keys = add(fields, columns)
        for fact in part:
            if fact.uuid.hex in keys:
                fact.pk, fact._state.adding, fact._state.db = keys[fact.uuid.hex], False, connection.alias
                added[key_of(fact)] = fact
    return added


def key_of(fact: Fact) -> Key:
    """Return what makes it the same fact when it is recorded again."""
    return fact.source_kind, fact.source_id, fact.event, fact.indicator_id, fact.breakdown


def by_key(keys: Sequence[Key]) -> dict[Key, Fact]:
    """Return the stored facts of these keys: source's kind and id, event, indicator, breakdown."""
    found: dict[Key, Fact] = {}
    for part in _parts(keys, KEYS):
        wanted = set(part)
        rows = Fact.objects.filter(
            source_kind__in={key[0] for key in part},
            source_id__in={key[1] for key in part},
            event__in={key[2] for key in part},
        )
        several = rows.select_related("indicator", "region", "measure", "organisation")
        found |= {key_of(fact): fact for fact in several if key_of(fact) in wanted}
    return found


def _column(field: Field[Any, Any], facts: Iterable[Fact]) -> list[Any]:
    """A field's values as the database takes them; equal values are turned once."""
    name, turned = field.attname, {}
    values = []
    for fact in facts:
        value = getattr(fact, name)
        if value not in turned:
            turned[value] = field.get_db_prep_save(value, connection)
        values.append(turned[value])
    return values


def _add_to_postgresql(fields: Sequence[Field[Any, Any]], columns: Sequence[list[Any]]) -> dict[str, int]:
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in fields)
    statement = f"INSERT INTO {_table()} ({_names(fields)}) SELECT * FROM unnest({arrays})"  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ON CONFLICT DO NOTHING RETURNING uuid, id", columns)
        return {uuid.hex: key for uuid, key in cursor.fetchall()}


def _type(field: Field[Any, Any]) -> str:
    return str(field.db_type(connection))


def _add_to_sqlite(fields: Sequence[Field[Any, Any]], columns: Sequence[list[Any]]) -> dict[str, int]:
    """Whoever writes holds the only lock: what stands above the last key afterwards is what was added now."""
    last = Fact.objects.aggregate(last=Max("pk"))["last"] or 0
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {_table()} ({_names(fields)}) VALUES ({places})"  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.executemany(f"{statement} ON CONFLICT DO NOTHING", list(zip(*columns, strict=True)))
    return {uuid.hex: key for uuid, key in Fact.objects.filter(pk__gt=last).values_list("uuid", "pk")}


def _table() -> str:
    return connection.ops.quote_name(Fact._meta.db_table)


def _names(fields: Sequence[Field[Any, Any]]) -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)


def _parts(things: Sequence[T], size: int) -> Iterable[Sequence[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]
