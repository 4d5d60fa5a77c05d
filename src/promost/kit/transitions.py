"""A change of state is one conditional update: whoever is second is told, and overwrites nothing.

SQLite has no row locks; a condition in the UPDATE itself is exact on both databases.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F, Model


class Overtaken(Exception):
    """Somebody was first: the row is no longer in the version or state that this change started from.

    ``current`` is the row as it is now, or None if it is gone.
    """

    def __init__(self, current: Model | None) -> None:
        super().__init__("overtaken")
        self.current = current


def change(thing: Model, *, version: int, expected: dict[str, Any] | None = None, **values: Any) -> None:
    """Set ``values`` on the row if it still has ``version`` (and the ``expected`` values), and count its version up.

    The model has an integer field ``version``. The instance is refreshed to what was written. Raises Overtaken.
    """
    model = type(thing)
    rows = model._default_manager.filter(pk=thing.pk, version=version, **(expected or {}))
    if rows.update(version=F("version") + 1, **values) == 0:
        raise Overtaken(model._default_manager.filter(pk=thing.pk).first())
    for name, value in values.items():
        setattr(thing, name, value)
    setattr(thing, "version", version + 1)  # noqa: B010 - the field is promised above, not known to Model
