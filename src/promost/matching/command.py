"""``promost match``: records of a CSV file against criteria of a JSON file. It needs neither Django nor a database."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from promost.matching import report
from promost.matching.engine import Engine
from promost.matching.files.criteria_file import read_criteria_file
from promost.matching.files.records_file import RecordsFile
from promost.matching.match import Tally
from promost.matching.problems import MatchingError, Problem
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
        if arguments.explain is None:
            _match(arguments, engine, records, console)
        else:
            _explain(arguments, engine, records)
    except MatchingError as fault:
        return _refused(console, fault.text(lang))
    except OSError as fault:
        problem = Problem("no_write", str(arguments.out), {"value": fault.strerror or ""})
        return _refused(console, problem.text(lang))
    if records.ignored:
        ignored = phrase("command", "ignored", lang).format(columns=", ".join(records.ignored))
        console.print(ignored, markup=False, soft_wrap=True)
    if arguments.out is not None:
        console.print(phrase("command", "written", lang).format(file=arguments.out), markup=False, soft_wrap=True)
    return 0


def _refused(console: Console, said: str) -> int:
    console.print(said, markup=False, highlight=False, soft_wrap=True)
    return BAD_INPUT


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(phrase("problem", "want_day", "en").format(value=repr(text))) from None


def _explain(arguments: argparse.Namespace, engine: Engine, records: RecordsFile) -> None:
    verdicts = engine.explain(records.find(arguments.explain))
    Console().print(report.explanation(verdicts, arguments.lang))
    if arguments.out is not None:
        report.write_explanation(arguments.out, verdicts, arguments.lang)


def _match(arguments: argparse.Namespace, engine: Engine, records: RecordsFile, console: Console) -> None:
    """Batch by batch, so that memory does not grow with the file."""
    lang, tally = arguments.lang, Tally(engine.offers)
    with ExitStack() as stack:
        write = stack.enter_context(report.pairs_file(arguments.out, lang)) if arguments.out is not None else None
        advance = stack.enter_context(_bar(console, phrase("command", "matching", lang), records.path))
        for batch in records.batches():
            match = engine.match(batch.columns)
            tally.add(match)
            if write is not None:
                write(match, batch.keys)
            advance(batch.bytes)
    out = Console()
    out.print(report.title(tally, engine.as_of, lang), markup=False, soft_wrap=True)
    out.print(report.summary(tally, lang))


@contextmanager
def _bar(console: Console, words: str, file: Path) -> Iterator[Callable[[int], None]]:
    """A bar that goes with the bytes of a file; nothing where there is no terminal."""
    total = file.stat().st_size if file.exists() else 0
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(words, total=total)
        yield lambda done: progress.update(task, completed=done)


def main(arguments: list[str] | None = None) -> int:
    """Run as a program of its own: ``python -m promost.matching``."""
    parser = argparse.ArgumentParser(prog="promost match", description=__doc__)
    configure(parser)
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
