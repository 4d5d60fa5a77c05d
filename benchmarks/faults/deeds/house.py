# ruff: noqa: S101 - an assertion is what this looks with
"""What must hold after every kill, whatever was killed: guards in place, files whole, a doctor content."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from promost.conf.doctor import looking
from promost.kit import clock, guards
from promost.kit.health import Level
from promost.kit.models import HistoryEntry


class Deed(NamedTuple):
    """What is done in a folder in a round, and what must hold after it; ``check`` raises AssertionError."""

    do: Callable[[Path, int], None]
    check: Callable[[Path, int], None]


def say(word: str) -> None:
    """Tell whoever kills: "ready" when the deed begins, "done" when it is done."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def note(folder: Path, words: str) -> None:
    """Note that something was told done: from now on it may not be lost."""
    with told(folder).open("a", encoding="utf-8") as file:
        file.write(f"{words}\n")


def noted(folder: Path) -> list[str]:
    """Return what was told done."""
    return told(folder).read_text(encoding="utf-8").split() if told(folder).exists() else []


def told(folder: Path) -> Path:
    """Return the file of what was told done."""
    return folder / "told.txt"


def wait_for_the_server() -> None:
    """Wait until PostgreSQL knows of the kill: it ends the statement at hand, then takes the transaction back."""
    while connection.vendor == "postgresql" and _others():
        time.sleep(0.02)


def _others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


def check() -> None:
    """No guard is missing, and the doctor, who reads every stored file, finds nothing ill.

    Quarters are signed that the demonstration's clock has not come to, so the doctor looks at the last deed's moment.
    """
    assert not guards.missing(connection), "guards are missing"
    last = HistoryEntry.objects.latest("recorded_at").recorded_at
    with clock.stopped(max(last, clock.now())):
        for section in looking.look(every=True):
            ill = [f"{each.subject}: {each.words}" for each in section.findings if each.level is Level.ILL]
            assert not ill, f"the doctor finds in {section.code}: {ill}"
