"""What an installation is told from outside: read with care, refused with a sentence."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from promost.conf import environment
from promost.conf.environment import Misconfigured


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("TRUE", True), ("on", True), ("0", False), ("no", False)]
)
def test_yes_and_no(value: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMOST_X", value)
    assert environment.flag("PROMOST_X") is expected
    monkeypatch.delenv("PROMOST_X")
    assert environment.flag("PROMOST_X", default=True) is True


@pytest.mark.parametrize("value", ["twenty-five", "-1", "2.5"])
def test_a_number_that_is_none(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMOST_X", value)
    with pytest.raises(Misconfigured, match="write a whole number, for example 25"):
        environment.number("PROMOST_X", 25)


def test_a_list_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMOST_X", " a.example , b.example,,")
    assert environment.words("PROMOST_X") == ["a.example", "b.example"]


def test_the_data_folder_is_outside_the_tree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PROMOST_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert environment.home() == tmp_path / "promost"
    monkeypatch.setenv("PROMOST_HOME", "~/elsewhere")
    assert environment.home() == (Path.home() / "elsewhere").resolve()


def test_the_secret_key_is_made_once_whoever_asks_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PROMOST_SECRET_KEY", raising=False)
    home = tmp_path / "new"
    with ThreadPoolExecutor(8) as several:
        keys = set(several.map(lambda _: environment.secret_key(home), range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 64
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600


def test_postgresql_is_read_from_its_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://anna:p%40ss@db.example:5433/promost?sslmode=require")
    found = environment.database(tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "anna", "p@ss", "db.example", "5433", "promost",
    )  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_another_database_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://x")
    with pytest.raises(Misconfigured, match="use postgres://"):
        environment.database(tmp_path)
