"""Published schemes, their criteria, and how an enterprise stands with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import clock
from promost.kit.rest import Page, Paging, Words, page
from promost.matching import RecordError
from promost.profiles.models import Enterprise
from promost.profiles.queries.enterprises import record_of_inn
from promost.profiles.schema import enterprise_schema
from promost.support.api import shapes, shaping
from promost.support.models import Level, Scheme, SchemeKind, Taken
from promost.support.officers.parts import parts_of, said
from promost.support.schemes import queries

router = Router()
ORDER = {"yes": 0, "unknown": 1, "no": 2}


class SchemesAsked(Schema):
    """What schemes are asked for; what is left out asks for all."""

    q: Words = Field("", max_length=200, description="A part of the name")
    kind: SchemeKind | None = None
    level: Level | None = None
    region: Words = Field("", max_length=10, description="ISO 3166-2: its own schemes; federal ones are asked by level")
    taken: Taken | None = None
    provider: UUID | None = None


@router.get("/support/schemes", response=Page[shapes.SchemeOut], summary=_("Schemes of support that are published"))
def list_schemes(request: SignedInRequest, asked: Query[SchemesAsked], paging: Query[Paging]) -> Any:
    """By name."""
    now = clock.now()
    return page(_asked(_rows(), asked), paging, lambda row: shaping.scheme(row, now))


@router.get("/support/schemes/{scheme}", response=shapes.SchemeWhole, summary=_("One scheme of support"))
def get_scheme(request: SignedInRequest, scheme: UUID) -> Any:
    """With windows, legal acts and documents."""
    return shaping.whole(scheme_of(scheme), clock.now())


@router.get(
    "/support/schemes/{scheme}/criteria", response=shapes.CriteriaOut, summary=_("Criteria of a scheme of support")
)
def get_scheme_criteria(request: SignedInRequest, scheme: UUID) -> Any:
    """As matching reads them, and in words."""
    row = queries.published().select_related("generic").get(uuid=scheme)
    criteria, schema = queries.criteria_of(row), enterprise_schema()
    words = [said(part, schema, shaping.language()) for part in parts_of(criteria)]
    return {"scheme": row.uuid, "criteria": criteria, "sentences": words}


@router.get("/support/matches", response=shapes.MatchesOut, summary=_("Which schemes fit an enterprise, by its INN"))
def match_enterprise(request: SignedInRequest, inn: shapes.Inn) -> Any:
    """By what open registers say alone, whoever asks."""
    require(request.actor, "profiles.view_register")
    try:
        record = record_of_inn(inn)
    except Enterprise.DoesNotExist:
        words = gettext("The register of enterprises has nobody of this INN. Check the number, or send facts.")
        raise ValidationError({"inn": words}) from None
    return _matches(request, record)


@router.post("/support/matches", response=shapes.MatchesOut, summary=_("Which schemes fit an enterprise, by facts"))
def match_facts(request: SignedInRequest, given: shapes.FactsGiven) -> Any:
    """Nothing is kept of the facts. Fields are those of an enterprise (docs/profiles.md)."""
    try:
        return _matches(request, given.facts)
    except RecordError as bad:
        raise ValidationError({"facts": [each.text(shaping.language()) for each in bad.problems]}) from None


def scheme_of(uuid: UUID) -> Scheme:
    """Return a published scheme with its parts. Raises Scheme.DoesNotExist."""
    return _rows().prefetch_related("acts", "documents").get(uuid=uuid)


def _rows() -> QuerySet[Scheme]:
    return queries.published().select_related("generic", "provider__region", "region").prefetch_related("windows")


def _asked(rows: QuerySet[Scheme], asked: SchemesAsked) -> QuerySet[Scheme]:
    for name in ("kind", "level", "region", "taken"):
        value = getattr(asked, name)
        rows = rows.filter(**{name: value}) if value else rows
    rows = rows.filter(provider__uuid=asked.provider) if asked.provider else rows
    return rows.filter(Q(name__icontains=asked.q) | Q(name_en__icontains=asked.q)) if asked.q else rows


def _matches(request: SignedInRequest, record: Mapping[str, Any]) -> dict[str, Any]:
    """Judge today where the asker works."""
    day = clock.today(request.actor.zone)
    found = queries.engine(day).explain(record)
    schemes = {str(each.uuid): each for each in queries.published()}
    told = [shaping.verdict(schemes[key], found[key]) for key in found if key in schemes]
    told.sort(key=lambda each: (ORDER[each["answer"]], each["name"]))
    return {"day": day, "known": [name for name, value in record.items() if value is not None], "matches": told}
