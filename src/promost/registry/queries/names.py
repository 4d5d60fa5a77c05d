"""Which organisation a document means by a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from operator import add

from django.db.models import Case, IntegerField, Q, When
from django.db.models.functions import Abs, Length

from promost.kit.text import clean, fold
from promost.registry import names, spellings
from promost.registry.models import NameKey, Organisation, Spelling
from promost.registry.queries.regions import Mention, mentions, without_region

SURE = ("spelling", "name", "abbreviation")
AMBIGUOUS, SIMILAR = "ambiguous", "similar"
SCORES = {"spelling": 1.0, "name": 0.98, "abbreviation": 0.95, AMBIGUOUS: 0.9}
ENOUGH = 0.6
SUGGESTED = 5
LOOKED_AT = 300
STEM, STEMS = 6, 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that a name may mean.

    ``how``: "spelling" (remembered), "name" (equal but for legal form, quotes and case), "abbreviation" (its initial
    letters) are sure, and then it is the only one; "ambiguous" (several fit, or it is of a region that nobody meant)
    and "similar" are suggestions. ``score`` is between 0 and 1.
    """

    organisation: Organisation
    how: str
    score: float

    @property
    def is_sure(self) -> bool:
        """Whether it can be taken without asking."""
        return self.how in SURE


def find_organisations(
    name: str, scope: str = "", *, regions: Collection[str] = (), similar: bool = True
) -> list[Candidate]:
    """Return the organisations that ``name`` may mean, the likeliest first, in at most five queries.

    ``scope`` is the agreement within which spellings were remembered. ``regions`` are codes of the regions that are
    meant (of the party that the body acts for): every region has a "Министерство экономического развития", so a body of
    a region is sure only where that region is meant or named. Without ``similar`` nothing is suggested by likeness.
    """
    remembered = _remembered(name, scope)
    if remembered:
        return [Candidate(remembered, "spelling", SCORES["spelling"])]
    words = names.plain(name).split()
    if not words:
        return []
    said = mentions(words)
    meant = {mention.region.code for mention in said} or set(regions)
    found = _ranked(_keyed(name, words, said), name, meant)
    if similar and not (found and found[0].is_sure):
        known = {each.organisation.pk for each in found}
        found += [each for each in _similar(" ".join(words)) if each.organisation.pk not in known]
    return found


def _remembered(name: str, scope: str) -> Organisation | None:
    rows = Spelling.objects.filter(text=fold(name), scope__in={scope, ""}).select_related("organisation__region")
    best = max(rows, key=lambda row: row.scope == scope, default=None)
    return best.organisation if best else None


def _keyed(name: str, words: list[str], said: list[Mention]) -> list[NameKey]:
    local = without_region(words, said)
    plain = " ".join(words)
    wanted = Q(text=plain, how__in=["name", "local"]) | Q(text=" ".join(local), how="local")
    bare = "".join(_bare(name, local))
    if names.is_abbreviation(bare):
        wanted |= Q(text=spellings.key(bare), how="abbreviation")
    rows = NameKey.objects.filter(wanted, organisation__merged_into=None).select_related("organisation__region")
    return list(rows.order_by("organisation_id", "pk"))


def _bare(name: str, local: list[str]) -> Iterable[str]:
    """The words of the name as typed whose folded form is left when the region is taken out."""
    return (word for word in clean(name).split() if spellings.key(word) in local)


def _ranked(rows: list[NameKey], name: str, meant: Collection[str]) -> list[Candidate]:
    """Sure where exactly one organisation fits that belongs to a region meant, or to none."""
    fitting: dict[int, NameKey] = {}
    for row in sorted(rows, key=lambda row: row.how != "name"):
        if names.same_form(name, row.organisation.name) and (row.how != "local" or _is_meant(row, meant)):
            fitting.setdefault(row.organisation_id, row)
    close = [row for row in fitting.values() if _is_meant(row, meant)]
    if any(row.how == "name" for row in close):
        close = [row for row in close if row.how != "local"]
    if len(close) == 1:
        how = "abbreviation" if close[0].how == "abbreviation" else "name"
        return [Candidate(close[0].organisation, how, SCORES[how])]
    return [Candidate(row.organisation, AMBIGUOUS, SCORES[AMBIGUOUS]) for row in close or fitting.values()]


def _is_meant(row: NameKey, meant: Collection[str]) -> bool:
    region = row.organisation.region_id
    return row.how != "local" if region is None else region in meant


def _similar(plain: str) -> list[Candidate]:
    """The likest names among those that share the beginnings of the longest words, most of them first."""
    stems = sorted({word[:STEM] for word in plain.split()}, key=lambda stem: (-len(stem), stem))[:STEMS]
    hits = [Case(When(text__contains=stem, then=1), default=0, output_field=IntegerField()) for stem in stems]
    rows = NameKey.objects.filter(how="name", organisation__merged_into=None).annotate(
        hits=reduce(add, hits), away=Abs(Length("text") - len(plain))
    )
    best: dict[int, Candidate] = {}
    for row in (
        rows.filter(hits__gt=0).select_related("organisation__region").order_by("-hits", "away", "pk")[:LOOKED_AT]
    ):
        score = SequenceMatcher(None, plain, row.text).ratio()
        if score >= ENOUGH and score > best.get(row.organisation_id, Candidate(row.organisation, SIMILAR, 0)).score:
            best[row.organisation_id] = Candidate(row.organisation, SIMILAR, round(score, 3))
    return sorted(best.values(), key=lambda each: (-each.score, each.organisation.pk))[:SUGGESTED]
