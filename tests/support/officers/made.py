"""A register of a few enterprises for the officers' pages, and what they keep in memory, forgotten between tests."""

from __future__ import annotations

from typing import Any

from promost.kit import clock
from promost.profiles.models import Enterprise
from promost.profiles.queries import columns
from promost.support.officers import gap, table, unmet
from tests.accounts.people import region

WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def forget() -> None:
    """Forget the registers of other tests: their rows are gone, and no load says so."""
    columns._kept.clear()
    table._tables.clear()
    gap._found.cache_clear()
    unmet._unmet.cache_clear()


def inn(number: int) -> str:
    """Return a right INN; different numbers give different ones."""
    digits = f"49{number:07d}"
    return digits + str(sum(int(one) * weight for one, weight in zip(digits, WEIGHTS, strict=True)) % 11 % 10)


def enterprise(number: int, **fields: Any) -> Enterprise:
    """Return a row of the register: of Magadan Oblast, metal products, small, 40 people, unless it is said otherwise."""
    values: dict[str, Any] = {
        "inn": inn(number), "short_name": f"Works {number}", "name": f"WORKS {number}", "key": f"works {number}",
        "region": region(), "okved": "25.62", "okveds": "25.62", "activity": "2562", "category": "small",
        "employees": 40, "changed_at": clock.now(), **fields,
    }  # fmt: skip
    return Enterprise.objects.create(**values)
