"""Who answers for a completion document: the other side of the measure. Plain values in, parties out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from promost.plans.models import Party, SideChoice
from promost.plans.seats import known_seats_of

OPPOSITE: Mapping[str, Collection[str]] = {
    SideChoice.DONOR: (SideChoice.RECIPIENT,),
    SideChoice.RECIPIENT: (SideChoice.DONOR, SideChoice.BUYER),
    SideChoice.BUYER: (SideChoice.RECIPIENT,),
    SideChoice.OTHER: (SideChoice.RECIPIENT,),
}
"""A working side → the one that works with it."""


@dataclass(frozen=True, slots=True)
class Owned:
    """An owner of a measure in the edition in force: the keys of its party and of the organisation, in order."""

    party: int
    organisation: int


@dataclass(frozen=True, slots=True)
class Sides:
    """The submitter's own parties, and those of which any one answers."""

    own: tuple[Party, ...]
    counterparts: tuple[Party, ...]

    def party_of(self, organisation: int | None) -> Party | None:
        """Return the party for which an organisation answers; None for one that does not, and for one's own side."""
        if organisation is None or any(organisation in seats_of(party) for party in self.own):
            return None
        return next((party for party in self.counterparts if organisation in seats_of(party)), None)


def sides(parties: Sequence[Party], owners: Sequence[Owned], submitter: int | None) -> Sides:
    """Return who handed in and who answers. ``parties`` have their seats read, ``submitter`` is an organisation's key.

    Another party that owns the measure answers; where none does the other working party; else the curator. What the
    installation took over was the leading owner's.
    """
    own = _own(parties, owners, submitter)
    keys = {party.pk for party in own}
    others = [party for party in parties if party.pk not in keys]
    owning = {each.party for each in owners}
    facing = {side for party in own for side in OPPOSITE.get(party.side, ())}
    found = (
        [party for party in others if party.pk in owning]
        or [party for party in others if party.side in facing]
        or [party for party in others if party.side == SideChoice.CURATOR]
        or others
    )
    return Sides(tuple(own), tuple(found))


def seats_of(party: Party) -> Collection[int]:
    """Return the keys of the organisations that sit for a party; no query where they were read with it."""
    known = known_seats_of(party)
    if known is not None:
        return [seat.organisation for seat in known]
    return [seat.organisation_id for seat in party.seats.all()]


def _own(parties: Sequence[Party], owners: Sequence[Owned], submitter: int | None) -> list[Party]:
    if submitter is None:
        keys = {each.party for each in owners[:1]}
    else:
        keys = {party.pk for party in parties if submitter in seats_of(party)}
        keys |= {each.party for each in owners if each.organisation == submitter}
    return [party for party in parties if party.pk in keys]
