"""What the doctor looks at in the accounts: somebody runs the installation, and every organisation has its own hand."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from promost.accounts.models import Membership, Role, User
from promost.kit.health import Finding, Level
from promost.registry.models import Organisation

NAMED = 5


def checks() -> Iterator[Finding]:
    """Look at administrators."""
    yield _administrators()
    yield _organisations()


def _administrators() -> Finding:
    subject = _("Administrators of the installation")
    people = User.objects.filter(is_administrator=True, is_active=True)
    if not people.exists():
        return Finding(subject, Level.ILL, _("Nobody runs the installation."), _("Name the first one: promost setup."))
    second = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user_id")
    bare = list(people.filter(invented=False).exclude(pk__in=second).order_by("pk").values_list("email", flat=True))
    if bare:
        words = _("A password alone opens the installation to %(people)s.") % {"people": ", ".join(bare[:NAMED])}
        return Finding(subject, Level.WARNING, words, _("Let them set up a second step on the page of their account."))
    return Finding(subject, Level.WELL, _("Active: %(count)s.") % {"count": people.count()})


def _organisations() -> Finding:
    subject = _("Administrators of organisations")
    cared = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).values("organisation_id")
    peopled = Membership.objects.filter(user__is_active=True, user__invented=False).values("organisation_id")
    alone = Organisation.objects.filter(pk__in=peopled).exclude(pk__in=cared).order_by("pk")
    names = [str(each) for each in alone[:NAMED]]
    if names:
        words = _("Nobody there can invite colleagues: %(names)s.") % {"names": "; ".join(names)}
        return Finding(subject, Level.WARNING, words, _("Invite an administrator for them on the page People."))
    return Finding(subject, Level.WELL, _("Every organisation with people has one."))
