"""``promost registry …``: what whoever runs the installation reads in the terminal, and the exit code."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import translation

from promost.registry import commands, demo
from promost.registry.models import ClassifierCode, Region
from promost.registry.room import ROOM
from promost.registry.rooms import load

Run = Callable[..., int]


@pytest.fixture
def run() -> Run:
    """Return the way to run a command by its words, in English."""

    def run_command(words: str, *arguments: str) -> int:
        command = next(each for each in ROOM.commands if each.words == words)
        parser = argparse.ArgumentParser()
        load(command.configure)(parser)
        with translation.override("en"):
            code: int = load(command.run)(parser.parse_args(arguments))
        return code

    return run_command


@pytest.fixture
def okved(tmp_path: Path) -> Path:
    """Return a small file of activities."""
    path = tmp_path / "okved.csv"
    path.write_text("C;25;Изделия\nC;25.6;Обработка металлов\n", encoding="utf-8")
    return path


@pytest.mark.django_db
def test_the_built_in_lists_are_put_in_place(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("registry load-built-in") == 0
    assert "are in place" in capsys.readouterr().out
    assert Region.objects.count() == 83


@pytest.mark.django_db
def test_a_classifier_is_counted(run: Run, okved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("registry import-classifier", "okved2", str(okved), "--release", "2025") == 0
    assert capsys.readouterr().out == "Added: 2, changed: 0, removed: 0, unchanged: 0.\n"


@pytest.mark.django_db
def test_a_bad_file_is_told_line_by_line_and_changes_nothing(
    run: Run, okved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    okved.write_text("C;25;Изделия\nC;26.11;Компоненты\n", encoding="utf-8")
    assert run("registry import-classifier", "okved2", str(okved)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "okved.csv was not loaded; nothing was changed.",
        "  line 2: code 26.11: the code above it, 26.1, is not in the file",
    ]
    assert not ClassifierCode.objects.filter(built_in=False).exists()


@pytest.mark.django_db
def test_municipalities_with_their_doubts(
    run: Run, three_regions: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "oktmo.json"
    path.write_text('{"44702000(1)": "Ольский",\n"99702000": "Чужой"}', encoding="utf-8")
    assert run("registry import-municipalities", str(path)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Added: 1, changed: 0, removed: 0, unchanged: 0.",
        "Of regions that the list does not have, left out: 1.",
        "Taken with a doubt: 1.",
        "  line 2: code 44702000: the control number 1 does not fit",
    ]


@pytest.mark.django_db
def test_another_list_of_regions(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "code;name_ru;name_en;short_ru;short_en;zone\nKZ-75;Алматы;Almaty;Алм;ALA;Asia/Almaty\n", encoding="utf-8"
    )
    assert run("registry load-regions", str(path)) == 0
    assert capsys.readouterr().out.startswith("Added: 1")


@pytest.mark.django_db
def test_the_demonstration_puts_the_lists_in_place_once() -> None:
    demo.load()
    demo.load()
    assert Region.objects.count() == 83


def test_there_is_no_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with commands._bar("Codes") as watch:
        watch(1, 2)
    assert capsys.readouterr().err == ""
