"""The operations of the API, as its description names them."""

from __future__ import annotations

from promost.api.description import operations
from promost.api.root import api

NAMESPACE = "api:v1:"


def all_operations() -> dict[str, str]:
    """Return {operation's name: its method} for the whole API."""
    return {each["operationId"]: method.upper() for method, _path, each in operations(api.get_openapi_schema())}


def addresses() -> set[str]:
    """Return the names of their addresses."""
    return {f"{NAMESPACE}{name}" for name in all_operations()}
