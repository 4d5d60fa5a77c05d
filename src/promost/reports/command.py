"""``promost plan report PLAN``: the report of a plan without a browser."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console

from promost.kit.formats import resolve
from promost.kit.moments import Moment
from promost.plans.models import Edition, Plan
from promost.plans.queries.editions import edition_at
from promost.plans.queries.named import NotNamed, plan_named
from promost.registry.models.organisations import FEDERAL_ZONE
from promost.reports import making, problems
from promost.reports.into_source import NotReturned
from promost.reports.making import Made
from promost.reports.quarters import NoQuarter, Quarter, proposed
from promost.reports.writers import FORMS
from promost.reports.writers.word import BadTemplate

WRITTEN, NOT_TO_BE_USED = 0, 2
ALL = "all"


class Mistake(Exception):
    """An argument is not to be used; the text says why and what to do."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "plan", metavar="PLAN", help=_("the plan's lasting id, its agreement's number, or a part of its title")
    )
    parser.add_argument("--quarter", metavar="2025-Q3", help=_("the quarter; the last that is over, if none is said"))
    parser.add_argument("--at", metavar="DAY", help=_("as it was known at the end of a day: 2025-10-10"))
    parser.add_argument("--format", choices=[*FORMS, ALL], default=ALL, help=", ".join([*FORMS, ALL]))
    parser.add_argument("--language", choices=("ru", "en"), help="ru, en")
    parser.add_argument("--output", type=Path, metavar="PATH", help=_("a folder, or a file where one file is made"))
    parser.add_argument("--template", type=Path, metavar="FILE", help=_("your own template for .docx"))
    parser.add_argument("--write-template", action="store_true", help=_("write the built-in template for Word"))
    parser.add_argument("--into-source", action="store_true", help=_("the plan's own document with its columns filled"))


def run(arguments: argparse.Namespace) -> int:
    """Write the files; everything is made before the first is written."""
    try:
        made, remarks = _made(arguments)
        paths = _written(made, arguments.output)
    except Mistake as error:
        return _fail(str(error))
    except NotReturned as error:
        return _fail(problems.not_returned(error))
    except BadTemplate as error:
        return _fail(problems.bad_template(error))
    console = Console()
    for line in [*map(str, paths), *remarks]:
        console.print(line, markup=False, soft_wrap=True)
    return WRITTEN


def _made(arguments: argparse.Namespace) -> tuple[list[Made], list[str]]:
    plan, moment = _plan(arguments.plan), _moment(arguments.at)
    quarter = _quarter(arguments.quarter, plan, moment)
    language = resolve(arguments.language or get_language())
    try:
        edition = edition_at(plan, moment)
        if arguments.into_source:
            made, returned = making.into_source(edition, quarter, moment, language)
            return [made], problems.remarks(returned)
        if arguments.write_template:
            return [making.template_for(edition, quarter, moment, language)], []
        forms = list(FORMS) if arguments.format == ALL else [arguments.format]
        own = _template(arguments.template)
        return [making.as_file(edition, quarter, moment, language, form, own) for form in forms], []
    except Edition.DoesNotExist:
        raise Mistake(_("The plan has no edition yet: accept a preview of its document first.")) from None


def _plan(asked: str) -> Plan:
    try:
        return plan_named(asked)
    except NotNamed as unknown:
        raise Mistake(str(unknown)) from None


def _moment(asked: str | None) -> Moment:
    zone = ZoneInfo(FEDERAL_ZONE)
    if asked is None:
        return Moment.now(zone)
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        raise Mistake(_("“%(text)s” is no day. Write it as 2025-06-30.") % {"text": asked[:40]}) from None
    if day > Moment.now(zone).day:
        raise Mistake(_("%(day)s is still to come: nothing is known of it yet.") % {"day": day})
    return Moment.as_of(day, zone)


def _quarter(asked: str | None, plan: Plan, moment: Moment) -> Quarter:
    if asked is None:
        return proposed(plan.starts_on, plan.ends_on, moment.day)
    try:
        quarter = Quarter.parse(asked)
    except NoQuarter:
        raise Mistake(_("“%(text)s” is no quarter. Write it as 2025-Q3.") % {"text": asked[:40]}) from None
    if quarter.start > moment.day:
        raise Mistake(_("%(quarter)s has not begun yet.") % {"quarter": quarter})
    return quarter


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError:
        raise Mistake(_("The file %(name)s cannot be opened. Check its name.") % {"name": path}) from None


def _written(made: Sequence[Made], output: Path | None) -> list[Path]:
    target = output or Path()
    single = len(made) == 1 and bool(target.suffix) and not target.is_dir()
    paths = [target if single else target / each.name for each in made]
    try:
        (target.parent if single else target).mkdir(parents=True, exist_ok=True)
        for path, each in zip(paths, made, strict=True):
            path.write_bytes(each.data)
    except OSError as error:
        why = {"path": target, "why": error.strerror or ""}
        raise Mistake(
            _("Nothing can be written to %(path)s: %(why)s. Name another place by --output.") % why
        ) from error
    return paths


def _fail(text: str) -> int:
    Console(stderr=True).print(text, markup=False, soft_wrap=True)
    return NOT_TO_BE_USED
