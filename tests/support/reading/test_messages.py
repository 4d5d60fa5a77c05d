"""Files that cannot be read say what is wrong and what to do; every code speaks both languages."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tokenize
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import promost.support.reading
from promost.support.reading import Unreadable, place, read, say
from promost.support.reading.draft import Place
from promost.support.reading.messages import codes, severity_of
from tests.support.reading.making import map_file, scheme

ALL = sorted(codes("problem") | codes("unreadable"))
FOLDER = Path(promost.support.reading.__file__).parent


@pytest.mark.parametrize("code", ALL)
def test_a_code_has_a_sentence_in_russian_and_in_english(code: str) -> None:
    russian, english = say(code, {}, "ru"), say(code, {}, "en")
    assert re.search("[а-яё]", russian)
    assert not re.search("[а-яё]", re.sub("[“«][^”»]*[”»]", "", english))
    assert russian.endswith(".")
    assert english.endswith(".")


def test_every_code_that_is_raised_has_a_sentence_and_every_sentence_is_raised() -> None:
    raised = set()
    for source in FOLDER.rglob("*.py"):
        for token in tokenize.generate_tokens(io.StringIO(source.read_text(encoding="utf-8")).readline):
            if token.type == tokenize.STRING and re.fullmatch(r'"[A-Z]+(_[A-Z]+)+"', token.string):
                raised.add(token.string.strip('"'))
    assert codes("problem") <= raised | {"NO_NAME"}
    assert raised <= codes("problem") | codes("unreadable")
    assert all(severity_of(code) for code in codes("problem"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EMPTY_FILE"),
        (b"%PDF-1.4 text", "NOT_A_TABLE"),
        (b"\x89PNG\r\n\x1a\n....", "NOT_A_TABLE"),
        (b"MZ\x00\x00", "EXECUTABLE"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "NOT_A_TABLE"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, "перечень.bin")
    assert refused.value.code == code
    assert "перечень.bin" in say(code, refused.value.values, "ru")


def test_a_damaged_workbook_is_refused() -> None:
    data = map_file([scheme()])
    with pytest.raises(Unreadable) as refused:
        read(data[: len(data) // 2], "a.xlsx")
    assert "повреждён" in say(refused.value.code, refused.value.values, "ru")


def test_a_table_of_something_else_says_what_it_found() -> None:
    reading = read(b"Region;Population\nMagadan;140\n", "regions.csv")
    assert reading.refused
    assert "«Region», «Population»" in say(reading.problems[0].code, reading.problems[0].values, "en")


def test_a_place_is_told_in_both_languages() -> None:
    where = Place("Меры", 14, "ОКВЭД")
    assert place(where, "ru") == "Лист «Меры», строка 14, столбец «ОКВЭД»"
    assert place(where, "en") == "Sheet “Меры”, row 14, column “ОКВЭД”"
    assert place(Place()) == ""


def test_words_of_the_data_files_are_folded_as_they_are_compared() -> None:
    words = tomllib.loads(files("promost.support.reading.cells").joinpath("words.toml").read_text(encoding="utf-8"))
    for name in ("nothing", "yes", "no", "unrestricted", "as_listed"):
        assert all("ё" not in word and word == word.lower() for word in words[name])


def test_it_reads_where_django_is_not_installed() -> None:
    code = """
import sys
sys.modules["django"] = None
from promost.support.reading import read
print(len(read("Наименование меры;Орган\\nЗаём;Фонд\\n".encode(), "a.csv").drafts))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(FOLDER.parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "1\n"
