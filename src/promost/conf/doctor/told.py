"""What the environment tells the installation: secrets, names, HTTPS, and what belongs to a demonstration alone."""

from __future__ import annotations

import os
import platform
import stat
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core import checks as django_checks

import promost
from promost.conf import environment
from promost.conf.doctor.borrowed import is_borrowed
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit.health import Finding, Level

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
LONG_ENOUGH = 50
"""Characters of a secret key, as Django's own check of a deployment has it."""


def checks() -> Iterator[Finding]:
    """Look at the settings."""
    running = {"promost": promost.__version__, "django": django.__version__, "python": platform.python_version()}
    words = fill(_("Promost %(promost)s, Django %(django)s, Python %(python)s."), **running)
    yield Finding(text(_("Versions")), Level.WELL, words)
    yield _secret_key()
    yield from _folder()
    yield _hosts()
    yield _https()
    yield from _only_for_a_demonstration()
    yield from _of_django()


def _secret_key() -> Finding:
    subject, path = text(_("Secret key")), settings.HOME / "secret.key"
    given = os.environ.get("PROMOST_SECRET_KEY", "")
    if is_borrowed():
        return Finding(subject, Level.WELL, text(_("Not made yet; the first start makes it.")))
    if given and len(given) < LONG_ENOUGH:
        remedy = _("Take PROMOST_SECRET_KEY away: a key is then made and kept in the data folder.")
        return Finding(subject, Level.WARNING, text(_("It is short and may be guessed.")), text(remedy))
    if given:
        return Finding(subject, Level.WELL, text(_("Given by PROMOST_SECRET_KEY.")))
    if others_may(path):
        words = fill(_("Others on this machine may read %(path)s and sign in as anybody."), path=path)
        return Finding(subject, Level.ILL, words, f"chmod 600 {path}")
    return Finding(subject, Level.WELL, fill(_("%(path)s is read by its owner alone."), path=path))


def others_may(path: Path) -> bool:
    """Tell whether anybody but the owner has any right to a file or folder. Windows keeps such rights elsewhere."""
    return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO))


def _folder() -> Iterator[Finding]:
    if settings.DEMO or not settings.HOME.exists() or not others_may(settings.HOME):
        return
    words = fill(_("Others on this machine may look into the folder of data, %(path)s."), path=settings.HOME)
    yield Finding(text(_("Folder of data")), Level.WARNING, words, f"chmod 700 {settings.HOME}")


def _hosts() -> Finding:
    subject, names = text(_("Names of the site")), ", ".join(settings.ALLOWED_HOSTS)
    if "*" in settings.ALLOWED_HOSTS:
        words = text(_("It answers to any name, so that links in letters may be forged."))
        return Finding(subject, Level.ILL, words, text(_("Set PROMOST_HOSTS to the names by which people call it.")))
    if not settings.DEMO and set(settings.ALLOWED_HOSTS) <= LOOPBACK:
        words = fill(_("It answers to this machine alone: %(names)s."), names=names)
        remedy = text(_("For others to reach it, set PROMOST_HOSTS to the names by which they call it."))
        return Finding(subject, Level.WARNING, words, remedy)
    return Finding(subject, Level.WELL, names)


def _https() -> Finding:
    subject = "HTTPS"
    if settings.DEMO or set(settings.ALLOWED_HOSTS) <= LOOPBACK:
        return Finding(subject, Level.WELL, text(_("Not needed while this machine alone reaches the site.")))
    if not settings.SECURE:
        remedy = _("Put a web server that speaks HTTPS before the site, and set PROMOST_HTTPS=1.")
        return Finding(subject, Level.ILL, text(_("Passwords travel unprotected.")), text(remedy))
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0:
        words = _("PROMOST_PROXIES is 0: one person's wrong passwords lock everybody out.")
        remedy = _("Set PROMOST_PROXIES to the number of servers that stand before the site.")
        return Finding(subject, Level.WARNING, text(words), text(remedy))
    if settings.SITE_URL and not settings.SITE_URL.startswith("https://"):
        words = fill(_("Letters name an address without HTTPS: %(url)s."), url=settings.SITE_URL)
        return Finding(subject, Level.WARNING, words, text(_("Write PROMOST_URL with https://.")))
    return Finding(
        subject, Level.WELL, fill(_("On; servers before it: %(count)s."), count=settings.ALLAUTH_TRUSTED_PROXY_COUNT)
    )


def _only_for_a_demonstration() -> Iterator[Finding]:
    if settings.DEMO:
        yield Finding(
            text(_("Demonstration")), Level.WELL, text(_("This is the demonstration; all of it is invented."))
        )
        return
    if settings.DEBUG:
        words = text(_("PROMOST_DEBUG is on: the page for a fault shows settings and data to anybody."))
        yield Finding("PROMOST_DEBUG", Level.ILL, words, text(_("Take PROMOST_DEBUG away and start the site again.")))
    if settings.FROZEN_AT:
        words = fill(_("The programme's clock stands still at %(moment)s."), moment=settings.FROZEN_AT)
        remedy = _("Take PROMOST_FROZEN_AT away and start the site again: it is for a demonstration alone.")
        yield Finding("PROMOST_FROZEN_AT", Level.ILL, words, text(remedy))
    if environment.flag("PROMOST_JOBS_INLINE"):
        words = text(_("Long work is done while a page waits for it."))
        remedy = text(_("Take PROMOST_JOBS_INLINE away: the worker does it."))
        yield Finding("PROMOST_JOBS_INLINE", Level.WARNING, words, remedy)


def _of_django() -> Iterator[Finding]:
    for said in django_checks.run_checks():
        if said.is_serious(django_checks.WARNING):
            level = Level.ILL if said.is_serious() else Level.WARNING
            yield Finding(str(said.id or "Django"), level, said.msg, said.hint or "")
