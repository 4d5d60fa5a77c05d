"""What a measure promises in figures, as its page shows it: each day's value, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from promost.kit import formats
from promost.plans.queries.flat import SIGNS
from promost.plans.queries.measures import MeasureView
from promost.plans.queries.promised import TargetView


@dataclass(frozen=True, slots=True)
class Earlier:
    """A value that stood in an earlier edition."""

    edition: int
    value: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A target's value for a day: "≥ 5 ед." from the edition that set it last, with what stood before."""

    target: TargetView
    due_on: date
    value: str
    edition: int
    struck: bool
    """The edition shown no longer promises it."""
    before: tuple[Earlier, ...] = ()


def promises(view: MeasureView) -> tuple[Promise, ...]:
    """Return what a measure promises and promised, in the order of the newest edition, one line a target and day."""
    found: dict[tuple[int, date], list[tuple[int, TargetView, Decimal | None]]] = {}
    for edition, target in view.targets:
        for due_on, value in target.values:
            found.setdefault((target.key, due_on), []).append((edition, target, value))
    return tuple(_promise(due_on, stood, view.row.edition.number) for (_, due_on), stood in found.items())


def _promise(due_on: date, stood: list[tuple[int, TargetView, Decimal | None]], shown: int) -> Promise:
    changes = [each for at, each in enumerate(stood) if at == 0 or each[2] != stood[at - 1][2]]
    last, target, _ = stood[-1]
    return Promise(
        target=target,
        due_on=due_on,
        value=_written(target, changes[-1][2]),
        edition=changes[-1][0],
        struck=last < shown,
        before=tuple(Earlier(edition, _written(seen, value)) for edition, seen, value in reversed(changes[:-1])),
    )


def _written(target: TargetView, value: Decimal | None) -> str:
    shown = "—" if value is None else formats.amount(value, target.unit)
    return f"{SIGNS.get(target.comparator, '=')} {shown}"
