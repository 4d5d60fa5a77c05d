"""What the command shows and writes."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from promost.matching import numbers
from promost.matching.match import Match, Tally
from promost.matching.normal import Literal
from promost.matching.truth import Truth
from promost.matching.verdict import Verdict, Verdicts
from promost.matching.words import phrase


def title(tally: Tally, as_of: date, lang: str) -> str:
    """How many records and offers there are, and the day."""
    records, offers = numbers.number(tally.records, lang), numbers.number(len(tally.counts()), lang)
    return phrase("command", "title", lang).format(records=records, offers=offers, day=numbers.day(as_of, lang))


def summary(tally: Tally, lang: str) -> Table:
    """A table: offer, how many records are yes, unknown and no."""
    table = Table()
    table.add_column(phrase("command", "offer", lang))
    for key in ("yes", "unknown", "no"):
        table.add_column(phrase("command", key, lang), justify="right")
    for offer, (yes, unknown) in tally.counts().items():
        counts = (yes, unknown, tally.records - yes - unknown)
        table.add_row(Text(offer), *(numbers.number(one, lang) for one in counts))
    return table


def explanation(verdicts: Verdicts, lang: str) -> Table:
    """A table: offer, answer, the reasons and the nearest yes."""
    table = Table(show_lines=True)
    for key in ("offer", "answer", "why"):
        table.add_column(phrase("command", key, lang))
    for offer, verdict in verdicts.items():
        table.add_row(Text(offer), phrase("answer", verdict.answer, lang), Text("\n".join(_reasons(verdict, lang))))
    return table


@contextmanager
def pairs_file(path: Path, lang: str) -> Iterator[Callable[[Match, Sequence[str]], None]]:
    """A CSV file of pairs that are yes or unknown (record, offer, answer), written match by match.

    It appears only when it is complete; after an error nothing is left of it.
    """
    fresh = _beside(path)
    try:
        with fresh.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(phrase("command", column, lang) for column in ("record", "offer", "answer"))
            yield lambda match, keys: rows.writerows(_pairs(match, keys))
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _pairs(match: Match, keys: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for offer in match.counts():
        found = match.offer(offer)
        for answer, positions in ((Truth.YES, found.yes), (Truth.UNKNOWN, found.unknown)):
            yield from ((keys[position], offer, answer.value) for position in positions.tolist())


def write_explanation(path: Path, verdicts: Verdicts, lang: str) -> None:
    """JSON: offer → answer, failing leaves, missing fields, the nearest yes, and the sentences."""
    fresh = _beside(path)
    said = {offer: as_json(verdict, lang) for offer, verdict in verdicts.items()}
    fresh.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    fresh.replace(path)


def as_json(verdict: Verdict, lang: str) -> dict[str, Any]:
    """A verdict as JSON data."""
    nearest = verdict.nearest
    return {
        "answer": verdict.answer.value,
        "failed": [_leaf(literal) for literal in verdict.failed],
        "missing": list(verdict.missing),
        "nearest": None if nearest is None else {name: _plain(value) for name, value in nearest.items()},
        "sentences": list(verdict.sentences(lang)),
        "way": verdict.way(lang),
    }


def _leaf(literal: Literal) -> dict[str, Any]:
    leaf = literal.leaf
    return {
        "path": leaf.path,
        "field": leaf.field,
        "operator": leaf.operator,
        "operand": _plain(leaf.operand),
        "wanted": literal.wanted,
        "source": leaf.note.source,
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _reasons(verdict: Verdict, lang: str) -> list[str]:
    said = list(verdict.sentences(lang))
    return said if verdict.answer is Truth.YES else [*said, verdict.way(lang)]


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")
