"""The command answers a file of records, or says what is wrong with it and writes nothing."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from promost.matching.command import main
from promost.matching.files import records_file

FIELDS = {
    "region": {
        "kind": "choice",
        "ru": "Регион",
        "options": {
            "RU-MAG": ["Магаданская область", "Magadan Oblast"],
            "RU-SMO": ["Смоленская область", "Smolensk Oblast"],
        },
    },
    "okved": {"kind": "codes", "ru": "ОКВЭД", "en": "OKVED"},
    "employees": {
        "kind": "number",
        "unit": "people",
        "ru": "Численность",
        "en": "Headcount",
        "whole": True,
        "least": 0,
    },
    "revenue": {"kind": "number", "unit": "RUB", "ru": "Выручка"},
    "exporter": {"kind": "flag", "ru": "Экспортёр"},
    "founded": {"kind": "date"},
    "standards": {"kind": "choices"},
}
OFFERS = {
    "loan": {"all": [{"field": "okved", "under": ["25"]}, {"field": "revenue", "max": 2e9, "source": "ПП № 1"}]},
    "grant": {"any": [{"field": "exporter", "is": True}, {"field": "standards", "any_of": ["ISO 9001"]}]},
    "young": {"field": "founded", "age_max": 3},
    "all": {},
}
RECORDS = """\ufeffinn;name;region;okved;employees;revenue;exporter;founded;standards
100;А;RU-MAG;25.62, 26.1;200;2 400\u00a0000 000,5;да;24.11.2023;нет
200;Б;RU-SMO;нет;;;;2020-01-01;ISO 9001; ГОСТ
300;В;;25;15;1.5;нет;;
""".replace("ISO 9001; ГОСТ", "ISO 9001|ГОСТ")


class Desk:
    """A folder with the two files, and a way to run the command on them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.records, self.criteria, self.out = folder / "r.csv", folder / "c.json", folder / "out"
        self.write({"key": "inn", "fields": FIELDS, "offers": OFFERS}, RECORDS)

    def write(self, criteria: Any = None, records: str | bytes | None = None) -> None:
        if criteria is not None:
            text = criteria if isinstance(criteria, str) else json.dumps(criteria)
            self.criteria.write_text(text, encoding="utf-8")
        if records is not None:
            self.records.write_bytes(records if isinstance(records, bytes) else records.encode())

    def run(self, *more: str) -> tuple[int, str, str]:
        code = main(["--records", str(self.records), "--criteria", str(self.criteria), "--as-of", "2026-11-24", *more])
        said = self.capsys.readouterr()
        return code, said.out.replace("\u00a0", " "), said.err.replace("\u00a0", " ")

    def refused(self, *more: str) -> str:
        code, out, err = self.run("--out", str(self.out), "--lang", "en", *more)
        assert code == 2
        assert not out
        assert sorted(path.name for path in self.folder.iterdir()) == ["c.json", "r.csv"]
        return err


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("COLUMNS", "160")
    return Desk(tmp_path, capsys)


def pairs(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


EXPECTED = [
    ["record", "Offer", "Answer"],
    ["300", "loan", "yes"],
    ["100", "grant", "yes"],
    ["200", "grant", "yes"],
    ["300", "grant", "unknown"],
    ["100", "young", "yes"],
    ["300", "young", "unknown"],
    ["100", "all", "yes"],
    ["200", "all", "yes"],
    ["300", "all", "yes"],
]


def test_pairs_are_counted_shown_and_written(desk: Desk) -> None:
    code, out, err = desk.run("--out", str(desk.out), "--lang", "en")
    assert code == 0
    assert pairs(desk.out) == EXPECTED
    assert "3 records, 4 offers, as of 24 November 2026" in out
    assert [line.split()[1::2] for line in out.splitlines() if "grant" in line] == [["grant", "2", "1", "0"]]
    assert "Columns not used by the criteria: name" in err


def test_small_batches_give_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_file, "BATCH", 1)
    assert desk.run("--out", str(desk.out), "--lang", "en")[0] == 0
    assert pairs(desk.out) == [EXPECTED[0], *sorted(EXPECTED[1:], key=lambda row: row[0])]


def test_a_file_from_an_old_spreadsheet_is_read(desk: Desk) -> None:
    desk.write(records=RECORDS.removeprefix("\ufeff").encode("cp1251"))
    assert desk.run("--out", str(desk.out), "--lang", "en")[0] == 0
    assert pairs(desk.out) == EXPECTED


