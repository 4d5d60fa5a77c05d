"""Finding a plan by what somebody types at the command line."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from promost.plans.models import Plan

KNOWN = 20
"""Plans that are listed to choose from."""


class NotNamed(LookupError):
    """No one plan has this name; ``args[0]`` says so in words, with the plans to choose from."""


def plan_named(text: str) -> Plan:
    """Return a plan, with its agreement, by its lasting id, the agreement's number, or a part of its title.

    Raises NotNamed.
    """
    plans = Plan.objects.select_related("agreement")
    try:
        found = list(plans.filter(uuid=UUID(text)))
    except ValueError:
        found = list(plans.filter(agreement__number=text).order_by("starts_on", "pk"))
        found = found or list(plans.filter(title__icontains=text).order_by("starts_on", "pk"))
    if len(found) == 1:
        return found[0]
    if found:
        said = _("Several plans are called “%(named)s”; give the lasting id of one:\n%(plans)s")
        raise NotNamed(said % {"named": text, "plans": _listed(found[:KNOWN])})
    known = _listed(list(plans.order_by("pk")[:KNOWN]))
    raise NotNamed(_("There is no plan “%(named)s”. Known are:\n%(plans)s") % {"named": text, "plans": known})


def _listed(plans: Sequence[Plan]) -> str:
    return "\n".join(f"  {plan.uuid}  {plan.agreement.number}  {plan.title}" for plan in plans)
