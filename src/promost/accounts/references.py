"""How references to people are shown: by the name they have today, an erased one by none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from promost.accounts.models import User
from promost.kit import refs
from promost.kit.refs import Shown


def register() -> None:
    """Tell the kit."""
    refs.register("accounts.user", users)


def users(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show users by their lasting ids, in one query."""
    return {str(each.uuid): Shown(str(each)) for each in User.objects.filter(uuid__in=list(ids))}
