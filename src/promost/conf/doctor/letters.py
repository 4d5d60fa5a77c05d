"""Mail: whether letters can be sent, and from what address."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from promost.conf.doctor.told import LOOPBACK
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit.health import Finding, Level

PATIENCE = 5
"""Seconds that the mail server gets to answer."""


def checks() -> Iterator[Finding]:
    """Look at the mail server, or at the folder that letters go to without one."""
    if not settings.EMAIL_HOST:
        yield _kept_as_files()
        return
    yield _server()
    yield from _addresses()


def _kept_as_files() -> Finding:
    folder = Path(settings.EMAIL_FILE_PATH)
    count = len(list(folder.glob("*.log"))) if folder.exists() else 0
    words = fill(_("No mail server is set: letters lie in %(folder)s, files: %(count)s."), folder=folder, count=count)
    if settings.DEMO:
        return Finding(text(_("Mail")), Level.WELL, words)
    remedy = text(_("Set PROMOST_EMAIL_HOST and the other settings of mail; until then hand the letters on yourself."))
    return Finding(text(_("Mail")), Level.WARNING, words, remedy)


def _server() -> Finding:
    subject = text(_("Mail server"))
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        reach()
    except (OSError, smtplib.SMTPException) as error:
        words = fill(_("%(server)s does not take letters: %(reason)s."), server=where, reason=str(error).rstrip("."))
        remedy = text(_("Look at PROMOST_EMAIL_HOST, _PORT, _USER, _PASSWORD and _TLS, and whether the server runs."))
        return Finding(subject, Level.ILL, words, remedy)
    return Finding(subject, Level.WELL, fill(_("%(server)s answers."), server=where))


def reach() -> None:
    """Greet the mail server, and sign in where a user is set; no letter is sent. Raises OSError, SMTPException."""
    server = EmailBackend(timeout=PATIENCE)
    server.open()
    server.close()


def _addresses() -> Iterator[Finding]:
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        words = fill(_("Letters come from %(address)s, which others refuse."), address=settings.DEFAULT_FROM_EMAIL)
        yield Finding(text(_("Sender")), Level.WARNING, words, text(_("Set PROMOST_EMAIL_FROM.")))
    if settings.EMAIL_HOST_USER and not settings.EMAIL_USE_TLS and settings.EMAIL_HOST not in LOOPBACK:
        words = text(_("The password of the mail server travels unprotected."))
        yield Finding(text(_("Mail server")), Level.WARNING, words, text(_("Set PROMOST_EMAIL_TLS=1.")))
    if not settings.SITE_URL:
        words = text(_("Letters that a command sends name the address of this machine alone."))
        remedy = text(_("Set PROMOST_URL to the address under which people open the site."))
        yield Finding(text(_("Links in letters")), Level.WARNING, words, remedy)
