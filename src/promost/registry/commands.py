"""``promost registry …``: reference data loaded by whoever runs the installation.

Exit codes: 0 loaded, 2 not loaded: the reason stands on the standard error output, and nothing was changed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from promost.kit import access
from promost.registry import actions
from promost.registry.actions.upserting import Loaded, Watch
from promost.registry.built_in import CLASSIFIERS
from promost.registry.sources.problems import BadFile, Problem

LOADED, NOT_LOADED = 0, 2
DOUBTS_SHOWN = 20


def configure_built_in(_parser: argparse.ArgumentParser) -> None:
    """``promost registry load-built-in`` takes no arguments."""


def run_built_in(_arguments: argparse.Namespace) -> int:
    """Put the built-in lists in place."""
    actions.load_built_in(access.operator())
    print(_("The built-in regions, municipalities and classifiers are in place."))
    return LOADED


def configure_regions(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``promost registry load-regions``."""
    parser.add_argument("file", metavar="FILE", type=Path, help=".toml, .csv, .xlsx, .ods")


def run_regions(arguments: argparse.Namespace) -> int:
    """Load a list of regions."""
    return _told(lambda: _counted(actions.load_regions(access.operator(), arguments.file)))


def configure_classifier(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``promost registry import-classifier``."""
    parser.add_argument("classifier", choices=CLASSIFIERS)
    parser.add_argument("file", metavar="FILE", type=Path, help=".csv, .tsv, .xlsx, .xls, .ods")
    parser.add_argument("--release", default="", help=_("how the release is called; the file's name if not given"))


def run_classifier(arguments: argparse.Namespace) -> int:
    """Import a classifier, with a bar of progress."""

    def load() -> Iterable[str]:
        with _bar(_("Codes")) as watch:
            done = actions.import_classifier(
                access.operator(), arguments.classifier, arguments.file, arguments.release, watch
            )
        return _counted(done)

    return _told(load)


def configure_municipalities(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``promost registry import-municipalities``."""
    parser.add_argument("file", metavar="FILE", type=Path, help=".json")


def run_municipalities(arguments: argparse.Namespace) -> int:
    """Import municipalities, with a bar of progress."""

    def load() -> Iterable[str]:
        with _bar(_("Municipalities")) as watch:
            done = actions.import_municipalities(access.operator(), arguments.file, watch)
        foreign = _("Of regions that the list does not have, left out: %(count)d.") % {"count": done.foreign}
        return [*_counted(done.loaded), *([foreign] if done.foreign else []), *_doubts(done.doubts)]

    return _told(load)


def _told(load: Callable[[], Iterable[str]]) -> int:
    """Do it and say what came of it."""
    try:
        lines = load()
    except BadFile as bad:
        print(bad, file=sys.stderr)
        return NOT_LOADED
    for line in lines:
        print(line)
    return LOADED


def _counted(done: Loaded) -> list[str]:
    message = _("Added: %(added)d, changed: %(changed)d, removed: %(removed)d, unchanged: %(unchanged)d.")
    counts = {"added": done.added, "changed": done.changed, "removed": done.removed, "unchanged": done.unchanged}
    return [message % counts]


def _doubts(doubts: Iterable[Problem]) -> list[str]:
    told = list(doubts)
    if not told:
        return []
    head = _("Taken with a doubt: %(count)d.") % {"count": len(told)}
    more = ["  …"] if len(told) > DOUBTS_SHOWN else []
    return [head, *(f"  {doubt}" for doubt in told[:DOUBTS_SHOWN]), *more]


@contextmanager
def _bar(title: str) -> Iterator[Watch]:
    """A bar of progress, on a terminal only."""
    from rich.console import Console  # noqa: PLC0415 - the site starts without it
    from rich.progress import Progress  # noqa: PLC0415 - as above

    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
