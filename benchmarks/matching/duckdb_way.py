"""DuckDB: one query that counts every offer. Its booleans with NULL are Kleene's; codes become lists of prefixes."""

import tempfile
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
from leaves import plain, walk
from numpy.typing import NDArray


class DuckDB:
    """The table is loaded beforehand, through a Parquet file."""

    name = "duckdb, one query"

    def __init__(self, columns: dict[str, list[Any]], offers: dict[str, Any]) -> None:
        made = {**columns, "okved": [None if one is None else prefixes(one) for one in columns["okved"]]}
        self.connection = duckdb.connect(config={"threads": 1})
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "records.parquet"
            pl.DataFrame(made).write_parquet(file)
            self.connection.execute("create table records as select * from read_parquet(?)", [str(file)])
        counts = [self.counts(walk(one, leaf, join)) for one in offers.values()]
        self.query = f"select {', '.join(counts)} from records"  # noqa: S608  made of our own criteria

    def counts(self, condition: str) -> str:
        return f"count(*) filter (where {condition}), count(*) filter (where ({condition}) is null)"

    def run(self) -> NDArray[np.int64]:
        """(offers, 2): yes, unknown."""
        row = self.connection.execute(self.query).fetchone()
        return np.array(row, dtype=np.int64).reshape(-1, 2)


def prefixes(codes: list[str]) -> list[str]:
    """Every prefix of every code, as the criteria cut them: 25, 25.6, 25.62."""
    return sorted({code[:n] for code in codes for n in (2, 4, 5)})


def leaf(leaf: dict[str, Any]) -> str:
    """A leaf in SQL."""
    field, operator, operand = plain(leaf)
    if isinstance(operand, list):
        listed = ", ".join(f"'{one}'" for one in operand)
        call = {"under": "list_has_any", "any_of": "list_has_any", "all_of": "list_has_all"}.get(operator)
        return f"{call}({field}, [{listed}])" if call else f"{field} in ({listed})"
    sign = {"min": ">=", "max": "<=", "not_after": "<=", "after": ">", "is": "="}[operator]
    value = f"date '{operand}'" if operator in ("not_after", "after") else operand
    return f"{field} {sign} {value}"


def join(kind: str, parts: list[str]) -> str:
    """Kleene's and, or, not."""
    if kind == "not":
        return f"(not {parts[0]})"
    return f"({(' and ' if kind == 'all' else ' or ').join(parts)})"
