"""The home page: how the programmes stand for those who work on them, and for a stranger what is public."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from promost.plans.actions import preview
from promost.registry.models import Region
from tests.desks.test_desks import page, signed_in
from tests.harness.queries import assert_queries
from tests.plans import world as worlds
from tests.plans.conftest import Read
from tests.plans.test_pages import many
from tests.plans.world import FIRST, NO_DATE, SECOND, World

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.mark.parametrize("count", [1, 3, 50])
def test_home_asks_the_same_for_one_measure_and_for_fifty(world: World, read: Read, count: int) -> None:
    worlds.accepted(world, read(*many(count)))
    client = signed_in(world.recipient)
    with assert_queries(10):
        client.get(HOME)


def test_late_measures_and_those_without_a_deadline_are_counted_and_named(world: World, read: Read) -> None:
    source = read(FIRST, SECOND, NO_DATE)
    preview.take_errors_as_signed(world.recipient, source, "As in the document.")
    edition = worlds.accepted(world, source)
    shown = page(world.recipient, HOME)
    for words in ("late: 2", "without a deadline: 1", "1.1 Обмен перечнями", "1.3 Создание центра инжиниринга"):
        assert words in shown
    assert f"{reverse('plans:plan', args=[edition.plan.uuid])}?progress=late" in shown


def test_the_map_leads_to_the_desks_that_one_may_open(world: World, read: Read) -> None:
    worlds.accepted(world, read(FIRST))
    Region.objects.filter(code="RU-MAG").update(tile_x=3, tile_y=1)
    assert "/desk/region/RU-MAG/" in page(world.donor, HOME)
    assert "/desk/region/RU-MAG/" not in page(world.stranger, HOME)


def test_a_stranger_sees_who_works_together_and_nothing_of_what_is_planned(world: World, read: Read) -> None:
    edition = worlds.accepted(world, read(FIRST, SECOND))
    shown = Client().get(HOME).content.decode()
    assert "Магаданская область" in shown
    for words in (edition.plan.title, "Обмен перечнями", "late:", "/desk/"):
        assert words not in shown


def test_an_officer_of_another_programme_sees_no_measure_of_this_one(world: World, read: Read) -> None:
    edition = worlds.accepted(world, read(FIRST))
    shown = page(world.stranger, HOME)
    assert edition.plan.title not in shown
    assert "Обмен перечнями" not in shown
