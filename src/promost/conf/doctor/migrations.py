"""Whether the database is of this version, and whether what guards its history is there."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit import guards
from promost.kit.health import Finding, Level

NAMED = 5
RESTORE = _("Find out who took them away, and restore the latest backup: rows may have been changed since.")


def checks() -> Iterator[Finding]:
    """Look at migrations, the cache's table, and the guards of the tables that are there."""
    tables = set(connection.introspection.table_names())
    yield _migrations()
    if settings.CACHES["default"]["LOCATION"] not in tables:
        words = text(_("The table of the cache is not there: nobody can sign in."))
        yield Finding(text(_("Cache")), Level.ILL, words, "promost upgrade")
    yield _guards(tables)


def _migrations() -> Finding:
    subject = text(_("Migrations"))
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    waiting = [_name(each.app_label, each.name) for each, _backwards in plan]
    if waiting:
        words = fill(_("Not applied: %(names)s."), names=_some(waiting))
        return Finding(subject, Level.ILL, words, text(_("Start the site again, or run promost upgrade.")))
    unknown = _unknown(executor)
    if unknown:
        words = fill(_("The database is of a newer version than this program: %(names)s."), names=_some(unknown))
        return Finding(subject, Level.ILL, words, text(_("Put the newer version of Promost back in place.")))
    return Finding(subject, Level.WELL, text(_("The database is of this version.")))


def _unknown(executor: MigrationExecutor) -> list[str]:
    ours = {config.label for config in apps.get_app_configs() if config.name in settings.ROOMS}
    applied, known = executor.loader.applied_migrations, executor.loader.disk_migrations
    return sorted(_name(label, name) for label, name in applied if label in ours and (label, name) not in known)


def _name(label: str, name: str) -> str:
    return f"{label}.{name}"


def _guards(tables: set[str]) -> Finding:
    subject = text(_("Guards of history"))
    guarded = {model._meta.db_table for model in guards.append_only_models()} & tables
    missing = [name for name in guards.missing(connection) if name.removeprefix("guard_").rpartition("_")[0] in guarded]
    if missing:
        words = fill(_("Rows that must never change are no longer guarded: %(names)s."), names=_some(missing))
        return Finding(subject, Level.ILL, words, text(RESTORE))
    return Finding(subject, Level.WELL, fill(_("In place, on tables: %(count)s."), count=len(guarded)))


def _some(names: list[str]) -> str:
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f", +{rest}" if rest > 0 else "")
