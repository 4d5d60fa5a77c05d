"""A register loaded from the page: by whom, how far it is, what came of it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from promost.kit import jobs, refs
from promost.kit.models import Job, JobState
from promost.profiles.models import Enterprise, LoadState, RegisterLoad
from tests.profiles.conftest import Levels
from tests.profiles.register import made

pytestmark = pytest.mark.django_db
ONE = made.inn(1)


@pytest.fixture
def officer(levels: Levels) -> Client:
    door = Client()
    door.force_login(levels.officer.person)
    return door


def send(door: Client, data: bytes, name: str = "register.xml", **more: str) -> Any:
    return door.post(reverse("profiles:loads"), {"file": SimpleUploadedFile(name, data), **more})


def work() -> RegisterLoad:
    """Do the queued job, as the worker does."""
    load = RegisterLoad.objects.get()
    jobs.run(str(jobs.of(refs.of(load)).get().uuid))
    load.refresh_from_db()
    return load


def test_an_officer_uploads_a_register_watches_it_and_takes_the_rejected_rows(officer: Client) -> None:
    sent = send(officer, made.file([made.sme(ONE), made.sme("4900000010")]))
    assert "It waits for its turn" in officer.get(sent["Location"]).content.decode()
    load = work()
    assert (load.state, made.counts(load)) == (LoadState.DONE, {"added": 1, "rejected": 1})
    assert Enterprise.objects.get().inn == ONE
    page = officer.get(sent["Location"]).content.decode()
    assert "Rejected rows with reasons" in page
    answer: Any = officer.get(reverse("profiles:load_rejected", args=[load.uuid]))
    assert "4900000010" in io.BytesIO(b"".join(answer.streaming_content)).read().decode("utf-8-sig")


def test_the_same_file_sent_twice_while_it_waits_is_one_load(officer: Client) -> None:
    data = made.file([made.sme(ONE)])
    assert send(officer, data)["Location"] == send(officer, data)["Location"]
    assert Job.objects.count() == 1


def test_a_job_run_twice_comes_to_the_same_register(officer: Client) -> None:
    send(officer, made.file([made.sme(ONE)]))
    load = work()
    Job.objects.update(state=JobState.QUEUED)
    assert work().changed == load.changed
    assert Enterprise.objects.count() == 1


def test_a_broken_file_is_told_on_its_page_and_nothing_is_loaded(officer: Client) -> None:
    sent = send(officer, b"<a>\n<b></a>")
    assert work().state == LoadState.FAILED
    page = officer.get(sent["Location"]).content.decode()
    assert "The file was not loaded" in page
    assert "line 2, column" in page
    assert not Enterprise.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "mapping", "says"),
    [
        ("a.zip", b"PK\x03\x04 not an archive", "", "damaged, locked"),
        ("a.csv", b"INN\n", "inn=1", "not JSON"),
        ("a.csv", b"", "", "empty"),
    ],
)
def test_a_file_that_cannot_be_is_refused_at_the_form(
    officer: Client, name: str, data: bytes, mapping: str, says: str
) -> None:
    answered = send(officer, data, name, mapping=mapping)
    assert answered.status_code == 422
    assert says in answered.content.decode()
    assert not RegisterLoad.objects.exists()
