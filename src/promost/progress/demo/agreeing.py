"""How both sides agree in the story: the plan comes into force, documents are answered for, statements are signed.

Every deed is done by the room's own action, at its moment; what has been done before is not done again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from pydantic import BaseModel, ConfigDict

from promost.accounts.actors import Actor
from promost.kit import clock, formats
from promost.ledger import actions as ledger
from promost.ledger.files import Upload
from promost.ledger.models import Entry, EntryKind
from promost.plans.actions import amendments, approvals
from promost.plans.actions.measures import Given
from promost.plans.amending import Proposed
from promost.plans.models import ChangeKind, Measure, Party, Plan, PlanState
from promost.plans.queries.approvals import pending_edition
from promost.plans.queries.in_force import edition_in_force
from promost.progress.completion import actions as completion
from promost.progress.completion.queries import sides_of
from promost.progress.demo import events
from promost.progress.demo.papers import paper
from promost.progress.demo.stage import Stage
from promost.progress.models import Declared, Statement
from promost.progress.statements import composing, drawing
from promost.progress.statements.actions import declaring, signing

ANSWER = timedelta(days=4)
"""How long the other side takes to answer for a document."""
SILENT = "Показатель будет представлен после получения сводных данных."


class Deed(BaseModel):
    """Who did something when."""

    model_config = ConfigDict(extra="forbid")

    by: str
    at: datetime


class Approved(Deed):
    """A party's approval: its act, and whether it was signed on paper."""

    side: str
    on: date
    act: str
    paper: bool


class Signed(Deed):
    """A party's signature under a statement."""

    side: str
    paper: bool


class Drawn(BaseModel):
    """A statement: its quarter's last day, who drew it, who signed."""

    model_config = ConfigDict(extra="forbid")

    quarter: date
    drawn: Deed
    signed: list[Signed]


class Returned(BaseModel):
    """A document that the other side returned once: its measure, why, and what was handed in then."""

    model_config = ConfigDict(extra="forbid")

    measure: str
    reason: str
    document: str


class EachTerm(BaseModel):
    """A measure with several terms, each of which is closed by a document of its own."""

    model_config = ConfigDict(extra="forbid")

    measure: str
    by: str
    document: str
    until: date


class Programme(BaseModel):
    """How the parties of an agreement agree."""

    model_config = ConfigDict(extra="forbid")

    agreement: str
    submitted: Deed
    approved: list[Approved]
    answered_until: datetime
    answering: dict[str, str]
    waits: list[str] = []
    each_term: list[EachTerm] = []
    returned: Returned | None = None
    statement: list[Drawn] = []


def programmes() -> list[Programme]:
    """Return what is told of both programmes."""
    return [Programme.model_validate(each) for each in events.read("agreed")["programme"]]


def approve(stage: Stage, told: Programme) -> None:
    """Bring the plan into force, unless it is."""
    plan = Plan.objects.get(pk=stage.plan.pk)
    if plan.state != PlanState.DRAFT:
        return
    with clock.stopped(told.submitted.at):
        approvals.submit(stage.cast[told.submitted.by], plan, plan.version)
    parties = _parties(stage)
    for each in sorted(told.approved, key=lambda approved: approved.at):
        with clock.stopped(each.at):
            _approve(stage, plan, parties[each.side], each)
    stage.plan.refresh_from_db()


def _approve(stage: Stage, plan: Plan, party: Party, told: Approved) -> None:
    edition = pending_edition(Plan.objects.get(pk=plan.pk))
    assert edition is not None  # noqa: S101 - the plan waits until its last party has approved
    act, actor = approvals.Act(told.on, told.act), stage.cast[told.by]
    if told.paper:
        name = f"{told.act.split(' от ')[0]}.pdf"
        scan = approvals.Scan(name, paper(name, told.act, plan.title, told.on.isoformat()))
        approvals.approve_on_paper(actor, edition, party, act, scan)
    else:
        approvals.approve(actor, edition, party, act)


def amend(stage: Stage, told: Programme, by: str, at: datetime, given: Given, reason: str) -> None:
    """Add a measure to a plan in force: proposed by a working side, agreed by every party within two days."""
    parties = _parties(stage)
    with clock.stopped(at):
        party = next(each for each in parties.values() if _sits(stage.cast[by], each))
        amendment = amendments.propose(
            stage.cast[by], stage.plan, party, reason, [Proposed(ChangeKind.ADDED, given=given)]
        )
    for hours, each in enumerate(_signatories(told), start=1):
        with clock.stopped(at + timedelta(hours=16 * hours)):
            amendment.refresh_from_db()
            amendments.agree(stage.cast[each.by], amendment, amendment.version, parties[each.side])


def _signatories(told: Programme) -> list[Signed]:
    """Who signs for each side: those who signed the first statement."""
    return told.statement[0].signed


def close_terms(stage: Stage, told: Programme) -> None:
    """Hand in the document of each term: before the plan was entered as an opening, later on its last day."""
    for each in told.each_term:
        measure = stage.measure(each.measure)
        row = edition_in_force(stage.plan).measures.get(measure=measure)
        for due in map(date.fromisoformat, row.due_dates):
            if due <= each.until:
                _close_term(stage, told, each, measure, due)


