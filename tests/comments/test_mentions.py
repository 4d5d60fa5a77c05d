"""Whom a comment mentions: those who see the thing, by a name that fits one of them, and nobody by address."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from promost.accounts.models import Membership, User
from promost.comments import actions, naming, queries, subjects
from promost.comments.models import Comment, Mention
from promost.comments.people import people_of
from promost.kit import refs
from promost.ledger.models import Fact
from promost.plans.models import Target
from promost.profiles.models import Indicator
from promost.registry.models import Organisation
from tests.comments.conftest import NAMES, Say, person, told
from tests.harness.queries import assert_queries
from tests.world import KINDS, World

pytestmark = pytest.mark.django_db


def refusal(say: Say, text: str, **given: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        say("recipient", text, **given)
    assert not Comment.objects.exists(), "nothing is half saved"
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "text",
    [
        "@Martynov, is it right?",
        "Is it right, @martynov kirill?",
        "(@Kirill)",
        "@Martynov's row",
        "Write to office@example.org or to @Martynov.",
    ],
)
def test_a_surname_or_a_whole_name_after_the_sign_mentions_the_person(text: str, say: Say) -> None:
    assert told(say("recipient", text)) == {"Martynov Kirill"}


def test_a_russian_name_is_found_in_any_case_of_letters(say: Say) -> None:
    assert told(say("donor", "@ГРОМОВ, посмотрите")) == {NAMES["recipient"]}


def test_an_office_by_its_short_or_full_name_mentions_all_of_its_people(say: Say, world: World) -> None:
    Organisation.objects.filter(pk=world.bodies["donor"].pk).update(short_name="ДИПП")
    expected = {NAMES["donor"], NAMES["donor_viewer"], NAMES["donor_signatory"], "donor_administrator"}
    for text in ("@ДИПП: please answer", "For @Department of Industry, please"):
        written = say("recipient", text)
        assert told(written) == expected
        assert written.text == text, "an office's name is no secret and stays as typed"


def test_somebody_ticked_is_told_as_well(say: Say, world: World) -> None:
    chosen = {person(world, "curator").uuid}
    assert told(say("recipient", "@Martynov", chosen=chosen)) == {"Martynov Kirill", "curator"}


def test_a_surname_of_two_is_told_with_both_and_nothing_is_lost(say: Say, world: World) -> None:
    said = refusal(say, "@Sokolova, please")
    assert "Sokolova Anna Viktorovna (Department of Industry); Sokolova Inna Petrovna" in said
    chosen = {person(world, "donor_viewer").uuid}
    assert told(say("recipient", "@Sokolova, please", chosen=chosen)) == {NAMES["donor_viewer"]}
    assert told(say("recipient", "@Sokolova Anna, please")) == {NAMES["donor"]}


@pytest.mark.parametrize("name", ["Nobody", "Stranger", "donor@example.org", "Marty", "{x}"])
def test_who_does_not_see_the_thing_is_nobody(name: str, say: Say) -> None:
    """A stranger who has an account and one who has none get the same answer."""
    said = refusal(say, f"@{name}, hello")
    assert "Nobody who sees this is called “@" in said
    assert "Tick the person" in said


def test_a_choice_of_somebody_who_does_not_see_the_thing_is_refused(say: Say, world: World) -> None:
    assert "does not see this any more" in refusal(say, "Hello", chosen={person(world, "unrelated").uuid})


def test_a_sign_that_names_nobody_is_a_sign(say: Say) -> None:
    assert told(say("recipient", "3 @ 40, a@b.example, @ and @")) == set()


def test_a_person_without_a_name_is_not_proposed_and_no_address_is_shown(say: Say, world: World) -> None:
    User.objects.filter(pk=person(world, "curator").pk).update(name="")
    subject = subjects.find(person(world, "donor"), "plans.measure", str(world.measure.uuid))
    assert not [each for each in people_of(subject) if "@" in each.user.name or not each.user.name]
    say("curator", "Seen")
    (said,) = queries.said(queries.comments_on(subject), person(world, "donor"))
    assert said.author == "somebody without a name"


def test_a_name_stands_in_the_text_by_its_id_and_is_shown_as_it_is_today(say: Say, world: World) -> None:
    written = say("recipient", "Ask @Martynov today")
    assert "Martynov" not in written.text
    User.objects.filter(pk=person(world, "donor_signatory").pk).update(name="Petrov Kirill")
    subject = subjects.find(person(world, "donor"), "plans.measure", str(world.measure.uuid))
    (said,) = queries.said(queries.comments_on(subject), person(world, "donor"))
    assert said.text == "Ask @Petrov Kirill today"


def test_an_id_typed_by_hand_reveals_nobody(say: Say, world: World) -> None:
    assert "Nobody who sees this" in refusal(say, f"@{{{person(world, 'unrelated').uuid}}}")


def test_more_people_than_one_comment_tells_is_said(say: Say, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 2)
    assert "mentions 4 people; at most 2" in refusal(say, "@Department of Industry")


def test_many_unclear_names_are_told_a_few_at_a_time(say: Say) -> None:
    with pytest.raises(ValidationError) as refused:
        say("donor", " ".join(f"@nobody{number}" for number in range(200)))
    assert len(refused.value.messages) == naming.MOST_PROBLEMS


def test_a_mention_is_seen_when_it_is_opened_or_answered(say: Say, world: World) -> None:
    first, second = say("recipient", "@Martynov"), say("recipient", "@Martynov", world.fact)
    reader = world.actor("donor_signatory")
    assert queries.unseen(reader.person) == 2
    actions.see(reader, Mention.objects.get(comment=second))
    assert queries.unseen(reader.person) == 1
    say("donor_signatory", "Yes, @Gromov is right".replace("Gromov", "Громов"))
    assert queries.unseen(reader.person) == 0
    assert [each.said.comment for each in queries.mentions_of(reader.person)] == [second, first]
    assert actions.see_all(world.actor("recipient")) == 1


def test_a_mention_of_oneself_is_no_news(say: Say, world: World) -> None:
    say("recipient", "I, @Громов, have looked")
    assert queries.unseen(person(world, "recipient")) == 0


def test_whoever_sees_the_thing_no_more_is_shown_nothing_of_it(say: Say, world: World) -> None:
    say("recipient", "@Martynov")
    reader = person(world, "donor_signatory")
    Membership.objects.filter(user=reader).delete()
    reader = User.objects.get(pk=reader.pk)
    assert (queries.unseen(reader), queries.mentions_of(reader)) == (0, [])


def test_what_is_withdrawn_is_mentioned_no_more(say: Say, world: World) -> None:
    actions.withdraw(world.actor("recipient"), say("recipient", "@Martynov"))
    assert queries.unseen(person(world, "donor_signatory")) == 0
    assert queries.mentions_of(person(world, "donor_signatory")) == []


def facts_without_a_measure(world: World) -> list[Fact]:
    """For the region, for an organisation, of another region; one of them is promised by the plan's participants."""
    indicator = Indicator.objects.order_by("pk").first() or world.fact.indicator
    Target.objects.create(
        plan=world.plan, position=9, label="Jobs", unit="ед", okei="642", indicator=indicator, scope="participants"
    )
    shared = {"measure": None, "indicator": indicator}
    made = []
    for number, (region, body, recorder) in enumerate(
        [("RU-MAG", None, "recipient"), ("RU-KGD", "enterprise", "enterprise"), ("RU-KGD", "expert", "unrelated")]
    ):
        values = {
            each.attname: getattr(world.fact, each.attname) for each in Fact._meta.fields if each.name not in shared
        }
        values |= {"id": None, "uuid": None, "region_id": region, "event": f"{number}", "measure_id": None}
        values |= {"organisation_id": world.bodies[body].pk if body else None, "indicator_id": indicator.pk}
        values["recorded_for_id"] = world.bodies[recorder].pk
        values.pop("uuid")
        made.append(Fact.objects.create(**values))
    return made


