"""Verifying a statement: every line against the records, its totals counted anew, its digest, the chain, signatures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from promost.ledger.models import Fact
from promost.profiles.models import Observation
from promost.progress.models import Signature, Statement, StatementLine, StatementState
from promost.progress.statements import erased
from promost.progress.statements.canonical import SCHEMA, Line, digest
from promost.progress.statements.composing import in_order
from promost.progress.statements.gathering import evidence_of, parts
from promost.progress.statements.totals import Lines, counted_anew
from promost.progress.statements.writing import FACT, LEVEL, fact_line, level_line


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not what was signed. ``where`` is "fact 3f…", "total 9a…", "digest", "chain", "signature".

    ``field`` names what of it, "" for the whole; ``signed`` and ``found`` are as text.
    """

    where: str
    field: str = ""
    signed: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """The result. ``lines`` counts the facts and observations that were compared; ``erased`` files are told apart."""

    statement: Statement
    lines: int
    differences: tuple[Difference, ...] = ()
    erased: tuple[erased.Erased, ...] = ()
    chain: tuple[Statement, ...] = field(default=())
    """The accepted statements before it, the first one first."""

    @property
    def is_true(self) -> bool:
        """Whether everything is as it was signed."""
        return not self.differences


def verify(statement: Statement) -> Verified:
    """Compare a statement with the records of this database, line by line, and count its totals anew."""
    chain = chain_of(statement)
    stored = _stored([*chain, statement])
    own = stored[statement.pk]
    earlier = [line for each in chain for line in stored[each.pk].lines]
    found = [
        *_head(statement),
        *_rows(own.rows),
        *_totals(statement.totals, Lines(earlier, own.lines)),
        *_digests(statement, own),
        *_chain([*chain, statement], stored),
        *_signatures(statement),
    ]
    return Verified(statement, len(own.rows), tuple(found), erased.erased_of(statement), tuple(chain))


def chain_of(statement: Statement) -> list[Statement]:
    """Return the accepted statements before one, the first one first."""
    rows = Statement.objects.filter(plan=statement.plan_id, number__lt=statement.number)
    return list(rows.filter(state=StatementState.ACCEPTED).order_by("number"))


@dataclass(frozen=True, slots=True)
class Kept:
    """The lines of a statement as they are stored: (key of the fact, key of the observation, text)."""

    rows: tuple[tuple[int | None, int | None, str], ...] = ()

    @property
    def texts(self) -> list[str]:
        """The lines as text."""
        return [text for *_, text in self.rows]

    @property
    def lines(self) -> list[Line]:
        """The lines read."""
        return [_read(text) for text in self.texts]


def _stored(statements: Sequence[Statement]) -> Mapping[int, Kept]:
    rows = StatementLine.objects.filter(statement__in=statements).order_by("pk")
    found: dict[int, list[tuple[int | None, int | None, str]]] = {each.pk: [] for each in statements}
    for statement, fact, observation, line in rows.values_list("statement", "fact", "observation", "line"):
        found[statement].append((fact, observation, line))
    return {key: Kept(tuple(each)) for key, each in found.items()}


def _read(text: str) -> Line:
    line: Line = json.loads(text)
    return line


def _head(statement: Statement) -> Iterable[Difference]:
    """The first line says what the statement itself says."""
    first = statement.totals[0] if statement.totals else {}
    expected = {
        "schema": SCHEMA,
        "number": statement.number,
        "starts_on": statement.starts_on.isoformat(),
        "ends_on": statement.ends_on.isoformat(),
        "final": statement.is_final,
        "edition": statement.edition,
        "previous": statement.previous.digest if statement.previous else "",
    }
    signed = {name: first.get(name) for name in expected}
    plan = {"plan": (first.get("plan") or {}).get("uuid")}
    yield from differing(
        f"statement {statement.uuid}", {**signed, **plan}, {**expected, "plan": str(statement.plan.uuid)}
    )


def _rows(rows: Sequence[tuple[int | None, int | None, str]]) -> Iterable[Difference]:
    """Each line against the fact or the observation that it is of."""
    facts = _by_key(Fact, FACT, [fact for fact, _, _ in rows if fact is not None])
    levels = _by_key(Observation, LEVEL, [level for _, level, _ in rows if level is not None])
    evidence = evidence_of(list(facts))
    for fact, level, text in rows:
        line = _read(text)
        if fact is not None:
            kept = [each for each in evidence.get(fact, ()) if each in line["evidence"]]
            now = fact_line(facts[fact], line["counts"], kept) if fact in facts else None
            yield from differing(f"fact {line['fact']}", line, now)
        elif level is not None:
            now = level_line(levels[level], line["home"]) if level in levels else None
            yield from differing(f"observation {line['observation']}", line, now)


def _by_key(model: Any, names: Sequence[str], keys: list[int]) -> dict[int, Mapping[str, Any]]:
    rows = model._default_manager.order_by("pk")
    return {row["pk"]: row for part in parts(keys) for row in rows.filter(pk__in=part).values(*names)}


def differing(where: str, signed: Line, found: Line | None) -> Iterable[Difference]:
    """Return a difference for each field of a line that is not as it was signed."""
    if found is None:
        yield Difference(where, "", "listed", "gone")
        return
    for name in signed:
        if signed[name] != found.get(name):
            yield Difference(where, name, as_text(signed[name]), as_text(found.get(name)))


def as_text(value: Any) -> str:
    """Write a field's value for a person."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _totals(rest: Sequence[Line], lines: Lines) -> Iterable[Difference]:
    """The totals counted anew from the lines. Lines that cannot even be read are a difference of their own."""
    totals = [line for line in rest if "target" in line]
    if not rest:
        return
    try:
        anew = counted_anew(rest[0], totals, lines)
    except (KeyError, TypeError, ValueError, ArithmeticError) as broken:
        yield Difference("totals", "", "counted", f"{type(broken).__name__}: {broken}")
        return
    for signed, found in zip(totals, anew, strict=True):
        yield from differing(f"total {signed['target']}", signed, found)


def _digests(statement: Statement, own: Kept) -> Iterable[Difference]:
    found = digest(in_order(statement.totals, own.texts)) if statement.totals else ""
    if found != statement.digest:
        yield Difference("digest", "", statement.digest, found)


def _chain(every: Sequence[Statement], stored: Mapping[int, Kept]) -> Iterable[Difference]:
    """Each earlier statement has the digest of its own lines, and is named by the one that follows it."""
    for before, after in pairwise(every):
        found = digest(in_order(before.totals, stored[before.pk].texts)) if before.totals else ""
        named = after.totals[0].get("previous") if after.totals else ""
        if found != before.digest or named != before.digest:
            yield Difference(f"chain, statement {before.uuid}", "", as_text(named), found)


def _signatures(statement: Statement) -> Iterable[Difference]:
    rows = Signature.objects.filter(statement=statement).exclude(digest=statement.digest).select_related("party")
    for each in rows:
        yield Difference(f"signature of {each.party.name}", "digest", each.digest, statement.digest)
