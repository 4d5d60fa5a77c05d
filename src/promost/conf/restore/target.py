"""The database that a backup goes to: whether it holds something, whether it is ours, and how it is emptied."""

from __future__ import annotations

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from promost.conf.environment import Misconfigured
from promost.conf.words import fill
from promost.conf.words import gettext_noop as _

OURS = ("django_", "kit_cache")
TELLING = ("accounts_user", "registry_organisation", "plans_agreement", "plans_document", "kit_historyentry")
"""Tables whose rows somebody made; lists that come with the program do not count."""
SOMEBODY_ELSES = _("The database holds tables that are not Promost's (%(names)s). Give Promost a database of its own.")
HOLDS = _(
    "The database holds something already (rows in %(names)s). Restore into an empty installation (--into), or replace "
    "what is there with --replace: it is backed up first. Nothing was changed."
)


def refuse_foreign(connection: BaseDatabaseWrapper) -> None:
    """Raise Misconfigured for a database in which somebody else keeps tables."""
    prefixes = (*OURS, *(f"{config.label}_" for config in apps.get_app_configs()))
    foreign = [name for name in connection.introspection.table_names() if not name.startswith(prefixes)]
    if foreign:
        raise Misconfigured(fill(SOMEBODY_ELSES, names=", ".join(sorted(foreign)[:5])))


def refuse_full(connection: BaseDatabaseWrapper) -> None:
    """Raise Misconfigured for a database that holds something."""
    names = holding(connection)
    if names:
        raise Misconfigured(fill(HOLDS, names=", ".join(names)))


def holding(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables that tell of somebody's work."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        return [name for name in TELLING if name in there and _has_rows(cursor, name)]


def _has_rows(cursor: object, name: str) -> bool:
    # What an upgrade writes by itself, on nobody's behalf, is no work of anybody's.
    where = " WHERE actor_id IS NOT NULL" if name == "kit_historyentry" else ""
    cursor.execute(f"SELECT 1 FROM {name}{where} LIMIT 1")  # type: ignore[attr-defined]  # noqa: S608
    return bool(cursor.fetchone())  # type: ignore[attr-defined]


def empty(connection: BaseDatabaseWrapper) -> None:
    """Drop every table, with its guards. Runs inside the transaction of the restore."""
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}{cascade}")
