"""The SME register of the tax service (VO_RRMSPSV, formats 4.x): legal entities with category, place, activities."""

from __future__ import annotations

from promost.profiles.register import values
from promost.profiles.register.documents import Element
from promost.profiles.register.given import CARD, SME, BadRow, Given, Part, Person, Read

CATEGORIES = {"1": "micro", "2": "small", "3": "medium"}
YES = "1"
PLACES = ("Район", "Город", "НаселПункт")


def read(document: Element, place: str) -> Read:
    """Read a document. Raises BadRow."""
    entity = document.find("ОргВклМСП")
    if entity is None:
        if document.find("ИПВклМСП") is not None:
            return Person()
        raise BadRow("NO_INN")
    inn = entity.get("ИННЮЛ")
    if values.is_person(inn):
        return Person()
    number = values.inn(inn)
    released = values.day(document.get("ДатаСост", ""), "released_on")
    if released is None:
        raise BadRow("DAY", text="", name="released_on")
    return Given(place, number, (Part(CARD, released, _card(document, entity)), Part(SME, released, _sme(document))))


def _card(document: Element, entity: Element) -> dict[str, object]:
    home = document.find("СведМН")
    main, others, version = _activities(document.find("СвОКВЭД"))
    return {
        "name": entity.get("НаимОрг", ""),
        "short_name": entity.get("НаимОргСокр", ""),
        "ogrn": entity.get("ОГРН", ""),
        "region_code": home.get("КодРегион", "") if home is not None else "",
        "place": _place(home) if home is not None else "",
        "okved": main,
        "okveds": values.together(main, others),
        "okved_version": version,
        "licences": sum(1 for _each in document.iterchildren("СвЛиценз")),
    }


def _sme(document: Element) -> dict[str, object]:
    category = CATEGORIES.get(document.get("КатСубМСП", ""))
    if category is None:
        raise BadRow("CATEGORY", text=document.get("КатСубМСП", ""))
    social = document.get("СведСоцПред")
    return {
        "category": category,
        "in_sme_since": values.day(document.get("ДатаВклМСП", ""), "in_sme_since"),
        "is_new": document.get("ПризНовМСП") == YES,
        "is_social": None if social is None else social == YES,
    }


def _activities(all_of_them: Element | None) -> tuple[str, list[str], str]:
    if all_of_them is None:
        return "", [], ""
    main = all_of_them.find("СвОКВЭДОсн")
    others = [values.code(each.get("КодОКВЭД", "")) for each in all_of_them.iterchildren("СвОКВЭДДоп")]
    if main is None:
        return "", others, ""
    return values.code(main.get("КодОКВЭД", "")), others, main.get("ВерсОКВЭД", "")


def _place(home: Element) -> str:
    parts = [home.find(name) for name in PLACES]
    return ", ".join(_named(part) for part in parts if part is not None and part.get("Наим"))


def _named(part: Element) -> str:
    return f"{part.get('Наим').title()} ({part.get('Тип', '').lower()})"
