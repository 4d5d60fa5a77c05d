"""The desk of a region and of an organisation: who may open it, and what stands there."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Role
from promost.duties.actions import open_duties
from promost.duties.expected import Expected
from promost.kit import clock
from promost.kit.refs import Ref
from promost.kit.uploads.checking import safe_name
from promost.ledger.actions import record_by_hand
from promost.ledger.files import Upload
from promost.plans.actions.promises import add_participant
from promost.plans.models import Edition
from promost.profiles.queries import by_code
from promost.registry.actions import merge
from promost.registry.models import Organisation, OrganisationKind
from tests.accounts.people import member
from tests.harness.queries import assert_queries
from tests.plans import world as worlds
from tests.plans.conftest import Read
from tests.plans.test_pages import many
from tests.plans.world import FIRST, SECOND, World

pytestmark = pytest.mark.django_db
REGION = "/desk/region/RU-MAG/"


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person)
    return client


def page(actor: Actor, url: str) -> str:
    return signed_in(actor).get(url).content.decode().replace("\xa0", " ")


def enterprise(name: str = "Machine works", region: str | None = "RU-MAG") -> Organisation:
    kind = OrganisationKind.ENTERPRISE
    return Organisation.objects.create(name=name, kind=kind, region_id=region, created_at=clock.now())


def desk_of(organisation: Organisation) -> str:
    return reverse("desks:organisation", args=[organisation.uuid])


def trained(world: World, edition: Edition, who: Organisation, value: str = "7") -> None:
    """Record that people of an enterprise, a participant of the plan, were trained under measure 1.2."""
    add_participant(world.recipient, edition.plan, who, edition.plan.starts_on)
    record_by_hand(
        world.recipient,
        token=uuid4(),
        indicator=by_code()["TRAINED"],
        value=Decimal(value),
        happened_on=edition.plan.starts_on,
        measure=edition.measures.get(number="1.2").measure,
        organisation=who,
        files=[Upload(safe_name("list.pdf"), b"%PDF-1.4 a list")],
    )


def test_an_officer_sees_the_region_s_plan_its_states_and_the_cards_of_all_directions(world: World, read: Read) -> None:
    worlds.accepted(world, read(FIRST, SECOND))
    shown = page(world.recipient, REGION)
    for words in (
        "План совместных мероприятий",
        "late: 2",
        "Support of enterprises",
        "Training of engineers",
        "Introduction of technologies",
        "Обмен перечнями мер поддержки",
    ):
        assert words in shown


def test_the_donor_s_officer_opens_both_desks_and_an_officer_of_another_region_none(world: World, read: Read) -> None:
    worlds.accepted(world, read(FIRST))
    for region in ("RU-MAG", "RU-MOW"):
        assert signed_in(world.donor).get(f"/desk/region/{region}/").status_code == 200
        assert signed_in(world.stranger).get(f"/desk/region/{region}/").status_code == 404
    assert signed_in(world.stranger).get("/desk/region/RU-VLG/").status_code == 200, "its own, though it has no plan"


def test_a_region_without_a_plan_says_why_its_desk_is_empty(world: World) -> None:
    shown = page(world.stranger, "/desk/region/RU-VLG/")
    assert "No plan that you read names it." in shown
    assert shown.count("Here will stand the region") == 6


def test_an_enterprise_sees_what_the_facts_that_name_it_come_to(world: World, read: Read) -> None:
    edition = worlds.accepted(world, read(FIRST, SECOND))
    works = enterprise()
    director = member("director", works, Role.EDITOR)
    trained(world, edition, works)
    assert "7 people" in page(director, desk_of(works))
    assert "7 people" in page(world.recipient, desk_of(works)), "the region's authority looks after its enterprises"
    for other in (world.donor, world.stranger, member("neighbour", enterprise("Another"), Role.EDITOR)):
        assert signed_in(other).get(desk_of(works)).status_code == 404


def test_an_authority_finds_the_desks_of_its_enterprises_and_nobody_else_does(world: World, read: Read) -> None:
    edition = worlds.accepted(world, read(FIRST))
    works = enterprise()
    add_participant(world.recipient, edition.plan, works, edition.plan.starts_on)
    assert desk_of(works) in page(world.recipient, REGION)
    assert desk_of(works) not in page(world.donor, REGION)


def test_a_desk_as_of_a_past_day_shows_no_later_fact(world: World, read: Read) -> None:
    edition = worlds.accepted(world, read(FIRST, SECOND))
    works = enterprise()
    director = member("director", works, Role.EDITOR)
    trained(world, edition, works)
    assert "7 people" not in page(director, f"{desk_of(works)}?at=2025-06-30")


def owes(organisation: Organisation | None, edition: Edition) -> None:
    assert organisation is not None
    origin = Ref("plans.measure", str(edition.measures.get(number="1.1").measure.uuid))
    open_duties([Expected(organisation.pk, "test.kind", origin, "x", clock.now().date(), "UTC")])


def test_a_desk_shows_the_duties_of_one_s_own_organisation_alone(world: World, read: Read) -> None:
    edition, other = worlds.accepted(world, read(FIRST)), enterprise()
    owes(other, edition)
    assert "test.kind" not in page(world.recipient, REGION)
    assert "test.kind" in page(member("director", other, Role.EDITOR), desk_of(other))


def test_a_duty_is_named_by_its_measure_and_stands_there_from_the_day_it_was_owed(world: World, read: Read) -> None:
    owes(world.recipient.organisation, worlds.accepted(world, read(FIRST)))
    shown = page(world.recipient, REGION)
    assert "1.1 Обмен перечнями мер поддержки" in shown[shown.index("test.kind") :][:400]
    assert "test.kind" not in page(world.recipient, f"{REGION}?at=2025-06-30")


def test_the_desk_of_a_merged_organisation_is_found_with_the_other(world: World) -> None:
    former, kept = enterprise("Former"), enterprise("Kept")
    director = member("director", kept, Role.EDITOR)
    merge(OPERATOR, former, kept)
    former.refresh_from_db()
    assert signed_in(world.recipient).get(desk_of(former)).headers["Location"] == desk_of(kept)
    assert director.organisation == kept


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_desks_ask_the_same_for_one_measure_and_for_fifty(world: World, read: Read, count: int) -> None:
    edition = worlds.accepted(world, read(*many(count)))
    assert edition.measures.count() == count
    assert world.recipient.organisation is not None
    client = signed_in(world.recipient)
    with assert_queries(11):
        client.get(REGION)
    with assert_queries(11):
        client.get(desk_of(world.recipient.organisation))