def test_who_may_be_mentioned_is_who_sees_the_thing(world: World) -> None:
    """The way from a thing to its readers and the way from a reader to their things give one answer."""
    things = [world.plan, world.measure, world.amendment, world.fact, world.statement, *facts_without_a_measure(world)]
    users = [person(world, kind) for kind in KINDS if kind != "stranger"]
    for thing in things:
        ref = refs.of(thing)
        subject = subjects.Subject(thing, ref, "", None)  # type: ignore[arg-type]
        proposed = {each.user for each in people_of(subject)}
        assert proposed == {user for user in users if subjects.seen_among(user, {ref})}, ref
        assert proposed


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_people_are_one_query(count: int, world: World) -> None:
    for number in range(count):
        user = User.objects.create_user(f"{number}@example.org", name=f"Number {number}")
        Membership.objects.create(
            user=user, organisation=world.bodies["donor"], role="viewer", since=world.mention.comment.written_at
        )
    subject = subjects.find(person(world, "donor"), "plans.measure", str(world.measure.uuid))
    with assert_queries(1):
        assert len(people_of(subject)) > count


@given(text=st.text(alphabet="@{}Mart ynovКA-f0\n.", max_size=60))
def test_whatever_is_typed_is_kept_shown_the_same_or_told_to_be_unclear(text: str) -> None:
    try:
        named = naming.read(text, (), ())
    except ValidationError:
        return
    assert "".join(part for part, _is_name in naming.shown(named.text, {})) == text
