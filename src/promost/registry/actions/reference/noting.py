"""What every load of reference data leaves in the history."""

from __future__ import annotations

from promost.kit import history
from promost.kit.history import Doer
from promost.kit.refs import Ref
from promost.registry.actions.upserting import Loaded

PERMISSION = "registry.edit_reference_data"


def note(doer: Doer, verb: str, listed: str, loaded: Loaded, source: str) -> None:
    """Write that a list was loaded from a source, with the counts of what changed."""
    counts = {"added": loaded.added, "changed": loaded.changed, "removed": loaded.removed}
    changes = {name: [None, count] for name, count in counts.items() if count}
    history.write(doer, verb, Ref("registry.list", listed), changes, source)
