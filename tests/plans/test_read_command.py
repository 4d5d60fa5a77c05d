"""``promost plan read``: a table for a person, JSON for a program, and an exit code that tells what happened."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from promost.plans.commands import configure_read, run_read
from tests.plans.reading.layouts.drawing import Draft

FIXTURES = Path(__file__).parents[1] / "fixtures" / "plans"


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    configure_read(parser)
    return run_read(parser.parse_args(words))


def test_a_plan_is_shown_with_its_rows_and_its_doubts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(FIXTURES / "plan_c.docx")) == 0
    shown = capsys.readouterr().out
    assert "до 30 июня 2025 г." in shown
    assert "Замечания: ошибок 7" in shown
    assert "№ 9: Год 2052 далеко за пределами периода плана" in shown
    assert "мероприятий: 22" in shown


def test_the_table_speaks_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(FIXTURES / "plan_b.xlsx"), "--lang", "en") == 0
    shown = capsys.readouterr().out
    assert "measures: 25; sections: 5; target indicators: 8" in shown
    assert "total 6" in shown


def test_json_goes_to_the_file_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "draft.json"
    assert run(str(FIXTURES / "plan_d.docx"), "--json", "--out", str(out)) == 0
    assert capsys.readouterr().out == ""
    data = json.loads(out.read_text(encoding="utf-8"))
    assert len(data["rows"]) == 8
    assert data["rows"][0]["direction"] == "support"


def test_a_document_without_measures_is_told_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_bytes(Draft().say("Направляем на согласование проект письма.").data())
    assert run(str(letter)) == 1
    assert "Мероприятий в документе не найдено" in capsys.readouterr().out


def test_a_file_that_is_no_document_is_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "scan.docx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    assert run(str(picture), "--lang", "en") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "scan.docx" in said.err


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "nowhere.docx")) == 2
    assert "nowhere.docx" in capsys.readouterr().err
