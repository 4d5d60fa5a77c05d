"""Organisations for pages: the list with its filters, and one with all that stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Collate, NullIf

from promost.kit import history
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref
from promost.kit.text import clean
from promost.registry import codes, spellings
from promost.registry.models import Contact, Organisation, Spelling
from promost.registry.permissions import organisations_visible_to

DEEDS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list is asked for; an empty text asks for everything."""

    words: str = ""
    kind: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation with everything its page shows."""

    organisation: Organisation
    contacts: Sequence[Contact]
    spellings: Sequence[Spelling]
    former: Sequence[Organisation]
    history: Sequence[HistoryEntry]


def by_name(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Put organisations in the order of the names they are called by, as a Russian dictionary would."""
    called = Coalesce(NullIf(F("short_name"), Value("")), F("name"))
    return rows.order_by(Collate(called, "ru"), "pk")


def organisation_list(user: Any, sought: Sought) -> QuerySet[Organisation]:
    """Return the organisations that stand (none that was merged away) and fit what is sought, by name."""
    rows = organisations_visible_to(user).filter(merged_into=None).select_related("region", "municipality")
    if sought.kind:
        rows = rows.filter(kind=sought.kind)
    if sought.region:
        rows = rows.filter(region=None if sought.region == "none" else sought.region)
    if sought.words:
        rows = rows.filter(pk__in=_named(sought.words))
    return by_name(rows)


def organisation_of(user: Any, uuid: UUID) -> Organisation:
    """Return one organisation that the user sees. Raises Organisation.DoesNotExist."""
    return organisations_visible_to(user).select_related("region", "municipality", "merged_into").get(uuid=uuid)


def organisation_view(organisation: Organisation) -> OrganisationView:
    """Return what stands around an organisation, in four queries."""
    return OrganisationView(
        organisation,
        tuple(organisation.contacts.order_by("pk")),
        tuple(organisation.spellings.filter(scope="").order_by("text")),
        tuple(by_name(Organisation.objects.filter(merged_into=organisation))),
        tuple(
            history.of(Ref("registry.organisation", str(organisation.uuid))).filter(verb__startswith="registry.")[
                :DEEDS_SHOWN
            ]
        ),
    )


def own_deeds(organisation: Organisation) -> QuerySet[HistoryEntry]:
    """Return what was done with the entry itself, the newest first; who belongs to it is told to its members alone."""
    entries = history.of(Ref("registry.organisation", str(organisation.uuid)))
    return entries.filter(verb__startswith="registry.")


def _named(words: str) -> QuerySet[Organisation, Any]:
    """By a part of any of its names, by the beginning of INN or OGRN, by a key or a spelling."""
    text, key = clean(words), spellings.key(words)
    found = Q(name__icontains=text) | Q(short_name__icontains=text) | Q(name_en__icontains=text)
    if key:
        found |= Q(name_keys__text__contains=key) | Q(spellings__text__contains=text.lower())
    number = codes.digits(text)
    if number and number == text.replace(" ", ""):
        found |= Q(inn__startswith=number) | Q(ogrn__startswith=number)
    return Organisation.objects.filter(found).values("pk")
