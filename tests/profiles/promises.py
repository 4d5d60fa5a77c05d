"""The promises of the two demonstration plans, as their documents have them and as ``docs/indicators.md`` counts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from promost.plans.reading import PlanDraft, read
from promost.plans.reading.draft import RowDraft, Target
from promost.profiles.proposals import Asked
from promost.registry.rooms import direction_words

PLANS = {
    "Moscow and Magadan Oblast": "plan_a.docx",
    "Smolensk Oblast and the Russian Railways": "plan_b.xlsx",
}
PAGE = Path(__file__).parents[2] / "docs" / "indicators.md"
NONE = "—"


@dataclass(frozen=True)
class Promise:
    """A number that a document promises: where it stands, its words and unit, and what a proposal is asked with."""

    measure: str
    words: str
    unit: str
    asked: Asked


@dataclass(frozen=True)
class Counted:
    """A line of the page. ``rest`` is the breakdown, or the reason where there is no indicator."""

    measure: str
    words: str
    unit: str
    code: str
    rest: str
    room: str


@cache
def draft(document: str) -> PlanDraft:
    """Read a demonstration's document."""
    data = files("promost.plans.demo").joinpath(f"documents/{document}").read_bytes()
    return read(data, document, direction_words())


def promises(document: str) -> list[Promise]:
    """Return every number that a document promises, in its order: those of measures, then those of the annex."""
    plan = draft(document)
    found = [
        Promise(row.number, _words(each), each.unit, _asked(row, each)) for row in plan.rows for each in row.targets
    ]
    for line in plan.targets:
        asked = Asked(label=line.label, text=line.label, okei=line.okei or "", unit=line.unit)
        found.append(Promise(f"annex {line.number}", line.label, line.unit, asked))
    return found


def numbers(plan: str) -> list[Counted]:
    """Return the page's lines of a plan's numbers."""
    return [Counted(*cells) for cells in _table(f"## {plan}: the numbers")]


def in_words(plan: str) -> list[Counted]:
    """Return the page's lines of a plan's promises without a number."""
    lines = _table(f"## {plan}: promises without a number")
    return [Counted(measure, words, "", code, rest, room) for measure, words, code, rest, room in lines]


def rooms() -> dict[str, tuple[int, bool]]:
    """Return {room: how many promises it brings facts for, whether it stands as built}."""
    lines = _table("## The rooms whose work brings the facts")
    return {room: (int(count), work.startswith("built")) for room, count, work in lines}


def _table(heading: str) -> Iterator[list[str]]:
    text = PAGE.read_text(encoding="utf-8")
    assert f"{heading}\n" in text, f"docs/indicators.md has no part “{heading}”"
    part = text.split(f"{heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _words(target: Target) -> str:
    telling = any(sign.isalpha() for sign in target.text) and target.label.lower() in target.text.lower()
    return target.text if telling else f"{target.label}: {target.text}"


def _asked(row: RowDraft, target: Target) -> Asked:
    return Asked(
        label=target.label or target.text, text=target.text, okei=target.okei or "", unit=target.unit,
        direction=row.direction or "", title=row.title, result=row.result,
    )  # fmt: skip
