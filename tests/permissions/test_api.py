"""Who gets what from every operation of the API: the table is walked with every kind of user and knows them all."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from promost.accounts.api_tokens.models import Scope
from tests.api.calls import CLIENT, tokens_of
from tests.permissions import operations, table
from tests.world import KINDS, World

METHODS = operations.all_operations()
KEPT_ASIDE = ("kit_cache",)
"""What a refused call may write all the same: how often the token was used."""


@dataclass(frozen=True, slots=True)
class Line:
    """An operation, what is given to it, and the answer for each kind of user."""

    operation: str
    args: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Mapping[str, Any] | None
    answers: Mapping[str, int | str]

    def __str__(self) -> str:
        """Name the line."""
        return self.operation


def lines() -> list[Line]:
    """Read the table."""
    rows = tomllib.loads(Path(__file__).with_name("api.toml").read_text(encoding="utf-8"))["line"]
    return [
        Line(
            row["operation"],
            row.get("args", {}),
            row.get("query", {}),
            row.get("body"),
            table.spread(row["answers"], row["operation"]),
        )
        for row in rows
    ]


LINES = lines()


@pytest.fixture(scope="module")
def bearers(world: World) -> Mapping[str, str]:
    """A token that may record, for everybody who can have one."""
    return tokens_of(world)


@pytest.fixture(scope="module")
def readers(world: World) -> Mapping[str, str]:
    """Tokens that only read."""
    return tokens_of(world, Scope.READ)


def test_every_operation_has_a_line_and_every_line_an_operation() -> None:
    assert {line.operation for line in LINES} == METHODS.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_the_answer_of_the_table_and_what_is_refused_changes_nothing(
    line: Line, world: World, bearers: Mapping[str, str]
) -> None:
    wrong, written = {}, {}
    for kind in KINDS:
        answer, writes = ask(world, line, bearers.get(kind))
        if answer != line.answers[kind]:
            wrong[kind] = f"{answer}, not {line.answers[kind]}"
        if answer >= 400 and writes:
            written[kind] = writes
    assert not wrong
    assert not written, "refused, and yet something was written"


@pytest.mark.django_db
def test_a_token_that_only_reads_changes_nothing(world: World, readers: Mapping[str, str]) -> None:
    for line in (line for line in LINES if METHODS[line.operation] != "GET"):
        for bearer in readers.values():
            assert ask(world, line, bearer) == (403, []), line.operation


def ask(world: World, line: Line, bearer: str | None) -> tuple[int, list[str]]:
    """Call the operation, take back what it did, and return the answer and what it wrote."""
    path = reverse(f"{operations.NAMESPACE}{line.operation}", kwargs=dict(_values(world, line.args)))
    body = json.dumps(dict(_values(world, line.body or {})), default=str)
    writes: list[str] = []

    def note(execute: Any, statement: str, *rest: Any) -> Any:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")) and not any(each in statement for each in KEPT_ASIDE):
            writes.append(statement)
        return execute(statement, *rest)

    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    method = METHODS[line.operation]
    sent: dict[str, Any] = {} if method == "GET" else {"data": body, "content_type": "application/json"}
    with transaction.atomic(), connection.execute_wrapper(note):
        asked = dict(_values(world, line.query)) or None
        answer = CLIENT.generic(method, path, headers=headers, query_params=asked, **sent)
        transaction.set_rollback(True)
    return answer.status_code, writes


def _values(world: World, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in given.items():
        yield name, _value(world, value)


def _value(world: World, value: Any) -> Any:
    """Return what a word of the table means, also within lists and tables."""
    if isinstance(value, list):
        return [_value(world, each) for each in value]
    if isinstance(value, Mapping):
        return dict(_values(world, value))
    return str(world.find(value[1:])) if isinstance(value, str) and value.startswith("=") else value
