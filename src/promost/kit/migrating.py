"""Migrations in a fifth of the time.

After every operation Django renders anew each model that is related, however remotely, to the one that changed; where
most models know each other that is nearly all of them, hundreds of times. A schema is made of the changed model alone.
Whoever reads or writes rows (RunPython) gets all models rendered anew first: that is what ``is_delayed`` is for.
``tests/kit/test_migrating.py`` compares the database with the one that Django's own way makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState

FINDS = "_find_reload_model"
"""The method of Django's that says which models are rendered anew."""


@contextmanager
def quickly() -> Iterator[None]:
    """Render the changed model alone in migrations that run within the block."""
    whole = getattr(ProjectState, FINDS)
    setattr(ProjectState, FINDS, _itself)
    try:
        yield
    finally:
        setattr(ProjectState, FINDS, whole)


def _itself(state: Any, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
    """Return the changed model, and note that those related to it are out of date."""
    state.is_delayed = True
    return {(app_label, model_name)}
