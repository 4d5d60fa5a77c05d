"""Which entries another one may be merged into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from promost.registry.models import Organisation
from promost.registry.queries.names import find_organisations
from promost.registry.queries.organisations import Sought, organisation_list

SHOWN = 20


def choices(user: Any, lost: Organisation, words: str) -> Sequence[Organisation]:
    """Return the entries that fit ``words``; without words, those whose names are like the lost one's."""
    if words:
        return list(organisation_list(user, Sought(words)).exclude(pk=lost.pk)[:SHOWN])
    names = dict.fromkeys(filter(None, (lost.name, lost.short_name, lost.name_en)))
    found = {each.organisation.pk: each.organisation for name in names for each in find_organisations(name)}
    return [each for pk, each in found.items() if pk != lost.pk]
