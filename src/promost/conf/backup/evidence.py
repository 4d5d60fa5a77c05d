"""Which stored files the rows point to: every column named sha256 or ..._sha256, but for what was erased."""

from __future__ import annotations

from collections.abc import Iterable

from promost.conf.backup.tables import Row, Table
from promost.kit import files


def pointed_to(table: Table, row: Row) -> Iterable[str]:
    """Yield the SHA-256 of each file that a row keeps."""
    told = dict(zip(table.columns, row, strict=True))
    if told.get("erased_at"):
        return
    for column, value in told.items():
        if (column == "sha256" or column.endswith("_sha256")) and value and files.DIGEST.fullmatch(value):
            yield value
