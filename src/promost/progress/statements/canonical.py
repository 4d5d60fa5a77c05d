"""Canonical lines and their digest: independent of database, keys and language. Pure: it asks no table.

A line is JSON with sorted keys and no spaces, in UTF-8; every line ends with a line feed; the digest is SHA-256 over
all of them. Amounts are text with four places, days are ISO.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

SCHEMA = "promost-statement/1"
PLACES = Decimal("0.0001")
Line = Mapping[str, Any]


def canonical(line: Line) -> str:
    """Write a line."""
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(lines: Iterable[str]) -> str:
    """Return the SHA-256 of lines as 64 hexadecimal digits."""
    found = hashlib.sha256()
    for line in lines:
        found.update(line.encode() + b"\n")
    return found.hexdigest()


def amount(value: Decimal | None) -> str | None:
    """Write an amount as text with four places; None stays None, which is no zero."""
    return None if value is None else f"{value.quantize(PLACES):f}"


def exact(text: str | None) -> Decimal | None:
    """Read an amount."""
    return None if text is None else Decimal(text)


def iso(day: date | None) -> str | None:
    """Write a day."""
    return None if day is None else day.isoformat()
