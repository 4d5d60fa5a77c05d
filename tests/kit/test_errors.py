"""Pages for what went wrong: each says what happened, that nothing was lost, and what to do, in the reader's language."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings as told
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override

from promost.conf import urls as site
from promost.kit import views
from tests.accounts.people import user

LANGUAGES = ["ru", "en"]


def fail(_request: HttpRequest, what: str) -> HttpResponse:
    raise {"400": SuspiciousOperation, "403": PermissionDenied, "500": ZeroDivisionError}[what]("inner words")


handler400, handler403 = views.bad_request, views.forbidden
handler404, handler500 = views.not_found, views.server_error
urlpatterns = [path("fail/<str:what>/", fail), *site.urlpatterns]

# What each page must say: what happened; what to do about it.
SAYS = {
    ("400", "ru"): ("Запрос не прочитан", "Вернитесь назад, обновите страницу"),
    ("400", "en"): ("could not be read", "Go back, reload the page"),
    ("403", "ru"): ("недоступна", "администратора"),
    ("403", "en"): ("not open to you", "ask your organisation's administrator"),
    ("404", "ru"): ("нет", "Проверьте адрес"),
    ("404", "en"): ("There is no such page", "Check the address"),
    ("500", "ru"): ("не сохранено", "Вернитесь назад и повторите"),
    ("500", "en"): ("was not saved", "Go back and try again"),
}


@pytest.fixture
def visitor(db: None, settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def words(answer: Any) -> str:
    """Return what a reader sees of a page's content."""
    page = answer.content.decode()
    content = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert content, "the page has a content"
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content[0])).split())


def in_language(visitor: Client, language: str) -> Client:
    visitor.cookies[told.LANGUAGE_COOKIE_NAME] = language
    return visitor


@pytest.mark.parametrize(("status", "language"), SAYS)
def test_each_page_says_what_happened_and_what_to_do(visitor: Client, status: str, language: str) -> None:
    answer = in_language(visitor, language).get(f"/fail/{status}/" if status != "404" else "/no/such/page/")
    assert answer.status_code == int(status)
    said = words(answer)
    for expected in SAYS[status, language]:
        assert expected in said
    assert "inner words" not in said, "what the program said to itself is for its log"
    assert "Traceback" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_that_stood_open_too_long_is_said_to_be_sent_again(visitor: Client, language: str) -> None:
    answer = in_language(visitor, language).post("/accounts/login/", {"login": "a@example.org"})
    assert answer.status_code == 403
    expected = {"ru": ("Форма не принята", "отправьте форму ещё раз"), "en": ("not accepted", "send the form again")}
    for each in expected[language]:
        assert each in words(answer)


@pytest.mark.parametrize("status", ["400", "403", "404"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_a_dead_end_or_speaks_two_languages(visitor: Client, status: str, language: str) -> None:
    answer = in_language(visitor, language).get(f"/fail/{status}/" if status != "404" else "/no/such/page/")
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    assert re.search(r'<a class="btn" href="/[^"]*">', page)
    cyrillic = re.findall(r"[а-яё]+", words(answer), re.IGNORECASE)
    assert bool(cyrillic) == (language == "ru"), cyrillic


def test_a_stranger_who_may_not_enter_is_shown_the_way_to_sign_in_and_back(visitor: Client) -> None:
    page = visitor.get("/fail/403/?row=3").content.decode()
    assert re.search(r'href="/accounts/login/\?next=/fail/403/%3Frow%3D3"', page)


def test_whoever_has_signed_in_is_not_asked_to_sign_in_again(visitor: Client) -> None:
    visitor.force_login(user("anna"))
    answer = visitor.get("/fail/403/")
    assert answer.status_code == 403
    assert "/accounts/login/" not in answer.content.decode()


def test_a_fault_of_the_server_is_said_in_both_languages_at_once(visitor: Client) -> None:
    said = words(visitor.get("/fail/500/"))
    assert "Ошибка на сервере" in said
    assert "Server error" in said


def no_database() -> Any:
    raise OperationalError


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_a_fault_comes_though_the_database_is_gone(language: str) -> None:
    """This test has no database either: a question to it would fail."""
    request = RequestFactory().get("/plans/")
    request.user = SimpleLazyObject(no_database)  # type: ignore[assignment] # as the middleware gives it
    request.actor = SimpleLazyObject(no_database)  # type: ignore[attr-defined] # given by the accounts' middleware
    with override(language):
        answer = views.server_error(request)
    assert answer.status_code == 500
    assert "Server error" in words(answer)


def test_the_page_about_a_fault_comes_though_the_clock_was_set_wrongly(settings: Any) -> None:
    settings.FROZEN_AT = "tomorrow"
    assert views.server_error(RequestFactory().get("/")).status_code == 500


@pytest.mark.parametrize("view", [views.bad_request, views.forbidden, views.not_found, views.csrf_failure])
def test_each_page_comes_for_a_request_that_was_broken_off_early(view: Any, db: None) -> None:
    """A foreign host name is refused before anybody has asked who the visitor is."""
    assert "<h1" in view(RequestFactory().get("/")).content.decode()


@pytest.mark.parametrize("status", ["400", "403", "404", "500"])
def test_errors_ask_nothing_of_another_host(visitor: Client, status: str) -> None:
    page = visitor.get(f"/fail/{status}/" if status != "404" else "/no/such/page/").content.decode()
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!testserver)[^"]*"', page)
    assert not re.findall(r"<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=", page)
