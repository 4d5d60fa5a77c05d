"""Rows of facts and observations written down as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from promost.progress.statements.canonical import Line, amount, iso

FACT = (
    "pk", "uuid", "indicator__code", "value", "happened_on", "region_id", "municipality__oktmo", "organisation__uuid",
    "measure__uuid", "breakdown", "reverses_id", "reverses__uuid", "how",
)  # fmt: skip
LEVEL = (
    "pk", "uuid", "indicator__code", "region_id", "organisation__uuid", "organisation__region_id", "starts_on",
    "ends_on", "breakdown", "value", "release", "supersedes__uuid",
)  # fmt: skip


def fact_line(row: Mapping[str, Any], counts: Iterable[str], evidence: Iterable[str]) -> Line:
    """Write the line of a fact; ``counts`` says in which scopes it counts."""
    return {
        "fact": str(row["uuid"]),
        "indicator": row["indicator__code"],
        "value": amount(row["value"]),
        "happened_on": iso(row["happened_on"]),
        "region": row["region_id"],
        "municipality": row["municipality__oktmo"],
        "organisation": _text(row["organisation__uuid"]),
        "measure": _text(row["measure__uuid"]),
        "breakdown": row["breakdown"],
        "reverses": _text(row["reverses__uuid"]),
        "how": row["how"],
        "counts": sorted(counts),
        "evidence": sorted(evidence),
    }


def level_line(row: Mapping[str, Any], home: str | None) -> Line:
    """Write the line of an observation; ``home`` is the region of the organisation that it is of."""
    return {
        "observation": str(row["uuid"]),
        "indicator": row["indicator__code"],
        "region": row["region_id"],
        "organisation": _text(row["organisation__uuid"]),
        "home": home,
        "starts_on": iso(row["starts_on"]),
        "ends_on": iso(row["ends_on"]),
        "breakdown": row["breakdown"],
        "value": amount(row["value"]),
        "release": row["release"],
        "supersedes": _text(row["supersedes__uuid"]),
    }


def _text(uuid: Any) -> str | None:
    return None if uuid is None else str(uuid)
