# ruff: noqa: S603 - every command here is our own
"""Where deeds are killed: installations with the demonstration's data, on SQLite or on a PostgreSQL of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import psycopg  # noqa: E402 - the path is set above

from tests.harness import postgres  # noqa: E402

FROZEN_AT = "2025-11-17T09:00:00+03:00"
"""The demonstration's day, on which its plans may be recorded under."""
PROMOST = (sys.executable, "-m", "promost.conf.cli")


@dataclass(frozen=True, slots=True)
class Place:
    """An installation: its folder, and its database's address ("" for SQLite in the folder)."""

    folder: Path
    url: str = ""

    def environment(self) -> dict[str, str]:
        """Return the environment of the installation's processes."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PROMOST_", "DATABASE_URL"))}
        ours = {"PROMOST_HOME": str(self.folder / "home"), "PROMOST_JOBS_INLINE": "1", "PROMOST_FROZEN_AT": FROZEN_AT}
        address = {"DATABASE_URL": self.url} if self.url else {}
        told = {"PROMOST_DEMO": "1", "PROMOST_DISK_WARNING": "1", "PROMOST_DISK_LEAST": "1"}
        django = {"DJANGO_SETTINGS_MODULE": "promost.conf.settings", "PYTHONPATH": str(ROOT / "src")}
        return kept | ours | told | address | django


class Places:
    """Makes installations that are all alike: the demonstration is loaded once, and copied."""

    def __init__(self, folder: Path, server: str = "") -> None:
        self.folder, self.server = folder, server
        first = Place(folder / "first")
        environment = first.environment() | {"PROMOST_HOME": str(folder / "first")}
        subprocess.run([*PROMOST, "demo", "--no-serve", "--no-browser"], env=environment, cwd=ROOT, check=True)
        (folder / "first" / "demo").rename(folder / "first" / "home")
        self._run(first, "backup", str(folder / "base.zip"))
        self.model = self._on_server() if server else first

    def make(self, name: str) -> Place:
        """Make a copy for a deed, with the backup ``base.zip`` in its folder."""
        made = Place(self.folder / name, self._copied(name) if self.server else "")
        shutil.copytree(self.model.folder / "home", made.folder / "home")
        shutil.copy(self.folder / "base.zip", made.folder)
        return made

    def _on_server(self) -> Place:
        """Restore the demonstration on the server: where SQLite's backup comes back is one more trial of it."""
        self._ask("CREATE DATABASE model")
        made = Place(self.folder / "model", f"{self.server}/model")
        made.folder.mkdir()
        self._run(made, "restore", str(self.folder / "base.zip"))
        return made

    def _copied(self, name: str) -> str:
        self._ask(f"CREATE DATABASE {name}_of_faults TEMPLATE model")
        return f"{self.server}/{name}_of_faults"

    def _ask(self, statement: str) -> None:
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, place: Place, *words: str) -> None:
        subprocess.run([*PROMOST, *words], env=place.environment(), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def server() -> Iterator[str]:
    """Start a PostgreSQL and give its address without a database. Leaves where there is none."""
    found = postgres.binaries()
    if not found:
        sys.exit("PostgreSQL is not installed here (Debian, Ubuntu: apt install postgresql)")
    with postgres.server(found) as url:
        yield url.rpartition("/")[0]
