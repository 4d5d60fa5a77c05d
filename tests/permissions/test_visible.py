"""What a list shows is what a person may open: neither more (a leak) nor less (work that nobody finds)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from promost.accounts.actors import OPERATOR
from promost.accounts.models import Membership, Role, User
from promost.accounts.rules import all_rules, lists
from promost.kit import clock
from promost.plans.models import Observer, Participant, PartyOrganisation
from promost.registry.actions import merge
from promost.registry.models import Organisation
from tests.world import BODIES, KINDS, SIDES, World

pytestmark = pytest.mark.django_db


def differences(user: Any) -> dict[str, set[Any]]:
    """Return, by permission, what the list shows and the page refuses or the other way round."""
    found = {}
    for permission, visible_to in lists().items():
        listed = visible_to(user)
        opened = {thing for thing in listed.model._default_manager.all() if user.has_perm(permission, thing)}
        if set(listed) != opened:
            found[permission] = set(listed) ^ opened
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_user_sees_what_they_may_open(kind: str, world: World) -> None:
    assert differences(world.users[kind]) == {}


@pytest.mark.parametrize("permission", lists())
def test_every_list_belongs_to_a_rule_and_shows_something_to_somebody(permission: str, world: World) -> None:
    assert permission in all_rules()
    shown = {kind: lists()[permission](world.users[kind]).count() for kind in KINDS}
    assert shown["stranger"] == 0 or permission in PUBLIC
    assert any(shown.values()) or permission in LATER


PUBLIC = {"support.view_scheme"}
"""The lists that strangers read too."""
LATER = {"support.view_import"}
"""Lists of things that the world does not have: their own tests show who sees them."""


seats = st.lists(st.tuples(st.sampled_from(sorted(BODIES)), st.sampled_from(list(Role))), max_size=3, unique=True)
bodies = st.sampled_from(sorted(BODIES))


@settings(max_examples=30, phases=[Phase.explicit, Phase.generate])  # shrinking would take minutes
@given(
    seats=seats,
    observers=st.sets(bodies, max_size=2),
    participants=st.sets(bodies, max_size=2),
    seated=st.sets(st.tuples(st.sampled_from(SIDES), bodies), max_size=2),
    merged=st.none() | st.tuples(bodies, bodies).filter(lambda pair: pair[0] != pair[1]),
    active=st.booleans(),
)
def test_whoever_belongs_to_whatever_sees_what_they_may_open(
    seats: list[tuple[str, Role]],
    observers: set[str],
    participants: set[str],
    seated: set[tuple[str, str]],
    merged: tuple[str, str] | None,
    active: bool,
    world: World,
) -> None:
    with transaction.atomic():
        user = User.objects.create_user("somebody@example.org", is_active=active)
        Membership.objects.bulk_create(
            Membership(user=user, organisation=world.bodies[body], role=role, since=clock.now()) for body, role in seats
        )
        for body in observers:
            Observer.objects.get_or_create(
                agreement=world.agreement, organisation=world.bodies[body], capacity="expert"
            )
        for body in participants:
            values = {"since": world.plan.starts_on}
            Participant.objects.get_or_create(plan=world.plan, organisation=world.bodies[body], defaults=values)
        for side, body in seated:
            PartyOrganisation.objects.get_or_create(party=world.parties[side], organisation=world.bodies[body])
        if merged:
            merge(OPERATOR, *(Organisation.objects.get(pk=world.bodies[body].pk) for body in merged))
        assert differences(user) == {}
        transaction.set_rollback(True)


def test_a_stranger_sees_nothing_that_is_not_public(world: World) -> None:
    assert differences(AnonymousUser()) == {}
    shown = {permission for permission, visible_to in lists().items() if visible_to(AnonymousUser()).exists()}
    assert shown == PUBLIC
    assert {str(each) for each in lists()["support.view_scheme"](AnonymousUser())} == {"Loan for equipment"}
