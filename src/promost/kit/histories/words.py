"""Words for what stands in histories: deeds, fields, values. The rooms fill the register when their apps are ready."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from promost.kit import formats

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NOTHING = "—"
CHANGED = "changed"
"""What stands in the place of a personal value."""
MOST = 300
"""Characters of a value that are shown."""

Values = Mapping[str, Mapping[Any, Any]]
"""Field → the codes that may stand there → their words."""

_verbs: dict[str, Any] = {}
_fields: dict[str, dict[str, Any]] = defaultdict(dict)
_values: dict[str, dict[str, Mapping[Any, Any]]] = defaultdict(dict)
_references: dict[str, dict[str, str]] = defaultdict(dict)


def tell(
    verbs: Mapping[str, Any],
    fields: Mapping[str, Any],
    values: Values | None = None,
    references: Mapping[str, str] | None = None,
) -> None:
    """Name the deeds of a room ("room.verb") and the fields that they change.

    ``values`` names codes that stand in a field; ``references`` gives the kind of things whose lasting ids stand there.
    """
    _verbs.update(verbs)
    for room in {verb.partition(".")[0] for verb in verbs}:
        _fields[room].update(fields)
        _values[room].update(values or {})
        _references[room].update(references or {})


def knows(verb: str) -> bool:
    """Tell whether a deed has words."""
    return verb in _verbs


def verb_name(verb: str) -> str:
    """Name a deed; one without words by its code."""
    return str(_verbs.get(verb, verb))


def field_name(code: str, verb: str = "") -> str:
    """Name a field: as the deed's room calls it, else as any room does."""
    own = _fields.get(verb.partition(".")[0], {})
    if code in own:
        return str(own[code])
    return str(next((fields[code] for fields in _fields.values() if code in fields), code))


def reference_kind(code: str, verb: str) -> str:
    """Return the kind of things whose lasting ids stand in a deed's field; "" for a field of values."""
    return _references.get(verb.partition(".")[0], {}).get(code, "")


def both(change: Any) -> tuple[Any, Any]:
    """Return what stood before and after; of a personal field only that it was changed, of a thing only itself."""
    return (change[0], change[1]) if isinstance(change, list) and len(change) == 2 else (None, change)


def value_text(code: str, verb: str, value: Any) -> str:
    """Write a value as the reader writes it: codes in words, days as days, nothing as a dash."""
    if value is None or value in ("", []):
        return NOTHING
    if value == CHANGED:
        return _("changed")
    if isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        return str(len(value))
    if isinstance(value, list):
        return ", ".join(value_text(code, verb, each) for each in value)[:MOST]
    if isinstance(value, dict):
        return value_text(code, verb, value.get("text", ""))
    known = _values.get(verb.partition(".")[0], {}).get(code, {})
    return str(known[value]) if isinstance(value, str) and value in known else _said(str(value)[:MOST])


def _said(text: str) -> str:
    try:
        if ISO_DAY.fullmatch(text):
            return formats.day(date.fromisoformat(text))
        return formats.moment(datetime.fromisoformat(text)) if ISO_DAY.match(text) and "T" in text else text
    except ValueError:
        return text
