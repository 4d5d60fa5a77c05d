"""Who acts in the room's part of the story: the funds with their people, directors of enterprises."""

from __future__ import annotations

from collections.abc import Mapping

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.demo import actor, make_user
from promost.accounts.models import User
from promost.registry.actions import create_organisation
from promost.registry.models import Organisation, OrganisationKind
from promost.support.demo.told import Fund, Story


def people(story: Story) -> dict[str, Actor]:
    """Return everybody who acts, by key; a fund or a person who is not there yet is made."""
    funds = {each.key: fund(each) for each in story.fund}
    made = {}
    for each in story.person:
        place = funds[each.at] if each.at in funds else _body(each.at)
        known = User.objects.filter(email=each.email).first()
        user = known or make_user(each.email, each.name, each.position, {place: each.roles})
        made[each.key] = actor(user, place)
    return made


def fund(told: Fund) -> Organisation:
    """Return a fund, entered as invented if the plans' story has none of its name."""
    there = Organisation.objects.filter(name=told.name, merged_into=None).select_related("region").first()
    return there or create_organisation(
        OPERATOR, name=told.name, short_name=told.short, name_en=told.en, kind=OrganisationKind.INSTITUTION,
        region_id=told.region, invented=True,
    )  # fmt: skip


def funds(story: Story) -> Mapping[str, Organisation]:
    """Return the funds by key."""
    return {each.key: fund(each) for each in story.fund}


def _body(name: str) -> Organisation:
    named = Organisation.objects.filter(name=name) | Organisation.objects.filter(short_name=name)
    return named.select_related("region").get(merged_into=None)
