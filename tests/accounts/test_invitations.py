"""An invitation is for one mailbox, good once and for a fortnight; the database keeps nothing that would accept it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from promost.accounts import actions, letters
from promost.accounts.actions.members import roles_of
from promost.accounts.actors import OPERATOR, Actor, Refused
from promost.accounts.models import Invitation, Role, User
from promost.kit import clock, history, refs
from tests.accounts.people import PASSWORD, member, organisation, user

pytestmark = pytest.mark.django_db

Outbox = list[EmailMessage]


def token_in(letter: EmailMessage) -> str:
    """Return the token of the link in a letter."""
    found = re.search(r"https?://\S+/people/invitation/([\w-]+)/", str(letter.body))
    assert found, letter.body
    return found[1]


@pytest.fixture
def chief() -> Actor:
    return member("chief", organisation(), Role.ADMINISTRATOR)


def invite(chief: Actor, email: str = "New@Example.org", role: Role = Role.EDITOR, **values: Any) -> Invitation:
    assert chief.organisation
    return actions.invite(chief, chief.organisation, email=email, role=role, **values)


def test_the_letter_opens_an_account_with_the_role_it_gives(chief: Actor, mailoutbox: Outbox) -> None:
    invitation = invite(chief)
    assert mailoutbox[0].to == ["new@example.org"]
    made = actions.accept_as_new_user(token_in(mailoutbox[0]), name=" Anna ", password=PASSWORD)
    assert chief.organisation
    assert (made.email, made.name) == ("new@example.org", "Anna")
    assert made.check_password(PASSWORD)
    assert roles_of(made, chief.organisation) == {Role.EDITOR}
    verbs = [entry.verb for entry in history.of(refs.of(invitation))]
    assert verbs == ["accounts.accept_invitation", "accounts.invite"]


def test_a_link_is_good_once(chief: Actor, mailoutbox: Outbox) -> None:
    invite(chief)
    token = token_in(mailoutbox[0])
    actions.accept_as_new_user(token, name="Anna", password=PASSWORD)
    with pytest.raises(ValidationError, match="accepted already"):
        actions.accept_as_new_user(token, name="Eve", password=PASSWORD)
    assert User.objects.filter(email="new@example.org").count() == 1


def test_the_database_keeps_no_token(chief: Actor, mailoutbox: Outbox) -> None:
    invitation = invite(chief)
    token = token_in(mailoutbox[0])
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())
    with pytest.raises(ValidationError, match="not known"):
        actions.open_invitation(invitation.token_digest)


def test_an_old_or_withdrawn_link_says_so(chief: Actor, mailoutbox: Outbox) -> None:
    invitation = invite(chief)
    token = token_in(mailoutbox[0])
    Invitation.objects.update(expires_at=clock.machine_now() - timedelta(seconds=1))
    with pytest.raises(ValidationError, match="too old"):
        actions.open_invitation(token)
    invitation.refresh_from_db()
    actions.withdraw_invitation(chief, invitation)
    with pytest.raises(ValidationError, match="withdrawn"):
        actions.open_invitation(token)
    with pytest.raises(ValidationError, match="before"):
        actions.withdraw_invitation(chief, invitation)


def test_tokens_age_by_the_machines_clock_even_where_the_programmes_stands_still(
    chief: Actor, mailoutbox: Outbox
) -> None:
    with clock.stopped(clock.machine_now() - timedelta(days=400)):
        invitation = invite(chief)
        assert invitation.expires_at > clock.machine_now()
        actions.open_invitation(token_in(mailoutbox[0]))


def test_a_second_click_sends_no_second_letter(chief: Actor, mailoutbox: Outbox) -> None:
    invite(chief)
    with pytest.raises(ValidationError, match="waits already"):
        invite(chief)
    assert len(mailoutbox) == 1


def test_one_who_let_it_run_out_is_invited_anew(chief: Actor, mailoutbox: Outbox) -> None:
    invite(chief)
    Invitation.objects.update(expires_at=clock.machine_now() - timedelta(seconds=1))
    invite(chief)
    assert len(mailoutbox) == 2
    actions.open_invitation(token_in(mailoutbox[1]))


def test_a_member_is_not_invited_to_a_role_that_they_have(chief: Actor) -> None:
    with pytest.raises(ValidationError, match="has this role already"):
        invite(chief, email="CHIEF@example.org", role=Role.ADMINISTRATOR)


def test_a_letter_that_does_not_leave_leaves_nothing_behind(chief: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> int:
        raise ConnectionRefusedError("connection refused")

    monkeypatch.setattr(letters, "send_mail", closed)
    with pytest.raises(ValidationError) as told:
        invite(chief)
    assert "could not be sent (connection refused). Nothing was saved" in told.value.messages[0]
    assert not Invitation.objects.filter(withdrawn_at=None).exists()


def test_the_letter_is_in_the_invitees_language(chief: Actor, mailoutbox: Outbox) -> None:
    invite(chief, email="a@example.org", language="en")
    invite(chief, email="b@example.org", language="ru")
    user("known", language="en")
    invite(chief, email="known@example.org", language="ru")
    assert ["Good day!" in str(letter.body) for letter in mailoutbox] == [True, False, True]
    assert "Здравствуйте" in str(mailoutbox[1].body)


def test_an_editor_invites_nobody(mailoutbox: Outbox) -> None:
    clerk = member("clerk", organisation(), Role.EDITOR, Role.SIGNATORY)
    with pytest.raises(Refused):
        invite(clerk)
    assert not mailoutbox
    assert not Invitation.objects.exists()


def test_whoever_runs_the_installation_invites_an_administrator_and_nobody_else(mailoutbox: Outbox) -> None:
    root, body = Actor(user("root", administrator=True)), organisation()
    actions.invite(root, body, email="first@example.org", role=Role.ADMINISTRATOR)
    for role in (Role.SIGNATORY, Role.EDITOR, Role.VIEWER):
        with pytest.raises(Refused):
            actions.invite(root, body, email="x@example.org", role=role)
    assert len(mailoutbox) == 1


def test_an_account_is_not_taken_over_by_an_invitation_to_its_address(chief: Actor, mailoutbox: Outbox) -> None:
    known = user("known")
    invite(chief, email="known@example.org")
    token = token_in(mailoutbox[0])
    with pytest.raises(ValidationError, match="has an account already"):
        actions.accept_as_new_user(token, name="Eve", password="another-harbour-42")
    known.refresh_from_db()
    assert known.check_password(PASSWORD)
    membership = actions.accept_as_member(token, known)
    assert membership.role == Role.EDITOR


def test_somebody_else_does_not_take_the_invitation(chief: Actor, mailoutbox: Outbox) -> None:
    eve = user("eve")
    invite(chief, email="known@example.org")
    with pytest.raises(ValidationError, match="another address"):
        actions.accept_as_member(token_in(mailoutbox[0]), eve)
    assert not eve.memberships.exists()


def test_the_database_itself_refuses_a_second_open_invitation_and_two_ends(chief: Actor, mailoutbox: Outbox) -> None:
    invitation = invite(chief)
    now = clock.machine_now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            email=invitation.email,
            organisation=invitation.organisation,
            role="viewer",
            token_digest="other",
            invited_at=now,
            expires_at=now,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=now, withdrawn_at=now)
    assert len(mailoutbox) == 1


def test_the_operators_invitation_names_no_inviter(mailoutbox: Outbox) -> None:
    actions.invite(OPERATOR, organisation(), email="a@example.org", role=Role.ADMINISTRATOR, language="en")
    assert "You are invited to act for Ministry of Industry" in str(mailoutbox[0].body)
