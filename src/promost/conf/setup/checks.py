"""Checks of the set-up's answers: each raises ValidationError with a sentence that says what would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from promost.accounts.models import User
from promost.conf.words import fill
from promost.conf.words import gettext_noop as _
from promost.kit.text import fold
from promost.registry import validators
from promost.registry.models import Region

email = validate_email
inn = validators.inn


def one_of(known: Mapping[str, str]) -> Callable[[str], None]:
    """Return a check that takes the keys of ``known`` ({code: its word})."""

    def check(said: str) -> None:
        if said not in known:
            listed = "; ".join(f"{code} — {word}" if word else code for code, word in known.items())
            raise ValidationError(fill(_("Write one of these: %(listed)s."), listed=listed))

    return check


def day(said: str) -> None:
    """Take a day."""
    read_day(said)


def read_day(said: str) -> date:
    """Read a day written as 2025-03-14 or 14.03.2025."""
    try:
        parts = said.split(".")
        return date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else date.fromisoformat(said)
    except ValueError:
        raise ValidationError(fill(_("“%(said)s” is no day; write it as 2025-03-14."), said=said)) from None


def region(said: str) -> None:
    """Take a region's code or name."""
    find_region(said)


def find_region(said: str) -> Region:
    """Return the region by its code, name or a known spelling."""
    named = Q(code__iexact=said) | Q(name_ru__iexact=said) | Q(name_en__iexact=said) | Q(spellings__text=fold(said))
    found = Region.objects.filter(named).order_by("code").distinct().first()
    if found is None:
        message = _("“%(said)s” is no region of the list; write its name or code, for example RU-MAG.")
        raise ValidationError(fill(message, said=said))
    return found


def password_for(address: str, name: str) -> Callable[[str], None]:
    """Return a check of the password of that person."""

    def check(said: str) -> None:
        validate_password(said, User(email=address, name=name))

    return check
