"""``promost profiles observe``: a table of levels, each line added or kept with its reason, nothing twice."""

from __future__ import annotations

from argparse import Namespace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from promost.profiles.commands import observe as commands
from promost.profiles.models import Observation
from tests.profiles.conftest import Levels

pytestmark = pytest.mark.django_db
HEAD = "Показатель;Субъект;Период с;Период по;Разрез;Значение;ОКЕИ;Источник;Выпуск;Дата выпуска"
GOOD = "SHIPPED;RU-MAG;01.01.2025;31.03.2025;industry=manufacturing;2 350,5;;Форма № П-1;I квартал;2025-04-25"


def run(path: Path) -> int:
    return commands.run_observe(Namespace(file=path, refused=None))


def table(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "levels.csv"
    path.write_text("\n".join([head, *lines]), encoding="utf-8")
    return path


@pytest.fixture
def plant(levels: Levels) -> Levels:
    type(levels.plant).objects.filter(pk=levels.plant.pk).update(inn="4909000001")
    return levels


def test_lines_of_regions_and_of_enterprises_are_added_once(
    plant: Levels, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(
        tmp_path, GOOD, "Среднесписочная численность работников;4909000001;2025-01-01;2025-03-31;;120;;П-4;;2025-04-20"
    )
    assert run(path) == commands.LOADED
    assert run(path) == commands.LOADED
    assert "Levels added: 0; there already: 2." in capsys.readouterr().out
    assert sorted(Observation.objects.values_list("value", flat=True)) == [Decimal(120), Decimal("2350.5")]
    assert Observation.objects.get(organisation=plant.plant).value == 120


def test_a_workbook_is_read_as_well(levels: Levels, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEAD.split(";"))
    book.active.append([*GOOD.split(";")[:5], 2350.5, "", "П-1", "", "25.04.2025"])
    book.save(tmp_path / "levels.xlsx")
    assert run(tmp_path / "levels.xlsx") == commands.LOADED
    assert Observation.objects.get().value == Decimal("2350.5")


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("SHIPPED", "SHIPS", "There is no indicator “SHIPS”"),
        ("RU-MAG", "Atlantis", "neither a region nor an INN"),
        ("RU-MAG", "7701000000", "no organisation with the INN 7701000000"),
        ("2 350,5", "about 5", "is not a number; write it as"),
        ("2 350,5", "1.234,5", "is not a number; write it as"),
        ("2 350,5", "-5", "never below zero"),
        ("31.03.2025", "31.02.2025", "“31.02.2025” is not a day"),
        ("31.03.2025", "31.03.2099", "observed when its period is over"),
        ("industry=manufacturing", "industry=space", "not told apart by “industry=space”"),
        (";;Форма", ";792;Форма", "measures something else"),
    ],
)
def test_a_wrong_line_is_kept_with_its_reason_and_the_others_are_added(
    levels: Levels, tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    wrong = GOOD.replace(was, becomes, 1)
    path = table(tmp_path, wrong, GOOD.replace("31.03.2025", "30.06.2025").replace("2025-04-25", "2025-07-25"))
    assert run(path) == commands.SOME_REFUSED
    assert Observation.objects.count() == 1
    refused = (tmp_path / "levels.refused.csv").read_text(encoding="utf-8-sig")
    assert said in refused
    assert becomes in refused


def test_what_was_refused_is_mended_and_loaded_again(levels: Levels, tmp_path: Path) -> None:
    assert run(table(tmp_path, GOOD.replace("SHIPPED", "SHIPS"))) == commands.SOME_REFUSED
    refused = tmp_path / "levels.refused.csv"
    refused.write_text(refused.read_text(encoding="utf-8-sig").replace("SHIPS", "SHIPPED", 1), encoding="utf-8")
    assert run(refused) == commands.LOADED
    assert Observation.objects.count() == 1


def test_a_number_in_another_unit_is_noticed_and_taken_once_the_line_says_it_is_checked(
    levels: Levels, tmp_path: Path
) -> None:
    far = GOOD.replace("31.03.2025", "30.06.2025").replace("2025-04-25", "2025-07-25").replace("2 350,5", "4 900 000")
    assert run(table(tmp_path, GOOD, far)) == commands.SOME_REFUSED
    assert "very far from the last level" in (tmp_path / "levels.refused.csv").read_text(encoding="utf-8-sig")
    assert run(table(tmp_path, f"{far};да", head=f"{HEAD};Проверено")) == commands.LOADED


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD.replace("Значение", "Сумма"), "The table lacks these columns: значение."),
        ("", "The table is empty."),
    ],
)
def test_a_table_without_a_column_is_not_loaded(
    levels: Levels, tmp_path: Path, capsys: pytest.CaptureFixture[str], head: str, said: str
) -> None:
    path = table(tmp_path, *([GOOD] if head else []), head=head)
    assert run(path) == commands.NOT_LOADED
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nothing.csv") == commands.NOT_LOADED
    assert "cannot be opened" in capsys.readouterr().err
