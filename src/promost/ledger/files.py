"""Files that prove something: what may come in, and how it is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from promost.accounts.actors import Actor
from promost.kit import clock, files, uploads
from promost.kit.uploads.checking import extension, safe_name
from promost.ledger.models import Attachment, Evidence, Fact
from promost.ledger.problems import Bad
from promost.plans.models import Measure

KINDS = ("docx", "jpg", "odt", "ods", "pdf", "png", "pptx", "tiff", "xlsx")
"""What is taken as evidence: documents without programs, and pictures."""
MEGABYTE = 1024 * 1024
LIMIT = 20 * MEGABYTE
MOST = 10
"""Files taken at once."""
BATCH = 500
_SAME = {"jpeg": "jpg", "tif": "tiff"}
_SAID = ("EMPTY_FILE", "TOO_LARGE", "EXECUTABLE", "PASSWORD", "MACROS", "NOT_ACCEPTED")
"""Refusals with a sentence of their own; the others say that the file is damaged."""


class File(Protocol):
    """A file as it comes from a form (Django's UploadedFile), the API or a command."""

    @property
    def name(self) -> Any:
        """Its name as its owner wrote it."""

    @property
    def size(self) -> Any:
        """How many bytes."""

    def read(self) -> bytes:
        """Return its bytes."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file given as bytes."""

    name: str
    data: bytes

    @property
    def size(self) -> int:
        """How many bytes."""
        return len(self.data)

    def read(self) -> bytes:
        """Return its bytes."""
        return self.data


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may come in: its bytes, and what it really is."""

    data: bytes
    checked: uploads.Checked


def examine(given: Sequence[File], kinds: Collection[str] = KINDS, limit: int = LIMIT) -> list[Examined]:
    """Return the files, each looked into. One that is too large is refused before it is read into memory.

    Raises Bad with a code that begins with FILE_, or TOO_MANY_FILES.
    """
    if len(given) > MOST:
        raise Bad("TOO_MANY_FILES", count=len(given), most=MOST)
    for each in given:
        check_size(each, limit)
    return [_examine(each, kinds, limit) for each in given]


def check_size(given: File, limit: int = LIMIT) -> None:
    """Raise Bad FILE_TOO_LARGE for a file of more than ``limit`` bytes, without reading it."""
    if given.size > limit:
        size = -(-given.size // MEGABYTE)
        raise Bad("FILE_TOO_LARGE", name=safe_name(str(given.name)), size=size, limit=limit // MEGABYTE)


def _examine(given: File, kinds: Collection[str], limit: int) -> Examined:
    data, name = given.read(), str(given.name)
    try:
        checked = uploads.check(data, name, kinds, limit)
    except uploads.Refused as refused:
        code = refused.code if refused.code in _SAID else "DAMAGED"
        values: dict[str, Any] = {"name": safe_name(name), **refused.values}
        raise Bad(f"FILE_{code}", **values) from refused
    ending = extension(checked.name)
    if _SAME.get(ending, ending) != checked.kind:
        raise Bad("FILE_RENAMED", name=checked.name, kind=checked.kind)
    return Examined(data, checked)


def keep(actor: Actor, examined: Iterable[Examined], personal: bool) -> list[Evidence]:
    """Store files by their SHA-256 and note them; called inside the action's transaction."""
    now = clock.now()
    return [
        Evidence.objects.create(
            sha256=files.keep(each.data),
            name=each.checked.name,
            kind=each.checked.kind,
            size=each.checked.size,
            personal=personal,
            uploaded_by_id=actor.user_id,
            uploaded_for=actor.organisation,
            uploaded_at=now,
        )
        for each in examined
    ]


def attach(actor: Actor, examined: Sequence[Examined], thing: Fact | Measure, personal: bool) -> list[Evidence]:
    """Keep files and put them beside a thing; called inside the action's transaction."""
    kept = keep(actor, examined, personal)
    put_beside(actor, kept, thing)
    return kept


def put_beside(actor: Actor, evidence: Sequence[Evidence], *things: Fact | Measure) -> None:
    """Attach each piece of evidence to each fact, or to a measure as a whole."""
    now = clock.now()
    Attachment.objects.bulk_create(
        (
            Attachment(evidence=each, attached_by_id=actor.user_id, attached_at=now, **_beside(thing))
            for thing in things
            for each in evidence
        ),
        batch_size=BATCH,
    )


def _beside(thing: Fact | Measure) -> dict[str, Any]:
    return {"fact": thing} if isinstance(thing, Fact) else {"measure": thing}
