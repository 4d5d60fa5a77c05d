"""The house stands: no room leans on one above it, by an import or by a foreign key."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
FLOORS = [[room.strip(" ()") for room in floor.split("|")] for floor in reversed(CONTRACT["layers"])]
LEVELS = {room: level for level, floor in enumerate(FLOORS) for room in floor}
DIRECTION = LEVELS["support"]
ROOMS = [path.parent.name for path in (ROOT / "src" / "promost").glob("*/__init__.py")]


def level(room: str) -> int:
    """Return a room's floor; a room that the contract does not name is a direction."""
    return LEVELS.get(room, DIRECTION)


def room_of(model: type[models.Model]) -> str:
    """Return the room of a model, or nothing for a library's."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "promost" else ""


def leans_up(room: str, other: str, *, to_user: bool = False) -> bool:
    """Tell whether a relation from one room to another breaks the order of floors."""
    if not other or room == other or (room == "kit" and to_user):
        return False
    return level(other) >= level(room)


def relations() -> Iterator[tuple[models.Field[object, object], type[models.Model]]]:
    """Yield every forward relation of our models and the model it points to."""
    for model in apps.get_models(include_auto_created=True):
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if room_of(model) and isinstance(field.related_model, type):
                yield field, field.related_model


def test_no_model_points_to_a_room_above_its_own() -> None:
    user = apps.get_model(settings.AUTH_USER_MODEL)
    wrong = [
        f"{field} points to {other._meta.label}"
        for field, other in relations()
        if leans_up(room_of(field.model), room_of(other), to_user=other is user)
    ]
    assert not wrong


def test_relations_are_looked_at() -> None:
    assert {room_of(other) for _, other in relations()} >= {"registry", "accounts"}


@pytest.mark.parametrize(
    ("room", "other", "wrong"),
    [
        ("plans", "registry", False),
        ("registry", "plans", True),
        ("support", "training", True),
        ("technology", "support", False),
        ("plans", "plans", False),
        ("kit", "accounts", True),
        ("a new direction", "plans", False),
        ("a new direction", "support", True),
        ("plans", "a new direction", True),
        ("plans", "", False),
    ],
)
def test_what_leans_up(room: str, other: str, wrong: bool) -> None:
    assert leans_up(room, other) is wrong


def test_only_the_user_model_may_be_pointed_to_from_the_kit() -> None:
    assert not leans_up("kit", "accounts", to_user=True)
    assert leans_up("registry", "accounts", to_user=True)


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in LEVELS] or ["none"])
def test_a_room_that_the_contract_does_not_name_keeps_to_the_floor_of_directions(room: str) -> None:
    graph = grimp.build_graph("promost")
    inside = [name for name in graph.modules if name.startswith(f"promost.{room}.")]
    imported = {name.split(".")[1] for each in inside for name in graph.find_modules_directly_imported_by(each)}
    assert not [other for other in imported if leans_up(room, other)]


def test_reading_starts_without_django() -> None:
    code = "import promost.plans.reading, sys; sys.exit('django' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0
