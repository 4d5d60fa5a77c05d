"""``promost match``: records of a CSV file against criteria of a JSON file. It needs neither Django nor a database."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from promost.matching import report
from promost.matching.engine import Engine
from promost.matching.files.criteria_file import CriteriaFile, read_criteria_file
from promost.matching.files.records_file import RecordsFile
from promost.matching.match import Match
from promost.matching.problems import MatchingError, Problem, RecordError
from promost.matching.words import LANGUAGES, phrase

BAD_INPUT = 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--records", type=Path, required=True, metavar="FILE.csv", help="the records, one a line")
    parser.add_argument("--criteria", type=Path, required=True, metavar="FILE.json", help="fields and offers")
    parser.add_argument("--explain", metavar="KEY", help="one record, by its key (or its line), against every offer")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write: pairs as CSV, an explanation as JSON")
    parser.add_argument("--as-of", type=_day, metavar="DAY", help="the day of judgement, YYYY-MM-DD")
    parser.add_argument("--lang", choices=LANGUAGES, default="ru", help="the language of what is said")


def run(arguments: argparse.Namespace) -> int:
    """Do it: 0 when done, 2 for bad input. Nothing is written unless everything was read and answered."""
    lang, console = arguments.lang, Console(stderr=True)
    try:
        criteria = read_criteria_file(arguments.criteria)
        records = RecordsFile(arguments.records, criteria.schema, criteria.key)
        engine = Engine(criteria.schema, criteria.offers, arguments.as_of)
        match, keys = _matched(engine, records, console, lang)
        if records.ignored:
            said = phrase("command", "ignored", lang).format(columns=", ".join(records.ignored))
            console.print(said, markup=False, soft_wrap=True)
        _tell(arguments, engine, match, keys, criteria)
    except MatchingError as fault:
        console.print(fault.text(lang), markup=False, highlight=False, soft_wrap=True)
        return BAD_INPUT
    except OSError as fault:
        problem = Problem("no_write", str(arguments.out), {"value": fault.strerror or ""})
        console.print(problem.text(lang), markup=False, highlight=False, soft_wrap=True)
        return BAD_INPUT
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(phrase("problem", "want_day", "en").format(value=repr(text))) from None


def _tell(arguments: argparse.Namespace, engine: Engine, match: Match, keys: list[str], criteria: CriteriaFile) -> None:
    lang, console = arguments.lang, Console()
    if arguments.explain is None:
        console.print(report.title(match, engine.as_of, lang), markup=False, soft_wrap=True)
        console.print(report.summary(match, lang))
        if arguments.out is not None:
            report.write_pairs(arguments.out, match, keys, lang)
    else:
        verdicts = match.explain(_position(keys, arguments.explain, criteria))
        console.print(report.explanation(verdicts, lang))
        if arguments.out is not None:
            report.write_explanation(arguments.out, verdicts, lang)
    if arguments.out is not None:
        console.print(phrase("command", "written", lang).format(file=arguments.out), markup=False, soft_wrap=True)


def _matched(engine: Engine, records: RecordsFile, console: Console, lang: str) -> tuple[Match, list[str]]:
    size = records.path.stat().st_size if records.path.exists() else 0
    keys: list[str] = []
    match = engine.match({})
    with _bar(console, phrase("command", "matching", lang), size) as (progress, task):
        for batch in records.batches():
            match.extend(batch.columns)
            keys += batch.keys
            progress.update(task, completed=batch.bytes)
    return match, keys


@contextmanager
def _bar(console: Console, words: str, total: int) -> Iterator[tuple[Progress, TaskID]]:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield progress, progress.add_task(words, total=total)


def _position(keys: list[str], key: str, criteria: CriteriaFile) -> int:
    try:
        return keys.index(key)
    except ValueError:
        given = {"value": key, "column": criteria.key or "№"}
        raise RecordError([Problem("no_record", "", given)]) from None


def main(arguments: list[str] | None = None) -> int:
    """Run as a program of its own: ``python -m promost.matching``."""
    parser = argparse.ArgumentParser(prog="promost match", description=__doc__)
    configure(parser)
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
