"""What the doctor looks at in support: a grant holds its money, published schemes can be read and matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.kit import capacity, formats, refs
from promost.kit.capacity import Holding
from promost.kit.health import Finding, Level
from promost.matching import RecordError, Schema
from promost.profiles.schema import enterprise_schema
from promost.support.applications.permissions import GRANTED
from promost.support.models import Application, ApplicationState, Scheme, Taken
from promost.support.room import GIVES
from promost.support.schemes.actions.writing import check_criteria
from promost.support.schemes.queries import published

NAMED = 10
"""So many are named; of the others the number is told."""
ZERO = Decimal(0)


def checks() -> Iterator[Finding]:
    """Look at grants and at published schemes."""
    yield from _told(_("Money of granted applications"), _bare(), _("What was granted is held: %(count)s."), _count())
    schemes = list(published())
    yield from _told(
        _("Published schemes"), _unreadable(schemes), _("Their criteria can be read: %(count)s."), len(schemes)
    )


def _told(subject: str, faults: Iterable[tuple[str, str]], well: str, count: int) -> Iterator[Finding]:
    found = list(faults)
    for words, remedy in found[:NAMED]:
        yield Finding(subject, Level.ILL, words, remedy)
    if len(found) > NAMED:
        yield Finding(subject, Level.ILL, _("Others: %(count)s.") % {"count": len(found) - NAMED})
    if not found:
        yield Finding(subject, Level.WELL, well % {"count": formats.number(count)})


def _granted() -> list[Application]:
    rows = Application.objects.filter(taken=Taken.HERE, state__in=GRANTED).exclude(granted=None)
    return list(rows.exclude(state=ApplicationState.CLOSED).order_by("pk"))


def _count() -> int:
    return len(_granted())


def _bare() -> Iterator[tuple[str, str]]:
    """Grants that hold another amount of their scheme's money than was granted; two queries."""
    rows = _granted()
    kind = refs.of(Application()).kind
    held: dict[str, Decimal] = {}
    for holding in Holding.objects.filter(capacity.live(), taker_kind=kind).order_by("pk"):
        held[holding.taker_id] = held.get(holding.taker_id, ZERO) + holding.amount
    for each in rows:
        has = held.get(str(each.uuid), ZERO)
        if has != each.granted:
            words = _(
                "Application %(number)s: %(granted)s roubles are granted, %(held)s are held of the scheme's money."
            )
            given = {
                "number": each.number,
                "granted": formats.number(each.granted or ZERO),
                "held": formats.number(has),
            }
            yield words % given, _("Somebody wrote into the database past Promost. Restore the latest backup.")


def _unreadable(schemes: Iterable[Scheme]) -> Iterator[tuple[str, str]]:
    schema = enterprise_schema()
    for each in schemes:
        try:
            check_criteria(each.criteria)
        except ValidationError as bad:
            words = f"{each}: {' '.join(bad.messages)}"
            yield words, _("Open the scheme's criteria, mend what is named, and save them.")
        strange = [code for code in each.gives if code not in GIVES or not _fits(schema, code, each.gives[code])]
        if strange:
            words = _("%(scheme)s gives what no enterprise has: %(fields)s.")
            yield words % {"scheme": each, "fields": ", ".join(strange)}, _("Change what the scheme gives.")


def _fits(schema: Schema, code: str, value: object) -> bool:
    try:
        schema.read({code: value})
    except RecordError:
        return False
    return True
