"""Seeded records and offers, alike for every engine measured.

Records look like enterprises of a country: a region, OKVED2 codes, headcount, revenue, age and a few flags, of which
some are unknown. Offers look like support schemes: 3 to 12 conditions drawn from a stock that many schemes share (an
SME is at most 250 people and 2 milliard roubles everywhere), one in six with an *any* inside, most for few regions.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from promost.matching import Choice, Choices, Codes, Date, Flag, Number, Schema

AS_OF = date(2026, 11, 24)
REGIONS = [f"R{i:02}" for i in range(89)]
SIZES = ["micro", "small", "medium", "large"]
STANDARDS = [f"S{i:02}" for i in range(24)]
FLAGS = ["exporter", "resident", "debt", "manufacturer", "grantee", "subsidiary"]
CODES = [f"{a:02}.{b}{c}" for a in range(1, 100) for b in range(1, 5) for c in range(5)]

SCHEMA = Schema(
    region=Choice(),
    size=Choice(),
    okved=Codes(),
    employees=Number(unit="people", whole=True, least=0),
    revenue=Number(unit="RUB", least=0),
    invested=Number(unit="RUB", least=0),
    share=Number(unit="percent", least=0, most=100),
    founded=Date(),
    standards=Choices(),
    **{name: Flag() for name in FLAGS},
)


@dataclass(frozen=True)
class Mix:
    """How much offers have in common: a tenth of the conditions in stock, or None where each offer has its own."""

    stock: int | None = 40


def columns(records: int, seed: int = 1) -> dict[str, list[Any]]:
    """Records, column by column; None is unknown."""
    rng = np.random.default_rng(seed)
    weights = rng.pareto(1.2, len(REGIONS)) + 0.2
    people = np.floor(rng.lognormal(3.0, 1.7, records))
    founded = [AS_OF - timedelta(days=int(d)) for d in rng.integers(30, 12_000, records)]
    made = {
        "region": [REGIONS[i] for i in rng.choice(len(REGIONS), records, p=weights / weights.sum())],
        "size": [SIZES[i] for i in rng.choice(4, records, p=[0.6, 0.25, 0.1, 0.05])],
        "okved": _lists(rng, CODES, records, 5),
        "employees": people.tolist(),
        "revenue": np.round(people * rng.lognormal(14.5, 0.8, records), 2).tolist(),
        "invested": np.round(rng.lognormal(16, 2, records), 2).tolist(),
        "share": np.round(rng.random(records) * 100, 1).tolist(),
        "founded": founded,
        "standards": _lists(rng, STANDARDS, records, 3, least=0),
        **{name: (rng.random(records) < 0.2 + 0.1 * i).tolist() for i, name in enumerate(FLAGS)},
    }
    unknown = {"region": 0.0, "size": 0.0, "okved": 0.01, "founded": 0.02, "revenue": 0.15, "invested": 0.4}
    return {name: _holed(rng, column, unknown.get(name, 0.08)) for name, column in made.items()}


def offers(count: int, seed: int = 2, mix: Mix = Mix()) -> dict[str, dict[str, Any]]:
    """Criteria as JSON, by offer."""
    rng = random.Random(seed)  # noqa: S311  nothing here is secret
    stock = None if mix.stock is None else [_leaf(rng) for _ in range(mix.stock * 10)]
    return {f"scheme-{i}": _offer(rng, stock) for i in range(count)}


def _offer(rng: random.Random, stock: list[dict[str, Any]] | None) -> dict[str, Any]:
    leaves = [_leaf(rng) if stock is None else rng.choice(stock) for _ in range(rng.randint(2, 11))]
    if rng.random() < 0.6:
        leaves.append({"field": "region", "in": rng.sample(REGIONS, rng.choice([1, 1, 1, 2, 3]))})
    else:
        leaves.append({"field": "size", "in": rng.sample(SIZES, 2)})
    if len(leaves) > 4 and rng.random() < 0.17:
        leaves = [*leaves[3:], {"any": leaves[:3]}]
    if len(leaves) > 4 and rng.random() < 0.08:
        leaves = [*leaves[:-1], {"not": leaves[-1]}] if "field" in leaves[-1] else leaves
    return {"all": leaves}


def _leaf(rng: random.Random) -> dict[str, Any]:
    kind = rng.choice(
        ["okved"] * 3 + ["employees"] * 2 + ["revenue"] * 2 + ["invested", "share", "founded", "standards", "flag"]
    )
    if kind == "okved":
        return {
            "field": "okved",
            "under": sorted({rng.choice(CODES)[: rng.choice([2, 2, 4, 5])] for _ in range(rng.randint(1, 6))}),
        }
    if kind == "founded":
        return {"field": kind, rng.choice(["age_min", "age_max"]): rng.randint(1, 25)}
    if kind == "standards":
        return {"field": kind, rng.choice(["any_of", "any_of", "all_of"]): rng.sample(STANDARDS, rng.randint(1, 2))}
    if kind == "flag":
        return {"field": rng.choice(FLAGS), "is": rng.random() < 0.5}
    bound = {
        "employees": lambda: rng.choice([5, 15, 50, 100, 250, 500]) + rng.randint(0, 20),
        "revenue": lambda: rng.randint(1, 200) * 10_000_000,
        "invested": lambda: rng.randint(1, 300) * 100_000,
        "share": lambda: rng.randint(1, 99),
    }[kind]()
    return {"field": kind, rng.choice(["min", "max"]): bound}


def _lists(rng: np.random.Generator, vocabulary: list[str], records: int, most: int, least: int = 1) -> list[list[str]]:
    lengths = rng.integers(least, most + 1, records)
    flat = [vocabulary[i] for i in rng.zipf(1.3, int(lengths.sum())) % len(vocabulary)]
    ends = np.cumsum(lengths).tolist()
    return [flat[end - n : end] for end, n in zip(ends, lengths.tolist(), strict=True)]


def _holed(rng: np.random.Generator, column: list[Any], share: float) -> list[Any]:
    return [
        None if hole else value for value, hole in zip(column, (rng.random(len(column)) < share).tolist(), strict=True)
    ]
