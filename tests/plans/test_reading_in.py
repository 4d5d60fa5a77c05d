"""A document comes in: read in the background, kept as a preview, never twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from promost.kit import files, jobs
from promost.kit.access import Refused
from promost.kit.models import JobState
from promost.kit.refs import of
from promost.plans.actions import preview, reading
from promost.plans.models import Body, Import, ImportState
from promost.plans.reading.sources import Unreadable
from tests.plans import world as worlds
from tests.plans.world import FIRST, NO_DATE, SECOND, World

pytestmark = pytest.mark.django_db


def test_a_document_becomes_a_preview_with_its_rows_their_source_and_the_bodies_it_names(
    world: World, at_commit: Callable[[], Any]
) -> None:
    with at_commit():
        source = worlds.read(world, FIRST, SECOND)
    source.refresh_from_db()
    assert source.state == ImportState.PREVIEW
    first, second = source.rows.order_by("position")
    assert (first.mended["number"], second.mended["title"]) == ("1.1", "Обучение инженеров")
    assert first.source_cells == [list(FIRST)]
    assert set(Body.objects.values_list("side", "name")) >= {("donor", "ДИПП"), ("recipient", "СВГУ")}


def test_the_same_document_again_leads_to_the_preview_that_is_open(world: World, at_commit: Callable[[], Any]) -> None:
    data = worlds.document(FIRST)
    with at_commit():
        first = reading.upload(world.recipient, world.agreement, name="a.docx", data=data)
        again = reading.upload(world.donor, world.agreement, name="b.docx", data=data)
    assert again.again
    assert again.source == first.source
    assert Import.objects.count() == 1


def test_a_document_that_became_an_edition_leads_there_and_changes_nothing(
    world: World, at_commit: Callable[[], Any]
) -> None:
    data = worlds.document(FIRST)
    with at_commit():
        source = reading.upload(world.recipient, world.agreement, name="a.docx", data=data).source
    assert source is not None
    edition = worlds.accepted(world, source)
    again = reading.upload(world.recipient, world.agreement, name="a.docx", data=data)
    assert (again.source, again.edition) == (None, edition)


def test_a_document_put_aside_may_be_uploaded_again(world: World, at_commit: Callable[[], Any]) -> None:
    data = worlds.document(FIRST)
    with at_commit():
        first = reading.upload(world.recipient, world.agreement, name="a.docx", data=data).source
    assert first is not None
    first.refresh_from_db()
    preview.discard(world.recipient, first, first.version)
    with at_commit():
        second = reading.upload(world.recipient, world.agreement, name="a.docx", data=data).source
    assert second not in {None, first}


def test_a_file_that_is_no_plan_document_is_refused_before_anything_is_saved(world: World) -> None:
    for data, code in ((b"MZ\x90\x00 not a document at all", "EXECUTABLE"), (b"a;b\n1;2\n" * 9, "CSV")):
        with pytest.raises(Unreadable) as told:
            reading.upload(world.recipient, world.agreement, name="plan.docx", data=data)
        assert told.value.code == code
    assert not Import.objects.exists()


def test_a_document_without_measures_says_so_and_keeps_the_file(world: World, at_commit: Callable[[], Any]) -> None:
    with at_commit():
        source = worlds.read(world)
    source.refresh_from_db()
    assert "NO_MEASURES_FOUND" in {each["code"] for each in source.head["problems"]}


def test_a_job_that_is_taken_twice_comes_to_one_preview(world: World, at_commit: Callable[[], Any]) -> None:
    with at_commit():
        source = worlds.read(world, FIRST, NO_DATE)
    job = jobs.of(of(source)).get()
    assert job.state == JobState.DONE
    type(job).objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    jobs.run(str(job.uuid))
    assert source.rows.count() == 2


@pytest.mark.parametrize("who", ["curator", "viewer", "stranger"])
def test_who_does_not_work_on_the_plan_uploads_nothing(world: World, who: str) -> None:
    with pytest.raises(Refused):
        reading.upload(getattr(world, who), world.agreement, name="a.docx", data=worlds.document(FIRST))
    assert not Import.objects.exists()


def test_a_stored_file_that_is_gone_is_told_and_the_document_may_come_again(
    world: World, at_commit: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_digest: str) -> bytes:
        raise FileNotFoundError

    data = worlds.document(FIRST)
    with monkeypatch.context() as patched:
        patched.setattr(files, "read", gone)
        with at_commit():
            source = reading.upload(world.recipient, world.agreement, name="a.docx", data=data).source
    assert source is not None
    source.refresh_from_db()
    assert source.state == ImportState.FAILED
    assert jobs.of(of(source)).get().failure["code"] == "FILE_LOST"
    with at_commit():
        again = reading.upload(world.recipient, world.agreement, name="a.docx", data=data).source
    assert again not in {None, source}
