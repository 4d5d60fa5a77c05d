"""Who acts in the story: the officers, their organisations, and the enterprises that take part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.demo import actor, make_user
from promost.accounts.models import Role, User
from promost.registry.actions import create_organisation
from promost.registry.models import Organisation, OrganisationKind


class Enterprise(BaseModel):
    """An invented enterprise: since when the plan of its region lists it, and its headcounts."""

    model_config = ConfigDict(extra="forbid")

    key: str
    name: str
    en: str
    region: str
    okved: str
    since: date
    jobs: dict[date, Decimal] = {}


class Person(BaseModel):
    """An invented officer and the organisation acted for, by its short or full name."""

    model_config = ConfigDict(extra="forbid")

    key: str
    email: str
    name: str
    position: str
    at: str
    roles: tuple[Role, ...]


def enterprises(given: Sequence[Enterprise], small: Mapping[str, Sequence[str]]) -> dict[str, Organisation]:
    """Return the enterprises by their keys, and all of a region by their numbers ("RU-MAG/17"), the small ones last.

    Who is not in the registry yet is entered as invented.
    """
    known = {each.name: each for each in Organisation.objects.filter(invented=True).select_related("region")}
    found = {each.key: known.get(each.name) or _entered(each) for each in given}
    for region, names in small.items():
        named = [found[each.key] for each in given if each.region == region]
        others = [known.get(name) or _entered_small(name, region) for name in names]
        found |= {f"{region}/{number}": each for number, each in enumerate((*named, *others), start=1)}
    return found


def officers(data: Mapping[str, Any]) -> dict[str, Actor]:
    """Return everybody who acts, by key; who is not there yet is made."""
    known = {key: _actor(each["email"], each["at"]) for key, each in data["known"].items()}
    return known | {person.key: _made(person) for person in map(Person.model_validate, data["person"])}


def organisation(name: str) -> Organisation:
    """Return an organisation by its short or full name. Raises Organisation.DoesNotExist."""
    named = Organisation.objects.filter(short_name=name) | Organisation.objects.filter(name=name)
    return named.select_related("region").get()


def _entered(given: Enterprise) -> Organisation:
    return create_organisation(
        OPERATOR,
        name=given.name,
        name_en=given.en,
        kind=OrganisationKind.ENTERPRISE,
        region_id=given.region,
        okved=given.okved,
        invented=True,
    )


def _entered_small(name: str, region: str) -> Organisation:
    kind = OrganisationKind.ENTERPRISE
    return create_organisation(OPERATOR, name=name, kind=kind, region_id=region, invented=True)


def _made(person: Person) -> Actor:
    place = organisation(person.at)
    return actor(make_user(person.email, person.name, person.position, {place: person.roles}), place)


def _actor(email: str, place: str) -> Actor:
    return actor(User.objects.get(email=email), organisation(place))
