"""What became of a plan's measures, counted: planned, in time, later, late, not occurred, submitted, not yet due.

Each measure has one outcome, so the counts of a whole plan add up; a measure of two parties counts for both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from promost.plans.models import Edition, MeasureEdition, Owner
from promost.plans.models.agreements import in_english
from promost.progress.shapes import MeasureProgress, MeasureState


class Outcome(StrEnum):
    """What became of a measure by a day."""

    IN_TIME = "in_time"
    LATER = "later"
    """Done, after its term."""
    LATE = "late"
    """Its term is over; there are facts, and it is not done."""
    NOT_OCCURRED = "not_occurred"
    """Its term is over, and nothing has been reported."""
    SUBMITTED = "submitted"
    """Handed in by its day; the counterpart has not confirmed it yet, so it is neither in time nor late."""
    NOT_DUE = "not_due"
    WITHOUT = "without"
    """Without a deadline, and not done."""
    CANCELLED = "cancelled"


class By(StrEnum):
    """By what measures are counted apart."""

    SECTION = "section"
    DIRECTION = "direction"
    PARTY = "party"
    EXECUTOR = "executor"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many measures came to which outcome."""

    of: Mapping[Outcome, int] = field(default_factory=dict)

    def __getitem__(self, outcome: Outcome) -> int:
        """Return how many came to an outcome."""
        return self.of.get(outcome, 0)

    @property
    def planned(self) -> int:
        """All measures that the edition has."""
        return sum(count for outcome, count in self.of.items() if outcome != Outcome.CANCELLED)

    @property
    def due(self) -> int:
        """Those that are done, or whose term is over."""
        return sum(self[each] for each in (Outcome.IN_TIME, Outcome.LATER, Outcome.LATE, Outcome.NOT_OCCURRED))

    @property
    def on_time(self) -> Decimal | None:
        """The share (0 to 1) of what is due that was done in time: MEAS_ONTIME; None where nothing is due."""
        return Decimal(self[Outcome.IN_TIME]) / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a measure stands in its edition, and who answers for it."""

    section: str
    direction: str
    parties: tuple[str, ...]
    executors: tuple[str, ...]

    def under(self, by: By) -> Sequence[str]:
        """Return the names under which the measure is counted."""
        return {
            By.SECTION: (self.section,),
            By.DIRECTION: (self.direction,),
            By.PARTY: self.parties,
            By.EXECUTOR: self.executors,
        }[by]


def outcome(measure: MeasureProgress) -> Outcome:
    """Return what became of a measure. One that can never be late is in time when it is done."""
    if measure.state == MeasureState.DONE:
        return Outcome.LATER if measure.in_time is False else Outcome.IN_TIME
    if measure.state == MeasureState.LATE:
        return Outcome.LATE if measure.facts else Outcome.NOT_OCCURRED
    plain = {
        MeasureState.SUBMITTED: Outcome.SUBMITTED,
        MeasureState.WITHOUT: Outcome.WITHOUT,
        MeasureState.CANCELLED: Outcome.CANCELLED,
    }
    return plain.get(measure.state, Outcome.NOT_DUE)


def counts(measures: Iterable[MeasureProgress]) -> Counts:
    """Count the outcomes of measures."""
    return Counts(Counter(outcome(measure) for measure in measures))


def counts_by(by: By, measures: Mapping[int, MeasureProgress], places: Mapping[int, Place]) -> dict[str, Counts]:
    """Return {section, direction, party or executor: its counts}, in the order of the edition; "" for none named."""
    found: dict[str, list[MeasureProgress]] = defaultdict(list)
    for key, place in places.items():
        for name in place.under(by) or ("",):
            if key in measures:
                found[name].append(measures[key])
    return {name: counts(several) for name, several in found.items()}


def places_of(edition: Edition) -> dict[int, Place]:
    """Return {measure's key: its place} in the order of an edition, in two queries."""
    owners = _owners(edition)
    rows = MeasureEdition.objects.filter(edition=edition).order_by("position")
    return {
        measure: Place(section or "", direction, *owners.get(measure, ((), ())))
        for measure, section, direction in rows.values_list("measure_id", "section__title", "measure__direction")
    }


def _owners(edition: Edition) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    parties: dict[int, dict[str, None]] = defaultdict(dict)
    executors: dict[int, dict[str, None]] = defaultdict(dict)
    rows = Owner.objects.filter(measure_edition__edition=edition).order_by("position")
    for measure, party, party_en, short, name, name_en in rows.values_list(
        "measure_edition__measure_id", "party__name", "party__name_en",
        "organisation__short_name", "organisation__name", "organisation__name_en",
    ):  # fmt: skip
        parties[measure][in_english(party_en) or party] = None
        executors[measure][in_english(name_en) or short or name] = None
    return {measure: (tuple(parties[measure]), tuple(executors[measure])) for measure in parties}
