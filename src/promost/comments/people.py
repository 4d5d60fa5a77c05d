"""Whom a comment may mention: the people who see the thing, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from promost.accounts.models import Membership, User
from promost.comments.subjects import Subject
from promost.registry.models import Organisation


@dataclass(frozen=True)
class Person:
    """Somebody who sees a thing, with the organisations through which they do."""

    user: User
    offices: tuple[Organisation, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """What may stand after "@" for them: the name, its beginnings by whole words; of two words either one."""
        words = self.user.name.split()
        beginnings = {" ".join(words[:count]) for count in range(1, len(words) + 1)}
        return frozenset(beginnings | {words[-1]} if len(words) == 2 else beginnings)


def called(user: User) -> str:
    """What somebody is called here: by name, never by address."""
    return str(user) if user.erased_at or user.name else _("somebody without a name")


def people_of(subject: Subject) -> tuple[Person, ...]:
    """Return who sees a thing, by office and name, in one query. Who has given no name is not among them: an address
    is nobody else's business.
    """
    rows = Membership.objects.filter(organisation__in=subject.readers, user__is_active=True).exclude(user__name="")
    return tuple(sorted(_gathered(rows.select_related("user", "organisation").order_by("pk")), key=_place))


def by_office(people: Iterable[Person]) -> list[tuple[str, list[Person]]]:
    """Group people by the first of their offices, in the order given."""
    groups: dict[str, list[Person]] = {}
    for person in people:
        groups.setdefault(person.offices[0].called, []).append(person)
    return list(groups.items())


def offices_of(people: Iterable[Person]) -> dict[Organisation, list[Person]]:
    """Return the people of each organisation."""
    found: dict[Organisation, list[Person]] = {}
    for person in people:
        for office in person.offices:
            found.setdefault(office, []).append(person)
    return found


def _gathered(rows: Iterable[Membership]) -> Iterator[Person]:
    users: dict[int, User] = {}
    offices: dict[int, dict[int, Organisation]] = {}
    for row in rows:
        users.setdefault(row.user_id, row.user)
        offices.setdefault(row.user_id, {})[row.organisation_id] = row.organisation
    for key, user in users.items():
        yield Person(user, tuple(offices[key].values()))


def _place(person: Person) -> tuple[str, str, int]:
    return person.offices[0].called.casefold(), person.user.name.casefold(), person.user.pk
