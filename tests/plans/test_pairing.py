"""The rows of a newer document find their measures, so that facts and history go on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from promost.plans.pairing import Item, pair

WORDS = st.lists(
    st.sampled_from(["совещание", "обучение", "аудит", "визит", "перечень", "мер", "площадок"]), max_size=5
)
ITEMS = st.lists(st.tuples(st.sampled_from(["", "1.1", "1.2", "2.1"]), WORDS.map(" ".join)), max_size=8)


def items(rows: list[tuple[str, str]]) -> list[Item]:
    return [Item(key, number, title) for key, (number, title) in enumerate(rows)]


def test_a_measure_keeps_itself_when_its_number_moves() -> None:
    old = items([("1.1", "Проведение технологического аудита предприятий"), ("1.2", "Обмен перечнями мер поддержки")])
    new = items([("1.1", "Обмен перечнями мер поддержки"), ("1.2", "Проведение технологического аудита предприятий")])
    assert pair(old, new) == {0: 1, 1: 0}


def test_a_title_reworded_a_little_under_the_same_number_is_the_same_measure() -> None:
    old = items([("2.1", "Обучение инженеров на базе технополиса")])
    new = items([("2.1", "Обучение не менее 20 инженеров на базе технополиса Москва")])
    assert pair(old, new) == {0: 0}


def test_the_same_number_alone_does_not_make_two_measures_one() -> None:
    old, new = items([("3.1", "Паспортизация площадок")]), items([("3.1", "Экскурсии для школьников")])
    assert pair(old, new) == {}


@given(ITEMS, ITEMS)
def test_nobody_is_paired_twice_and_an_equal_list_pairs_whole(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    pairs = pair(items(old), items(new))
    assert len(set(pairs.values())) == len(pairs)
    assert len(pair(items(old), items(old))) == len(old)
