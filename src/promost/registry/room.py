"""What the registry tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from promost.registry.rooms import Command, MenuItem, Room

ROOM = Room(
    code="registry",
    name=_("Registry"),
    mount="registry/",
    urls="promost.registry.urls",
    menu=(MenuItem(_("Organisations"), "registry:organisations", "registry.view_organisation"),),
    commands=(
        Command(
            "registry load-built-in",
            gettext_noop("put the built-in regions, municipalities and classifiers in place"),
            "promost.registry.commands:configure_built_in",
            "promost.registry.commands:run_built_in",
        ),
        Command(
            "registry load-regions",
            gettext_noop("load another list of regions, as .toml or as a table"),
            "promost.registry.commands:configure_regions",
            "promost.registry.commands:run_regions",
        ),
        Command(
            "registry import-classifier",
            gettext_noop("import OKVED2, OKPD2 or OKEI from its official file"),
            "promost.registry.commands:configure_classifier",
            "promost.registry.commands:run_classifier",
        ),
        Command(
            "registry import-municipalities",
            gettext_noop("import municipalities from the file of the OKTMO"),
            "promost.registry.commands:configure_municipalities",
            "promost.registry.commands:run_municipalities",
        ),
    ),
    checks="promost.registry.health:checks",
    demo="promost.registry.demo:load",
)
