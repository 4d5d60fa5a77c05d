"""The doctor's findings on the terminal, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

import promost
from promost.conf.doctor.section import Section, worst
from promost.conf.terminal import say
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit.health import Finding, Level

MARKS = {Level.WELL: ("✓", "green"), Level.WARNING: ("!", "yellow"), Level.ILL: ("✗", "bold red")}
WORDS = {Level.WELL: _("well"), Level.WARNING: _("warning"), Level.ILL: _("ill")}
SUMMARY = _("Well: %(well)s, warnings: %(warning)s, ill: %(ill)s.")


def as_table(sections: Sequence[Section], console: Console) -> None:
    """Write a table for a person: a heading for each part of the house, a line a finding, its remedy beneath it."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for name in ("level", "subject"):
        table.add_column(name, no_wrap=name == "level")
    table.add_column("words", overflow="fold")
    for section in sections:
        table.add_row("", Text(section.name, style="bold"), "")
        for finding in section.findings:
            table.add_row(_mark(finding.level), Text(finding.subject), _words(finding))
    console.print(table)
    counted = Counter(finding.level for section in sections for finding in section.findings)
    console.print(fill(SUMMARY, **{level.value: counted[level] for level in Level}), markup=False)


def _mark(level: Level) -> Text:
    sign, style = MARKS[level]
    return Text(f"{sign} {text(WORDS[level])}", style=style)


def _words(finding: Finding) -> Text:
    said = Text(finding.words)
    return said.append(f"\n→ {finding.remedy}", style="italic") if finding.remedy else said


def as_json(sections: Sequence[Section]) -> None:
    """Write one JSON object: the version, when it was looked, the worst level, and every finding with its section."""
    findings = [
        {
            "section": section.code,
            "subject": finding.subject,
            "level": finding.level.value,
            "words": finding.words,
            "remedy": finding.remedy,
        }
        for section in sections
        for finding in section.findings
    ]
    told = {
        "promost": promost.__version__,
        "looked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "level": worst(sections).value,
        "findings": findings,
    }
    say(json.dumps(told, ensure_ascii=False, indent=2))
