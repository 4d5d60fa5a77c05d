"""A statement as a .json file: its lines, those of the accepted ones before it, signatures without names of persons."""

from __future__ import annotations

import json
from typing import Any

from promost.progress.models import Signature, Statement, StatementLine
from promost.progress.statements.canonical import SCHEMA
from promost.progress.statements.composing import in_order
from promost.progress.statements.verifying import chain_of

FILE = "promost-statement-file/1"


def exported(statement: Statement) -> bytes:
    """Return the file. Whoever has it verifies the digest, the chain and the totals without this database."""
    content = {
        "file": FILE,
        "schema": SCHEMA,
        "statement": str(statement.uuid),
        "state": statement.state,
        "earlier": [_one(each) for each in chain_of(statement)],
        **_one(statement),
        "signatures": _signatures(statement),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def name_of(statement: Statement) -> str:
    """Return the file's name without its ending: "statement-2025-06-30-no3"."""
    return f"statement-{statement.ends_on.isoformat()}-no{statement.number}"


def _one(statement: Statement) -> dict[str, Any]:
    rows = StatementLine.objects.filter(statement=statement).order_by("pk").values_list("line", flat=True)
    return {"digest": statement.digest, "lines": in_order(statement.totals, rows)}


def _signatures(statement: Statement) -> list[dict[str, Any]]:
    rows = Signature.objects.filter(statement=statement).select_related("party").order_by("pk")
    return [
        {
            "party": each.party.name,
            "side": each.party.side,
            "how": each.how,
            "signed_on": each.signed_on.isoformat(),
            "digest": each.digest,
            "scan": each.scan_sha256,
        }
        for each in rows
    ]
