"""``promost plan read FILE``: what was understood of a plan document. Needs neither a database nor Django.

Exit codes: 0 the plan was read (whatever doubts its rows raise, they are shown), 1 the file opened but holds no
measures, 2 the file cannot be read; the reason and what to do stand on the standard error output.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from promost.plans.reading import output
from promost.plans.reading.draft import PlanDraft
from promost.plans.reading.messages import say
from promost.plans.reading.reader import read
from promost.plans.reading.shown import show
from promost.plans.reading.sources.unreadable import Unreadable
from promost.registry.rooms import direction_words

READ, NOTHING_FOUND, NOT_READ = 0, 1, 2


def configure_read(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``promost plan read``."""
    parser.add_argument("file", metavar="FILE", type=Path, help=".docx, .xlsx, .ods, .xls, .pdf")
    parser.add_argument("--json", action="store_true", help="JSON")
    parser.add_argument("--lang", choices=("ru", "en"), default="ru", help="ru, en")
    parser.add_argument("--out", metavar="FILE", type=Path, help="UTF-8")


def run_read(arguments: argparse.Namespace) -> int:
    """Reads the file and writes what was understood, to the terminal or to ``--out``; gives the exit code."""
    language: str = arguments.lang
    try:
        draft = read(arguments.file.read_bytes(), arguments.file.name, direction_words())
    except Unreadable as error:
        return _refuse(say(error.code, {"name": arguments.file.name, **error.values}, language))
    except OSError as error:
        values = {"name": str(arguments.file), "reason": error.strerror or ""}
        return _refuse(say("NO_SUCH_FILE", values, language))
    _write(_written(draft, arguments), arguments.out)
    return READ if draft.rows else NOTHING_FOUND


def _written(draft: PlanDraft, arguments: argparse.Namespace) -> str:
    if arguments.json:
        return json.dumps(output.to_json(draft, arguments.lang), ensure_ascii=False, indent=1) + "\n"
    return show(draft, arguments.lang, colour=arguments.out is None and sys.stdout.isatty())


def _write(text: str, out: Path | None) -> None:
    if out is not None:
        out.write_text(text, encoding="utf-8")
        return
    sys.stdout.write(text)
    sys.stdout.flush()


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return NOT_READ
