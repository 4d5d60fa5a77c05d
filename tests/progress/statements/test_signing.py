"""Signing, returning, objecting: each side for itself, in turn, and of two at once one is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Barrier, Event
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Role, User
from promost.kit import clock, history, refs, transitions
from promost.kit.access import Refused
from promost.kit.transitions import Overtaken
from promost.kit.uploads import Refused as BadFile
from promost.ledger.problems import Bad
from promost.progress.models import Dispute, Signature, SignedHow, Statement, StatementState
from promost.progress.statements import actions, drawing, guarding, verifying
from promost.progress.statements.actions import File
from promost.progress.statements.parties import turns
from tests.kit.tables import at_once
from tests.progress.statements.conftest import NOON
from tests.progress.statements.signing import JUNE, MARCH, Signed

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF"
SCAN = File("sheet.pdf", PDF)


@pytest.fixture
def drawn(three: Signed) -> Statement:
    """Return a statement that nobody has signed."""
    three.fact(10)
    return three.draw()


def state() -> StatementState:
    return StatementState(Statement.objects.order_by("-number").values_list("state", flat=True)[0])


class TestInTurn:
    def test_the_agreement_s_order_holds_and_the_curator_accepts(self, three: Signed, drawn: Statement) -> None:
        with pytest.raises(ValidationError, match="It is not your turn yet: The recipient signs first"):
            three.sign(drawn, "donor")
        three.sign(drawn, "recipient")
        with pytest.raises(ValidationError, match="It is not your turn yet: The donor signs first"):
            three.sign(drawn, "curator")
        with pytest.raises(ValidationError, match="The recipient has signed already"):
            three.sign(drawn, "recipient")
        three.sign(drawn, "donor")
        assert state() == StatementState.OPEN
        three.sign(drawn, "curator")
        assert state() == StatementState.ACCEPTED
        assert [turn.signature is not None for turn in turns(Statement.objects.get())] == [True, True, True]
        verbs = [entry.verb for entry in history.of(refs.of(drawn))]
        assert verbs == ["progress.accept", "progress.sign", "progress.sign", "progress.draw"]

    def test_another_digest_signs_nothing(self, three: Signed, drawn: Statement) -> None:
        with pytest.raises(ValidationError, match="The digest is not that of this statement"):
            three.sign(drawn, "recipient", digest="0" * 64)
        assert not Signature.objects.exists()
        assert Statement.objects.get().version == drawn.version

    def test_what_was_changed_in_the_database_is_not_signed(
        self, three: Signed, drawn: Statement, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wrong = verifying.Difference("fact", "value", "1", "2")
        monkeypatch.setattr(verifying, "verify", lambda one: verifying.Verified(one, 1, (wrong,)))
        with pytest.raises(ValidationError, match="no longer matches the records"):
            three.sign(drawn, "recipient")
        assert not Signature.objects.exists()


class TestOnPaper:
    def sign(self, three: Signed, drawn: Statement, by: str, party: str, **given: Any) -> Signature:
        now = Statement.objects.get(pk=drawn.pk)
        wanted: dict[str, Any] = {"scan": SCAN, "signed_on": date(2025, 7, 10), **given}
        return actions.sign_on_paper(
            three.actor(by, Role.EDITOR), now, three.parties[party], now.digest, now.version, **wanted
        )

    def test_the_scan_is_attached_by_the_party_or_by_the_curator(self, three: Signed, drawn: Statement) -> None:
        signature = self.sign(three, drawn, "recipient", "recipient", sig=File("sheet.sig", b"detached"))
        assert (signature.how, signature.made_for) == (SignedHow.PAPER, three.bodies["recipient"])
        assert signature.sig_sha256
        assert self.sign(three, drawn, "curator", "donor").made_for == three.bodies["curator"]

    def test_another_side_attaches_nothing_for_it(self, three: Signed, drawn: Statement) -> None:
        with pytest.raises(Refused):
            self.sign(three, drawn, "donor", "recipient")
        assert not Signature.objects.exists()

    def test_a_program_is_no_scan(self, three: Signed, drawn: Statement) -> None:
        with pytest.raises(BadFile):
            self.sign(three, drawn, "recipient", "recipient", scan=File("sheet.pdf", b"MZ" + b"\0" * 200))

    @pytest.mark.parametrize("day", [JUNE, date(2025, 7, 16)])
    def test_the_day_lies_between_the_quarter_s_end_and_today(self, three: Signed, drawn: Statement, day: date) -> None:
        with pytest.raises(ValidationError):
            self.sign(three, drawn, "recipient", "recipient", signed_on=day)

    def test_a_party_may_object_to_a_paper_that_others_attached_in_its_name(
        self, three: Signed, drawn: Statement
    ) -> None:
        self.sign(three, drawn, "curator", "recipient")
        three.return_(drawn, "recipient", "We have not signed this")
        assert state() == StatementState.RETURNED


class TestReturning:
    def test_whoever_has_signed_may_no_longer_return_it(self, three: Signed, drawn: Statement) -> None:
        three.sign(drawn, "recipient")
        with pytest.raises(ValidationError, match="has signed this statement"):
            three.return_(drawn, "recipient")
        assert state() == StatementState.OPEN
        three.return_(drawn, "curator", "A measure is missing")
        assert Statement.objects.get().reason == "A measure is missing"

    def test_a_reason_is_asked_for(self, three: Signed, drawn: Statement) -> None:
        with pytest.raises(ValidationError, match="Say why"):
            three.return_(drawn, "donor", "  ")

    def test_an_accepted_one_is_never_returned(self, three: Signed) -> None:
        three.fact(10)
        accepted = three.accept()
        with pytest.raises(Overtaken):
            three.return_(accepted, "donor")

    def test_only_a_fact_that_it_lists_can_be_named(self, three: Signed, drawn: Statement) -> None:
        with pytest.raises(ValidationError, match="does not list"):
            three.return_(drawn, "donor", facts=[three.fact(1)])
        assert state() == StatementState.OPEN
        assert not Dispute.objects.exists()


class TestObjecting:
    def test_what_is_signed_or_being_signed_is_objected_to_elsewhere(self, three: Signed, drawn: Statement) -> None:
        donor = three.actor("donor"), three.plan, three.parties["donor"], three.facts[0], "Not ours"
        with pytest.raises(ValidationError, match="that is being signed lists this fact"):
            actions.dispute(*donor)
        for side in three.parties:
            three.sign(drawn, side)
        with pytest.raises(ValidationError, match="An accepted statement lists this fact"):
            actions.dispute(*donor)

    def test_one_objection_stands_at_a_time_and_its_party_settles_it(self, three: Signed) -> None:
        fact = three.fact(10)
        made = actions.dispute(three.actor("donor"), three.plan, three.parties["donor"], fact, "Not ours")
        with pytest.raises(ValidationError, match="objected to this fact already"):
            actions.dispute(three.actor("recipient"), three.plan, three.parties["recipient"], fact, "Nor ours")
        with pytest.raises(Refused):
            actions.settle(three.actor("recipient"), made, "Forget it", made.version)
        stale = Dispute.objects.get()
        actions.settle(three.actor("donor"), made, "The list was shown", made.version)
        with pytest.raises(Overtaken):
            actions.settle(three.actor("donor"), stale, "Again", stale.version)


class TestForOneselfAlone:
    """Nobody does anything in another side's name, whoever runs the installation included."""

    @pytest.fixture
    def others(self, three: Signed) -> list[Actor]:
        """Return everybody who is not the recipient's: other sides, roles too low, a superuser, the installation."""
        root = User.objects.create_superuser("root@example.org", name="root", language="en")
        return [
            three.actor("donor"), three.actor("curator"), Actor(root), OPERATOR,
            Actor(root, three.bodies["donor"], frozenset({Role.SIGNATORY})),
            replace(three.actor("recipient"), roles=frozenset({Role.VIEWER})),
            replace(three.actor("recipient"), roles=frozenset({Role.ADMINISTRATOR})),
        ]  # fmt: skip

    def test_signing_returning_objecting(self, three: Signed, drawn: Statement, others: list[Actor]) -> None:
        party, digest = three.parties["recipient"], drawn.digest
        editor = three.actor("recipient", Role.EDITOR)
        for actor in [*others, editor]:
            with pytest.raises(Refused):
                actions.sign(actor, drawn, party, digest, drawn.version)
        for actor in others:
            with pytest.raises(Refused):
                actions.return_statement(actor, drawn, party, "No", drawn.version)
            with pytest.raises(Refused):
                actions.dispute(actor, three.plan, party, three.facts[0], "No")
        assert not Signature.objects.exists()
        assert (state(), Statement.objects.get().version) == (StatementState.OPEN, 0)

    def test_a_subordinate_body_does_not_sign_for_the_one_that_leads(self, three: Signed, drawn: Statement) -> None:
        party = three.parties["recipient"]
        party.seats.create(organisation=three.bodies["donor"])
        with pytest.raises(Refused):
            actions.sign(three.actor("donor"), drawn, party, drawn.digest, drawn.version)


