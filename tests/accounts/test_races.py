"""Two administrators who leave at the same moment: one of them is told, on either database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from promost.accounts import actions
from promost.accounts.actions import members
from promost.accounts.actions.members import administrators
from promost.accounts.models import Role
from promost.registry.models import Organisation
from tests.accounts.people import member, organisation

pytestmark = pytest.mark.django_db(transaction=True)


def race(*deeds: Callable[[], None]) -> list[str]:
    """Do all at once, each in a thread of its own; return what came of each: "done", or the code of what it was told."""
    outcomes: list[str] = []

    def run(deed: Callable[[], None]) -> None:
        try:
            deed()
            outcomes.append("done")
        except ValidationError as told:
            outcomes.append(str(told.code))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.fixture
def both_have_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold each between looking and leaving until the other has looked too, or cannot get there."""
    barrier, look = Barrier(2), members.keep_an_administrator

    def look_and_wait(*args: object, **values: object) -> None:
        look(*args, **values)  # type: ignore[arg-type]
        try:
            barrier.wait(timeout=0.5)
        except BrokenBarrierError:
            barrier.reset()

    monkeypatch.setattr(members, "keep_an_administrator", look_and_wait)


def two_leave() -> tuple[Organisation, list[str]]:
    body = organisation()
    one, two = member("one", body, Role.ADMINISTRATOR), member("two", body, Role.ADMINISTRATOR)
    return body, race(lambda: actions.leave(one, body), lambda: actions.leave(two, body))


@pytest.mark.usefixtures("both_have_looked")
def test_of_two_administrators_who_leave_at_once_one_stays() -> None:
    body, outcomes = two_leave()
    assert outcomes == ["done", "last_administrator"]
    assert administrators(body).count() == 1


@pytest.mark.usefixtures("both_have_looked")
def test_without_taking_turns_both_would_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the same race with the guard taken out."""

    @contextmanager
    def no_turn(*_organisations: Organisation) -> Iterator[None]:
        yield

    monkeypatch.setattr(members, "in_turn", no_turn)
    body, outcomes = two_leave()
    assert outcomes == ["done", "done"]
    assert administrators(body).count() == 0
