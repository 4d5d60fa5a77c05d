"""Levels of a table added one by one; what cannot be added is kept with its reason, so that it can be mended."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.profiles.actions import observe
from promost.profiles.importing import table
from promost.profiles.importing.table import Line, Unclear
from promost.profiles.models import Indicator, Observation
from promost.profiles.queries import by_code
from promost.registry.models import Organisation, Region
from promost.registry.queries.regions import region_in

NAMESPACE = UUID("6a4f3f0e-5d0b-4b0e-9d0c-1f7f1f5f9a10")
"""Of the tokens of lines: the same line again is the same level, whatever the file is called."""


@dataclass(slots=True)
class Outcome:
    """What came of a table: how many levels were added, were there already, and the lines refused with reasons."""

    added: int = 0
    known: int = 0
    refused: list[tuple[Line, str]] = field(default_factory=list)
    head: Sequence[str] = ()

    def write_refused(self, path: Path) -> None:
        """Write the refused lines as they stood, each with its reason, to be mended and loaded again."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([*self.head, _("reason")])
            writer.writerows([*line.cells, reason] for line, reason in self.refused)


def load(actor: Actor, path: Path) -> Outcome:
    """Add the levels of a table; a line that is wrong is kept with its reason and the others are added.

    The same line a second time changes nothing. Whatever stands in a column "checked" says that the number was checked.
    Raises BadFile, OSError, and Refused where the actor may not.
    """
    head, lines = table.read(path)
    outcome = Outcome(head=head)
    known = by_code()
    names = {name.casefold(): each for each in known.values() for name in (each.code, each.name_ru, each.name_en)}
    for line in lines:
        try:
            _add(actor, line, names, outcome)
        except Unclear as unclear:
            outcome.refused.append((line, str(unclear)))
        except ValidationError as refused:
            outcome.refused.append((line, " ".join(refused.messages)))
    return outcome


def _add(actor: Actor, line: Line, names: Mapping[str, Indicator], outcome: Outcome) -> None:
    given = _given(line, names)
    token = uuid5(NAMESPACE, "\n".join(f"{name}={value}" for name, value in sorted(line.known.items())))
    if Observation.objects.filter(token=token).exists():
        outcome.known += 1
        return
    observe(actor, token=token, **given)
    outcome.added += 1


def _given(line: Line, names: Mapping[str, Indicator]) -> dict[str, Any]:
    cells = line.known
    indicator = names.get(cells["indicator"].casefold())
    if indicator is None:
        raise Unclear(_("There is no indicator “%(text)s”; give its code or its name.") % {"text": cells["indicator"]})
    return {
        "indicator": indicator,
        **_subject(cells["subject"]),
        "starts_on": table.day(cells["starts_on"]),
        "ends_on": table.day(cells["ends_on"]),
        "value": table.number(cells["value"]),
        "okei": cells.get("okei", ""),
        "breakdown": cells.get("breakdown", ""),
        "source": cells["source"][:300],
        "release": cells.get("release", "")[:200],
        "released_on": table.day(cells["released_on"]),
        "is_checked": bool(cells.get("checked")),
    }


def _subject(text: str) -> dict[str, Region | Organisation]:
    if text.isdigit():
        found = list(Organisation.objects.filter(inn=text, merged_into=None).select_related("region")[:2])
        if len(found) == 1:
            return {"organisation": found[0]}
        if found:
            raise Unclear(_("Several organisations have the INN %(inn)s; enter their levels by hand.") % {"inn": text})
        raise Unclear(_("There is no organisation with the INN %(inn)s; add it first.") % {"inn": text})
    region = Region.objects.filter(code=text).first() or region_in(text)
    if region is None:
        raise Unclear(_("“%(text)s” is neither a region nor an INN.") % {"text": text})
    return {"region": region}
