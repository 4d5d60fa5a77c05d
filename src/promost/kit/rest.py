"""What the rooms' parts of the API share: exact numbers as text, safe text, pages of lists, the shape of an error.

A room's ``api.py`` has a ninja ``Router`` and imports this; ``promost.api`` collects the routers and answers errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, PlainSerializer, StringConstraints, WithJsonSchema

from promost.kit.moments import Moment

Item = TypeVar("Item")
Row = TypeVar("Row")
Thing = TypeVar("Thing", bound=Model)

MOST = 200
"""Things on one page of a list, at most."""
FURTHEST = 1_000_000
"""The furthest a list can be read by offset."""
NUMBER = r"^-?[0-9]{1,13}(\.[0-9]{1,4})?$"
"""A number as text: at most four decimal places, as it is stored."""
GIVEN_SCHEMA = {"type": "string", "pattern": NUMBER, "examples": ["1250.5"]}
TOLD_SCHEMA = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,4})?$", "examples": ["1250.5"]}
"""A sum has as many digits as it takes."""
SIGNS = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
"""Text without control characters."""


def decimal_text(value: Decimal) -> str:
    """Write a number without exponent and without needless zeros ("1250.5", "0")."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _as_text(value: Any) -> Any:
    """Refuse a number of JSON: many programs read it as a float, which is not exact."""
    if not isinstance(value, str):
        raise ValueError(_("Write the number as text: “12.5”."))  # noqa: TRY004 - pydantic turns it into an answer
    return value


def _without_control_signs(value: str) -> str:
    """Refuse what no database keeps and no reader sees."""
    if not re.fullmatch(SIGNS, value):
        raise ValueError(_("The text has signs that cannot be kept; take the control characters out."))
    return value


Exact = Annotated[Decimal, PlainSerializer(decimal_text, return_type=str), WithJsonSchema(TOLD_SCHEMA)]
"""A number in an answer: text, never a float."""
ExactGiven = Annotated[
    Annotated[str, StringConstraints(pattern=NUMBER)], BeforeValidator(_as_text), WithJsonSchema(GIVEN_SCHEMA)
]
"""A number in a request: text with at most four decimal places; ``Decimal(value)`` reads it."""
Words = Annotated[str, AfterValidator(_without_control_signs), Field(json_schema_extra={"pattern": SIGNS})]
"""Text in a request."""


class Given(Schema):
    """What a request carries in its body; a field that nobody knows is refused, so that no slip is lost."""

    model_config = ConfigDict(extra="forbid")


class Paging(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(50, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=FURTHEST)


class Body(Schema):
    """An organisation, by its lasting id and its name in the reader's language."""

    id: UUID
    name: str


class Unit(Schema):
    """A unit: its OKEI code ("" where the classifier has none) and how it is written."""

    okei: str
    text: str


class Page(Schema, Generic[Item]):
    """A part of a list, and how many things the whole list has."""

    items: list[Item]
    count: int


class Conflict(Exception):
    """Somebody was first (409): ``words`` say who, and what stands now; ``code`` names it for programs."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


class Error(Schema):
    """What went wrong: a code for programs, a sentence for people, and the sentences of each field."""

    code: str
    message: str
    fields: dict[str, list[str]]


def moment(day: date | None, zone: ZoneInfo) -> Moment:
    """Return the moment asked about: the end of a day in ``zone``, now if none is given."""
    return Moment.as_of(day, zone) if day else Moment.now(zone)


def known(rows: QuerySet[Thing], field: str, **named: Any) -> Thing:
    """Return what a field of a request names. Raises ValidationError for the field when there is no such thing."""
    found = rows.filter(**named).first()
    if found is None:
        raise ValidationError({field: _("There is none of this name that you may see.")})
    return found


def page(rows: QuerySet[Any, Row] | Sequence[Row], paging: Paging, shape: Callable[[Row], Any]) -> dict[str, Any]:
    """Return the part of a list that is asked for, each row shaped; two queries for a queryset, none for a list."""
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    part = rows[paging.offset : paging.offset + paging.limit]
    return {"items": [shape(row) for row in part], "count": count}
