"""Files of registers are read as they come: encodings that lie, broken XML, tables, and people who are passed over."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.profiles.register import pieces, reading
from promost.profiles.register.given import Given, Person, Read, Unfit
from promost.profiles.register.problems import BadRegister
from tests.profiles.register import made


def read(path: Path, data: bytes, mapping: dict[str, str] | None = None) -> list[Read]:
    path.write_bytes(data)
    found = pieces.look_through(path, mapping or {}, lambda _count: None)
    places = {"Магаданская область": "49"}
    return [row for piece in found for row in reading.rows(piece, made.TODAY, lambda text: places.get(text, ""))]


def values(row: Read, matter: str) -> dict[str, object]:
    assert isinstance(row, Given)
    return dict(next(part.values for part in row.parts if part.matter == matter))


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("windows-1251", "cp1251"),
        ("windows-1251", "utf-8"),
        ("UTF-8", "cp1251"),
        ("UTF-8", "utf-8-sig"),
    ],
)
def test_a_file_is_read_in_the_encoding_it_has_whatever_it_declares(tmp_path: Path, declared: str, codec: str) -> None:
    rows = read(tmp_path / "register.xml", made.file([made.sme(made.inn(1), "ФАКЕЛ")], declared=declared, codec=codec))
    assert values(rows[0], "card")["short_name"] == 'ООО "ФАКЕЛ"'


def test_all_codes_are_kept_the_main_one_first_and_each_once(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.xml", made.file([made.sme(made.inn(1), code="25.62", more="01.10 25.62 46.90")]))
    card = values(rows[0], "card")
    assert (card["okved"], card["okveds"]) == ("25.62", "25.62 01.10 46.90")


def test_of_an_entrepreneur_nothing_is_kept(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.xml", made.file([made.person(), made.sme("490900000012")]))
    assert rows == [Person(), Person()]


@pytest.mark.parametrize(
    ("number", "code"), [("4900000010", "DIGIT"), ("490000001", "SHAPE"), ("", "NO_INN"), ("1111111111", "REPEATED")]
)
def test_an_inn_that_cannot_be_is_told_with_its_document(tmp_path: Path, number: str, code: str) -> None:
    (row,) = read(tmp_path / "a.xml", made.file([made.sme(number)]))
    assert isinstance(row, Unfit)
    assert (row.code, row.place) == (code, f"doc-{number}")


def test_xml_that_is_not_well_formed_is_refused_with_line_and_column(tmp_path: Path) -> None:
    broken = b'<?xml version="1.0" encoding="UTF-8"?>\n<A>\n<B name="JSC "PLANT""/></A>'
    with pytest.raises(BadRegister) as refused:
        read(tmp_path / "egrul.xml", broken)
    assert (refused.value.code, refused.value.values["line"], refused.value.values["column"]) == ("BROKEN_XML", 3, 15)


def test_entities_are_not_replaced(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(BadRegister) as refused:
        read(tmp_path / "a.xml", bomb)
    assert refused.value.code == "DOCTYPE"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xml", b"<Other/>", "UNKNOWN_XML"),
        ("a.xml", b" \n", "NOTHING"),
        ("a.csv", "Название;Год\nЗавод;2024\n".encode(), "NO_INN_COLUMN"),
        ("a.csv", b"\x00\x01\x02\x03", "BINARY"),
        ("a.zip", b"PK\x03\x04 not an archive", "BROKEN_ZIP"),
    ],
)
def test_what_is_no_register_is_refused_as_a_whole(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    with pytest.raises(BadRegister) as refused:
        read(tmp_path / name, data)
    assert refused.value.code == code


def test_an_archive_gives_the_rows_of_all_its_files_and_names_the_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xml", made.file([made.headcount(made.inn(1), 10)], "ОТКРДАННЫЕ3"))
        archive.writestr("b.xml", made.file([made.income(made.inn(2), "5.50")], "ОТКРДАННЫЕ5"))
    rows = read(path, path.read_bytes())
    assert [values(row, matter) for row, matter in zip(rows, ("employees", "revenue"), strict=True)] == [
        {"employees": 10},
        {"revenue": Decimal("5.5"), "expenses": Decimal(0)},
    ]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("c.xml", b"<a><b></a>")
    with pytest.raises(BadRegister) as refused:
        read(path, path.read_bytes())
    assert refused.value.part == "c.xml"


EGRUL = """<?xml version="1.0" encoding="UTF-8"?><ЕГРЮЛ><СвЮЛ ДатаВып="2025-10-17" ОГРН="1231000005389"
ДатаОГРН="2023-09-22" ИНН="{inn}" КПП="490901001"><СвНаимЮЛ НаимЮЛПолн="АКЦИОНЕРНОЕ ОБЩЕСТВО «ФАКЕЛ»"><СвНаимЮЛСокр
НаимСокр="АО «ФАКЕЛ»"/></СвНаимЮЛ><СвАдресЮЛ><СвМНЮЛ><Регион>49</Регион><НаселенПункт Вид="Г" Наим="МАГАДАН"/></СвМНЮЛ>
</СвАдресЮЛ>{status}<СвОКВЭД><СвОКВЭДОсн КодОКВЭД="25.62" ПрВерсОКВЭД="2014"/><СвОКВЭДДоп КодОКВЭД="28.1"/></СвОКВЭД>
</СвЮЛ></ЕГРЮЛ>"""
STRUCK = '<СвСтатус><СвСтатус НаимСтатусЮЛ="Принято решение о предстоящем исключении"/></СвСтатус>'


@pytest.mark.parametrize(("status", "ends"), [("", False), (STRUCK, True)])
def test_an_extract_gives_the_day_of_registration_and_tells_a_plant_that_is_closing(
    tmp_path: Path, status: str, ends: bool
) -> None:
    (row,) = read(tmp_path / "egrul.xml", EGRUL.format(inn=made.inn(1), status=status).encode())
    card = values(row, "card")
    assert (card["registered_on"], card["region_code"], card["is_winding_up"]) == (date(2023, 9, 22), "49", ends)
    assert (card["okveds"], card["short_name"], card["place"]) == ("25.62 28.1", "АО «ФАКЕЛ»", "Магадан")


def table(*rows: str, head: str = "ИНН;Наименование организации;Регион;Выручка предприятия, тыс. руб;Год") -> bytes:
    return "\r\n".join([head, *rows]).encode("utf-8-sig")


def test_a_table_is_read_by_its_headings_and_thousands_become_roubles(tmp_path: Path) -> None:
    (row,) = read(tmp_path / "a.csv", table(f"{made.inn(1)};ООО «Завод»;Магаданская область;1 250,5;2023"))
    assert values(row, "revenue") == {"revenue": Decimal(1250500)}
    assert values(row, "card")["region_code"] == "49"


def test_a_headcount_of_one_city_is_not_taken_for_that_of_the_enterprise(tmp_path: Path) -> None:
    head = "ИНН;Среднесписочная численность персонала, работающего в Москве, чел"
    (row,) = read(tmp_path / "a.csv", table(f"{made.inn(1)};120", head=head))
    assert isinstance(row, Given)
    assert [part.matter for part in row.parts] == ["card"]
    (row,) = read(tmp_path / "a.csv", table(f"{made.inn(1)};120", head=head), {"employees": head.split(";")[1]})
    assert values(row, "employees") == {"employees": 120}


@pytest.mark.parametrize("text", ["…", "-", "нет данных", "Сведения отсутствуют", ""])
def test_what_is_not_known_is_not_zero(tmp_path: Path, text: str) -> None:
    (row,) = read(tmp_path / "a.csv", table(f"{made.inn(1)};Завод;;{text};2023"))
    assert isinstance(row, Given)
    assert [part.matter for part in row.parts] == ["card"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [("Завод;Атлантида;1;2023", "REGION"), ("Завод;;много;2023", "NUMBER"), ("Завод;;-5;2023", "NEGATIVE"),
     ("Завод;;1;23", "YEAR"), ("Завод;;9999999999999;2023", "LARGE"), ("Завод;;1;2023;лишнее", "WIDTH")],
)  # fmt: skip
def test_a_row_of_a_table_that_cannot_be_right_says_why_and_where(tmp_path: Path, cells: str, code: str) -> None:
    (row,) = read(tmp_path / "a.csv", table(f"{made.inn(1)};{cells}"))
    assert isinstance(row, Unfit)
    assert (row.code, row.place) == (code, "2")


@given(st.lists(st.tuples(st.integers(1, 9_999_999), st.text(max_size=30), st.booleans()), min_size=1, max_size=8))
def test_every_document_of_a_file_is_a_row_whatever_its_names_hold(documents: list[tuple[int, str, bool]]) -> None:
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - hypothesis shares no folder between examples

    clean = [
        (number, "".join(sign for sign in name if sign.isprintable()), is_person)
        for number, name, is_person in documents
    ]
    data = made.file(
        made.person() if is_person else made.sme(made.inn(number), name) for number, name, is_person in clean
    )
    with TemporaryDirectory() as folder:
        rows = read(Path(folder) / "a.xml", data)
    assert [isinstance(row, Person) for row in rows] == [is_person for _number, _name, is_person in clean]
    names = [values(row, "card")["short_name"] for row in rows if isinstance(row, Given)]
    assert names == [f'ООО "{name}"' for _number, name, is_person in clean if not is_person]
