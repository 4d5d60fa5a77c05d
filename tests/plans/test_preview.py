"""Officers mend a preview: nothing is invented, nothing overwritten, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from promost.kit.access import Refused
from promost.kit.models import HistoryEntry
from promost.kit.transitions import Overtaken
from promost.plans.actions import acceptance, preview
from promost.plans.mending import GivenDates, Mend
from promost.plans.models import Import, ImportRow, Plan
from promost.plans.queries.imports import open_errors
from promost.plans.reading.draft import DeadlineKind, Owner, Side
from tests.plans import world as worlds
from tests.plans.world import FIRST, NO_DATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(world: World, at_commit: Callable[[], Any]) -> Import:
    with at_commit():
        made = worlds.read(world, FIRST, NO_DATE)
    made.refresh_from_db()
    return made


def row(source: Import, position: int = 2) -> ImportRow:
    return source.rows.select_related("source__agreement").get(position=position)


def test_a_deadline_typed_in_words_is_read_as_the_document_would_be(world: World, source: Import) -> None:
    preview.mend_row(world.recipient, row(source), 0, Mend(deadline_text="до 1 сентября 2025 г."))
    mended = row(source)
    assert (mended.mended["deadline"]["kind"], mended.mended["deadline"]["end"]) == ("due", "2025-09-01")
    assert open_errors(mended) == ()
    assert mended.read["deadline"]["kind"] == "none", "what was read stays as it was read"


def test_a_deadline_given_in_dates_is_taken_as_given(world: World, source: Import) -> None:
    dates = GivenDates(DeadlineKind.PERIOD, date(2025, 5, 1), date(2025, 5, 31))
    preview.mend_row(world.recipient, row(source), 0, Mend(dates=dates))
    assert row(source).mended["deadline"]["start"] == "2025-05-01"
    assert open_errors(row(source)) == ()


def test_mending_one_field_leaves_the_doubts_of_the_others(world: World, source: Import) -> None:
    preview.mend_row(world.recipient, row(source), 0, Mend(title="Создание центра"))
    assert open_errors(row(source)) == ("MISSING_DEADLINE",)


def test_a_body_typed_in_is_kept_to_be_matched(world: World, source: Import) -> None:
    owners = {Side.DONOR: (Owner("Технополис"),), Side.RECIPIENT: (Owner("СВГУ", "Петрова П.П.", True),)}
    preview.mend_row(world.recipient, row(source), 0, Mend(owners=owners))
    assert source.bodies.filter(side="donor", name="Технополис").exists()
    assert row(source).mended["owners"]["recipient"][0]["by_agreement"] is True


def test_the_second_of_two_officers_is_told_and_overwrites_nothing(world: World, source: Import) -> None:
    preview.mend_row(world.recipient, row(source), 0, Mend(title="Первый был здесь"))
    with pytest.raises(Overtaken):
        preview.mend_row(world.colleague, row(source), 0, Mend(title="А второй опоздал"))
    assert row(source).mended["title"] == "Первый был здесь"


def test_nobody_has_to_invent_a_date_an_error_is_taken_as_signed_with_a_note(world: World, source: Import) -> None:
    with pytest.raises(ValidationError):
        preview.accept_error(world.recipient, row(source), 0, "MISSING_DEADLINE", "  ")
    preview.accept_error(world.recipient, row(source), 0, "MISSING_DEADLINE", "В плане срок не указан")
    assert open_errors(row(source)) == ()
    assert row(source).accepted_with == [{"code": "MISSING_DEADLINE", "note": "В плане срок не указан"}]


def test_a_term_that_ends_before_it_starts_is_refused(world: World, source: Import) -> None:
    dates = GivenDates(DeadlineKind.PERIOD, date(2025, 6, 1), date(2025, 5, 31))
    with pytest.raises(ValidationError):
        preview.mend_row(world.recipient, row(source), 0, Mend(dates=dates))
    assert row(source).version == 0


def test_a_direction_nobody_has_heard_of_is_refused(world: World, source: Import) -> None:
    with pytest.raises(ValidationError):
        preview.mend_row(world.recipient, row(source), 0, Mend(direction="astrology"))


def test_every_change_stands_in_the_history_with_who_and_for_whom(world: World, source: Import) -> None:
    preview.mend_row(world.recipient, row(source), 0, Mend(title="Создание центра"))
    entry = HistoryEntry.objects.get(verb="plans.mend_row")
    assert (entry.actor_id, entry.behalf_name) == (world.recipient.user_id, world.recipient.behalf_name)
    assert entry.changes["title"] == [NO_DATE[1], "Создание центра"]


def test_the_work_is_there_next_time(world: World, source: Import) -> None:
    preview.mend_row(world.recipient, row(source), 0, Mend(title="Создание центра"))
    again = Import.objects.get(uuid=source.uuid)
    assert (again.state, again.rows.get(position=2).mended["title"]) == ("preview", "Создание центра")


@pytest.mark.parametrize("who", ["curator", "viewer", "stranger"])
def test_who_may_not_mend_changes_nothing(world: World, source: Import, who: str) -> None:
    with pytest.raises(Refused):
        preview.mend_row(getattr(world, who), row(source), 0, Mend(title="x"))
    with pytest.raises(Refused):
        acceptance.accept(getattr(world, who), source, source.version)
    assert row(source).version == 0
    assert not Plan.objects.exists()


def test_words_and_dates_that_say_different_days_are_refused(world: World, source: Import) -> None:
    dates = GivenDates(DeadlineKind.DUE, None, date(2025, 5, 25))
    with pytest.raises(ValidationError):
        preview.mend_row(world.recipient, row(source), 0, Mend(deadline_text="до 1 августа 2025 г.", dates=dates))
    assert row(source).version == 0


def test_the_document_s_own_words_stay_beside_the_days_an_officer_gave(world: World, source: Import) -> None:
    preview.mend_row(world.recipient, row(source, 1), 0, Mend(deadline_text="до 1 августа 2025 г."))
    deadline = row(source, 1).mended["deadline"]
    assert (deadline["end"], deadline["text"]) == ("2025-08-01", "до 30 июня 2025 г.")


def test_a_row_is_added_by_hand_and_asks_for_what_it_lacks(world: World, source: Import) -> None:
    added = preview.add_row(world.recipient, source)
    assert added.position == 3
    assert open_errors(added) == ("MISSING_TITLE", "MISSING_DEADLINE")
    preview.mend_row(world.recipient, added, 0, Mend(title="Визит", deadline_text="май 2025 г."))
    assert open_errors(row(source, 3)) == ()
