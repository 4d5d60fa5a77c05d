"""A file of a register put into the register of enterprises: from the command line at once, from a page by a job."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import IO

from django.db import transaction

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.rules import actors_of, require
from promost.kit import clock, files, history, jobs, refs
from promost.kit.models import Job
from promost.profiles.models import LoadState, RegisterLoad
from promost.profiles.register import loading
from promost.profiles.register.loading import Watch
from promost.profiles.register.problems import BadRegister

PERMISSION = "profiles.import_enterprises"
JOB = "profiles.load_register"
EVERY = 250
"""Milliseconds between two notes of a job's progress."""


def load_register(
    actor: Actor,
    path: Path,
    *,
    rejects: IO[str],
    watch: Watch,
    mapping: Mapping[str, str] | None = None,
    released: date | None = None,
) -> RegisterLoad:
    """Put a file into the register of enterprises, and return what came of it.

    ``rejects`` takes the rows that were not taken, with reasons; ``mapping`` is {field: heading} for a table;
    ``released`` the day of a table's release. Raises Refused, BadRegister (nothing was saved), OSError.
    """
    require(actor, PERMISSION)
    found = loading.look_through(path, mapping or {}, watch)
    load = RegisterLoad.objects.create(
        name=path.name[:200], mapping=dict(mapping or {}), state=LoadState.RUNNING, made_by_id=actor.user_id,
        made_for=actor.organisation, made_at=clock.now(),
    )  # fmt: skip
    loading.put(load, found, rejects, watch, released)
    return _finish(actor, load)


def upload_register(actor: Actor, name: str, data: bytes, mapping: Mapping[str, str] | None = None) -> RegisterLoad:
    """Keep an uploaded file and queue its loading; the same file while it waits or runs is one load. Raises Refused."""
    require(actor, PERMISSION)
    digest = files.keep(data)
    with transaction.atomic():
        load, made = RegisterLoad.objects.get_or_create(
            sha256=digest,
            state__in=[LoadState.WAITING, LoadState.RUNNING],
            defaults={
                "name": Path(name).name[:200],
                "mapping": dict(mapping or {}),
                "state": LoadState.WAITING,
                "made_by_id": actor.user_id,
                "made_for": actor.organisation,
                "made_at": clock.now(),
            },
        )
        if made:
            history.write(actor, "profiles.upload_register", refs.of(load), {"name": [None, load.name]})
            jobs.start(JOB, refs.of(load), actor.user_id)
    return load


def work(job: Job) -> None:
    """Load an uploaded file: the work of the job. Run twice, it comes to the same register."""
    load = RegisterLoad.objects.select_related("made_by", "made_for").get(uuid=job.subject_id)
    if load.is_over:
        return
    RegisterLoad.objects.filter(pk=load.pk).update(state=LoadState.RUNNING)
    load.state = LoadState.RUNNING
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(load.name).name or "register")
        path.write_bytes(files.read(load.sha256))
        try:
            _load(job, load, path)
        except BadRegister as bad:
            load.state, load.problem, load.finished_at = LoadState.FAILED, str(bad), clock.now()
            load.save()
            raise jobs.Failed("REGISTER", words=str(bad)) from bad


def _load(job: Job, load: RegisterLoad, path: Path) -> None:
    def watch(step: str, done: int, total: int) -> None:
        jobs.progress(job, min(done, 2**31 - 1), min(total, 2**31 - 1), step)

    rejects = io.StringIO(newline="")
    loading.put(load, loading.look_through(path, load.mapping, watch), rejects, watch)
    if load.rejected:
        load.rejected_sha256 = files.keep(rejects.getvalue().encode("utf-8-sig"))
    _finish(_doer(load), load)


def _doer(load: RegisterLoad) -> Actor:
    """Whoever uploaded it, for the organisation it was uploaded for."""
    if load.made_by is None:
        return OPERATOR
    known = [actor for actor in actors_of(load.made_by) if actor.organisation == load.made_for]
    return known[0] if known else Actor(load.made_by)


def _finish(actor: Actor, load: RegisterLoad) -> RegisterLoad:
    load.state, load.finished_at = LoadState.DONE, clock.now()
    with transaction.atomic():
        load.save()
        counts = ("added", "changed", "unchanged", "older", "rejected")
        changes = {name: [None, getattr(load, name)] for name in counts}
        history.write(actor, PERMISSION, refs.of(load), changes, load.name)
    return load
