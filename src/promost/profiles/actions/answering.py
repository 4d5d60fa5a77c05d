"""What an enterprise tells of itself: answers to fields, each kept beside those before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.matching import Choices, Codes, RecordError, Schema
from promost.profiles import schema
from promost.profiles.models import EnterpriseAnswer
from promost.profiles.queries.enterprises import answers_of
from promost.registry.models import Organisation


def answer(actor: Actor, organisation: Organisation, given: Mapping[str, Any]) -> list[EnterpriseAnswer]:
    """Keep what an enterprise tells: {field: value}, None takes an answer back. Returns what was new.

    Raises Refused unless the actor edits for that organisation, and ValidationError by field: an unknown field, one
    that is a level (entered with its period and source), a value that it cannot have. Then nothing is kept.
    """
    require(actor, "profiles.answer", organisation)
    values = _checked(given)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        there = {code: row.value for code, row in answers_of(organisation).items()}
        new = {code: value for code, value in values.items() if there.get(code) != value}
        made = EnterpriseAnswer.objects.bulk_create(
            EnterpriseAnswer(
                organisation=organisation, field=code, value=value, answered_by_id=actor.user_id,
                on_behalf=actor.organisation, answered_at=clock.now(),
            )
            for code, value in new.items()
        )  # fmt: skip
        if made:
            # The answers stand in their own table; history tells which were given, not what was said.
            history.write(actor, "profiles.answer", refs.of(organisation), dict.fromkeys(new, "changed"))
    return made


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    known, errors, values = schema.enterprise_schema(), {}, {}
    for code, value in given.items():
        field = schema.by_code().get(code)
        if field is None:
            errors[code] = [_("There is no field “%(code)s”.") % {"code": code}]
        elif not field.is_asked:
            errors[code] = [_("“%(name)s” is a level: enter it with its period and source.") % {"name": field.name}]
        else:
            try:
                values[code] = _read(known, code, value)
            except RecordError as wrong:
                language = "en" if (get_language() or "ru").startswith("en") else "ru"
                errors[code] = [problem.text(language) for problem in wrong.problems]
    if errors:
        raise ValidationError(errors)
    return values


def _read(known: Schema, code: str, value: Any) -> Any:
    """The value as it is kept: what JSON knows, and the engine reads again."""
    if value is None:
        return None
    known.read({code: value})
    if isinstance(known[code], Codes | Choices):
        return [str(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int | str) else float(value)
