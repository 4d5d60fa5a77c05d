"""Places, seats, quotas, megawatts, budgets: what there is only so much of. Never count and then insert.

    name = Name(refs.of(scheme), "budget:2026")
    capacity.open_(name, Decimal("12000000"), whole=False)
    (holding,) = capacity.take([(name, Decimal("3200000"))], by=refs.of(application), key=token)

A conditional UPDATE under a check constraint takes, exactly on SQLite and PostgreSQL; each taker has a Holding.
"""

from promost.kit.capacity.keeping import change, confirm, release
from promost.kit.capacity.models import Holding, Resource, State
from promost.kit.capacity.names import Name
from promost.kit.capacity.opening import open_, resize
from promost.kit.capacity.queries import Occupancy, free, holdings_in, holdings_of, live, occupancy, of
from promost.kit.capacity.refusals import Full, KeyUsed, Lack, NotOpened, Over, TooSmall
from promost.kit.capacity.taking import exchange, take

__all__ = [
    "Full", "Holding", "KeyUsed", "Lack", "Name", "NotOpened", "Occupancy", "Over", "Resource", "State", "TooSmall",
    "change", "confirm", "exchange", "free", "holdings_in", "holdings_of", "live", "occupancy", "of", "open_",
    "release", "resize", "take",
]  # fmt: skip
