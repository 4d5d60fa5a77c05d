"""Every deed of two sides, made ready to be done by anybody: what stands before it, and the action with its things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from uuid import uuid4

from promost.accounts.actors import Actor
from promost.ledger import actions as ledger
from promost.ledger.files import Upload
from promost.ledger.models import Entry
from promost.plans.actions import amendments, approvals
from promost.plans.actions.approvals import Act, Scan
from promost.plans.amending import Proposed
from promost.plans.models import Amendment, ChangeKind, Edition, Owner, Plan, PlanState
from promost.progress.completion import actions as completion
from promost.progress.models import Declared, Statement
from promost.progress.statements import actions as statements
from tests.progress.statements.signing import JUNE, Signed

NOON = datetime(2025, 7, 15, 12, tzinfo=UTC)
"""The second quarter of 2025 is over everywhere."""
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ACT = Act(date(2025, 2, 28), "Order No. 112 of 28.02.2025")
STRIKE = ChangeKind.STRUCK

Deed = Callable[[Actor], object]
"""What is done, by whoever is given."""


def submit_plan(three: Signed) -> Deed:
    plan = _put(three, PlanState.DRAFT)
    return lambda actor: approvals.submit(actor, plan, plan.version)


def send_back(three: Signed) -> Deed:
    plan = _put(three, PlanState.ON_APPROVAL)
    return lambda actor: approvals.send_back(actor, plan, plan.version, "The term is wrong")


def approve(three: Signed) -> Deed:
    _put(three, PlanState.ON_APPROVAL)
    edition, party = _edition(three), three.parties["recipient"]
    return lambda actor: approvals.approve(actor, edition, party, ACT)


def approve_on_paper(three: Signed) -> Deed:
    _put(three, PlanState.ON_APPROVAL)
    edition, party = _edition(three), three.parties["recipient"]
    return lambda actor: approvals.approve_on_paper(actor, edition, party, ACT, Scan("order.pdf", PDF))


def close_plan(three: Signed) -> Deed:
    Plan.objects.update(ends_on=date(2025, 6, 30))
    plan = Plan.objects.select_related("agreement").get()
    return lambda actor: approvals.close(actor, plan, plan.version)


def propose(three: Signed) -> Deed:
    changes = [Proposed(STRIKE, three.measure)]
    return lambda actor: amendments.propose(actor, three.plan, three.parties["recipient"], "The hall is let", changes)


def extend(three: Signed) -> Deed:
    held, changes = _proposed(three), [Proposed(STRIKE, three.measure)]
    return lambda actor: amendments.extend(actor, held, held.version, changes)


def withdraw(three: Signed) -> Deed:
    held = _proposed(three)
    return lambda actor: amendments.withdraw(actor, held, held.version)


def agree(three: Signed) -> Deed:
    held = _proposed(three)
    return lambda actor: amendments.agree(actor, held, held.version, three.parties["recipient"])


def decline(three: Signed) -> Deed:
    held = _proposed(three)
    return lambda actor: amendments.decline(actor, held, held.version, three.parties["recipient"], "Too late")


def hand_in(three: Signed) -> Deed:
    _of_recipient_alone()
    return lambda actor: ledger.hand_in(actor, three.measure, uuid4(), [_paper()])


def confirm(three: Signed) -> Deed:
    entry = _handed_in_by_donor(three)
    return lambda actor: completion.confirm(actor, entry)


def return_document(three: Signed) -> Deed:
    entry = _handed_in_by_donor(three)
    return lambda actor: completion.return_(actor, entry, "The act is not signed")


def attach_evidence(three: Signed) -> Deed:
    _of_recipient_alone()
    fact = three.fact()
    return lambda actor: ledger.attach(actor, fact, [_paper()])


def declare(three: Signed) -> Deed:
    _of_recipient_alone()
    return lambda actor: statements.declare(actor, three.target, JUNE, Declared.NOT_REPORTED, "No data", uuid4())


def draw(three: Signed) -> Deed:
    three.fact()
    return lambda actor: statements.draw(actor, three.plan, JUNE)


def sign(three: Signed) -> Deed:
    drawn, party = _drawn(three), three.parties["recipient"]
    return lambda actor: statements.sign(actor, drawn, party, drawn.digest, drawn.version)


def sign_on_paper(three: Signed) -> Deed:
    drawn, party, scan = _drawn(three), three.parties["recipient"], statements.File("sheet.pdf", PDF)
    return lambda actor: statements.sign_on_paper(
        actor, drawn, party, drawn.digest, drawn.version, scan, date(2025, 7, 10)
    )


def return_statement(three: Signed) -> Deed:
    drawn, party = _drawn(three), three.parties["recipient"]
    return lambda actor: statements.return_statement(actor, drawn, party, "A line is missing", drawn.version)


def dispute(three: Signed) -> Deed:
    fact = three.fact()
    return lambda actor: statements.dispute(actor, three.plan, three.parties["recipient"], fact, "Not ours")


def settle(three: Signed) -> Deed:
    made = statements.dispute(
        three.actor("recipient"), three.plan, three.parties["recipient"], three.fact(), "Not ours"
    )
    return lambda actor: statements.settle(actor, made, "It is ours", made.version)


def accept(three: Signed) -> Deed:
    drawn = _drawn(three)
    for side in ("recipient", "donor"):
        three.sign(drawn, side)
    drawn.refresh_from_db()
    party = three.parties["curator"]
    return lambda actor: statements.sign(actor, drawn, party, drawn.digest, drawn.version)


DEEDS: Mapping[str, Callable[[Signed], Deed]] = {
    each.__name__: each
    for each in (
        submit_plan, send_back, approve, approve_on_paper, close_plan, propose, extend, withdraw, agree, decline, hand_in,
        confirm, return_document, attach_evidence, declare, draw, sign, sign_on_paper, return_statement, dispute, settle,
        accept,
    )
}  # fmt: skip


def _put(three: Signed, state: PlanState) -> Plan:
    """Put the plan into a state before it was in force."""
    Plan.objects.update(state=state)
    Edition.objects.update(approved_at=None)
    return Plan.objects.select_related("agreement").get(pk=three.plan.pk)


def _edition(three: Signed) -> Edition:
    return Edition.objects.select_related("plan__agreement").get(plan=three.plan)


def _proposed(three: Signed) -> Amendment:
    made = amendments.propose(
        three.actor("recipient"), three.plan, three.parties["recipient"], "The hall is let",
        [Proposed(STRIKE, three.measure)],
    )  # fmt: skip
    return Amendment.objects.select_related("plan", "base__plan__agreement", "party").get(pk=made.pk)


def _of_recipient_alone() -> None:
    Owner.objects.exclude(party__side="recipient").delete()


def _handed_in_by_donor(three: Signed) -> Entry:
    fact = ledger.hand_in(three.actor("donor"), three.measure, uuid4(), [_paper()])
    return Entry.objects.select_related("measure__plan__agreement").get(uuid=fact.source_id)


def _paper() -> Upload:
    return Upload("act.pdf", PDF)


def _drawn(three: Signed) -> Statement:
    three.fact()
    drawn = three.draw()
    return Statement.objects.select_related("plan__agreement").get(pk=drawn.pk)
