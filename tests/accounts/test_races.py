"""Two at the same moment: administrators who leave, a link opened twice. One of them is told, on either database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from promost.accounts import actions, tokens
from promost.accounts.actions import invitations, members
from promost.accounts.actions.members import administrators
from promost.accounts.models import Invitation, Role
from promost.kit.models import HistoryEntry
from promost.registry.models import Organisation
from tests.accounts.people import member, organisation, user

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


@pytest.fixture
def both_have_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold each between opening the link and accepting until the other has opened it too."""
    barrier, look = Barrier(2), invitations.open_invitation

    def look_and_wait(token: str) -> Invitation:
        found = look(token)
        barrier.wait(timeout=5)
        return found

    monkeypatch.setattr(invitations, "open_invitation", look_and_wait)


def two_accept() -> tuple[Organisation, list[str]]:
    """One link, opened in two windows by somebody who has an account, accepted in both at once."""
    chief, known = member("chief", organisation(), Role.ADMINISTRATOR), user("known")
    assert chief.organisation
    sent = actions.invite(chief, chief.organisation, email=known.email, role=Role.EDITOR)
    Invitation.objects.filter(pk=sent.pk).update(token_digest=tokens.digest("known"))

    def accept() -> None:
        actions.accept_as_member("known", known)

    return chief.organisation, race(accept, accept)


def acceptances(body: Organisation) -> int:
    return HistoryEntry.objects.filter(verb="accounts.accept_invitation", behalf=str(body.uuid)).count()


@pytest.mark.usefixtures("both_have_opened")
def test_a_link_opened_twice_is_accepted_once(mailoutbox: Any) -> None:
    body, outcomes = two_accept()
    assert outcomes == ["done", "invitation_over"]
    assert acceptances(body) == 1
    assert len(mailoutbox) == 1


@pytest.mark.usefixtures("both_have_opened")
def test_without_the_condition_in_the_update_it_would_be_accepted_twice(
    monkeypatch: pytest.MonkeyPatch, mailoutbox: Any
) -> None:
    """The negative control."""
    monkeypatch.setattr(invitations, "_end", lambda *_, **__: None)
    body, outcomes = two_accept()
    assert outcomes == ["done", "done"]
    assert acceptances(body) == 2
    assert len(mailoutbox) == 1
