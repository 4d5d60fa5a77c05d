"""``promost support new``: which subscribers have schemes that newly fit them, for whoever writes to them."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _

from promost.kit import clock
from promost.support.models import Subscription
from promost.support.navigator.subscriptions import newly_fitting


def configure(parser: argparse.ArgumentParser) -> None:
    """The argument of ``promost support new``."""
    parser.add_argument("--inn", metavar="INN", default="", help=_("of this enterprise alone"))


def run(arguments: argparse.Namespace) -> int:
    """Name each subscriber with its new schemes; nothing is changed, and nobody is told."""
    rows = Subscription.objects.select_related("organisation__region").order_by("organisation__name", "pk")
    for each in rows.filter(organisation__inn=arguments.inn) if arguments.inn else rows:
        new = newly_fitting(each, clock.today(each.organisation.zone))
        print(f"{each.organisation}: {len(new)}")
        for scheme in new:
            print(f"  {scheme}")
    return 0
