"""What tests of observed levels begin with: an enterprise, its region, and who acts for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.kit import clock
from promost.profiles.actions import observe
from promost.profiles.models import Indicator, Observation
from promost.registry.models import Organisation, OrganisationKind, Region
from tests.accounts.people import member, region


@dataclass(frozen=True)
class Levels:
    """An enterprise of Magadan Oblast, and people."""

    plant: Organisation
    region: Region
    director: Actor
    clerk: Actor
    """Views what the enterprise has."""
    officer: Actor
    """Edits for an authority of the region."""
    neighbour: Actor
    """Edits for an authority of another region."""
    competitor: Actor


Add = Callable[..., Observation]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """What is said is compared in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def levels() -> Levels:
    """Return the enterprise and its people."""
    moscow = region("RU-MOW", "Moscow", "Europe/Moscow")
    kinds = OrganisationKind
    plant = _body("Plant", kinds.ENTERPRISE, region())
    return Levels(
        plant=plant,
        region=region(),
        director=member("director", plant, Role.EDITOR),
        clerk=member("clerk", plant, Role.VIEWER),
        officer=member("officer", _body("Ministry", kinds.AUTHORITY, region()), Role.EDITOR),
        neighbour=member("neighbour", _body("Department", kinds.AUTHORITY, moscow), Role.EDITOR),
        competitor=member("competitor", _body("Other plant", kinds.ENTERPRISE, region()), Role.EDITOR),
    )


@pytest.fixture
def add(levels: Levels) -> Add:
    """Return the way to add a level: the plant's headcount of the first quarter, unless said otherwise."""

    def add_level(actor: Actor | None = None, **values: Any) -> Observation:
        given = {
            "indicator": indicator(values.pop("code", "HEADCOUNT")),
            "organisation": None if "region" in values else levels.plant,
            "starts_on": date(2025, 1, 1),
            "ends_on": date(2025, 3, 31),
            "value": Decimal(120),
            "source": "Form P-4",
            "release": "Q1 2025",
            "released_on": date(2025, 4, 20),
            "token": uuid4(),
        }
        return observe(actor or levels.director, **{**given, **values})

    return add_level


def indicator(code: str) -> Indicator:
    """Return a built-in indicator."""
    return Indicator.objects.get(code=code)


def _body(name: str, kind: OrganisationKind, where: Region) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, region=where, created_at=clock.now())
