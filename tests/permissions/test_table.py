"""Who gets what at every address: the table is walked with every kind of user, and knows every address there is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from promost.accounts.models import User
from promost.kit.models import HistoryEntry
from tests.permissions import table
from tests.permissions.table import Line
from tests.world import KINDS, World

LINES = table.read()
CLIENT = Client()
"""One for all: a new one would read the middleware, and with it every static file, anew."""


def test_every_address_has_a_line() -> None:
    known = [line.name for line in LINES]
    unknown = {name for name in table.addresses() if not any(_covers(each, name) for each in known)}
    assert not unknown, f"tests/permissions/table.toml says nothing of {sorted(unknown)}"


def test_every_line_has_an_address() -> None:
    names = table.addresses()
    gone = {line.name for line in LINES if not any(_covers(line.name, name) for name in names)}
    assert not gone, f"tests/permissions/table.toml speaks of addresses that are gone: {sorted(gone)}"


def test_no_line_is_there_twice() -> None:
    asked = [(line.name, line.method, line.args, str(line.data)) for line in LINES]
    assert len(asked) == len(set(asked))


@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_the_answer_of_the_table(line: Line, world: World, mailoutbox: Any) -> None:
    wrong = {
        (kind, path): f"{answer}, not {line.answers[kind]}"
        for path in _paths(line, world)
        for kind in KINDS
        if (answer := ask(world, kind, line, path)) != line.answers[kind]
    }
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("line", [line for line in LINES if line.method == "POST"], ids=str)
def test_a_refused_deed_changes_nothing(line: Line, world: World, mailoutbox: Any) -> None:
    refused = [kind for kind in KINDS if line.answers[kind] in {"login", 403, 404}]
    before = _everything()
    for kind in refused:
        for path in _paths(line, world):
            ask(world, kind, line, path)
    assert _everything() == before
    assert not mailoutbox


def ask(world: World, kind: str, line: Line, path: str) -> int | str:
    """Return the answer that a kind of user gets, and take back what the request did."""
    CLIENT.cookies.clear()
    with transaction.atomic():
        user = world.users[kind]
        if isinstance(user, User):
            CLIENT.force_login(user)
        answer = _send(line, path, world)
        transaction.set_rollback(True)
    return _told(answer)


def _send(line: Line, path: str, world: World) -> Any:
    data = {name: _value(world, value) for name, value in line.data.items()}
    return CLIENT.post(path, data) if line.method == "POST" else CLIENT.get(path)


def _told(answer: HttpResponse) -> int | str:
    location = answer.headers.get("Location", "")
    return "login" if location.startswith(reverse("account_login")) else answer.status_code


def _paths(line: Line, world: World) -> list[str]:
    args = [_value(world, value) for value in line.args]
    return [reverse(name, args=args) for name in sorted(table.addresses()) if _covers(line.name, name)]


def _value(world: World, value: Any) -> Any:
    """Return what a word of the table means: "=plan.uuid" is found in the world, anything else is itself."""
    return str(world.find(value[1:])) if isinstance(value, str) and value.startswith("=") else value


def _covers(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def _everything() -> tuple[int, int, list[Any]]:
    users = list(User.objects.order_by("pk").values_list("pk", "name", "is_active", "language"))
    return HistoryEntry.objects.count(), User.objects.count(), users


class TestTheTableItself:
    """What it must not let pass."""

    def test_a_kind_of_user_left_out(self) -> None:
        with pytest.raises(ValueError, match=r"no answer for \['stranger'\]"):
            table.spread({"signed_in": 200}, "home")

    def test_a_kind_of_user_that_is_none(self) -> None:
        with pytest.raises(ValueError, match="no such kind of user"):
            table.spread({"everybody": 200, "emperor": 200}, "home")

    def test_the_more_special_word_wins(self) -> None:
        answers = table.spread({"everybody": 200, "signed_in": 403, "donor": 302}, "home")
        assert (answers["stranger"], answers["buyer"], answers["donor"]) == (200, 403, 302)

    def test_a_star_covers_what_begins_so(self) -> None:
        assert _covers("admin:*", "admin:index")
        assert not _covers("admin:index", "admin:index2")
