"""Tables of the kit's own tests: models that belong to no room, made for a file of tests and dropped after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any

from django.db import connection
from django.db.models import Model
from django.test.utils import isolate_apps

APP = "promost.kit"


def model(name: str, /, **attributes: Any) -> type[Model]:
    """Return a model of the kit that the application does not know."""
    with isolate_apps(APP):
        meta = type("Meta", (), {"app_label": "kit", "db_table": f"test_{name.lower()}"})
        return type(name, (Model,), {"__module__": __name__, "Meta": meta, **attributes})


@contextmanager
def table(of: type[Model], blocker: Any) -> Iterator[None]:
    """Make a model's table, and drop it at the end; ``blocker`` is pytest-django's, which guards the database."""
    with blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(of)
        try:
            yield
        finally:
            with connection.schema_editor() as editor:
                editor.delete_model(of)
            connection.close()


def at_once(deeds: Sequence[Callable[[Barrier], object]]) -> list[Any]:
    """Do all in threads of their own; return what each gave or raised, in the order of ``deeds``.

    Each gets a barrier for all of them, so that a test can hold everybody between looking and writing.
    """
    barrier = Barrier(len(deeds))
    outcomes: list[Any] = [None] * len(deeds)

    def run(place: int, deed: Callable[[Barrier], object]) -> None:
        try:
            outcomes[place] = deed(barrier)
        except Exception as raised:  # noqa: BLE001 - what came of it is the outcome
            outcomes[place] = raised
        finally:
            connection.close()

    threads = [Thread(target=run, args=numbered) for numbered in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
