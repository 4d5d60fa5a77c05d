"""A draft as a person reads it in a terminal: the plan, its rows, what is doubtful, what was left over."""

from __future__ import annotations

import io
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from promost.plans.reading.draft import Owner, PlanDraft, Problem, RowDraft, Severity
from promost.plans.reading.messages import say

_WIDTH = 140
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def show(draft: PlanDraft, language: str = "ru", *, colour: bool = False) -> str:
    """The draft as text of at most 140 columns, in "ru" or "en"; with colours for a terminal."""
    out = io.StringIO()
    console = Console(file=out, width=_WIDTH, force_terminal=colour, highlight=False, legacy_windows=False)
    words = words_of(language)
    _head(console, draft, words)
    if draft.rows:
        console.print(_table(draft.rows, words))
    _problems(console, draft, words, language)
    _counts(console, draft, words)
    return out.getvalue()


@cache
def words_of(language: str) -> dict[str, str]:
    """The words of the table in "ru" or "en"; the reasons of a remainder among them ("reason_total")."""
    table = tomllib.loads(files(__package__).joinpath("shown.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = table["ru" if language == "ru" else "en"]
    return words


def _head(console: Console, draft: PlanDraft, words: dict[str, str]) -> None:
    console.print(f"[bold]{escape(draft.title or words['untitled'])}[/bold]")
    if draft.period:
        console.print(f"{words['period']}: {draft.period[0]:%d.%m.%Y} – {draft.period[1]:%d.%m.%Y}")
    for party in draft.parties:
        console.print(f"{words[party.side.value]}: {escape(party.name)}")


def _table(rows: Iterable[RowDraft], words: dict[str, str]) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column(words["number"], no_wrap=True)
    table.add_column(words["title"], ratio=5)
    table.add_column(words["deadline"], ratio=2)
    table.add_column(words["owners"], ratio=4)
    for row in rows:
        table.add_row(escape(row.number), escape(row.title), escape(_term(row)), escape(_owners(row, words)))
    return table


def _term(row: RowDraft) -> str:
    """The term's own words, and the days they were read as."""
    term = row.deadline
    days = " – ".join(f"{day:%d.%m.%Y}" for day in (term.start, term.end) if day)
    return "\n".join(part for part in (term.text, days and f"→ {days}") if part) or "—"


def _owners(row: RowDraft, words: dict[str, str]) -> str:
    lines = [
        f"{words[side.value]}: {'; '.join(_owner(owner, words) for owner in owners)}"
        for side, owners in row.owners.items()
        if owners
    ]
    return "\n".join(lines) or "—"


def _owner(owner: Owner, words: dict[str, str]) -> str:
    name = " ".join(part for part in (owner.name, f"({owner.person})" if owner.person else "") if part)
    return f"{name} ({words['agreed']})" if owner.by_agreement else name


def _problems(console: Console, draft: PlanDraft, words: dict[str, str], language: str) -> None:
    """Every problem under its severity, the row's number in front."""
    named: list[tuple[str, Problem]] = [(words["document"], problem) for problem in draft.problems]
    for order, row in enumerate(draft.rows, 1):
        named.extend((f"{words['number']} {row.number or f'({order})'}", problem) for problem in row.problems)
    for severity in Severity:
        found = [(where, problem) for where, problem in named if problem.severity is severity]
        if found:
            console.print(f"\n[{_COLOURS[severity]}]{words['problems']}: {words[severity.value]} {len(found)}[/]")
        for where, problem in found:
            console.print(f"  {escape(where)}: {escape(say(problem.code, problem.values, language))}")


def _counts(console: Console, draft: PlanDraft, words: dict[str, str]) -> None:
    reasons = Counter(rest.reason for rest in draft.remainder)
    counted = ", ".join(f"{words.get(f'reason_{reason}', reason)} {count}" for reason, count in reasons.most_common())
    figures = [
        f"{words['rows']}: {len(draft.rows)}",
        f"{words['sections']}: {len(draft.sections)}",
        f"{words['targets']}: {len(draft.targets)}",
        f"{words['remainder']}: {len(draft.remainder)}" + (f" ({counted})" if counted else ""),
    ]
    console.print("\n" + "; ".join(figures))
