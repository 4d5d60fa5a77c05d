"""Classifiers from official files: a release is taken whole or not at all, and a bad line is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist
from openpyxl import Workbook

from promost.accounts.actors import OPERATOR
from promost.kit.access import Refused
from promost.kit.models import HistoryEntry
from promost.registry import actions
from promost.registry.actions.reference.classifiers import put_built_in
from promost.registry.actions.upserting import Loaded
from promost.registry.models import Classifier, ClassifierCode, Municipality, Region
from promost.registry.sources.problems import BadFile
from tests.harness.queries import assert_queries
from tests.registry.conftest import acting

OKVED = (
    '"C";" ";"ОБРАБАТЫВАЮЩИЕ ПРОИЗВОДСТВА"\r\n'
    '"C";"25";"Производство готовых металлических изделий, кроме машин и оборудования"\r\n'
    '"C";"25.6";"Обработка металлов; нанесение покрытий"\r\n'
    '"C";"25.62";"Обработка металлических изделий механическая"\r\n'
)
OKPD = (
    "Код\tНаименование\n"
    "25 \tИзделия металлические готовые\n"
    '25.6 \t"\tУслуги по обработке металлов; ""прочие"""\n'
    "25.62 \tУслуги по механической обработке\n"
    "25.62.1 \tУслуги по обработке резанием\n"
    "25.62.10 \tУслуги по токарной обработке\n"
    "25.62.10.000 \tУслуги по токарной обработке металлических изделий\n"
    "C \tПродукция обрабатывающих производств\n"
)
OKEI = "Код;Наименование;Обозначение\n383;Рубль;руб\n384;Тысяча рублей;10^3 руб\n778;Упаковка;упак\n"


@pytest.fixture
def sections(db: None) -> None:
    """Put the built-in sections and units in place."""
    for each in ("okved2", "okpd2", "okei"):
        put_built_in(each)


def put(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding, newline="")
    return path


def code(classifier: str, which: str) -> ClassifierCode:
    return ClassifierCode.objects.get(classifier_id=classifier, code=which)


class TestImport:
    """Good files."""

    def test_okved_in_windows_1251_as_the_statistical_service_gives_it(self, sections: None, tmp_path: Path) -> None:
        done = actions.import_classifier(OPERATOR, "okved2", put(tmp_path, OKVED, encoding="cp1251"), "2023-12-01")
        assert done == Loaded(added=3, changed=0, removed=0, unchanged=1)
        row = code("okved2", "25.62")
        assert (row.digits, row.section, row.name_ru) == ("2562", "C", "Обработка металлических изделий механическая")
        assert code("okved2", "C").name_ru == "Обрабатывающие производства", "the built-in name is kept"
        assert Classifier.objects.get(code="okved2").release == "2023-12-01"

    def test_okpd_gets_its_sections_from_its_classes(self, sections: None, tmp_path: Path) -> None:
        actions.import_classifier(OPERATOR, "okpd2", put(tmp_path, OKPD, "okpd.tsv"))
        row = code("okpd2", "25.62.10.000")
        assert (row.digits, row.section) == ("256210000", "C")
        assert code("okpd2", "25.6").name_ru == 'Услуги по обработке металлов; "прочие"'

    def test_okei_keeps_the_names_of_the_units_in_use(self, sections: None, tmp_path: Path) -> None:
        actions.import_classifier(OPERATOR, "okei", put(tmp_path, OKEI))
        assert (code("okei", "384").name_en, code("okei", "384").symbol_ru) == ("thousand roubles", "тыс. руб")
        assert (code("okei", "778").name_ru, code("okei", "778").symbol_ru) == ("Упаковка", "упак")
        assert code("okei", "744").built_in, "a unit that the file lacks stays"

    def test_columns_in_another_order_under_a_title(self, sections: None, tmp_path: Path) -> None:
        text = "ОКВЭД2, редакция\n\nНаименование,Код\nПроизводство изделий,25\nОбработка металлов,25.6\n"
        actions.import_classifier(OPERATOR, "okved2", put(tmp_path, text))
        assert code("okved2", "25.6").name_ru == "Обработка металлов"

    def test_a_workbook(self, sections: None, tmp_path: Path) -> None:
        path = tmp_path / "okved.xlsx"
        book = Workbook()
        for row in [("25", "Изделия"), ("25.6", "Обработка металлов")]:
            book.worksheets[0].append(row)
        book.save(path)
        assert actions.import_classifier(OPERATOR, "okved2", path).added == 2

    def test_the_same_file_again_changes_nothing(self, sections: None, tmp_path: Path) -> None:
        path = put(tmp_path, OKVED)
        actions.import_classifier(OPERATOR, "okved2", path)
        assert actions.import_classifier(OPERATOR, "okved2", path) == Loaded(unchanged=4)

    def test_the_next_release_takes_away_what_it_no_longer_has(self, sections: None, tmp_path: Path) -> None:
        actions.import_classifier(OPERATOR, "okved2", put(tmp_path, OKVED))
        newer = OKVED.replace("механическая", "на станках").split('"C";"25.62"')
        done = actions.import_classifier(OPERATOR, "okved2", put(tmp_path, newer[0].replace("25.6", "25.7")))
        assert (done.added, done.removed) == (1, 2)
        with pytest.raises(ObjectDoesNotExist):
            code("okved2", "25.62")

    def test_progress_is_told(self, sections: None, tmp_path: Path) -> None:
        seen: list[tuple[int, int]] = []
        actions.import_classifier(
            OPERATOR, "okved2", put(tmp_path, OKVED), watch=lambda done, total: seen.append((done, total))
        )
        assert seen == [(3, 3)]

    def test_queries_do_not_grow_with_the_file(self, sections: None, tmp_path: Path) -> None:
        many = OKVED + "".join(f'"C";"{number}";"Класс"\r\n' for number in range(26, 34))
        with assert_queries(11):
            actions.import_classifier(OPERATOR, "okved2", put(tmp_path, many))


