"""Schemas, criteria and records made up for the tests: by hypothesis, and in bulk from a seed."""

import random
from datetime import date
from typing import Any

from hypothesis import strategies as st

from promost.matching import Choice, Choices, Codes, Criteria, Date, Flag, Number, Schema

AS_OF = date(2026, 11, 24)
REGIONS = ["RU-MAG", "RU-SMO", "RU-MOW"]
CODES = ["25", "25.6", "25.62", "25.62.1", "26", "26.1", "01.10", "2.5"]
STANDARDS = ["iso", "gost", "eac"]
DAYS = [
    date(2020, 2, 29),
    date(2021, 2, 28),
    date(2023, 11, 24),
    date(2023, 11, 25),
    date(2026, 11, 24),
    date(2026, 12, 1),
]

SCHEMA = Schema(
    region=Choice(
        ru="Регион",
        en="Region",
        options={
            "RU-MAG": ("Магаданская область", "Magadan Oblast"),
            "RU-SMO": ("Смоленская область", "Smolensk Oblast"),
            "RU-MOW": ("Москва", "Moscow"),
        },
    ),
    sector=Choice(),
    okved=Codes(ru="ОКВЭД", en="OKVED"),
    employees=Number(unit="people", whole=True, least=0, ru="Численность", en="Headcount"),
    revenue=Number(unit="RUB", ru="Выручка", en="Revenue"),
    exporter=Flag(ru="Экспортёр", en="Exporter"),
    founded=Date(ru="Дата регистрации", en="Registered"),
    certificates=Choices(ru="Сертификаты", en="Certificates"),
)

_VALUES: dict[str, list[Any]] = {
    "region": REGIONS,
    "sector": ["a", "b", "c"],
    "employees": [0, 1, 2, 5, 10, 11],
    "revenue": [-1.5, 0.1, 2, 2.5, 1e9],
    "exporter": [True, False],
    "founded": DAYS,
}

_PREFIXES = [code for code in CODES if code != "2.5"]


def _some(values: list[Any], least: int = 1, most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True)


def _bounds(field: str, operators: list[str], values: list[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda op, value: {"field": field, op: value}, st.sampled_from(operators), st.sampled_from(values))


LEAVES = st.one_of(
    st.builds(lambda v: {"field": "region", "in": v}, _some(REGIONS, most=2)),
    st.builds(lambda v: {"field": "sector", "is": v}, st.sampled_from(["a", "b"])),
    st.builds(lambda op, v: {"field": "okved", op: v}, st.sampled_from(["under", "in"]), _some(_PREFIXES)),
    _bounds("employees", ["min", "max", "above", "below"], [0, 1, 2, 5, 10]),
    _bounds("revenue", ["min", "max", "above", "below"], [0, 0.1, 2, 2.25]),
    st.builds(lambda v: {"field": "exporter", "is": v}, st.booleans()),
    _bounds("founded", ["before", "after", "not_before", "not_after"], [day.isoformat() for day in DAYS]),
    _bounds("founded", ["age_min", "age_max", "months_min", "months_max"], [0, 1, 3, 60]),
    st.builds(lambda op, v: {"field": "certificates", op: v}, st.sampled_from(["any_of", "all_of"]), _some(STANDARDS)),
)


def _force(leaf: dict[str, Any], since: date | None, until: date | None) -> dict[str, Any]:
    if since and until and until < since:
        since, until = until, since
    dates = {"from": since, "until": until}
    return {**leaf, **{key: day.isoformat() for key, day in dates.items() if day}}


def _at_least(children: list[dict[str, Any]], least: int) -> dict[str, Any]:
    return {"at_least": 1 + least % len(children), "of": children}


def groups(children: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    several = st.lists(children, min_size=1, max_size=4)
    return st.one_of(
        st.builds(lambda c: {"all": c}, several),
        st.builds(lambda c: {"any": c}, several),
        st.builds(lambda c: {"not": c}, children),
        st.builds(_at_least, several, st.integers(0, 3)),
    )


DATED_LEAVES = st.builds(
    _force,
    LEAVES,
    st.none() | st.sampled_from([AS_OF, date(2027, 1, 1)]),
    st.none() | st.sampled_from([date(2026, 1, 1), AS_OF]),
)
JSON = st.recursive(LEAVES | DATED_LEAVES, groups, max_leaves=8)
CRITERIA = st.builds(Criteria.from_json, JSON)
PLAIN_CRITERIA = st.builds(Criteria.from_json, st.recursive(LEAVES, groups, max_leaves=6))

KNOWN_RECORDS = st.fixed_dictionaries(
    {
        **{name: st.sampled_from(values) for name, values in _VALUES.items()},
        "okved": _some(CODES, least=0),
        "certificates": _some(STANDARDS, least=0),
    }
)
RECORDS = st.fixed_dictionaries(
    {
        **{name: st.none() | st.sampled_from(values) for name, values in _VALUES.items()},
        "okved": st.none() | _some(CODES, least=0),
        "certificates": st.none() | _some(STANDARDS, least=0),
    }
)


def bulk_offers(count: int, seed: int) -> dict[str, Criteria]:
    """Many criteria without hypothesis, for the sake of speed."""
    rng = random.Random(seed)
    return {f"offer-{i}": Criteria.from_json(_tree(rng, 3)) for i in range(count)}


def bulk_records(count: int, seed: int) -> list[dict[str, Any]]:
    """Many records, a quarter of whose values are unknown."""
    rng = random.Random(seed)
    lists = {"okved": CODES, "certificates": STANDARDS}
    made = []
    for _ in range(count):
        record = {name: rng.choice(values) for name, values in _VALUES.items()}
        record |= {name: rng.sample(values, rng.randint(0, 3)) for name, values in lists.items()}
        made.append({name: None if rng.random() < 0.25 else value for name, value in record.items()})
    return made


def as_columns(records: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Records turned into columns."""
    return {name: [record.get(name) for record in records] for name in SCHEMA}


def _tree(rng: random.Random, depth: int) -> dict[str, Any]:
    if depth == 0 or rng.random() < 0.3:
        return _leaf(rng)
    children = [_tree(rng, depth - 1) for _ in range(rng.randint(1, 4))]
    kind = rng.choice(["all", "all", "any", "not", "at_least"])
    if kind == "at_least":
        return {"at_least": rng.randint(1, len(children)), "of": children}
    return {kind: children[0] if kind == "not" else children}


def _leaf(rng: random.Random) -> dict[str, Any]:
    kind = rng.choice(
        ["region", "okved", "certificates", "exporter", "employees", "revenue", "founded", "age", "sector"]
    )
    match kind:
        case "region":
            return {"field": kind, "in": rng.sample(REGIONS, rng.randint(1, 2))}
        case "okved":
            return {"field": kind, rng.choice(["under", "in"]): rng.sample(_PREFIXES, rng.randint(1, 3))}
        case "certificates":
            return {"field": kind, rng.choice(["any_of", "all_of"]): rng.sample(STANDARDS, rng.randint(1, 3))}
        case "exporter":
            return {"field": kind, "is": rng.random() < 0.5}
        case "sector":
            return {"field": kind, "is": rng.choice("abz")}
        case "founded":
            return {
                "field": kind,
                rng.choice(["before", "after", "not_before", "not_after"]): rng.choice(DAYS).isoformat(),
            }
        case "age":
            return {"field": "founded", rng.choice(["age_min", "age_max"]): rng.choice([0, 1, 3, 6])}
    return {"field": kind, rng.choice(["min", "max", "above", "below"]): rng.choice([0, 1, 2, 5, 10])}
