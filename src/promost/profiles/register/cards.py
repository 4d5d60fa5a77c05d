"""Tables of enterprises (.csv, .tsv and workbooks): which column is which, and what a row says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from promost.kit.text import fold
from promost.profiles.register import values
from promost.profiles.register.given import CARD, EMPLOYEES, REVENUE, SME, BadRow, Given, Part, Person, Read
from promost.profiles.register.problems import BadRegister
from promost.registry import rooms

FILE = "promost.profiles:data/register_columns.toml"
MONEY = ("revenue", "expenses")
SCALES = (("млрд", 10**9), ("млн", 10**6), ("тыс", 10**3), ("thousand", 10**3), ("million", 10**6))
Place = Callable[[str], str]
"""What a cell of a region says → the subject's two digits; "" for what names none."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column each field stands in, by how much its numbers are multiplied, and the headings left aside."""

    at: Mapping[str, int]
    factor: Mapping[str, int]
    aside: tuple[str, ...]
    width: int


@cache
def fields() -> tuple[str, ...]:
    """Return the fields that a column may be."""
    return tuple(name for name, words in rooms.data(FILE).items() if isinstance(words, list))


def columns(head: Sequence[str], mapping: Mapping[str, str], part: str = "") -> Columns:
    """Recognise the columns; ``mapping`` (field → heading) goes before what is recognised.

    Raises BadRegister: FIELD, MAPPED, NO_INN_COLUMN.
    """
    at = {name: _mapped(name, heading, head, part) for name, heading in mapping.items()}
    for name in fields():
        place = _place(name, head, set(at.values())) if name not in at else None
        if place is not None:
            at[name] = place
    if "inn" not in at:
        raise BadRegister("NO_INN_COLUMN", part, columns=", ".join(head))
    factor = {name: _factor(head[at[name]]) for name in MONEY if name in at}
    aside = tuple(text for place, text in enumerate(head) if text and place not in at.values())
    return Columns(at, factor, aside, len(head))


def read(cells: Sequence[str], line: int, known: Columns, released: date, place: Place) -> Read:
    """Read a row; ``released`` is the day of the release where the row does not say. Raises BadRow."""
    if len(cells) > known.width and any(cells[known.width :]):
        raise BadRow("WIDTH", count=len(cells), wanted=known.width)
    cell = {name: values.said(cells[at]) for name, at in known.at.items() if at < len(cells)}
    if values.is_person(cell.get("inn")):
        return Person()
    number = values.inn(cell.get("inn"))
    day = values.day(cell.get("released_on", ""), "released_on") or released
    year = values.year(cell.get("year")) or day.year
    parts = [Part(CARD, day, _card(cell, place)), *_figures(cell, known, day, year)]
    if cell.get("category"):
        parts.append(Part(SME, day, {"category": _category(cell["category"])}))
    return Given(str(line), number, tuple(parts))


def _card(cell: Mapping[str, str], place: Place) -> dict[str, Any]:
    main = values.code(cell.get("okved", "").split(" ")[0])
    code = place(cell["region"]) if cell.get("region") else ""
    if cell.get("region") and not code:
        raise BadRow("REGION", text=cell["region"][:60])
    texts = {name: cell.get(name, "") for name in ("name", "short_name", "kpp", "ogrn", "place")}
    return {
        **texts,
        "region_code": code,
        "okved": main,
        "okveds": values.together(main, values.codes_within(cell.get("okveds", ""))),
        "registered_on": values.day(cell.get("registered_on", ""), "registered"),
    }


def _figures(cell: Mapping[str, str], known: Columns, day: date, year: int) -> list[Part]:
    found = []
    if cell.get("employees"):
        found.append(Part(EMPLOYEES, day, {"employees": values.people(cell["employees"], "employees")}, year))
    money = {name: values.number(cell[name], name, known.factor[name]) for name in MONEY if cell.get(name)}
    if money:
        found.append(Part(REVENUE, day, money, year))
    return found


def _category(text: str) -> str:
    for code, words in rooms_categories().items():
        if fold(text) in words:
            return code
    raise BadRow("CATEGORY", text=text[:40])


@cache
def rooms_categories() -> Mapping[str, Sequence[str]]:
    """Return {category: how tables write it}."""
    return dict(rooms.data(FILE)["categories"])


def _mapped(name: str, heading: str, head: Sequence[str], part: str) -> int:
    if name not in fields():
        raise BadRegister("FIELD", part, field=name, fields=", ".join(fields()))
    places = [place for place, text in enumerate(head) if fold(text) == fold(str(heading))]
    if not places:
        raise BadRegister("MAPPED", part, column=heading, columns=", ".join(head))
    return places[0]


def _place(name: str, head: Sequence[str], taken: set[int]) -> int | None:
    """The column whose heading is one of the field's words, or goes on after it with a unit."""
    folded = [fold(text) for text in head]
    partial = rooms.data(FILE)["parts"]["words"]
    free = [at for at, text in enumerate(folded) if at not in taken and not any(word in text for word in partial)]
    for word in rooms.data(FILE)[name]:
        exact = [at for at in free if folded[at] == word]
        begun = [at for at in free if folded[at].startswith((f"{word},", f"{word} ("))]
        if exact or begun:
            return (exact or begun)[0]
    return None


def _factor(heading: str) -> int:
    folded = fold(heading)
    return next((factor for word, factor in SCALES if word in folded), 1)