def _close_term(stage: Stage, told: Programme, each: EachTerm, measure: Measure, due: date) -> None:
    token = uuid5(NAMESPACE_URL, f"{measure.uuid} {due}")
    begun, zone = told.submitted.at + timedelta(days=1), told.submitted.at.tzinfo
    on_the_day = datetime.combine(due, time(11), zone)
    is_opening = on_the_day < begun
    name = f"{each.document}, {formats.month(due)}.pdf"
    with clock.stopped(max(on_the_day, begun)):
        ledger.hand_in(
            stage.cast[each.by],
            measure,
            token,
            [Upload(name, paper(name, each.document, stage.plan.title, due.isoformat()))],
            kind=EntryKind.OPENING if is_opening else EntryKind.COMPLETION,
            happened_on=due if is_opening else None,
            part=due.isoformat(),
        )


def answer(stage: Stage, told: Programme) -> None:
    """Answer for the documents that were handed in: confirmed some days later; one is returned and handed in anew."""
    waiting = Entry.objects.filter(kind=EntryKind.COMPLETION, plan=stage.plan, decision=None)
    kept_waiting = [stage.measure(number) for number in told.waits]
    for entry in waiting.select_related("measure__plan__agreement", "made_for", "made_by").order_by("made_at", "pk"):
        at = entry.made_at + ANSWER
        if at > told.answered_until or entry.measure in kept_waiting:
            continue
        actor = _counterpart(stage, told, entry)
        with clock.stopped(at):
            if told.returned and entry.measure == stage.measure(told.returned.measure):
                _return(stage, told.returned, entry, actor)
            else:
                completion.confirm(actor, entry)


def _return(stage: Stage, told: Returned, entry: Entry, actor: Actor) -> None:
    """Return a document; its owner hands in what was missing, and that is confirmed."""
    completion.return_(actor, entry, told.reason)
    assert entry.measure is not None  # noqa: S101 - a document belongs to a measure
    owner = next(each for each in stage.cast.values() if each.user == entry.made_by)
    with clock.stopped(entry.made_at + 2 * ANSWER):
        data = paper(told.document, told.reason, stage.plan.title, entry.made_at.date().isoformat())
        token = uuid5(NAMESPACE_URL, f"{entry.uuid} anew")
        fact = ledger.hand_in(owner, entry.measure, token, [Upload(told.document, data)])
    anew = Entry.objects.select_related("measure__plan__agreement", "made_for").get(uuid=fact.source_id)
    with clock.stopped(entry.made_at + 3 * ANSWER):
        completion.confirm(actor, anew)


def _counterpart(stage: Stage, told: Programme, entry: Entry) -> Actor:
    """Who answers for the other side. Raises StopIteration where nobody of the story does."""
    sides = sides_of(entry)
    actors = [stage.cast[key] for key in told.answering.values()]
    return next(each for each in actors if each.organisation and sides.party_of(each.organisation.pk))


def sign(stage: Stage, told: Programme) -> None:
    """Draw the statements and sign them, in the agreement's order; those that are there stay."""
    if Statement.objects.filter(plan=stage.plan).exists():
        return
    parties = _parties(stage)
    for each in told.statement:
        statement = _draw(stage, each)
        for signed in sorted(each.signed, key=lambda signature: parties[signature.side].order):
            with clock.stopped(signed.at):
                statement.refresh_from_db()
                _sign(stage, statement, parties[signed.side], signed)


def _draw(stage: Stage, told: Drawn) -> Statement:
    actor = stage.cast[told.drawn.by]
    with clock.stopped(told.drawn.at):
        plan = stage.plan
        order = drawing.order_of(plan, list(Statement.objects.filter(plan=plan)), told.quarter, actor.zone)
        for silent in composing.compose(order).undeclared:
            target = plan.targets.select_related("plan__agreement", "measure__plan__agreement").get(uuid=silent.uuid)
            token = uuid5(NAMESPACE_URL, f"{target.uuid} {told.quarter}")
            declaring.declare(actor, target, told.quarter, Declared.NOT_REPORTED, SILENT, token)
        return drawing.draw(actor, plan, told.quarter)


def _sign(stage: Stage, statement: Statement, party: Party, told: Signed) -> None:
    actor = stage.cast[told.by]
    if not told.paper:
        signing.sign(actor, statement, party, statement.digest, statement.version)
        return
    name = f"Ведомость № {statement.number}, подписанный лист.pdf"
    data = paper(name, f"Подписано. Контрольная сумма {statement.digest}", stage.plan.title, told.at.date().isoformat())
    file = signing.File(name, data)
    signing.sign_on_paper(actor, statement, party, statement.digest, statement.version, file, told.at.date())


def _parties(stage: Stage) -> Mapping[str, Party]:
    return {party.side: party for party in stage.plan.agreement.parties.select_related("region").all()}


def _sits(actor: Actor, party: Party) -> bool:
    return party.seats.filter(organisation=actor.organisation).exists()
