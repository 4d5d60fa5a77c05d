"""What SQLite cannot do by itself: Cyrillic in LIKE, lower and upper, and the order of the Russian alphabet.

Use the collation ``ru`` in queries (``Collate("name", "ru")``); PostgreSQL gets one of that name in a migration.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def connect() -> None:
    """Teach every SQLite connection as it is opened."""
    connection_created.connect(_teach, dispatch_uid="promost.kit.databases")


def _teach(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if connection.vendor != "sqlite":
        return
    raw = connection.connection
    raw.create_function("like", 2, _like, deterministic=True)
    raw.create_function("like", 3, _like, deterministic=True)
    raw.create_function("lower", 1, lambda text: text.lower() if isinstance(text, str) else text, deterministic=True)
    raw.create_function("upper", 1, lambda text: text.upper() if isinstance(text, str) else text, deterministic=True)
    raw.create_collation("ru", _compare)


class _Places(dict[int, int]):
    """Where each character stands: signs, then digits, Cyrillic, other letters, as ICU has it for Russian."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        if not character.isalnum():
            band = 0
        elif character.isdigit():
            band = 1
        else:
            band = 2 if "\u0400" <= character <= "\u052f" else 3
        self[code] = band * 0x10000 + code % 0x10000
        return self[code]


_places = _Places()


@lru_cache(maxsize=4096)
def order_key(text: str) -> tuple[str, str, str]:
    """Return a key that orders words as a Russian dictionary does: Cyrillic before Latin, ё beside е, а before А."""
    folded = text.casefold()
    return folded.replace("ё", "е").translate(_places), folded, text.swapcase()


def _compare(left: str, right: str) -> int:
    a, b = order_key(left), order_key(right)
    return (a > b) - (a < b)


def _like(pattern: str | None, text: Any, escape: str | None = None) -> bool | None:
    if pattern is None or text is None:
        return None
    return _pattern(pattern, escape).fullmatch(str(text)) is not None


@lru_cache(maxsize=512)
def _pattern(pattern: str, escape: str | None) -> re.Pattern[str]:
    out, characters = [], iter(pattern)
    for character in characters:
        if escape and character == escape:
            out.append(re.escape(next(characters, "")))
        else:
            out.append({"%": ".*", "_": "."}.get(character) or re.escape(character))
    return re.compile("".join(out), re.IGNORECASE | re.DOTALL)
