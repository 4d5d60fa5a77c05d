"""``promost setup``: the command."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from django.conf import settings

from promost.accounts.models import User
from promost.conf.environment import Misconfigured
from promost.conf.setup.carrying_out import Done, carry_out
from promost.conf.setup.interview import interview
from promost.conf.setup.questions import Answerer, Spoken, Written, flat, remembered, somebody_is_there
from promost.conf.terminal import say
from promost.conf.upgrade import upgrade
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _

ALREADY = _(
    "This installation is set up: its data are in %(home)s. Start the site with promost serve; people, organisations "
    "and agreements are added on its pages."
)
OPENING = _(
    "A few questions, then everything is made at once. Stop with Ctrl+C whenever you like: what you have answered is "
    "proposed again next time, and nothing is made before the last answer."
)
NO_MAIL = _("No mail server is set up: the letters lie in %(folder)s.")
NEXT = _("Next: promost serve, then sign in as %(email)s and load the plan document.")
EPILOG = _("""a file of answers, for a set-up that asks nobody:

  language = "en"
  [administrator]                    # the password may also stand in PROMOST_ADMIN_PASSWORD
  email = "admin@example.org"
  name = "Anna Petrova"
  [organisation]
  name = "Department of Industry"
  kind = "authority"
  region = "RU-MOW"                  # inn = "…" if at hand
  [agreement]                        # may be left out, and added on the page
  number = "12-34"
  date = 2025-03-14
  title = "On industrial cooperation"
  side = "donor"
  party = "Moscow"
  [[agreement.others]]
  side = "recipient"
  party = "Magadan Oblast"
  organisation = { name = "Ministry of Industry", kind = "authority", region = "RU-MAG" }
  invite = "head@example.org"
""")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = text(EPILOG)
    parser.add_argument("--answers", type=Path, metavar="FILE.toml", help=text(_("take the answers from a file")))
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help=text(_("give one answer; may be repeated"))
    )


def run(arguments: argparse.Namespace) -> int:
    """Bring the database up to date, ask, do, and say what comes next."""
    for line in upgrade():
        say(line)
    if User.objects.filter(is_administrator=True, is_active=True).exists():
        say(fill(ALREADY, home=settings.HOME))
        return 0
    draft = settings.HOME / "setup.draft.json"
    done = carry_out(interview(_answerer(arguments, draft)))
    draft.unlink(missing_ok=True)
    for line in closing(done):
        say(line)
    return 0


def _answerer(arguments: argparse.Namespace, draft: Path) -> Answerer:
    given = flat(arguments.answers) if arguments.answers else {}
    given |= dict(_pair(each) for each in arguments.set)
    if os.environ.get("PROMOST_ADMIN_PASSWORD"):
        given["administrator.password"] = os.environ["PROMOST_ADMIN_PASSWORD"]
    if arguments.answers or not somebody_is_there():
        return Written(given)
    say(text(OPENING))
    say()
    return Spoken(draft, remembered(draft) | given)


def _pair(said: str) -> tuple[str, str]:
    key, equals, value = said.partition("=")
    if not equals:
        raise Misconfigured(fill(_("--set %(said)s lacks its value: write --set KEY=VALUE"), said=said))
    return key.strip(), value.strip()


def closing(done: Done) -> list[str]:
    """Return what was made and what to do next."""
    lines = ["", fill(_("Ready. The data are in %(home)s: back that folder up."), home=settings.HOME)]
    lines += [fill(_("Agreement No. %(number)s is there."), number=done.agreement.number)] if done.agreement else []
    for letter in done.letters:
        said = _("Not invited: %(email)s. %(failure)s") if letter.failure else _("Invited: %(email)s")
        lines.append(fill(said, email=letter.email, failure=letter.failure))
    if done.letters and "filebased" in settings.EMAIL_BACKEND:
        lines.append(fill(NO_MAIL, folder=settings.EMAIL_FILE_PATH))
    return [*lines, "", fill(NEXT, email=done.administrator.email)]
