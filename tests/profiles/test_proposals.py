"""A proposal follows the words and the unit; where they say too little there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.profiles import definitions, proposals
from promost.profiles.proposals import Asked, Candidate, Proposal, propose
from promost.registry import units

DEFINED = {each.code: each for each in definitions.built_in()}
WORDS = sorted({word for each in definitions.built_in() for phrase in each.words for word in phrase.split()})
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
asked = st.builds(
    Asked, label=texts, text=texts, okei=st.sampled_from(["", *units.built_in()]), unit=st.just("ед"),
    direction=st.sampled_from(["", "support", "training"]), title=texts, result=texts,
)  # fmt: skip


@given(asked)
def test_whatever_the_words_people_are_never_proposed_for_enterprises(promise: Asked) -> None:
    proposed = propose(promise)
    if proposed is not None:
        assert proposals.same_quantity(promise.okei, DEFINED[proposed.code].okei)
        assert proposed.code != "COMPLETION"


@given(asked)
def test_the_same_words_give_the_same_proposal_in_any_order_of_indicators(promise: Asked) -> None:
    assert propose(promise, tuple(reversed(proposals.built_in()))) == propose(promise)


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        (Asked("предприятий", "не менее 30 предприятий", "642"), None),
        (Asked("", "не менее 5", "642"), None),
        (Asked("семинара", "2 семинара", "642"), Proposal("EVENTS", "event=seminar")),
        (Asked("школьников", "500 школьников", "792", direction="tourism", title="Экскурсии", result="500 школьников"),
         Proposal("VISITORS", "audience=pupils")),
        (Asked("Сумма займов", "90000", "384"), Proposal("LOAN_SUM")),
        (Asked("People trained", "25", "792"), Proposal("TRAINED")),
        (Asked("академических часа", "72 академических часа", "", "ак.ч"), Proposal("PROGRAMME_HOURS")),
        (Asked("академических часа", "72 академических часа", "", "баллов"), None),
        (Asked("", "одобрено не менее 8", "642", result="Подано 24 заявки, одобрено не менее 8"),
         Proposal("APPL_GRANTED")),
    ],
)  # fmt: skip
def test_what_is_proposed(promise: Asked, expected: Proposal | None) -> None:
    assert propose(promise) == expected


def test_two_that_fit_alike_give_none() -> None:
    twins = [Candidate(code, "zones", "642", "", (("площад",),)) for code in ("ONE", "TWO")]
    assert propose(Asked("площадок", "12 площадок", "642"), twins) is None
    assert propose(Asked("площадок", "12 площадок", "642"), twins[:1]) == Proposal("ONE")


def test_the_direction_of_the_measure_decides_between_two_alike() -> None:
    twins = [Candidate(code, source, "642", "", (("площад",),)) for code, source in (("A", "zones"), ("B", "tourism"))]
    assert propose(Asked("площадок", "12 площадок", "642", direction="tourism"), twins) == Proposal("B")
