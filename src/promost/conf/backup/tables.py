"""The rows of every table, in a form that both databases give and take exactly.

Tables are described by the migrations that the database has had, not by today's models: so an older backup is read as
it was written. A value stands as JSON: exact decimals as their scaled integers, uuids, dates and moments (UTC) as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import ExpressionWrapper, F, Model

LEFT_OUT = frozenset({"django_session"})
"""Who is signed in; after a restore everybody signs in again."""
MODULUS = 2**256
Row = list[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the migrations describe it."""

    model: type[Model]

    @property
    def name(self) -> str:
        """Its name in the database."""
        return str(self.model._meta.db_table)

    @property
    def fields(self) -> list[models.Field[Any, Any]]:
        """Its columns, in their order."""
        return list(self.model._meta.concrete_fields)

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return [str(field.column) for field in self.fields]

    def rows(self, using: str) -> Iterator[Row]:
        """Yield every row by primary key, a few thousand in memory at a time."""
        asked = [_asked(field) for field in self.fields]
        found = self.model._base_manager.using(using).order_by("pk").values_list(*asked)
        for row in found.iterator(chunk_size=2000):
            yield [_plain(value) for value in row]

    def prepared(self, row: Row, connection: BaseDatabaseWrapper) -> Row:
        """Return the values of a row as the database's driver takes them."""
        return [_prepared(field, value, connection) for field, value in zip(self.fields, row, strict=True)]


class Digest:
    """A digest of rows in whatever order: the sum of their SHA-256. Databases order text differently."""

    def __init__(self) -> None:
        self.count, self._sum = 0, 0

    def add(self, row: Row) -> None:
        """Count a row in."""
        text = json.dumps(_canonical(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self._sum += int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
        self.count += 1

    @property
    def value(self) -> str:
        """Return the digest of the rows so far, 64 hexadecimal digits."""
        return f"{self._sum % MODULUS:064x}"


def applied(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Return the migrations that a database has had, as (app, name)."""
    return sorted(node for node in loader.applied_migrations if node in loader.graph.nodes)


def tables(loader: MigrationLoader, nodes: Iterable[tuple[str, str]]) -> list[Table]:
    """Return the tables that a database has after these migrations."""
    known: Apps = loader.project_state(list(nodes)).apps
    found = {each._meta.db_table: each for each in known.get_models(include_auto_created=True) if _kept(each)}
    return [Table(found[name]) for name in sorted(found)]


def _kept(model: type[Model]) -> bool:
    return bool(model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT)


def _is_raw(field: models.Field[Any, Any]) -> bool:
    """Whether a field makes something of its own of what is stored (JSON aside): then it is taken as it is stored."""
    return hasattr(field, "from_db_value") and not isinstance(field, models.JSONField)


def _basic(field: models.Field[Any, Any]) -> models.Field[Any, Any]:
    made: models.Field[Any, Any] = getattr(models, field.get_internal_type())()
    return made


def _asked(field: models.Field[Any, Any]) -> Any:
    return ExpressionWrapper(F(field.attname), output_field=_basic(field)) if _is_raw(field) else field.attname


def _prepared(field: models.Field[Any, Any], value: Any, connection: BaseDatabaseWrapper) -> Any:
    if isinstance(field, models.JSONField) and value is None and not field.null:
        return connection.ops.adapt_json_value(None, field.encoder)
    chosen = _basic(field) if _is_raw(field) else field
    return chosen.get_db_prep_save(chosen.to_python(value), connection)


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    return value


def _canonical(value: Any) -> Any:
    """Return a value that is the same from both databases: PostgreSQL keeps 1e2 in JSON as 100."""
    if isinstance(value, list):
        return [_canonical(each) for each in value]
    if isinstance(value, dict):
        return {key: _canonical(each) for key, each in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value
