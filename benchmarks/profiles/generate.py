"""A file in the form of the SME register (VO_RRMSPSV) with any number of invented legal entities.

    python benchmarks/profiles/generate.py 300000 /tmp/VO_RRMSPSV_made_up.xml

The names are put together of ordinary words, the INNs have right check digits, the activities are spread like those of
real files: one main code and about twenty others, each with its name, which makes 5.5 KB an entity.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

SEED = 20261125
WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
REGIONS = ("77", "50", "78", "49", "67", "59", "89", "66", "16", "54", "23", "61", "02", "63", "74", "52", "24", "25")
FIRST = ("СЕВЕРНЫЙ", "ПОЛЯРНЫЙ", "НОВЫЙ", "ПЕРВЫЙ", "УРАЛЬСКИЙ", "ВОСТОЧНЫЙ", "ГОРНЫЙ", "МОРСКОЙ", "ЛЕСНОЙ", "СТАЛЬНОЙ")
SECOND = ("ЗАВОД", "КОМБИНАТ", "ЦЕХ", "СТРОЙ", "МАРКЕТ", "ПРИБОР", "МЕТАЛЛ", "СЕРВИС", "ПРОДУКТ", "ТРАНСПОРТ", "ЛЕН")
WORDS = "Производство прочих изделий и оказание услуг в области проектирования, испытаний и обслуживания оборудования "
CLASSES = (*range(10, 34), *range(41, 48), 49, 52, 62, 63, 68, 71, 72)
CODES = [f"{one}.{group}{last}" for one in CLASSES for group in range(1, 6) for last in range(3)]
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><Файл ИдФайл="made-up" ВерсФорм="4.01" ТипИнф="РЕЕСТРМСП" КолДок="{}">'
    '<ИдОтпр><ФИООтв Фамилия="-" Имя="-"/></ИдОтпр>'
)


def inn(number: int) -> str:
    """Return a right INN of an entity; different numbers below 10^7 give different ones."""
    digits = f"{10 + number % 80:02d}{number:07d}"
    return digits + str(sum(int(one) * weight for one, weight in zip(digits, WEIGHTS, strict=True)) % 11 % 10)


def document(number: int, dice: random.Random) -> str:
    """Return one document of the file."""
    name = f"{dice.choice(FIRST)} {dice.choice(SECOND)} {number}"
    codes = dice.sample(CODES, dice.randint(8, 32))
    month, category, region = dice.randint(1, 12), dice.choice("1112111311"), dice.choice(REGIONS)
    main, *others = (f'КодОКВЭД="{code}" НаимОКВЭД="{_text(dice)}" ВерсОКВЭД="2014"/>' for code in codes)
    return "".join([
        f'<Документ ИдДок="{UUID(int=number)}" ДатаСост="10.02.2025" ДатаВклМСП="10.{month:02d}.2018" ВидСубМСП="1" ',
        f'КатСубМСП="{category}" ПризНовМСП="2"><ОргВклМСП НаимОрг="ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ ',
        f'&quot;{name}&quot;" НаимОргСокр="ООО &quot;{name}&quot;" ИННЮЛ="{inn(number)}"/>',
        f'<СведМН КодРегион="{region}"><Город Тип="ГОРОД" Наим="ГОРОД {number % 97}"/></СведМН>',
        f"<СвОКВЭД><СвОКВЭДОсн {main}",
        *(f"<СвОКВЭДДоп {each}" for each in others),
        "</СвОКВЭД></Документ>",
    ])  # fmt: skip


def documents(count: int) -> Iterator[str]:
    """Yield the documents of the file."""
    dice = random.Random(SEED)  # noqa: S311 - made-up data
    for number in range(1, count + 1):
        yield document(number, dice)


def write(count: int, path: Path) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(count))
        file.writelines(documents(count))
        file.write("</Файл>")


def _text(dice: random.Random) -> str:
    return WORDS[: dice.randint(40, 108)]


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
