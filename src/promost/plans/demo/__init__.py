"""The room's part of the demonstration: two programmes, read from their documents as an officer would read them."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.demo import actor, make_user
from promost.accounts.models import Role, User
from promost.kit import clock
from promost.plans.actions import agreements
from promost.plans.demo.documents_read import read_and_accept
from promost.plans.models import Agreement
from promost.registry import actions as registry
from promost.registry.models import Organisation, Region

FOLDER = "promost.plans.demo"


def load() -> None:
    """Make agreements and people, and read the two documents into plans. A second call changes nothing."""
    data = tomllib.loads(files(FOLDER).joinpath("programmes.toml").read_text(encoding="utf-8"))
    with clock.stopped(data["opened_at"]):
        made = _found(data)
    for programme, agreement in made:
        with clock.stopped(programme["entered_at"]):
            read_and_accept(agreement, programme["document"], _officer(agreement))


def _found(data: dict[str, Any]) -> list[tuple[dict[str, Any], Agreement]]:
    """Make agreements, observers, bystanders and people; return each programme with its agreement."""
    made = [(programme, _agreement(programme)) for programme in data["programme"]]
    _observers(data["observer"])
    for bystander in data["bystander"]:
        _organisation(bystander["organisation"], bystander["organisation"].get("region"))
    for person in data["person"]:
        _person(person)
    return made


def _agreement(programme: dict[str, Any]) -> Agreement:
    found = Agreement.objects.filter(number=programme["number"]).first()
    if found:
        return found
    parties = [
        agreements.NewParty(
            side=party["side"],
            name=party["name"],
            name_en=party["name_en"],
            region=Region.objects.get(code=party["region"]) if "region" in party else None,
            organisations=[_organisation(party["organisation"], party.get("region"))],
        )
        for party in programme["party"]
    ]
    return agreements.create_agreement(
        OPERATOR,
        number=programme["number"],
        date=programme["date"],
        title=programme["title"],
        parties=parties,
        invented=True,
    )


def _organisation(given: dict[str, Any], region: str | None) -> Organisation:
    found = Organisation.objects.filter(name=given["name"]).first()
    if found:
        return found
    made = registry.create_organisation(
        OPERATOR,
        name=given["name"],
        short_name=given.get("short", ""),
        name_en=given.get("en", ""),
        kind=given["kind"],
        region_id=region,
        invented=given.get("invented", False),
    )
    for spelling in given.get("spellings", ()):
        registry.remember_spelling(OPERATOR, made, spelling)
    return made


def _observers(observers: list[dict[str, Any]]) -> None:
    for observer in observers:
        agreement = Agreement.objects.get(number=observer["number"])
        organisation = _organisation(observer["organisation"], observer["organisation"].get("region"))
        agreements.add_observer(OPERATOR, agreement, organisation, observer["capacity"])


def _person(person: dict[str, Any]) -> User:
    by_name = Organisation.objects.filter(short_name=person["at"]) | Organisation.objects.filter(name=person["at"])
    roles = tuple(Role(role) for role in person["roles"])
    return make_user(person["email"], person["name"], person["position"], {by_name.get(): roles})


def _officer(agreement: Agreement) -> Actor:
    """Return an editor of the recipient: an officer of the region that puts the plan to work reads it in."""
    organisation = agreement.parties.get(side="recipient").seats.get(is_lead=True).organisation
    editors = User.objects.filter(memberships__organisation=organisation, memberships__role=Role.EDITOR)
    return actor(editors.order_by("pk")[0], organisation)
