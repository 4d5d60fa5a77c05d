"""What the direction "support of enterprises" tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from promost.registry.rooms import Command, Direction, MenuItem, Offers

GIVES = ("statuses", "zone_resident", "in_pp719", "loan_contract", "leasing_contract", "land_right", "building_right")
"""Fields of an enterprise that accepting a scheme may change; what each gives stands in ``Scheme.gives``."""

ROOM = Direction(
    code="support",
    name=_("Support of enterprises"),
    mount="support/",
    urls="promost.support.urls",
    menu=(
        MenuItem(pgettext_lazy("in the menu", "Support"), "support:navigator", place=45),
        MenuItem(_("What fits"), "support:navigator", place=1, within="support"),
        MenuItem(_("All schemes"), "support:schemes", place=2, within="support"),
        MenuItem(_("Kept at hand"), "support:saved", place=3, within="support"),
        MenuItem(
            _("Applications for support"), "support:applications", "support.list_applications", 4, within="support"
        ),
        MenuItem(_("Who fits, refusals"), "support:officers", "support.see_gap", place=5, within="support"),
    ),
    words="promost.support:words.toml",
    indicators="promost.support:indicators.toml",
    expected_duties="promost.support.applications.owed:expected_duties",
    cards="promost.support.cards:cards",
    offers=Offers("promost.profiles.schema:enterprise_schema", "promost.support.offers:criteria", GIVES),
    checks="promost.support.health:checks",
    router="promost.support.api:router",
    demo="promost.support.demo:load",
    commands=(
        Command(
            "support new",
            gettext_noop("name the subscribers whom published schemes newly fit"),
            "promost.support.navigator.commands:configure",
            "promost.support.navigator.commands:run",
        ),
        Command(
            "support import",
            gettext_noop("make drafts of schemes from a file: the investment map's form, open data, any table"),
            "promost.support.importing.commands:configure",
            "promost.support.importing.commands:run",
        ),
        Command(
            "support applications",
            gettext_noop("record applications made elsewhere from an .xlsx, with their outcomes"),
            "promost.support.elsewhere.commands:configure",
            "promost.support.elsewhere.commands:run",
        ),
    ),
)
