"""Writing and withdrawing: who may, what is kept, and what history tells."""

from __future__ import annotations

from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction

from promost.accounts.actors import OPERATOR, Actor, Refused
from promost.accounts.models import Membership, Role, User
from promost.comments import actions, subjects
from promost.comments.models import Comment, GoneAs
from promost.kit import clock, history, refs
from promost.kit.models import HistoryEntry
from promost.kit.transitions import Overtaken
from promost.progress.models import StatementLine
from tests.comments.conftest import Say, person
from tests.kit.tables import at_once
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_comment_says_who_wrote_it_when_and_in_whose_name(say: Say, world: World) -> None:
    written = say("recipient", " Is the deadline\r\nright? ")
    assert (written.text, written.about) == ("Is the deadline\nright?", refs.of(world.measure))
    assert (written.author, written.behalf) == (person(world, "recipient"), world.bodies["recipient"])
    (entry,) = history.of(refs.of(world.measure))
    assert (entry.verb, entry.behalf_name) == ("comments.write", "Ministry of Industry")


def test_history_tells_that_somebody_wrote_and_never_what(say: Say, world: World) -> None:
    actions.withdraw(world.actor("recipient"), say("recipient", "Between ourselves, @Martynov"))
    kept = str(list(HistoryEntry.objects.values()))
    assert "ourselves" not in kept
    assert "Martynov" not in kept
    verbs = [entry.verb for entry in history.of(refs.of(world.measure))]
    assert verbs == ["comments.withdraw", "comments.write"]


@pytest.mark.parametrize("name", ["plan", "measure", "amendment", "fact", "statement"])
def test_plans_measures_amendments_facts_and_statements_are_commented(name: str, say: Say, world: World) -> None:
    for kind in ("donor_viewer", "curator", "expert"):
        assert say(kind, "Seen.", getattr(world, name)).about == refs.of(getattr(world, name))


def test_what_somebody_does_not_see_is_not_there_for_them(say: Say, world: World) -> None:
    for kind in ("unrelated", "unrelated_administrator", "administrator"):
        with pytest.raises(ObjectDoesNotExist):
            subjects.find(world.users[kind], "plans.measure", str(world.measure.uuid))


@pytest.mark.parametrize(("kind", "ident"), [("plans.import", "1"), ("gone.thing", "1"), ("plans.plan", "no uuid")])
def test_what_is_no_thing_to_comment_is_not_there(kind: str, ident: str, world: World) -> None:
    with pytest.raises(ObjectDoesNotExist):
        subjects.find(person(world, "donor"), kind, ident)


def test_one_writes_in_the_name_of_an_organisation_that_sees_the_thing(world: World) -> None:
    """Somebody of two organisations reads through either, and writes through the one that sees the thing."""
    user, foreign = person(world, "recipient"), world.bodies["unrelated"]
    Membership.objects.create(user=user, organisation=foreign, role=Role.SIGNATORY, since=clock.now())
    subject = subjects.find(user, "plans.measure", str(world.measure.uuid))
    for actor in (Actor(user, foreign, frozenset({Role.SIGNATORY})), Actor(user), OPERATOR):
        with pytest.raises(Refused):
            actions.write(actor, subject, "For somebody else", (), uuid4())
    assert not Comment.objects.exists()


def test_whoever_runs_the_installation_writes_for_no_party(world: World) -> None:
    subject = subjects.find(person(world, "donor"), "plans.measure", str(world.measure.uuid))
    administrator = world.actor("administrator")
    for actor in (administrator, Actor(administrator.person, world.bodies["donor"])):
        with pytest.raises(Refused):
            actions.write(actor, subject, "By right of the machine", (), uuid4())


@pytest.mark.parametrize(("text", "said"), [(" \n ", "Write what you want to say"), ("x" * 4001, "shorten it to 4000")])
def test_nothing_and_too_much_are_told_in_words(text: str, said: str, say: Say) -> None:
    with pytest.raises(ValidationError, match=said):
        say("donor", text)
    assert not Comment.objects.exists()