class TestRefused:
    """Bad files change nothing and say where and why."""

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (OKVED + '"C";"25.62";"Ещё раз"\r\n', "строка 5: код 25.62 уже есть в строке 4"),
            (OKVED + '"C";"26.11";"Компоненты"\r\n', "строка 5: код 26.11: в файле нет вышестоящего кода 26.1"),
            (OKVED + '"C";"25.7";""\r\n', "строка 5: у кода 25.7 нет наименования"),
            (OKVED + '"C";"1.1";"Однолетние культуры"\r\n', "строка 5: «1.1» – не код: потерян ноль"),
            (OKVED + "просто слова\r\n", "строка 5: нет кода: «просто слова»"),
            ("слова;и ещё\nслова\n", "Не найдено ни одного кода"),
            ("", "Не найдено ни одного кода"),
        ],
    )
    def test_a_bad_line_is_named(self, sections: None, tmp_path: Path, text: str, said: str) -> None:
        with pytest.raises(BadFile) as bad:
            actions.import_classifier(OPERATOR, "okved2", put(tmp_path, text))
        assert "Файл file.csv не загружен, ничего не изменено." in str(bad.value)
        assert said in str(bad.value)
        assert not ClassifierCode.objects.filter(classifier_id="okved2", built_in=False).exists()

    def test_activities_are_not_taken_for_products(self, sections: None, tmp_path: Path) -> None:
        with pytest.raises(BadFile, match=r"file\.csv") as bad:
            actions.import_classifier(OPERATOR, "okpd2", put(tmp_path, OKVED))
        assert "12.34.56.789" in str(bad.value)

    def test_a_list_of_some_products_is_not_the_classifier(self, sections: None, tmp_path: Path) -> None:
        with pytest.raises(BadFile) as bad:
            actions.import_classifier(OPERATOR, "okpd2", put(tmp_path, "1.\tЩебень\t08.12.12.140\n", "list.tsv"))
        assert "08.12.12" in str(bad.value)

    @pytest.mark.parametrize(("name", "content"), [("a.csv", b"PK\x03\x04\x00\x00"), ("a.xlsx", b"no workbook")])
    def test_a_binary_file_is_told_from_a_table(
        self, sections: None, tmp_path: Path, name: str, content: bytes
    ) -> None:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadFile) as bad:
            actions.import_classifier(OPERATOR, "okved2", tmp_path / name)
        assert "csv" in str(bad.value)

    def test_more_problems_than_fit_are_counted(self, sections: None, tmp_path: Path) -> None:
        text = OKVED + "".join(f'"C";"25.{number}1";"Имя"\r\n' for number in (1, 2, 3, 4, 5, 7, 8, 9)) * 4
        with pytest.raises(BadFile) as bad:
            actions.import_classifier(OPERATOR, "okved2", put(tmp_path, text))
        assert f"и ещё {len(bad.value.problems) - 20}" in str(bad.value)

    def test_only_whoever_runs_the_installation_loads(self, sections: None, tmp_path: Path) -> None:
        with pytest.raises(Refused):
            actions.import_classifier(acting("officer", None), "okved2", put(tmp_path, OKVED))
        actions.import_classifier(acting("root", None, administrator=True), "okved2", put(tmp_path, OKVED))
        deed = HistoryEntry.objects.filter(verb="registry.import_classifier").get()
        assert (deed.subject_id, deed.changes) == ("okved2", {"added": [None, 3]})


