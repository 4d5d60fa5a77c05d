"""The whole register as columns for the matching engine, kept in memory until the register changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from django.db.models import F, Max, Sum
from numpy.typing import NDArray

from promost.profiles.models import Enterprise, RegisterLoad

CHUNK = 20_000
KEPT = 3
"""Register's columns that are kept: the whole of it, and some regions."""
READ = (
    "inn", "region_id", "okved", "okveds", "employees", "revenue", "category", "is_social", "registered_on",
    "legal_form", "is_winding_up", "licences",
)  # fmt: skip
Version = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RegisterColumns:
    """Enterprises in the order of their positions, and their register fields, as ``Engine.match`` takes them.

    ``inns[position]`` is whose row a position is. What enterprises told is not among it: that is for their members.
    """

    inns: Sequence[str]
    fields: Mapping[str, Any]


_kept: dict[tuple[Version, str], RegisterColumns] = {}
_lock = Lock()


def version() -> Version:
    """Return what changes whenever the register changes, in one query."""
    found = RegisterLoad.objects.aggregate(last=Max("pk"), touched=Sum(F("added") + F("changed")))
    return found["last"] or 0, found["touched"] or 0


def columns(region: str | None = None) -> RegisterColumns:
    """Return the register, or a region's part of it, as columns; closed entities are left out.

    Read once for each state of the register and kept in memory: 300,000 enterprises take some 200 MB.
    """
    key = (version(), region or "")
    with _lock:
        if key not in _kept:
            stale = [each for each in _kept if each[0] != key[0]]
            for each in stale or list(_kept)[: max(0, len(_kept) - KEPT + 1)]:
                del _kept[each]
            _kept[key] = _read(region)
        return _kept[key]


def _read(region: str | None) -> RegisterColumns:
    rows = Enterprise.objects.filter(closed_on=None, **({"region": region} if region else {})).order_by("region", "pk")
    raw: list[list[Any]] = [[] for _name in READ]
    chunk: list[tuple[Any, ...]] = []
    for row in rows.values_list(*READ).iterator(CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            _add(raw, chunk)
            chunk = []
    _add(raw, chunk)
    return _shaped(dict(zip(READ, raw, strict=True)))


def _add(raw: list[list[Any]], chunk: Sequence[tuple[Any, ...]]) -> None:
    for column, values in zip(raw, zip(*chunk, strict=True), strict=False):
        column.extend(values)


def _shaped(raw: Mapping[str, list[Any]]) -> RegisterColumns:
    codes: dict[str, list[str]] = {}
    pool: dict[str, str] = {}
    return RegisterColumns(
        raw["inn"],
        {
            "region": raw["region_id"],
            "okved": [codes.setdefault(text, [text]) if text else None for text in raw["okved"]],
            "okveds": [_pooled(text, pool) for text in raw["okveds"]],
            "employees": _numbers(raw["employees"]),
            "revenue": _numbers(raw["revenue"]),
            "sme": [text or None for text in raw["category"]],
            "social": raw["is_social"],
            "registered": raw["registered_on"],
            "legal_form": [text or None for text in raw["legal_form"]],
            "winding_up": raw["is_winding_up"],
            "licensed": [True if count else None for count in raw["licences"]],
        },
    )


def _pooled(text: str, pool: dict[str, str]) -> list[str] | None:
    """The codes of a text, equal ones the same object: six million texts of their own would take 400 MB."""
    return [pool.setdefault(code, code) for code in text.split()] or None


def _numbers(values: Sequence[Any]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)
