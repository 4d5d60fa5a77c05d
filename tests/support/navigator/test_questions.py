"""The questionnaire: one question at a time, the one that decides most; "I don't know" and a step back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from promost.registry.models import Classifier, ClassifierCode
from promost.support.navigator import asking
from promost.support.schemes import queries
from tests.support.navigator import made

pytestmark = pytest.mark.django_db
NAVIGATOR, ANSWER = "support:navigator", "support:navigator-answer"


@pytest.fixture
def visitor() -> Client:
    """A stranger before the first question; three schemes wait for headcount, two for exports, one for excise."""
    made.scheme("A", {"all": [{"field": "employees", "max": 100}, {"field": "exporter", "is": True}]})
    made.scheme("B", {"field": "employees", "max": 250})
    made.scheme("C", {"field": "employees", "min": 500})
    made.scheme("D", {"field": "exporter", "is": True})
    made.scheme("E", {"field": "excise", "is": False})
    client = Client(headers={"accept-language": "en"})
    client.post(reverse("support:navigator-enter"), {"how": "told"})
    return client


def asked(visitor: Client) -> str:
    question = visitor.get(reverse(NAVIGATOR)).context["question"]
    return question.field.code if question else ""


def answer(visitor: Client, field: str, value: Any = "", do: str = "answer") -> Any:
    return visitor.post(reverse(ANSWER), {"field": field, "value": value, "do": do})


def test_what_decides_most_is_asked_first_and_what_decides_nothing_never(visitor: Client) -> None:
    assert asked(visitor) == "employees"
    answer(visitor, "employees", "50")
    assert asked(visitor) == "exporter"
    answer(visitor, "exporter", "yes")
    assert asked(visitor) == "excise"
    answer(visitor, "excise", "no")
    assert asked(visitor) == ""
    tabs = visitor.get(reverse(NAVIGATOR)).context["tabs"]
    assert [tab["count"] for tab in tabs] == [4, 0, 1]


def test_a_question_that_an_answer_made_idle_is_not_asked(visitor: Client) -> None:
    answer(visitor, "employees", "300")  # A fails whatever is exported; D alone waits for it, as E does for excise
    page = visitor.get(reverse(NAVIGATOR))
    assert page.context["question"].waiting == 1


def test_i_do_not_know_leaves_it_unknown_and_is_not_asked_again(visitor: Client) -> None:
    answer(visitor, "employees", do="unknown")
    assert asked(visitor) == "exporter"
    tabs = visitor.get(reverse(NAVIGATOR)).context["tabs"]
    assert [tab["count"] for tab in tabs] == [0, 5, 0]


def test_back_asks_the_last_question_again_and_keeps_the_answers_before(visitor: Client) -> None:
    answer(visitor, "employees", "50")
    answer(visitor, "exporter", "yes")
    led = answer(visitor, "excise", do="back")
    page = visitor.get(led["Location"])
    assert page.context["question"].field.code == "exporter"
    assert page.context["subject"].answers == {"employees": 50}


def test_a_question_says_how_many_wait_for_it_and_where_the_answer_is_found(visitor: Client) -> None:
    page = visitor.get(reverse(NAVIGATOR)).content.decode()
    assert "3 schemes wait for it" in page
    assert "Form P-4" in page


def test_a_fact_that_is_known_is_corrected_where_it_stands(visitor: Client) -> None:
    answer(visitor, "employees", "50")
    page = visitor.get(reverse(NAVIGATOR) + "?ask=employees").content.decode()
    assert 'value="50"' in page
    answer(visitor, "employees", "60")
    assert visitor.get(reverse(NAVIGATOR)).context["subject"].answers == {"employees": 60}


def test_with_htmx_an_answer_brings_the_next_question_with_the_cursor_in_it(visitor: Client) -> None:
    part = visitor.post(
        reverse(ANSWER), {"field": "employees", "value": "50", "do": "answer"}, headers={"hx-request": "true"}
    )
    said = part.content.decode()
    assert said.lstrip().startswith('<section id="navigator"')
    assert "Does the enterprise" in said or "export" in said
    assert "autofocus" in said
    assert asked(visitor) == "exporter"


def test_of_many_open_schemes_a_sample_decides_which_question_is_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SAMPLE", 3)
    assert asking.sampled([str(each) for each in range(9)]) == ["0", "3", "6"]
    assert asking.sampled(["a", "b"]) == ["a", "b"]


def test_the_first_question_is_worked_out_once_for_everybody(visitor: Client) -> None:
    asking._of_nobody.cache_clear()
    for _each in range(3):
        assert asked(visitor) == "employees"
    assert asking._of_nobody.cache_info().misses == 1
    queries._engine.cache_clear()
    assert asked(visitor) == "employees"
    assert asking._of_nobody.cache_info().misses == 2


class TestCodes:
    """Somebody knows the words and not the digits."""

    @pytest.fixture(autouse=True)
    def _classifier(self) -> None:
        okved = Classifier.objects.get_or_create(code="okved2", defaults={"name_ru": "ОКВЭД2", "name_en": "OKVED2"})[0]
        for code, name in (("25.62", "Обработка металлических изделий"), ("24.5", "Литьё металлов"), ("10.71", "Хлеб")):
            ClassifierCode.objects.create(classifier=okved, code=code, digits=code.replace(".", ""), name_ru=name)

    @pytest.mark.parametrize(
        ("typed", "found"), [("ЛИТЬЁ", ["24.5"]), ("25.6", ["25.62"]), ("металл", ["24.5", "25.62"]), ("я", [])]
    )
    def test_lines_of_the_classifier_are_found_by_word_and_by_digits(
        self, client: Client, typed: str, found: list[str]
    ) -> None:
        page = client.get(reverse("support:navigator-codes"), {"value": typed})
        assert [line.code for line in page.context["found"]] == found

    def test_what_is_ticked_stays_while_another_is_sought(self, client: Client) -> None:
        page = client.get(reverse("support:navigator-codes"), {"value": "хлеб", "picked": ["24.5"]})
        assert [line.code for line in page.context["found"]] == ["24.5", "10.71"]
        assert page.content.decode().count(" checked") == 1
