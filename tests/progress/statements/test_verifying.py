"""Verifying: one changed digit, made in the database itself, is found and named; erased evidence is told apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from promost.conf.cli import main
from promost.kit import guards
from promost.ledger import actions as ledger
from promost.ledger.models import Fact
from promost.progress.models import Statement
from promost.progress.statements.canonical import digest
from promost.progress.statements.export import exported
from promost.progress.statements.from_file import Misread, verify_file
from promost.progress.statements.verifying import Difference, verify
from tests.progress.statements.signing import MARCH, Signed

pytestmark = pytest.mark.django_db


class Paper:
    """A file as a form gives it."""

    name = "list.pdf"
    data = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF"
    size = len(data)

    def read(self) -> bytes:
        """Return its bytes."""
        return self.data


@pytest.fixture
def accepted(three: Signed) -> Statement:
    """Return the second of two accepted statements."""
    three.fact(4, date(2025, 2, 1))
    three.accept(MARCH)
    three.fact(7, files=[Paper()], personal=True)
    three.fact(5)
    return three.accept()


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """Take the guards away, as somebody with the database file could."""
    guards.remove(connection)
    yield
    guards.install(connection)


def change(statement: str, *given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def test_what_was_signed_verifies(accepted: Statement) -> None:
    found = verify(accepted)
    assert (found.is_true, found.lines, len(found.chain)) == (True, 2, 1)


CHANGES = (
    ("ledger_fact", "value", 80000, "7.0000", "8.0000"),
    ("ledger_fact", "happened_on", "2025-05-15", "2025-05-14", "2025-05-15"),
    ("ledger_fact", "region_id", "RU-MOW", "RU-MAG", "RU-MOW"),
    ("ledger_fact", "breakdown", "audience=pupils", "", "audience=pupils"),
    ("ledger_fact", "how", "room", "hand", "room"),
    ("ledger_fact", "measure_id", None, "*", "null"),
)


@pytest.mark.parametrize(("table", "column", "value", "signed", "now"), CHANGES)
@pytest.mark.usefixtures("unguarded")
def test_one_changed_digit_of_a_fact_is_found_and_named(
    accepted: Statement, three: Signed, table: str, column: str, value: Any, signed: str, now: str
) -> None:
    fact = three.facts[1]
    change(f"UPDATE {table} SET {column} = %s WHERE id = %s", value, fact.pk)
    found = verify(accepted)
    where = f"fact {fact.uuid}"
    signed = str(three.measure.uuid) if signed == "*" else signed
    assert found.differences == (Difference(where, column.removesuffix("_id"), signed, now),)


@pytest.mark.usefixtures("unguarded")
def test_every_changed_line_is_named_and_not_the_first_alone(accepted: Statement, three: Signed) -> None:
    change("UPDATE ledger_fact SET value = value + 1")
    named = {each.where for each in verify(accepted).differences}
    assert named == {f"fact {three.facts[1].uuid}", f"fact {three.facts[2].uuid}"}


@pytest.mark.usefixtures("unguarded")
def test_a_removed_piece_of_evidence_is_found(accepted: Statement, three: Signed) -> None:
    change("DELETE FROM ledger_attachment")
    (found,) = verify(accepted).differences
    assert (found.where, found.field, found.found) == (f"fact {three.facts[1].uuid}", "evidence", "[]")


@pytest.mark.usefixtures("unguarded")
def test_whoever_changes_the_line_too_is_betrayed_by_digest_and_totals(accepted: Statement, three: Signed) -> None:
    fact = three.facts[1]
    change("UPDATE ledger_fact SET value = 80000 WHERE id = %s", fact.pk)
    change(
        'UPDATE progress_statementline SET line = REPLACE(line, \'"value":"7.0000"\', \'"value":"8.0000"\')'
        " WHERE fact_id = %s",
        fact.pk,
    )
    assert {each.where for each in verify(accepted).differences} == {"digest", f"total {three.target.uuid}"}


def test_a_changed_total_or_digest_is_found(accepted: Statement, three: Signed) -> None:
    line = next(each for each in accepted.totals if "target" in each)
    line["after"] = "17.0000"
    accepted.save(update_fields=["totals"])
    assert {each.where for each in verify(accepted).differences} == {"digest", f"total {three.target.uuid}"}
    Statement.objects.filter(pk=accepted.pk).update(digest="0" * 64)
    named = [each.where for each in verify(Statement.objects.get(pk=accepted.pk)).differences]
    assert "signature of The recipient" in named


def test_a_statement_before_it_that_was_changed_breaks_the_chain(accepted: Statement) -> None:
    first = accepted.previous
    assert first
    first.totals[0]["edition"] = 9
    first.save(update_fields=["totals"])
    assert f"chain, statement {first.uuid}" in {each.where for each in verify(accepted).differences}


def test_erased_evidence_leaves_a_statement_verifiable_and_it_says_so(accepted: Statement, three: Signed) -> None:
    evidence = three.facts[1].attachments.get().evidence
    ledger.erase_evidence(three.actor("recipient"), evidence, "The term is over", evidence.version)
    found = verify(accepted)
    assert found.is_true
    assert [(each.fact, each.sha256, each.reason) for each in found.erased] == [
        (str(three.facts[1].uuid), evidence.sha256, "The term is over")
    ]


def test_evidence_that_is_attached_later_changes_nothing(accepted: Statement, three: Signed) -> None:
    ledger.attach(three.actor("recipient"), Fact.objects.get(pk=three.facts[2].pk), [Paper()])
    assert verify(accepted).is_true


class TestFile:
    def test_an_exported_file_verifies_here_and_alone(self, accepted: Statement) -> None:
        data = exported(accepted)
        assert verify_file(data).is_true
        content = json.loads(data) | {"statement": "0c6ea6b5-3f5c-4a9e-8b58-5d1c3f1f0a01"}
        found = verify_file(json.dumps(content).encode())
        assert (found.is_true, found.stored) == (True, None)

    def test_a_changed_digit_in_the_file_is_named(self, accepted: Statement, three: Signed) -> None:
        data = exported(accepted).replace(rb"\"value\":\"7.0000\"", rb"\"value\":\"7.0001\"")
        found = {(each.where, each.field) for each in verify_file(data).differences}
        assert (f"fact {three.facts[1].uuid}", "value") in found
        assert ("digest", "") in found

    def test_a_file_made_whole_again_is_betrayed_by_what_was_signed_here(self, accepted: Statement) -> None:
        content = json.loads(exported(accepted))
        content["lines"] = [line for line in content["lines"] if '"fact"' not in line]
        content["digest"] = digest(content["lines"])
        content["signatures"] = []
        where = {each.where for each in verify_file(json.dumps(content).encode()).differences}
        assert "digest" in where

    @pytest.mark.usefixtures("unguarded")
    def test_a_fact_changed_in_the_database_is_named_from_the_file_too(
        self, accepted: Statement, three: Signed
    ) -> None:
        data = exported(accepted)
        change("UPDATE ledger_fact SET value = 70001 WHERE id = %s", three.facts[1].pk)
        found = verify_file(data)
        assert found.differences == ()
        assert found.stored
        assert [each.where for each in found.stored.differences] == [f"fact {three.facts[1].uuid}"]
        assert not found.is_true

    @pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b'{"file": "promost-statement-file/1"}', b"[" * 9999])
    def test_anything_else_is_no_exported_statement(self, db: None, data: bytes) -> None:
        with pytest.raises(Misread):
            verify_file(data)

    def test_no_person_stands_in_it(self, accepted: Statement, three: Signed) -> None:
        data = exported(accepted).decode()
        assert not any(user.email in data for user in three.users.values())


class TestCommand:
    def test_it_says_that_all_is_as_it_was_signed(
        self, accepted: Statement, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["ledger", "verify", str(accepted.uuid)]) == 0
        assert accepted.digest in capsys.readouterr().out

    @pytest.mark.usefixtures("unguarded")
    def test_it_names_every_line_that_differs(
        self, accepted: Statement, three: Signed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "statement.json"
        file.write_bytes(exported(accepted))
        change("UPDATE ledger_fact SET value = 70001 WHERE id = %s", three.facts[1].pk)
        for named in (str(accepted.uuid), str(file)):
            assert main(["ledger", "verify", named]) == 1
            told = capsys.readouterr().out
            assert f"fact {three.facts[1].uuid}" in told
            assert "7.0000" in told
            assert "7.0001" in told

    @pytest.mark.parametrize("named", ["nothing", "0c6ea6b5-3f5c-4a9e-8b58-5d1c3f1f0a01", "nowhere.json"])
    def test_what_is_not_there_is_told(self, db: None, named: str) -> None:
        assert main(["ledger", "verify", named]) == 2
