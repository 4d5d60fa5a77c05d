"""Every check and test, told in one summary. ``python3 run.py test`` comes here.

    run_all.py                     style, types, floors, templates; the tests on SQLite, on PostgreSQL, in Chromium
    run_all.py WORDS               pytest WORDS, on SQLite (or on the database that DATABASE_URL names)
    run_all.py --postgres WORDS    pytest WORDS, on a PostgreSQL server of their own

What is missing on this machine (PostgreSQL, Chromium) is named and skipped; with PROMOST_TEST_STRICT=1 it fails.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tests.harness import postgres  # noqa: E402 - the path is set above
from tests.harness.browser import chromium  # noqa: E402
from tests.harness.outcomes import Outcome, command, missing, tests  # noqa: E402

STRICT = os.environ.get("PROMOST_TEST_STRICT") == "1"
BIN = Path(sys.executable).parent
Check = Callable[[], Outcome]


def main(words: list[str]) -> int:
    """Run what ``words`` ask for and return the exit code: 0 when nothing failed."""
    os.chdir(ROOT)
    if words:
        return some(words)
    began = time.monotonic()
    with ExitStack() as stack:
        outcomes = list(run(checks(stack)))
    return summary(outcomes, time.monotonic() - began)


def some(words: list[str]) -> int:
    """Run chosen tests with pytest's own output."""
    with ExitStack() as stack:
        if words[0] == "--postgres":
            found = postgres.binaries()
            if not found:
                sys.exit("PostgreSQL is not installed here (Debian, Ubuntu: apt install postgresql)")
            os.environ["DATABASE_URL"] = stack.enter_context(postgres.server(found))
            words = words[1:]
        return int(pytest.main(words))


def checks(stack: ExitStack) -> list[Check]:
    """Return every check, in the order in which they start; two run at a time."""
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="promost-outcomes-")))
    here = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    tool = partial(command, environment={**here, "PYTHONPATH": str(ROOT / "src")})
    suite = partial(tests, folder=folder)
    return [
        partial(suite, "tests on SQLite", ["-m", "not browser and not postgres"], here),
        partial(tool, "style (ruff check)", [BIN / "ruff", "check", "--output-format", "concise", "."]),
        partial(tool, "layout (ruff format)", [BIN / "ruff", "format", "--check", "."]),
        partial(tool, "floors (import-linter)", [BIN / "lint-imports", "--no-cache"]),
        partial(tool, "templates (djlint)", [BIN / "djlint", "src", "--lint", "--quiet"]),
        partial(tool, "types (mypy)", [BIN / "mypy"]),
        partial(on_postgres, suite),
        partial(suite, "pages in Chromium", ["-m", "browser"], here) if chromium() else no_browser,
    ]


def on_postgres(suite: Callable[[str, list[str], dict[str, str]], Outcome]) -> Outcome:
    """Run the tests that use the database on PostgreSQL: the one that DATABASE_URL names, or one of their own."""
    name, words = "tests on PostgreSQL", ["-m", "not browser and not sqlite", "--only-database"]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return suite(name, words, dict(os.environ))
    found = postgres.binaries()
    if not found:
        return missing(name, "PostgreSQL is not installed (Debian, Ubuntu: apt install postgresql)", strict=STRICT)
    with postgres.server(found) as url:
        return suite(name, words, {**os.environ, "DATABASE_URL": url})


def no_browser() -> Outcome:
    """Say that pages were not tried in a browser."""
    return missing("pages in Chromium", "Chromium is not installed (Debian: apt install chromium)", strict=STRICT)


def run(todo: list[Check]) -> Iterator[Outcome]:
    """Run checks two at a time, tell each outcome as it comes, and yield all in their order."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = [pool.submit(_safely, check) for check in todo]
        for done in as_completed(running):
            print(done.result().line(), flush=True)
        for done in running:
            yield done.result()


def _safely(check: Check) -> Outcome:
    """Run one check; what it raises is its failure."""
    try:
        return strictly(check())
    except Exception as error:  # noqa: BLE001 - a server that does not start must not hide the other outcomes
        return Outcome(getattr(check, "__name__", "check"), failed=1, output=f"{type(error).__name__}: {error}")


def strictly(outcome: Outcome) -> Outcome:
    """Where nothing may be skipped, a check of which nothing ran has failed."""
    if STRICT and not outcome.passed and not outcome.failed:
        return replace(outcome, failed=1, output="\n".join(outcome.notes))
    return outcome


def summary(outcomes: list[Outcome], seconds: float) -> int:
    """Print what came of everything and return the exit code."""
    for outcome in outcomes:
        if outcome.failed:
            print(f"\n=== {outcome.name} ===\n{outcome.output.rstrip()}")
    print(f"\nEverything together, in {seconds:.0f} s:")
    for outcome in outcomes:
        print(f"  {outcome.line()}")
    notes = [note for outcome in outcomes for note in outcome.notes]
    if notes:
        print("Skipped:", *(f"  {note}" for note in notes), sep="\n")
    passed, failed, skipped = (
        sum(getattr(each, kind) for each in outcomes) for kind in ("passed", "failed", "skipped")
    )
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
