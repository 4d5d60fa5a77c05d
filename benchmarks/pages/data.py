"""A plan of invented measures: three owners, two targets and three facts each, deadlines over a year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from promost.accounts.models import Membership, Role, User
from promost.kit import clock
from promost.ledger.models import Fact
from promost.plans.models import (
    Agreement,
    Edition,
    Measure,
    MeasureEdition,
    Owner,
    Party,
    PartyOrganisation,
    Plan,
    Section,
    Target,
    TargetValue,
)
from promost.profiles.models import Indicator
from promost.registry.models import Organisation, OrganisationKind, Region
from promost.registry.rooms import directions

SIDES = {"donor": "RU-MOW", "recipient": "RU-MAG", "buyer": None}
YEAR = date(2025, 1, 1)
QUARTERS = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31))


def build(measures: int) -> tuple[User, Plan]:
    """Make a plan of so many measures and an editor of the recipient, who reads it."""
    agreement = Agreement.objects.create(number="77-49", date=YEAR, title="On cooperation")
    parties = [_party(agreement, order, side, code) for order, (side, code) in enumerate(SIDES.items(), start=1)]
    plan = Plan.objects.create(
        agreement=agreement, title="Joint action plan for 2025", starts_on=YEAR, ends_on=date(2025, 12, 31),
        created_at=clock.now(),
    )  # fmt: skip
    edition = Edition.objects.create(plan=plan, number=1, made_at=clock.now())
    rows = _rows(plan, edition, parties, measures)
    _owners(rows, parties)
    indicators = list(Indicator.objects.filter(kind="flow", okei="642").order_by("code")[:2])
    _targets(plan, edition, rows, indicators)
    _facts(rows, indicators, parties[1][1])
    reader = User.objects.create_user("reader@example.org", name="A reader", language="ru")
    Membership.objects.create(user=reader, organisation=parties[1][1], role=Role.EDITOR, since=clock.now())
    return reader, plan


def _party(agreement: Agreement, order: int, side: str, code: str | None) -> tuple[Party, Organisation]:
    region = Region.objects.filter(code=code).first()
    body = Organisation.objects.create(
        name=f"Department of industry and trade of side {order}", short_name=f"Department {order}",
        kind=OrganisationKind.AUTHORITY, region=region, created_at=clock.now(),
    )  # fmt: skip
    party = Party.objects.create(agreement=agreement, side=side, name=f"Party {order}", region=region, order=order)
    PartyOrganisation.objects.create(party=party, organisation=body, is_lead=True)
    return party, body


def _rows(plan: Plan, edition: Edition, parties: list[Any], count: int) -> list[MeasureEdition]:
    codes = [room.code for room in directions()]
    sections = [
        Section.objects.create(edition=edition, position=at, number=str(at), title=f"Section {code}", direction=code)
        for at, code in enumerate(codes, start=1)
    ]
    made = Measure.objects.bulk_create(
        Measure(plan=plan, direction=codes[at * len(codes) // count], created_at=clock.now()) for at in range(count)
    )
    return MeasureEdition.objects.bulk_create(
        MeasureEdition(
            measure=measure, edition=edition, section=sections[codes.index(measure.direction)], position=at,
            number=f"{codes.index(measure.direction) + 1}.{at}",
            title=f"Hold meeting {at} on how enterprises of both regions take part in industrial cooperation",
            deadline_kind="due", ends_on=YEAR + timedelta(days=at * 364 // count), lead=parties[1][1],
            deadline_text="as the plan has it", result="The meeting is held", completion_document="Minutes",
        )
        for at, measure in enumerate(made, start=1)
    )  # fmt: skip


def _owners(rows: list[MeasureEdition], parties: list[Any]) -> None:
    Owner.objects.bulk_create(
        Owner(
            measure_edition=row, party=party, organisation=body, position=at, written_as=body.name,
            person=f"Officer {row.position % 17}-{at}",
        )
        for row in rows
        for at, (party, body) in enumerate(parties, start=1)
    )  # fmt: skip


def _targets(plan: Plan, edition: Edition, rows: list[MeasureEdition], indicators: list[Indicator]) -> None:
    """Two targets of each measure for the year's end, and ten of the plan by quarter."""
    targets = Target.objects.bulk_create(
        Target(
            plan=plan, measure=row.measure, position=at, label=indicator.name_en, unit="ед", okei=indicator.okei,
            indicator=indicator,
        )
        for row in rows
        for at, indicator in enumerate(indicators, start=1)
    )  # fmt: skip
    whole = Target.objects.bulk_create(
        Target(
            plan=plan, position=1000 + at, label=f"Indicator {at} of the plan", unit="ед", okei="642",
            indicator=indicators[at % 2], scope="region",
        )
        for at in range(10)
    )  # fmt: skip
    TargetValue.objects.bulk_create(
        TargetValue(target=target, edition=edition, due_on=day, value=Decimal(1 + key % 40))
        for key, target in enumerate([*targets, *whole])
        for day in (QUARTERS if target.measure_id is None else QUARTERS[-1:])
    )


def _facts(rows: list[MeasureEdition], indicators: list[Indicator], body: Organisation) -> None:
    Fact.objects.bulk_create(
        Fact(
            indicator=indicators[at % 2], value=Decimal(1 + at), happened_on=YEAR + timedelta(days=30 * at),
            region=body.region, measure=row.measure, organisation=body, source_kind="benchmark", how="hand",
            source_id=str(row.measure_id), event=str(at), recorded_at=clock.now(),
        )
        for row in rows
        for at in range(3)
    )  # fmt: skip
