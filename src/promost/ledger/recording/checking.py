"""Whether facts can be recorded. The database would refuse some of this too; here it is said in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model

from promost.kit import clock, formats
from promost.kit.fields import LIMIT, SCALE
from promost.ledger.models import How
from promost.ledger.problems import Bad
from promost.ledger.recording import reversing
from promost.ledger.recording.new import NewFact
from promost.plans.models import Plan
from promost.profiles import breakdowns
from promost.profiles.models import Indicator, Kind
from promost.registry.models import Region
from promost.registry.rooms import direction_codes

COUNTED = frozenset({Kind.FLOW, Kind.STOCK, Kind.DISTINCT})
"""The kinds of indicator that facts are of."""
OLDEST = date(1990, 1, 1)
M = TypeVar("M", bound=Model)


@dataclass(slots=True)
class Checks:
    """What the checks of one recording know: plans and regions, asked once for all facts."""

    plans: Mapping[int, Plan]
    regions: Mapping[str, Region]
    days: dict[str, date] = field(default_factory=dict)
    known_breakdowns: set[tuple[int, str]] = field(default_factory=set)

    @classmethod
    def of(cls, facts: Sequence[NewFact]) -> Checks:
        """Read what is needed, in at most two queries."""
        measures = [new.measure for new in facts if new.measure]
        plans = {each.plan_id: each.plan for each in measures if "plan" in each._state.fields_cache}
        missing = {each.plan_id for each in measures} - plans.keys()
        regions = {new.region.pk: new.region for new in facts if isinstance(new.region, Region)}
        unknown = {new.region_code for new in facts} - regions.keys()
        return cls(plans | _read(Plan, missing), regions | _read(Region, unknown))

    def check(self, facts: Iterable[NewFact]) -> None:
        """Raise Bad for the first that cannot be recorded."""
        for index, new in enumerate(facts):
            if new.reverses is not None:
                reversing.check(new, new.reverses, index)
            else:
                self._check(new, index)

    def _check(self, new: NewFact, index: int) -> None:
        check_indicator(new.indicator, index)
        check_value(new.indicator, new.value, index)
        code = new.region_code
        self._check_place(new, code, index)
        self._check_day(new, code, index)
        self._check_parts(new, index)

    def _check_place(self, new: NewFact, code: str, index: int) -> None:
        if code not in self.regions:
            raise Bad("NO_REGION", index)
        if new.municipality and new.municipality.region_id != code:
            raise Bad("OTHER_REGION", index, municipality=new.municipality, region=self.regions[code].name)

    def _check_day(self, new: NewFact, code: str, index: int) -> None:
        """A day that has begun in the fact's region is not the future, whatever the day is elsewhere."""
        today = self._today(code)
        if new.happened_on > today:
            where = self.regions[code].name
            raise Bad("FUTURE", index, day=formats.day(new.happened_on), region=where, today=formats.day(today))
        if new.happened_on < OLDEST:
            raise Bad("TOO_OLD", index, day=formats.day(new.happened_on))
        if new.measure and new.happened_on < self.plans[new.measure.plan_id].starts_on:
            check_early(new, self.plans[new.measure.plan_id], index)

    def _today(self, code: str) -> date:
        if code not in self.days:
            self.days[code] = clock.today(self.regions[code].zone_info)
        return self.days[code]

    def _check_parts(self, new: NewFact, index: int) -> None:
        indicator = new.indicator
        # A nil report says that there was nothing, so there is no organisation either.
        if indicator.needs_organisation and new.organisation is None and new.value:
            raise Bad("NEEDS_ORGANISATION", index, indicator=indicator.name)
        if new.direction and new.direction not in direction_codes():
            raise Bad("NO_DIRECTION", index, direction=new.direction)
        if new.breakdown and (indicator.id, new.breakdown) not in self.known_breakdowns:
            check_breakdown(indicator, new.breakdown, index)
            self.known_breakdowns.add((indicator.id, new.breakdown))


def check_indicator(indicator: Indicator, index: int | None = None) -> None:
    """Raise Bad for an indicator that is not counted from facts."""
    if indicator.kind not in COUNTED:
        raise Bad("NO_FACTS", index, indicator=indicator.name)


def check_value(indicator: Indicator, value: Decimal, index: int | None = None) -> None:
    """Raise Bad for a value in the indicator's unit that is not exact at four places, too large, or negative."""
    if not value.is_finite():
        raise Bad("NO_NUMBER", index, value=value)
    if abs(value) > LIMIT:
        raise Bad("TOO_LARGE", index, value=formats.number(value))
    if value.as_tuple().exponent < -SCALE and value != round(value, SCALE):  # type: ignore[operator]  # it is finite
        raise Bad("PLACES", index, value=formats.number(value))
    if value < 0 and not indicator.may_be_negative:
        raise Bad("NEGATIVE", index, indicator=indicator.name, value=formats.number(value))
    if indicator.most is not None and abs(value) > indicator.most:
        shown, most = (formats.amount(each, indicator.unit) for each in (value, indicator.most))
        raise Bad("IMPLAUSIBLE", index, indicator=indicator.name, value=shown, most=most)


def check_early(new: NewFact, plan: Plan, index: int | None = None) -> None:
    """Raise Bad for a day before the plan, unless it opens a level; what comes after its end is still taken."""
    is_opening = new.how == How.OPENING
    if is_opening and new.indicator.kind == Kind.STOCK:
        return
    day, start = formats.day(new.happened_on), formats.day(plan.starts_on)
    code = "OPENING_BEFORE_PLAN" if is_opening else "BEFORE_PLAN"
    raise Bad(code, index, day=day, start=start, indicator=new.indicator.name)


def check_breakdown(indicator: Indicator, breakdown: str, index: int | None = None) -> None:
    """Raise Bad unless ``breakdown`` is written canonically and the indicator has it."""
    try:
        wrong = breakdowns.check(breakdown, indicator.breakdowns) != breakdown
    except breakdowns.BadBreakdown:
        wrong = True
    if wrong:
        raise Bad("BREAKDOWN", index, breakdown=breakdown, indicator=indicator.name)


def _read(model: type[M], keys: Iterable[Any]) -> dict[Any, M]:
    wanted = set(keys)
    return dict(model._default_manager.in_bulk(wanted)) if wanted else {}
