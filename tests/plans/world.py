"""A small programme for tests: a donor, a recipient and a curator, their officers, and documents made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import docx

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Role
from promost.kit import clock
from promost.plans.actions import acceptance, reading
from promost.plans.actions.agreements import NewParty, create_agreement
from promost.plans.models import Agreement, Edition, Import, Plan
from promost.registry.models import Organisation, OrganisationKind, Region
from tests.accounts.people import member, region

HEAD = ("№ п/п", "Мероприятие", "Срок исполнения", "от города Москвы", "от Магаданской области", "Ожидаемый результат")
FIRST = ("1.1", "Обмен перечнями мер поддержки", "до 30 июня 2025 г.", "ДИПП", "Минэкономразвития", "Не менее 20 мер")
SECOND = ("1.2", "Обучение инженеров", "III квартал 2025 г.", "ДИПП", "СВГУ", "Обучено не менее 25 человек")
NO_DATE = ("1.3", "Создание центра инжиниринга", "", "ДИПП", "Минэкономразвития", "Создан 1 центр")


@dataclass(frozen=True)
class World:
    """The programme and its people."""

    agreement: Agreement
    donor: Actor
    recipient: Actor
    colleague: Actor
    viewer: Actor
    curator: Actor
    stranger: Actor


def build(number: str = "77-49/2025") -> World:
    """Make the programme."""
    moscow = region("RU-MOW", "Moscow", "Europe/Moscow")
    bodies = [
        _body("Департамент промышленной политики города Москвы", moscow),
        _body("Министерство промышленности Магаданской области", region()),
        _body("Минпромторг России", None, OrganisationKind.FEDERAL),
    ]
    parties = [
        NewParty("recipient", "Магаданская область", [bodies[1]], region()),
        NewParty("donor", "город Москва", [bodies[0]], moscow),
        NewParty("curator", "Минпромторг России", [bodies[2]]),
    ]
    agreement = create_agreement(OPERATOR, number=number, date=date(2025, 1, 20), title="", parties=parties)
    other = _body("Министерство промышленности другой области", region("RU-VLG", "Vologda", "Europe/Moscow"))
    return World(
        agreement=agreement,
        donor=member("donor", bodies[0], Role.EDITOR),
        recipient=member("recipient", bodies[1], Role.EDITOR),
        colleague=member("colleague", bodies[1], Role.SIGNATORY),
        viewer=member("viewer", bodies[1], Role.VIEWER),
        curator=member("curator", bodies[2], Role.EDITOR),
        stranger=member("stranger", other, Role.EDITOR),
    )


def document(*rows: Sequence[str], year: int = 2025) -> bytes:
    """Make a plan document (.docx) with one table of measures."""
    made = docx.Document()
    made.add_paragraph(
        f"План совместных мероприятий Правительства Москвы и Правительства Магаданской области на {year} год"
    )
    table = made.add_table(rows=0, cols=len(HEAD))
    for line in (HEAD, *rows):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    made.core_properties.created = made.core_properties.modified = clock.machine_now()
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def read(world: World, *rows: Sequence[str], plan: Plan | None = None, actor: Actor | None = None) -> Import:
    """Upload a document with these rows and read it; call it where jobs queued on commit are run (``at_commit``)."""
    taken = reading.upload(actor or world.recipient, world.agreement, name="план.docx", data=document(*rows), plan=plan)
    assert taken.source is not None
    return taken.source


def accepted(world: World, source: Import) -> Edition:
    """Accept a preview."""
    source.refresh_from_db()
    return acceptance.accept(world.recipient, source, source.version)


def _body(name: str, where: Region | None, kind: OrganisationKind = OrganisationKind.AUTHORITY) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, region=where, created_at=clock.now())
