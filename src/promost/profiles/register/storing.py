"""A batch of rows put into the register: one transaction, one reading, one statement that writes.

Two imports at once take turns batch by batch, so that what one compares with is not changed before it writes: SQLite
gives the right to write to one at a time, PostgreSQL by an advisory lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import DateField

from promost.kit.fields import ExactDecimalField
from promost.profiles.models import Enterprise, RegisterLoad
from promost.profiles.register import derived, merging
from promost.profiles.register.given import BadRow, Given, Unfit
from promost.profiles.register.merging import Did, State

LOCK = 7_240_901
"""The advisory lock of the register of enterprises; any number that nobody else takes."""
LEFT_ALONE = frozenset({"id", "organisation", "load", "changed_at"})
COLUMNS = tuple(each for each in Enterprise._meta.concrete_fields if each.name not in LEFT_ALONE)
NAMES = tuple(each.attname for each in COLUMNS)
_DAYS = tuple(at for at, each in enumerate(COLUMNS) if isinstance(each, DateField))
_AMOUNTS = tuple(at for at, each in enumerate(COLUMNS) if isinstance(each, ExactDecimalField))
BLANK: State = {each.attname: None if each.null else "" for each in COLUMNS}


@dataclass(slots=True)
class Batch:
    """What a batch did: how many rows did what, and those that could not be taken."""

    counts: dict[Did, int] = field(default_factory=lambda: dict.fromkeys(Did, 0))
    unfit: list[Unfit] = field(default_factory=list)


def store(rows: Sequence[Given], load: RegisterLoad, at: datetime, finish: Callable[[Batch], None]) -> Batch:
    """Put rows into the register. ``finish`` is called at the end, inside the transaction."""
    batch = Batch()
    with transaction.atomic():
        take_turns()
        states = existing({row.inn for row in rows})
        dirty = dict.fromkeys(row.inn for row in rows if _put(states, row, batch))
        write([states[inn] for inn in dirty], load, at)
        finish(batch)
    return batch


def take_turns() -> None:
    """Wait until no other import is inside a batch."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def existing(inns: Iterable[str]) -> dict[str, State]:
    """Return what is known of some enterprises, in one query."""
    rows = Enterprise.objects.filter(inn__in=list(inns)).order_by().values_list(*NAMES)
    found = (dict(zip(NAMES, row, strict=True)) for row in rows)
    return {state["inn"]: state for state in found}


def write(states: Sequence[State], load: RegisterLoad, at: datetime) -> None:
    """Add or change enterprises, in one statement a batch."""
    if not states:
        return
    columns = [*COLUMNS, Enterprise._meta.get_field("load"), Enterprise._meta.get_field("changed_at")]
    moment = connection.ops.adapt_datetimefield_value(at)
    values = [[*_cells(state), load.pk, moment] for state in states]
    with connection.cursor() as cursor:
        cursor.executemany(_statement([str(each.column) for each in columns]), values)


def _cells(state: State) -> list[Any]:
    """The values as the database takes them; asking every field for each would take a third of the whole load."""
    cells = [state[name] for name in NAMES]
    adapt = connection.ops.adapt_datefield_value
    for at in _DAYS:
        if cells[at] is not None:
            cells[at] = adapt(cells[at])
    for at in _AMOUNTS:
        if cells[at] is not None:
            cells[at] = COLUMNS[at].get_prep_value(cells[at])
    return cells


def _put(states: dict[str, State], row: Given, batch: Batch) -> bool:
    """Put one row on what is known, and tell whether there is something to write."""
    is_new = row.inn not in states
    state = merging.blank(row.inn, BLANK) if is_new else states[row.inn]
    try:
        effect = merging.put(state, row, is_new)
    except BadRow as bad:
        batch.unfit.append(Unfit(row.place, row.inn, bad.code, bad.values))
        return False
    states[row.inn] = state
    did = Did.CHANGED if derived.is_stale(state) and effect.did is not Did.ADDED else effect.did
    batch.counts[did] += 1
    if did in (Did.ADDED, Did.CHANGED):
        derived.renew(state)
    return effect.is_dirty or did is Did.CHANGED


def _statement(columns: Sequence[str]) -> str:
    quoted = [connection.ops.quote_name(each) for each in columns]
    sets = ", ".join(f"{each} = excluded.{each}" for each in quoted if each != connection.ops.quote_name("inn"))
    table, marks = connection.ops.quote_name(Enterprise._meta.db_table), ", ".join(["%s"] * len(quoted))
    return f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({marks}) ON CONFLICT (inn) DO UPDATE SET {sets}"  # noqa: S608 - names of our own columns
