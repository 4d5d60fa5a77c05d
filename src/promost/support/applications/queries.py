"""What is asked about applications, each in a fixed number of queries."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When

from promost.accounts.actors import Actor
from promost.accounts.models import User
from promost.kit import refs
from promost.ledger.models import Fact
from promost.ledger.permissions import facts_visible_to
from promost.support.applications.permissions import applications_visible_to
from promost.support.models import (
    Application,
    ApplicationDocument,
    ApplicationState,
    Assessor,
    Obligation,
    ObligationReport,
    Payment,
    ReportState,
    Scheme,
)

PARTS = (
    "scheme__provider__region",
    "scheme__region",
    "applicant__region",
)


def application_of(user: User, uuid: UUID) -> Application:
    """Return an application that the user may see, with its assessors. Raises Application.DoesNotExist. Two queries."""
    rows = applications_visible_to(user).select_related(*PARTS)
    assessors = Assessor.objects.select_related("user").order_by("pk")
    return rows.prefetch_related(Prefetch("assessors", assessors)).get(uuid=uuid)


def document_of(user: User, key: int) -> ApplicationDocument:
    """Return a document of an application that the user may see. Raises ApplicationDocument.DoesNotExist."""
    rows = ApplicationDocument.objects.select_related("application__scheme", "application__applicant")
    return rows.get(pk=key, application__in=applications_visible_to(user))


def payment_of(user: User, uuid: UUID) -> Payment:
    """Return a payment of an application that the user may see. Raises Payment.DoesNotExist."""
    rows = Payment.objects.select_related(*(f"application__{each}" for each in PARTS))
    return rows.get(uuid=uuid, application__in=applications_visible_to(user))


def obligation_of(user: User, uuid: UUID) -> Obligation:
    """Return an obligation from an application that the user may see. Raises Obligation.DoesNotExist."""
    rows = Obligation.objects.select_related(*(f"application__{each}" for each in PARTS))
    return rows.get(uuid=uuid, application__in=applications_visible_to(user))


def report_of(user: User, uuid: UUID) -> ObligationReport:
    """Return a report on an obligation that the user may see. Raises ObligationReport.DoesNotExist."""
    rows = ObligationReport.objects.select_related(*(f"obligation__application__{each}" for each in PARTS))
    return rows.get(uuid=uuid, obligation__application__in=applications_visible_to(user))


def staff_of(application: Application) -> QuerySet[User]:
    """Return the provider's people, who may assess."""
    provider = application.scheme.provider_id
    return User.objects.filter(memberships__organisation=provider, is_active=True).distinct().order_by("name", "pk")


def documents_of(application: Application) -> list[ApplicationDocument]:
    """Return the documents that stand, in the order they came."""
    return list(application.documents.filter(removed_at=None).select_related("required"))


def payments_of(application: Application) -> list[Payment]:
    """Return the payments, those taken back and what took them back too."""
    return list(application.payments.select_related("reversed_by"))


def obligations_of(application: Application) -> list[Obligation]:
    """Return the obligations with their reports, the newest report first; two queries."""
    reports = Prefetch("reports", ObligationReport.objects.order_by("-pk"))
    return list(application.obligations.select_related("indicator").prefetch_related(reports))


def facts_of(user: User, application: Application) -> list[Fact]:
    """Return the facts that an application left, for those who may see them."""
    source = refs.of(application)
    rows = facts_visible_to(user).filter(source_kind=source.kind, source_id=source.id)
    return list(rows.select_related("indicator").order_by("pk"))


def open_application(actor: Actor, scheme: Scheme) -> Application | None:
    """Return the applicant's newest application for a scheme that is not over; None where there is none."""
    rows = Application.objects.filter(scheme=scheme, applicant=actor.organisation)
    over = (ApplicationState.REFUSED, ApplicationState.WITHDRAWN, ApplicationState.CLOSED)
    return rows.exclude(state__in=over).order_by("-pk").first()


def listed(actor: Actor, asked: dict[str, str]) -> QuerySet[Application]:
    """Return what the actor's organisation has to do with, what waits for the reader first, then the newest.

    ``asked`` may hold "scheme" (its lasting id), "state", "words". ``waits`` is 0 for what waits for the reader.
    """
    if not isinstance(actor.user, User):
        return Application.objects.none()
    rows = applications_visible_to(actor.user)
    own = actor.organisation
    about = Q(applicant=own) | Q(scheme__provider=own)
    if own is not None and own.region_id is not None:
        about |= Q(applicant__region=own.region_id)
    rows = _asked(rows.filter(about), asked).select_related(*PARTS)
    waiting = Case(When(_waits(actor), then=Value(0)), default=Value(1), output_field=IntegerField())
    assessors = Prefetch("assessors", Assessor.objects.order_by("pk"))
    return rows.annotate(waits=waiting).order_by("waits", "-pk").prefetch_related(assessors)


def _asked(rows: QuerySet[Application], asked: dict[str, str]) -> QuerySet[Application]:
    try:
        rows = rows.filter(scheme__uuid=UUID(asked["scheme"])) if asked.get("scheme") else rows
    except ValueError:
        return rows.none()
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    text = asked.get("words", "")
    return rows.filter(Q(number__icontains=text) | Q(applicant__name__icontains=text)) if text else rows


def _waits(actor: Actor) -> Q:
    """What the reader is to do next: as the applicant, as an assessor, as the provider's office."""
    own, reports = actor.organisation, ObligationReport.objects.filter(obligation__application=OuterRef("pk"))
    handed_in = Exists(reports.filter(state=ReportState.SUBMITTED))
    open_ = Obligation.objects.filter(application=OuterRef("pk")).exclude(
        reports__state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED)
    )
    mine = Assessor.objects.filter(application=OuterRef("pk"), user=actor.user_id, interested=False)
    applicant = Q(state__in=(ApplicationState.DRAFT, ApplicationState.ASKED)) | Q(Exists(open_))
    office = Q(state__in=(ApplicationState.SUBMITTED, ApplicationState.APPROVED)) | Q(handed_in)
    assessor = Q(state=ApplicationState.REVIEW) & Q(Exists(mine.filter(opinion="")))
    return Q(taken="here") & ((Q(applicant=own) & applicant) | (Q(scheme__provider=own) & (office | assessor)))


def schemes_of(actor: Actor) -> list[Scheme]:
    """Return the schemes for whose applications the list can be asked."""
    rows = Scheme.objects.filter(pk__in=listed(actor, {}).order_by().values("scheme"))
    return list(rows.order_by("name", "pk"))
