"""How references to the registry's things are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from promost.kit import refs
from promost.kit.refs import Shown
from promost.registry.models import Organisation


def register() -> None:
    """Tell the kit."""
    refs.register("registry.organisation", organisations)


def organisations(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show organisations by their lasting ids, in one query."""
    found = Organisation.objects.filter(uuid__in=list(ids))
    return {str(each.uuid): Shown(each.called) for each in found}
