"""From a row to an application made elsewhere: which scheme, which enterprise, what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor, Refused
from promost.accounts.models import User
from promost.ledger.problems import Bad
from promost.profiles.actions import take_up
from promost.profiles.models import Enterprise
from promost.registry import validators
from promost.registry.models import Organisation
from promost.support.applications import reasons
from promost.support.applications.actions import Made
from promost.support.elsewhere import columns
from promost.support.elsewhere.rows import Row
from promost.support.models import Scheme, SchemeState
from promost.support.schemes.permissions import schemes_visible_to


def enterprise_of(actor: Actor, inn: str) -> Organisation:
    """Return the organisation with an INN, taken up from the register where it is not here yet.

    Raises ValidationError for a wrong digit, and for an enterprise that nobody knows.
    """
    number = "".join(inn.split())
    validators.inn(number)
    found = Organisation.objects.filter(inn=number, merged_into=None).order_by("kpp", "pk").first()
    if found:
        return found
    try:
        return take_up(actor, number)
    except (Enterprise.DoesNotExist, Refused):
        words = _("No enterprise with the INN %(inn)s is known here. Enter the organisation first.")
        raise ValidationError(words % {"inn": number}) from None


class Teller:
    """Reads rows one after another; schemes and enterprises that were found once are not asked for again."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.enterprises: dict[str, Organisation] = {}

    def scheme(self, row: Row) -> Scheme:
        """Return the scheme of a row. Raises ValidationError for none, an unknown one, several of one name."""
        text = row.text("scheme")
        found = self._schemes.get(_code(text) or columns.key(text), [])
        if not text:
            raise ValidationError(_("Name the scheme."))
        if not found:
            raise ValidationError(_("There is no scheme “%(name)s” here.") % {"name": text[:120]})
        if len(found) > 1:
            words = _("Several schemes are called “%(name)s”. Write the code from the page's address.")
            raise ValidationError(words % {"name": text[:120]})
        return found[0]

    def enterprise(self, row: Row) -> Organisation:
        """Return the enterprise of a row. Raises ValidationError."""
        inn = row.text("inn")
        if inn not in self.enterprises:
            self.enterprises[inn] = enterprise_of(self.actor, inn)
        return self.enterprises[inn]

    def made(self, row: Row) -> Made:
        """Return what a row says of the application. Raises ValidationError, Bad for what is no day or number."""
        word = row.text("outcome")
        outcome = columns.outcomes().get(columns.key(word)) if word else None
        if word and outcome is None:
            words = _("“%(word)s” is no outcome. Write: in review, approved, refused or withdrawn.")
            raise ValidationError(words % {"word": word[:60]})
        return Made(
            number=row.text("number")[:60], submitted_on=_needed_day(row), outcome=outcome,
            decided_on=_day(row, "decided_on"), granted=_amount(row), reason=_reason(row),
            reason_text=row.text("reason_text"),
        )  # fmt: skip

    @cached_property
    def _schemes(self) -> Mapping[str, list[Scheme]]:
        rows = schemes_visible_to(self.actor.user) if isinstance(self.actor.user, User) else Scheme.objects.all()
        found: dict[str, list[Scheme]] = defaultdict(list)
        public = (SchemeState.PUBLISHED, SchemeState.ARCHIVED)
        for each in rows.filter(state__in=public).select_related("provider__region", "region").order_by("pk"):
            for name in {str(each.uuid), columns.key(each.name), columns.key(each.name_en)} - {""}:
                found[name].append(each)
        return found


def _code(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _needed_day(row: Row) -> date:
    day = _day(row, "submitted_on")
    if day is None:
        raise ValidationError(_("Give the day on which it was made."))
    return day


def _day(row: Row, code: str) -> date | None:
    if not row.text(code):
        return None
    try:
        return row.day_of(code)
    except Bad as bad:
        raise ValidationError(bad.words) from bad


def _amount(row: Row) -> Decimal | None:
    if not row.text("granted"):
        return None
    try:
        return row.number_of("granted")
    except Bad as bad:
        raise ValidationError(bad.words) from bad


def _reason(row: Row) -> str:
    """The code of a reason, by code or by its words in either language; what is not known stays as it is written."""
    text = row.text("reason")
    folded = columns.key(text)
    for code, words in reasons.every().items():
        if text == code or folded in {columns.key(each) for each in words.values()}:
            return code
    return text
