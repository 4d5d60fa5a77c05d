"""The demonstration's register of enterprises: those of the story and some two hundred beside them, all invented.

The INNs have right check digits and begin with numbers of tax offices that do not exist, so that none can be anybody's.
"""

from __future__ import annotations

import csv
import io
import random
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from promost.accounts.actors import OPERATOR
from promost.kit import clock
from promost.profiles import actions
from promost.profiles.models import Enterprise
from promost.registry.actions import edit_organisation
from promost.registry.models import Organisation, OrganisationKind
from promost.support.demo.told import Story

OFFICES = {"RU-MAG": "4989", "RU-SMO": "6789"}
"""Region → a number that no tax office has."""
WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
RELEASED = date(2025, 9, 10)
LOADED = datetime(2025, 9, 12, 8, tzinfo=UTC)
HEADINGS = (
    "ИНН", "Наименование", "Регион", "Населенный пункт", "Основной ОКВЭД", "Дополнительные ОКВЭД",
    "Дата регистрации", "Категория МСП", "Среднесписочная численность", "Выручка, тыс. руб", "Год",
)  # fmt: skip
KINDS = (
    ("Металлообработка", "25.62"), ("Спецтехника", "28.92"), ("Пекарня", "10.71"), ("Столярный цех", "16.23"),
    ("Швейный цех", "14.12"), ("Рыбный цех", "10.20"), ("Бетонный узел", "23.63"), ("Пилорама", "16.10"),
    ("Молочный цех", "10.51"), ("Электромонтаж", "43.21"), ("Насосы", "28.13"), ("Кузница", "25.50"),
    ("Упаковка", "17.21"), ("Теплицы", "01.13"), ("Автобаза", "49.41"), ("Программы", "62.01"), ("Литьё", "24.51"),
    ("Кабель", "27.32"), ("Пластик", "22.29"), ("Приборы", "26.51"), ("Гостиница", "55.10"), ("Торговый дом", "46.69"),
)  # fmt: skip
SIZES = (
    ("микропредприятие", 2, 15),
    ("малое предприятие", 16, 100),
    ("среднее предприятие", 101, 250),
    ("нет", 251, 600),
)


def inn(region: str, number: int) -> str:
    """Return an invented INN with a right check digit."""
    digits = f"{OFFICES[region]}{number:05d}"
    return digits + str(sum(int(one) * weight for one, weight in zip(digits, WEIGHTS, strict=True)) % 11 % 10)


def fill(story: Story) -> Mapping[str, Organisation]:
    """Put the enterprises into the register, as an administrator would, and return the story's own by name."""
    bodies = {
        each.name: each
        for each in Organisation.objects.filter(invented=True, kind=OrganisationKind.ENTERPRISE, region__in=OFFICES)
        .select_related("region")
        .order_by("pk")
    }
    with clock.stopped(LOADED):
        named = {}
        for number, (name, body) in enumerate(bodies.items(), start=1):
            named[name] = edit_organisation(OPERATOR, body, version=body.version, inn=inn(body.region_id or "", number))
        _load([*_rows(named), *_others(story, len(named))])
        for body in named.values():
            Enterprise.objects.filter(inn=body.inn).update(organisation=body)
    return named


def _load(rows: list[tuple[Any, ...]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([HEADINGS, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Вымышленный реестр предприятий.csv"
        path.write_text(text.getvalue(), encoding="utf-8-sig")
        rejects = io.StringIO()
        load = actions.load_register(OPERATOR, path, rejects=rejects, watch=lambda *_step: None, released=RELEASED)
    if load.rejected:
        raise ValueError(f"the demonstration's register has rows that are not taken: {rejects.getvalue()}")


def _rows(named: Mapping[str, Organisation]) -> Iterator[tuple[Any, ...]]:
    """The enterprises of the programmes; small ones without an activity get one from their name."""
    dice = random.Random(49)  # noqa: S311 - made-up data
    for body in named.values():
        known = next((code for word, code in KINDS if word in body.name), "25.62")
        size = SIZES[1] if body.okved else SIZES[0]
        yield _row(body.inn, body.name, body.region_id or "", "вымышленный адрес", body.okved or known, size, dice)


def _others(story: Story, first: int) -> Iterator[tuple[Any, ...]]:
    dice, number = random.Random(67), first  # noqa: S311 - made-up data
    for region, places in story.places.items():
        for place in places:
            for word, code in KINDS:
                number += 1
                size = dice.choices(SIZES, (5, 4, 2, 1))[0]
                name = f"ООО «{word} – {place} (вымышленное)»"
                yield _row(inn(region, number), name, region, place, code, size, dice)


def _row(number: str, name: str, region: str, place: str, code: str, size: Any, dice: random.Random) -> tuple[Any, ...]:
    """A row of the table; of every fifth no headcount is published, of every fourth no revenue."""
    people = dice.randint(size[1], size[2])
    founded = date(dice.randint(1996, 2024), dice.randint(1, 12), 15)
    others = " ".join(other for _word, other in dice.sample(KINDS, 2))
    return (
        number, name, {"RU-MAG": "Магаданская область", "RU-SMO": "Смоленская область"}[region], place, code, others,
        f"{founded:%d.%m.%Y}", size[0], people if dice.random() > 0.2 else "",
        people * dice.randint(1_500, 6_000) if dice.random() > 0.25 else "", 2024,
    )  # fmt: skip
