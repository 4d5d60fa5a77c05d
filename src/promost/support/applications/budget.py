"""A scheme's money: a year's limit, which nobody can exceed, whoever approves at the same moment."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import capacity, history, refs
from promost.kit.capacity import Name, Occupancy
from promost.kit.formats.numbers import number
from promost.support.models import Application, Scheme


def name_of(scheme: Scheme, year: int) -> Name:
    """Return what a year's money is called among the limited resources."""
    return Name.of(scheme, f"budget:{year}")


def set_budget(actor: Actor, scheme: Scheme, year: int, amount: Decimal | None) -> None:
    """Set a year's limit in roubles; None is without a limit.

    Raises Refused; ValidationError for a negative amount or for less than is granted already (with the applications).
    """
    require(actor, "support.publish_scheme", scheme)
    if amount is not None and amount < 0:
        raise ValidationError({"amount": _("The limit is an amount of money, zero or more.")})
    name = name_of(scheme, year)
    with transaction.atomic():
        before = occupancy(scheme, year)
        _resize(name, amount)
        told = [str(before.capacity) if before and before.capacity is not None else None, _plain(amount)]
        history.write(actor, "support.set_budget", refs.of(scheme), {f"budget {year}": told})


def _resize(name: Name, amount: Decimal | None) -> None:
    _open(name)
    try:
        capacity.resize(name, amount)
    except capacity.TooSmall as small:
        words = _("%(taken)s roubles are granted already: the limit cannot be less.")
        raise ValidationError({"amount": words % {"taken": number(small.taken)}}, code="too_small") from small


def _open(name: Name) -> None:
    """Open a year's money without a limit, so that what is granted before one is set counts against it later."""
    if name not in capacity.occupancy([name]):
        with suppress(ValueError):  # somebody opened it this moment, and set a limit
            capacity.open_(name, None, whole=False)


def occupancy(scheme: Scheme, year: int) -> Occupancy | None:
    """Return a year's limit and what is granted of it; None where nobody has set one. One query."""
    return capacity.occupancy([name_of(scheme, year)]).get(name_of(scheme, year))


def take(application: Application, amount: Decimal, day: date, key: str) -> None:
    """Take a grant out of the year's money, in the action's transaction. Where no limit is set, it is noted all the
    same: a limit that is set later counts it.

    Raises ValidationError that says how much is left.
    """
    name = name_of(application.scheme, day.year)
    _open(name)
    try:
        capacity.take([(name, amount)], by=refs.of(application), key=key)
    except capacity.Full as full:
        (lack,) = full.lacks
        words = _(
            "The scheme's money for %(year)s is not enough: %(free)s roubles are left, %(asked)s are to be granted."
        )
        given = {"year": day.year, "free": number(lack.free), "asked": number(lack.asked)}
        raise ValidationError({"granted": words % given}, code="full") from full


def release(application: Application) -> None:
    """Give back what an application holds, once."""
    capacity.release(*capacity.holdings_of(refs.of(application)))


def keep_only(application: Application, amount: Decimal) -> None:
    """Give back what an application holds beyond an amount: what was granted and never paid."""
    for holding in capacity.holdings_of(refs.of(application)):
        if holding.amount > amount:
            capacity.change(holding, amount) if amount else capacity.release(holding)


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
