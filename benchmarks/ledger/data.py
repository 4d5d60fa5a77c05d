"""Invented facts for the benchmarks: seeded, so that every way and both databases get the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from promost.kit.refs import Ref
from promost.ledger.models import Fact, How
from promost.ledger.recording import NewFact
from promost.plans.models import Agreement, Measure, Plan
from promost.profiles.models import Indicator, Kind
from promost.registry.models import Organisation, Region

START = date(2025, 1, 1)
RECORDED = datetime(2025, 12, 31, 12, tzinfo=UTC)
FIELDS = [each for each in Fact._meta.concrete_fields if not each.primary_key]
INDICATORS, ORGANISATIONS, MEASURES, REGIONS = 6, 2000, 200, 83


@dataclass(frozen=True, slots=True)
class World:
    """What facts point to."""

    indicators: list[Indicator]
    organisations: list[Organisation]
    measures: list[Measure]
    regions: list[Region]


def build() -> World:
    """Make regions, indicators, organisations and a plan of many measures."""
    regions = [
        Region(code=f"XX-{number:03}", name_ru="R", name_en="R", short_ru="R", short_en="R", zone="Europe/Moscow")
        for number in range(REGIONS)
    ]
    Region.objects.bulk_create(regions)
    words = {"kind": Kind.STOCK, "source": "benchmark", "may_be_negative": True}
    indicators = [Indicator(code=f"bench.{n}", name_ru=f"{n}", name_en=f"{n}", **words) for n in range(INDICATORS)]
    Indicator.objects.bulk_create(indicators)
    organisations = [
        Organisation(name=f"Works {n}", kind="enterprise", region=regions[n % REGIONS], created_at=RECORDED)
        for n in range(ORGANISATIONS)
    ]
    Organisation.objects.bulk_create(organisations)
    agreement = Agreement.objects.create(number="benchmark", date=START)
    plan = Plan.objects.create(
        agreement=agreement, title="Benchmark", starts_on=START, ends_on=date(2025, 12, 31), created_at=RECORDED
    )
    measures = [Measure(plan=plan, direction="supply", created_at=RECORDED) for _ in range(MEASURES)]
    Measure.objects.bulk_create(measures)
    return World(indicators, organisations, measures, regions)


def facts(world: World, count: int, seed: int) -> Iterator[NewFact]:
    """Give ``count`` facts of 2025: two thirds under a measure, each of an organisation, spread over all regions."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    for number in range(count):
        organisation = chance.choice(world.organisations)
        yield NewFact(
            indicator=chance.choice(world.indicators),
            value=Decimal(chance.randrange(1, 10**6)).scaleb(-2),
            happened_on=START + timedelta(days=chance.randrange(365)),
            region=organisation.region or "",
            source=Ref("benchmark.record", f"{seed}-{number // 3}"),
            event=str(number),
            measure=chance.choice(world.measures) if number % 3 else None,
            organisation=organisation,
        )


def row(new: NewFact) -> Fact:
    """Return the same fact as a bare row."""
    return Fact(
        uuid=uuid4(), indicator=new.indicator, value=new.value, happened_on=new.happened_on,
        region_id=new.region_code, direction=new.measure.direction if new.measure else "", measure=new.measure,
        organisation=new.organisation, source_kind=new.source.kind, source_id=new.source.id, event=new.event,
        how=How.ROOM, recorded_at=RECORDED,
    )  # fmt: skip


def ready(rows: list[Fact], connection: Any) -> list[tuple[Any, ...]]:
    """Return rows as the database's own driver takes them."""
    return [tuple(each.get_db_prep_save(getattr(row, each.attname), connection) for each in FIELDS) for row in rows]


def filling(world: World, count: int, seed: int, connection: Any) -> list[tuple[Any, ...]]:
    """Return ``count`` rows like those of ``facts``, made the short way."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    adapt = connection.ops.adapt_datefield_value
    days = [adapt(START + timedelta(days=number)) for number in range(365)]
    moment = connection.ops.adapt_datetimefield_value(RECORDED)
    as_text = not connection.features.has_native_uuid_field
    indicators = [each.pk for each in world.indicators]
    organisations = [(each.pk, each.region_id) for each in world.organisations]
    measures = [each.pk for each in world.measures]
    rows = []
    for number in range(count):
        organisation, region = chance.choice(organisations)
        values = {
            "uuid": uuid4().hex if as_text else uuid4(),
            "indicator_id": chance.choice(indicators),
            "value": chance.randrange(1, 10**8),
            "happened_on": chance.choice(days),
            "region_id": region,
            "direction": "supply" if number % 3 else "",
            "measure_id": chance.choice(measures) if number % 3 else None,
            "organisation_id": organisation,
            "breakdown": "",
            "source_kind": "benchmark.record",
            "source_id": f"{seed}-{number // 3}",
            "event": str(number),
            "how": "room",
            "recorded_at": moment,
        }
        rows.append(tuple(values.get(each.attname) for each in FIELDS))
    return rows
