"""Whatever a plan looks like, its own document with columns is read as the same plan, and nothing else in it changed."""

from __future__ import annotations

import io
from typing import Any

import docx
import openpyxl
import pytest

from promost.plans.reading.output import to_json
from promost.plans.reading.reader import read
from promost.reports.into_source import Entry, NotReturned, Returned, into_source
from tests.plans.reading.test_layouts import ALL, Drawn
from tests.reports.into_source.reading import HEADING, changed_members, entries

TABLES = [drawn for drawn in ALL if drawn()[0].endswith((".docx", ".xlsx"))]
HEADINGS = (HEADING, Entry("Actual result", "State"))


@pytest.mark.parametrize("drawn", TABLES, ids=lambda drawn: drawn.__name__)
def test_a_plan_with_its_columns_is_the_same_plan(drawn: Drawn) -> None:
    name, data, _ = drawn()
    returned = given_back(data, name)
    if returned is None:
        return
    assert not returned.unplaced
    inner = ("word/document.xml", "xl/worksheets/")
    assert all(member.startswith(inner) for member in changed_members(data, returned.data))
    assert rows(returned.data, name) == rows(data, name)
    if name.endswith(".docx"):
        docx.Document(io.BytesIO(returned.data))
    else:
        openpyxl.load_workbook(io.BytesIO(returned.data))


def given_back(data: bytes, name: str) -> Returned | None:
    """The document with columns; None for one whose measures stand in no table, which must say so."""
    written = entries(data, name)
    try:
        return into_source(data, name, written, HEADING)
    except NotReturned as error:
        if error.code != "NO_TABLE":
            raise
        return None


def rows(data: bytes, name: str) -> list[dict[str, Any]]:
    """The measures as read, without what only columns of no home of their own say."""
    whole = to_json(read(data, name), "ru")
    return [
        {key: value for key, value in row.items() if key not in {"extra", "place", "places"}} for row in whole["rows"]
    ]
