"""Nobody does anything on behalf of the other side, whoever runs the installation included: each deed with each kind of
person, at the actions themselves.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Role, User
from promost.kit import clock
from promost.kit.access import Refused
from promost.registry.models import Organisation, OrganisationKind
from tests.permissions.deeds import DEEDS, NOON
from tests.progress.statements.signing import Signed

KINDS = (
    "own_signatory", "own_editor", "own_viewer", "own_administrator", "other_signatory", "other_editor", "curator",
    "outsider", "superuser", "superuser_for", "superuser_other", "installation",
)  # fmt: skip
OTHER = {"recipient": "donor", "curator": "recipient"}


@dataclass(frozen=True, slots=True)
class Line:
    """A deed: the side for which it is done, who may and who may not."""

    side: str
    allowed: Collection[str]
    refused: Collection[str]


def read() -> Mapping[str, Line]:
    """Read the table."""
    rows = tomllib.loads(Path(__file__).with_name("verbs.toml").read_text(encoding="utf-8"))
    return {name: Line(row.get("side", "recipient"), row["allowed"], row["refused"]) for name, row in rows.items()}


LINES = read()


@pytest.fixture(scope="module")
def three(django_db_setup: None, django_db_blocker: Any) -> Iterator[Signed]:
    """One programme for the whole table; whatever a deed does is taken back."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.stopped(NOON), translation.override("en"):
        yield Signed.of_three()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def people(three: Signed) -> Mapping[str, Mapping[str, Actor]]:
    """For each side: its people, those of the other side, and everybody else."""
    root = User.objects.create_superuser("root@example.org", name="root", language="en")
    body = Organisation.objects.create(name="Elsewhere", kind=OrganisationKind.AUTHORITY, created_at=clock.now())
    outsider = User.objects.create_user("outsider@example.org", name="outsider", language="en")
    signs = frozenset({Role.SIGNATORY})
    everybody = {
        "curator": three.actor("curator"),
        "outsider": Actor(outsider, body, signs),
        "superuser": Actor(root),
        "installation": OPERATOR,
    }
    return {
        side: {
            **{f"own_{role}": three.actor(side, Role(role)) for role in Role.values},
            "other_signatory": three.actor(other),
            "other_editor": three.actor(other, Role.EDITOR),
            "superuser_for": Actor(root, three.bodies[side]),
            "superuser_other": Actor(root, three.bodies[other], signs),
            **everybody,
        }
        for side, other in OTHER.items()
    }


def test_every_deed_has_a_line_that_names_everybody_once() -> None:
    assert LINES.keys() == DEEDS.keys()
    for name, line in LINES.items():
        assert sorted([*line.allowed, *line.refused]) == sorted(KINDS), name


@pytest.mark.django_db
@pytest.mark.parametrize("name", DEEDS)
def test_who_may_does_it_and_who_may_not_changes_nothing(
    name: str, three: Signed, people: Mapping[str, Mapping[str, Actor]]
) -> None:
    line = LINES[name]
    told = {kind: _done(name, three, people[line.side][kind]) for kind in KINDS}
    assert {kind for kind, (done, _) in told.items() if done} == set(line.allowed)
    assert {kind for kind, (_, writes) in told.items() if writes} == set(line.allowed), "refused, and yet written"


def _done(name: str, three: Signed, actor: Actor) -> tuple[bool, bool]:
    """Do a deed and take it back; return whether it was done, and whether anything was written."""
    writes: list[str] = []

    def note(execute: Any, statement: str, *rest: Any) -> Any:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            writes.append(statement)
        return execute(statement, *rest)

    done = True
    with transaction.atomic(), clock.stopped(NOON):
        deed = DEEDS[name](three)
        with connection.execute_wrapper(note):
            try:
                deed(actor)
            except Refused:
                done = False
        transaction.set_rollback(True)
    return done, bool(writes)
