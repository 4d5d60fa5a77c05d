"""Persons who were erased, as the kit's list of erasures asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from promost.accounts.actions.people import blank
from promost.accounts.actors import OPERATOR
from promost.accounts.models import User
from promost.kit import erasures, history, refs
from promost.kit.erasures import Erasure

KIND = "accounts.user"


def register() -> None:
    """Tell the kit."""
    erasures.register(KIND, User._meta.db_table, erased, again)


def erased() -> Iterator[Erasure]:
    """List the erased persons by their lasting ids."""
    rows = User.objects.exclude(erased_at=None).order_by("pk").values_list("uuid", "erased_at")
    for uuid, at in rows:
        yield Erasure(KIND, str(uuid), at.isoformat() if at else "")


def again(wanted: list[Erasure]) -> int:
    """Blank those who came back with a backup, and say so in their history; return how many."""
    back = list(User.objects.filter(uuid__in=[each.uuid for each in wanted], erased_at=None).order_by("pk"))
    for user in back:
        blank(user)
        history.write(OPERATOR, "accounts.erase_user", refs.of(user))
    return len(back)
