"""The keys by which an organisation is found: made anew from its names whenever they change."""

from __future__ import annotations

from collections.abc import Iterator

from promost.kit.text import clean
from promost.registry import names, spellings
from promost.registry.models import NameKey, Organisation
from promost.registry.queries.regions import mentions, without_region

LONGEST = 400


def renew(organisation: Organisation) -> None:
    """Make the organisation's keys anew: of its own names and of those merged into it."""
    wanted = {(how, text[:LONGEST]) for name in _names_of(organisation) for how, text in of(name)}
    NameKey.objects.filter(organisation=organisation).delete()
    NameKey.objects.bulk_create(NameKey(organisation=organisation, how=how, text=text) for how, text in sorted(wanted))


def of(name: str) -> Iterator[tuple[str, str]]:
    """Yield (how, key) of one name: "name", "local" (without the region it names), "abbreviation"."""
    plain = names.plain(name).split()
    if not plain:
        return
    yield "name", " ".join(plain)
    local = without_region(plain, mentions(plain))
    if local and local != plain:
        yield "local", " ".join(local)
    if names.is_abbreviation(clean(name)):
        yield "abbreviation", spellings.key(name)
    for words in (plain, local):
        yield from (("abbreviation", letters) for letters in names.initials(words))


def _names_of(organisation: Organisation) -> list[str]:
    every = [organisation, *Organisation.objects.filter(merged_into=organisation)]
    return [name for each in every for name in (each.name, each.short_name, each.name_en) if name]
