"""Reading one value of each kind into the form that is compared. ``None`` never comes here: it is unknown."""

import math
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import Any

from promost.matching.codes import digits
from promost.matching.problems import BadValue

Value = str | float | bool | date | tuple[str, ...]

EXACT = 2**53
"""Above this a float no longer tells two neighbouring whole numbers apart."""


def read_text(value: object) -> str:
    """One value of a vocabulary. Raises ``BadValue`` unless it is a text that is not blank."""
    if not isinstance(value, str):
        raise BadValue("want_text", value=repr(value))
    if not value.strip():
        raise BadValue("blank")
    return value


def read_number(value: object) -> float:
    """A finite number within ±2^53. Raises ``BadValue``, also for a boolean."""
    if isinstance(value, bool) or not isinstance(value, (Real, Decimal)):
        raise BadValue("want_number", value=repr(value))
    number: Any = value
    if not math.isfinite(number):
        raise BadValue("not_finite", value=value)
    if not -EXACT <= number <= EXACT:
        raise BadValue("too_large", value=value)
    return float(number)


def read_flag(value: object) -> bool:
    """True or false, and nothing that merely looks like it."""
    if not isinstance(value, bool):
        raise BadValue("want_flag", value=repr(value))
    return value


def read_day(value: object) -> date:
    """A date, or its ISO text (``2026-11-24``). A time of day is refused, for a day depends on its zone."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise BadValue("want_day", value=repr(value)) from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadValue("want_day", value=repr(value))
    return value


def read_texts(value: object) -> tuple[str, ...]:
    """Several values of a vocabulary, each once, in the order given; an empty list is *known to be none*."""
    return tuple(dict.fromkeys(read_text(one) for one in _listed(value)))


def read_codes(value: object) -> tuple[str, ...]:
    """Several codes as digits, each once, in the order given."""
    return tuple(dict.fromkeys(digits(read_text(one)) for one in _listed(value)))


def _listed(value: object) -> Iterable[object]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise BadValue("want_list", value=repr(value))
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return value
