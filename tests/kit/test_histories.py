"""Who reads the history of a thing, in which words, at what price; and that nobody rewrites it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

import promost
from promost.kit import history, refs
from promost.kit.histories import shown, things, words
from promost.kit.models import HistoryEntry
from tests.accounts.people import member, organisation
from tests.harness.queries import assert_queries
from tests.world import World

SOURCES = Path(promost.__file__).parent
WRITERS = {"write": 1, "write_many": 1}
OPENED_BY_READERS = ("plans.plan", "plans.measure", "plans.agreement", "ledger.fact", "progress.statement")


def page(kind: str, thing: object) -> str:
    return reverse("histories:history", args=[kind, str(getattr(thing, "uuid"))])  # noqa: B009 - things of any model


def signed_in(world: World, kind: str) -> Client:
    client = Client()
    client.force_login(world.users[kind])  # type: ignore[arg-type]
    return client


@pytest.mark.django_db
class TestWhoReads:
    def test_whoever_reads_the_thing_reads_its_history_and_nobody_else(self) -> None:
        world = World.build()
        subjects = [world.plan, world.measure, world.agreement, world.fact, world.statement]
        for kind, thing in zip(OPENED_BY_READERS, subjects, strict=True):
            assert signed_in(world, "auditor").get(page(kind, thing)).status_code == 200, kind
            assert signed_in(world, "unrelated").get(page(kind, thing)).status_code == 404, kind

    def test_evidence_with_personal_data_keeps_its_history_too(self) -> None:
        world = World.build()
        assert signed_in(world, "recipient").get(page("ledger.evidence", world.evidence)).status_code == 200
        assert signed_in(world, "auditor").get(page("ledger.evidence", world.evidence)).status_code == 404

    def test_imports_amendments_and_people_are_opened_by_those_who_see_them(self) -> None:
        world = World.build()
        curator = signed_in(world, "curator")
        assert curator.get(page("plans.import", world.source)).status_code == 200
        assert curator.get(page("plans.amendment", world.amendment)).status_code == 200
        assert curator.get(page("accounts.user", world.users["curator"])).status_code == 200
        assert curator.get(page("accounts.user", world.users["donor"])).status_code == 404
        assert signed_in(world, "auditor").get(page("plans.import", world.source)).status_code == 404
        assert signed_in(world, "donor").get(page("accounts.invitation", world.invitation)).status_code == 404
        admin = signed_in(world, "donor_administrator")
        assert admin.get(page("accounts.invitation", world.invitation)).status_code == 200

    @pytest.mark.parametrize(
        ("kind", "ident"), [("plans.plan", "x"), ("plans.plan", str(uuid4())), ("no.such", "1"), ("auth.user", "1")]
    )
    def test_what_is_not_there_and_what_nobody_registered_look_alike(self, kind: str, ident: str) -> None:
        world = World.build()
        for name in ("history", "history_file"):
            address = reverse(f"histories:{name}", args=[kind, ident])
            assert signed_in(world, "donor").get(address).status_code == 404

    def test_who_joined_an_organisation_is_read_by_its_members_alone(self) -> None:
        world = World.build()
        body = world.bodies["donor"]
        changes = {"user": str(world.users["donor_viewer"].uuid), "roles": [["viewer"], ["editor"]]}  # type: ignore[union-attr]
        history.write(world.actor("donor_administrator"), "accounts.change_role", refs.of(body), changes)
        history.write(world.actor("donor_administrator"), "registry.edit_organisation", refs.of(body), {})
        address = page("registry.organisation", body)
        inside, outside = (signed_in(world, kind).get(address).content.decode() for kind in ("donor", "auditor"))
        assert "Roles changed" in inside
        assert "donor_viewer" in inside
        assert "Roles changed" not in outside
        assert "donor_viewer" not in outside
        assert "Organisation changed" in outside


@pytest.mark.django_db
class TestPage:
    def test_it_says_who_when_for_whom_what_and_why_newest_first(self) -> None:
        world = World.build()
        actor = world.actor("donor")
        history.write(actor, "plans.edit_measure", refs.of(world.measure), {"title": ["Old", "New"]}, "By letter 12")
        history.write(actor, "plans.edit_measure", refs.of(world.measure), {"ends_on": [None, "2025-06-30"]})
        text = signed_in(world, "auditor").get(page("plans.measure", world.measure)).content.decode()
        for said in ("Measure edited by hand", "donor", "Department of Industry", "<del>Old</del>", "By letter 12"):
            assert said in text
        assert text.index("30\xa0Jun\xa02025") < text.index("<del>Old</del>")

    def test_fifty_stand_on_a_page_and_the_file_has_all(self) -> None:
        world = World.build()
        history.write_many(world.actor("donor"), "plans.edit_measure", [(refs.of(world.measure), {"n": [1, 2]})] * 60)
        client = signed_in(world, "auditor")
        address = page("plans.measure", world.measure)
        assert len(client.get(address).context["deeds"]) == 50
        assert len(client.get(address, {"page": "2"}).context["deeds"]) == 10
        given = client.get(reverse("histories:history_file", args=["plans.measure", world.measure.uuid]))
        assert given["Content-Type"].startswith("text/csv")
        assert len(given.content.decode("utf-8-sig").splitlines()) == 61

    def test_what_somebody_wrote_is_no_formula_in_the_file(self) -> None:
        world = World.build()
        entry = history.write(world.actor("donor"), "plans.edit_measure", refs.of(world.measure), {}, "=1+1")
        assert ";'=1+1" in shown.as_csv([entry])

    def test_a_guard_that_is_told_twice_asks_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(things, "_guards", [])
        for _ in range(2):
            things.guard("registry.organisation", "accounts.", _nobody)
        assert len(things._guards) == 1

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_any_number_of_deeds_costs_the_same_questions(self, count: int) -> None:
        world = World.build()
        client = signed_in(world, "auditor")
        address = page("registry.organisation", world.bodies["donor"])
        entries = [(refs.of(world.bodies["donor"]), {"region_id": [None, "RU-MAG"]})] * count
        history.write_many(world.actor("donor"), "registry.edit_organisation", entries)
        client.get(address)
        with assert_queries(8):
            assert len(client.get(address).context["deeds"]) == count


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_to_change_or_to_remove_a_deed() -> None:
    entry = history.write(member("olga", organisation()), "plans.edit_measure", refs.Ref("plans.measure", "1"), {})
    rows = HistoryEntry.objects.filter(pk=entry.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(note="never was")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    assert HistoryEntry.objects.get(pk=entry.pk).note == ""


class TestWords:
    def test_every_deed_that_is_written_has_words_in_both_languages(self) -> None:
        found = set(verbs())
        assert len(found) > 50
        assert {verb for verb in found if not words.knows(verb)} == set()
        with translation.override("en"):
            english = {verb: words.verb_name(verb) for verb in found}
        with translation.override("ru"):
            assert {verb for verb in found if words.verb_name(verb) == english[verb]} == set()

    def test_the_walk_finds_a_deed_without_words(self) -> None:
        tree = ast.parse('history.write(actor, "plans.no_such_deed", thing)')
        assert [verb for verb in written(_parts(tree)) if not words.knows(verb)] == ["plans.no_such_deed"]

    def test_every_kind_of_things_that_histories_point_to_can_be_opened(self) -> None:
        for kind in (*OPENED_BY_READERS, "plans.import", "plans.amendment", "ledger.evidence", "registry.organisation"):
            assert things.knows(kind)

    def test_codes_days_and_lists_are_read_as_a_person_writes_them(self) -> None:
        with translation.override("en"):
            assert words.value_text("state", "plans.close", "closed") == "closed"
            assert words.value_text("day", "progress.note", "2025-06-30") == "30\xa0Jun\xa02025"
            assert words.value_text("roles", "accounts.change_role", ["viewer", "editor"]) == "viewer, editor"
            assert words.value_text("value", "ledger.record", None) == "—"
            assert words.value_text("value", "ledger.record", 0) == "0"
            assert words.value_text("name", "accounts.edit_profile", "changed") == "changed"


def verbs() -> Iterator[str]:
    """Yield the names of all deeds that the source writes, those included that a function is given as ``verb``."""
    files = [_parts(ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(SOURCES.rglob("*.py"))]
    takers = dict(taker for parts in files for taker in _takers(parts))
    for parts in files:
        yield from written(parts)
        yield from _given(parts, takers)


def _parts(tree: ast.AST) -> list[ast.AST]:
    """Return what can write a deed's name: one walk through a file's tree is dear, four are too dear."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call | ast.Assign | ast.FunctionDef)]


def written(parts: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the verbs that a file itself gives to the history, or keeps as ``verb`` for it."""
    for node in parts:
        if isinstance(node, ast.Call) and _writes(node):
            yield from _texts(node.args[1:2])
        if isinstance(node, ast.Assign) and any(getattr(each, "id", "") == "verb" for each in node.targets):
            yield from _texts([node.value])


def _writes(node: ast.Call) -> bool:
    if not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr in WRITERS and getattr(node.func.value, "id", "") == "history"


def _takers(parts: Iterable[ast.AST]) -> Iterator[tuple[str, int]]:
    for node in parts:
        if isinstance(node, ast.FunctionDef):
            yield from ((node.name, at) for at, each in enumerate(node.args.args) if each.arg == "verb")


def _given(parts: Iterable[ast.AST], takers: dict[str, int]) -> Iterator[str]:
    for node in parts:
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in takers:
                yield from _texts(node.args[takers[name] : takers[name] + 1])


def _texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        for each in ast.walk(node):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and "." in each.value:
                yield each.value


def _nobody(_user: object, _thing: object) -> bool:
    """Let nobody see."""
    return False
