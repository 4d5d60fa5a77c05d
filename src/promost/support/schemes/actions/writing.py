"""Writing a scheme: its fields, its acts, documents and windows, its criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.kit.transitions import change as transition
from promost.matching import Criteria, CriteriaError
from promost.profiles.schema import enterprise_schema
from promost.support.criteria.outline import impossible
from promost.support.models import LegalAct, RequiredDocument, Scheme, SchemeState, Window

SchemeFields = Mapping[str, Any]
"""Fields of a Scheme by name, without its state, criteria and dates; what is not named stays."""
OPEN = frozenset({
    "kind", "level", "region", "generic", "name", "name_en", "summary", "summary_en", "purpose", "amount_note",
    "amount_min", "amount_max", "rate_min", "rate_max", "term_months", "own_share", "provider", "provider_name",
    "contact", "taken", "address", "procedure", "requirements", "answer_days", "obligations", "gives",
})  # fmt: skip
"""What a person writes."""
PAIRS = (("amount_min", "amount_max"), ("rate_min", "rate_max"))


@dataclass(frozen=True, slots=True)
class Act:
    """A legal act as it is entered."""

    title: str
    kind: str = ""
    number: str = ""
    dated: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that an applicant hands in."""

    name: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Days:
    """A window for applications."""

    opens_on: date
    closes_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands under a scheme; None leaves it as it is."""

    acts: Sequence[Act] | None = None
    documents: Sequence[Paper] | None = None
    windows: Sequence[Days] | None = field(default=None)


def create(actor: Actor, fields: SchemeFields, parts: Parts | None = None, invented: bool = False) -> Scheme:
    """Make a draft of a scheme. Raises Refused, and ValidationError by field for what does not go together."""
    require(actor, "support.add_scheme")
    scheme = Scheme(created_at=clock.now(), invented=invented, **_known(fields))
    require(actor, "support.edit_scheme", scheme)
    _check(scheme)
    with transaction.atomic():
        scheme.save(force_insert=True)
        _replace(scheme, parts or Parts())
        history.write(actor, "support.create_scheme", refs.of(scheme), {"name": [None, scheme.name]})
    return scheme


def change(actor: Actor, scheme: Scheme, fields: SchemeFields, parts: Parts | None = None) -> Scheme:
    """Change fields and parts of a scheme that is not archived.

    Raises Refused, ValidationError, and Overtaken when somebody was first.
    """
    require(actor, "support.edit_scheme", scheme)
    if scheme.state == SchemeState.ARCHIVED:
        raise ValidationError(_("The scheme is archived. Take it out of the archive first."))
    new, parts = _known(fields), parts or Parts()
    before = {name: getattr(scheme, name) for name in new}
    changed = {name: value for name, value in new.items() if before[name] != value}
    _check(Scheme(**{**_values(scheme), **changed}))
    with transaction.atomic():
        transition(scheme, version=scheme.version, **changed)
        require(actor, "support.edit_scheme", scheme)
        _replace(scheme, parts)
        history.write(actor, "support.change_scheme", refs.of(scheme), _told(before, changed) | _told_parts(parts))
    return scheme


def set_criteria(actor: Actor, scheme: Scheme, criteria: Mapping[str, Any]) -> Scheme:
    """Put criteria in place of the old ones. Raises Refused, Overtaken, ValidationError naming each fault."""
    require(actor, "support.edit_scheme", scheme)
    check_criteria(criteria)
    before = scheme.criteria
    with transaction.atomic():
        transition(scheme, version=scheme.version, criteria=dict(criteria))
        history.write(actor, "support.set_criteria", refs.of(scheme), {"criteria": [before, dict(criteria)]})
    return scheme


def check_criteria(criteria: Mapping[str, Any]) -> None:
    """Raise ValidationError, in the reader's language, unless the criteria can be read and fit an enterprise."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    try:
        Criteria.from_json(dict(criteria)).check(enterprise_schema())
    except CriteriaError as fault:
        raise ValidationError({"criteria": [each.text(language) for each in fault.problems]}) from None


def check_possible(criteria: Mapping[str, Any], day: date) -> None:
    """Raise ValidationError if from some day on nobody at all can meet the criteria: two of their parts contradict."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    words = impossible(criteria, enterprise_schema(), day, language)
    if words:
        raise ValidationError({"criteria": list(words)})


def _known(fields: SchemeFields) -> dict[str, Any]:
    strange = set(fields) - OPEN
    if strange:
        raise ValueError(f"not fields that are written: {', '.join(sorted(strange))}")
    return dict(fields)


def _values(scheme: Scheme) -> dict[str, Any]:
    return {each.name: getattr(scheme, each.name) for each in scheme._meta.concrete_fields if each.name != "id"}


def _check(scheme: Scheme) -> None:
    faults: dict[str, str] = {}
    if not scheme.name.strip():
        faults["name"] = _("Give the scheme a name.")
    if scheme.level != "federal" and scheme.region is None:
        faults["region"] = _("Say whose enterprises it is for: choose a region, or the federal level.")
    for low, high in PAIRS:
        if None not in (getattr(scheme, low), getattr(scheme, high)) and getattr(scheme, low) > getattr(scheme, high):
            faults[high] = _("The largest is below the smallest.")
    if scheme.taken == "elsewhere" and scheme.address and not scheme.address.startswith(("http://", "https://")):
        faults["address"] = _("Give the whole address, beginning with https://.")
    if scheme.own_share is not None and not 0 <= scheme.own_share <= 100:
        faults["own_share"] = _("A share is between 0 and 100 per cent.")
    if scheme.generic is not None and scheme.generic.generic_id is not None:
        faults["generic"] = _("That is a local variant itself; choose the scheme that it is a variant of.")
    if faults:
        raise ValidationError(faults)


def _replace(scheme: Scheme, parts: Parts) -> None:
    if parts.acts is not None:
        scheme.acts.all().delete()
        acts = [LegalAct(scheme=scheme, position=place, **asdict(each)) for place, each in enumerate(parts.acts)]
        LegalAct.objects.bulk_create(acts)
    if parts.documents is not None:
        scheme.documents.all().delete()
        rows = enumerate(parts.documents)
        RequiredDocument.objects.bulk_create(
            RequiredDocument(scheme=scheme, position=place, **asdict(each)) for place, each in rows
        )
    if parts.windows is not None:
        _check_windows(parts.windows)
        scheme.windows.all().delete()
        Window.objects.bulk_create(Window(scheme=scheme, **asdict(each)) for each in parts.windows)


def _check_windows(windows: Sequence[Days]) -> None:
    for each in windows:
        if each.closes_on is not None and each.closes_on < each.opens_on:
            raise ValidationError({"windows": _("A window closes before it opens: %(day)s.") % {"day": each.closes_on}})


def _told(before: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {name: [_plain(before[name]), _plain(value)] for name, value in changed.items()}


def _told_parts(parts: Parts) -> dict[str, list[Any]]:
    given = asdict(parts)
    return {name: [None, len(rows)] for name, rows in given.items() if rows is not None}


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, list, dict, type(None))) else str(value)
