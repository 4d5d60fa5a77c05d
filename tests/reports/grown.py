"""Plans grown by chance in the test's database: terms, promises and facts of every kind, from a seed."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from promost.kit import clock
from promost.ledger.models import Fact
from promost.plans.models import Agreement, Edition, Measure, MeasureEdition, Owner, Party, Plan, Target, TargetValue
from promost.profiles.models import Indicator
from promost.registry.models import Organisation, OrganisationKind
from tests.accounts.people import region

START, END = date(2025, 1, 1), date(2025, 12, 31)
QUARTERS = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), END)
MADE = datetime.fromisoformat("2025-01-10T12:00:00+03:00")
RECORDED = datetime.fromisoformat("2025-11-01T12:00:00+03:00")


def grown(measures: int, seed: int = 0) -> Plan:
    """Grow a plan: each measure with a term or none and a promise, some promises of the region, and facts."""
    chance = random.Random(seed)
    where = region()
    lead = _body("Ministry", where.code, OrganisationKind.AUTHORITY)
    agreement = Agreement.objects.create(number=f"{seed}-G", date=START)
    party = Party.objects.create(agreement=agreement, side="recipient", name="Область", region=where, order=1)
    plan = Plan.objects.create(agreement=agreement, title="План", starts_on=START, ends_on=END, created_at=MADE)
    edition = Edition.objects.create(plan=plan, number=1, made_at=MADE)
    indicators = [_indicator(f"GROWN_{seed}_{kind}", kind) for kind in ("flow", "distinct", "stock")]
    rows = [_measure(edition, party, lead, place, chance) for place in range(1, measures + 1)]
    for measure in (None, None, None, *(row.measure for row in rows)):
        _promise(plan, edition, measure, chance.choice(indicators), chance)
    bodies = [_body(f"Завод {place}", where.code, OrganisationKind.ENTERPRISE) for place in range(4)]
    for place in range(4 * measures):
        _fact(place, chance.choice([row.measure for row in rows]), chance.choice(indicators), bodies, chance)
    return plan


def _measure(edition: Edition, party: Party, lead: Organisation, place: int, chance: random.Random) -> MeasureEdition:
    term = chance.choice([None, *QUARTERS])
    row = MeasureEdition.objects.create(
        measure=Measure.objects.create(plan=edition.plan, direction="support", created_at=MADE), edition=edition,
        position=place, number=str(place), title=f"Мероприятие {place}", lead=lead, ends_on=term,
        deadline_kind="due" if term else "none", completion_document=chance.choice(["", "Протокол"]),
    )  # fmt: skip
    Owner.objects.create(measure_edition=row, party=party, organisation=lead, position=1, written_as="Ministry")
    return row


def _promise(plan: Plan, edition: Edition, measure: Measure | None, of: Indicator, chance: random.Random) -> None:
    target = Target.objects.create(
        plan=plan, measure=measure, position=1, label=f"Показатель {of.kind}", unit="ед", okei="642",
        scope="measure" if measure else "region", indicator=of, comparator=chance.choice(["ge", "le", "eq"]),
    )  # fmt: skip
    days = chance.sample(QUARTERS, chance.randint(1, 4))
    for day in days:
        value = chance.choice([None, Decimal(chance.randint(0, 60)) / 4])
        TargetValue.objects.create(target=target, edition=edition, due_on=day, value=value)


def _fact(place: int, under: Measure, of: Indicator, bodies: list[Organisation], chance: random.Random) -> None:
    Fact.objects.create(
        indicator=of, value=Decimal(chance.randint(0, 9)) / 4, happened_on=START + timedelta(chance.randint(0, 300)),
        region_id="RU-MAG", measure=under, organisation=chance.choice(bodies), source_kind="test", source_id=str(place),
        event=f"{under.pk}", how=chance.choice(["hand", "room"]), recorded_at=RECORDED,
    )  # fmt: skip


def _indicator(code: str, kind: str) -> Indicator:
    return Indicator.objects.create(code=code, kind=kind, okei="642", name_ru=code, name_en=code, source="plans")


def _body(name: str, where: str, kind: OrganisationKind) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, region_id=where, created_at=clock.now())
