"""Unknown is never shown as no: what is not known waits, whatever it turns out to be."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from promost.kit import clock
from promost.matching import Criteria, Engine, Flag, Number, Schema, Truth
from promost.support.models import Scheme
from promost.support.navigator import comparing
from promost.support.navigator.shown import Teller
from promost.support.navigator.standing import Standing
from promost.support.navigator.subjects import Subject
from tests.support.navigator import made
from tests.support.navigator.made import Place

SCHEMA = Schema(employees=Number(unit="people"), revenue=Number(unit="RUB"), exporter=Flag(), excise=Flag())
RECORDS = st.fixed_dictionaries(
    {
        "employees": st.none() | st.integers(0, 300),
        "revenue": st.none() | st.integers(0, 300),
        "exporter": st.none() | st.booleans(),
        "excise": st.none() | st.booleans(),
    }
)
LEAVES = st.one_of(
    st.builds(lambda name, most: {"field": name, "max": most}, st.sampled_from(["employees", "revenue"]), st.integers(0, 300)),
    st.builds(lambda name, yes: {"field": name, "is": yes}, st.sampled_from(["exporter", "excise"]), st.booleans()),
)  # fmt: skip
CRITERIA = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(lambda group, inner: {group: inner}, st.sampled_from(["all", "any"]), st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda inner: {"not": inner}, parts),
    ),
    max_leaves=6,
)  # fmt: skip


def stands(criteria: dict[str, Any], record: dict[str, Any]) -> Standing:
    scheme = Scheme(name="One", criteria=criteria)
    engine = Engine(SCHEMA, {str(scheme.uuid): Criteria.from_json(criteria)}, made.NOON.date())
    return Standing(engine, [(scheme, ())], Subject("told", answers=record), made.NOON)


@given(CRITERIA, RECORDS, RECORDS)
def test_what_a_list_says_stays_true_whatever_is_answered_next(
    criteria: dict[str, Any], record: dict[str, Any], more: dict[str, Any]
) -> None:
    (before,) = stands(criteria, record).fits
    learnt = {name: more[name] if value is None else value for name, value in record.items()}
    (after,) = stands(criteria, learnt).fits
    if before.verdict.answer is not Truth.UNKNOWN:
        assert after.verdict.answer is before.verdict.answer


@given(CRITERIA, RECORDS)
def test_reasons_of_a_no_name_what_is_known_and_those_of_an_open_answer_what_is_not(
    criteria: dict[str, Any], record: dict[str, Any]
) -> None:
    (fit,) = stands(criteria, record).fits
    assert all(record[literal.field] is not None for literal in fit.verdict.failed)
    assert set(fit.verdict.waits_for) == set(fit.verdict.missing)
    assert all(record[name] is None for name in fit.verdict.missing)


@given(CRITERIA, RECORDS)
def test_a_condition_side_by_side_is_unknown_exactly_where_its_field_is(
    criteria: dict[str, Any], record: dict[str, Any]
) -> None:
    (fit,) = stands(criteria, record).fits
    for line in comparing.conditions([fit], SCHEMA, Subject("told", answers=record), made.NOON.date()):
        for check in (check for cell in line.cells for check in cell):
            assert (check.answer is Truth.UNKNOWN) == (record[line.code] is None)
            assert line.is_known == (record[line.code] is not None)


@pytest.fixture
def visitor(db: None) -> Client:
    """A stranger who entered the plant's INN."""
    Place.build()
    made.four()
    client = Client(headers={"accept-language": "en"})
    client.post(reverse("support:navigator-enter"), {"inn": made.INN})
    return client


def of(visitor: Client, which: str) -> str:
    return (
        visitor.get(reverse("support:navigator"), {"list": which}).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    )


