"""What runs on SQLite alone is there, and is told from the rest."""

from __future__ import annotations

from tests.harness.once import ONCE, ROOT, is_once


def test_every_file_that_is_listed_is_there() -> None:
    assert [name for name in ONCE if not (ROOT / name).is_file()] == []


def test_other_tests_run_on_both_databases() -> None:
    assert is_once(ROOT / ONCE[0])
    assert not is_once(ROOT / "tests/kit/test_guards.py")
