"""Organisations made and changed; pages, plan imports and the demonstration all come here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from promost.kit import access, clock, history, refs, transitions
from promost.kit.history import Doer
from promost.registry import keys, values
from promost.registry.models import Contact, Organisation, OrganisationKind
from promost.registry.values import ContactLine

DECISIVE = frozenset({"kind", "region_id", "zone_name"})
"""Fields from which rights and lateness follow."""


def create_organisation(
    doer: Doer,
    *,
    name: str,
    kind: OrganisationKind | str = OrganisationKind.OTHER,
    contacts: Sequence[ContactLine] = (),
    **fields: Any,
) -> Organisation:
    """Make an organisation. ``fields`` are those of ``values.FIELDS``; ``contacts`` are (kind, value).

    Raises Refused, and ValidationError by field (a wrong check digit, an INN and KPP that another one has).
    """
    access.require(doer, "registry.add_organisation")
    given = values.tidied({"name": name, "kind": str(kind), **fields})
    organisation = Organisation(**given, created_at=clock.now())
    values.check(organisation, list(given))
    values.check_contacts(contacts)
    _refuse_twin(organisation)
    with transaction.atomic(), _unique(organisation):
        organisation.save(force_insert=True)
        _put_contacts(organisation, contacts)
        keys.renew(organisation)
        history.write(doer, "registry.create_organisation", refs.of(organisation), history.difference({}, given))
    return organisation


def edit_organisation(
    doer: Doer,
    organisation: Organisation,
    *,
    version: int,
    contacts: Sequence[ContactLine] | None = None,
    **fields: Any,
) -> Organisation:
    """Change an organisation that is still in ``version``; only the fields given change, contacts as a whole.

    Raises Refused, ValidationError by field, and Overtaken when somebody was first.
    """
    access.require(doer, "registry.edit_organisation", organisation)
    given = values.tidied(fields)
    before = {name: getattr(organisation, name) for name in given}
    if any(before[name] != given[name] for name in DECISIVE & set(given)):
        access.require(doer, "registry.reclassify_organisation", organisation)
    changed = _with(organisation, given)
    values.check(changed, list(given))
    values.check_contacts(contacts or ())
    _refuse_twin(changed)
    with transaction.atomic(), _unique(changed):
        transitions.change(organisation, version=version, expected={"merged_into": None}, **given)
        differences = history.difference(before, given)
        if contacts is not None:
            differences |= _put_contacts(organisation, contacts)
        keys.renew(organisation)
        history.write(doer, "registry.edit_organisation", refs.of(organisation), differences)
    return organisation


def _with(organisation: Organisation, given: Mapping[str, Any]) -> Organisation:
    """A copy with the values, so that a refused change leaves what the page shows as it was."""
    copy = Organisation.objects.get(pk=organisation.pk)
    for name, value in given.items():
        setattr(copy, name, value)
    return copy


def _put_contacts(organisation: Organisation, contacts: Sequence[ContactLine]) -> dict[str, list[Any]]:
    before = list(organisation.contacts.values_list("kind", "value"))
    after = list(dict.fromkeys(contacts))
    if before == after:
        return {}
    organisation.contacts.all().delete()
    Contact.objects.bulk_create(Contact(organisation=organisation, kind=kind, value=value) for kind, value in after)
    return {"contacts": [[value for _kind, value in before], [value for _kind, value in after]]}


def _refuse_twin(organisation: Organisation) -> None:
    if not organisation.inn:
        return
    twins = Organisation.objects.filter(inn=organisation.inn, kpp=organisation.kpp, merged_into=None)
    twin = twins.exclude(pk=organisation.pk).first()
    if twin:
        message = _("%(name)s has this INN already. Use it, or give the KPP of the branch.") % {"name": twin.called}
        raise ValidationError({"inn": [message]})


class _unique:  # noqa: N801 - read as a word in a with statement
    """Turns the database's own refusal of a second INN, when two people enter it at once, into the same message."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        """Say what the database refused."""
        if isinstance(error, IntegrityError) and self.organisation.inn:
            message = _("Another organisation with this INN was entered a moment ago.")
            raise ValidationError({"inn": [message]}) from error
