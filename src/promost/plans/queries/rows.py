"""The measures of editions as pages show them, in three queries for any number of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from promost.kit import clock
from promost.kit.moments import Moment
from promost.kit.text import fold
from promost.plans.models import MeasureEdition, Owner
from promost.plans.models.agreements import in_english
from promost.plans.queries.promised import Promised, TargetView, promised
from promost.plans.terms import Standing, TermState, stand
from promost.registry.models.organisations import FEDERAL_ZONE

zone_of = lru_cache(maxsize=None)(ZoneInfo)


@dataclass(frozen=True, slots=True)
class OwnerView:
    """An owner as shown: the party's name and side, what the body is called, the person, and its consent."""

    side: str
    party: str
    organisation_id: int
    name: str
    person: str
    by_agreement: bool


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure on the plan page. ``zone`` is the lead owner's; ``standing`` is counted there."""

    key: int
    uuid: str
    number: str
    title: str
    section: str
    direction: str
    kind: str
    starts_on: date | None
    ends_on: date | None
    due_dates: tuple[date, ...]
    deadline_text: str
    lead: str
    zone: ZoneInfo
    standing: Standing
    owners: tuple[OwnerView, ...]
    targets: tuple[TargetView, ...]
    by_hand: bool
    """Changed by hand after its edition was made: the edition has it as it stands now."""

    @property
    def by_party(self) -> dict[str, list[OwnerView]]:
        """The owners by their party's name."""
        found: dict[str, list[OwnerView]] = {}
        for owner in self.owners:
            found.setdefault(owner.party, []).append(owner)
        return found


def rows_of_editions(
    editions: Sequence[int], at: Moment | None = None, *, briefly: bool = False
) -> dict[int, tuple[MeasureRow, ...]]:
    """Return {edition's key: its measures in order} as they stand at a moment (now, if none is given).

    Three queries for any number of rows; ``briefly`` leaves owners and targets out and asks one.
    """
    return edition_rows(editions, at, {} if briefly else promised(editions), {} if briefly else _owners(editions))


def edition_rows(
    editions: Sequence[int],
    at: Moment | None,
    targets: Promised,
    owners: Mapping[int, Sequence[OwnerView]] | None = None,
) -> dict[int, tuple[MeasureRow, ...]]:
    """Return the same with targets that were read before, so that who needs those of the whole plan too asks once."""
    at = at or Moment.now(zone_of(FEDERAL_ZONE))
    moment = instant(at)
    owners = _owners(editions) if owners is None else owners
    found: dict[int, list[MeasureRow]] = defaultdict(list)
    rows = MeasureEdition.objects.filter(edition__in=editions).order_by("edition", "position").values(*_FIELDS)
    for row in rows:
        if row["edition__made_at"] <= at.known_at < row["measure__created_at"]:
            continue  # added by hand to an edition that was there already
        mine = targets.get((row["edition_id"], row["measure_id"]), ())
        found[row["edition_id"]].append(_row(row, owners.get(row["pk"], ()), mine, moment))
    return {edition: tuple(several) for edition, several in found.items()}


def instant(at: Moment) -> datetime:
    """Return the instant by which calendars are read: the end of a past day is a midnight, yet still that day."""
    return at.known_at - timedelta(microseconds=1) if at.known_at < clock.now() else at.known_at


_FIELDS = (
    "pk", "edition_id", "edition__made_at", "measure_id", "measure__uuid", "measure__direction",
    "measure__created_at", "version", "number", "title", "section__title",
    "deadline_kind", "starts_on", "ends_on", "due_dates", "deadline_text", "lead__name", "lead__short_name",
    "lead__name_en",
    "lead__zone_name", "lead__region__zone",
)  # fmt: skip


def _row(
    row: Mapping[str, Any], owners: Sequence[OwnerView], targets: Sequence[TargetView], at: datetime
) -> MeasureRow:
    zone = zone_of(row["lead__zone_name"] or row["lead__region__zone"] or FEDERAL_ZONE)
    due_dates = tuple(date.fromisoformat(day) for day in row["due_dates"])
    return MeasureRow(
        key=row["measure_id"],
        uuid=str(row["measure__uuid"]),
        number=row["number"],
        title=row["title"],
        section=row["section__title"] or "",
        direction=row["measure__direction"],
        kind=row["deadline_kind"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        due_dates=due_dates,
        deadline_text=row["deadline_text"],
        lead=in_english(row["lead__name_en"] or "") or row["lead__short_name"] or row["lead__name"] or "",
        zone=zone,
        standing=stand(row["deadline_kind"], row["starts_on"], row["ends_on"], due_dates, zone, at),
        owners=tuple(owners),
        targets=tuple(targets),
        by_hand=row["version"] > 0,
    )


def _owners(editions: Sequence[int]) -> Mapping[int, list[OwnerView]]:
    found: dict[int, list[OwnerView]] = defaultdict(list)
    english = bool(in_english("name"))
    rows = Owner.objects.filter(measure_edition__edition__in=editions).order_by("position")
    for owner in rows.values_list(
        "measure_edition_id", "party__side", "party__name", "party__name_en", "organisation_id",
        "organisation__short_name", "organisation__name", "organisation__name_en", "person", "by_agreement",
    ):  # fmt: skip
        key, side, party, party_en, organisation, short, name, name_en, person, by_agreement = owner
        shown = (english and name_en) or short or name
        called = (english and party_en) or party
        found[key].append(OwnerView(side, called, organisation, shown, person, by_agreement))
    return found


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader asked to see; an empty field asks nothing. ``owner`` is an organisation's key."""

    words: str = ""
    direction: str = ""
    state: str = ""
    side: str = ""
    owner: int | None = None

    def keeps(self, row: MeasureRow) -> bool:
        """Tell whether a row is asked for."""
        return (
            self.direction in {"", row.direction}
            and self.state in {"", row.standing.state}
            and (not self.side or any(owner.side == self.side for owner in row.owners))
            and (self.owner is None or any(owner.organisation_id == self.owner for owner in row.owners))
            and (not self.words or all(word in _text(row) for word in fold(self.words).split()))
        )


def _text(row: MeasureRow) -> str:
    owners = " ".join(f"{owner.name} {owner.person}" for owner in row.owners)
    return fold(f"{row.number} {row.title} {row.deadline_text} {owners}")


def attention(rows: Sequence[MeasureRow], limit: int = 6) -> tuple[MeasureRow, ...]:
    """Return what needs attention: without a deadline first, then over, then near, each by its day."""
    order = {TermState.WITHOUT: 0, TermState.OVER: 1, TermState.SOON: 2}
    asked = [row for row in rows if row.standing.state in order]
    asked.sort(key=lambda row: (order[row.standing.state], row.standing.next_day or date.min, row.number))
    return tuple(asked[:limit])
