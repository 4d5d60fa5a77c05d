"""Documents, what is written beside their rows, and how they read before and after."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from promost.plans.reading import output
from promost.plans.reading.reader import read
from promost.reports.into_source import Entry, Returned, Spot, into_source, spot_of

PLANS = Path(__file__).resolve().parents[2] / "fixtures" / "plans"
HEADING = Entry("Фактический результат", "Состояние")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plan(name: str) -> bytes:
    """A sample document."""
    return (PLANS / name).read_bytes()


def spots(data: bytes, name: str) -> list[Spot]:
    """Where the reader finds measures and targets in tables."""
    draft = read(data, name)
    places = [row.place for row in draft.rows] + [target.place for target in draft.targets]
    return [spot for place in places if (spot := spot_of(place))]


def entries(data: bytes, name: str) -> dict[Spot, Entry]:
    """A fact and a state for every measure and target, each with its own text."""
    found = spots(data, name)
    return {
        spot: Entry(f"компаний: {at} из 40 ед. <3 & 4>", f"В работе, запись {at} (на 30.09.2025)")
        for at, spot in enumerate(found)
    }


def returned(data: bytes, name: str) -> Returned:
    """The document with an entry beside every row."""
    return into_source(data, name, entries(data, name), HEADING)


def members(data: bytes) -> dict[str, bytes]:
    """The members of an archive, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_members(before: bytes, after: bytes) -> list[str]:
    """The members that differ; their names and order must not."""
    old, new = members(before), members(after)
    assert list(old) == list(new)
    return [name for name in old if old[name] != new[name]]


def measures(data: bytes, name: str) -> list[dict[str, Any]]:
    """The measures as read, in JSON, with what the new columns say taken out."""
    whole = output.to_json(read(data, name), "ru")
    for row in whole["rows"]:
        row["extra"] = {key: text for key, text in row.get("extra", {}).items() if key not in said_by_columns()}
    return [{**whole, "remainder": []}]


def said_by_columns() -> set[str]:
    """The headings of the new columns."""
    return {HEADING.fact, HEADING.state}


def column_texts(data: bytes, name: str) -> list[tuple[str, str]]:
    """What the new columns say of each measure, as the reader of plans sees them."""
    return [(row.extra.get(HEADING.fact, ""), row.extra.get(HEADING.state, "")) for row in read(data, name).rows]


def canonical(root: etree._Element) -> bytes:
    """The XML in its one canonical form."""
    return etree.tostring(root, method="c14n")
