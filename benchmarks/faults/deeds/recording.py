# ruff: noqa: S101 - an assertion is what this looks with
"""Recording that is killed: what was told done is there, and no entry is without its fact."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5

from benchmarks.faults.deeds.house import note, noted, say
from promost.accounts.actors import OPERATOR
from promost.kit import refs
from promost.kit.models import HistoryEntry
from promost.ledger.actions.by_hand import record_by_hand
from promost.ledger.models import Entry, Fact

SPACE = UUID("6f6a2f0e-3a53-4c57-9f0e-0d3d5f1c9b11")
ENTRIES = 20


def do(folder: Path, round_: int) -> None:
    """Record facts one after another, and tell of each when it is done."""
    fact = Fact.objects.exclude(measure=None).filter(reverses=None).order_by("pk")[0]
    say("ready")
    for token in tokens(round_):
        record(fact, token)
        note(folder, str(token))


def tokens(round_: int) -> list[UUID]:
    """Return the one-time tokens of a round."""
    return [uuid5(SPACE, f"{round_}-{number}") for number in range(ENTRIES)]


def record(fact: Fact, token: UUID) -> Fact:
    """Record a fact like another one."""
    return record_by_hand(
        OPERATOR, token=token, indicator=fact.indicator, value=Decimal(1), happened_on=fact.happened_on,
        measure=fact.measure, organisation=fact.organisation, region=fact.region, breakdown=fact.breakdown,
        words="fault",
    )  # fmt: skip


def check(folder: Path, round_: int) -> None:
    """Look at what was told done and at all entries; record all of the round again: each is there once."""
    lost = [token for token in noted(folder) if not Fact.objects.filter(event=token).exists()]
    assert not lost, f"told done and lost in round {round_}: {lost[:3]}"
    _whole()
    fact = Fact.objects.exclude(measure=None).filter(reverses=None).order_by("pk")[0]
    for token in tokens(round_):
        record(fact, token)
        assert Fact.objects.filter(event=str(token)).count() == 1, f"recorded twice: {token}"
    _whole()


def _whole() -> None:
    entries = Entry.objects.filter(kind="fact")
    sources = set(Fact.objects.filter(source_kind="ledger.entry").values_list("source_id", flat=True))
    assert {str(each.uuid) for each in entries} <= sources, "an entry without its fact"
    known = set(HistoryEntry.objects.filter(subject_kind="ledger.fact").values_list("subject_id", flat=True))
    facts = Fact.objects.filter(source_kind="ledger.entry", reverses=None)
    silent = [fact for fact in facts if refs.of(fact).id not in known]
    assert not silent, f"facts without history: {silent[:3]}"
