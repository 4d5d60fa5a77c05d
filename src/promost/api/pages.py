"""The description of the API as its page shows it: operations by room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from promost.api.description import operations
from promost.registry.rooms import rooms


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation."""

    name: str
    place: str
    needed: bool
    about: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation: how it is called, what it does, its parameters."""

    method: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]


def operations_by_room(schema: dict[str, Any]) -> list[tuple[str, list[OperationView]]]:
    """Return (room's name, its operations in the order of their paths) for every room that has a part."""
    names = {str(room.code): str(room.name) for room in rooms()}
    found: dict[str, list[OperationView]] = {}
    for method, path, operation in operations(schema):
        room = names[operation["tags"][0]]
        found.setdefault(room, []).append(_view(method, path, operation, schema["components"]["schemas"]))
    return list(found.items())


def _view(method: str, path: str, operation: Mapping[str, Any], shapes: Mapping[str, Any]) -> OperationView:
    parameters = tuple(
        Parameter(each["name"], each["in"], each.get("required", False), str(each["schema"].get("description", "")))
        for each in operation["parameters"]
    )
    return OperationView(method.upper(), path, str(operation["summary"]), parameters, _body(operation, shapes))


def _body(operation: Mapping[str, Any], shapes: Mapping[str, Any]) -> tuple[Parameter, ...]:
    """The fields of the body; none where the operation has no body."""
    if "requestBody" not in operation:
        return ()
    (content,) = operation["requestBody"]["content"].values()
    shape = shapes[content["schema"]["$ref"].rsplit("/", 1)[-1]]
    needed = set(shape.get("required", ()))
    fields = shape["properties"].items()
    return tuple(Parameter(name, "body", name in needed, str(about.get("description", ""))) for name, about in fields)
