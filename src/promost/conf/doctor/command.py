"""``promost doctor``: the command. It sets Django up by itself, so that wrong settings are a finding like any other."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

import django
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from rich.console import Console
from rich.progress import Progress

from promost.conf import environment
from promost.conf.doctor import shown
from promost.conf.doctor.borrowed import borrow_key
from promost.conf.doctor.section import Section, worst
from promost.conf.environment import Misconfigured
from promost.conf.failures import sentence
from promost.conf.words import fill, language, text
from promost.conf.words import gettext_noop as _
from promost.kit.health import Finding, Level

WELL, ILL = 0, 1
"""Exit codes: nothing ill (there may be warnings); something is ill."""

EPILOG = _("""Exit code: 0 when nothing is ill (there may be warnings), 1 when something is, 2 when the words of the
command are wrong. Nothing is changed by looking.

Thresholds, in megabytes, from the environment:
  PROMOST_DISK_WARNING   below so much free space there is a warning (default 2048)
  PROMOST_DISK_LEAST     below so much it is ill (default 512)
""")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = text(EPILOG)
    every = text(_("read every stored file; without it a sample of each kind is read"))
    parser.add_argument("--all", action="store_true", help=every)
    parser.add_argument("--json", action="store_true", help=text(_("write the findings as JSON, for machines")))


def run(arguments: argparse.Namespace) -> int:
    """Look at everything, tell it, and give the exit code."""
    sections = list(_look(every=arguments.all))
    if arguments.json:
        shown.as_json(sections)
    else:
        shown.as_table(sections, Console())
    return ILL if worst(sections) is Level.ILL else WELL


def _look(*, every: bool) -> Iterable[Section]:
    home = environment.home()
    if not home.exists():  # reading the settings would make it, with a key
        words = fill(_("There is no folder of data: %(path)s."), path=home)
        return [_settings(words, text(_("Prepare the installation (promost setup), or look at PROMOST_HOME.")))]
    borrow_key(home)
    try:
        django.setup()
        translation.activate(language())
        from promost.conf.doctor.looking import look  # noqa: PLC0415 - rooms are read only once they are set up
    except (ImproperlyConfigured, Misconfigured) as error:
        remedy = text(_("Mend what the environment says, then look again: nothing else could be looked at."))
        return [_settings(sentence(error) or str(error), remedy)]
    with Progress(console=Console(stderr=True), transient=True, disable=not every) as bar:
        task = bar.add_task(text(_("Reading the stored files")), total=None)
        return list(look(every=every, step=lambda done, total: bar.update(task, completed=done, total=total)))


def _settings(words: str, remedy: str) -> Section:
    return Section("settings", text(_("Settings")), (Finding(text(_("Environment")), Level.ILL, words, remedy),))
