"""The bodies that a document names: each is matched once to an organisation; what is left is made on acceptance."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from promost.kit.text import clean, fold
from promost.plans.models import Agreement, Body, Import, Party
from promost.plans.reading.draft import Owner, PlanDraft, Side
from promost.registry.models import Organisation, OrganisationKind
from promost.registry.queries import find_organisations


def collect(source: Import, draft: PlanDraft) -> None:
    """Keep every distinct body of a draft, matched where the registry is sure; the rest wait for the officer."""
    named = {(side, fold(owner.name)): owner.name for side, owner in reversed(list(_owners(draft)))}
    for (side, _), name in reversed(named.items()):
        add(source, side, name, draft.abbreviations)


def add(source: Import, side: str, name: str, abbreviations: Mapping[str, str] | None = None) -> Body:
    """Return the import's body of that name, made and matched if it is new."""
    found = Body.objects.filter(source=source, side=side, folded=fold(name)).first()
    if found:
        return found
    region = region_of(source.agreement, side)
    organisation, how = match(name, str(source.agreement.uuid), abbreviations or {}, region)
    return Body.objects.create(
        source=source, side=side, name=name, folded=fold(name), organisation=organisation, matched_by=how
    )


def match(
    name: str, scope: str, abbreviations: Mapping[str, str], region: str | None
) -> tuple[Organisation | None, str]:
    """Return the organisation that the registry is sure of, and how; (None, "") where it is not.

    ``scope`` is the agreement's id, ``region`` the code of the region that the body's party stands for, if any.
    """
    spelled_out = abbreviations.get(clean(name))
    for written in filter(None, (name, spelled_out)):
        found = find_organisations(written, scope, regions=[region] if region else [], similar=False)
        if found and found[0].is_sure:
            return found[0].organisation, found[0].how
    return None, ""


def region_of(agreement: Agreement, side: str) -> str | None:
    """Return the code of the region that a side of an agreement stands for, or None."""
    party = agreement.parties.filter(side=side).first()
    return party.region_id if party else None


def kind_of(name: str, side: str) -> OrganisationKind:
    """Propose what a new body is by the words of its name; a curator's authority is federal."""
    if side == Side.BUYER:
        return OrganisationKind.BUYER
    folded = f"{fold(name)} "
    found = next((code for code, words in _kinds() if any(word in folded for word in words)), OrganisationKind.OTHER)
    if side == Side.CURATOR and found in {OrganisationKind.AUTHORITY, OrganisationKind.OTHER}:
        return OrganisationKind.FEDERAL
    return found


def region_code(party: Party) -> str | None:
    """Return the region of a party's new bodies; the federal curator's and a country-wide buyer's have none."""
    return None if party.side in {Side.CURATOR, Side.BUYER} else party.region_id


@cache
def _kinds() -> tuple[tuple[OrganisationKind, tuple[str, ...]], ...]:
    table = tomllib.loads(files("promost.plans").joinpath("data/bodies.toml").read_text(encoding="utf-8"))
    return tuple(
        (OrganisationKind(kind["code"]), tuple(_stem(word) for word in kind["words"])) for kind in table["kind"]
    )


def _stem(word: str) -> str:
    return fold(word) + " " * word.endswith(" ")


def _owners(draft: PlanDraft) -> Iterable[tuple[str, Owner]]:
    for row in draft.rows:
        for side, owners in row.owners.items():
            yield from ((str(side), owner) for owner in owners if owner.name)
