"""Who gets what at every address: the table is walked with every kind of user, and knows every address there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.permissions import table
from tests.permissions.conftest import Sessions
from tests.permissions.table import Line
from tests.world import KINDS, World

LINES = table.read()
REFUSALS = {"login", 403, 404, 405, 410}
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
def test_everybody_gets_the_answer_of_the_table_and_what_is_refused_changes_nothing(
    line: Line, world: World, sessions: Sessions, mailoutbox: Any
) -> None:
    wrong, written = {}, {}
    for path in _paths(line, world):
        for kind in _asking(line):
            sent = len(mailoutbox)
            asked = ask(world, sessions[kind], line, path)
            if asked.answer != line.answers[kind]:
                wrong[kind, path] = f"{asked.answer}, not {line.answers[kind]}"
            if asked.answer in REFUSALS and (asked.writes or len(mailoutbox) > sent):
                written[kind, path] = asked.writes
    assert not wrong
    assert not written, "refused, and yet something was written or sent"


@pytest.mark.django_db
def test_a_deed_that_is_done_is_seen_to_write(world: World, sessions: Sessions) -> None:
    """The negative control: were a refused deed done all the same, it would be noticed."""
    (line,) = [line for line in LINES if line.name == "accounts:change_role"]
    (path,) = _paths(line, world)
    asked = ask(world, sessions["donor_administrator"], line, path)
    assert any("accounts_membership" in statement for statement in asked.writes)
    assert any("kit_historyentry" in statement for statement in asked.writes)


def _asking(line: Line) -> Iterable[str]:
    """Return who asks: everybody; on PostgreSQL, whose queries alone are tried there, one for each answer."""
    return KINDS if connection.vendor == "sqlite" else {line.answers[kind]: kind for kind in KINDS}.values()


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a request: the answer ("login" for being sent to sign in), and what it wrote to the database."""

    answer: int | str
    writes: tuple[str, ...]


def ask(world: World, session: SimpleCookie, line: Line, path: str) -> Asked:
    """Ask as the user of a session, and take back what the request did."""
    CLIENT.cookies = SimpleCookie(session.output(header="", sep=";"))
    data = {name: _value(world, value) for name, value in line.data.items()}
    writes: list[str] = []

    def note(execute: Any, statement: str, *rest: Any) -> Any:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in statement:
            writes.append(statement)
        return execute(statement, *rest)

    with transaction.atomic(), connection.execute_wrapper(note):
        answer = CLIENT.post(path, data) if line.method == "POST" else CLIENT.get(path)
        transaction.set_rollback(True)
    return Asked(_told(answer), tuple(writes))


def _told(answer: Any) -> int | str:
    location = answer.headers.get("Location", "")
    return "login" if location.startswith(reverse("account_login")) else int(answer.status_code)


def _paths(line: Line, world: World) -> list[str]:
    args = [_value(world, value) for value in line.args]
    return [reverse(name, args=args) for name in sorted(table.addresses()) if _covers(line.name, name)]


def _value(world: World, value: Any) -> Any:
    """Return what a word of the table means: "=plan.uuid" is found in the world, anything else is itself."""
    return str(world.find(value[1:])) if isinstance(value, str) and value.startswith("=") else value


def _covers(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


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
