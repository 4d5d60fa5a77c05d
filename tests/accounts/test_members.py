"""Roles are given and taken by an organisation's administrators; the last of them stays."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from promost.accounts import actions
from promost.accounts.actions.members import administrators, roles_of
from promost.accounts.actors import OPERATOR, Refused
from promost.accounts.models import Membership, Role
from promost.kit import history, refs
from tests.accounts.people import member, organisation, user

pytestmark = pytest.mark.django_db

A, E, S, V = Role.ADMINISTRATOR, Role.EDITOR, Role.SIGNATORY, Role.VIEWER


def test_an_administrator_gives_a_member_other_roles_and_history_names_nobody() -> None:
    body = organisation()
    chief, clerk = member("chief", body, A), member("clerk", body, V)
    actions.change_role(chief, body, clerk.person, {S, A})
    assert roles_of(clerk.person, body) == {S, A}
    (entry,) = history.of(refs.of(body))
    assert (entry.verb, entry.actor_id, entry.behalf) == ("accounts.change_role", chief.user_id, str(body.uuid))
    assert entry.changes == {"user": str(clerk.person.uuid), "roles": [["viewer"], ["administrator", "signatory"]]}
    assert "clerk" not in str(entry.changes).lower()


@pytest.mark.parametrize("role", [V, E, S])
def test_nobody_but_an_administrator_changes_members(role: Role) -> None:
    body = organisation()
    chief, clerk = member("chief", body, A), member("clerk", body, role)
    with pytest.raises(Refused):
        actions.change_role(clerk, body, clerk.person, {A})
    with pytest.raises(Refused):
        actions.remove_member(clerk, body, chief.person)
    assert roles_of(clerk.person, body) == {role}
    assert roles_of(chief.person, body) == {A}


def test_an_administrator_of_another_organisation_changes_nothing_here() -> None:
    body, other = organisation(), organisation("Another ministry")
    clerk, stranger = member("clerk", body, V), member("stranger", other, A)
    with pytest.raises(Refused):
        actions.change_role(stranger, body, clerk.person, {A})
    with pytest.raises(Refused):
        actions.remove_member(stranger, body, clerk.person)
    assert roles_of(clerk.person, body) == {V}


def test_whoever_runs_the_installation_makes_nobody_a_signatory() -> None:
    body = organisation()
    clerk = member("clerk", body, V)
    root = member("root", organisation("Operator"), V)
    root.person.is_administrator = True
    with pytest.raises(Refused):
        actions.change_role(root, body, clerk.person, {S})
    assert not root.person.is_superuser
    assert not root.person.has_perm("accounts.manage_members", body)


@pytest.mark.parametrize("deed", ["leave", "remove", "demote"])
def test_the_last_administrator_stays(deed: str) -> None:
    body = organisation()
    chief = member("chief", body, A, S)
    with pytest.raises(ValidationError) as told:
        {
            "leave": lambda: actions.leave(chief, body),
            "remove": lambda: actions.remove_member(chief, body, chief.person),
            "demote": lambda: actions.change_role(chief, body, chief.person, {S}),
        }[deed]()
    assert told.value.code == "last_administrator"
    assert "without an administrator. Give that role to somebody else first." in told.value.messages[0]
    assert roles_of(chief.person, body) == {A, S}
    assert not history.of(refs.of(body)).exists()


def test_an_administrator_whose_account_is_closed_does_not_count_as_one() -> None:
    body = organisation()
    chief, gone = member("chief", body, A), member("gone", body, A)
    gone.person.is_active = False
    gone.person.save()
    assert administrators(body).count() == 1
    with pytest.raises(ValidationError):
        actions.leave(chief, body)


def test_with_a_second_administrator_the_first_may_leave() -> None:
    body = organisation()
    chief, second = member("chief", body, A), member("second", body, A)
    actions.leave(chief, body)
    assert roles_of(chief.person, body) == set()
    with pytest.raises(ValidationError):
        actions.leave(second, body)


def test_a_second_click_on_remove_is_told_that_the_person_is_gone() -> None:
    body = organisation()
    chief, clerk = member("chief", body, A), member("clerk", body, V)
    actions.remove_member(chief, body, clerk.person)
    with pytest.raises(ValidationError, match="not a member any more"):
        actions.remove_member(chief, body, clerk.person)
    assert history.of(refs.of(body)).filter(verb="accounts.remove_member").count() == 1


def test_a_member_is_left_with_at_least_one_role() -> None:
    body = organisation()
    chief, clerk = member("chief", body, A), member("clerk", body, V)
    with pytest.raises(ValidationError, match="at least one role"):
        actions.change_role(chief, body, clerk.person, set())
    assert roles_of(clerk.person, body) == {V}


def test_roles_that_a_person_has_already_change_nothing_and_leave_no_history() -> None:
    body = organisation()
    chief, clerk = member("chief", body, A), member("clerk", body, V)
    actions.change_role(chief, body, clerk.person, {V})
    assert not history.of(refs.of(body)).exists()


def test_the_operator_adds_members_once() -> None:
    body, clerk = organisation(), user("clerk")
    actions.add_member(OPERATOR, clerk, body, (E, A))
    actions.add_member(OPERATOR, clerk, body, (E, A))
    assert Membership.objects.filter(user=clerk).count() == 2


@pytest.mark.parametrize(
    ("held", "enough_for"),
    [(V, {V}), (E, {V, E}), (S, {V, E, S}), (A, {V, A})],
)
def test_what_a_role_does_for_another(held: Role, enough_for: set[Role]) -> None:
    actor = member("somebody", organisation(), held)
    assert {role for role in Role if actor.can(role)} == enough_for
