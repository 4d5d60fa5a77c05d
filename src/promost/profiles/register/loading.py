"""A file put into the register from its beginning to its end, in batches that are committed one by one.

Nothing is saved before the whole file was looked through. A load that was interrupted is simply run again: what is
there already is unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from promost.kit import clock
from promost.profiles.models import RegisterLoad
from promost.profiles.register import derived, pieces, reading
from promost.profiles.register.given import Given, Person, Read, Unfit
from promost.profiles.register.merging import Did
from promost.profiles.register.pieces import Piece
from promost.profiles.register.rejected import Rejects
from promost.profiles.register.storing import Batch, store
from promost.registry.models.organisations import FEDERAL_ZONE
from promost.registry.queries.regions import region_in

BATCH = 2000
LOOKING, LOADING = "looking", "loading"
Watch = Callable[[str, int, int], None]
"""Told the step, how much of it is done and of how much: bytes while looking, rows while loading."""
_COLUMNS = {Did.ADDED: "added", Did.CHANGED: "changed", Did.UNCHANGED: "unchanged", Did.OLDER: "older"}


def look_through(path: Path, mapping: Mapping[str, str], watch: Watch) -> list[Piece]:
    """Look through a whole file before anything of it is saved. Raises BadRegister, OSError."""
    total, done = pieces.size(path), 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        watch(LOOKING, min(done, total), total)

    return pieces.look_through(path, mapping, told)


def put(
    load: RegisterLoad, found: Sequence[Piece], rejects: IO[str], watch: Watch, released: date | None = None
) -> None:
    """Put the pieces of a file into the register; counts stand in ``load``, saved with every batch.

    ``released``: the day of a table's release where its rows do not say, today if none is given. Raises BadRegister,
    OSError.
    """
    derived.forget()
    load.kind, load.total = found[0].kind, sum(piece.total for piece in found)
    for name in ("done", "rejected", "persons", *_COLUMNS.values()):
        setattr(load, name, 0)
    writer, place = Rejects(rejects), lru_cache(maxsize=1024)(_digits)
    for piece in found:
        for rows in _batches(reading.rows(piece, released or _today(), place)):
            writer.add(piece.name, _put(load, rows))
            watch(LOADING, load.done, load.total)


def _put(load: RegisterLoad, rows: Sequence[Read]) -> list[Unfit]:
    """Put a batch into the register, with its counts, and return the rows that were not taken."""
    given, unfit = _parted(rows)

    def count(batch: Batch) -> None:
        for did, name in _COLUMNS.items():
            setattr(load, name, getattr(load, name) + batch.counts[did])
        load.done += len(rows)
        load.persons += sum(isinstance(row, Person) for row in rows)
        load.rejected += len(unfit) + len(batch.unfit)
        days = [part.released_on for row in given for part in row.parts]
        load.released_on = max([*days, *filter(None, [load.released_on])], default=None)
        load.save()

    return [*unfit, *store(given, load, clock.now(), count).unfit]


def _parted(rows: Sequence[Read]) -> tuple[list[Given], list[Unfit]]:
    """Part the rows into those that can be taken and those that cannot; of a day to come nothing is known yet."""
    latest, given = _today(), []
    unfit = [row for row in rows if isinstance(row, Unfit)]
    for row in rows:
        if isinstance(row, Given):
            newest = max(part.released_on for part in row.parts)
            if newest > latest:
                unfit.append(Unfit(row.place, row.inn, "FUTURE", {"day": newest}))
            else:
                given.append(row)
    return given, unfit


def _today() -> date:
    """The day of the tax service, which sits in Moscow."""
    return clock.today(ZoneInfo(FEDERAL_ZONE))


def _batches(rows: Iterator[Read]) -> Iterator[list[Read]]:
    while some := list(islice(rows, BATCH)):
        yield some


def _digits(text: str) -> str:
    """The tax service's digits of a region that a cell names by digits, by ISO code or by name."""
    if len(text) <= 2 and text.isdigit():
        return text.zfill(2)
    region = region_in(text)
    return derived.digits_of(region.code if region else text)
