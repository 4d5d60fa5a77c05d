"""The description of the API in OpenAPI, completed: the errors that every operation may answer with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from promost.api.sentences import STATUSES
from promost.kit.rest import Error

ALWAYS = (401, 403, 404, 405, 422, 429, 500)
WRITING = (400, 409, 413)


def complete(schema: dict[str, Any]) -> None:
    """Add the errors to every operation, in place; write what routers say in the reader's language.

    Routers mark their summaries with ``gettext_noop``. A parameter that may be left out is said to be just that.
    """
    schema["info"]["description"] = gettext(schema["info"]["description"])
    shapes = schema.setdefault("components", {}).setdefault("schemas", {})
    shapes["Error"] = Error.json_schema()
    for method, _path, operation in operations(schema):
        for status in (*ALWAYS, *(WRITING if method != "get" else ())):
            operation["responses"].setdefault(status, _answer(status))
        operation["summary"] = gettext(operation["summary"])
        for parameter in operation["parameters"]:
            parameter["schema"] = _without_null(parameter["schema"])


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each operation: its method in small letters, its path, its description."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _answer(status: int) -> dict[str, Any]:
    body = {"schema": {"$ref": "#/components/schemas/Error"}}
    return {"description": str(STATUSES[status][1]), "content": {"application/json": body}}


def _without_null(shape: dict[str, Any]) -> dict[str, Any]:
    """A parameter of an address is there or is left out; nobody can write null there."""
    kept = [each for each in shape.get("anyOf", []) if each.get("type") != "null"]
    if len(kept) != 1:
        return shape
    return {**{name: value for name, value in shape.items() if name != "anyOf"}, **kept[0]}
