"""What the reader asks of the registry: the classifier of activities, and which region words name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from promost.registry.models import ClassifierCode
from promost.registry.queries.regions import region_in


def okved() -> Mapping[str, str] | None:
    """Code → title of OKVED2; None where only its sections are loaded, so that no code is called unknown."""
    rows = ClassifierCode.objects.filter(classifier="okved2").exclude(digits="").order_by("code")
    return dict(rows.values_list("code", "name_ru")) or None


def regions() -> Callable[[str], str | None]:
    """A finder of the one region that words name, which remembers what it was asked."""

    @cache
    def code(words: str) -> str | None:
        found = region_in(words)
        return found.code if found else None

    return code
