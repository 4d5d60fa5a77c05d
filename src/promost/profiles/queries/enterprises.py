"""Questions about enterprises: what open registers say, what they told of themselves, who looked at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit.moments import Moment
from promost.profiles import schema
from promost.profiles.models import Enterprise, EnterpriseAnswer, Look, Observation, RegisterLoad
from promost.profiles.queries.levels import levels
from promost.profiles.register.values import digits
from promost.profiles.schema import EnterpriseField
from promost.registry import spellings
from promost.registry.models import Organisation

Record = dict[str, Any]
"""Field → value as the matching engine takes it; a field that is not known is None."""
WORDS = 6
INN, OGRN = 10, 13


@dataclass(frozen=True, slots=True)
class Sought:
    """What the register is asked for; an empty text asks for everything. ``okved``: a code, with all below it."""

    words: str = ""
    region: str = ""
    okved: str = ""
    category: str = ""


def one(inn: str) -> Enterprise:
    """Return an enterprise of the register. Raises Enterprise.DoesNotExist."""
    return Enterprise.objects.select_related("region", "organisation").get(inn=inn)


def find(sought: Sought | str) -> QuerySet[Enterprise]:
    """Return the enterprises that fit, by name: by INN or its beginning, by OGRN, or by words of the name."""
    asked = Sought(sought) if isinstance(sought, str) else sought
    rows = Enterprise.objects.select_related("region")
    if asked.words:
        rows = _named(rows, asked.words)
    if asked.region:
        rows = rows.filter(region=asked.region)
    if asked.okved:
        code = digits(asked.okved)
        rows = rows.filter(_under("activity", code)) if code.isascii() and code.isdigit() else rows.none()
    if asked.category:
        rows = rows.filter(category=asked.category)
    return rows.order_by("key", "pk")


def of_organisation(organisation: Organisation) -> Enterprise | None:
    """Return the register's row of an organisation, by its link or its INN; None where there is none."""
    inn = organisation.inn if len(organisation.inn) == INN else None
    rows = Enterprise.objects.filter(Q(organisation=organisation) | Q(inn=inn or "-")).select_related("region")
    return rows.order_by("pk").first()


def record_of_inn(inn: str) -> Record:
    """Return what open registers say of an enterprise: nothing that it told. Raises Enterprise.DoesNotExist."""
    return register_record(one(inn))


def register_record(row: Enterprise) -> Record:
    """Return a row of the register as a record, every register field there, None where no register says."""
    return {
        "region": row.region_id,
        "okved": [row.okved] if row.okved else None,
        "okveds": row.okveds.split() or None,
        "employees": row.employees,
        "revenue": row.revenue,
        "sme": row.category or None,
        "social": row.is_social,
        "registered": row.registered_on,
        "legal_form": row.legal_form or None,
        "winding_up": True if row.closed_on else row.is_winding_up,
        "licensed": True if row.licences else None,
    }


def record_of(organisation: Organisation, actor: Actor) -> Record:
    """Return all that is known of an enterprise: the register, its levels, what it told; for its members, and for
    officers whose look is on record (``actions.look``). Raises Refused.
    """
    require(actor, "profiles.see_told", organisation)
    return known_of(organisation)


def known_of(organisation: Organisation) -> Record:
    """Return all that is known of an enterprise, whoever asks: for the rooms' own work, never to be shown as it is.

    A register's own word goes before an answer; the newer of a register's figure and a level counts.
    """
    row = of_organisation(organisation)
    record = dict.fromkeys(schema.by_code()) | (
        {"region": organisation.region_id} if row is None else register_record(row)
    )
    for code, answer in answers_of(organisation).items():
        if record.get(code) is None:
            record[code] = answer.value
    for code, level in _levels(organisation).items():
        if record.get(code) is None or _year(row, code) <= level.ends_on.year:
            record[code] = level.value * schema.by_code()[code].factor
    return record


def answers_of(organisation: Organisation) -> Mapping[str, EnterpriseAnswer]:
    """Return the newest answer to each field, those taken back left out; answers of former entries are its own."""
    rows = EnterpriseAnswer.objects.filter(_of(organisation)).order_by("pk").select_related("answered_by", "on_behalf")
    newest = {row.field: row for row in rows}
    return {code: row for code, row in newest.items() if row.value is not None and code in schema.by_code()}


def looks_at(organisation: Organisation) -> QuerySet[Look]:
    """Return who outside looked at what it told, the newest first."""
    return Look.objects.filter(_of(organisation)).select_related("by", "on_behalf").order_by("-pk")


def loads() -> QuerySet[RegisterLoad]:
    """Return the files that were put into the register, the newest first."""
    return RegisterLoad.objects.select_related("made_by", "made_for").order_by("-pk")


def _levels(organisation: Organisation) -> dict[str, Observation]:
    """The last level of each field that is one, in one query."""
    wanted = {each.indicator: each for each in schema.fields() if each.indicator}
    rows = levels(Moment.now(organisation.zone), organisations=[organisation.pk]).select_related("indicator")
    found: dict[str, Observation] = {}
    for row in rows.filter(indicator__code__in=wanted, breakdown="").order_by("ends_on", "-starts_on", "pk"):
        if _counts(wanted[row.indicator.code], row):
            found[wanted[row.indicator.code].code] = row
    return found


def _counts(each: EnterpriseField, row: Observation) -> bool:
    first, last = row.starts_on, row.ends_on
    is_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return is_year or not each.yearly


def _year(row: Enterprise | None, code: str) -> int:
    return (getattr(row, f"{code}_year", None) or 0) if row else 0


def _named(rows: QuerySet[Enterprise], words: str) -> QuerySet[Enterprise]:
    number = words.replace(" ", "")
    if number.isascii() and number.isdigit():
        found = Q(ogrn=number) if len(number) == OGRN else _under("inn", number)
        return rows.filter(found | Q(key__gte=number, key__lt=f"{number}\uffff"))
    for place, word in enumerate(spellings.words(words)[:WORDS]):
        name = f"at_{place}"
        rows = rows.alias(**{name: StrIndex("key", Value(word))}).filter(**{f"{name}__gt": 0})
    return rows


def _under(column: str, beginning: str) -> Q:
    """Digits that begin so, as a stretch of the index: digits stand in one order in every collation."""
    wanted = Q(**{f"{column}__gte": beginning})
    after = beginning.rstrip("9")
    return wanted & Q(**{f"{column}__lt": f"{after[:-1]}{int(after[-1]) + 1}"}) if after else wanted


def _of(organisation: Organisation) -> Q:
    return Q(organisation=organisation) | Q(organisation__merged_into=organisation)
