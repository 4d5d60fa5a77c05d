"""``promost plan progress``: the plan in the terminal says what its page says."""

from __future__ import annotations

import argparse
import json
from datetime import date

import pytest
from django.utils import translation

from promost.progress import command
from tests.progress.programme import QUARTERS, Programme, indicator

pytestmark = pytest.mark.django_db


def run(plan: str, *flags: str) -> int:
    parser = argparse.ArgumentParser()
    command.configure(parser)
    with translation.override("en"):
        return command.run(parser.parse_args([plan, *flags]))


@pytest.fixture
def programme() -> Programme:
    made = Programme.build()
    measure = made.measure(QUARTERS[1])
    made.target(indicator("TRAINED_T"), 5, measure=measure)
    made.target(indicator("TRAINED_T"), 1, 2, 3, 4, label="People trained")
    made.fact(indicator("TRAINED_T"), date(2025, 6, 1), 5, measure=measure)
    return made


def test_states_and_figures_are_shown(programme: Programme, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("Plan 1-P", "--at", "2025-11-20") == 0
    shown = " ".join(capsys.readouterr().out.split())
    for said in ("as of 20 Nov 2025", "done in time", "People trained", "5 units (≥ 3", "measures: 1; in time: 1"):
        assert said in shown


def test_json_has_exact_numbers_and_iso_days(programme: Programme, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(programme.plan.uuid), "--at", "2025-11-20", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["targets"][0]["points"][1]["figure"]["value"] == "5.0000"
    (measure,) = shown["measures"].values()
    assert (measure["state"], measure["done_on"]) == ("done", "2025-06-01")


@pytest.mark.parametrize(
    ("plan", "flags", "says"),
    [
        ("no such", (), "There is no plan “no such”"),
        ("Plan", (), "give the lasting id of one"),
        ("1-P", ("--at", "30.06"), "“30.06” is no day; write it as 2025-06-30"),
    ],
)
def test_what_cannot_be_shown_is_said(
    programme: Programme, capsys: pytest.CaptureFixture[str], plan: str, flags: tuple[str, ...], says: str
) -> None:
    Programme.build("2-P")
    assert run(plan, *flags) == 2
    assert says in capsys.readouterr().err
