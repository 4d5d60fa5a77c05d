"""A person can be erased: what told who they were goes, what they did stays."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from promost.accounts import actions
from promost.accounts.actors import OPERATOR, Actor, Refused
from promost.accounts.models import Invitation, Role, User
from promost.kit import history, refs
from promost.kit.models import HistoryEntry
from tests.accounts.people import PASSWORD, member, organisation, user

pytestmark = pytest.mark.django_db


def test_nothing_is_left_that_tells_who_it_was(client: Any) -> None:
    body = organisation()
    clerk = member("clerk", body, Role.EDITOR)
    person = User.objects.get(pk=clerk.person.pk)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    client.force_login(person)
    actions.edit_profile(clerk, person, name="Anna Petrova", position="Head of unit", language="ru")
    actions.erase_user(clerk, person)
    person.refresh_from_db()
    assert (person.name, person.position, person.is_active) == ("", "", False)
    assert person.email == f"{person.uuid}@erased.invalid"
    assert not person.has_usable_password()
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not Authenticator.objects.exists()
    assert not person.memberships.exists()
    assert str(person) == "erased user"
    kept = str(list(HistoryEntry.objects.values()))
    assert "Petrova" not in kept
    assert "clerk" not in kept
    assert client.get("/people/me/").status_code == 302, "the session ends with the account"


def test_the_address_in_invitations_goes_too(mailoutbox: Any) -> None:
    chief, known = member("chief", organisation(), Role.ADMINISTRATOR), user("known")
    assert chief.organisation
    invitation = actions.invite(chief, chief.organisation, email=known.email, role=Role.VIEWER)
    actions.erase_user(Actor(known), known)
    invitation.refresh_from_db()
    assert invitation.email == ""
    assert invitation.withdrawn_at
    assert len(mailoutbox) == 1
    assert not Invitation.objects.filter(email=known.email).exists()


def test_the_last_administrator_hands_over_first() -> None:
    body = organisation()
    chief = member("chief", body, Role.ADMINISTRATOR)
    person = User.objects.get(pk=chief.person.pk)
    with pytest.raises(ValidationError, match="without an administrator"):
        actions.erase_user(chief, person)
    person.refresh_from_db()
    assert person.name == "Chief"


def test_the_installation_is_not_left_to_nobody() -> None:
    root = user("root", administrator=True)
    with pytest.raises(ValidationError, match="nobody else does"):
        actions.erase_user(Actor(root), root)
    second = user("second", administrator=True)
    actions.erase_user(Actor(second), root)
    root.refresh_from_db()
    assert not root.is_administrator


def test_nobody_erases_somebody_else() -> None:
    body = organisation()
    chief, clerk = member("chief", body, Role.ADMINISTRATOR), member("clerk", body, Role.VIEWER)
    with pytest.raises(Refused):
        actions.erase_user(chief, User.objects.get(pk=clerk.person.pk))


def test_the_database_itself_keeps_an_erased_row_blank() -> None:
    person = user("person")
    actions.erase_user(Actor(person), person)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(name="Anna")


def test_history_keeps_that_a_profile_changed_and_not_to_what() -> None:
    person = user("person")
    actions.edit_profile(Actor(person), person, name="Anna", position="", language="en")
    (entry,) = history.of(refs.of(person))
    assert entry.changes == {"name": "changed"}
    actions.edit_profile(Actor(person), person, name="Anna", position="", language="en")
    assert history.of(refs.of(person)).count() == 1


def test_nobody_edits_anothers_profile() -> None:
    one, two = user("one"), user("two")
    with pytest.raises(Refused):
        actions.edit_profile(Actor(one), two, name="x", position="", language="ru")
    with pytest.raises(Refused):
        actions.edit_profile(OPERATOR, two, name="x", position="", language="ru")


def test_there_is_one_first_administrator() -> None:
    values = {"name": "Root", "password": PASSWORD, "language": "ru"}
    made = actions.create_first_administrator(OPERATOR, email="Root@Example.org", **values)
    assert made.is_administrator
    assert made.email == "root@example.org"
    with pytest.raises(ValidationError, match="has an administrator already"):
        actions.create_first_administrator(OPERATOR, email="b@example.org", **values)
    with pytest.raises(Refused):
        actions.create_first_administrator(Actor(user("eve")), email="b@example.org", **values)
