"""A figure against its target says what it is, what was promised by when, how it stands, and how it came."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from promost.kit.components.against import Against, against, by_hand

JUNE = date(2025, 6, 30)


def shown(figure: Against, label: str = "") -> str:
    """The words on the page."""
    with translation.override("en"):
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(against(figure, label)))).strip()


def test_value_promise_state_and_share_by_hand() -> None:
    figure = Against(
        Decimal(12), "units", promised=20, due_on=JUNE, state="behind", kind="warn", by_hand=Decimal("0.4")
    )
    said = shown(figure, "residents").replace("\xa0", " ")
    assert said == "12 units residents promised ≥ 20 units by 30 Jun 2025 behind 40% entered by hand"


def test_zero_and_not_reported_are_two_things() -> None:
    assert shown(Against(0, "units")) == "0 units"
    assert shown(Against(None, "units")) == "not reported"
    assert shown(Against(None, "units", word="awaited")) == "awaited"


def test_a_figure_opens_to_its_facts() -> None:
    assert '<a href="/facts/?target=1&amp;until=2025-06-30">' in str(
        against(Against(5, url="/facts/?target=1&until=2025-06-30"))
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, ""), (Decimal(0), ""), (Decimal(1), "entered by hand"), (Decimal("0.004"), "less than 1%")],
)
def test_how_much_was_entered_by_hand(share: Decimal | None, words: str) -> None:
    with translation.override("en"):
        assert words in by_hand(share)
        assert bool(words) == bool(by_hand(share))


def test_almost_all_by_hand_is_not_all() -> None:
    with translation.override("en"):
        assert by_hand(Decimal("0.999")) == "more than 99% entered by hand"


def test_what_is_counted_cannot_break_the_page() -> None:
    assert "<b>x" not in str(against(Against(1, "<b>x"), "<b>x"))
