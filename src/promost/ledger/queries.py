"""The questions: facts behind a figure, one fact with all that stands around it, evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet, Sum, Window

from promost.accounts.models import User
from promost.kit import history
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref, Shown, UnknownKind, resolve
from promost.ledger.models import Attachment, Entry, Evidence, Fact, How
from promost.ledger.permissions import evidence_visible_to, facts_visible_to
from promost.ledger.recording.checking import COUNTED
from promost.ledger.scopes import facts_of_target
from promost.plans.models import Measure, Plan, Scope, Target
from promost.plans.queries.measures import measure_of
from promost.plans.queries.plans import plan_of
from promost.profiles.models import Indicator, Kind
from promost.registry.models import Region

DEEDS = 50
BY_HAND = (How.HAND, How.FILE, How.OPENING)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which facts are asked for; None asks for all. ``since`` and ``until`` are days on which they happened."""

    measure: Measure | None = None
    target: Target | None = None
    indicator: Indicator | None = None
    region: Region | None = None
    since: date | None = None
    until: date | None = None

    @property
    def one_indicator(self) -> Indicator | None:
        """The indicator, where all facts are of one."""
        return self.target.indicator if self.target else self.indicator

    @property
    def adds_up(self) -> bool:
        """Whether a running total means anything."""
        return self.one_indicator is not None and self.one_indicator.kind in {Kind.FLOW, Kind.STOCK}


def facts(user: User, asked: Asked) -> tuple[QuerySet[Fact], int]:
    """Return the facts asked for that the user may see, the newest first, and how many they may not see.

    Each has its evidence, who recorded it, what reverses it, and ``running``: the total up to and with it.
    """
    counted = _counted(asked)
    seen = counted.filter(pk__in=facts_visible_to(user).values("pk"))
    running = Window(Sum("value"), order_by=[F("happened_on").asc(), F("pk").asc()])
    rows = seen.annotate(running=running).select_related(*_BESIDE).prefetch_related(_evidence())
    return rows.order_by("-happened_on", "-pk"), counted.count() - seen.count()


_BESIDE = (
    "indicator",
    "region",
    "organisation",
    "recorded_by",
    "recorded_for",
    "measure__plan",
    "reversed_by",
    "reverses",
)


def _counted(asked: Asked) -> QuerySet[Fact]:
    rows = facts_of_target(asked.target) if asked.target else Fact.objects.all()
    given: Mapping[str, Any] = {
        "measure": asked.measure if not asked.target else None,
        "indicator": asked.indicator,
        "region": asked.region,
        "happened_on__gte": asked.since,
        "happened_on__lte": asked.until,
    }
    return rows.filter(**{name: value for name, value in given.items() if value is not None})


def _evidence() -> Prefetch[str]:
    return Prefetch("attachments", Attachment.objects.select_related("evidence").order_by("pk"))


def fact_of(user: User, uuid: UUID) -> Fact:
    """Return a fact that the user may see. Raises Fact.DoesNotExist."""
    return facts_visible_to(user).select_related(*_BESIDE, "municipality").get(uuid=uuid)


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact's page: its evidence, what it comes from, what was written about it, its history."""

    fact: Fact
    evidence: tuple[Evidence, ...]
    openable: frozenset[int]
    source: Shown | None
    words: str
    """What the officer wrote about it."""
    reason: str
    """Why it was reversed, "" for what still counts."""
    history: tuple[HistoryEntry, ...]


def fact_view(user: User, fact: Fact) -> FactView:
    """Return the page of a fact, in five or six queries."""
    attached = tuple(
        Evidence.objects.filter(attachments__fact=fact).select_related("uploaded_by", "uploaded_for").order_by("pk")
    )
    mine = evidence_visible_to(user).filter(pk__in=[each.pk for each in attached]) if attached else None
    turned = getattr(fact, "reversed_by", None)
    entries = _entries([fact, *([turned] if turned else [])])
    return FactView(
        fact=fact,
        evidence=attached,
        openable=frozenset(mine.values_list("pk", flat=True)) if mine is not None else frozenset(),
        source=source_of(fact),
        words=entries.get(fact.source_id, ""),
        reason=entries.get(turned.source_id, "") if turned else "",
        history=tuple(history.of(Ref("ledger.fact", str(fact.uuid)))[:DEEDS]),
    )


def source_of(fact: Fact) -> Shown | None:
    """Return what a fact comes from, as it is shown; None for what is gone or nobody knows how to show."""
    try:
        return resolve([fact.source]).get(fact.source)
    except UnknownKind:
        return None


def _entries(facts: Sequence[Fact]) -> dict[str, str]:
    """{an entry's lasting id: its words}."""
    ids = [fact.source_id for fact in facts if fact.source_kind == "ledger.entry"]
    rows = Entry.objects.filter(uuid__in=ids).values_list("uuid", "words") if ids else ()
    return {str(uuid): words for uuid, words in rows}


def evidence_of(user: User, uuid: UUID) -> Evidence:
    """Return evidence that the user may open. Raises Evidence.DoesNotExist."""
    return evidence_visible_to(user).get(uuid=uuid)


def asked_for(user: User, given: Mapping[str, str]) -> Asked:
    """Read an address: measure, target and plan by their lasting ids, indicator and region by code, days as ISO dates.

    Raises DoesNotExist for what is not there or may not be seen, ValueError for what is no id or day.
    """
    target = None
    if given.get("target"):
        rows = Target.objects.select_related("plan__agreement", "indicator", "measure")
        target = rows.get(uuid=UUID(given["target"]))
        plan_of(user, target.plan.uuid)
    return Asked(
        measure=measure_of(user, UUID(given["measure"])) if given.get("measure") else None,
        target=target,
        indicator=Indicator.objects.get(code=given["indicator"]) if given.get("indicator") else None,
        region=Region.objects.get(pk=given["region"]) if given.get("region") else None,
        since=date.fromisoformat(given["since"]) if given.get("since") else None,
        until=date.fromisoformat(given["until"]) if given.get("until") else None,
    )


def indicators_of(measure: Measure | None, plan: Plan) -> list[Indicator]:
    """Return the indicators that facts may be recorded of here, those that were promised first."""
    counted = Indicator.objects.filter(kind__in=COUNTED).exclude(code="COMPLETION")
    targets = measure.targets.all() if measure else plan.targets.exclude(scope=Scope.MEASURE)
    rows = counted.filter(targets__in=targets).order_by("targets__position", "position", "code")
    promised = list({each.pk: each for each in rows}.values())
    if measure is None:
        return promised
    others = counted.exclude(pk__in=[each.pk for each in promised]).order_by("position", "code")
    return [*promised, *others]
