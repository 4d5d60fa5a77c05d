"""What the tests of the registry stand on: the built-in lists, a few bodies, and whoever acts."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Role, User
from promost.registry import actions
from promost.registry.models import Municipality, Organisation, OrganisationKind, Region, RegionSpelling
from promost.registry.sources import regions
from promost.registry.sources.regions import RegionRow


@pytest.fixture
def built_in(db: None) -> None:
    """Put the built-in lists in place."""
    actions.load_built_in(OPERATOR)


@cache
def _three() -> tuple[RegionRow, ...]:
    path = Path(str(files("promost.registry").joinpath("data/regions.toml")))
    return tuple(row for row in regions.read(path) if row.code in {"RU-MOW", "RU-MAG", "RU-SMO"})


@pytest.fixture
def three_regions(db: None) -> None:
    """Put three regions and a municipality of each in place: what most tests need, in a few milliseconds."""
    for row in _three():
        values = row.model_dump(exclude={"tile", "spellings"})
        x, y = row.tile or (None, None)
        region = Region.objects.create(**values, tile_x=x, tile_y=y)
        RegionSpelling.objects.bulk_create(RegionSpelling(text=text, region=region) for text in row.sought_as)
        Municipality.objects.create(oktmo=f"{row.oktmo}701000", region=region, name_ru="город", kind="urban_okrug")


@pytest.fixture
def ministry(three_regions: None) -> Organisation:
    """Return the ministry of a region, as a document names it."""
    return actions.create_organisation(
        OPERATOR,
        name="Министерство экономического развития, инвестиционной политики и инноваций Магаданской области",
        short_name="Минэкономразвития Магаданской области",
        kind=OrganisationKind.AUTHORITY,
        region_id="RU-MAG",
    )


@pytest.fixture
def department(three_regions: None) -> Organisation:
    """Return the department of a city, which everybody calls by four letters."""
    return actions.create_organisation(
        OPERATOR,
        name="Департамент инвестиционной и промышленной политики города Москвы",
        kind=OrganisationKind.AUTHORITY,
        region_id="RU-MOW",
    )


@pytest.fixture
def plant(three_regions: None) -> Organisation:
    """Return an enterprise."""
    return actions.create_organisation(
        OPERATOR,
        name='ООО "Северный завод"',
        kind=OrganisationKind.ENTERPRISE,
        region_id="RU-MAG",
        inn="7707083893",
        contacts=[("phone", "+7 413 260-00-00")],
    )


def acting(name: str, organisation: Organisation | None, *roles: Role, administrator: bool = False) -> Actor:
    """Return a new user, acting for an organisation with roles."""
    user = User.objects.create_user(f"{name}@example.org", name=name, is_administrator=administrator)
    return Actor(user, organisation, frozenset(roles))
