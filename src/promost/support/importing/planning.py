"""What would become of each row: a new scheme, nothing, a review, or a refusal with reasons. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from promost.accounts.actors import Actor
from promost.accounts.rules import can
from promost.support.importing.keys import digest_of, in_order, key_of, said
from promost.support.importing.settling import Settled, Settler
from promost.support.models import ImportedRow, RowOutcome, Scheme, SchemeImportState
from promost.support.reading import Place, Problem, Reading
from promost.support.reading.columns.fields import fields
from promost.support.reading.messages import problem

AT_ONCE = 500
Done = Callable[[int], None]
"""Told after each row how many there were."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row and what would become of it. ``settled`` is None for a row that gives no scheme; ``scheme`` is the one that
    it is known as."""

    place: Place
    raw: Mapping[str, str]
    outcome: RowOutcome
    reasons: tuple[Problem, ...] = ()
    key: str = ""
    digest: str = ""
    settled: Settled | None = None
    scheme: Scheme | None = None


@dataclass(slots=True)
class _Before:
    """What earlier imports, and people, have written of the schemes that come again."""

    rows: dict[str, ImportedRow] = field(default_factory=dict)
    by_hand: dict[str, Scheme] = field(default_factory=dict)


def plan(actor: Actor, reading: Reading, settler: Settler, done: Done | None = None) -> list[Planned]:
    """What would become of each row of a reading, in the order of the file."""
    settled = []
    for count, draft in enumerate(reading.drafts, 1):
        settled.append(settler.settle(draft))
        if done:
            done(count)
    taken = of_settled(actor, settled, reading.mapping)
    refused = [Planned(row.place, row.raw, RowOutcome.REJECTED, row.reasons) for row in reading.rejected]
    return sorted([*taken, *refused], key=lambda each: (each.place.sheet, each.place.row or 0))


def of_settled(actor: Actor, settled: Sequence[Settled], mapping: Mapping[str, str]) -> list[Planned]:
    """What would become of drafts that were settled; ``mapping`` is that of their file."""
    keys = [key_of(each.region_code, each.draft.provider, each.draft.name) for each in settled]
    before = _before(keys, [each.draft.name for each in settled])
    return [_planned(actor, each, key, mapping, before) for each, key in zip(settled, keys, strict=True)]


def _planned(actor: Actor, settled: Settled, key: str, mapping: Mapping[str, str], before: _Before) -> Planned:
    draft = settled.draft
    digest = digest_of(draft.raw, mapping)
    outcome, scheme, reasons = RowOutcome.CREATED, None, settled.reasons or _not_yours(actor, settled)
    known, by_hand = before.rows.get(key), before.by_hand.get(key)
    if reasons:
        outcome = RowOutcome.REJECTED
    elif known is not None:
        scheme = known.scheme
        changed = _changed(known, draft.raw, mapping) if known.sha256 != digest else ""
        outcome = RowOutcome.CHANGED if changed else RowOutcome.UNCHANGED
        reasons = (problem("CHANGED_COLUMNS", draft.place, columns=changed),) if changed else ()
    elif by_hand is not None:
        outcome, scheme, reasons = RowOutcome.CHANGED, by_hand, (problem("ENTERED_BY_HAND", draft.place),)
    return Planned(draft.place, draft.raw, outcome, (*reasons, *draft.problems), key, digest, settled, scheme)


def _not_yours(actor: Actor, settled: Settled) -> tuple[Problem, ...]:
    asked = {name: settled.fields[name] for name in ("level", "region", "provider")}
    return () if can(actor, "support.edit_scheme", Scheme(**asked)) else (problem("NOT_YOURS", settled.draft.place),)


def _changed(known: ImportedRow, raw: Mapping[str, str], mapping: Mapping[str, str]) -> str:
    """The columns in which two rows differ, by their headings in the newer file."""
    old, new = said(known.raw, known.source.mapping), said(raw, mapping)
    differing = {name for name in {**new, **old} if old.get(name) != new.get(name)}
    headings = {name: heading for heading, name in mapping.items()}
    told = [headings.get(name) or _name(name) for name in differing]
    return ", ".join(f"«{heading}»" for heading in in_order(told, mapping))


def _name(code: str) -> str:
    known = fields().get(code)
    return known.ru if known else code


def _before(keys: Iterable[str], names: Iterable[str]) -> _Before:
    """The newest accepted row by key, and schemes of the same name that no import made."""
    found = _Before()
    for some in _parts(keys):
        rows = ImportedRow.objects.filter(
            key__in=some, scheme__isnull=False, source__state=SchemeImportState.ACCEPTED
        ).select_related("source", "scheme")
        found.rows.update({row.key: row for row in rows.order_by("pk")})
    for scheme in _named(names):
        key = key_of(scheme.region_id or "", scheme.provider_name or str(scheme.provider or ""), scheme.name)
        found.by_hand[key] = scheme
    return found


def _named(names: Iterable[str]) -> Iterator[Scheme]:
    for some in _parts(names):
        rows = Scheme.objects.filter(name__in=some, rows__isnull=True).select_related("provider")
        yield from rows.order_by("pk")


def _parts(texts: Iterable[str]) -> Iterator[list[str]]:
    """Each text once, so many at once as a database takes in one question."""
    each = list(dict.fromkeys(texts))
    yield from (each[start : start + AT_ONCE] for start in range(0, len(each), AT_ONCE))
