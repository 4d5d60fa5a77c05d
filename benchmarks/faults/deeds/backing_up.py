# ruff: noqa: S101 - an assertion is what this looks with
"""A backup that is killed: an archive with a name is whole, and the next backup clears away what was broken off."""

from __future__ import annotations

from pathlib import Path

from benchmarks.faults.deeds.house import say
from promost.conf.backup import reading, writing


def do(folder: Path, round_: int) -> None:
    """Back up."""
    say("ready")
    writing.write(folder / f"{round_}.zip")


def check(folder: Path, round_: int) -> None:
    """Look over the archive, if it has its name; back up again."""
    target = folder / f"{round_}.zip"
    if target.exists():
        reading.verify(target, step=writing.silent)
    again = folder / f"{round_}-next.zip"
    writing.write(again)
    reading.verify(again, step=writing.silent)
    left = list(folder.glob(".*.partial"))
    assert not left, f"left over: {left}"
    for path in folder.glob(f"{round_}*.zip"):
        path.unlink()
