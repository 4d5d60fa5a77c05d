"""Every number that the two plans promise has an indicator with its room, or a written reason (docs/indicators.md)."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps

from promost.kit.text import fold
from promost.profiles import breakdowns, definitions, proposals
from promost.profiles.proposals import Proposal
from promost.registry.rooms import rooms as register
from tests.profiles.promises import NONE, PLANS, Counted, draft, in_words, numbers, promises, rooms

DEFINED = {each.code: each for each in definitions.built_in()}
ALL = [(plan, line) for plan in PLANS for line in (*numbers(plan), *in_words(plan))]


@pytest.mark.parametrize("plan", PLANS)
def test_every_number_of_the_document_stands_on_the_page(plan: str) -> None:
    promised = [(each.measure, each.words, each.unit) for each in promises(PLANS[plan])]
    counted = [(each.measure, each.words, each.unit) for each in numbers(plan)]
    assert [each for each in promised if each not in counted] == [], "these numbers have no indicator and no reason"
    assert counted == promised


@pytest.mark.parametrize("plan", PLANS)
def test_a_number_that_nobody_counts_has_its_reason(plan: str) -> None:
    without = [each for each in numbers(plan) if each.code == NONE]
    assert [each for each in without if len(each.rest.split()) < 8] == []
    assert len(without) <= 3, "most numbers are counted"


@pytest.mark.parametrize(("plan", "line"), ALL)
def test_its_indicator_exists_and_is_of_the_same_quantity(plan: str, line: Counted) -> None:
    if line.code == NONE:
        return
    assert line.code in DEFINED, f"{plan}, {line.measure}: there is no indicator {line.code}"
    indicator = DEFINED[line.code]
    assert indicator.source == line.room
    assert breakdowns.check(line.rest, indicator.breakdowns) == line.rest
    okei = next((each.asked.okei for each in promises(PLANS[plan]) if each.words == line.words), "")
    if okei:
        assert proposals.same_quantity(okei, indicator.okei)


@pytest.mark.parametrize("plan", PLANS)
def test_promises_in_words_stand_in_the_document_and_no_measure_is_forgotten(plan: str) -> None:
    rows = {row.number: row for row in draft(PLANS[plan]).rows}
    for line in in_words(plan):
        row = rows[line.measure]
        assert fold(line.words) in fold(f"{row.title} {row.result} {row.completion_document}"), line.words
    counted = {each.measure for each in (*in_words(plan), *numbers(plan))}
    assert set(rows) <= counted, "these measures promise something that is counted nowhere"


def test_rooms_not_built_yet_are_named_and_those_built_are_not_among_them() -> None:
    counts = Counter(line.room for _, line in ALL if line.code != NONE)
    built = {room.code for room in register() if _has_records(room.code)}
    assert {room: count for room, (count, _) in rooms().items() if count} == dict(counts)
    assert {room for room, (_, stands) in rooms().items() if stands} == built & set(rooms()), (
        "a room was built: say so in docs/indicators.md, and let its work bring the facts"
    )


def _has_records(room: str) -> bool:
    return apps.is_installed(f"promost.{room}") and any(True for _ in apps.get_app_config(room).get_models())


def test_proposals_are_right_for_nineteen_of_twenty() -> None:
    right, wrong = 0, []
    for plan, document in PLANS.items():
        for promise, line in zip(promises(document), numbers(plan), strict=True):
            proposed = proposals.propose(promise.asked)
            if line.code == NONE:
                continue
            if proposed == Proposal(line.code, line.rest):
                right += 1
            else:
                wrong.append((promise.measure, promise.words, proposed))
    assert right / (right + len(wrong)) >= 0.95, wrong


def test_a_number_with_a_reason_gets_no_proposal() -> None:
    for plan, document in PLANS.items():
        for promise, line in zip(promises(document), numbers(plan), strict=True):
            if line.code == NONE:
                proposed = proposals.propose(promise.asked)
                assert proposed is None, f"{promise.measure} {promise.words}: {proposed}"
