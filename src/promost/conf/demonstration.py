"""``promost demo``: the demonstration programme in a data folder of its own, on a clock that stands still."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import django
from django.utils import translation

import promost
from promost.conf import binding, environment, server
from promost.conf.environment import Misconfigured
from promost.conf.terminal import say
from promost.conf.words import PACKAGE, fill, text
from promost.conf.words import gettext_noop as _
from promost.registry.rooms import load as find
from promost.registry.rooms import rooms

FROZEN_AT = "2025-11-17T09:00:00+03:00"
STAMP = "demo.loaded"
"""The file in the demonstration's folder that names the code which loaded it; written last."""

OURS = (STAMP, "promost.sqlite3", "secret.key", "evidence", "mail", "backups", "erasures.jsonl", "setup.draft.json")
"""What an installation keeps in its folder; nothing else is ever thrown away."""
FOREIGN = _(
    "%(folder)s is the demonstration's folder, but holds other things: %(names)s. Move them away, or choose another "
    "data folder with PROMOST_HOME."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT", help=text(_("where the site listens")))
    parser.add_argument("--no-serve", action="store_true", help=text(_("prepare the data and stop")))
    parser.add_argument("--no-browser", action="store_true", help=text(_("do not open the browser")))
    anew = text(_("throw the demonstration's data away and load it anew"))
    parser.add_argument("--reset", action="store_true", help=anew)
    parser.add_argument("--load", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Prepare the data, unless this code has done so before, then serve."""
    if arguments.load:
        return load()
    address = binding.parse(arguments.bind)
    binding.refuse_outsiders(address, demo=True)
    if not arguments.no_serve:
        binding.check_free(address)
    code = prepare(enter(), reset=arguments.reset)
    if code or arguments.no_serve:
        return code
    ready = (lambda: None) if arguments.no_browser or not sys.stdout.isatty() else lambda: _open(address.url)
    return server.serve(address, ready=ready)


def enter() -> Path:
    """Turn this process, and those it starts, to the demonstration's folder and clock; return the folder.

    The database is always a file of its own: a DATABASE_URL of the real site is left alone.
    """
    folder = environment.home() / "demo"
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(PROMOST_HOME=str(folder), PROMOST_DEMO="1")
    os.environ.setdefault("PROMOST_FROZEN_AT", FROZEN_AT)
    return folder


def prepare(folder: Path, *, reset: bool = False) -> int:
    """Load the demonstration into ``folder`` unless its stamp says that this code did; give an exit code."""
    stamp = folder / STAMP
    if not reset and stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint():
        return 0
    began = time.monotonic()
    say(text(_("Loading the demonstration: the plan documents are read as an officer would have them read.")))
    clear(folder)
    folder.mkdir(parents=True, mode=0o700)
    environ = {**os.environ, "PROMOST_JOBS_INLINE": "1"}
    code = subprocess.run([*server.PROMOST, "demo", "--load"], env=environ, check=False).returncode  # noqa: S603
    if code == 0:
        stamp.write_text(fingerprint(), encoding="utf-8")
        say(fill(_("The demonstration is loaded (%(seconds)s s)."), seconds=round(time.monotonic() - began)))
    return code


def clear(folder: Path) -> None:
    """Throw the demonstration's data away. Raises Misconfigured for a folder that holds anything else: it stays."""
    foreign = sorted(path.name for path in folder.glob("*") if not path.name.startswith(OURS))
    if foreign:
        raise Misconfigured(fill(FOREIGN, folder=folder, names=", ".join(foreign[:3])))
    if folder.exists():
        shutil.rmtree(folder)


def load() -> int:
    """Make the database and let each room load its part, from the ground up; in a process of its own."""
    django.setup()
    from promost.conf.upgrade import upgrade  # noqa: PLC0415 - models can be read only now

    upgrade(with_backup=False)
    with translation.override("ru"):
        for room in rooms():
            if room.demo:
                find(room.demo)()
    return 0


def fingerprint() -> str:
    """Return what the loaded data depend on: the version, and what demonstrations, migrations and data files hold."""
    digest = hashlib.sha256(promost.__version__.encode())
    for path in _files():
        digest.update(str(path.relative_to(PACKAGE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    patterns = ("*/demo*.py", "*/demo*/**/*", "*/migrations/*.py", "*/data/**/*", "plans/reading/**/*.py")
    found = {path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()}
    yield from sorted(path for path in found if path.suffix != ".pyc")


def _open(url: str) -> None:
    webbrowser.open(url)
