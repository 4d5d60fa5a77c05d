"""What the directions show on desks: each its own measures and figures, all six for the price of one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client, override_settings

from promost.accounts.models import User
from promost.kit.moments import Moment
from promost.plans.models import Measure
from promost.registry import rooms
from promost.registry.cards import Card
from promost.registry.models import Region
from tests.harness.queries import assert_queries
from tests.plans import world as worlds
from tests.plans.conftest import Read, read, world
from tests.plans.world import FIRST, SECOND, World

__all__ = ["read", "world"]
pytestmark = pytest.mark.django_db
MAGADAN = ZoneInfo("Asia/Magadan")


def cards(code: str, user: Any, subject: Any, at: Moment) -> list[Card]:
    room = next(room for room in rooms.directions() if room.code == code)
    return list(rooms.load(room.cards)(user, subject, at))


def test_each_direction_shows_its_own_measures(world: World, read: Read) -> None:
    worlds.accepted(world, read(FIRST, SECOND))
    region, at = Region.objects.get(code="RU-MAG"), Moment.now(MAGADAN)
    (support,) = cards("support", world.recipient.person, region, at)
    (training,) = cards("training", world.recipient.person, region, at)
    assert [line.value for line in support.lines if "1.1" in line.value]
    assert not [line.value for line in support.lines if "1.2" in line.value]
    assert [line.value for line in training.lines if "1.2" in line.value]


def test_a_region_is_shown_the_measures_of_its_own_owners_alone(world: World, read: Read) -> None:
    edition = worlds.accepted(world, read(FIRST))
    edition.measures.get().owners.filter(party__side="donor").delete()
    moscow, at = Region.objects.get(code="RU-MOW"), Moment.now(MAGADAN)
    (card,) = cards("support", world.donor.person, moscow, at)
    assert card.lines == ()
    assert card.note, "an empty card says what will stand there"


def test_whoever_reads_no_plan_of_it_sees_empty_cards(world: World, read: Read) -> None:
    worlds.accepted(world, read(FIRST, SECOND))
    region, at = Region.objects.get(code="RU-MAG"), Moment.now(MAGADAN)
    for room in rooms.directions():
        (card,) = cards(room.code, world.stranger.person, region, at)
        assert card.lines == ()


def test_all_six_ask_no_more_than_the_first(world: World, read: Read) -> None:
    worlds.accepted(world, read(FIRST, SECOND))
    at = Moment.now(MAGADAN)
    counts = []
    for codes in (("support",), tuple(room.code for room in rooms.directions())):
        region = Region.objects.get(code="RU-MAG")
        user = User.objects.get(pk=world.recipient.person.pk)
        with assert_queries(7):
            counts.append([card for code in codes for card in cards(code, user, region, at)])
    assert [len(each) for each in counts] == [1, 6]


class TestASeventh:
    """A made-up direction stands on the desk with no change to the desks."""

    @pytest.fixture
    def recycling(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
        folder = tmp_path / "recycling"
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        (folder / "apps.py").write_text(
            "from django.apps import AppConfig\n\n\nclass RecyclingConfig(AppConfig):\n    name = 'recycling'\n"
        )
        (folder / "room.py").write_text(
            "from promost.registry.rooms import Direction\n\n"
            "ROOM = Direction(code='recycling', name='Recycling', cards='recycling.cards:cards')\n"
        )
        (folder / "cards.py").write_text(
            "from promost.progress.cards import cards_of\nfrom recycling.room import ROOM\n\n\n"
            "def cards(user, subject, at):\n    return cards_of(ROOM, user, subject, at)\n"
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        with override_settings(ROOMS=[*settings.ROOMS, "recycling"]):
            rooms.forget()
            yield "recycling"
        rooms.forget()
        for name in [name for name in sys.modules if name.split(".")[0] == "recycling"]:
            del sys.modules[name]

    def test_its_card_stands_after_the_six(self, recycling: str, world: World, read: Read) -> None:
        edition = worlds.accepted(world, read(FIRST, SECOND))
        Measure.objects.filter(editions__edition=edition, editions__number="1.1").update(direction=recycling)
        client = Client()
        client.force_login(world.recipient.person)
        shown = client.get("/desk/region/RU-MAG/").content.decode()
        assert shown.index("Introduction of technologies") < shown.index("<h2>Recycling</h2>")
        assert "1.1 Обмен перечнями" in shown[shown.index("<h2>Recycling</h2>") :]
