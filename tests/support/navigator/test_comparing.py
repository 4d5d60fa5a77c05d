"""Side by side: terms, each condition with its answer, four at most; the lists on paper; how many queries all this asks."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.test import Client
from django.urls import reverse

from promost.matching import Truth
from promost.support.models import RequiredDocument, Scheme
from promost.support.navigator import actions
from tests.harness.queries import assert_queries
from tests.support.navigator import made
from tests.support.navigator.made import Place

pytestmark = pytest.mark.django_db
PAGES = ("support:navigator", "support:compare", "support:navigator-print", "support:saved")


def compared(client: Client, schemes: Iterable[Scheme]) -> str:
    return f"{reverse('support:compare')}?" + "&".join(f"scheme={each.uuid}" for each in schemes)


@pytest.fixture
def visitor() -> Client:
    Place.build()
    client = Client(headers={"accept-language": "en"})
    client.post(reverse("support:navigator-enter"), {"inn": made.INN})
    return client


def test_each_condition_has_its_answer_for_this_enterprise(visitor: Client) -> None:
    schemes = made.four()
    RequiredDocument.objects.create(scheme=schemes["fits"], name="Business plan")
    context = visitor.get(compared(visitor, schemes.values())).context
    found = {line.code: [[check.answer for check in cell] for cell in line.cells] for line in context["conditions"]}
    assert found == {
        "region": [[Truth.YES], [], [Truth.NO], []],
        "okved": [[Truth.YES], [], [], []],
        "employees": [[], [Truth.NO], [], []],
        "tax_debt": [[], [], [], [Truth.UNKNOWN]],
    }
    lines = {line.name: line.cells for line in context["lines"]}
    assert lines["Documents"] == ("Business plan", "", "", "")
    assert lines["Amount"][0].startswith("up to")


def test_one_way_of_several_is_said_to_be_one(visitor: Client) -> None:
    scheme = made.scheme("Either", {"any": [{"field": "employees", "max": 10}, {"field": "okved", "under": ["25"]}]})
    page = visitor.get(compared(visitor, [scheme]))
    assert page.context["rows"][0].answer is Truth.YES
    assert page.content.decode().count("one of several ways") == 2


def test_four_stand_side_by_side_and_the_fifth_is_told_of(visitor: Client) -> None:
    page = visitor.get(compared(visitor, [made.scheme(f"S{n}") for n in range(5)]))
    assert len(page.context["rows"]) == 4
    assert "the others were left out" in page.content.decode()


def test_a_draft_and_an_address_made_up_are_left_out(visitor: Client) -> None:
    draft = made.scheme("Draft", state="draft")
    page = visitor.get(compared(visitor, [draft]) + "&scheme=nonsense")
    assert page.context["rows"] == []


def test_the_variant_is_compared_by_what_its_generic_scheme_asks_too(visitor: Client) -> None:
    generic = made.scheme("Generic", {"field": "okved", "under": ["25"]}, level="federal", region=None)
    variant = made.scheme("At home", {"field": "employees", "max": 100}, generic=generic)
    context = visitor.get(compared(visitor, [variant])).context
    assert {line.code for line in context["conditions"]} == {"okved", "employees"}


def test_on_paper_all_three_lists_stand_with_the_day(visitor: Client) -> None:
    made.four()
    page = visitor.get(reverse("support:navigator-print"))
    said = page.content.decode()
    assert [part["count"] for part in page.context["parts"]] == [1, 1, 2]
    assert "As of" in said
    assert "Act 209, art. 4" in said
    assert visitor.get(reverse("support:navigator-print") + "?kind=grant").context["parts"][2]["count"] == 1


@pytest.mark.parametrize("count", [1, 3, 50])
@pytest.mark.parametrize(("name", "asked"), [*zip(PAGES, (6, 8, 6, 6), strict=True)])
def test_a_stranger_costs_the_same_queries_for_any_number_of_schemes(
    visitor: Client, name: str, asked: int, count: int
) -> None:
    schemes = many(count)
    visitor.post(reverse("support:save", args=[schemes[0].uuid]), {"saved": "1"})
    address = compared(visitor, schemes[:4]) if name == "support:compare" else f"{reverse(name)}?list=unknown"
    visitor.get(address)  # the engine of these schemes is made
    with assert_queries(asked):
        visitor.get(address)


@pytest.mark.parametrize("count", [1, 3, 50])
@pytest.mark.parametrize(("name", "asked"), [*zip(PAGES, (12, 12, 10, 11), strict=True)])
def test_a_member_costs_the_same_queries_for_any_number_of_schemes(name: str, asked: int, count: int) -> None:
    place, schemes = Place.build(), many(count)
    actions.subscribe(place.director, place.plant)
    for each in schemes[:10]:
        actions.save(place.director, each)
    client = Client()
    client.force_login(place.director.person)
    client.post(reverse("support:navigator-enter"), {"how": "own"})
    address = compared(client, schemes[:4]) if name == "support:compare" else f"{reverse(name)}?list=unknown"
    client.get(address)
    with assert_queries(asked):
        client.get(address)


def many(count: int) -> list[Scheme]:
    """Schemes with an act, a window and a document each, all of them open questions."""
    found = []
    for number in range(count):
        scheme = made.scheme(f"S{number}", {"field": "exporter", "is": True})
        scheme.acts.create(title="Rules")
        scheme.windows.create(opens_on="2025-01-01")
        scheme.documents.create(name="Plan")
        found.append(scheme)
    return found
