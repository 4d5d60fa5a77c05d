"""Whatever goes wrong is told as JSON, in the reader's language, and never shows the program's inside."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from promost.api import answers
from promost.api.root import api
from promost.kit.access import Refused
from promost.kit.transitions import Overtaken
from promost.plans.models import Plan
from tests.api.calls import CLIENT, call, tokens_of
from tests.world import World


def answered(failure: Exception) -> Any:
    """Return what the API answers when an operation fails so."""
    return api.on_exception(RequestFactory().get("/api/v1/plans"), failure)


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (Refused("plans.view_plan"), 403, "refused"),
        (Plan.DoesNotExist(), 404, "not_found"),
        (Overtaken(None), 409, "overtaken"),
        (ValidationError("No such unit.", code="unit"), 422, "unit"),
        (ValidationError({"value": ["Too great."]}), 422, "invalid"),
    ],
)
def test_each_failure_has_its_status_and_code(failure: Exception, status: int, code: str) -> None:
    answer = answered(failure)
    body = json.loads(answer.content)
    assert (answer.status_code, body["code"]) == (status, code)
    assert body.keys() == {"code", "message", "fields"}


def test_the_sentences_of_a_field_stand_with_the_field() -> None:
    assert b'"fields": {"value": ["Too great."]}' in answered(ValidationError({"value": ["Too great."]})).content


def test_a_fault_is_logged_and_shows_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = answered(RuntimeError("the password is swordfish"))
    assert (answer.status_code, b"swordfish" in answer.content) == (500, False)
    assert "swordfish" in caplog.text


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/nowhere", "GET", 404),
        ("/plans/", "GET", 404),
        ("/plans/not-an-id", "GET", 422),
        ("/plans", "DELETE", 405),
        ("/plans", "POST", 405),
        ("/", "GET", 404),
    ],
)
def test_no_answer_is_a_page(world: World, path: str, method: str, status: int) -> None:
    answer = call(tokens_of(world)["donor"], path, method)
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (status, "application/json")
    assert answer.json().keys() == {"code", "message", "fields"}


def test_what_is_not_asked_so_names_the_ways(world: World) -> None:
    assert call(tokens_of(world)["donor"], "/plans", "DELETE").headers["Allow"] == "GET"


def test_a_host_that_is_not_ours_is_told_in_json(db: None) -> None:
    answer = CLIENT.get("/api/v1/plans", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (400, "application/json")


@pytest.mark.parametrize(("language", "word"), [("ru", "Передайте токен"), ("en", "Send a token")])
def test_the_sentence_is_in_the_readers_language(db: None, language: str, word: str) -> None:
    assert call(None, "/plans", **{"Accept-Language": language}).json()["message"].startswith(word)


def test_who_names_no_language_is_answered_in_that_of_their_profile(world: World) -> None:
    bearer = tokens_of(world)["donor"]
    answer = CLIENT.get("/api/v1/plans?limit=0", headers={"Authorization": f"Bearer {bearer}"})
    assert answer.json()["fields"]["limit"] == ["Too small: at least 1."]


def test_answers_are_kept_by_nobody_on_the_way(world: World) -> None:
    assert call(tokens_of(world)["donor"], "/plans").headers["Cache-Control"] == "no-store"


def test_pages_beside_the_api_keep_their_own_errors(db: None) -> None:
    assert CLIENT.get("/nowhere/").headers["Content-Type"].startswith("text/html")
    assert answers.plain(418).status_code == 418
