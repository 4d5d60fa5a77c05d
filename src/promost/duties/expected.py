"""What should be owed, as a room says it, and how that differs from what is open. Compared without asking anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from promost.duties.models import Duty
from promost.kit.refs import Ref

Key = tuple[int, str, Ref, str]
"""What makes a duty one: organisation, kind, origin, part. Of each there is one open duty at most."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A duty that should be open: of ``organisation_id`` (of ``user_id`` in it, if one person owes it).

    ``kind`` begins with the code of the room that tells of it ("progress.measure"). ``part`` tells several duties from
    one origin apart. The duty ends at the midnight after ``due_on`` in ``zone`` (an IANA name).
    """

    organisation_id: int
    kind: str
    origin: Ref
    part: str
    due_on: date
    zone: str
    user_id: int | None = None

    @property
    def key(self) -> Key:
        """What makes it one duty."""
        return self.organisation_id, self.kind, self.origin, self.part

    def is_kept_by(self, duty: Duty) -> bool:
        """Whether an open duty of the same key says the same."""
        return (self.due_on, self.zone, self.user_id) == (duty.due_on, duty.zone, duty.user_id)


@dataclass(frozen=True, slots=True)
class Difference:
    """How open duties differ from expected ones; empty when they do not."""

    missing: tuple[Expected, ...] = ()
    moved: tuple[tuple[Duty, Expected], ...] = ()
    """Duties whose day, zone or person is another than expected."""
    needless: tuple[Duty, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.missing or self.moved or self.needless)

    def __len__(self) -> int:
        """Count the duties that differ."""
        return len(self.missing) + len(self.moved) + len(self.needless)


def compare(duties: Iterable[Duty], expected: Iterable[Expected]) -> Difference:
    """Compare open duties with expected ones. Of two that are expected under one key the earlier day counts."""
    wanted: dict[Key, Expected] = {}
    for each in sorted(expected, key=lambda one: one.due_on):
        wanted.setdefault(each.key, each)
    moved, needless = [], []
    for duty in duties:
        same = wanted.pop(key_of(duty), None)
        if same is None:
            needless.append(duty)
        elif not same.is_kept_by(duty):
            moved.append((duty, same))
    return Difference(tuple(wanted.values()), tuple(moved), tuple(needless))


def key_of(duty: Duty) -> Key:
    """Return what makes a duty one."""
    return duty.organisation_id, duty.kind, duty.origin, duty.part
