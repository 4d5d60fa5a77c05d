"""How many measures were planned, came in time, came late, did not occur: of the whole plan and of each part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from promost.reports.snapshot.shapes import DUE, MeasureLine, Name, Outcome
from promost.reports.snapshot.whole import Totals, TotalsOf

_Key = tuple[str, Name, Name]


def totals(measures: Iterable[MeasureLine]) -> Totals:
    """Count measures by what became of them; planned is in time + late + not occurred."""
    found = Counter(each.outcome for each in measures)
    return Totals(
        measures=found.total(),
        planned=sum(found[each] for each in DUE),
        in_time=found[Outcome.IN_TIME],
        late=found[Outcome.LATE],
        not_occurred=found[Outcome.NOT_OCCURRED],
        ahead=sum(found[each] for each in (Outcome.SUBMITTED, Outcome.IN_PROGRESS, Outcome.NOT_STARTED)),
        without=found[Outcome.WITHOUT],
        cancelled=found[Outcome.CANCELLED],
    )


def by_direction(measures: Sequence[MeasureLine]) -> tuple[TotalsOf, ...]:
    """Count by direction; names are given by whoever writes, who knows the rooms."""
    return _parts(measures, lambda each: [(each.direction, Name(""), Name(""))])


def by_section(measures: Sequence[MeasureLine]) -> tuple[TotalsOf, ...]:
    """Count by section, as the document heads them."""
    return _parts(measures, lambda each: [(each.section, Name(each.section), Name(""))])


def by_executor(measures: Sequence[MeasureLine]) -> tuple[TotalsOf, ...]:
    """Count by organisation and party, the parties and organisations in the order in which the plan names them."""
    found = _parts(measures, _executors)
    parties = list(dict.fromkeys(each.group for each in found))
    return tuple(sorted(found, key=lambda each: parties.index(each.group)))


def _executors(measure: MeasureLine) -> list[_Key]:
    return list(dict.fromkeys((owner.key, owner.name, owner.party) for owner in measure.owners))


def _parts(measures: Sequence[MeasureLine], keys: Callable[[MeasureLine], list[_Key]]) -> tuple[TotalsOf, ...]:
    found: dict[_Key, list[MeasureLine]] = {}
    for measure in measures:
        for key in keys(measure):
            found.setdefault(key, []).append(measure)
    return tuple(TotalsOf(key, name, group, totals(several)) for (key, name, group), several in found.items())