def test_commas_and_tabs_part_cells_too_and_blank_lines_are_passed_over(desk: Desk) -> None:
    desk.write(records="inn,okved,revenue\n\n1,25.6;01.10,5\n2,26,\n")
    assert desk.run("--out", str(desk.out), "--lang", "en")[0] == 0
    assert pairs(desk.out)[1] == ["1", "loan", "yes"]
    desk.write(records="inn\tokved\trevenue\n1\t25.6;01.10\t5\n")
    assert desk.run("--out", str(desk.out), "--lang", "en")[0] == 0
    assert pairs(desk.out)[1] == ["1", "loan", "yes"]


def test_one_record_is_explained_in_words_and_as_data(desk: Desk) -> None:
    code, out, _ = desk.run("--explain", "100", "--out", str(desk.out))
    assert code == 0
    assert "Выручка не выше 2 млрд ₽, у вас 2 400 000 000,5 ₽ (ПП № 1)" in out
    assert "Выручка: 2 млрд ₽ (сейчас 2 400 000 000,5 ₽)" in out
    data = json.loads(desk.out.read_text(encoding="utf-8"))
    assert list(data) == list(OFFERS)
    assert data["loan"]["answer"] == "no"
    assert data["loan"]["failed"] == [
        {"path": "$.all[1]", "field": "revenue", "operator": "max", "operand": 2e9, "wanted": True, "source": "ПП № 1"}
    ]
    assert data["loan"]["nearest"] == {"revenue": 2e9}
    assert data["all"] == {
        "answer": "yes",
        "failed": [],
        "missing": [],
        "nearest": {},
        "sentences": ["Критериев нет: подходит всем"],
        "way": "Все условия выполнены",
    }


def test_an_unknown_says_what_to_ask_for(desk: Desk) -> None:
    _, out, _ = desk.run("--explain", "300", "--out", str(desk.out), "--lang", "en")
    assert "Not known: founded" in out
    data = json.loads(desk.out.read_text(encoding="utf-8"))
    assert data["young"]["missing"] == ["founded"]
    assert data["young"]["nearest"] == {"founded": "2022-11-25"}


def test_a_dash_or_an_empty_cell_is_unknown_and_never_a_no(desk: Desk) -> None:
    desk.write(records="inn;exporter;standards\n1;-;ISO 9001\n2;—;—\n3;н/д;нет\n4;нет;нет\n5;+;-\n")
    assert desk.run("--out", str(desk.out), "--lang", "en")[0] == 0
    grant = [row for row in pairs(desk.out) if row[1] == "grant"]
    assert grant == [["1", "grant", "yes"], ["5", "grant", "yes"], ["2", "grant", "unknown"], ["3", "grant", "unknown"]]


def test_without_a_key_records_go_by_their_line(desk: Desk) -> None:
    desk.write({"fields": FIELDS, "offers": OFFERS})
    assert desk.run("--out", str(desk.out))[0] == 0
    assert pairs(desk.out)[1][0] == "4"
    assert desk.run("--explain", "2")[0] == 0


def test_the_day_counts(desk: Desk) -> None:
    desk.run("--explain", "100", "--as-of", "2027-11-24", "--out", str(desk.out))
    assert json.loads(desk.out.read_text(encoding="utf-8"))["young"]["answer"] == "no"


RECORD_FAULTS = [
    ("", "r.csv: the file is empty; its first line must name the columns"),
    ("\n1;2", "r.csv: the file is empty"),
    ("inn;inn;okved\n", "r.csv: the column “inn” stands twice in the first line; rename one"),
    ("inn;name\n1;2\n", "r.csv: none of the columns is a field of the criteria (region, okved"),
    ("name;okved\n1;25\n", "r.csv: the key column “inn” is not in the file; its columns are: name, okved"),
    ("inn;okved\n1;25;26\n", "r.csv:2: the line has 3 cells, the first line has 2; check separators and quotes"),
    ("inn;okved\n1;25\n2;C\n", "r.csv:3, okved: “C” is not a code"),
    ("inn;employees\n1;two\n", "r.csv:2, employees: a number is wanted, not 'two'"),
    ("inn;employees\n1;-5\n", "r.csv:2, employees: -5 is below 0"),
    ("inn;employees\n1;1e400000\n", "r.csv:2, employees: "),
    ("inn;exporter\n1;maybe\n", "r.csv:2, exporter: true or false is wanted, not 'maybe'"),
    ("inn;founded\n1;31.02.2026\n", "r.csv:2, founded: a day written YYYY-MM-DD is wanted, not '31.02.2026'"),
    ("inn;founded\n1;2026\n", "r.csv:2, founded: a day written YYYY-MM-DD is wanted, not '2026'"),
    ("inn;region\n1;RU-XX\n", "r.csv:2, region: “RU-XX” is not among the options"),
    (
        'inn;region\n1;"' + "x" * 200_000 + '"\n',
        "r.csv:2: the line cannot be read (field larger than field limit (131072))",
    ),
]


