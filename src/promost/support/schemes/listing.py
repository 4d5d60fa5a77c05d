"""Which schemes a list shows; the same number of queries for one and for a thousand."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from promost.accounts.models import User
from promost.support.models import Scheme, SchemeState
from promost.support.schemes.forms.filters import Asked
from promost.support.schemes.permissions import schemes_visible_to
from promost.support.schemes.windows import opening

WORDS = 6


def found(user: User, asked: Asked, moment: datetime) -> QuerySet[Scheme]:
    """Return the schemes that a reader asked for, those being prepared first, then by name."""
    rows = schemes_visible_to(user).select_related("provider__region", "region").prefetch_related("windows")
    rows = _of_state(rows, asked.state)
    for name in ("kind", "level", "region", "provider"):
        if getattr(asked, name):
            rows = rows.filter(**{name: getattr(asked, name)})
    for word in asked.words.split()[:WORDS]:
        rows = rows.filter(_says(word))
    return _open(rows, moment) if asked.is_open else rows.order_by("name", "pk")


def _of_state(rows: QuerySet[Scheme], state: str) -> QuerySet[Scheme]:
    return rows.filter(state=state) if state else rows.exclude(state=SchemeState.ARCHIVED)


def _says(word: str) -> Q:
    names = ("name", "name_en", "summary", "summary_en", "provider__name", "provider__short_name", "provider_name")
    said = Q()
    for name in names:
        said |= Q(**{f"{name}__icontains": word})
    return said


def _open(rows: QuerySet[Scheme], moment: datetime) -> QuerySet[Scheme]:
    """Whether a window is open is judged by each provider's own clock, which the database does not know."""
    published = rows.filter(state=SchemeState.PUBLISHED)
    keys = [each.pk for each in published if opening(each, moment).is_open]
    return published.filter(pk__in=keys).order_by("name", "pk")


def regions_of(user: User) -> list[tuple[str, str]]:
    """Return (code, name) of the regions that have schemes, by name."""
    name = "region__name_en" if (get_language() or "ru").startswith("en") else "region__name_ru"
    rows = schemes_visible_to(user).exclude(region=None).order_by(name)
    return list(rows.values_list("region", name).distinct())


def providers_of(user: User) -> list[tuple[str, str]]:
    """Return (key, name) of the providers that have schemes, by name."""
    rows = schemes_visible_to(user).exclude(provider=None).order_by("provider__name")
    found = rows.values_list("provider", "provider__name", "provider__short_name").distinct()
    return [(str(key), short or name) for key, name, short in found]
