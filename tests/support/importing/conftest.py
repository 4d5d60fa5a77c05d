"""A ministry of Magadan Oblast with its people, and the register that knows the oblast by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import translation

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.registry import keys, spellings
from promost.registry.models import Organisation, RegionSpelling
from tests.accounts.people import member, organisation, region


@dataclass(frozen=True)
class Office:
    """The ministry, its editor, its viewer, and the editor of another ministry."""

    ministry: Organisation
    editor: Actor
    viewer: Actor
    stranger: Actor


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    magadan, primorye = region(), region("RU-PRI", "Primorsky Krai", "Asia/Vladivostok")
    for text, place in (
        ("Магаданская область", magadan),
        ("Магаданской области", magadan),
        ("Приморский край", primorye),
    ):
        RegionSpelling.objects.create(text=spellings.key(text), region=place)
    ministry = organisation("Министерство промышленности области")
    other = organisation("Министерство промышленности края")
    other.region = primorye
    other.save()
    keys.renew(ministry)
    with translation.override("ru"):
        yield Office(
            ministry,
            member("editor", ministry, Role.EDITOR),
            member("viewer", ministry, Role.VIEWER),
            member("stranger", other, Role.EDITOR),
        )
