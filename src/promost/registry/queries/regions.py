"""Regions that a text names, by the spellings found in documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from promost.registry import spellings
from promost.registry.models import Region, RegionSpelling


@dataclass(frozen=True, slots=True)
class Mention:
    """A region named in a text: which, and the words (from, up to but without) that name it."""

    region: Region
    start: int
    end: int


def region_in(text: str) -> Region | None:
    """Return the one region that a text names, in any case and spelling; None where it names none or several."""
    found = regions_in(text)
    return found[0] if len(found) == 1 else None


def regions_in(text: str) -> list[Region]:
    """Return the regions that a text names, each once, in the order of their first mention."""
    by_code = {mention.region.code: mention.region for mention in mentions(spellings.words(text))}
    return list(by_code.values())


def mentions(words: list[str]) -> list[Mention]:
    """Return every mention in a folded text's words, the longest spelling at each place, in one query."""
    wanted = set(spellings.grams(words))
    if not wanted:
        return []
    rows = RegionSpelling.objects.filter(text__in=wanted).select_related("region")
    return list(_spot(words, {row.text: row.region for row in rows}))


def without_region(words: list[str], found: Sequence[Mention]) -> list[str]:
    """Return the words without those that name regions."""
    covered = {at for mention in found for at in range(mention.start, mention.end)}
    return [word for at, word in enumerate(words) if at not in covered]


def _spot(words: list[str], known: Mapping[str, Region]) -> Iterator[Mention]:
    at = 0
    while at < len(words):
        ends = range(min(at + spellings.LONGEST, len(words)), at, -1)
        end = next((end for end in ends if " ".join(words[at:end]) in known), at)
        if end > at:
            yield Mention(known[" ".join(words[at:end])], at, end)
        at = max(end, at + 1)
