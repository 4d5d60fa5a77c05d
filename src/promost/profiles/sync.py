"""The indicators of the data files put into the database, after every migration and upgrade; twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, transaction

from promost.profiles import definitions
from promost.profiles.definitions import BadDefinition, Definition
from promost.profiles.models import Indicator

FIXED = ("kind", "okei", "unit_ru")
"""What a figure's meaning hangs on: it does not change once there are facts."""
PARTS = ("numerator", "denominator", "level")


def sync(wanted: Sequence[Definition] | None = None, using: str = "default") -> int:
    """Make the built-in indicators be as the data files have them; returns how many were added or changed.

    An indicator that a file no longer has stays, with its facts. Raises BadDefinition where a file would change the
    kind or the unit of an indicator that has facts, or takes the code of an operator's own one of another kind.
    """
    files = definitions.built_in() if wanted is None else wanted
    placed = list(enumerate(files, start=1))
    rows = Indicator.objects.using(using)
    with transaction.atomic(using=using):
        existing = {row.code: row for row in rows.all()}
        count = 0
        for made_of_others in (False, True):
            some = ((place, each) for place, each in placed if bool(each.parts) == made_of_others)
            count += _put(some, existing, using)
    return count


def sync_after_migrate(using: str = "default", **_: Any) -> None:
    """Receive Django's word that migrations have run; an older or half-migrated schema is left alone."""
    connection = connections[using]
    table = Indicator._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return
        there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    if {field.column for field in Indicator._meta.concrete_fields} <= there:
        sync(using=using)


def has_facts(indicator: Indicator) -> bool:
    """Tell whether facts or observations name the indicator: rows of a table that is only ever added to."""
    relations = Indicator._meta.related_objects
    tables = [each for each in relations if getattr(each.related_model, "append_only", False)]
    return any(each.related_model._base_manager.filter(**{each.field.name: indicator}).exists() for each in tables)


def _put(some: Iterable[tuple[int, Definition]], existing: dict[str, Indicator], using: str) -> int:
    added, changed, fields = [], [], set[str]()
    for position, definition in some:
        values = {**definition.values, **_parts(definition, existing), "position": position, "built_in": True}
        row = existing.get(definition.code)
        if row is None:
            added.append(Indicator(**values))
        elif differing := {name: value for name, value in values.items() if getattr(row, name) != value}:
            _check(definition, row, differing)
            for name, value in differing.items():
                setattr(row, name, value)
            changed.append(row)
            fields |= {name.removesuffix("_id") for name in differing}
    rows = Indicator.objects.using(using)
    existing.update({row.code: row for row in rows.bulk_create(added)})
    if changed:
        rows.bulk_update(changed, sorted(fields))
    return len(added) + len(changed)


def _parts(definition: Definition, existing: Mapping[str, Indicator]) -> dict[str, Any]:
    codes = {part: getattr(definition, part) for part in PARTS}
    return {f"{part}_id": existing[code].pk if code else None for part, code in codes.items()}


def _check(definition: Definition, row: Indicator, differing: Mapping[str, Any]) -> None:
    if not set(FIXED) & set(differing):
        return
    if not row.built_in:
        problem = "you have an indicator of your own of this code and of another kind or unit; give yours another code"
        raise BadDefinition(definition.source, row.code, problem)
    if has_facts(row):
        problem = "has facts, so its kind and unit stay; define another indicator under a new code"
        raise BadDefinition(definition.source, row.code, problem)
