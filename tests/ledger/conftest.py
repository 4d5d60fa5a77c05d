"""What tests of the ledger begin with: the small world, indicators of its own, and a day on which it all happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from promost.accounts.actors import OPERATOR
from promost.kit import clock
from promost.kit.moments import Moment
from promost.kit.refs import Ref
from promost.ledger.recording import NewFact
from promost.profiles.models import Indicator, Kind
from tests import world as worlds
from tests.world import World

NOON = datetime(2025, 9, 15, 12, tzinfo=UTC)
"""The moment at which tests of the ledger stand, unless they say otherwise."""
TODAY = date(2025, 9, 15)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return the small world, its ledger still empty: a plan of 2025 of Moscow and Magadan with one measure of both."""
    for name in ("_fact", "_evidence", "_sheet"):
        monkeypatch.setattr(worlds, name, lambda *_: None, raising=False)
    return World.build()


@pytest.fixture
def trained(db: None) -> Indicator:
    """Return a flow told apart by audience: people trained."""
    return indicator("test.folk_trained", okei="792", breakdowns={"audience": ["pupils", "students"]})


@pytest.fixture
def money(db: None) -> Indicator:
    """Return a flow in millions of roubles, at most 5,000 in one fact, recorded with evidence."""
    return indicator("test.money", okei="385", most=Decimal(5000), needs_evidence=True)


@pytest.fixture
def lines(db: None) -> Indicator:
    """Return a stock: lines in operation."""
    return indicator("test.lines", kind=Kind.STOCK, okei="642", may_be_negative=True)


@pytest.fixture
def supported(db: None) -> Indicator:
    """Return a distinct indicator: enterprises supported."""
    return indicator("test.supported", kind=Kind.DISTINCT, okei="642", needs_organisation=True)


def indicator(code: str, kind: Kind = Kind.FLOW, **values: Any) -> Indicator:
    """Make an indicator."""
    return Indicator.objects.create(
        code=code,
        kind=kind,
        name_ru=code,
        name_en=code.removeprefix("test.").replace("_", " ").title(),
        source="test",
        **values,
    )


def fact(of: Indicator, value: int | str | Decimal = 1, event: str = "1", **values: Any) -> NewFact:
    """Return a fact to be recorded: of the tests' day, in Magadan Oblast, from a made-up record."""
    given: dict[str, Any] = {"happened_on": TODAY, "region": "RU-MAG", "source": Ref("test.thing", "1"), **values}
    return NewFact(indicator=of, value=Decimal(value), event=event, **given)


def at(day: date = date(2025, 12, 31), known_at: datetime | None = None) -> Moment:
    """Return a moment at which everything counts."""
    return Moment(day, known_at or clock.now())


__all__ = ["NOON", "OPERATOR", "TODAY", "at", "fact", "indicator"]
