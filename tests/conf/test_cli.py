"""The promost command: finds what is meant, says in a sentence what is not, and needs no database for what needs none."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db.utils import OperationalError

import promost
from promost.conf import cli, words
from promost.conf.commands import everything, own
from promost.conf.environment import Misconfigured
from promost.conf.failures import sentence
from promost.kit.access import Refused
from promost.registry.rooms import Command, load


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def run(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PROMOST_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "promost.conf.cli", *arguments],
        env={**kept, "PROMOST_HOME": str(home), "LANG": "C.UTF-8", **environment},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"Promost {promost.__version__}\n"


@pytest.mark.parametrize("argument", [[], ["--help"], ["-h"], ["help"]])
def test_help_lists_every_command(argument: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(argument) == 0
    said = capsys.readouterr().out
    assert all(re.search(rf"^  {name}\s{{2,}}\S", said, re.MULTILINE) for name in everything())


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [(["serv"], "serve"), (["plan", "raed"], "plan read"), (["pln", "read"], "plan read"), (["setpu"], "setup")],
)
def test_a_slip_of_the_finger_is_told_the_nearest(
    asked: list[str], nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(asked) == 2
    told = capsys.readouterr()
    assert f"Did you mean: promost {nearest}?" in told.err
    assert not told.out


def test_something_else_altogether_is_told_where_the_list_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["zzzzzz"]) == 2
    assert capsys.readouterr().err == "There is no command “zzzzzz”. promost --help lists them all.\n"


def test_half_a_command_is_told_how_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plan"]) == 2
    told = capsys.readouterr().err
    assert "“plan” goes on:" in told
    assert "promost plan read" in told


def test_of_two_commands_the_longer_is_meant() -> None:
    command = Command("plan", "x", "a:b", "a:b")
    known = {"plan": command, "plan read": Command("plan read", "x", "a:b", "a:b")}
    assert cli.find(known, ["plan", "read", "file"]) is known["plan read"]
    assert cli.find(known, ["plan", "file"]) is command
    assert cli.find(known, ["file"]) is None


def test_wrong_arguments_are_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["serve", "--bnd"])
    assert left.value.code == 2
    assert capsys.readouterr().err == "promost serve: unrecognized arguments: --bnd\nMore: promost serve --help\n"


@pytest.mark.parametrize("command", everything().values(), ids=lambda command: command.words)
def test_what_a_command_points_to_is_there(command: Command) -> None:
    assert callable(load(command.configure))
    assert callable(load(command.run))
    assert not command.help.endswith(".")


def test_the_nearest_names_are_found_without_settings_for_what_stands_on_the_top_floor() -> None:
    assert {"demo", "serve"} <= own().keys()
    assert not own()["demo"].needs_database, "the demonstration chooses its folder before the settings are read"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Misconfigured("DATABASE_URL begins with 'mysql'"), "DATABASE_URL begins with 'mysql'"),
        (ValidationError(["One.", "Two."]), "One.\nTwo."),
        (Refused("plans.edit_plan"), "This is not allowed (plans.edit_plan). Nothing was changed."),
        (OperationalError("no such table: accounts_user"), "The database is empty or of an older version"),
        (
            OperationalError("connection refused"),
            "The database does not answer: connection refused. Look at DATABASE_URL",
        ),
        (FileNotFoundError(2, "No such file or directory", "plan.docx"), "plan.docx cannot be opened: No such file"),
    ],
)
def test_what_a_person_can_mend_is_said_in_a_sentence(error: Exception, told: str) -> None:
    assert (sentence(error) or "").startswith(told)


def test_a_fault_of_the_program_is_not_hidden() -> None:
    assert sentence(KeyError("x")) is None


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupted)
    assert cli.main(["serve"]) == 130
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"), ({"LANG": "en_US.UTF-8"}, "en"), ({"LANG": "C"}, "en"), ({}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "en_US"}, "en"), ({"LANGUAGE": "ru:en", "LANG": "en_US"}, "ru"),
    ],
)  # fmt: skip
def test_the_command_speaks_the_terminals_language(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert words.language() == expected


def test_in_russian_help_is_russian_down_to_pythons_own_words(tmp_path: Path) -> None:
    told = run("serve", "--help", home=tmp_path, LANG="ru_RU.UTF-8")
    assert told.returncode == 0
    assert "показать эту справку" in told.stdout
    assert "usage:" not in told.stdout
    assert run("serve", "--bnd", home=tmp_path, LANG="ru_RU.UTF-8").stderr.startswith(
        "promost serve: неизвестные аргументы: --bnd"
    )


def test_a_document_is_read_without_a_data_folder(tmp_path: Path) -> None:
    plan = Path(__file__).parent.parent / "fixtures" / "plans" / "plan_a.docx"
    told = run("plan", "read", str(plan), "--json", home=tmp_path / "nowhere")
    assert told.returncode == 0, told.stderr
    assert not (tmp_path / "nowhere").exists()


def test_an_empty_installation_is_told_what_to_do(tmp_path: Path) -> None:
    told = run("plan", "import", "x.docx", "--agreement", "1", home=tmp_path)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_a_database_that_is_none_of_ours_is_told_how_to_write_it(tmp_path: Path) -> None:
    told = run("upgrade", home=tmp_path, DATABASE_URL="mysql://somewhere/x")
    assert told.returncode == 2
    assert told.stderr.strip() == "DATABASE_URL begins with 'mysql'; use postgres://user:password@host:5432/name"
