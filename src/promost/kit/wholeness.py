"""Whether files kept by their SHA-256 are there and whole: of many a sample is read, or all of them when asked.

A room gives its own digests; how thoroughly it is looked is decided by whoever asks the room (``looking``).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from promost.kit import files
from promost.kit.health import Finding, Level

SAMPLE = 50
"""So many files are read where not all are asked for."""
NAMED = 5
"""So many files are named in a finding; of the others the number is told."""

Step = Callable[[int, int], Any]
"""Told after each file: how many of how many have been read."""


@dataclass(frozen=True, slots=True)
class Looking:
    """How thoroughly it is looked."""

    every: bool = False
    step: Step = lambda _done, _total: None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: how many of ``total`` were read, and the digests that are gone or not what they were."""

    looked: int
    total: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]


_looking: ContextVar[Looking] = ContextVar("promost_looking", default=Looking())  # noqa: B039 - it never changes


@contextmanager
def looking(*, every: bool, step: Step | None = None) -> Iterator[None]:
    """Within the block read every file, or a sample of each room's; ``step`` hears how far it is."""
    token = _looking.set(Looking(every, step) if step else Looking(every))
    try:
        yield
    finally:
        _looking.reset(token)


def look(digests: list[str]) -> Verdict:
    """Read files and compare them with their digests; a sample of SAMPLE unless ``looking`` asked for every one."""
    asked = _looking.get()
    chosen = digests if asked.every or len(digests) <= SAMPLE else random.sample(digests, SAMPLE)
    found: dict[str, list[str]] = {"missing": [], "damaged": []}
    for done, digest in enumerate(chosen, start=1):
        state = _state(digest)
        if state:
            found[state].append(digest)
        asked.step(done, len(chosen))
    return Verdict(len(chosen), len(digests), tuple(found["missing"]), tuple(found["damaged"]))


def _state(digest: str) -> str:
    try:
        files.read(digest)
    except FileNotFoundError:
        return "missing"
    except (files.Damaged, OSError):
        return "damaged"
    return ""


def findings(subject: str, names: Mapping[str, str]) -> Iterator[Finding]:
    """Look at files and tell the doctor. ``names`` is {SHA-256: what a person calls the file}."""
    verdict = look(list(names))
    if verdict.missing:
        said = _("Gone from the store: %(names)s.") % {"names": _named(verdict.missing, names)}
        yield Finding(subject, Level.ILL, said, _("Bring these files back from a backup of the folder of evidence."))
    if verdict.damaged:
        said = _("No longer what was stored, or not to be read: %(names)s.")
        remedy = _("Put the same files from a backup in their place, and have the disc looked at.")
        yield Finding(subject, Level.ILL, said % {"names": _named(verdict.damaged, names)}, remedy)
    if not verdict.missing and not verdict.damaged:
        yield Finding(subject, Level.WELL, _whole(verdict))


def _whole(verdict: Verdict) -> str:
    if verdict.looked == verdict.total:
        return _("Read: %(count)s. All are whole.") % {"count": verdict.total}
    words = _("Read: %(looked)s of %(count)s, chosen at random. All of these are whole; --all reads every one.")
    return words % {"looked": verdict.looked, "count": verdict.total}


def _named(digests: tuple[str, ...], names: Mapping[str, str]) -> str:
    listed = ", ".join(f"{names[digest]} ({digest[:12]}…)" for digest in digests[:NAMED])
    rest = len(digests) - NAMED
    return listed if rest <= 0 else _("%(listed)s and %(count)s more") % {"listed": listed, "count": rest}
