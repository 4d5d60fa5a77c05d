"""How a row is known again: by what names its scheme, and by everything that it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from promost.kit.text import fold
from promost.support.reading.columns.fields import fields
from promost.support.reading.markup import one_line


def key_of(region: str, provider: str, name: str) -> str:
    """The digest of what names a scheme: ``region`` is a code ("" for a federal one), the others are as written."""
    return _digest([region, fold(provider), fold(name)])


def digest_of(raw: Mapping[str, str], mapping: Mapping[str, str]) -> str:
    """The digest of all that a row says. The order of columns, their headings and spaces are no matter."""
    return _digest(sorted(said(raw, mapping).items()))


def said(raw: Mapping[str, str], mapping: Mapping[str, str]) -> dict[str, str]:
    """What a row says, by field; a column of no field by its heading."""
    return {mapping.get(heading, heading): one_line(text) for heading, text in raw.items() if text.strip()}


def in_order(headings: Iterable[str], mapping: Mapping[str, str]) -> list[str]:
    """Headings each once, in the order of the form's fields, unknown ones behind: no database keeps that of columns."""
    places = {code: place for place, code in enumerate(fields())}
    last = len(places)
    return sorted(dict.fromkeys(headings), key=lambda heading: (places.get(mapping.get(heading, ""), last), heading))


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
