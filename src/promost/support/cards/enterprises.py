"""Lines of an enterprise's desk: what fits it, its applications, what it has to report on next."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from promost.accounts.models import User
from promost.kit import formats
from promost.kit.moments import Moment
from promost.registry.cards import Line
from promost.registry.models import Organisation
from promost.support.applications.permissions import applications_visible_to
from promost.support.models import ApplicationState, Obligation, ReportState
from promost.support.navigator.cards import new_lines


def of_enterprise(user: User, enterprise: Organisation, at: Moment) -> Iterable[Line]:
    """Give an enterprise's lines, as far as the reader sees its applications; what is owed is for its members."""
    yield Line(_("schemes that fit"), _("look in the navigator"), reverse("support:navigator"))
    yield from new_lines(user, enterprise, at)
    rows = applications_visible_to(user).filter(applicant=enterprise).order_by().values_list("state")
    found = dict(rows.annotate(count=Count("pk")))
    for state in ApplicationState:
        if state in found:
            label = _("applications: %(state)s") % {"state": state.label}
            url = f"{reverse('support:applications')}?state={state.value}"
            yield Line(label, formats.number(found[state]), url)
    if found:
        yield from _next(user, enterprise, at)


def _next(user: User, enterprise: Organisation, at: Moment) -> Iterable[Line]:
    """The obligation that is due next, or is overdue."""
    rows = Obligation.objects.filter(application__applicant=enterprise, application__applicant__memberships__user=user)
    rows = rows.exclude(reports__state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED)).distinct()
    due = rows.select_related("application").order_by("due_on", "pk").first()
    if due is not None:
        words = {"what": str(due), "day": formats.day(due.due_on)}
        text = _("%(what)s: was due on %(day)s") if due.due_on < at.day else _("%(what)s: by %(day)s")
        yield Line(_("to report on"), text % words, reverse("support:application", args=[due.application.uuid]))
