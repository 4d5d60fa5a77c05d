"""Reading what stands behind an operator: ``"max": 250``."""

from collections.abc import Callable
from datetime import date
from typing import Any

from promost.matching import values
from promost.matching.criteria.nodes import Operand
from promost.matching.problems import BadValue

MONTHS_MOST = 12_000


def _texts(value: object) -> Operand:
    if not isinstance(value, list | tuple):
        raise BadValue("want_list", value=repr(value))
    if not value:
        raise BadValue("empty_list")
    return values.read_texts(value)


def _is(value: object) -> Operand:
    return value if isinstance(value, bool) else values.read_text(value)


def _day(value: object) -> date:
    if not isinstance(value, str | date):
        raise BadValue("want_day", value=repr(value))
    return values.read_day(value)


def _months(value: object, each: int) -> Operand:
    number = values.read_number(value)
    if number != int(number) or not 0 <= number * each <= MONTHS_MOST:
        raise BadValue("want_age", value=value, most=MONTHS_MOST // each)
    return number


OPERANDS: dict[str, Callable[[Any], Operand]] = {
    **dict.fromkeys(("in", "under", "any_of", "all_of"), _texts),
    **dict.fromkeys(("min", "max", "above", "below"), values.read_number),
    **dict.fromkeys(("before", "after", "not_before", "not_after"), _day),
    **dict.fromkeys(("age_min", "age_max"), lambda value: _months(value, 12)),
    **dict.fromkeys(("months_min", "months_max"), lambda value: _months(value, 1)),
    "is": _is,
}
"""Operator → reader of its operand, which raises ``BadValue``."""
