"""``promost duties check``: open duties against what the rooms say is owed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table
from rich.text import Text

from promost.accounts.actors import OPERATOR
from promost.duties import actions, checking, kinds
from promost.duties.expected import Difference
from promost.duties.queries import origins_of
from promost.kit import formats
from promost.kit.moments import Moment
from promost.kit.refs import Ref
from promost.registry.models import Organisation

SAME, DIFFERENT = 0, 1
"""Exit codes: duties are those that are owed, or are now; they are not, and nothing was changed."""

Row = tuple[str, str, int, Ref, str]
"""What is wrong, the kind, the organisation's key, the origin, the day or days."""


def configure_check(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--mend", action="store_true", help=_("open what is missing and drop what is not owed"))


def run_check(arguments: argparse.Namespace) -> int:
    """Compare, tell, and mend if asked."""
    console = Console()
    mends: bool = arguments.mend
    found = actions.mend(OPERATOR) if mends else checking.difference(Moment.now(OPERATOR.zone))
    for kind, count in checking.unclaimed().items():
        said = _("Nobody answers for the duties of the kind %(kind)s, open: %(count)s. They were left alone.")
        console.print(said % {"kind": kind, "count": count}, markup=False)
    if not found:
        console.print(_("Every open duty is owed, and what is owed is open."), markup=False)
        return SAME
    console.print(_table(found))
    words = (
        _("Mended: %(count)s.") if mends else _("Duties that differ: %(count)s. Mend them: promost duties check --mend")
    )
    console.print(words % {"count": len(found)}, markup=False)
    return SAME if mends else DIFFERENT


def _table(found: Difference) -> Table:
    rows = list(_rows(found))
    bodies = Organisation.objects.in_bulk({key for _what, _kind, key, _origin, _day in rows})
    origins = origins_of({origin for _what, _kind, _key, origin, _day in rows})
    table = Table(box=None, pad_edge=False)
    for heading in (_("Difference"), _("What is to be done"), _("Who owes it"), _("What it comes from"), _("By when")):
        table.add_column(heading, overflow="fold")
    for what, kind, key, origin, day in rows:
        shown = origins[origin].label if origin in origins else str(origin)
        cells = (what, str(kinds.label(kind)), bodies[key].called if key in bodies else str(key), shown, day)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _rows(found: Difference) -> Iterator[Row]:
    for wanted in found.missing:
        yield _("missing"), wanted.kind, wanted.organisation_id, wanted.origin, formats.day(wanted.due_on)
    for duty, wanted in found.moved:
        days = f"{formats.day(duty.due_on)} → {formats.day(wanted.due_on)}"
        yield _("changed"), duty.kind, duty.organisation_id, duty.origin, days
    for duty in found.needless:
        yield _("not owed"), duty.kind, duty.organisation_id, duty.origin, formats.day(duty.due_on)
