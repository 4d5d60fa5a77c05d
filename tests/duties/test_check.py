"""``promost duties check``: what is open and what is owed are compared, and put right when asked."""

from __future__ import annotations

from datetime import date

import pytest

from promost.conf import cli
from promost.duties import actions, health
from promost.kit.refs import Ref
from tests.conf.doctoring import ails
from tests.duties import owing
from tests.duties.owing import opened, owed
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "180")


def check(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = cli.main(["duties", "check", *options])
    told = capsys.readouterr()
    assert not told.err
    return code, told.out


def test_what_agrees_is_well(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    owing.expected[:] = [owed(world.bodies["recipient"])]
    actions.open_duties(owing.expected)
    assert check(capsys) == (0, "Every open duty is owed, and what is owed is open.\n")
    assert not ails(health.checks)


def test_each_difference_is_named_and_nothing_is_changed(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    body, origin = world.bodies["recipient"], Ref("plans.measure", str(world.measure.uuid))
    actions.open_duties([owed(body, part="moves", origin=origin), owed(body, part="goes", kind="test.measure")])
    later = date(2025, 7, 31)
    owing.expected[:] = [owed(body, part="moves", origin=origin, due_on=later), owed(world.bodies["donor"])]
    before = opened()
    code, said = check(capsys)
    assert code == 1
    lines = {line.split()[0]: line for line in said.splitlines()}
    assert "Department of Industry" in lines["missing"]
    assert str(owing.REPORT) in lines["missing"], "an origin that is gone is named by its reference"
    assert "Send the report" in lines["changed"]
    assert "1.1 Hold a suppliers' day" in lines["changed"]
    assert "30 Jun 2025 → 31 Jul 2025" in lines["changed"].replace("\xa0", " ")
    assert "Complete the measure" in lines["not"]
    assert "Duties that differ: 3. Mend them: promost duties check --mend" in said
    assert opened() == before
    assert ails(health.checks)["Open duties"].remedy == "promost duties check --mend"


def test_mending_puts_it_right_and_says_what_it_did(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    owing.expected[:] = [owed(world.bodies["recipient"])]
    code, said = check(capsys, "--mend")
    assert code == 0
    assert "Mended: 1." in said
    assert len(opened()) == 1
    assert check(capsys)[0] == 0


def test_duties_that_no_room_answers_for_are_told_and_left_alone(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    actions.open_duties([owed(world.bodies["recipient"], kind="gone.thing")])
    code, said = check(capsys, "--mend")
    assert code == 0
    assert "Nobody answers for the duties of the kind gone.thing, open: 1. They were left alone." in said
    assert len(opened()) == 1
    assert "gone.thing" in ails(health.checks)["Kinds of duties"].words
