"""Rows as a person compares them: field → text. From an edition in the database, or from a stored draft row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from promost.kit import formats
from promost.kit.text import clean
from promost.plans.models import Edition, MeasureEdition, Owner, Resource, TargetValue
from promost.plans.models.agreements import in_english
from promost.plans.reading.draft import RowDraft, Target
from promost.registry import units

SIGNS = {"ge": "≥", "le": "≤", "eq": "="}


def flat_rows(edition: Edition, only: int | None = None) -> dict[int, dict[str, str]]:
    """Return {measure's key: flat row} of an edition, or of one of its rows (by key), in four queries."""
    return flat_rows_of([edition], only)[edition.pk]


def flat_rows_of(editions: Collection[Edition], only: int | None = None) -> dict[int, dict[int, dict[str, str]]]:
    """Return {edition's key: {measure's key: flat row}} of editions, in the same four queries for any number."""
    rows = MeasureEdition.objects.filter(edition__in=editions).select_related("section").order_by("position")
    rows = rows.filter(pk=only) if only else rows
    owners, targets, resources = _owners(editions, only), _targets(editions), _resources(editions, only)
    found: dict[int, dict[int, dict[str, str]]] = {edition.pk: {} for edition in editions}
    for row in rows:
        mine = owners[row.pk], targets[row.edition_id, row.measure_id], resources[row.pk]
        found[row.edition_id][row.measure_id] = _flat(row, *map("; ".join, mine))
    return found


def _flat(row: MeasureEdition, owners: str, targets: str, resources: str) -> dict[str, str]:
    return {
        "number": row.number,
        "section": row.section.title if row.section else "",
        "title": clean(row.title),
        "deadline": clean(row.deadline_text) or days_text(row.starts_on, row.ends_on, iso_days(row.due_dates)),
        "owners": owners,
        "result": clean(row.result),
        "completion_document": clean(row.completion_document),
        "targets": targets,
        "resources": resources,
        "note": clean(row.note),
    }


def flat_draft(row: RowDraft, sections: Mapping[str, str], parties: Mapping[str, str]) -> dict[str, str]:
    """Return a draft row in the same words.

    ``sections`` is {what a row calls its section: the section's title}, ``parties`` {side: the party's name}.
    """
    owners = [
        owner_text(parties.get(str(side), str(side)), each.name, each.person, each.by_agreement)
        for side, several in row.owners.items()
        for each in several
    ]
    targets = [draft_target_text(each) for each in row.targets]
    return {
        "number": row.number,
        "section": sections.get(row.section, row.section),
        "title": clean(row.title),
        "deadline": clean(row.deadline.text) or days_text(row.deadline.start, row.deadline.end, row.deadline.due_dates),
        "owners": "; ".join(owners),
        "result": clean(row.result),
        "completion_document": clean(row.completion_document),
        "targets": "; ".join(targets),
        "resources": "; ".join(resource_text(e.label, e.year, e.amount, e.unit, e.text) for e in row.resources),
        "note": clean(row.note),
    }


def iso_days(days: Iterable[str]) -> tuple[date, ...]:
    """Return days that are kept as text."""
    return tuple(date.fromisoformat(day) for day in days)


def days_text(start: date | None, end: date | None, several: Sequence[date] = ()) -> str:
    """Write a term's days, the several ones of a recurring term; "" where there are none."""
    if several:
        return ", ".join(formats.day(day) for day in several)
    if start and end:
        return formats.period(start, end)
    return formats.day(end) if end else ""


def owner_text(party: str, name: str, person: str | None, by_agreement: bool) -> str:
    """Write an owner on one line."""
    parts = [clean(name), f"({person})" if person else "", _("(subject to agreement)") if by_agreement else ""]
    return f"{party}: " + " ".join(filter(None, parts))


def target_text(label: str, comparator: str, value: Decimal | None, unit: str, okei: str) -> str:
    """Write a target on one line; a value that is not there is a dash."""
    shown = "—" if value is None else formats.amount(value, unit_text(unit, okei))
    return f"{clean(label)} {SIGNS.get(comparator, '=')} {shown}"


def draft_target_text(target: Target) -> str:
    """Write a target of a draft on one line."""
    label = target.label or target.text
    return target_text(label, target.comparator, target.value, target.unit, target.okei or "")


def unit_text(unit: str, okei: str) -> str:
    """Write a unit in the reader's language, by its OKEI code; one without a code keeps the document's words."""
    return units.symbol(okei) if okei in units.built_in() else unit


def resource_text(label: str, year: int | None, amount: Decimal | None, unit: str, text: str) -> str:
    """Write a resource on one line."""
    shown = clean(text) if amount is None else formats.amount(amount, unit)
    return " ".join(filter(None, [clean(label), str(year or ""), shown]))


def _owners(editions: Collection[Edition], only: int | None) -> Mapping[int, list[str]]:
    rows = Owner.objects.filter(measure_edition__edition__in=editions).order_by("position")
    rows = rows.filter(measure_edition=only) if only else rows
    fields = rows.values_list(
        "measure_edition_id", "party__name", "party__name_en", "written_as", "person", "by_agreement"
    )
    return _gather((each[0], owner_text(in_english(each[2]) or each[1], *each[3:])) for each in fields)


def _targets(editions: Collection[Edition]) -> Mapping[tuple[int, int], list[str]]:
    rows = TargetValue.objects.filter(edition__in=editions, target__measure__isnull=False)
    fields = rows.order_by("target__position", "due_on").values_list(
        "edition_id",
        "target__measure_id",
        "target__label",
        "target__comparator",
        "value",
        "target__unit",
        "target__okei",
    )
    return _gather((each[:2], target_text(*each[2:])) for each in fields)


def _resources(editions: Collection[Edition], only: int | None) -> Mapping[int, list[str]]:
    rows = Resource.objects.filter(measure_edition__edition__in=editions).order_by("pk")
    rows = rows.filter(measure_edition=only) if only else rows
    fields = rows.values_list("measure_edition_id", "label", "year", "amount", "unit", "text")
    return _gather((each[0], resource_text(*each[1:])) for each in fields)


def _gather(pairs: Iterable[tuple[Any, str]]) -> Mapping[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    for key, text in pairs:
        found[key].append(text)
    return found
