"""Raw columns into numbers and texts: the quick way for clean columns, value by value where something is odd.

The quick way reads each *distinct* value once. Whatever it cannot take for certain goes the slow way, which names
every bad position.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from promost.matching.columns import Column, Many, Single, edges, fits, ranked
from promost.matching.conditions import as_float, elements, ordered
from promost.matching.problems import BadValue, Problem, RecordError
from promost.matching.schema import Field, Number
from promost.matching.values import EXACT, Value

SHOWN = 5
"""How many bad positions of a column are told at once."""

_NONE = type(None)


class _Odd(Exception):
    """The quick way does not apply."""


def as_list(raw: Any) -> Sequence[Any]:
    """A column as something to walk through; arrays become lists, and NaN in an array of floats is unknown."""
    if not isinstance(raw, np.ndarray):
        return raw  # type: ignore[no-any-return]
    listed: list[Any] = raw.tolist()
    return [None if math.isnan(one) else one for one in listed] if raw.dtype.kind == "f" else listed


def read(name: str, field: Field, raw: Any, first: int) -> Column:
    """A column of a field, encoded in the order given. Raises ``RecordError`` with positions counted from ``first``."""
    if ordered(field):
        return ranked(_read_ordered(name, field, raw, first))
    reader = _read_many if field.kind in ("codes", "choices") else _read_single
    return reader(name, field, as_list(raw), first)


def _read_ordered(name: str, field: Field, raw: Any, first: int) -> NDArray[np.float64]:
    try:
        return _numbers(field, raw) if isinstance(field, Number) else _days(field, raw)
    except (_Odd, BadValue, OverflowError):
        slow = _each(name, field, as_list(raw), first)
        return np.array([np.nan if one is None else as_float(one) for one in slow], dtype=np.float64)


def _read_single(name: str, field: Field, column: Sequence[Any], first: int) -> Single:
    try:
        _only(column, {bool, _NONE} if field.kind == "flag" else {str, _NONE})
        text = {one: elements(field.read(one))[0] for one in dict.fromkeys(column) if one is not None}
    except (_Odd, BadValue):
        column = [None if one is None else elements(one)[0] for one in _each(name, field, column, first)]
        text = {one: one for one in dict.fromkeys(column) if one is not None}
    names = sorted(set(text.values()))
    place: dict[Any, int] = _places(names, text)
    place[None] = len(names)
    return Single(names, np.fromiter(map(place.__getitem__, column), dtype=fits(len(names)), count=len(column)))


def _read_many(name: str, field: Field, column: Sequence[Any], first: int) -> Many:
    try:
        _only(column, {list, tuple, _NONE})
        flat = _flat(column)
        _only(flat, {str})
        text = {one: elements(field.read([one]))[0] for one in dict.fromkeys(flat)}
    except (_Odd, BadValue):
        column = _each(name, field, column, first)
        flat = _flat(column)
        text = {one: one for one in dict.fromkeys(flat)}
    names = sorted(set(text.values()))
    ids = np.fromiter(map(_places(names, text).__getitem__, flat), dtype=fits(len(names)), count=len(flat))
    lengths = np.fromiter((len(one) if one else 0 for one in column), dtype=np.int32, count=len(column))
    listed = np.fromiter((one is not None for one in column), dtype=np.bool_, count=len(column))
    return Many(names, ids, edges(lengths), listed)


def _numbers(field: Number, raw: Any) -> NDArray[np.float64]:
    if isinstance(raw, np.ndarray) and raw.dtype.kind in "iuf":
        numbers = raw.astype(np.float64)
    else:
        column = as_list(raw)
        _only(column, {int, float, Decimal, _NONE})
        numbers = np.array(column, dtype=np.float64)
        if np.count_nonzero(np.isnan(numbers)) != sum(one is None for one in column):
            raise _Odd
    known = numbers[~np.isnan(numbers)]
    bounds = (-np.inf if field.least is None else field.least, np.inf if field.most is None else field.most)
    inside = (np.abs(known) < EXACT) & (known >= bounds[0]) & (known <= bounds[1])
    if not inside.all() or (field.whole and (known != np.floor(known)).any()):
        raise _Odd
    return numbers


def _days(field: Field, raw: Any) -> NDArray[np.float64]:
    column = as_list(raw)
    _only(column, {date, str, _NONE})
    known = {one: as_float(field.read(one)) for one in dict.fromkeys(column) if one is not None}
    known[None] = float("nan")
    return np.fromiter(map(known.__getitem__, column), dtype=np.float64, count=len(column))


def _flat(column: Sequence[Any]) -> list[Any]:
    return list(chain.from_iterable(one for one in column if one is not None))


def _only(column: Iterable[Any], kinds: set[type]) -> None:
    if not set(map(type, column)) <= kinds:
        raise _Odd


def _places(names: list[str], text: dict[Any, str]) -> dict[Any, int]:
    place = {name: i for i, name in enumerate(names)}
    return {one: place[said] for one, said in text.items()}


def _each(name: str, field: Field, column: Sequence[Any], first: int) -> list[Value | None]:
    read: list[Value | None] = []
    problems: list[Problem] = []
    for position, value in enumerate(column, first):
        try:
            read.append(None if value is None else field.read(value))
        except BadValue as fault:
            problems.append(fault.at(f"{name}[{position}]"))
            if len(problems) == SHOWN:
                break
    if problems:
        raise RecordError(problems)
    return read
