"""Russian words are found and ordered as a reader expects, on SQLite as on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Collate, Lower, Upper
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from promost.kit.databases import order_key
from tests.kit import tables

Word: Any = tables.model("Word", text=models.TextField(null=True))
ALPHABET = "абвгеёжзийклщъыьэюяАБВЕЁЙЯabczABCZ0129 "
texts = st.text(ALPHABET, min_size=1, max_size=6)
slow_fixture = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


@pytest.fixture(scope="module", autouse=True)
def _table(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with tables.table(Word, django_db_blocker):
        yield


def keep(*words: str | None) -> None:
    Word.objects.bulk_create(Word(text=word) for word in words)


def found(**how: Any) -> list[str]:
    return sorted(Word.objects.filter(**how).values_list("text", flat=True))


def ordered() -> list[str]:
    return list(Word.objects.order_by(Collate("text", "ru"), "pk").values_list("text", flat=True))


def ask(sql: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


@pytest.mark.django_db
class TestFinding:
    @pytest.mark.parametrize("asked", ["магадан", "МАГАДАН", "Магадан", "агад"])
    def test_a_russian_name_is_found_in_whatever_letters_it_is_typed(self, asked: str) -> None:
        keep("Магаданская область", "МАГАДАН", "г. магадан", "Москва")
        assert found(text__icontains=asked) == ["МАГАДАН", "Магаданская область", "г. магадан"]

    def test_yo_in_capitals_is_the_same_letter(self) -> None:
        keep("Самолёт", "САМОЛЁТ", "Самолет")
        assert found(text__iexact="самолёт") == ["САМОЛЁТ", "Самолёт"]

    @pytest.mark.parametrize(
        ("how", "word"), [("istartswith", "завод"), ("iendswith", "СВЕТ"), ("iexact", "завод «свет")]
    )
    def test_beginnings_and_ends(self, how: str, word: str) -> None:
        keep("ЗАВОД «Свет", "Свет завода")
        assert found(**{f"text__{how}": word}) == ["ЗАВОД «Свет"]

    def test_a_percent_sign_is_searched_for_and_finds_not_everything(self) -> None:
        keep("рост 5 %", "рост пять", "снос_а", "сноска", r"путь\к")
        assert found(text__icontains="%") == ["рост 5 %"]
        assert found(text__icontains="снос_") == ["снос_а"]
        assert found(text__icontains="\\") == [r"путь\к"]

    def test_a_name_that_goes_over_two_lines_is_found(self) -> None:
        keep("Министерство\nпромышленности")
        assert len(found(text__icontains="министерство")) == len(found(text__iendswith="ПРОМЫШЛЕННОСТИ")) == 1

    def test_nothing_is_not_found_by_anything(self) -> None:
        keep(None)
        assert found(text__icontains="") == []

    @slow_fixture
    @given(texts, st.integers(0, 6), st.integers(0, 6))
    def test_every_part_of_a_word_finds_it_in_either_case(self, word: str, start: int, end: int) -> None:
        with transaction.atomic():
            keep(word)
            part = word[min(start, end) : max(start, end)]
            assert found(text__icontains=part.upper()) == found(text__icontains=part.lower()) == [word]
            transaction.set_rollback(True)


@pytest.mark.django_db
class TestLetters:
    def test_capitals_and_small_letters_of_both_alphabets(self) -> None:
        keep("Ёж и Ъ — Zoo")
        row = Word.objects.annotate(small=Lower("text"), large=Upper("text")).get()
        assert (row.small, row.large) == ("ёж и ъ — zoo", "ЁЖ И Ъ — ZOO")

    def test_of_nothing_there_is_nothing(self) -> None:
        keep(None)
        assert Word.objects.annotate(small=Lower(F("text"))).get().small is None

    def test_a_pattern_by_hand_means_the_same(self) -> None:
        like = "ILIKE" if connection.vendor == "postgresql" else "LIKE"
        for text, pattern, fits in [
            ("Магадан", "маг%", True),
            ("Магадан", "м_гадан", True),
            ("Магадан", "маг", False),
            ("a.c", "abc", False),
            ("a%c", r"a\%c", True),
            ("abc", r"a\%c", False),
        ]:
            assert bool(ask(rf"SELECT %s {like} %s ESCAPE '\'", text, pattern)) is fits, (text, pattern)

    def test_the_pattern_of_nothing_is_unknown(self) -> None:
        assert ask("SELECT CAST(%s AS varchar) LIKE '%%'", None) is None


@pytest.mark.django_db
class TestOrder:
    def test_words_stand_as_in_a_russian_dictionary(self) -> None:
        words = ["ежевика", "ёлка", "ель", "Енот", "жук", "яблоко", "Йод", "игла"]
        keep(*words)
        assert ordered() == ["ежевика", "ёлка", "ель", "Енот", "жук", "игла", "Йод", "яблоко"]

    def test_numbers_come_first_then_russian_then_latin(self) -> None:
        keep("Alfa", "Яшма", "3 завод", "Бета", "альфа")
        assert ordered() == ["3 завод", "альфа", "Бета", "Яшма", "Alfa"]

    def test_of_words_that_differ_in_little_the_plainer_comes_first(self) -> None:
        keep("Еж", "ёж", "еж", "Ёж")
        assert ordered() == ["еж", "Еж", "ёж", "Ёж"]

    def test_names_in_quotes_stand_before_those_without(self) -> None:
        keep("Свет", "«Свет»", "Альфа", "«Альфа»")
        assert ordered() == ["«Альфа»", "«Свет»", "Альфа", "Свет"]

    def test_a_word_is_equal_to_itself_alone(self) -> None:
        keep("Ёж", "ёж", "еж")
        assert Word.objects.annotate(ru=Collate("text", "ru")).filter(ru=Value("ёж")).count() == 1

    @slow_fixture
    @given(st.lists(texts, min_size=2, max_size=8, unique=True))
    @example(["Ая", "аа", "ё", "е", "z", "я"])
    def test_both_databases_have_the_same_order(self, words: list[str]) -> None:
        with transaction.atomic():
            keep(*words)
            assert ordered() == sorted(words, key=order_key)
            transaction.set_rollback(True)
