"""``promost support import``: the upload page's way without a browser."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from promost.support.importing import commands
from promost.support.models import Scheme, SchemeImport
from tests.support.importing.conftest import Office
from tests.support.reading.making import csv_file, map_file, scheme


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    commands.configure(parser)
    return commands.run(parser.parse_args(words))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "меры.xlsx"
    path.write_bytes(map_file([scheme(), scheme(name="Вторая мера")]))
    return path


def test_schemes_become_drafts(office: Office, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(good)) == 0
    assert Scheme.objects.count() == 2
    assert "2" in capsys.readouterr().out
    assert run(str(good)) == 0
    assert Scheme.objects.count() == 2


def test_a_dry_run_writes_nothing(office: Office, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(good), "--dry-run") == 0
    assert (Scheme.objects.count(), SchemeImport.objects.count()) == (0, 0)
    assert "2" in capsys.readouterr().out


def test_refused_rows_go_to_a_file_beside_the_table(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "меры.xlsx"
    path.write_bytes(map_file([scheme(), scheme(name="Вторая", region="Край света")]))
    assert run(str(path)) == 1
    assert "Край света" in (tmp_path / "меры.refused.csv").read_text(encoding="utf-8-sig")


def test_columns_and_the_provider_are_named_on_the_line(office: Office, tmp_path: Path) -> None:
    office.ministry.inn = "4909000000"
    office.ministry.save()
    path = tmp_path / "меры.csv"
    path.write_bytes(csv_file([["Что дают", "Область"], ["Заём на станки", "Магаданская область"]]))
    assert run(str(path)) == 2
    assert Scheme.objects.count() == 0
    assert run(str(path), "--map", "Что дают=name", "--map", "Область=region", "--provider", "4909000000") == 0
    assert Scheme.objects.get().provider == office.ministry


def test_what_cannot_be_read_is_told(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "нет.xlsx")) == 2
    path = tmp_path / "меры.pdf"
    path.write_bytes(b"%PDF-1.7")
    assert run(str(path)) == 2
    assert run(str(path), "--provider", "1") == 2
    assert "не таблица" in " ".join(capsys.readouterr().err.split())
