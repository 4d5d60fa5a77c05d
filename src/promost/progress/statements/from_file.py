"""Verifying an exported .json: in itself, and against the database where it has the statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from promost.progress.models import Statement, StatementLine
from promost.progress.statements.canonical import Line, digest
from promost.progress.statements.composing import in_order
from promost.progress.statements.export import FILE
from promost.progress.statements.totals import Lines, counted_anew
from promost.progress.statements.verifying import Difference, Verified, differing, verify

LIMIT = 20 * 1024 * 1024
"""Bytes of a file that is taken."""


class Misread(ValueError):
    """The file is not an exported statement."""


@dataclass(frozen=True, slots=True)
class FileVerified:
    """What came of a file: its own differences; ``stored`` is what its statement came to here, None if it is not."""

    uuid: str
    digest: str
    lines: int
    differences: tuple[Difference, ...]
    stored: Verified | None

    @property
    def is_true(self) -> bool:
        """Whether the file is whole, and so is the statement here."""
        return not self.differences and (self.stored is None or self.stored.is_true)


def verify_file(data: bytes) -> FileVerified:
    """Verify an exported statement. Raises Misread for anything else."""
    content = _content(data)
    try:
        statement = Statement.objects.filter(uuid=UUID(content["statement"])).select_related("plan", "previous").first()
        lines = [json.loads(text) for text in content["lines"]]
        found = [*_whole(content, lines), *(_against(content, lines, statement) if statement else ())]
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, IndexError) as broken:
        raise Misread(str(broken)) from broken
    stored = verify(statement) if statement else None
    return FileVerified(content["statement"], content["digest"], len(lines), tuple(found), stored)


def _content(data: bytes) -> dict[str, Any]:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as broken:
        raise Misread(str(broken)) from broken
    if len(data) > LIMIT or not isinstance(content, dict) or content.get("file") != FILE:
        raise Misread(FILE)
    return content


def _whole(content: dict[str, Any], lines: Sequence[Line]) -> Iterable[Difference]:
    """The file in itself: digests of its lines, the chain, the totals counted anew, what was signed."""
    previous, earlier = "", list[Line]()
    for each in content["earlier"]:
        read = [json.loads(text) for text in each["lines"]]
        yield from _digest(each, f"chain, statement No. {read[0]['number']}")
        yield from _previous(read[0], previous)
        earlier += read
        previous = each["digest"]
    yield from _digest(content, "digest")
    yield from _previous(lines[0], previous)
    totals = [line for line in lines if "target" in line]
    for signed, found in zip(totals, counted_anew(lines[0], totals, Lines(earlier, lines)), strict=True):
        yield from differing(f"total {signed['target']}", signed, found)
    for each in content["signatures"]:
        if each["digest"] != content["digest"]:
            yield Difference(f"signature of {each['party']}", "digest", each["digest"], content["digest"])


def _digest(content: dict[str, Any], where: str) -> Iterable[Difference]:
    found = digest(content["lines"])
    if found != content["digest"]:
        yield Difference(where, "", content["digest"], found)


def _previous(first: Line, previous: str) -> Iterable[Difference]:
    if first["previous"] != previous:
        yield Difference("chain", "previous", first["previous"], previous)


def _against(content: dict[str, Any], lines: Sequence[Line], statement: Statement) -> Iterable[Difference]:
    """The file line by line against what the statement here lists; the digest here is the one that was signed."""
    if content["digest"] != statement.digest:
        yield Difference("digest", "", statement.digest, content["digest"])
    rows = StatementLine.objects.filter(statement=statement).order_by("pk").values_list("line", flat=True)
    stored = [json.loads(text) for text in in_order(statement.totals, rows)]
    given = {name_of(line): line for line in lines}
    for line in stored:
        yield from differing(name_of(line), line, given.pop(name_of(line), None))
    for name in given:
        yield Difference(name, "", "not listed", "in the file")


def name_of(line: Line) -> str:
    """Name a line: "fact 3f…", "total 9a…"."""
    for kind in ("fact", "observation", "left_out", "state_of"):
        if kind in line:
            return f"{kind.replace('_', ' ')} {line[kind]}"
    return f"total {line['target']}" if "target" in line else "first line"
