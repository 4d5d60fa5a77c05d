"""OpenFisca: a variable per offer, its leaves cached variables or a part of its formula.

OpenFisca has no unknown, so formulas give 0, 1 or 2 and combine by minimum and maximum, which is Kleene's logic too.
It has no list variables either: codes and standards are read from arrays beside the simulation, which spares it work.
"""

from collections.abc import Callable
from itertools import chain
from typing import Any

import data
import numpy as np
from leaves import key, plain, walk
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

NOW = period("2026-11")

Formula = Callable[[Any, Any], NDArray[Any]]


class OpenFisca:
    """``cached``: leaves are variables of their own, computed once a simulation."""

    def __init__(self, columns: dict[str, list[Any]], offers: dict[str, Any], cached: bool = True) -> None:
        self.name = "openfisca, cached leaves" if cached else "openfisca, formula per offer"
        self.cached, self.size = cached, len(columns["region"])
        self.entity = build_entity("enterprise", "enterprises", "An enterprise", is_person=True)
        self.inputs = {
            name: numbers(name, column) for name, column in columns.items() if name not in ("okved", "standards")
        }
        self.lists = {name: table(columns[name], vocabulary) for name, vocabulary in VOCABULARIES.items()}
        self.lists |= {f"{name} known": np.array([one is not None for one in columns[name]]) for name in VOCABULARIES}
        self.leaves: dict[str, str] = {}
        self.variables: list[type[Variable]] = [self.variable(name, float, None) for name in self.inputs]
        self.variables += [self.variable(name, int, walk(one, self.leaf, join)) for name, one in offers.items()]
        self.offers = list(offers)
        self.system = TaxBenefitSystem([self.entity])
        for variable in self.variables:
            self.system.add_variable(variable)

    def variable(self, name: str, kind: type, formula: Formula | None) -> type[Variable]:
        body: dict[str, Any] = {
            "value_type": kind,
            "entity": self.entity,
            "definition_period": DateUnit.MONTH,
            "label": name,
        }
        if formula is not None:
            body["formula"] = lambda enterprise, when, parameters: formula(enterprise, when)
        return type(name.replace("-", "_"), (Variable,), body)

    def leaf(self, leaf: dict[str, Any]) -> Formula:
        formula = self.formula(*plain(leaf))
        if not self.cached:
            return formula
        name = self.leaves.get(key(leaf))
        if name is None:
            name = self.leaves[key(leaf)] = f"leaf_{len(self.leaves)}"
            self.variables.append(self.variable(name, int, formula))
        return lambda enterprise, when: enterprise(name, when)

    def formula(self, field: str, operator: str, operand: Any) -> Formula:
        if field in self.lists:
            found, known = self.lists[field], self.lists[field + " known"]
            wanted = [[i for i, one in enumerate(VOCABULARIES[field]) if one.startswith(part)] for part in operand]
            groups = wanted if operator == "all_of" else [list(chain(*wanted))]
            luts = [np.isin(np.arange(len(VOCABULARIES[field]) + 1), group) for group in groups]
            return lambda enterprise, when: np.where(
                known, 2 * np.all([lut[found].any(axis=1) for lut in luts], axis=0), 1
            )
        if operator in ("in", "is"):
            values = [coded(field, one) for one in (operand if isinstance(operand, list) else [operand])]
            return lambda enterprise, when: three(enterprise(field, when), np.isin(enterprise(field, when), values))
        bound = float(operand.toordinal()) if operator in ("not_after", "after") else float(operand)
        compare = {"min": np.greater_equal, "max": np.less_equal, "not_after": np.less_equal, "after": np.greater}[
            operator
        ]
        return lambda enterprise, when: three(
            enterprise(field, when), compare(enterprise(field, when), np.float32(bound))
        )

    def run(self) -> NDArray[np.int64]:
        """(offers, 2): yes, unknown, from a fresh simulation."""
        simulation = SimulationBuilder().build_default_simulation(self.system, count=self.size)
        for name, column in self.inputs.items():
            simulation.set_input(name, NOW, column)
        answers = (simulation.calculate(name.replace("-", "_"), NOW) for name in self.offers)
        return np.array([(np.count_nonzero(one == 2), np.count_nonzero(one == 1)) for one in answers], dtype=np.int64)


VOCABULARIES = {"okved": data.CODES, "standards": data.STANDARDS}


def join(kind: str, parts: list[Formula]) -> Formula:
    """Kleene's and, or, not by minimum, maximum and difference."""
    if kind == "not":
        return lambda enterprise, when: 2 - parts[0](enterprise, when)
    merge = np.minimum if kind == "all" else np.maximum

    def joined(enterprise: Any, when: Any) -> NDArray[Any]:
        found = parts[0](enterprise, when)
        for part in parts[1:]:
            found = merge(found, part(enterprise, when))
        return found

    return joined


def three(value: NDArray[Any], holds: NDArray[Any]) -> NDArray[Any]:
    """2 where it holds, 0 where not, 1 where the value is unknown."""
    return np.where(np.isnan(value), 1, 2 * holds)


def coded(field: str, one: Any) -> float:
    """A value of a vocabulary as a number."""
    words = {"region": data.REGIONS, "size": data.SIZES}.get(field)
    return float(words.index(one) if words else one)


def numbers(name: str, column: list[Any]) -> NDArray[np.float32]:
    """A column as OpenFisca keeps it: float32, NaN where unknown."""
    kind = type(data.SCHEMA[name]).__name__
    if kind in ("Choice", "Flag"):
        return np.array([np.nan if one is None else coded(name, one) for one in column], dtype=np.float32)
    return np.array(
        [np.nan if one is None else one.toordinal() if kind == "Date" else one for one in column], dtype=np.float32
    )


def table(lists: list[list[str] | None], vocabulary: list[str]) -> Any:
    """(n, most) places in the vocabulary, its length where there is nothing."""
    place = {word: i for i, word in enumerate(vocabulary)}
    most = max(len(one) for one in lists if one)
    filled = [[place[word] for word in one or ()] for one in lists]
    return np.array([one + [len(vocabulary)] * (most - len(one)) for one in filled], dtype=np.uint16)
