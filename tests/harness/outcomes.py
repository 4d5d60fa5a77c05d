"""One check of the whole suite: run it in a process of its own, and say in a line what came of it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

NOTHING_COLLECTED = 5
HUNG = 124
LONGEST = 1800.0
"""Seconds after which a check is ended: ten times what it needs, so that only one that hangs is met."""


@dataclass
class Outcome:
    """What came of a check: how much passed, failed and was skipped, its output, and why things were skipped."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    output: str = ""
    notes: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Say it in one line."""
        state = "FAILED " if self.failed else "ok     " if self.passed else "skipped"
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"{state} {self.name:<28} {counts:<40} {self.seconds:6.1f} s"


def command(name: str, words: Sequence[object], environment: dict[str, str] | None = None) -> Outcome:
    """Run a tool; it passes when it leaves with 0."""
    code, output, seconds = _run(words, environment)
    return Outcome(name, passed=int(code == 0), failed=int(code != 0), seconds=seconds, output=output)


def missing(name: str, why: str, *, strict: bool) -> Outcome:
    """Tell that a check could not run here: skipped, or failed where nothing may be skipped."""
    if strict:
        return Outcome(name, failed=1, output=f"{why}; nothing may be skipped here (PROMOST_TEST_STRICT=1)")
    return Outcome(name, skipped=1, notes=[f"{name}: {why}"])


def tests(name: str, words: list[str], environment: dict[str, str], folder: Path) -> Outcome:
    """Run pytest and count its tests."""
    report = folder / f"{name.replace(' ', '-')}.xml"
    start = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", f"--junitxml={report}"]
    code, output, seconds = _run([*start, *words], environment)
    if code == NOTHING_COLLECTED:
        return Outcome(name, skipped=1, seconds=seconds, notes=[f"{name}: there is no such test yet"])
    counts, reasons = _read(report)
    failed = counts["failure"] + counts["error"]
    if code and not failed:
        failed = 1  # it broke before or after its tests: the output says how
    notes = [f"{name}: {reason} ({count})" for reason, count in reasons.items()]
    return Outcome(name, counts["passed"], failed, counts["skipped"], seconds, output, notes)


def _run(words: Sequence[object], environment: dict[str, str] | None) -> tuple[int, str, float]:
    began = time.monotonic()
    try:
        done = subprocess.run(
            [str(word) for word in words],
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired as error:
        said = f"{_text(error.stdout)}\nended after {LONGEST:.0f} s: it hung"
        return HUNG, said, time.monotonic() - began
    return done.returncode, _text(done.stdout), time.monotonic() - began


def _text(output: bytes | None) -> str:
    return (output or b"").decode("utf-8", "replace")


def _read(report: Path) -> tuple[Counter[str], Counter[str]]:
    """Count the cases of a JUnit report, and why cases were skipped."""
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    if not report.exists():
        return counts, reasons
    for case in ET.parse(report).iter("testcase"):
        kinds = [part.tag for part in case if part.tag in {"failure", "error", "skipped"}]
        counts[kinds[0] if kinds else "passed"] += 1
        reasons.update(part.get("message", "") for part in case if part.tag == "skipped")
    return counts, reasons
