"""Legal acts out of prose."""

from __future__ import annotations

from datetime import date

import pytest

from promost.support.reading.cells.acts import act_of, read_acts, with_links
from tests.support.reading.making import read_map, scheme


def test_an_act_is_parted_into_who_number_day_and_title() -> None:
    (act,) = read_acts("Постановление Правительства области от 01.02.2024 № 7-пп &quot;О мерах &quot;роста&quot;&quot;")
    assert (act.kind, act.head) == ("resolution", "Постановление Правительства области")
    assert (act.number, act.dated, act.title) == ("7-пп", date(2024, 2, 1), 'О мерах "роста"')


@pytest.mark.parametrize(
    ("text", "kind", "number", "dated", "title"),
    [
        (
            "Федеральный закон от 31 декабря 2014 г. № 488-ФЗ «О политике»",
            "federal_law",
            "488-ФЗ",
            date(2014, 12, 31),
            "О политике",
        ),
        (
            "Федеральный закон № 488-ФЗ от 31.12.2014 «О политике».",
            "federal_law",
            "488-ФЗ",
            date(2014, 12, 31),
            "О политике",
        ),
        ("Закон области от 05.07.2020 N 12-оз О льготах", "law", "12-оз", date(2020, 7, 5), "О льготах"),
        (
            'Приказ Минпрома от 21.07.2020 № ДП-ПР-135/20 "О порядке», ',
            "order",
            "ДП-ПР-135/20",
            date(2020, 7, 21),
            "О порядке",
        ),
        ('Постановление от 17.09.2013 " 615-ПП "О грантах"', "resolution", "615-ПП", date(2013, 9, 17), "О грантах"),
        (
            'Положение АНО "Центр" от 12.09.2022 № 62/2 "Об услуге "Выход"',
            "regulation",
            "62/2",
            date(2022, 9, 12),
            'Об услуге "Выход"',
        ),
        ("Регламент Фонда № 209-О", "regulation", "209-О", None, "Регламент Фонда № 209-О"),
        ("Налоговый кодекс Российской Федерации", "code", "", None, "Налоговый кодекс Российской Федерации"),
        ("Указ от 31.02.2024 № 1 «О дне»", "decree", "1", None, "О дне"),
    ],
)
def test_acts_as_offices_cite_them(text: str, kind: str, number: str, dated: date | None, title: str) -> None:
    (act,) = read_acts(text)
    assert (act.kind, act.number, act.dated, act.title) == (kind, number, dated, title)


def test_an_act_named_inside_a_title_is_no_act_of_its_own() -> None:
    (act,) = read_acts(
        "Постановление от 14.06.2022 № 10 «О внесении изменений в Положение и в Порядок от 17.09.2013 № 618»"
    )
    assert act.number == "10"


def test_several_acts_in_one_cell_are_parted() -> None:
    text = "Закон области от 05.07.2020 № 12 «О льготах»; Постановление от 01.02.2021 № 3 «О порядке»\nПриказ от 02.02.2021 № 4"
    assert [act.number for act in read_acts(text)] == ["12", "3", "4"]
    joined = "Постановление от 01.02.2021 № 3 «О порядке» и Приказ Минпрома от 02.02.2021 № 4 «О форме»"
    assert [act.title for act in read_acts(joined)] == ["О порядке", "О форме"]


@pytest.mark.parametrize("text", ["", "-", "отсутствуют", "Отсутсвует.", "<p>нет</p>"])
def test_no_act_is_no_act(text: str) -> None:
    assert read_acts(text) == ()


def test_three_cells_make_one_act() -> None:
    act = act_of("488-ФЗ", "2014-12-31", "О промышленной политике")
    assert act is not None
    assert (act.number, act.dated, act.title) == ("488-ФЗ", date(2014, 12, 31), "О промышленной политике")
    assert act_of("", "", "-") is None


def test_an_address_goes_to_an_act_only_where_it_is_clear_to_which() -> None:
    acts = read_acts("Закон от 05.07.2020 № 12 «А»; Приказ от 02.02.2021 № 4 «Б»")
    paired, rest = with_links(acts, ("https://a.ru/1", "https://a.ru/2"))
    assert ([act.url for act in paired], rest) == (["https://a.ru/1", "https://a.ru/2"], ())
    paired, rest = with_links(acts, ("https://a.ru/1",))
    assert ([act.url for act in paired], rest) == (["", ""], ("https://a.ru/1",))


def test_entities_in_an_address_are_decoded_and_what_is_no_address_is_told() -> None:
    (draft,) = read_map(scheme(act_links="https://example.org/a?b=1&amp;c=2", address="javascript:alert(1)")).drafts
    assert draft.acts[0].url == "https://example.org/a?b=1&c=2"
    assert draft.address == ""
    assert [problem.code for problem in draft.problems] == ["NOT_A_LINK"]
