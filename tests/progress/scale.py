"""A plan as large as they come, made quickly: many measures, targets, facts, and a region full of facts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from promost.kit import clock
from promost.ledger.models import Fact
from promost.plans.models import (
    Agreement,
    Edition,
    Measure,
    MeasureEdition,
    Party,
    Plan,
    Target,
    TargetValue,
)
from promost.profiles.models import Indicator
from promost.registry.models import Organisation, OrganisationKind
from tests.accounts.people import region

START, END = date(2025, 1, 1), date(2025, 12, 31)
QUARTERS = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), END)
RECORDED = datetime.fromisoformat("2025-06-01T12:00:00+03:00")


def plan(measures: int, targets_of_region: int = 10) -> Plan:
    """Make a plan with a target for each measure and some for the region."""
    where, donor = region(), region("RU-MOW", "Moscow", "Europe/Moscow")
    lead = Organisation.objects.create(
        name="Ministry", kind=OrganisationKind.AUTHORITY, region=where, created_at=clock.now()
    )
    agreement = Agreement.objects.create(number="1-S", date=START)
    for order, (side, here) in enumerate((("donor", donor), ("recipient", where)), start=1):
        Party.objects.create(agreement=agreement, side=side, name=here.name, region=here, order=order)
    made = Plan.objects.create(agreement=agreement, title="Plan", starts_on=START, ends_on=END, created_at=clock.now())
    edition = Edition.objects.create(plan=made, number=1, made_at=datetime.fromisoformat("2025-01-10T12:00:00+03:00"))
    indicators = kinds(targets_of_region)
    rows = Measure.objects.bulk_create(Measure(plan=made, created_at=clock.now()) for _ in range(measures))
    MeasureEdition.objects.bulk_create(
        MeasureEdition(
            measure=each, edition=edition, position=place, number=str(place), title=f"Measure {place}",
            deadline_kind="due", ends_on=QUARTERS[place % 4], lead=lead,
        )
        for place, each in enumerate(rows, start=1)
    )  # fmt: skip
    targets = Target.objects.bulk_create(
        Target(
            plan=made, measure=each, position=place, label="x", unit="ед", okei="642", scope="measure",
            indicator=indicators[place % len(indicators)],
        )
        for place, each in enumerate(rows, start=1)
    )  # fmt: skip
    whole = Target.objects.bulk_create(
        Target(
            plan=made, position=measures + place, label="y", unit="ед", okei="642", scope="region",
            indicator=indicators[place % len(indicators)],
        )
        for place in range(targets_of_region)
    )  # fmt: skip
    TargetValue.objects.bulk_create(
        TargetValue(target=each, edition=edition, due_on=QUARTERS[place % 4], value=Decimal(10))
        for place, each in enumerate(targets, start=1)
    )
    TargetValue.objects.bulk_create(
        TargetValue(target=each, edition=edition, due_on=day, value=Decimal(10)) for each in whole for day in QUARTERS
    )
    return made


def kinds(number: int) -> list[Indicator]:
    """Make indicators, flows and distinct counts by turns."""
    return Indicator.objects.bulk_create(
        Indicator(
            code=f"SCALE_{each}", kind="distinct" if each % 2 else "flow", okei="642", name_ru="н", name_en="n", source="plans"
        )
        for each in range(number)
    )  # fmt: skip


def fill(made: Plan, under_measures: int, in_region: int, organisations: int = 300) -> None:
    """Record facts under the plan's measures and in its region, past the ledger's checks."""
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"Plant {each}", kind="enterprise", region_id="RU-MAG", created_at=clock.now())
        for each in range(organisations)
    )
    measures = list(made.measures.order_by("pk"))
    indicators = list(Indicator.objects.filter(code__startswith="SCALE_").order_by("pk"))
    Fact.objects.bulk_create(
        (
            Fact(
                indicator=indicators[each % len(indicators)], value=Decimal(1), happened_on=START + timedelta(each % 300),
                region_id="RU-MAG", measure=measures[each % len(measures)] if each < under_measures else None,
                organisation=bodies[each % len(bodies)], source_kind="test", source_id=str(each), event=str(each),
                how="hand" if each % 3 else "room", recorded_at=RECORDED,
            )
            for each in range(under_measures + in_region)
        ),
        batch_size=2000,
    )  # fmt: skip
