"""What the tests of the doctor share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from promost.conf.doctor.looking import guarded
from promost.kit.health import Checks, Finding, Level


def doctor(home: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does, in a process of its own; whatever else was told to us is left out."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PROMOST_", "DJANGO_", "DATABASE"))
    }
    words = [sys.executable, "-W", "error", "-m", "promost.conf.cli", "doctor", *options]
    told = {**kept, "PROMOST_HOME": str(home), "LANG": "C.UTF-8", "COLUMNS": "200", **environment}
    return subprocess.run(words, env=told, capture_output=True, text=True, timeout=60, check=False)


def ails(checks: Checks) -> dict[str, Finding]:
    """Return what is not well, by its subject; a check that breaks off is one of them."""
    return sick(guarded(checks))


def sick(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return the findings that are not well, by their subject; each says what to do."""
    found = {finding.subject: finding for finding in findings if finding.level is not Level.WELL}
    assert all(finding.words and finding.remedy for finding in found.values()), (
        "who is told of a trouble is told a way out"
    )
    return found


def broken() -> Iterator[Finding]:
    """A room's checks that break off in the middle."""
    yield Finding("Stoves", Level.WELL, "Warm.")
    raise ZeroDivisionError("the stove is out")


def calm() -> Iterator[Finding]:
    """Another room's, that goes on."""
    yield Finding("Chairs", Level.WELL, "All there.")
