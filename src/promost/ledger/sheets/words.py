"""The words by which a sheet names things of a plan: measures, indicators, units, regions, breakdowns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from promost.kit.text import fold
from promost.ledger import naming
from promost.ledger.problems import Bad
from promost.ledger.recording.checking import COUNTED
from promost.plans.models import Measure, MeasureEdition, Plan
from promost.plans.queries.in_force import keys_in_force
from promost.profiles import breakdowns
from promost.profiles.models import Indicator
from promost.registry import units
from promost.registry.models import Organisation, Region

TITLE = 80
"""Characters of a measure's title in the list."""


@dataclass(slots=True)
class Words:
    """What a sheet's words mean. Each kind of thing is read once for all rows."""

    plan: Plan
    measures: Mapping[str, Measure]
    indicators: Mapping[str, Indicator]
    regions: Mapping[str, Region]
    organisations: dict[str, Organisation | Bad | None] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan) -> Words:
        """Read a plan's words, in a few queries."""
        rows = in_force(plan)
        labels = {fold(label(row)): row.measure for row in rows}
        numbers = {fold(row.number): row.measure for row in rows if row.number}
        titles = {fold(row.title): row.measure for row in rows}
        for measure in labels.values():
            measure.plan = plan
        counted = list(Indicator.objects.filter(kind__in=COUNTED))
        indicators = {fold(name): each for each in counted for name in (each.name_en, each.name_ru, each.code)}
        regions = {fold(name): each for each in Region.objects.all() for name in (each.name_en, each.name_ru, each.pk)}
        return cls(plan, {**titles, **numbers, **labels}, indicators, regions)

    def measure(self, text: str) -> Measure | None:
        """Return the measure meant, None for an empty cell. Raises Bad UNKNOWN_MEASURE."""
        if not text:
            return None
        found = self.measures.get(fold(text)) or self.measures.get(fold(text.split(maxsplit=1)[0].rstrip(".")))
        if found is None:
            raise Bad("UNKNOWN_MEASURE", name=text)
        return found

    def indicator(self, text: str) -> Indicator:
        """Return the indicator meant. Raises Bad UNKNOWN_INDICATOR."""
        try:
            return self.indicators[fold(text)]
        except KeyError:
            raise Bad("UNKNOWN_INDICATOR", name=text) from None

    def region(self, text: str) -> Region | None:
        """Return the region meant, None for an empty cell. Raises Bad UNKNOWN_REGION."""
        if not text:
            return None
        try:
            return self.regions[fold(text)]
        except KeyError:
            raise Bad("UNKNOWN_REGION", name=text) from None

    def organisation(self, text: str) -> Organisation | None:
        """Return the organisation meant, None for an empty cell. Raises Bad; each name is looked up once."""
        if text not in self.organisations:
            self.organisations[text] = _found(text, self.plan)
        found = self.organisations[text]
        if isinstance(found, Bad):
            raise found
        return found

    def unit(self, text: str) -> str:
        """Return the OKEI code of the unit meant, "" for the indicator's own. Raises Bad UNKNOWN_UNIT."""
        if not text:
            return ""
        code = _units().get(fold(text))
        if code is None:
            raise Bad("UNKNOWN_UNIT", name=text)
        return code

    def breakdown(self, text: str, indicator: Indicator) -> str:
        """Return the breakdown meant, as it is stored. Raises Bad BREAKDOWN."""
        if not text:
            return ""
        for stored in breakdowns.every(indicator.breakdowns):
            if stored and fold(text) in {fold(stored), fold(breakdowns.named(stored))}:
                return stored
        raise Bad("BREAKDOWN", breakdown=text, indicator=indicator.name)


def in_force(plan: Plan) -> list[MeasureEdition]:
    """Return the measures of the plan's edition in force, in their order."""
    rows = MeasureEdition.objects.filter(edition=keys_in_force(plan="measure__plan"), measure__plan=plan)
    return list(rows.select_related("measure").order_by("position"))


def label(row: MeasureEdition) -> str:
    """Return a measure as the list names it."""
    title = " ".join(row.title.split())
    short = title if len(title) <= TITLE else f"{title[: TITLE - 1].rstrip()}…"
    return f"{row.number} {short}".strip()


def _found(text: str, plan: Plan) -> Organisation | Bad | None:
    try:
        return naming.organisation_of(text, plan)
    except Bad as bad:
        return bad


def _units() -> dict[str, str]:
    """{symbol or name in any language, or code: OKEI code}."""
    return {fold(word): each.code for each in units.built_in().values() for word in _names(each)}


def _names(unit: units.Unit) -> Iterable[str]:
    return (unit.name_ru, unit.name_en, unit.symbol_ru, unit.symbol_en, unit.code)
