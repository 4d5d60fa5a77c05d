"""What a scheme gives an enterprise's profile: a status, a contract, a right; chosen from what the profile knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from promost.profiles import schema as profile
from promost.profiles.schema import EnterpriseField
from promost.support.criteria.forms import language
from promost.support.room import GIVES

FLAG = "yes"


def choices() -> list[tuple[str, str]]:
    """Return ("statuses=technopark", "Statuses: technopark") of everything that a scheme can give."""
    return [choice for code in GIVES for choice in _of(profile.by_code()[code])]


def _of(field: EnterpriseField) -> Iterable[tuple[str, str]]:
    if field.kind == "flag":
        return [(f"{field.code}={FLAG}", field.name)]
    place = 1 if language() == "en" else 0
    return [(f"{field.code}={value}", f"{field.name}: {words[place]}") for value, words in field.options.items()]


def gives_of(chosen: Iterable[str]) -> dict[str, Any]:
    """Return what a scheme keeps of the choices: field → value, a list where the field holds several."""
    found: dict[str, Any] = {}
    for each in chosen:
        code, _sign, value = each.partition("=")
        kind = profile.by_code()[code].kind
        if kind == "choices":
            found.setdefault(code, []).append(value)
        else:
            found[code] = True if kind == "flag" else value
    return found


def chosen_of(gives: Mapping[str, Any]) -> list[str]:
    """Return the choices that make what a scheme gives."""
    found: list[str] = []
    for code, value in gives.items():
        values = value if isinstance(value, list) else [FLAG if value is True else value]
        found += [f"{code}={each}" for each in values]
    return found
