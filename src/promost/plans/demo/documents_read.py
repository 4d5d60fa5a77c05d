"""Reading a demonstration's document the way its officer would: upload, preview, accept, by the room's actions."""

from __future__ import annotations

from importlib.resources import files

from promost.accounts.actors import Actor
from promost.kit import jobs
from promost.kit.refs import of
from promost.plans.actions import acceptance, preview, reading
from promost.plans.models import Agreement, Edition, Import, ImportState

NOTE = "Так в подписанном документе."
"""The note with which an officer takes an error as the signed document has it."""


def read_and_accept(agreement: Agreement, name: str, officer: Actor) -> Edition | None:
    """Upload and read a document of the demonstration and accept it; None when it was there already."""
    data = files("promost.plans.demo").joinpath(f"documents/{name}").read_bytes()
    uploaded = reading.upload(officer, agreement, name=name, data=data)
    if uploaded.source is None:
        return None
    source = uploaded.source
    _read_now(source)
    source.refresh_from_db()
    preview.take_errors_as_signed(officer, source, NOTE)
    return acceptance.accept(officer, source, source.version, invented=True)


def _read_now(source: Import) -> None:
    """Read here rather than wait for a worker: the queued job finds the work done."""
    if source.state == ImportState.READING:
        job = jobs.of(of(source)).first()
        assert job is not None  # noqa: S101 - upload queued it
        jobs.run(str(job.uuid))