class TestMunicipalities:
    """The file of the OKTMO, and what is built in."""

    TEXT = (
        '{"44000000(1)": "Муниципальные образования Магаданской области",\n'
        ' "44700000(0)": "Городские округа Магаданской области",\n'
        ' "44701000(5)": "город Магадан",\n "44702000(0)": "Ольский",\n'
        ' "44702410(1)": "Поселение",\n'
        ' "71810000(4)": "Муниципальные районы Ханты-Мансийского автономного округа – Югры",\n'
        ' "71811000(9)": "Белоярский муниципальный район",\n'
        ' "99601000(1)": "Район другой страны"}'
    )

    def test_those_of_the_first_programmes_are_built_in(self, built_in: None) -> None:
        counts = {code: Municipality.objects.filter(region_id=code).count() for code in ("RU-MAG", "RU-SMO", "RU-MOW")}
        assert counts == {"RU-MAG": 9, "RU-SMO": 27, "RU-MOW": 12}

    def test_districts_and_okrugs_are_taken_with_full_names(self, built_in: None, tmp_path: Path) -> None:
        Municipality.objects.all().delete()
        Region.objects.filter(code="RU-YEV").update(oktmo="")  # so that "99" is of nobody
        done = actions.import_municipalities(OPERATOR, put(tmp_path, self.TEXT, "oktmo.json"))
        found = {row.oktmo: (row.region_id, row.kind, row.name_ru) for row in Municipality.objects.all()}
        assert found == {
            "44701000": ("RU-MAG", "urban_okrug", "город Магадан"),
            "44702000": ("RU-MAG", "urban_okrug", "Ольский городской округ"),
            "71811000": ("RU-KHM", "municipal_district", "Белоярский муниципальный район"),
        }
        assert done.foreign == 1
        assert [doubt.line for doubt in done.doubts] == [6, 9]

    def test_an_import_keeps_the_english_names(self, built_in: None, tmp_path: Path) -> None:
        actions.import_municipalities(OPERATOR, put(tmp_path, self.TEXT, "oktmo.json"))
        assert Municipality.objects.get(oktmo="44702000").name_en == "Ola Urban Okrug"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[1, 2]", "Ожидается объект"),
            ("{", "это не JSON"),
            ('{"44701000(5)": "город Магадан",\n "4470": "Ольский"}', "строка 3: «4470» – не код ОКТМО"),
        ],
    )
    def test_what_is_no_such_file_is_told(self, built_in: None, tmp_path: Path, text: str, said: str) -> None:
        with pytest.raises(BadFile) as bad:
            actions.import_municipalities(OPERATOR, put(tmp_path, text, "oktmo.json"))
        assert said in str(bad.value)
