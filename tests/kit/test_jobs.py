"""Long work: it is done once, whoever waits sees how far it is, and it ends, even where its worker does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django_q.conf import Conf
from django_q.models import OrmQ

from promost.kit import clock, jobs
from promost.kit.models import Job, JobState
from promost.kit.refs import Ref
from tests.kit import work

SUBJECT = Ref("test.document", "7")
KINDS = ("well", "quietly", "refused", "broken", "endless")


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_work", {f"test.{kind}": f"tests.kit.work.{kind}" for kind in KINDS})
    work.done.clear()
    work.seen.clear()


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Any]]:
    """Let jobs wait for a worker, as they do on a site; return what waits."""
    monkeypatch.setattr(Conf, "SYNC", False)
    return lambda: [each.task for each in OrmQ.objects.order_by("pk")]


def waiting(kind: str = "quietly", **values: Any) -> Job:
    """Return a job that waits, or stands as ``values`` say."""
    given = {"subject_kind": SUBJECT.kind, "subject_id": SUBJECT.id, "queued_at": clock.machine_now(), **values}
    return Job.objects.create(kind=f"test.{kind}", **given)


def run(job: Job) -> Job:
    """Do what a worker does with a job, and return how it stands then."""
    jobs.run(str(job.uuid))
    job.refresh_from_db()
    return job


@pytest.mark.django_db(transaction=True)
class TestQueueing:
    def test_a_job_waits_for_its_worker_and_the_queue_carries_its_id_alone(
        self, queue: Callable[[], list[Any]]
    ) -> None:
        job = jobs.start("test.quietly", SUBJECT, None)
        (task,) = queue()
        assert (task["func"], task["args"], task["kwargs"]) == ("promost.kit.jobs.run", (str(job.uuid),), {})
        assert (job.state, job.subject, job.started_at) == (JobState.QUEUED, SUBJECT, None)
        assert work.done == []

    def test_nothing_is_queued_before_the_action_is_saved(self, queue: Callable[[], list[Any]]) -> None:
        with transaction.atomic():
            jobs.start("test.quietly", SUBJECT, None)
            assert queue() == []
        assert len(queue()) == 1

    def test_nothing_is_queued_for_an_action_that_is_taken_back(self, queue: Callable[[], list[Any]]) -> None:
        with transaction.atomic():
            jobs.start("test.quietly", SUBJECT, None)
            transaction.set_rollback(True)
        assert queue() == []
        assert not Job.objects.exists()

    def test_whoever_waits_sees_how_far_the_work_is_while_it_is_done(self) -> None:
        job = run(waiting("well"))
        assert work.seen == [(1, 3, "reading")]
        assert (job.done, job.total, job.step) == (1, 3, "reading")


@pytest.mark.django_db
class TestDoing:
    def test_work_well_done_is_done_with_its_times(self) -> None:
        before = clock.machine_now()
        job = run(waiting())
        assert (job.state, job.attempts, job.failure, job.is_over) == (JobState.DONE, 1, {}, True)
        assert job.started_at is not None
        assert job.finished_at is not None
        assert before <= job.started_at <= job.finished_at <= clock.machine_now()

    def test_times_are_the_machine_s_though_the_programme_s_clock_stands_still(self) -> None:
        with clock.stopped(clock.machine_now().replace(year=2020)):
            job = run(waiting())
        assert job.finished_at is not None
        assert job.finished_at.year > 2020

    def test_a_reason_that_can_be_said_is_kept_with_its_values(self) -> None:
        job = run(waiting("refused"))
        assert job.state == JobState.FAILED
        assert job.failure["code"] == "TOO_LARGE"
        assert {name: job.failure["values"][name] for name in ("name", "size", "day")} == {
            "name": "plan.docx",
            "size": "1.5",
            "day": "2025-11-17",
        }
        assert isinstance(job.failure["values"]["word"], str)

    def test_a_fault_of_the_program_is_noted_and_goes_on_to_the_log(self) -> None:
        job = waiting("broken")
        with pytest.raises(ZeroDivisionError):
            run(job)
        job.refresh_from_db()
        assert (job.state, job.failure) == (JobState.FAILED, {"code": "unexpected", "values": {}})
        assert job.finished_at is not None

    def test_a_kind_that_no_room_registered_ends_too(self) -> None:
        job = waiting("unknown")
        with pytest.raises(KeyError, match=r"test\.unknown"):
            run(job)
        job.refresh_from_db()
        assert job.is_over

    def test_a_job_that_is_gone_breaks_no_worker(self) -> None:
        job = waiting()
        job.delete()
        jobs.run(str(job.uuid))
        assert work.done == []

    def test_the_newest_job_of_a_thing_comes_first_and_no_other_s(self) -> None:
        first, second = waiting(), waiting()
        waiting(subject_id="8")
        waiting(subject_kind="test.other")
        assert list(jobs.of(SUBJECT)) == [second, first]


@pytest.mark.django_db
class TestDoneOnce:
    @pytest.mark.parametrize("kind", ["quietly", "refused"])
    def test_a_job_that_comes_twice_is_not_done_again(self, kind: str) -> None:
        job = run(waiting(kind))
        ended, state = job.finished_at, job.state
        run(job)
        assert work.done == [SUBJECT.id]
        assert (job.finished_at, job.state, job.attempts) == (ended, state, 1)

    def test_a_fault_is_not_tried_again_and_again(self) -> None:
        job = waiting("broken")
        with pytest.raises(ZeroDivisionError):
            run(job)
        run(job)
        assert work.done == [SUBJECT.id]

    def test_a_job_whose_worker_was_killed_is_taken_again(self) -> None:
        killed = waiting(state=JobState.RUNNING, attempts=1, done=2, total=3, started_at=clock.machine_now())
        job = run(killed)
        assert (job.state, job.attempts) == (JobState.DONE, 2)
        assert work.done == [SUBJECT.id]

    def test_a_job_that_kills_its_worker_each_time_ends_in_words_and_not_in_a_bar_for_ever(self) -> None:
        job = run(waiting(state=JobState.RUNNING, attempts=jobs.ATTEMPTS))
        assert work.done == []
        assert (job.state, job.failure["code"]) == (JobState.FAILED, "unexpected")

    def test_a_job_that_runs_out_of_time_is_begun_anew_and_then_given_up(self) -> None:
        job = waiting("endless")
        for attempt in range(1, jobs.ATTEMPTS + 1):
            with pytest.raises(work.OutOfTime):
                jobs.run(str(job.uuid))
            job.refresh_from_db()
            assert (job.attempts, job.is_over) == (attempt, attempt == jobs.ATTEMPTS)
        assert job.failure["code"] == "unexpected"

    def test_we_give_up_when_the_queue_does(self) -> None:
        assert Conf.MAX_ATTEMPTS == jobs.ATTEMPTS
