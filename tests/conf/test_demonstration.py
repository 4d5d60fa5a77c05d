"""The demonstration: a folder, a database and a clock of its own, loaded once for each version of the code."""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from promost.conf import demonstration, words
from promost.conf.environment import Misconfigured


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder; the environment, which the demonstration changes for the processes that it starts, is put back."""
    kept = dict(os.environ)
    monkeypatch.setenv("PROMOST_HOME", str(tmp_path))
    monkeypatch.delenv("PROMOST_FROZEN_AT", raising=False)
    yield tmp_path
    os.environ.clear()
    os.environ.update(kept)


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environments in which the data would have been loaded."""
    seen: list[dict[str, str]] = []

    def load(_words: list[str], *, env: dict[str, str], check: bool) -> Any:
        seen.append(env)
        (Path(env["PROMOST_HOME"]) / "promost.sqlite3").touch()
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr("promost.conf.demonstration.subprocess.run", load)
    return seen


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    demonstration.configure(parser)
    return demonstration.run(parser.parse_args(["--no-serve", *words]))


def test_the_real_database_is_left_alone(home: Path, loads: list[dict[str, str]]) -> None:
    os.environ["DATABASE_URL"] = "postgres://the-real-one/promost"
    assert run() == 0
    (environment,) = loads
    assert "DATABASE_URL" not in environment
    assert environment["PROMOST_HOME"] == str(home / "demo")
    assert environment["PROMOST_DEMO"] == "1"
    assert environment["PROMOST_FROZEN_AT"].startswith("2025-")


def test_what_is_loaded_is_not_loaded_again(home: Path, loads: list[dict[str, str]]) -> None:
    assert run() == run_again() == 0
    assert len(loads) == 1


def run_again() -> int:
    os.environ["PROMOST_HOME"] = str(Path(os.environ["PROMOST_HOME"]).parent)
    return run()


def test_new_code_loads_anew(home: Path, loads: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr(demonstration, "fingerprint", lambda: "of the next version")
    run_again()
    assert len(loads) == 2


def test_a_reset_loads_anew(home: Path, loads: list[dict[str, str]]) -> None:
    run()
    os.environ["PROMOST_HOME"] = str(home)
    run("--reset")
    assert len(loads) == 2


def test_a_loading_that_failed_is_begun_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess[bytes]([], 2)
    monkeypatch.setattr("promost.conf.demonstration.subprocess.run", lambda *_, **__: failed)
    assert run() == 2
    assert not (home / "demo" / demonstration.STAMP).exists()


def test_somebodys_own_folder_called_demo_is_not_thrown_away(home: Path, loads: list[dict[str, str]]) -> None:
    (home / "demo").mkdir()
    (home / "demo" / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"holds other things: thesis\.docx"):
        run("--reset")
    assert (home / "demo" / "thesis.docx").exists()
    assert not loads


def test_the_fingerprint_covers_what_is_loaded() -> None:
    names = {str(path.relative_to(words.PACKAGE)) for path in demonstration._files()}
    assert {"accounts/demo.py", "registry/data/regions.toml", "kit/migrations/0001_initial.py"} <= names
    assert any(name.endswith(".docx") for name in names), "the documents of the programmes"
    assert demonstration.fingerprint() == demonstration.fingerprint()
