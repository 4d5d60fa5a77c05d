"""The root of the API: every room's router under one address, one way in, one shape of errors."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from promost.api import answers, description
from promost.api.authentication import Bearer
from promost.api.parameters import nothing_unknown
from promost.api.throttling import PerToken
from promost.registry.rooms import load, rooms


class PromostAPI(NinjaAPI):
    """The API; its description tells of the errors too, which every operation has."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """Return the description in OpenAPI, in the reader's language."""
        schema = super().get_openapi_schema(*args, **kwargs)
        description.complete(schema)
        return schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation by its function: short in the programs that are made from the description."""
        return operation.view_func.__name__


def build() -> PromostAPI:
    """Return the API with the routers of all rooms."""
    made = PromostAPI(
        title="Promost API",
        version="1",
        description=_("Plans, facts and figures of the programme, for programs that act in your name."),
        urls_namespace="api:v1",
        docs_url=None,
        auth=Bearer(),
        throttle=PerToken(),
        renderer=_json(),
    )
    answers.install(made)
    made.add_decorator(nothing_unknown, mode="view")
    for room in rooms():
        if room.router:
            made.add_router("", load(room.router), tags=[str(room.code)])
    return made


def _json() -> JSONRenderer:
    """Russian is written as it is, not in escapes of three times the length."""
    made = JSONRenderer()
    made.json_dumps_params = {"ensure_ascii": False}
    return made


api = build()