def outcome(deed: Callable[[], object]) -> Callable[[Barrier], str]:
    """Return a deed that begins together with the others, and says what came of it."""

    def done(barrier: Barrier) -> str:
        with clock.stopped(NOON):
            barrier.wait(10)
            try:
                deed()
            except (Overtaken, ValidationError, Bad) as told:
                return type(told).__name__
            return "done"

    return done


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def ready(self) -> tuple[Signed, Statement]:
        made = Signed.of_three()
        made.fact(10)
        return made, made.draw()

    def test_two_signatories_of_a_party_sign_once(self) -> None:
        made, drawn = self.ready()
        deeds = [outcome(lambda: self.sign(made, drawn)), outcome(lambda: self.sign(made, drawn))]
        assert sorted(at_once(deeds)) == ["Overtaken", "done"]
        assert Signature.objects.count() == 1

    def test_one_returns_while_the_other_signs_and_one_is_told(self) -> None:
        made, drawn = self.ready()
        deeds = [outcome(lambda: self.sign(made, drawn)), outcome(lambda: self.give_back(made, drawn))]
        came = at_once(deeds)
        assert sorted(came) == ["Overtaken", "done"]
        assert (state() == StatementState.RETURNED) == (came[1] == "done")
        assert Signature.objects.count() == (came[0] == "done")

    def test_without_the_version_both_would_have_their_way(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The negative control: a change of state that looks at neither version nor state."""
        made, drawn = self.ready()

        def careless(thing: Any, *, version: int, expected: object = None, **values: Any) -> None:
            Statement.objects.filter(pk=thing.pk).update(**(values or {"version": version + 1}))

        monkeypatch.setattr(transitions, "change", careless)
        deeds = [outcome(lambda: self.sign(made, drawn)), outcome(lambda: self.give_back(made, drawn))]
        # Whoever is second finds no turn, or no statement that waits, or signs what is returned: nobody is told.
        came = at_once(deeds)
        assert "done" in came
        assert "Overtaken" not in came
        assert state() == StatementState.RETURNED

    def test_two_draw_one_quarter_and_one_is_told(self) -> None:
        made = Signed.of_three()
        made.fact(10)
        deeds = [outcome(made.draw), outcome(lambda: made.draw(side="donor"))]
        assert sorted(at_once(deeds)) == ["CannotDraw", "done"]

    def sign(self, made: Signed, drawn: Statement) -> None:
        actions.sign(made.actor("recipient"), self.seen(drawn), made.parties["recipient"], drawn.digest, 0)

    def give_back(self, made: Signed, drawn: Statement) -> None:
        actions.return_statement(made.actor("donor"), self.seen(drawn), made.parties["donor"], "No", 0)

    def seen(self, drawn: Statement) -> Statement:
        return Statement.objects.get(pk=drawn.pk)


@pytest.mark.django_db(transaction=True)
class TestReversedWhileDrawn:
    """A statement that is being drawn and a reversal of one of its facts: each sees the other whole, or not at all."""

    def race(self, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        """Draw, and reverse between its looking and its writing; the drawing waits for the reversal half a second."""
        made = Signed.of_three()
        made.fact(10)
        wrong = made.fact(3)
        looked, is_reversed, save = Event(), Event(), drawing._save

        def slowly(*given: Any) -> Any:
            looked.set()
            is_reversed.wait(0.5)
            return save(*given)

        def reverse(_barrier: Barrier) -> str:
            with clock.stopped(NOON):
                looked.wait(10)
                try:
                    made.reverse(wrong)
                except Bad as bad:
                    return bad.code
                finally:
                    is_reversed.set()
            return "done"

        def draw(_barrier: Barrier) -> str:
            with clock.stopped(NOON):
                made.draw()
            return "done"

        monkeypatch.setattr(drawing, "_save", slowly)
        return at_once([draw, reverse])

    def test_one_waits_for_the_other_and_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.race(monkeypatch) == ["done", "IN_STATEMENT"]
        drawn = Statement.objects.get()
        assert drawn.lines.count() == 2

    @pytest.mark.postgres
    def test_without_the_lock_a_statement_would_list_what_is_taken_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(guarding, "hold", lambda _facts: [])
        assert self.race(monkeypatch) == ["done", "done"]
        assert Statement.objects.get().lines.filter(fact__reversed_by__isnull=False).exists()


def test_a_march_statement_is_signed_before_june_s(three: Signed) -> None:
    three.fact(10, date(2025, 2, 1))
    first = three.accept(MARCH)
    three.fact(4)
    second = three.accept()
    assert second.previous == first
    assert second.totals[0]["previous"] == first.digest
