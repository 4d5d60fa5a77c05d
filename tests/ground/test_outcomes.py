"""The one command tells the truth: what fails is counted, what is missing is named, the last line and the exit agree."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests import run_all
from tests.harness import outcomes
from tests.harness.outcomes import Outcome

SUITE = """
import pytest
def test_passes(): pass
def test_fails(): assert False, "broken on purpose"
@pytest.mark.skip(reason="no such thing here")
def test_is_skipped(): pass
@pytest.fixture
def breaks(): raise RuntimeError
def test_cannot_start(breaks): pass
"""


def suite(folder: Path, source: str) -> Outcome:
    """Run a suite of its own, far from this project's settings."""
    (folder / "test_it.py").write_text(source, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    words = ["-c", str(folder / "pytest.ini"), str(folder)]
    return outcomes.tests("a suite", words, {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}, folder)


def test_every_kind_of_result_is_counted(tmp_path: Path) -> None:
    outcome = suite(tmp_path, SUITE)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (1, 2, 1)
    assert outcome.notes == ["a suite: no such thing here (1)"]
    assert "broken on purpose" in outcome.output


def test_a_suite_that_cannot_be_read_has_failed(tmp_path: Path) -> None:
    assert suite(tmp_path, "import nothing_of_that_name").failed == 1


def test_a_suite_without_tests_is_skipped_and_says_so(tmp_path: Path) -> None:
    assert suite(tmp_path, "").notes == ["a suite: there is no such test yet"]


@pytest.mark.parametrize(("code", "passed", "failed"), [(0, 1, 0), (1, 0, 1), (2, 0, 1)])
def test_a_tool_passes_with_0_only(code: int, passed: int, failed: int) -> None:
    outcome = outcomes.command("a tool", [sys.executable, "-c", f"print('its words'); raise SystemExit({code})"])
    assert (outcome.passed, outcome.failed) == (passed, failed)
    assert "its words" in outcome.output


def test_a_tool_that_hangs_is_ended_and_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "LONGEST", 1.0)
    code = "import time; print('its words', flush=True); time.sleep(60)"
    outcome = outcomes.command("a tool", [sys.executable, "-c", code])
    assert outcome.failed == 1
    assert "its words" in outcome.output
    assert "it hung" in outcome.output


def test_what_is_missing_is_skipped_with_its_name_and_fails_where_nothing_may_be() -> None:
    lenient = outcomes.missing("PostgreSQL", "not installed", strict=False)
    assert (lenient.failed, lenient.skipped, lenient.notes) == (0, 1, ["PostgreSQL: not installed"])
    assert outcomes.missing("PostgreSQL", "not installed", strict=True).failed == 1


def test_a_check_that_breaks_has_failed_and_the_others_go_on() -> None:
    def breaks() -> Outcome:
        raise OSError("no room left")

    broken, good = run_all.run([breaks, lambda: Outcome("good", passed=1)])
    assert broken.failed == 1
    assert "no room left" in broken.output
    assert good.passed == 1


def test_where_nothing_may_be_skipped_a_check_of_which_nothing_ran_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Outcome("pages", skipped=1, notes=["pages: there is no such test yet"])
    monkeypatch.setattr(run_all, "STRICT", False)
    assert run_all.strictly(empty).failed == 0
    monkeypatch.setattr(run_all, "STRICT", True)
    assert run_all.strictly(empty).failed == 1
    assert run_all.strictly(Outcome("pages", passed=1, skipped=1)).failed == 0


@pytest.mark.parametrize(("failed", "code"), [(0, 0), (2, 1)])
def test_the_last_line_and_the_exit_code_agree(failed: int, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    results = [Outcome("a", passed=3, failed=failed), Outcome("b", passed=1, skipped=2, notes=["b: not here"])]
    assert run_all.summary(results, 1) == code
    lines = capsys.readouterr().out.rstrip().splitlines()
    assert lines[-1] == f"4 passed, {failed} failed, 2 skipped"
    assert "  b: not here" in lines
