"""The register of enterprises: what open registers say, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.rest import Exact, Page, Paging, Words, page
from promost.profiles.models import Category, Enterprise
from promost.profiles.queries import enterprises
from promost.profiles.queries.enterprises import Sought

router = Router()
Inn = Annotated[Words, Field(max_length=12)]
"""The INN of a legal entity."""


class EnterpriseOut(Schema):
    """An enterprise as open registers have it; null and empty texts mean that no register said."""

    inn: str
    kpp: str
    ogrn: str
    name: str
    short_name: str
    legal_form: str
    region: str | None
    place: str
    okved: str
    okveds: list[str]
    registered_on: date | None
    closed_on: date | None
    is_winding_up: bool | None
    category: str
    in_sme_since: date | None
    employees: int | None
    employees_year: int | None
    revenue: Exact | None = Field(description="Roubles")
    expenses: Exact | None = Field(description="Roubles")
    revenue_year: int | None


class EnterprisesAsked(Schema):
    """What enterprises are asked for; what is left out asks for all."""

    q: Words = Field("", max_length=200, description="Words of the name, the beginning of the INN, the OGRN")
    region: Words = Field("", max_length=10)
    okved: Words = Field("", max_length=12, description="A code of the main activity, with all below it")
    category: Category | None = None


@router.get("/enterprises", response=Page[EnterpriseOut], summary=_("Enterprises of the open registers"))
def list_enterprises(request: SignedInRequest, asked: Query[EnterprisesAsked], paging: Query[Paging]) -> Any:
    """By name."""
    require(request.actor, "profiles.view_register")
    sought = Sought(asked.q, asked.region, asked.okved, asked.category or "")
    return page(enterprises.find(sought), paging, _shape)


@router.get("/enterprises/{inn}", response=EnterpriseOut, summary=_("One enterprise of the open registers"))
def get_enterprise(request: SignedInRequest, inn: Inn) -> Any:
    """By its INN."""
    require(request.actor, "profiles.view_register")
    return _shape(enterprises.one(inn))


def _shape(row: Enterprise) -> dict[str, Any]:
    other = ("region", "okveds")
    same = {name: getattr(row, name) for name in EnterpriseOut.model_fields if name not in other}
    return {**same, "region": row.region_id, "okveds": row.okveds.split()}
