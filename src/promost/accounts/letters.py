"""Letters to people, in their language."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from promost.accounts.models import Invitation
from promost.kit import formats


def absolute(path: str, request: HttpRequest | None = None) -> str:
    """Return the whole address of ``path``: that of PROMOST_URL, else the one that the request came to."""
    if settings.SITE_URL or request is None:
        return (settings.SITE_URL or "http://127.0.0.1:8000").rstrip("/") + path
    return request.build_absolute_uri(path)


def send_invitation(invitation: Invitation, token: str, inviter: str, request: HttpRequest | None = None) -> str:
    """Send the letter with the link, in the invitee's language, and return the link.

    Raises ValidationError when the mail server does not take it: the sentence says what to do.
    """
    link = absolute(reverse("accounts:invitation", args=[token]), request)
    with translation.override(invitation.language):
        context = {
            "invitation": invitation,
            "organisation": invitation.organisation,
            "role": invitation.get_role_display(),
            "inviter": inviter,
            "link": link,
            "until": formats.day(invitation.expires_at.date()),
        }
        subject = render_to_string("accounts/mail/invitation_subject.txt", context).strip()
        text = render_to_string("accounts/mail/invitation.txt", context)
    _send(invitation.email, subject, text)
    return link


def _send(email: str, subject: str, text: str) -> None:
    try:
        send_mail(subject, text, None, [email])
    except (smtplib.SMTPException, OSError) as error:
        message = _(
            "The letter to %(email)s could not be sent (%(reason)s). Nothing was saved: try again, or ask whoever runs "
            "this installation to look at its mail settings."
        )
        raise ValidationError(message, code="letter_not_sent", params={"email": email, "reason": error}) from error