def test_sent_twice_it_is_one_comment(say: Say, world: World) -> None:
    token = uuid4()
    assert say("donor", "Once", token=token) == say("donor", "Once", token=token)
    assert HistoryEntry.objects.filter(verb="comments.write").count() == 1
    for kind, about in (("recipient", world.measure), ("donor", world.plan)):
        with pytest.raises(ValidationError, match="used for another comment"):
            say(kind, "Another", about, token=token)
    assert Comment.objects.count() == 1


def test_a_withdrawn_comment_leaves_its_author_and_moment_and_no_text(say: Say, world: World) -> None:
    written = say("donor", "Too soon")
    actions.withdraw(world.actor("donor"), written)
    kept = Comment.objects.get()
    assert (kept.text, kept.gone_as) == ("", GoneAs.WITHDRAWN)
    assert (kept.author, kept.behalf, kept.written_at) == (written.author, written.behalf, written.written_at)


def test_its_author_alone_withdraws_a_comment(say: Say, world: World) -> None:
    written = say("donor", "Mine")
    for kind in ("donor_administrator", "donor_signatory", "recipient", "administrator"):
        with pytest.raises(Refused):
            actions.withdraw(world.actor(kind), written)
    with pytest.raises(Refused):
        actions.withdraw(OPERATOR, written)


def test_the_database_keeps_no_text_of_what_is_gone_and_no_empty_comment(say: Say) -> None:
    written = say("donor", "Here")
    for values in ({"gone_as": "withdrawn", "gone_at": clock.now()}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=written.pk).update(**values)


def test_comments_never_enter_a_statement(say: Say, world: World) -> None:
    digest = world.statement.digest
    say("donor", "Is the figure right?", world.statement)
    say("donor", "Is the figure right?", world.fact)
    world.statement.refresh_from_db()
    assert world.statement.digest == digest
    assert not [each for each in StatementLine._meta.get_fields() if "comment" in each.name]


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """The author in two windows."""

    def withdrawing(self, world: World, written: Comment, *, guarded: bool) -> list[Any]:
        def deed(barrier: Barrier) -> None:
            comment, actor = Comment.objects.get(pk=written.pk), world.actor("donor")
            barrier.wait()
            if guarded:
                actions.withdraw(actor, comment)
            else:
                Comment.objects.filter(pk=comment.pk).update(text="", gone_as="withdrawn", gone_at=clock.now())

        return at_once([deed, deed])

    def test_one_withdraws_and_the_other_is_told(self, say: Say, world: World) -> None:
        outcomes = self.withdrawing(world, say("donor", "Once"), guarded=True)
        assert [type(each) for each in outcomes if each is not None] == [Overtaken]
        assert HistoryEntry.objects.filter(verb="comments.withdraw").count() == 1

    def test_without_the_condition_both_believe_that_they_did(self, say: Say, world: World) -> None:
        assert self.withdrawing(world, say("donor", "Once"), guarded=False) == [None, None]


def test_what_is_sent_while_its_author_is_being_erased_is_not_kept(world: World) -> None:
    actor = world.actor("donor")
    subject = subjects.find(actor.person, "plans.measure", str(world.measure.uuid))
    User.objects.filter(pk=actor.person.pk).update(is_active=False)  # after the request began
    with pytest.raises(Refused):
        actions.write(actor, subject, "My own words", (), uuid4())
    assert not Comment.objects.exists()


def test_an_account_that_is_closed_writes_nothing(world: World) -> None:
    user = person(world, "donor")
    subject = subjects.find(user, "plans.measure", str(world.measure.uuid))
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.refresh_from_db()
    with pytest.raises(Refused):
        actions.write(Actor(user, world.bodies["donor"], frozenset({Role.EDITOR})), subject, "Still here", (), uuid4())
