"""One row → a draft."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from promost.support.reading.cells import acts, amounts, codes, items, kinds, links, steps
from promost.support.reading.cells.words import is_none
from promost.support.reading.columns.fields import fields
from promost.support.reading.criteria import Source, propose
from promost.support.reading.doubts import doubts
from promost.support.reading.draft import Conditions, Item, LegalAct, Proposal, SchemeDraft
from promost.support.reading.row import Row

QUOTED = 300
"""A list of codes is quoted up to so many characters."""
_READ = {
    *(each.name for each in dataclasses.fields(SchemeDraft)),
    *("act_number", "act_date", "act_title", "act_links", "inactive"),
}
"""Columns that have a place of their own in the draft."""


def draft_of(row: Row) -> SchemeDraft:
    """The scheme that a row tells."""
    cited, left_over = _acts(row)
    listed = codes.read_codes(row.text("activities"))
    said = steps.read_steps(row.plain("procedure"))
    name = row.line("name") or row.line("short_name")
    kind_text, level_text = row.line("kind"), row.line("level")
    draft = SchemeDraft(
        place=row.place(),
        name=name,
        raw=row.raw,
        region=row.line("region"),
        short_name=row.line("short_name"),
        kind=kinds.kind_of(f"{kind_text} {row.line('format')}", name) or "other",
        kind_text=kind_text,
        level=kinds.level_of(level_text),
        level_text=level_text,
        mechanism=row.plain("mechanism"),
        purpose=row.plain("purpose"),
        acts=cited,
        links=left_over,
        address=next(iter(links.read_links(row.text("address"))[0]), ""),
        provider=row.line("provider") or row.line("organisation"),
        min_investment=amounts.money_of(row.line("min_investment"), row.context.header.heading("min_investment")),
        activities=listed.activities,
        unrestricted=listed.unrestricted,
        restrictions=row.plain("restrictions"),
        sme_required=amounts.flag_of(row.line("sme_required")),
        requirements=row.plain("requirements"),
        requirement_items=_points(row, "requirements"),
        procedure=row.plain("procedure"),
        steps=said,
        answer_days=steps.answer_days(said),
        documents=_points(row, "documents"),
        conditions=_conditions(row),
        active=_active(row),
        more=_more(row),
    )
    return _with_proposals(draft, row, listed.faults)


def _with_proposals(draft: SchemeDraft, row: Row, faults: tuple[str, ...]) -> SchemeDraft:
    proposals, disagree = propose(_source(draft, row))
    placed = tuple(_placed(each, row) for each in proposals)
    return replace(draft, proposals=placed, problems=doubts(draft, row, faults, disagree=disagree))


def _source(draft: SchemeDraft, row: Row) -> Source:
    quote = row.line("activities")
    return Source(
        activities=draft.activities,
        activities_text=quote if len(quote) <= QUOTED else f"{quote[:QUOTED]}…",
        unrestricted=draft.unrestricted,
        restrictions=draft.restrictions,
        sme_required=draft.sme_required,
        sme_text=f"{row.context.header.heading('sme_required')}: {row.line('sme_required')}",
        min_investment=draft.min_investment,
        min_investment_text=f"{row.context.header.heading('min_investment')}: {row.line('min_investment')}",
        requirements=draft.requirement_items,
        titles=row.context.okved,
        regions=row.context.regions,
    )


def _placed(proposal: Proposal, row: Row) -> Proposal:
    return replace(proposal, place=row.place(proposal.field))


def _acts(row: Row) -> tuple[tuple[LegalAct, ...], tuple[str, ...]]:
    found = acts.read_acts(row.text("acts"))
    single = acts.act_of(row.text("act_number"), row.text("act_date"), row.text("act_title"))
    return acts.with_links((*found, *([single] if single else [])), links.read_links(row.text("act_links"))[0])


def _points(row: Row, field: str) -> tuple[Item, ...]:
    text = row.plain(field)
    return () if is_none(text) else items.split(text)


def _conditions(row: Row) -> Conditions:
    rate = amounts.percents_of(row.line("rate") or row.line("guarantee_cost"))
    amount = amounts.range_of(row.line("amount"))
    return Conditions(
        rate_min=rate[0],
        rate_max=rate[1],
        term_months=amounts.months_of(row.line("term") or row.line("guarantee_term")),
        own_share=_own_share(row),
        amount_min=amount[0],
        amount_max=amount[1],
    )


def _own_share(row: Row) -> Decimal | None:
    """What the applicant pays: zero where the row says that nothing is asked, None where it says nothing."""
    least = amounts.percents_of(row.line("own_share"))[0]
    if least is None and amounts.flag_of(row.line("cofinancing")) is False:
        return Decimal(0)
    return least


def _active(row: Row) -> bool | None:
    inactive = amounts.flag_of(row.line("inactive"))
    return None if inactive is None else not inactive


def _more(row: Row) -> Mapping[str, str]:
    """The other known columns, as plain text."""
    rest = {code: row.plain(code) for code in fields() if code not in _READ}
    return {code: text for code, text in rest.items() if text}
