"""Files of schemes as offices have them, with invented schemes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from promost.support.reading import Reading, read
from promost.support.reading.columns.fields import of_form

MAP_HEADINGS = {field.code: field.map for field in of_form("investment_map")}
GISP_HEADINGS = {field.code: field.gisp for field in of_form("gisp")}
Scheme = Mapping[str, Any]
REGIONS = {"приморья": "RU-PRI", "магаданской области": "RU-MAG", "города магадана": "RU-MAG", "смоленска": "RU-SMO"}
TITLES = {
    "25": "Производство готовых металлических изделий",
    "26": "Производство компьютеров; электроники",
    "41": "Строительство зданий",
    "41.20": "Строительство жилых и нежилых зданий",
}


def scheme(**other: Any) -> dict[str, Any]:
    """An invented scheme, field by field; ``other`` fields go before its own."""
    return {
        "region": "Магаданская область",
        "name": "Возмещение части затрат на покупку станков",
        "kind": "субсидии и гранты",
        "level": "региональные меры",
        "mechanism": "<p>Возмещается половина цены.</p>\n\n<p>Не больше:</p>\n<ul><li>5 млн руб. за станок</li><li>двух станков</li></ul>",
        "acts": "Постановление Правительства области от 01.02.2024 № 7-пп &quot;О поддержке станкостроения&quot;",
        "act_links": "https://example.org/acts/7",
        "address": "https://example.org/apply/7",
        "provider": "Министерство промышленности области",
        "activities": "25 - Производство металлических изделий; ковка;26 - Производство электроники",
        "restrictions": "в соответствии с ОКВЭД",
        "sme_required": "Да",
        "requirements": "1. Регистрация в качестве налогоплательщика на территории Магаданской области.<br />\n2. Отсутствие задолженности по налогам и сборам.",
        "procedure": "1. Подача заявки - 1 рабочий день.<br />\n2. Рассмотрение - не более 10 рабочих дней.",
        "documents": "1. Заявка.<br />\n2. Устав.",
        **other,
    }


def sheet_of(
    schemes: Sequence[Scheme], headings: Mapping[str, str] | None = None, order: Sequence[str] = ()
) -> Worksheet:
    """A sheet with headings in the first row, in the ``order`` of fields given, else the form's own."""
    names = headings or MAP_HEADINGS
    sheet = Workbook().active
    assert isinstance(sheet, Worksheet)
    codes = list(order) or list(names)
    sheet.append([names[code] for code in codes])
    for one in schemes:
        sheet.append([one.get(code) for code in codes])
    return sheet


def saved(sheet: Worksheet) -> bytes:
    """The bytes of the workbook that a sheet stands in."""
    out = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(out)
    return out.getvalue()


def map_file(schemes: Sequence[Scheme], headings: Mapping[str, str] | None = None, order: Sequence[str] = ()) -> bytes:
    """A workbook of the national investment map's form."""
    return saved(sheet_of(schemes, headings, order))


def csv_file(rows: Sequence[Sequence[str]], encoding: str = "cp1251", separator: str = ";") -> bytes:
    """A CSV of rows, the first of which are its headings."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def gisp_file(schemes: Sequence[Scheme], encoding: str = "cp1251") -> bytes:
    """The industry system's open data: 38 columns, windows-1251, semicolons."""
    rows = [[str(one.get(code, "")) for code in GISP_HEADINGS] for one in schemes]
    return csv_file([list(GISP_HEADINGS.values()), *rows], encoding)


def read_map(*schemes: Scheme, **options: Any) -> Reading:
    """Schemes in the map's form, read."""
    return read(map_file(schemes), "schemes.xlsx", **options)


def region_of(words: str) -> str | None:
    """The code of the one region that words name, of those in REGIONS."""
    found = {code for name, code in REGIONS.items() if name in words.lower()}
    return found.pop() if len(found) == 1 else None


def codes_of(problems: Any) -> list[str]:
    """The codes of problems, in order."""
    return [problem.code for problem in problems]
