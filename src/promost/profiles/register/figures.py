"""The tax service's files of figures: average headcount (OTKRDAN3), revenue and expenses (OTKRDAN5)."""

from __future__ import annotations

from datetime import date

from promost.profiles.register import values
from promost.profiles.register.documents import Element
from promost.profiles.register.given import EMPLOYEES, NAMES, REVENUE, BadRow, Given, Part, Person, Read


def read_headcount(document: Element, place: str) -> Read:
    """Read a document of OTKRDAN3. Raises BadRow."""
    return _read(document, place, EMPLOYEES, "СведССЧР")


def read_income(document: Element, place: str) -> Read:
    """Read a document of OTKRDAN5. Raises BadRow."""
    return _read(document, place, REVENUE, "СведДохРасх")


def _read(document: Element, place: str, matter: str, tag: str) -> Read:
    entity = document.find("СведНП")
    inn = entity.get("ИННЮЛ") if entity is not None else None
    if values.is_person(inn):
        return Person()
    number = values.inn(inn)
    released, about = _day(document, "ДатаДок"), _day(document, "ДатаСост")
    figures = document.find(tag)
    found = _figures(matter, figures) if figures is not None else {}
    named = {"name": entity.get("НаимОрг", "") if entity is not None else ""}
    return Given(place, number, (Part(NAMES, released, named), Part(matter, released, found, about.year)))


def _figures(matter: str, figures: Element) -> dict[str, object]:
    if matter == EMPLOYEES:
        return {"employees": values.people(figures.get("КолРаб"), "employees")}
    return {
        "revenue": values.number(figures.get("СумДоход"), "revenue"),
        "expenses": values.number(figures.get("СумРасход"), "expenses"),
    }


def _day(document: Element, attribute: str) -> date:
    found = values.day(document.get(attribute, ""), "released_on")
    if found is None:
        raise BadRow("DAY", text="", name="released_on")
    return found
