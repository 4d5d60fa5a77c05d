"""The doctor says when the indicators of the database are not those of this version."""

from __future__ import annotations

import pytest

from promost.kit import refs
from promost.kit.health import Level
from promost.profiles import definitions, health
from promost.profiles.definitions import BadDefinition
from promost.profiles.models import Indicator
from tests.profiles.conftest import Add

pytestmark = pytest.mark.django_db


def test_all_is_well_after_a_migration() -> None:
    assert [each.level for each in health.checks()] == [Level.WELL]


def test_one_that_is_missing_is_named_with_the_remedy() -> None:
    Indicator.objects.filter(code="TOURS").delete()
    (found,) = health.checks()
    assert (found.level, found.remedy) == (Level.ILL, "promost upgrade")
    assert "TOURS" in found.words


def test_one_that_was_changed_is_a_warning() -> None:
    Indicator.objects.filter(code="TOURS").update(name_en="Walks")
    (found,) = health.checks()
    assert found.level == Level.WARNING
    assert "TOURS" in found.words


def test_a_data_file_with_a_mistake_is_ill(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise BadDefinition("tourism:indicators.toml", "TOURS", "it has no unit")

    monkeypatch.setattr(definitions, "built_in", broken)
    (found,) = health.checks()
    assert (found.level, found.words) == (Level.ILL, "tourism:indicators.toml: indicator TOURS: it has no unit")


def test_a_level_in_a_history_is_shown_with_its_page(add: Add) -> None:
    made = add()
    (shown,) = refs.resolve([refs.of(made)]).values()
    assert shown.label == "Average headcount, 2025-03-31"
    assert shown.url.endswith(f"/levels/organisations/{made.organisation.uuid}/")  # type: ignore[union-attr]
