"""``promost plan import``: the upload page's way without a browser."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from promost.plans import import_command
from promost.plans.models import Edition, Import, Plan
from tests.plans import world as worlds
from tests.plans.world import FIRST, NO_DATE, SECOND, World

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    import_command.configure(parser)
    return import_command.run(parser.parse_args(words))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "план.docx"
    path.write_bytes(worlds.document(FIRST, SECOND))
    return path


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    path = tmp_path / "неясный.docx"
    path.write_bytes(worlds.document(FIRST, NO_DATE))
    return path


def test_a_clean_document_becomes_a_plan(world: World, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(good), "--agreement", world.agreement.number) == 0
    assert Plan.objects.get().measures.count() == 2
    assert "2" in capsys.readouterr().out


def test_open_errors_are_told_and_the_preview_waits(
    world: World, doubtful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(doubtful), "--agreement", world.agreement.number) == 1
    assert "1.3" in capsys.readouterr().out
    assert not Plan.objects.exists()
    assert Import.objects.get().state == "preview"


def test_errors_are_taken_as_signed_with_a_note(world: World, doubtful: Path) -> None:
    assert run(str(doubtful), "--agreement", world.agreement.number, "--as-signed", "Так в документе") == 0
    assert Plan.objects.get().editions.get().measures.get(number="1.3").accepted_with[0]["note"] == "Так в документе"


def test_the_same_file_again_changes_nothing(world: World, good: Path) -> None:
    for _ in range(2):
        assert run(str(good), "--agreement", world.agreement.number) == 0
    assert Edition.objects.count() == 1


def test_a_preview_is_left_for_an_officer_on_request(world: World, good: Path) -> None:
    assert run(str(good), "--agreement", world.agreement.number, "--preview") == 0
    assert (Import.objects.get().state, Plan.objects.exists()) == ("preview", False)


@pytest.mark.parametrize("number", ["", "no such"])
def test_an_unknown_agreement_is_named(
    world: World, good: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(good), "--agreement", number) == 2
    assert number in capsys.readouterr().err
    assert not Import.objects.exists()


def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "скан.docx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    assert run(str(picture), "--agreement", world.agreement.number) == 2
    assert "скан.docx" in capsys.readouterr().err
    assert run(str(tmp_path / "нет.docx"), "--agreement", world.agreement.number) == 2
