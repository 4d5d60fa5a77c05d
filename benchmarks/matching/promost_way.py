"""Promost: the encoded table, and the counts of all offers."""

from typing import Any

import data
import numpy as np
from numpy.typing import NDArray

from promost.matching import Criteria, Engine
from promost.matching.sweep import Sweep, rows_per_block
from promost.matching.table import blocks


class Promost:
    """Counts from encoded blocks; leaf planes are computed afresh in every run."""

    name = "promost"

    def __init__(self, columns: dict[str, list[Any]], offers: dict[str, Any]) -> None:
        self.engine = Engine(data.SCHEMA, {key: Criteria.from_json(one) for key, one in offers.items()}, data.AS_OF)
        made = self.engine._offers
        self.sweep = Sweep.of(made.values(), made.conditions)
        rows, size = rows_per_block(len(made.conditions)), len(columns["region"])
        self.blocks = list(blocks(data.SCHEMA, columns, size, 0, rows, made.narrowing_field()))

    def run(self) -> NDArray[np.int64]:
        """(offers, 2): yes, unknown."""
        return np.sum([self.sweep.counts(block) for block in self.blocks], axis=0)
