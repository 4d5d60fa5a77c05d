"""Schemes and applications as the API tells them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from promost.accounts.actors import Actor
from promost.accounts.rules import can
from promost.matching import Verdict
from promost.registry.models import Organisation
from promost.support.models import Application, Scheme
from promost.support.schemes.windows import opening

SAME = (
    "kind", "level", "provider_name", "taken", "address", "amount_min", "amount_max", "rate_min", "rate_max",
    "term_months", "own_share", "invented",
)  # fmt: skip
TEXTS = ("purpose", "amount_note", "contact", "procedure", "requirements", "answer_days")


def language() -> str:
    """Return "en" or "ru"."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def body(row: Organisation | None) -> dict[str, Any] | None:
    """Name an organisation."""
    return {"id": row.uuid, "name": row.called} if row else None


def scheme(row: Scheme, moment: datetime) -> dict[str, Any]:
    """Tell of a scheme that was read with its windows, provider and generic one."""
    found = opening(row, moment)
    return {
        **{name: getattr(row, name) for name in SAME},
        "id": row.uuid,
        "region": row.region_id,
        "generic": row.generic.uuid if row.generic else None,
        "name": str(row),
        "provider": body(row.provider),
        "is_open": found.is_open,
        "open_until": found.until,
        "opens_on": found.next_on,
    }


def whole(row: Scheme, moment: datetime) -> dict[str, Any]:
    """Tell all of a scheme; three queries for its parts unless they were read."""
    english = row.summary_en if language() == "en" else ""
    parts = {
        "windows": ("opens_on", "closes_on", "note"),
        "acts": ("kind", "number", "dated", "title", "url"),
        "documents": ("id", "name", "required"),
    }
    told = {
        name: [{field: getattr(each, field) for field in fields} for each in getattr(row, name).all()]
        for name, fields in parts.items()
    }
    texts = {name: getattr(row, name) for name in TEXTS}
    return {**scheme(row, moment), **texts, "summary": english or row.summary, **told}


def verdict(row: Scheme, found: Verdict) -> dict[str, Any]:
    """Tell how an enterprise stands with a scheme."""
    return {
        "scheme": row.uuid,
        "name": str(row),
        "answer": str(found.answer.value),
        "reasons": list(found.sentences(language())),
        "missing": list(found.missing),
        "nearest": [{"field": name, "value": value} for name, value in (found.nearest or {}).items()],
    }


def application(actor: Actor, row: Application) -> dict[str, Any]:
    """Tell of an application that was read with scheme, applicant and assessors, as far as the actor may know."""
    same = ("number", "taken", "state", "submitted_on", "decided_on", "version", "made_at")
    told = {name: getattr(row, name) for name in same}
    inside = ("purpose", "asked") if can(actor, "support.read_application", row) else ()
    award = ("granted", "jobs_promised", "reason", "reason_text") if can(actor, "support.see_award", row) else ()
    names = ("purpose", "asked", "granted", "jobs_promised", "reason", "reason_text")
    seen = {name: getattr(row, name) if name in (*inside, *award) else None for name in names}
    return {
        **told, **seen, "id": row.uuid, "scheme": row.scheme.uuid, "scheme_name": str(row.scheme),
        "applicant": body(row.applicant),
    }  # fmt: skip
