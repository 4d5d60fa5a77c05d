"""What follows from what a register says: the key by which a name is sought, the legal form, the region, the digits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from promost.profiles import schema
from promost.profiles.register import values
from promost.profiles.register.merging import State
from promost.registry import names, rooms
from promost.registry.models import Region

LENGTHS = {"name": 600, "short_name": 300, "place": 300, "key": 300}
OTHER_FORMS = (("кооператив", "cooperative"), ("артель", "cooperative"), ("учреждение", "institution"))


def renew(state: State) -> None:
    """Work out what follows, and keep texts within their columns."""
    state["key"] = names.plain(state["short_name"] or state["name"])
    state["legal_form"] = legal_form(state["name"]) or legal_form(state["short_name"])
    state["activity"] = values.digits(state["okved"])
    state["region_id"] = region_of(state["region_code"])
    for column, length in LENGTHS.items():
        if len(state[column]) > length:
            state[column] = state[column][:length]


def is_stale(state: State) -> bool:
    """Tell whether the region that its code means is another now: the list of regions was loaded later."""
    return bool(state["region_id"] != region_of(state["region_code"]))


def legal_form(name: str) -> str:
    """Return the code of the legal form that a name gives, "" for none."""
    found = names.form(name)
    if found in _forms():
        return found
    folded = name.casefold()
    return next((code for word, code in OTHER_FORMS if word in folded), "")


def region_of(code: str) -> str | None:
    """Return the region of the tax service's two digits; None where the installation's list has none of them."""
    found = tax_regions().get(code)
    return found if found in _regions() else None


def digits_of(code: str) -> str:
    """Return the tax service's digits of a region, "" where there are none."""
    return next((number for number, region in tax_regions().items() if region == code), "")


def forget() -> None:
    """Read the list of regions anew: at the beginning of every load."""
    _regions.cache_clear()


@cache
def tax_regions() -> Mapping[str, str]:
    """Return {the tax service's digits: region}."""
    return {str(number): str(region) for number, region in rooms.data("promost.profiles:data/tax_regions.toml").items()}


@cache
def _forms() -> frozenset[str]:
    return frozenset(schema.by_code()["legal_form"].options)


@cache
def _regions() -> frozenset[str]:
    return frozenset(Region.objects.values_list("code", flat=True))
