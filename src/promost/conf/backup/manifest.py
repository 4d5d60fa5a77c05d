"""What an archive says of itself: the schema, every part with its SHA-256, every table with its count and digest."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

NAME = "manifest.json"
ERASURES, EVIDENCE, KEY = "erasures.jsonl", "evidence.txt", "secret.key"
FORM = 1
"""The form of the archive; a program reads its own and older ones."""


class TableEntry(BaseModel):
    """One table: where its rows are, how many, their digest, and the last number that it gave (None: none given)."""

    model_config = ConfigDict(extra="forbid")
    name: str
    columns: list[str]
    rows: int
    digest: str
    sha256: str
    last: int | None

    @property
    def part(self) -> str:
        """The name of its part in the archive."""
        return f"rows/{self.name}.jsonl"


class Manifest(BaseModel):
    """The whole."""

    model_config = ConfigDict(extra="forbid")
    form: int
    program: str
    made_at: str
    database: str
    migrations: list[tuple[str, str]]
    tables: list[TableEntry]
    parts: dict[str, str]
    """The other parts (erasures, the list of evidence, the key) by name, with their SHA-256."""
    evidence_files: int
    evidence_missing: list[str]
    """What rows point to and was not in the store when the backup was made."""

    def written(self) -> bytes:
        """Return the manifest as it stands in the archive."""
        return self.model_dump_json(indent=1).encode()


def form_of(told: Any) -> int | None:
    """Return the form that a manifest claims, None for what is no manifest of ours."""
    form = told.get("form") if isinstance(told, dict) else None
    return form if isinstance(form, int) else None
