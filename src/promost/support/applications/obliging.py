"""What a grantee owes: from the agreement, and added to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from promost.profiles.models import Indicator
from promost.support.models import Application, Obligation, ObligationKind, ReportState

HEADCOUNT = "HEADCOUNT"


def from_agreement(application: Application, jobs: int | None, jobs_due: date | None) -> None:
    """Make the obligations that an agreement brings: new jobs by a day, and that they are there a year later."""
    if not jobs or jobs_due is None:
        return
    level = Indicator.objects.filter(code=HEADCOUNT).first()
    for kind, due in ((ObligationKind.JOBS, jobs_due), (ObligationKind.JOBS_KEPT, a_year_after(jobs_due))):
        Obligation.objects.create(
            application=application, kind=kind, indicator=level, promised=Decimal(jobs), due_on=due
        )


def open_of(application: Application) -> QuerySet[Obligation]:
    """Return the obligations without an accepted report."""
    return application.obligations.exclude(reports__state=ReportState.ACCEPTED)


def a_year_after(day: date) -> date:
    """Return the day twelve months later; for 29 February the last of that month (Civil Code, article 192)."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
