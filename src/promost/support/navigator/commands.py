"""``promost support new``: which subscribers have schemes that newly fit them, for whoever writes to them.

Exit codes: 0 they are named, or there are none; 2 the INN is none, or its enterprise has not subscribed.
"""

from __future__ import annotations

import argparse
import sys

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.kit import clock
from promost.registry import validators
from promost.support.models import Subscription
from promost.support.navigator.subscriptions import newly_fitting


def configure(parser: argparse.ArgumentParser) -> None:
    """The argument of ``promost support new``."""
    parser.add_argument("--inn", metavar="INN", default="", help=_("of this enterprise alone"))


def run(arguments: argparse.Namespace) -> int:
    """Name each subscriber with its new schemes; nothing is changed, and nobody is told."""
    rows = Subscription.objects.select_related("organisation__region").order_by("organisation__name", "pk")
    found = list(rows.filter(organisation__inn=arguments.inn) if arguments.inn else rows)
    if not found:
        return _nobody(arguments.inn)
    for each in found:
        new = newly_fitting(each, clock.today(each.organisation.zone))
        print(f"{each.organisation}: {len(new)}")
        for scheme in new:
            print(f"  {scheme}")
    return 0


def _nobody(inn: str) -> int:
    if not inn:
        print(_("Nobody has subscribed yet."))
        return 0
    try:
        validators.inn(inn)
        reason = _("No enterprise of INN %(inn)s has subscribed.") % {"inn": inn}
    except ValidationError as error:
        reason = " ".join(error.messages)
    print(reason, file=sys.stderr)
    return 2
