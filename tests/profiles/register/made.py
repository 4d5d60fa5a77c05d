"""Files of registers made for tests, in the form of the tax service's own."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from promost.accounts.actors import OPERATOR
from promost.profiles.actions import load_register
from promost.profiles.models import RegisterLoad

WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
HEAD = '<?xml version="1.0" encoding="{}"?><Файл ИдФайл="made" ВерсФорм="4.01" ТипИнф="{}" КолДок="1">'


def inn(number: int) -> str:
    """Return a right INN of a legal entity."""
    digits = f"49{number:07d}"
    return digits + str(sum(int(one) * weight for one, weight in zip(digits, WEIGHTS, strict=True)) % 11 % 10)


def sme(
    of: str, name: str = "ЗАВОД", *, on: str = "10.02.2025", code: str = "25.62", more: str = "", **given: str
) -> str:
    """Return a document of the SME register; ``more`` are further codes with a space between."""
    others = "".join(f'<СвОКВЭДДоп КодОКВЭД="{each}" НаимОКВЭД="…" ВерсОКВЭД="2014"/>' for each in more.split())
    full = quoteattr(f'ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ "{name}"')
    short = quoteattr(f'ООО "{name}"')
    return (
        f'<Документ ИдДок="doc-{of}" ДатаСост="{on}" ДатаВклМСП="10.01.2018" ВидСубМСП="1" '
        f'КатСубМСП="{given.get("category", "1")}" ПризНовМСП="2"><ОргВклМСП НаимОрг={full} НаимОргСокр={short} '
        f'ИННЮЛ="{of}"/><СведМН КодРегион="{given.get("region", "49")}"><Город Тип="ГОРОД" Наим="МАГАДАН"/></СведМН>'
        f'<СвОКВЭД><СвОКВЭДОсн КодОКВЭД="{code}" НаимОКВЭД="…" ВерсОКВЭД="2014"/>{others}</СвОКВЭД></Документ>'
    )


def person(number: str = "490900000012") -> str:
    """Return a document of an individual entrepreneur."""
    return (
        f'<Документ ИдДок="doc-person" ДатаСост="10.02.2025" КатСубМСП="1"><ИПВклМСП ИННФЛ="{number}">'
        '<ФИОИП Фамилия="НЕКТО" Имя="НЕКТО"/></ИПВклМСП></Документ>'
    )


def headcount(of: str, count: int, *, year: int = 2024, on: str = "31.03.2025") -> str:
    """Return a document of OTKRDAN3."""
    return (
        f'<Документ ИдДок="head-{of}" ДатаДок="{on}" ДатаСост="31.12.{year}"><СведНП НаимОрг="ООО" ИННЮЛ="{of}"/>'
        f'<СведССЧР КолРаб="{count}"/></Документ>'
    )


def income(of: str, revenue: str, expenses: str = "0.00", *, year: int = 2024, on: str = "15.10.2025") -> str:
    """Return a document of OTKRDAN5."""
    return (
        f'<Документ ИдДок="income-{of}" ДатаДок="{on}" ДатаСост="31.12.{year}"><СведНП НаимОрг="ООО" ИННЮЛ="{of}"/>'
        f'<СведДохРасх СумДоход="{revenue}" СумРасход="{expenses}"/></Документ>'
    )


def file(documents: Iterable[str], kind: str = "РЕЕСТРМСП", declared: str = "UTF-8", codec: str = "utf-8") -> bytes:
    """Return a whole file of documents."""
    return f"{HEAD.format(declared, kind)}{''.join(documents)}</Файл>".encode(codec)


def load(path: Path, data: bytes, **given: Any) -> tuple[RegisterLoad, str]:
    """Write a file, put it into the register, and return the load with the text of the rejected rows."""
    path.write_bytes(data)
    rejects = io.StringIO()
    made = load_register(OPERATOR, path, rejects=rejects, watch=lambda _step, _done, _total: None, **given)
    return made, rejects.getvalue()


def counts(made: RegisterLoad) -> dict[str, int]:
    """Return what a load did, without what it did not."""
    names = ("added", "changed", "unchanged", "older", "rejected", "persons")
    return {name: getattr(made, name) for name in names if getattr(made, name)}


TODAY = date(2026, 11, 25)
