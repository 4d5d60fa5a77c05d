"""One record, every offer, with explanations: Promost against zen-engine and plain Python. See README.md."""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]

import data  # noqa: E402
import zen  # noqa: E402
from leaves import plain, walk  # noqa: E402

from promost.matching import Criteria, Engine  # noqa: E402
from promost.matching.evaluate import evaluate  # noqa: E402

Way = Callable[[dict[str, Any]], list[str] | None]


def main() -> None:
    """Print the medians of one record's time, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=2_000)
    parser.add_argument("--records", type=int, default=30)
    given = parser.parse_args()
    offers = data.offers(given.offers)
    criteria = {key: Criteria.from_json(one) for key, one in offers.items()}
    records = whole_records(given.records)
    engine = Engine(data.SCHEMA, criteria, data.AS_OF)
    decision = zen.ZenEngine().create_decision(json.dumps(graph(offers)))

    def bare(record: dict[str, Any]) -> None:
        engine.explain(record)

    def explained(record: dict[str, Any]) -> list[str]:
        return list(engine.explain(record).answers().values())

    def with_reasons(record: dict[str, Any]) -> list[str]:
        verdicts = engine.explain(record)
        return [(verdict.answer, verdict.failed)[0] for verdict in verdicts.values()]

    def plainly(record: dict[str, Any]) -> list[str]:
        read = data.SCHEMA.read(record)
        return [evaluate(one, read, data.SCHEMA, data.AS_OF) for one in criteria.values()]

    def by_zen(record: dict[str, Any]) -> list[str]:
        result = decision.evaluate(for_zen(record), {"trace": True})["result"]
        return ["yes" if result[f"o{i}"] else "no" for i in range(len(offers))]

    ways: dict[str, Way] = {
        "explain": bare,
        "explain, answers": explained,
        "explain, every verdict": with_reasons,
        "plain python": plainly,
        "zen-engine, trace": by_zen,
    }
    report(ways, records)


def report(ways: dict[str, Way], records: list[dict[str, Any]]) -> None:
    """By turns, record after record, in processor time: the first call after the others, and one right after it."""
    start = time.process_time()
    ways["explain"](records[0])
    print(f"laying out all offers, once: {1000 * (time.process_time() - start):.1f} ms")
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for record in records:
        for name, way in ways.items():
            times[name].append((took(way, record), took(way, record)))
    agree(ways, records)
    cold, hot = medians(times["explain, answers"])
    print(f"{'':26} {'ms':>9} {'ratio':>8} {'ms hot':>9} {'ratio':>8}")
    for name, taken in times.items():
        first, again = medians(taken)
        print(f"{name:26} {first:9.3f} {first / cold:8.1f} {again:9.3f} {again / hot:8.1f}")


def took(way: Way, record: dict[str, Any]) -> float:
    """Milliseconds of one call."""
    start = time.process_time()
    way(record)
    return 1000 * (time.process_time() - start)


def medians(taken: list[tuple[float, float]]) -> tuple[float, float]:
    """Of the first calls, and of those right after."""
    return statistics.median(one[0] for one in taken), statistics.median(one[1] for one in taken)


def agree(ways: dict[str, Way], records: list[dict[str, Any]]) -> None:
    """All ways that give answers give the same."""
    for record in records:
        answers = [found for way in ways.values() if (found := way(record)) is not None]
        if answers.count(answers[0]) != len(answers):
            raise SystemExit("the ways disagree")


def whole_records(count: int) -> list[dict[str, Any]]:
    """Records without unknowns, for zen-engine has no third value."""
    columns = data.columns(40 * count)
    rows = ({name: column[i] for name, column in columns.items()} for i in range(40 * count))
    whole = [row for row in rows if all(value is not None for value in row.values())]
    return whole[:count]


def graph(offers: dict[str, Any]) -> dict[str, Any]:
    """A decision of one expression node: an expression per offer."""
    expressions = [
        {"id": f"e{i}", "key": f"o{i}", "value": walk(one, leaf, join)} for i, one in enumerate(offers.values())
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "ex", "name": "ex", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [{"id": "1", "sourceId": "in", "targetId": "ex"}, {"id": "2", "sourceId": "ex", "targetId": "out"}]
    return {"nodes": nodes, "edges": edges}


def leaf(leaf: dict[str, Any]) -> str:
    """A leaf in zen's language; days are their ordinals."""
    field, operator, operand = plain(leaf)
    if operator == "under":
        return "(" + " or ".join(f"some({field}, startsWith(#, '{one}'))" for one in operand) + ")"
    if operator in ("any_of", "all_of"):
        return "(" + (" or " if operator == "any_of" else " and ").join(f"'{one}' in {field}" for one in operand) + ")"
    if operator == "in":
        return f"{field} in {json.dumps(operand)}".replace('"', "'")
    if operator == "is":
        return field if operand else f"not {field}"
    sign = {"min": ">=", "max": "<=", "not_after": "<=", "after": ">"}[operator]
    return f"{field} {sign} {operand.toordinal() if operator in ('not_after', 'after') else operand}"


def join(kind: str, parts: list[str]) -> str:
    """And, or, not."""
    return f"not ({parts[0]})" if kind == "not" else "(" + (" and " if kind == "all" else " or ").join(parts) + ")"


def for_zen(record: dict[str, Any]) -> dict[str, Any]:
    """The record as JSON."""
    return {**record, "founded": record["founded"].toordinal()}


if __name__ == "__main__":
    main()
