"""A snapshot judges a quarter as it ended, whenever it is drawn."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from promost.progress.shapes import (
    FigureState,
    MeasureProgress,
    MeasureState,
    NoteLine,
    Occurrence,
    PlanProgress,
    Standing,
)
from promost.reports.quarters import NoQuarter, Quarter, proposed, quarters
from promost.reports.snapshot.building import build
from promost.reports.snapshot.measures import outcome
from promost.reports.snapshot.shapes import Outcome
from promost.reports.snapshot.whole import Snapshot, to_json
from tests.reports import making
from tests.reports.making import AT, Q3, measure, promise, promised, varied


def drawn_later(by_day: MeasureProgress, now: MeasureProgress) -> Snapshot:
    """A plan of one measure, and how it stands when the report is drawn after the quarter."""
    plans = [PlanProgress(1, 2, AT.day, {1: each}, (), ()) for each in (by_day, now)]
    return build(promise(promised(1)), plans[0], Q3, AT, plans[1])


def test_what_became_late_after_the_quarter_was_not_late_in_it() -> None:
    late = measure(1, MeasureState.LATE, due_on=date(2025, 10, 5), facts=1)
    assert outcome(late, None, Q3.end) is Outcome.IN_PROGRESS
    assert outcome(replace(late, facts=0), None, Q3.end) is Outcome.NOT_STARTED
    assert outcome(replace(late, due_on=Q3.end), None, Q3.end) is Outcome.NOT_OCCURRED


def test_an_occurrence_missed_after_the_quarter_is_no_matter_of_it() -> None:
    missed = (Occurrence(date(2025, 6, 30), True, True), Occurrence(date(2025, 10, 31), False, True))
    late = measure(1, MeasureState.LATE, due_on=date(2025, 12, 31), occurrences=missed, facts=1)
    assert outcome(late, None, Q3.end) is Outcome.IN_PROGRESS
    line = drawn_later(late, late).measures[0]
    assert (line.occurrences, line.occurrences_over, line.occurrences_met) == (2, 1, 1)


def test_a_measure_done_after_the_quarter_did_not_occur_in_it_and_the_report_tells_when_it_was_done() -> None:
    late = measure(1, MeasureState.LATE)
    done = measure(1, MeasureState.DONE, done_on=date(2025, 10, 7), in_time=False)
    line = drawn_later(late, done).measures[0]
    assert (line.outcome, line.done_on, line.done_since) == (Outcome.NOT_OCCURRED, None, date(2025, 10, 7))
    assert line.days_late == 46


def test_a_reason_written_while_reporting_is_found() -> None:
    note = NoteLine(date(2025, 10, 3), "станки задержаны", "")
    line = drawn_later(measure(1, MeasureState.LATE), measure(1, MeasureState.LATE, note=note)).measures[0]
    assert line.note is not None
    assert line.note.text == "станки задержаны"


def test_a_value_that_has_become_due_by_the_time_of_the_report_is_judged_by_then() -> None:
    nothing = making.figure(FigureState.NOT_DUE, None)
    missing = making.figure(FigureState.NOT_REPORTED, None)
    plans = [
        PlanProgress(1, 2, AT.day, {}, (making.target(1, figure, standing),), ())
        for figure, standing in ((nothing, Standing.NOT_DUE), (missing, Standing.NOT_REPORTED))
    ]
    line = build(promise(), plans[0], Q3, AT, plans[1]).targets[0]
    assert (line.standing, line.figure.state) == ("not_reported", "not_reported")


def test_a_figure_of_a_day_to_come_holds_facts_by_the_report_s_day_only() -> None:
    plans = [
        PlanProgress(
            1,
            2,
            AT.day,
            {},
            (making.target(1, making.figure(value=value), Standing.ON_PACE, due_on=date(2025, 12, 31)),),
            (),
        )
        for value in ("10", "17")
    ]
    line = build(promise(), plans[0], Q3, AT, plans[1]).targets[0]
    assert line.figure.value == 10
    assert not line.is_due


def test_a_snapshot_is_json() -> None:
    written = to_json(varied())
    again = json.loads(json.dumps(written))
    assert again["schema"] == "promost-plan-report/1"
    assert again["whole"]["planned"] == 3
    assert again["targets"][7]["figure"]["value"] == "1234567.8901"
    assert again["quarter_end"] == "2025-09-30"


def test_quarters_are_read_and_written() -> None:
    assert str(Quarter.parse("2025-Q3")) == str(Quarter.parse("2025q3")) == "2025-Q3"
    assert (Q3.start, Q3.end) == (date(2025, 7, 1), date(2025, 9, 30))
    assert Quarter(2025, 4).end == date(2025, 12, 31)
    for wrong in ("2025", "2025-Q5", "Q3", "0000-Q1", ""):
        with pytest.raises(NoQuarter):
            Quarter.parse(wrong)


def test_the_quarter_proposed_is_the_last_that_is_over_within_the_plan() -> None:
    year = date(2025, 1, 1), date(2025, 12, 31)
    assert [str(each) for each in quarters(*year)] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    assert str(proposed(*year, date(2025, 10, 1))) == "2025-Q3"
    assert str(proposed(*year, date(2025, 9, 30))) == "2025-Q2"
    assert str(proposed(*year, date(2025, 2, 1))) == "2025-Q1"
    assert str(proposed(*year, date(2027, 2, 1))) == "2025-Q4"


def test_a_measure_added_after_the_moment_asked_about_is_no_line_of_its_report() -> None:
    known = PlanProgress(1, 2, AT.day, {1: measure(1, MeasureState.DONE, in_time=True)}, (), ())
    made = build(promise(promised(1), promised(2)), known, Q3, AT, known)
    assert [line.uuid for line in made.measures] == [known.measures[1].uuid]
