"""The facts that applications leave, each from the event that made it true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from promost.accounts.actors import Actor
from promost.kit import refs
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref
from promost.ledger.models import Fact
from promost.ledger.recording import NewFact, record, reversal
from promost.profiles.models import Enterprise, Indicator
from promost.support.models import Application, Payment, SchemeKind

MILLION = Decimal(1_000_000)
STEP = Decimal("0.0001")
SMALL = ("micro", "small", "medium")


def filed(actor: Actor, application: Application, event: HistoryEntry | str, day: date) -> None:
    """Record that an application was filed. ``event``: one of its own, apart from that of a reversal."""
    _record(actor, application, event, day, {"APPL_FILED": Decimal(1)})


def refused(actor: Actor, application: Application, event: HistoryEntry, day: date) -> None:
    """Record that an application was decided, and not granted."""
    _record(actor, application, event, day, {"APPL_DECIDED": Decimal(1)})


def approved(actor: Actor, application: Application, event: HistoryEntry, day: date) -> None:
    """Record a decision, a grant, and an enterprise supported (a distinct one: two schemes count once)."""
    values = {"APPL_DECIDED": Decimal(1), "APPL_GRANTED": Decimal(1), "ENT_SUPPORTED": Decimal(1)}
    _record(actor, application, event, day, values)


def agreed(actor: Actor, application: Application, event: HistoryEntry, day: date) -> None:
    """Record the jobs that an agreement promises, and for a loan the loan and its amount."""
    values: dict[str, Decimal] = {}
    if application.jobs_promised:
        values["JOBS_PROMISED"] = Decimal(application.jobs_promised)
    if application.scheme.kind == SchemeKind.LOAN:
        values["LOANS"] = Decimal(1)
        if application.granted:
            values["LOAN_SUM"] = in_millions(application.granted)
    _record(actor, application, event, day, values)


def paid(actor: Actor, application: Application, payment: Payment, now: Decimal) -> None:
    """Record a payment, after which the sum ``now`` is paid, in roubles.

    A loan is no support paid (``agreed`` counts it). The unit is a million to four places: what a payment adds is what
    the total lacks, so that it is never off by more than one rounding.
    """
    if application.scheme.kind == SchemeKind.LOAN:
        return
    source = refs.of(application)
    rows = Fact.objects.filter(source_kind=source.kind, source_id=source.id, indicator__code="SUPPORT_SUM")
    counted = rows.aggregate(sum=Sum("value"))["sum"] or Decimal(0)
    added = max(in_millions(now) - counted, Decimal(0))
    _record(actor, application, str(payment.uuid), payment.paid_on, {"SUPPORT_SUM": added})


def payment_taken_back(actor: Actor, application: Application, event: HistoryEntry, payment: Payment) -> None:
    """Reverse what was recorded of a payment."""
    source = refs.of(application)
    rows = Fact.objects.filter(source_kind=source.kind, source_id=source.id, event=str(payment.uuid))
    _reverse(actor, source, rows, str(event.pk))


def given_elsewhere(actor: Actor, application: Application, event: HistoryEntry, day: date) -> None:
    """Record what an application made elsewhere brought: the loan, or the support, that the decision names."""
    if application.granted is None:
        return
    is_loan = application.scheme.kind == SchemeKind.LOAN
    amount = in_millions(application.granted)
    values = {"LOANS": Decimal(1), "LOAN_SUM": amount} if is_loan else {"SUPPORT_SUM": amount}
    _record(actor, application, event, day, values)


def kept(actor: Actor, application: Application, event: HistoryEntry, day: date, jobs: Decimal) -> None:
    """Record the jobs that are still there after twelve months."""
    _record(actor, application, event, day, {"JOBS_KEPT": jobs})


def taken_back(actor: Actor, application: Application, event: HistoryEntry, codes: Sequence[str]) -> None:
    """Reverse those of an application's facts that are of the indicators named and stand."""
    source = refs.of(application)
    rows = Fact.objects.filter(source_kind=source.kind, source_id=source.id, indicator__code__in=codes, reverses=None)
    _reverse(actor, source, rows, str(event.pk))


def _reverse(actor: Actor, source: Ref, rows: QuerySet[Fact], event: str) -> None:
    standing = rows.filter(reversed_by=None).select_related("indicator", "measure", "organisation", "municipality")
    record(actor, [reversal(each, source, event) for each in standing.order_by("pk")])


def in_millions(roubles: Decimal) -> Decimal:
    """Return an amount in millions of roubles (OKEI 385), to four places."""
    return (roubles / MILLION).quantize(STEP)


def _record(
    actor: Actor, application: Application, event: HistoryEntry | str, day: date, values: dict[str, Decimal]
) -> None:
    if application.applicant.region_id is None:
        return
    found = {each.code: each for each in Indicator.objects.filter(code__in=list(values))}
    name = event if isinstance(event, str) else str(event.pk)
    record(actor, [*_facts(application, name, day, values, found)])


def _facts(
    application: Application, event: str, day: date, values: dict[str, Decimal], found: dict[str, Indicator]
) -> Iterable[NewFact]:
    small = _is_small(application) if "ENT_SUPPORTED" in values else False
    for code, value in values.items():
        yield NewFact(
            indicator=found[code],
            value=value,
            happened_on=day,
            region=application.applicant.region_id or "",
            source=refs.of(application),
            event=event,
            measure=application.measure,
            organisation=application.applicant,
            direction="support",
            breakdown="sme=yes" if small and code == "ENT_SUPPORTED" else "",
        )


def _is_small(application: Application) -> bool:
    rows = Enterprise.objects.filter(inn=application.applicant.inn, category__in=SMALL)
    return bool(application.applicant.inn) and rows.exists()
