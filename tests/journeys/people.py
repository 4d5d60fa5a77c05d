"""The people of a quarter before their screens: each has a session of their own and does by hand what their seat may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docx
from django.urls import reverse

from promost.accounts.models import Role
from promost.plans.models import Party, Plan
from tests.accounts.people import PASSWORD, member
from tests.conftest import OpenBrowser
from tests.harness.browser import Visitor
from tests.plans.world import World

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SEND = "main form button.btn:not(.ghost)[type=submit]"


def pdf(name: str) -> Any:
    """Return a file as a browser is given it."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF + f"% {name}\n".encode()}


class People:
    """Who sits where, and the screens that are open."""

    def __init__(self, world: World, browser_page: OpenBrowser) -> None:
        self.world, self.open_browser = world, browser_page
        lead = {party.side: party.seats.get(is_lead=True).organisation for party in world.agreement.parties.all()}
        self.users: Mapping[str, Any] = {
            "recipient": world.recipient.user,
            "donor": world.donor.user,
            "curator": world.curator.user,
            "signatory of recipient": world.colleague.user,
            "signatory of donor": member("signs-donor", lead["donor"], Role.SIGNATORY).user,
            "signatory of curator": member("signs-curator", lead["curator"], Role.SIGNATORY).user,
        }
        self.screens: dict[str, Visitor] = {}

    def of(self, who: str) -> Visitor:
        """Return the screen of a person."""
        if who not in self.screens:
            self.screens[who] = self.open_browser(width=1360, language="ru", user=self.users[who])
        return self.screens[who]

    def leave(self) -> None:
        """Everybody goes home: whoever comes again is asked for the password again."""
        for screen in self.screens.values():
            screen.verify()
        self.screens.clear()

    def party(self, side: str) -> Party:
        """Return a party of the agreement."""
        return self.world.agreement.parties.get(side=side)

    def at(self, who: str, name: str, *keys: Any, query: str = "") -> Visitor:
        """Have a person open a page."""
        screen = self.of(who)
        screen.page.goto(screen.base + reverse(name, args=keys) + query)
        return screen

    def look(self, who: str, name: str) -> str:
        """Look for barriers on a person's screen, keep its picture; return what it says."""
        screen = self.of(who)
        screen.check()
        screen.shot(f"quarter-{name}")
        return " ".join(screen.page.inner_text("main").split())

    def press(self, who: str, button: str) -> None:
        """Press a button and wait for what it brings."""
        page = self.of(who).page
        with page.expect_navigation():
            page.click(button)

    def prove(self, who: str) -> None:
        """Give the password, which must have been asked for."""
        page = self.of(who).page
        assert urlsplit(page.url).path == reverse("account_reauthenticate"), f"{who} was not asked for the password"
        page.fill("input[name=password]", PASSWORD)
        self.press(who, "main form button.btn")

    def send(self, who: str, fields: Mapping[str, str], files: Mapping[str, Sequence[str]] | None = None) -> None:
        """Fill in the form on a person's screen and send it."""
        page = self.of(who).page
        for name, value in fields.items():
            page.fill(f"main form [name={name}]", value)
        for name, given in (files or {}).items():
            page.set_input_files(f"main form [name={name}]", [pdf(each) for each in given])
        self.press(who, SEND)


def report(people: People, plan: Plan) -> tuple[list[str], list[str]]:
    """Download the report; return its paragraphs and the row of the target that was promised."""
    page = people.at("recipient", "reports:report", plan.uuid, query="?quarter=2025-Q3").page
    with page.expect_download() as coming:
        page.click("a[href*='/report/docx/']")
    document = docx.Document(BytesIO(Path(coming.value.path()).read_bytes()))
    rows = ([cell.text for cell in row.cells] for table in document.tables for row in table.rows)
    promised = next(row for row in rows if row[0].startswith("человек"))
    return [each.text for each in document.paragraphs], promised