class TestLists:
    """What a director reads."""

    def test_each_scheme_stands_in_the_list_of_its_answer(self, visitor: Client) -> None:
        with clock.stopped(made.NOON):
            assert "Loan for lathes" in of(visitor, "yes")
            assert "Subsidy of interest" in of(visitor, "unknown")
            assert {"Grant for the small", "Rent in Moscow"} <= {
                row.scheme.name for row in visitor.get(reverse("support:navigator") + "?list=no").context["rows"]
            }

    def test_a_no_says_which_condition_by_how_much_by_which_act_and_what_would_change_it(self, visitor: Client) -> None:
        page = of(visitor, "no")
        assert "Average headcount at most 100" in page
        assert "120" in page
        assert "Act 209, art. 4" in page
        assert "It would take: Average headcount: 100" in page
        assert "Rules of the grant, 2024" in page

    def test_what_cannot_change_is_said(self, visitor: Client) -> None:
        assert "This cannot be changed: Region of registration." in of(visitor, "no")

    def test_what_is_missing_says_where_it_is_found_and_how_to_answer(self, visitor: Client) -> None:
        page = of(visitor, "unknown")
        assert "Arrears of taxes, fees and contributions" in page
        assert "certificate of paid taxes" in page
        assert "ask=tax_debt#question" in page
        assert "close" not in page.split('class="missing"')[1].split("</ul>")[0]

    def test_terms_and_windows_are_told_in_the_zone_of_the_provider(self, visitor: Client) -> None:
        with clock.stopped(made.NOON):
            assert "up to ₽5 m · 1–3% a year · up to 60 months" in of(visitor, "yes")
            assert "open until 20 May 2025" in of(visitor, "unknown")

    def test_the_numbers_of_the_lists_add_up(self, visitor: Client) -> None:
        tabs = visitor.get(reverse("support:navigator")).context["tabs"]
        assert [tab["count"] for tab in tabs] == [1, 1, 2]

    def test_filters_narrow_all_lists_and_stand_in_the_address(self, visitor: Client) -> None:
        for query, counts in (
            ("kind=grant", [0, 0, 1]), ("region=RU-MAG", [1, 1, 1]), ("level=federal", [0, 0, 0]), ("q=LATHES", [1, 0, 0]),
        ):  # fmt: skip
            page = visitor.get(f"{reverse('support:navigator')}?{query}")
            assert [tab["count"] for tab in page.context["tabs"]] == counts, query
            assert all(query.lower() in tab["url"].lower() for tab in page.context["tabs"])
        with clock.stopped(made.NOON.replace(month=6)):
            page = visitor.get(f"{reverse('support:navigator')}?open=1")
            assert [tab["count"] for tab in page.context["tabs"]] == [1, 0, 2], "the window of the open one is over"

    def test_htmx_gets_the_list_and_the_counts_and_not_the_field_that_is_typed_into(self, visitor: Client) -> None:
        htmx = {"hx-request": "true", "hx-target": "found"}
        part = visitor.get(f"{reverse('support:navigator')}?q=loan", headers=htmx).content.decode()
        assert 'id="found"' in part
        assert 'hx-swap-oob="true"' in part
        assert 'id="id_q"' not in part


@pytest.mark.django_db
def test_a_local_variant_stands_for_its_generic_scheme_in_its_own_region_alone() -> None:
    Place.build()
    generic = made.scheme("Loan of the country", level="federal", region=None)
    made.scheme("Loan of Magadan", {"field": "employees", "max": 500}, generic=generic)
    for region, names in (("RU-MAG", {"Loan of Magadan"}), ("RU-MOW", {"Loan of the country", "Loan of Magadan"})):
        client = Client()
        client.post(reverse("support:navigator-answer"), {"field": "region", "value": region})
        client.post(reverse("support:navigator-answer"), {"field": "employees", "value": "120"})
        rows = client.get(reverse("support:navigator")).context["rows"]
        assert {row.scheme.name for row in rows} == names, region


@pytest.mark.django_db
def test_a_scheme_that_checks_nothing_says_so() -> None:
    made.scheme("For everybody")
    client = Client(headers={"accept-language": "en"})
    client.post(reverse("support:navigator-enter"), {"how": "told"})
    assert "No condition is checked here" in client.get(reverse("support:navigator")).content.decode()


def test_a_teller_knows_no_more_than_the_subject() -> None:
    teller = Teller(SCHEMA, Subject("told", answers={"employees": 12, "exporter": None}), made.NOON.date())
    assert (teller.read["employees"], teller.read["exporter"]) == (12, None)
