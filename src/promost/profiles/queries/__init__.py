"""Questions about indicators and observed levels; those about enterprises stand in ``queries.enterprises``."""

from promost.profiles.queries.levels import (
    Subject,
    by_code,
    by_room,
    last_of_others,
    levels,
    newest,
    releases_of,
)

__all__ = ["Subject", "by_code", "by_room", "last_of_others", "levels", "newest", "releases_of"]
