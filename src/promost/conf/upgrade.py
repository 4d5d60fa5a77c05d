"""New code, same data: the database is backed up, migrated and looked over, all before the site opens."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from promost.accounts.actors import OPERATOR
from promost.conf import backup
from promost.conf.environment import Misconfigured
from promost.conf.terminal import say
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit import guards
from promost.profiles import sync as indicators
from promost.registry import actions as registry
from promost.registry.models import Region

GUARDS_MISSING = _("The database lacks %(names)s, which keep history from being changed. Restore the latest backup.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--no-backup", action="store_true", help=text(_("do not copy the database first (you have done so yourself)"))
    )


def run(arguments: argparse.Namespace) -> int:
    """Bring the database up to date and say what was done."""
    for line in upgrade(with_backup=not arguments.no_backup):
        say(line)
    return 0


def upgrade(*, with_backup: bool = True) -> list[str]:
    """Bring the database up to date: back up, migrate, make the cache's table, check the guards. Returns what to say.

    A database that is up to date is only checked. Raises Misconfigured when it cannot be backed up (then nothing has
    been changed) or lacks a guard.
    """
    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    said = []
    if pending():
        if with_backup and _holds_something():
            copy = backup.back_up(settings.DATABASES["default"], settings.HOME / "backups")
            said.append(fill(_("The database is backed up: %(file)s"), file=copy))
        said.append(fill(_("The database is up to date with this version (%(count)s changes)."), count=_migrate()))
    check_guards()
    _fill_empty_lists()
    connection.close()
    return said


def pending() -> int:
    """Return how many migrations wait."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_guards() -> None:
    """Raise Misconfigured if a table to which rows are only ever added lost its guard."""
    missing = guards.missing(connection)
    if missing:
        raise Misconfigured(fill(GUARDS_MISSING, names=", ".join(missing)))


def _migrate() -> int:
    count = pending()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return count


def _fill_empty_lists() -> None:
    """Put the built-in lists in place where there are none, and indicators as this version has them.

    An operator's own list of regions stays as it is.
    """
    if not Region.objects.exists():
        registry.load_built_in(OPERATOR)
    indicators.sync()  # a version may bring other words and definitions without a migration


def _holds_something() -> bool:
    return bool(connection.introspection.table_names())
