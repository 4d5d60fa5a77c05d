"""Progress notes: one line beside what is derived; who may write them, and what they never do."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Role
from promost.kit import clock
from promost.kit.access import Refused
from promost.kit.models import HistoryEntry
from promost.kit.moments import Moment
from promost.plans.models import Measure
from promost.progress import actions
from promost.progress.models import Note
from promost.progress.queries import measure_progress
from tests.accounts.people import member
from tests.progress.programme import NOVEMBER, Programme, enterprise, indicator, noon

pytestmark = pytest.mark.django_db
JUNE, DAY = noon("2025-06-10"), date(2025, 6, 9)


@pytest.fixture
def programme() -> Programme:
    return Programme.build()


@pytest.fixture
def measure(programme: Programme) -> Measure:
    return programme.measure()


@pytest.fixture
def officer(programme: Programme) -> Actor:
    return member("officer", programme.recipient, Role.EDITOR)


def write(actor: Actor, measure: Measure, text: str = "The hall is booked", day: date = DAY) -> Note:
    with clock.stopped(JUNE):
        return actions.note(actor, measure, day, text, uuid4())


def test_a_note_stands_beside_the_state_and_changes_nothing(measure: Measure, officer: Actor) -> None:
    before = measure_progress(measure, NOVEMBER)
    write(officer, measure)
    now = measure_progress(measure, NOVEMBER)
    assert now.note is not None
    assert (now.note.day, now.note.text) == (DAY, "The hall is booked")
    assert (now.state, now.risk) == (before.state, before.risk)


def test_it_is_one_line_and_in_the_history(measure: Measure, officer: Actor) -> None:
    write(officer, measure, "The hall\nis   booked\u200b ")
    entry = HistoryEntry.objects.get(verb="progress.note", subject_id=str(measure.uuid))
    assert entry.changes["note"] == [None, "The hall is booked"]
    assert (entry.actor_id, entry.behalf_name) == (officer.user_id, "Ministry of RU-MAG")


def test_the_newest_note_is_shown_as_it_stood_then(measure: Measure, officer: Actor) -> None:
    write(officer, measure, "First", date(2025, 6, 1))
    second = write(officer, measure, "Second")
    with clock.stopped(noon("2025-06-20")):
        actions.withdraw_note(officer, second)
    seen = [measure_progress(measure, Moment(at.date(), at)).note for at in (noon("2025-06-15"), noon("2025-06-25"))]
    assert [each.text if each else None for each in seen] == ["Second", "First"]


def test_a_form_sent_twice_is_one_note(measure: Measure, officer: Actor) -> None:
    token = uuid4()
    with clock.stopped(JUNE):
        notes = {actions.note(officer, measure, DAY, "Once", token).pk for _ in range(2)}
    assert len(notes) == Note.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "day", "says"),
    [
        ("  \n ", DAY, "Write in a line"),
        ("x" * 301, DAY, "301 characters; shorten it to 300"),
        ("Soon", date(2025, 6, 11), "still to come; give a day up to today, 10 Jun 2025"),
        ("Long ago", date(2024, 12, 31), "before the plan, which begins on 1 Jan 2025"),
    ],
)
def test_what_cannot_be_a_note_is_said(measure: Measure, officer: Actor, text: str, day: date, says: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        write(officer, measure, text, day)
    assert says in refused.value.messages[0].replace("\N{NO-BREAK SPACE}", " ")
    assert not Note.objects.exists()


class TestWhoMay:
    def test_viewers_strangers_and_the_administrator_may_not(self, programme: Programme, measure: Measure) -> None:
        administrator = member("administrator", programme.recipient, Role.ADMINISTRATOR)
        viewer = member("viewer", programme.recipient, Role.VIEWER)
        stranger = member("stranger", enterprise("Elsewhere"), Role.EDITOR)
        for actor in (administrator, viewer, stranger):
            with pytest.raises(Refused):
                write(actor, measure)
        assert not Note.objects.exists()

    def test_an_owner_that_is_no_party_may(self, programme: Programme, measure: Measure) -> None:
        body = enterprise("Training centre")
        measure.editions.get().owners.filter(party=programme.parties[1]).update(organisation=body)
        assert write(member("centre", body, Role.EDITOR), measure).written_for == body

    def test_a_note_is_withdrawn_by_those_for_whom_it_was_written(
        self, programme: Programme, measure: Measure, officer: Actor
    ) -> None:
        written = write(officer, measure)
        with pytest.raises(Refused):
            actions.withdraw_note(member("donor", programme.donor, Role.SIGNATORY), written)
        colleague = member("colleague", programme.recipient, Role.EDITOR)
        for _ in range(2):
            actions.withdraw_note(colleague, written)
        assert HistoryEntry.objects.filter(verb="progress.withdraw_note").count() == 1

    def test_the_installation_may(self, measure: Measure) -> None:
        assert write(OPERATOR, measure).written_for is None


def test_an_indicator_is_made_once_for_these_tests() -> None:
    assert indicator("TRAINED_T") == indicator("TRAINED_T")
