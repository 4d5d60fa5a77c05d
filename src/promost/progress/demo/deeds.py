"""What the officers do, each deed by the action of the room to which it belongs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from uuid import UUID

from promost.kit import clock
from promost.ledger import actions as ledger
from promost.ledger.files import Upload
from promost.ledger.models import EntryKind, Fact
from promost.progress import actions as progress
from promost.progress.demo.events import Event, Given, token
from promost.progress.demo.papers import paper
from promost.progress.demo.stage import Stage
from promost.progress.demo.workbooks import workbook

USUAL = "Справка о результатах.pdf"


def play(stage: Stage, name: str, event: Event) -> None:
    """Do what an event tells, at its moment."""
    with clock.stopped(event.at):
        _DEEDS[event.do](stage, name, event)


def _record(stage: Stage, name: str, event: Event) -> None:
    if event.sheet:
        _take_sheet(stage, event)
        return
    kind = EntryKind.OPENING if event.do == "opening" else EntryKind.FACT
    fresh = [
        (key, given) for number, given in enumerate(event.givens()) if (key := token(name, number)) not in stage.used
    ]
    papers = _papers(stage, event) if fresh else []
    for number, (key, given) in enumerate(fresh):
        shown = number == 0 or stage.counted(event, given).indicator.needs_evidence
        _fact(stage, event, given, key, kind, papers if shown else [])


def _fact(stage: Stage, event: Event, given: Given, key: UUID, kind: EntryKind, papers: list[Upload]) -> Fact:
    counted = stage.counted(event, given)
    where = {"measure": stage.measure(event.measure)} if event.measure else {"plan": stage.plan}
    return ledger.record_by_hand(
        stage.cast[event.by],
        token=key,
        indicator=counted.indicator,
        breakdown=counted.breakdown,
        value=given.value,
        okei=counted.okei,
        happened_on=event.day,
        organisation=stage.enterprises[given.enterprise] if given.enterprise else None,
        words=event.words,
        files=papers,
        personal=event.personal,
        kind=kind,
        **where,
    )


def _take_sheet(stage: Stage, event: Event) -> None:
    if event.sheet in stage.sheets:
        return
    taken = ledger.take_sheet(stage.cast[event.by], stage.plan, event.sheet, workbook(stage, event))
    for line, bad in taken.refused:
        raise LookupError(f"{event.sheet}, row {line}: {bad}")


def _nil(stage: Stage, name: str, event: Event) -> None:
    counted, key = stage.counted(event, Given(target=event.target, value=Decimal(0))), token(name, 0)
    if key in stage.used:
        return
    where = {"measure": stage.measure(event.measure)} if event.measure else {"plan": stage.plan}
    ledger.nil_report(
        stage.cast[event.by],
        token=key,
        indicator=counted.indicator,
        breakdown=counted.breakdown,
        happened_on=event.day,
        words=event.words,
        **where,
    )


def _hand_in(stage: Stage, name: str, event: Event) -> None:
    key = token(name, 0)
    if key in stage.used:
        return
    ledger.hand_in(
        stage.cast[event.by],
        stage.measure(event.measure),
        key,
        _papers(stage, event),
        event.words,
        event.personal,
        kind=EntryKind.OPENING if event.on else EntryKind.COMPLETION,
        happened_on=event.on,
    )


def _reverse(stage: Stage, name: str, event: Event) -> None:
    key = token(name, 0)
    if key in stage.used:
        return
    chapter = name.rpartition("/")[0]
    fact = Fact.objects.get(event=str(token(f"{chapter}/{event.what}", 0)))
    ledger.reverse(stage.cast[event.by], fact, event.words, key)


def _note(stage: Stage, name: str, event: Event) -> None:
    key = token(name, 0)
    if key not in stage.used:
        progress.note(stage.cast[event.by], stage.measure(event.measure), event.day, event.words, key)


_DEEDS: Mapping[str, Callable[[Stage, str, Event], None]] = {
    "fact": _record,
    "opening": _record,
    "nil": _nil,
    "hand_in": _hand_in,
    "reverse": _reverse,
    "note": _note,
}


def _papers(stage: Stage, event: Event) -> list[Upload]:
    """The papers that an event names; where it names none, the programme's usual note."""
    programme = f"Соглашение № {stage.plan.agreement.number}"
    if not event.files:
        return [Upload(USUAL, paper(USUAL, "Подписана ответственным исполнителем.", programme, ""))]
    day = f"{event.day:%d.%m.%Y}"
    return [Upload(name, paper(name, event.words, programme, day)) for name in event.files]
