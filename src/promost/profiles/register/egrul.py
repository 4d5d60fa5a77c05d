"""An extract of the register of legal entities (ЕГРЮЛ, formats 4.0x). Names and numbers of people are not read."""

from __future__ import annotations

from promost.profiles.register import values
from promost.profiles.register.documents import Element
from promost.profiles.register.given import CARD, BadRow, Given, Part, Read

WINDING_UP = (
    "ликвидац",
    "банкрот",
    "реорганизац",
    "исключени",
    "конкурсн",
    "несостоятельн",
    "внешнее управление",
    "наблюдени",
)
"""What a status says when an entity is being wound up, reorganised or struck off."""
BEGINNINGS = ("Муницип", "Город", "Населен", "Район")


def read(entity: Element, place: str) -> Read:
    """Read the extract of one entity. Raises BadRow."""
    number = values.inn(entity.get("ИНН"))
    released = values.day(entity.get("ДатаВып", ""), "released_on")
    if released is None:
        raise BadRow("DAY", text="", name="released_on")
    return Given(place, number, (Part(CARD, released, {**_identity(entity), **_activities(entity), **_state(entity)}),))


def _identity(entity: Element) -> dict[str, object]:
    name, short = entity.find("СвНаимЮЛ"), entity.find("СвНаимЮЛ/СвНаимЮЛСокр")
    code, town = _home(entity)
    return {
        "name": name.get("НаимЮЛПолн", "") if name is not None else "",
        "short_name": _short(name, short),
        "kpp": entity.get("КПП", ""),
        "ogrn": entity.get("ОГРН", ""),
        "registered_on": values.day(entity.get("ДатаОГРН", ""), "registered"),
        "region_code": code,
        "place": town,
    }


def _short(name: Element | None, short: Element | None) -> str:
    if short is not None:
        return str(short.get("НаимСокр", ""))
    return str(name.get("НаимЮЛСокр", "")) if name is not None else ""


def _home(entity: Element) -> tuple[str, str]:
    """The subject's code and the place, of the newer form of an address or of the older one."""
    home = entity.find("СвАдресЮЛ/СвМНЮЛ")
    if home is not None:
        named = [each.get("Наим") for each in home if str(each.tag).startswith(BEGINNINGS)]
        return home.findtext("Регион", "").strip(), ", ".join(name.title() for name in named if name)
    old = entity.find("СвАдресЮЛ/АдресРФ")
    if old is None:
        return "", ""
    town = old.find("Город")
    return old.get("КодРегион", ""), town.get("НаимГород", "").title() if town is not None else ""


def _activities(entity: Element) -> dict[str, object]:
    main, others = entity.find("СвОКВЭД/СвОКВЭДОсн"), entity.findall("СвОКВЭД/СвОКВЭДДоп")
    okved = values.code(main.get("КодОКВЭД", "")) if main is not None else ""
    codes = [values.code(each.get("КодОКВЭД", "")) for each in others]
    version = main.get("ПрВерсОКВЭД", "") if main is not None else ""
    return {"okved": okved, "okveds": values.together(okved, codes), "okved_version": version[:4]}


def _state(entity: Element) -> dict[str, object]:
    """Whether it is being wound up, and when it was closed. An extract without a status says: it is active."""
    closed = entity.find("СвПрекрЮЛ")
    said = " ".join(str(each.get("НаимСтатусЮЛ", "")) for each in entity.iter("СвСтатус")).casefold()
    closed_on = values.day(closed.get("ДатаПрекрЮЛ", ""), "closed_on") if closed is not None else None
    return {"closed_on": closed_on, "is_winding_up": closed is not None or any(word in said for word in WINDING_UP)}
