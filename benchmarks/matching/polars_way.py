"""Polars, whose booleans with null are Kleene's: leaves as columns that offers combine, or one expression per offer.

Codes are spread over columns of small numbers beforehand, which was the quickest of the ways tried (``list.eval``,
``list.contains``, ``list.set_intersection`` and a join with the exploded codes were slower).
"""

from typing import Any

import data
import numpy as np
import polars as pl
from leaves import key, plain, walk
from numpy.typing import NDArray

MOST = 5


class Polars:
    """``cached``: every distinct leaf is a column, computed once."""

    def __init__(self, columns: dict[str, list[Any]], offers: dict[str, Any], cached: bool = True) -> None:
        self.name = "polars, leaf columns" if cached else "polars, expression per offer"
        self.cached = cached
        self.ids = {code: i for i, code in enumerate(data.CODES)}
        made = {name: pl.Series(name, column) for name, column in columns.items() if name not in ("okved", "standards")}
        for i in range(MOST):
            codes = [None if one is None or i >= len(one) else self.ids[one[i]] for one in columns["okved"]]
            made[f"okved_{i}"] = pl.Series(f"okved_{i}", codes, dtype=pl.UInt16)
        made["okved_known"] = pl.Series("okved_known", [one is not None for one in columns["okved"]])
        for standard in data.STANDARDS:
            made[standard] = pl.Series(
                standard, [None if one is None else standard in one for one in columns["standards"]]
            )
        self.frame = pl.DataFrame(list(made.values()))
        self.leaves: dict[str, pl.Expr] = {}
        self.offers = [walk(one, self.leaf, join).alias(name) for name, one in offers.items()]

    def leaf(self, leaf: dict[str, Any]) -> pl.Expr:
        found = self.leaves.setdefault(key(leaf), self.expression(*plain(leaf)).alias(f"leaf_{len(self.leaves)}"))
        return pl.col(found.meta.output_name()) if self.cached else found

    def expression(self, field: str, operator: str, operand: Any) -> pl.Expr:
        column = pl.col(field)
        match operator:
            case "in":
                return column.is_in(operand)
            case "is":
                return column == operand
            case "min":
                return column >= operand
            case "max":
                return column <= operand
            case "not_after":
                return column <= operand
            case "after":
                return column > operand
            case "any_of":
                return pl.any_horizontal(*operand)
            case "all_of":
                return pl.all_horizontal(*operand)
        ids = [i for code, i in self.ids.items() if code.startswith(tuple(operand))]
        hit = pl.any_horizontal(*(pl.col(f"okved_{i}").is_in(ids).fill_null(value=False) for i in range(MOST)))
        return pl.when(pl.col("okved_known")).then(hit)

    def run(self) -> NDArray[np.int64]:
        """(offers, 2): yes, unknown."""
        frame = self.frame.lazy()
        if self.cached:
            frame = frame.select(list(self.leaves.values())).collect().lazy()
        yes = [one.sum().alias(f"{i} yes") for i, one in enumerate(self.offers)]
        unknown = [one.null_count().alias(f"{i} unknown") for i, one in enumerate(self.offers)]
        row = frame.select(yes + unknown).collect().row(0)
        return np.array(row, dtype=np.int64).reshape(2, -1).T


def join(kind: str, parts: list[pl.Expr]) -> pl.Expr:
    """Kleene's and, or, not."""
    if kind == "not":
        return ~parts[0]
    return pl.all_horizontal(*parts) if kind == "all" else pl.any_horizontal(*parts)