@pytest.mark.parametrize(("records", "said"), RECORD_FAULTS, ids=[said[:50] for _, said in RECORD_FAULTS])
def test_faults_of_the_records_are_told_with_their_line(desk: Desk, records: str, said: str) -> None:
    desk.write(records=records)
    assert desk.refused().startswith(said)


def test_several_faults_are_told_at_once(desk: Desk) -> None:
    desk.write(records="inn;employees;exporter\n1;x;y\n2;z;да\n")
    assert [line.split(":")[1] for line in desk.refused().splitlines()] == [
        "2, employees",
        "3, employees",
        "2, exporter",
    ]


CRITERIA_FAULTS: list[tuple[Any, str]] = [
    ("{", "c.json: this is not JSON: line 1, column 2"),
    ('{"offers": {"a": {}, "a": {}}}', "c.json: “a” stands twice in one object"),
    ("[" * 100_000, "c.json: nested deeper than 32 levels"),
    ([], "c.json: the file must be an object with “fields” and “offers”"),
    ({"fields": FIELDS, "offers": []}, "c.json: the file must be an object"),
    ({"fields": {}, "offers": {}}, 'fields: the fields must be an object: name → {"kind": …}'),
    ({"fields": {"a": 5}, "offers": {}}, "fields: the fields must be an object"),
    (
        {"fields": {"a": {"kind": "colour"}}, "offers": {}},
        "fields.a: the kind “colour” is not known; use one of: choice, choices, codes",
    ),
    (
        {"fields": {"a": {"kind": "flag", "unit": "m"}}, "offers": {}},
        "fields.a.unit: the setting “unit” is not known for this kind",
    ),
    ({"fields": {"a": {"kind": "number", "least": "m"}}, "offers": {}}, "fields.a.least: the setting “least”"),
    ({"fields": {"a": {"kind": "number", "least": True}}, "offers": {}}, "fields.a.least: the setting “least”"),
    ({"fields": {"a": {"kind": "number", "whole": 1}}, "offers": {}}, "fields.a.whole: the setting “whole”"),
    ({"fields": {"a": {"kind": "choice", "options": ["x"]}}, "offers": {}}, "fields.a.options: the setting “options”"),
    (
        {"fields": {"a": {"kind": "choice", "options": {"x": "y"}}}, "offers": {}},
        "fields.a.options: the setting “options”",
    ),
    (
        {"fields": FIELDS, "offers": {"a": {"field": "x", "is": True}, "b": {"all": []}}},
        "a: $.field: there is no field “x”",
    ),
]


@pytest.mark.parametrize(("criteria", "said"), CRITERIA_FAULTS, ids=[said[:50] for _, said in CRITERIA_FAULTS])
def test_faults_of_the_criteria_are_told_with_their_place(desk: Desk, criteria: Any, said: str) -> None:
    desk.write(criteria)
    assert desk.refused().startswith(said)


def test_faults_of_all_offers_are_told_at_once(desk: Desk) -> None:
    desk.write({"fields": FIELDS, "offers": {"a": {"field": "x", "is": True}, "b": {"all": []}}})
    assert [line.split(":")[0] for line in desk.refused().splitlines()] == ["a", "b"]


def test_files_that_are_not_there_or_cannot_be_read_are_told(desk: Desk, tmp_path: Path) -> None:
    desk.criteria.write_bytes('{"а": 1}'.encode("cp1251"))
    assert "c.json: the file is not UTF-8" in desk.refused()
    desk.criteria.unlink()
    desk.criteria.mkdir()
    assert "the file cannot be read: Is a directory" in desk.refused()
    desk.criteria.rmdir()
    desk.write({"fields": FIELDS, "offers": OFFERS})
    desk.records.unlink()
    desk.records.mkdir()
    assert "the file cannot be read" in desk.refused()
    desk.records.rmdir()
    code, _, err = desk.run("--lang", "en")
    assert code == 2
    assert "r.csv: the file cannot be read: No such file or directory" in err


def test_a_place_that_cannot_be_written_is_told(desk: Desk) -> None:
    code, _, err = desk.run("--lang", "en", "--out", str(desk.folder / "none" / "out"))
    assert code == 2
    assert "the file cannot be written: No such file or directory" in err


def test_an_unknown_key_is_told(desk: Desk) -> None:
    assert desk.refused("--explain", "999").endswith("no record has the key “999” in the column “inn”\n")


def test_a_bad_day_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        desk.run("--as-of", "tomorrow")
    assert end.value.code == 2
    assert "a day written YYYY-MM-DD is wanted, not 'tomorrow'" in capsys.readouterr().err


def test_russian_is_spoken_unless_english_is_asked_for(desk: Desk) -> None:
    desk.write(records="inn;employees\n1;two\n")
    assert desk.run()[2] == "r.csv:2, employees: нужно число, а не 'two'\n"
