"""How an enterprise stands with every published scheme: what fits, what does not, what cannot be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from promost.matching import Engine, Truth, Verdict, Verdicts
from promost.support.models import Level, Scheme, SchemeState, Window
from promost.support.navigator.filters import Filters
from promost.support.navigator.subjects import Subject
from promost.support.schemes import queries
from promost.support.schemes.windows import Opening, opening_of, zone_of

Listed = Sequence[tuple[Scheme, Sequence[Window]]]
LEFT_ASIDE = (
    "requirements", "procedure", "purpose", "amount_note", "criteria", "gives", "obligations", "address",
    "archived_why", "published_at", "created_at",
)  # fmt: skip
"""What a scheme's own page shows and lists do not."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A scheme, how the enterprise stands with it, and whether it takes applications now."""

    scheme: Scheme
    verdict: Verdict
    opening: Opening

    @property
    def key(self) -> str:
        """The scheme's lasting id."""
        return str(self.scheme.uuid)


class Standing:
    """All schemes for one enterprise on a day. Nothing is asked of the database once it is made.

    ``every``: each by its lasting id; ``fits``: without generic ones for which a variant of its own region stands.
    """

    def __init__(self, engine: Engine, schemes: Listed, subject: Subject, at: datetime) -> None:
        """Judge at once."""
        self.engine, self.subject = engine, subject
        self.verdicts: Verdicts = engine.explain(subject.record)
        answers = self.verdicts.answers()
        hidden = hidden_generics((scheme for scheme, _windows in schemes), subject.region)
        self.every = {
            key: Fit(scheme, self.verdicts[key], opening_of(windows, at.astimezone(zone_of(scheme)).date()))
            for scheme, windows in schemes
            if (key := str(scheme.uuid)) in answers
        }
        self.fits = tuple(fit for fit in self.every.values() if fit.scheme.pk not in hidden)

    def lists(self, filters: Filters) -> Mapping[Truth, list[Fit]]:
        """Return what is asked for by answer, each list with the most useful first."""
        found: dict[Truth, list[Fit]] = {Truth.YES: [], Truth.UNKNOWN: [], Truth.NO: []}
        for fit in self.fits:
            if filters.takes(fit.scheme) and (fit.opening.is_open or not filters.only_open):
                found[fit.verdict.answer].append(fit)
        found[Truth.YES].sort(key=_worth)
        found[Truth.UNKNOWN].sort(key=lambda fit: (len(open_fields(fit)), *_worth(fit)))
        found[Truth.NO].sort(key=lambda fit: (len(fit.verdict.failed), *_worth(fit)))
        return found

    @cached_property
    def in_the_way(self) -> list[tuple[str, int]]:
        """Return the fields that stand in the way of most schemes, with how many each, most first."""
        counts = Counter(
            name
            for fit in self.fits
            if fit.verdict.answer is Truth.NO
            for name in {one.field for one in fit.verdict.failed}
        )
        return counts.most_common()

    def waiting_for(self, field: str) -> int:
        """Return for how many schemes an answer to a field is still wanted."""
        return sum(1 for fit in self.fits if field in open_fields(fit))


def listed() -> Listed:
    """Return the published schemes with what lists show of them, and their windows, in two queries.

    Windows are put together here: a prefetch would make a query set for each of thousands of schemes.
    """
    windows: dict[int, list[Window]] = {}
    for each in Window.objects.filter(scheme__state=SchemeState.PUBLISHED).order_by("opens_on", "pk"):
        windows.setdefault(each.scheme_id, []).append(each)
    return [(scheme, windows.get(scheme.pk, ())) for scheme in queries.published().defer(*LEFT_ASIDE)]


def hidden_generics(schemes: Iterable[Scheme], region: str | None) -> set[int]:
    """Return the keys of generic schemes that a local variant of the enterprise's own region stands for."""
    if region is None:
        return set()
    return {each.generic_id for each in schemes if each.generic_id is not None and each.region_id == region}


def open_fields(fit: Fit) -> frozenset[str]:
    """Return the fields that a scheme with an open answer still waits for."""
    return frozenset(fit.verdict.waits_for) if fit.verdict.answer is Truth.UNKNOWN else frozenset()


def _worth(fit: Fit) -> tuple[bool, bool, Decimal, bool, str]:
    """What takes applications now first, then what gives most, then what is nearer to home, then by name."""
    most = fit.scheme.amount_max
    return (not fit.opening.is_open, most is None, -(most or Decimal(0)), fit.scheme.level == Level.FEDERAL, fit.key)
