"""Entering by INN: what is wrong with a number is said, what is right shows open registers, anything else asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.support.navigator import entering
from promost.support.navigator.keeping import kept
from tests.support.navigator import made
from tests.support.navigator.made import Place

ENTER, NAVIGATOR = "support:navigator-enter", "support:navigator"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Write the INN"),
        ("49О9000005", "digits alone"),
        ("490900000", "here are 9"),
        (made.WRONG_DIGIT, "check digit of 4909000008"),
        ("0000000000", "check digit"),
        ("500100732250", "check digit"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_what_is_wrong(typed: str, says: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        entering.number(typed)
    assert says in refused.value.messages[0]


@pytest.mark.parametrize("typed", [made.INN, " 4909 000005 ", "49-09-000005", made.PERSON])
def test_a_number_is_read_as_people_write_it(typed: str) -> None:
    assert entering.number(typed) in (made.INN, made.PERSON)


@pytest.mark.django_db
class TestPage:
    """At the page."""

    def test_a_wrong_digit_is_told_beside_the_field_and_what_was_typed_stays(self, client: Client) -> None:
        answer = client.post(reverse(ENTER), {"inn": made.WRONG_DIGIT})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f'value="{made.WRONG_DIGIT}"' in page
        assert 'aria-invalid="true"' in page

    def test_a_known_number_leads_to_the_lists(self, client: Client) -> None:
        Place.build()
        made.four()
        page = client.post(reverse(ENTER), {"inn": made.INN}, follow=True).content.decode()
        assert "Machine Plant" in page
        assert "Loan for lathes" in page

    @pytest.mark.parametrize("number", [made.UNKNOWN_INN, made.PERSON])
    def test_a_number_that_no_register_has_leads_to_questions_and_is_not_kept(
        self, client: Client, number: str, settings: Any
    ) -> None:
        made.four()
        answer = client.post(reverse(ENTER), {"inn": number})
        assert answer.status_code == 302
        page = client.get(answer["Location"])
        assert page.context["subject"].how == "told"
        assert page.context["question"] is not None
        assert number not in str(kept(page.wsgi_request))

    def test_the_address_never_carries_the_number(self, client: Client) -> None:
        Place.build()
        answer = client.post(reverse(ENTER), {"inn": made.INN})
        assert answer["Location"] == reverse(NAVIGATOR)
