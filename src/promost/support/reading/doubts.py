"""What an officer should look at in a row that was read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from promost.support.reading.cells import links
from promost.support.reading.cells.amounts import flag_of
from promost.support.reading.cells.words import is_none
from promost.support.reading.draft import Problem, SchemeDraft
from promost.support.reading.row import Row
from promost.support.reading.sources.text import SEPARATORS

NAMED = 12
"""So many codes are named in a sentence; of more it says how many."""
_LINKS = ("address", "act_links")
_LOST = "\ufffd"
_ROWS = 3
_NARROW = 3
"""A cell that took in so many rows of a table of more columns lacks its closing quote."""


def doubts(draft: SchemeDraft, row: Row, faults: tuple[str, ...], *, disagree: bool) -> tuple[Problem, ...]:
    """The problems of a row, by column. ``faults`` are pieces of the list of codes that are no code."""
    found = chain(
        _waiting(row),
        _damaged(row),
        _of_words(draft, row),
        _of_codes(draft, row, faults, disagree=disagree),
        _of_links(row),
        _of_figures(draft, row),
        _of_acts(draft, row),
    )
    return tuple(found)


def _waiting(row: Row) -> Iterator[Problem]:
    for field in row.context.header.columns:
        if row.cell(field).waits:
            yield row.problem("FORMULA_NOT_COMPUTED", field)


def _damaged(row: Row) -> Iterator[Problem]:
    """Letters lost with an encoding, and cells that took in whole lines because a quote was not closed."""
    for field in row.context.header.columns:
        text = row.text(field)
        if _LOST in text:
            yield row.problem("LETTERS_LOST", field)
        if _swallowed(text, len(row.context.header.headings)):
            yield row.problem("QUOTE_NOT_CLOSED", field)


def _swallowed(text: str, width: int) -> bool:
    """Whether several lines of a cell are rows of a table as wide as its own."""
    lines = text.split("\n")
    return width > _NARROW and any(sum(line.count(sign) == width - 1 for line in lines) >= _ROWS for sign in SEPARATORS)


def _of_words(draft: SchemeDraft, row: Row) -> Iterator[Problem]:
    has = row.context.header.columns
    if draft.kind == "other" and draft.kind_text and not _said_other(draft.kind_text):
        yield row.problem("KIND_UNKNOWN", "kind", text=draft.kind_text)
    if "kind" in has and not draft.kind_text:
        yield row.problem("KIND_MISSING", "kind")
    if draft.level_text and not draft.level:
        yield row.problem("LEVEL_UNKNOWN", "level", text=draft.level_text)
    if "region" in has and not draft.region and draft.level != "federal":
        yield row.problem("REGION_MISSING", "region")
    if "provider" in has and not draft.provider:
        yield row.problem("PROVIDER_MISSING", "provider")
    if draft.sme_required is None and row.line("sme_required"):
        yield row.problem("SME_UNCLEAR", "sme_required", text=row.line("sme_required"))
    if draft.active is False:
        yield row.problem("NOT_ACTIVE", "inactive", reason=draft.more.get("inactive_reason", "–"))
    if flag_of(row.line("inactive")) is None and row.line("inactive"):
        yield row.problem("ACTIVE_UNCLEAR", "inactive", text=row.line("inactive"))


def _said_other(text: str) -> bool:
    from promost.support.reading.cells.kinds import kind_of  # noqa: PLC0415 - asked seldom

    return kind_of(text, "") == "other"


def _of_codes(draft: SchemeDraft, row: Row, faults: tuple[str, ...], *, disagree: bool) -> Iterator[Problem]:
    for fault in faults:
        yield row.problem("NOT_A_CODE", "activities", text=fault[:200])
    known = row.context.okved
    if known is not None:
        strange = list(dict.fromkeys(each.code for each in draft.activities if each.code not in known))
        if strange:
            yield row.problem("CODES_UNKNOWN", "activities", codes=_named(strange))
    given = [each.code for each in draft.activities]
    twice = [code for code in dict.fromkeys(given) if given.count(code) > 1]
    if twice:
        yield row.problem("CODES_REPEATED", "activities", codes=_named(twice))
    if disagree:
        yield row.problem("ACTIVITIES_DISAGREE", "restrictions", count=len(given))


def _named(codes: list[str]) -> str:
    rest = len(codes) - NAMED
    return ", ".join(codes[:NAMED]) + (f" … +{rest}" if rest > 0 else "")


def _of_links(row: Row) -> Iterator[Problem]:
    for field in _LINKS:
        if is_none(row.text(field)):
            continue
        good, bad = links.read_links(row.text(field))
        if bad and not good:
            yield row.problem("NOT_A_LINK", field, text=" ".join(bad)[:200])
        if field == "address" and len(good) > 1:
            yield row.problem("SEVERAL_ADDRESSES", field, address=good[0])


def _of_figures(draft: SchemeDraft, row: Row) -> Iterator[Problem]:
    text = row.line("min_investment")
    if draft.min_investment is None and not is_none(text):
        yield row.problem("AMOUNT_UNCLEAR", "min_investment", text=text)


def _of_acts(draft: SchemeDraft, row: Row) -> Iterator[Problem]:
    for act in draft.acts:
        if act.dated is None and act.number and act.kind != "regulation":
            yield row.problem("ACT_WITHOUT_DATE", "acts", text=act.text[:200])
