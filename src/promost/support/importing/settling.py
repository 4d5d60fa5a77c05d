"""A draft as a scheme's fields: its region and its provider found in the registry, its texts where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from promost.registry.models import Organisation, Region
from promost.registry.queries.names import find_organisations
from promost.registry.queries.regions import region_in
from promost.support.models import Level, SchemeKind, Taken
from promost.support.reading import LegalAct, Problem, SchemeDraft
from promost.support.reading.cells.codes import says_unrestricted
from promost.support.reading.cells.words import is_none
from promost.support.reading.columns.fields import fields
from promost.support.reading.messages import problem
from promost.support.schemes.actions import Act, Paper, Parts

LONGEST = {"act.kind": 120, "act.number": 60, "act.title": 1000, "document": 1000, "provider": 400}
KINDS = frozenset(SchemeKind.values)


@dataclass(frozen=True, slots=True)
class Settled:
    """A draft ready to be written: ``fields`` and ``parts`` as the actions of schemes take them; with ``reasons`` it
    cannot be."""

    draft: SchemeDraft
    fields: dict[str, Any]
    parts: Parts
    reasons: tuple[Problem, ...] = ()

    @property
    def region_code(self) -> str:
        """The region's code; empty for a federal scheme."""
        region = self.fields["region"]
        return region.code if region is not None else ""


@dataclass(slots=True)
class Settler:
    """Settles drafts one after another and remembers what it asked. ``provider`` stands in where a row names none."""

    provider: Organisation | None = None
    _regions: dict[str, Region | None] = field(default_factory=dict)
    _providers: dict[tuple[str, str], Organisation | None] = field(default_factory=dict)

    def settle(self, draft: SchemeDraft) -> Settled:
        """The draft as fields and parts."""
        region = self._region(draft.region)
        level = draft.level or (Level.REGIONAL if region else "")
        federal = level == Level.FEDERAL
        reasons = () if federal or (level and region) else (_no_region(draft),)
        found = None if federal else region
        return Settled(draft, self._fields(draft, found, level), _parts(draft), reasons)

    def _region(self, words: str) -> Region | None:
        if words not in self._regions:
            self._regions[words] = region_in(words) if words else None
        return self._regions[words]

    def _organisation(self, name: str, region: Region | None) -> Organisation | None:
        if not name:
            return self.provider
        code = region.code if region else ""
        if (name, code) not in self._providers:
            found = find_organisations(name, regions=[code] if code else [], similar=False)
            sure = found[0].organisation if found and found[0].is_sure else None
            self._providers[name, code] = sure or self.provider
        return self._providers[name, code]

    def _fields(self, draft: SchemeDraft, region: Region | None, level: str) -> dict[str, Any]:
        given = draft.conditions
        return {
            "kind": draft.kind if draft.kind in KINDS else SchemeKind.OTHER,
            "level": level or Level.REGIONAL,
            "region": region,
            "name": draft.name,
            "summary": draft.mechanism,
            "purpose": _together(draft.purpose, draft.more.get("objective", "")),
            "amount_note": draft.more.get("amount", ""),
            "amount_min": given.amount_min,
            "amount_max": given.amount_max,
            "rate_min": given.rate_min,
            "rate_max": given.rate_max,
            "term_months": given.term_months,
            "own_share": given.own_share,
            "provider": self._organisation(draft.provider, region),
            "provider_name": draft.provider[: LONGEST["provider"]],
            "contact": draft.more.get("contact", ""),
            "taken": Taken.ELSEWHERE,
            "address": draft.address,
            "procedure": _together(draft.procedure, *_labelled(draft, ("windows",))),
            "requirements": _requirements(draft),
            "answer_days": draft.answer_days,
        }


def _no_region(draft: SchemeDraft) -> Problem:
    return problem("REGION_UNKNOWN", draft.place, text=draft.region or "–")


def _requirements(draft: SchemeDraft) -> str:
    """The requirements in the row's own words, restrictions of activity and requirements to the project among them."""
    restrictions = draft.restrictions
    if restrictions and not is_none(restrictions) and not says_unrestricted(restrictions):
        name = fields()["restrictions"].ru
        return _together(draft.requirements, *_labelled(draft, ("project",)), f"{name}: {restrictions}")
    return _together(draft.requirements, *_labelled(draft, ("project",)))


def _labelled(draft: SchemeDraft, codes: tuple[str, ...]) -> Iterator[str]:
    for code in codes:
        if draft.more.get(code):
            yield f"{fields()[code].ru}: {draft.more[code]}"


def _together(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _parts(draft: SchemeDraft) -> Parts:
    acts = [_act(each) for each in draft.acts] + [Act(title=link, url=link) for link in draft.links]
    documents = [Paper(name=_cut(item.text, "document")) for item in draft.documents]
    return Parts(acts=acts, documents=documents)


def _act(act: LegalAct) -> Act:
    return Act(
        title=_cut(act.title, "act.title"),
        kind=_cut(act.head, "act.kind"),
        number=_cut(act.number, "act.number"),
        dated=act.dated,
        url=act.url,
    )


def _cut(text: str, name: str) -> str:
    """A text as long as its column; the whole stays in the row that is kept."""
    most = LONGEST[name]
    return text if len(text) <= most else f"{text[: most - 1]}…"
