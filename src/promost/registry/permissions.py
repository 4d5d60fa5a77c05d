"""Who may do what with organisations and reference data.

Rules are asked for an actor of the accounts, a room above; what they need of it is said by ``Acting``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.db.models import QuerySet

from promost.registry.models import Organisation, OrganisationKind

PUBLIC_BODIES = frozenset({OrganisationKind.AUTHORITY, OrganisationKind.SUBORDINATE, OrganisationKind.INSTITUTION})
"""Bodies of a region that keep the entries of its organisations in order."""
EDITOR = "editor"


class Acting(Protocol):
    """What a rule needs to know of whoever acts."""

    @property
    def user(self) -> Any:
        """The user, None for the installation's operator."""

    @property
    def organisation(self) -> Organisation | None:
        """The organisation acted for."""

    @property
    def is_operator(self) -> bool:
        """Whether it is the installation itself."""

    def can(self, role: Any) -> bool:
        """Whether the actor has the role in the organisation acted for."""


Rule = Callable[[Any, Any], bool]


def view_organisation(actor: Acting, _organisation: object = None) -> bool:
    """Everybody who is signed in."""
    return actor.is_operator or bool(actor.user.is_authenticated)


def add_organisation(actor: Acting, _thing: object = None) -> bool:
    """The administrator, and every editor: an entry carries no rights, and a plan names bodies of all kinds."""
    return runs_the_installation(actor) or _edits(actor)


def edit_organisation(actor: Acting, organisation: Organisation | None) -> bool:
    """The administrator, the organisation's own editors, and those of a public body for organisations of its region."""
    if organisation is None or runs_the_installation(actor):
        return organisation is not None
    own = actor.organisation
    if own is None or not _edits(actor):
        return False
    return own.pk == organisation.pk or _keeps(own, organisation)


def reclassify_organisation(actor: Acting, _organisation: Organisation | None = None) -> bool:
    """The administrator alone: rights follow from an organisation's kind and region, lateness from its time zone."""
    return runs_the_installation(actor)


def spell_everywhere(actor: Acting, organisation: Organisation | None) -> bool:
    """The administrator and public bodies, for what they may edit: a spelling decides who is meant in every plan."""
    if runs_the_installation(actor):
        return True
    body = actor.organisation
    return body is not None and body.kind in PUBLIC_BODIES and edit_organisation(actor, organisation)


def remember_spelling(actor: Acting, _organisation: Organisation | None) -> bool:
    """Whoever may add organisations: it holds within one agreement, and its import asked who may work on it."""
    return add_organisation(actor)


def merge_organisations(actor: Acting, _organisation: Organisation | None = None) -> bool:
    """The administrator alone: members, seats and rights of one organisation become those of the other."""
    return runs_the_installation(actor)


def edit_reference_data(actor: Acting, _thing: object = None) -> bool:
    """The administrator."""
    return runs_the_installation(actor)


def runs_the_installation(actor: Acting) -> bool:
    """Tell whether the actor is the installation's operator or its administrator."""
    return actor.is_operator or bool(actor.user.is_authenticated and actor.user.is_administrator)


def organisations_visible_to(user: Any) -> QuerySet[Organisation]:
    """Return the organisations that a user sees: all that stand, for everybody signed in."""
    allowed = user.is_authenticated and user.is_active
    return Organisation.objects.all() if allowed else Organisation.objects.none()


def _edits(actor: Acting) -> bool:
    return actor.organisation is not None and actor.can(EDITOR)


def _keeps(body: Organisation, organisation: Organisation) -> bool:
    """A public body keeps the entries of its region, but not those of the region's other public bodies."""
    if body.kind not in PUBLIC_BODIES or body.region_id is None or organisation.kind in PUBLIC_BODIES:
        return False
    return body.region_id == organisation.region_id


RULES: Mapping[str, Rule] = {
    "registry.view_organisation": view_organisation,
    "registry.add_organisation": add_organisation,
    "registry.edit_organisation": edit_organisation,
    "registry.reclassify_organisation": reclassify_organisation,
    "registry.remember_spelling": remember_spelling,
    "registry.spell_everywhere": spell_everywhere,
    "registry.merge_organisations": merge_organisations,
    "registry.edit_reference_data": edit_reference_data,
    # What Django's admin asks; only reference data is shown there.
    **{
        f"registry.{verb}_{model}": edit_reference_data
        for verb in ("view", "add", "change", "delete")
        for model in ("region", "regionspelling", "municipality", "classifier", "classifiercode")
    },
}

VISIBLE: Mapping[str, Callable[[Any], QuerySet[Any]]] = {"registry.view_organisation": organisations_visible_to}
"""What a list shows to whom, by the permission that opens one of its things: both give the same answer."""
