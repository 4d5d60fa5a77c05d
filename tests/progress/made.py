"""Plain rows for the tests of the calculation: facts as they would be recorded, and what the calculation is given of them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from promost.progress.calculation.kinds.source import source_of
from promost.progress.calculation.measures import measure_progress
from promost.progress.calculation.rows import (
    FactRow,
    IndicatorRow,
    LevelRow,
    MeasureLine,
    PlanLine,
    Pools,
    Subjects,
    TargetRow,
)
from promost.progress.calculation.targets import target_progress
from promost.progress.shapes import MeasureProgress, TargetProgress

COMPLETION = 99
YEAR = date(2025, 1, 1)
QUARTERS = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31))
PLAN = PlanLine(
    key=1, edition=1, starts_on=YEAR, ends_on=QUARTERS[-1], day=date(2025, 11, 20), subjects=Subjects(frozenset({"RU-MAG"}))
)  # fmt: skip
FLOW = IndicatorRow(1, "TRAINED", "flow", "792")
STOCK = IndicatorRow(2, "RESIDENTS", "stock", "642")
DISTINCT = IndicatorRow(3, "ENT_SUPPORTED", "distinct", "642")
SHIPPED = IndicatorRow(4, "SHIPPED", "observed", "385")
HEADCOUNT = 6
JOBS = IndicatorRow(5, "JOBS_NEW", "gain", "642", level=HEADCOUNT)
SHARE = IndicatorRow(7, "SHARE", "ratio", "744", parts=(replace(FLOW, key=8), FLOW))


@dataclass(frozen=True)
class Recorded:
    """A fact as it lies in the ledger; ``known`` orders the moments at which facts were recorded."""

    key: int
    day: date
    value: Decimal = Decimal(1)
    indicator: int = FLOW.key
    organisation: int | None = None
    measure: int | None = 1
    breakdown: str = ""
    how: str = "hand"
    part: str = ""
    waits: bool = False
    reverses: int | None = None
    known: int = 0


def reversal(of: Recorded, key: int, known: int = 0) -> Recorded:
    """Return what takes a fact back, as the ledger makes it."""
    return replace(of, key=key, value=-of.value, reverses=of.key, known=known)


def row(fact: Recorded) -> FactRow:
    """Return what the calculation is given of one fact."""
    sign = 1 if fact.reverses is None else -1
    weight, by_hand = sign * abs(fact.value), fact.how != "room"
    return FactRow(
        fact.measure, fact.indicator, fact.breakdown, fact.day, fact.organisation, fact.value, weight,
        weight if by_hand else Decimal(0), sign, sign if by_hand else 0, fact.part, fact.waits,
    )  # fmt: skip


def rows(facts: Iterable[Recorded], day: date = PLAN.day, known: int = 10**9) -> list[FactRow]:
    """Return what is known at a moment of what happened by a day."""
    return [row(fact) for fact in facts if fact.day <= day and fact.known <= known]


def batched(several: Sequence[FactRow], chance: random.Random) -> list[FactRow]:
    """Shuffle rows and add some of those up that no figure tells apart."""
    found: dict[tuple[object, ...], list[FactRow]] = defaultdict(list)
    for each in chance.sample(several, len(several)):
        found[*each[:5], *each[10:], chance.randrange(3)].append(each)
    summed = [FactRow(*group[0][:5], *(sum(part) for part in zip(*(e[5:10] for e in group), strict=True)), *group[0][10:]) for group in found.values()]  # type: ignore[arg-type, call-arg]  # fmt: skip
    return chance.sample(summed, len(summed))


def target(indicator: IndicatorRow | None = FLOW, *promised: object, **values: object) -> TargetRow:
    """Return a target whose quarters promise the values given (None for a dash), or one value by the year's end."""
    given = promised or (10,)
    days = QUARTERS if len(given) == len(QUARTERS) else QUARTERS[-len(given) :]
    several = tuple((day, None if each is None else Decimal(str(each))) for day, each in zip(days, given, strict=True))
    made = TargetRow(
        key=1, uuid="t", measure=None, label="what", unit="u", okei=indicator.okei if indicator else "", comparator="ge",
        cumulative=True, basis="zero", baseline=None, scope="region", breakdown="", confirmed=True, owner=None,
        indicator=indicator, values=several, original=several,
    )  # fmt: skip
    return replace(made, **values)  # type: ignore[arg-type]


def pools(facts: Sequence[FactRow] = (), levels: Sequence[LevelRow] = ()) -> Pools:
    """Return the same facts under their measures and in both of the wider scopes."""
    under: dict[int, list[FactRow]] = defaultdict(list)
    for each in facts:
        if each.measure is not None:
            under[each.measure].append(each)
    return Pools(dict(under), list(facts), list(facts), list(levels))


def progress(
    of: TargetRow,
    facts: Sequence[FactRow] = (),
    levels: Sequence[LevelRow] = (),
    plan: PlanLine = PLAN,
    today: date | None = None,
) -> TargetProgress:
    """Return a target's progress."""
    return target_progress(source_of(of, plan, pools(facts, levels)), today or plan.day)


def level(organisation: int, ends_on: date, value: object, key: int = 0, **values: object) -> LevelRow:
    """Return an enterprise's headcount of a day."""
    made = LevelRow(
        key, HEADCOUNT, None, organisation, "RU-MAG", ends_on, ends_on, "", Decimal(str(value)), f"release {key}"
    )
    return made._replace(**values)  # type: ignore[arg-type]


def published(ends_on: date, value: object, starts_on: date = YEAR, key: int = 0, region: str = "RU-MAG") -> LevelRow:
    """Return a region's published value of a period."""
    return LevelRow(
        key, SHIPPED.key, region, None, None, starts_on, ends_on, "", Decimal(str(value)), f"release {key}"
    )  # fmt: skip


def line(kind: str = "due", today: date = PLAN.day, **values: object) -> MeasureLine:
    """Return a measure due on 30 June, with no completion document asked for."""
    made = MeasureLine(
        key=1, uuid="m", kind=kind, starts_on=None, ends_on=QUARTERS[1], due_dates=(), needs_document=False, today=today
    )
    return replace(made, **values)  # type: ignore[arg-type]


def measure(
    of: MeasureLine, facts: Sequence[Recorded] = (), *targets: TargetRow, levels: Sequence[LevelRow] = ()
) -> MeasureProgress:
    """Return a measure's progress on its day."""
    plan = replace(PLAN, day=of.today)
    known = pools(rows(facts, of.today), levels)
    mine = [replace(each, measure=1, scope="measure") for each in targets]
    return measure_progress(of, mine, plan, known, COMPLETION)


def handed_in(day: date, key: int = 900, part: date | None = None, *, waits: bool = False) -> Recorded:
    """Return the fact of a completion document, of one occurrence where ``part`` names it."""
    return Recorded(key, day, indicator=COMPLETION, part=part.isoformat() if part else "", waits=waits)
