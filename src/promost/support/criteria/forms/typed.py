"""What was typed → the values of a condition, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.kit import formats
from promost.kit.formats.language import NBSP
from promost.matching.schema import Field
from promost.support.criteria.conditions import LINES, ORDERED, Values
from promost.support.criteria.forms.words import DAYS, SCALES, is_money, language

IN_ENGLISH = re.compile(r"[-−]?\d{1,3}(,\d{3})+(\.\d+)?")
"""A comma between thousands, as English has it; anywhere else it is the decimal mark."""
PATTERNS = ((r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (3, 2, 1)), (r"(\d{4})-(\d{2})-(\d{2})", (1, 2, 3)))


def values_given(code: str, field: Field, given: Mapping[str, Any]) -> Values:
    """Read the values of a form that is otherwise valid. Raises ValidationError for what is no number and no day."""
    notes = {
        **{name: given[name].isoformat() if given[name] else "" for name in ("since", "until")},
        "source": given["source"].strip(),
        "text": (given["text_ru"].strip(), given["text_en"].strip()),
    }
    if field.kind in ORDERED:
        return Values(code, _compared(field, given), **notes)
    return Values(code, how=given.get("how") or "in", chosen=_chosen(field, given["chosen"]), **notes)


def _compared(field: Field, given: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    found: dict[str, Any] = {}
    for n in range(LINES):
        how, text = given[f"how_{n}"], given[f"value_{n}"].strip()
        if bool(how) != bool(text):
            raise ValidationError(_("Give both the comparison and the value, or neither."))
        if how in found:
            raise ValidationError(_("The same comparison stands twice: leave one."))
        if how:
            is_day = field.kind == "date" and how in DAYS
            found[how] = day(text) if is_day else _bare(number(text) * int(given.get("scale") or 1))
    return tuple(found.items())


def _bare(value: Decimal) -> int | float:
    """A number as JSON has it: whole where it is."""
    return int(value) if value == value.to_integral_value() else float(value)


def number(text: str) -> Decimal:
    """Read a number as people write it: "2 400 000,5", in English "2,400,000.5" too. Raises ValidationError."""
    bare = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    bare = bare.replace(",", "" if language() == "en" and IN_ENGLISH.fullmatch(bare) else ".")
    try:
        found = Decimal(bare)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValidationError(_("“%(text)s” is not a number; write it as 1250 or 2.4.") % {"text": text[:30]})
    return found


def day(text: str) -> str:
    """Read a day as people write it; its ISO text. Raises ValidationError."""
    for pattern, order in PATTERNS:
        found = re.fullmatch(pattern, text)
        if found:
            try:
                return date(*(int(found[n]) for n in order)).isoformat()
            except ValueError:
                break
    raise ValidationError(_("“%(text)s” is not a day; write it as 24.11.2026.") % {"text": text[:30]})


def _chosen(field: Field, value: Any) -> tuple[str, ...]:
    if field.kind == "codes":
        return tuple(dict.fromkeys(re.split(r"[\s,;]+", value.strip(" ,;"))))
    return (value,) if isinstance(value, str) else tuple(value)


def shown(values: Values, field: Field) -> dict[str, Any]:
    """Return what a form shows of a condition; read again it is the same."""
    scale = _scale(field, values)
    found: dict[str, Any] = {
        "source": values.source, "since": values.since, "until": values.until, "how": values.how,
        "text_ru": values.text[0], "text_en": values.text[1], "scale": str(scale), "chosen": list(values.chosen),
    }  # fmt: skip
    for n, (how, value) in enumerate(values.comparisons):
        found[f"how_{n}"], found[f"value_{n}"] = how, _said(how, value, scale)
    if field.kind == "codes":
        found["chosen"] = ", ".join(values.chosen)
    if field.kind == "flag":
        found["chosen"] = values.chosen[0]
    return found


def _said(how: str, value: Any, scale: int) -> str:
    if how in DAYS:
        return date.fromisoformat(value).strftime("%d.%m.%Y")
    text = formats.number(Decimal(str(value)) / scale)
    return (text.replace(",", NBSP) if language() == "en" else text).replace("\N{MINUS SIGN}", "-")


def _scale(field: Field, values: Values) -> int:
    """The largest in which every value is a short number."""
    if not is_money(field) or not values.comparisons:
        return 1
    numbers = [Decimal(str(value)) for _how, value in values.comparisons]
    fit = [int(p) for p in SCALES if all(abs(n) >= int(p) and n % (int(p) // 10 or 1) == 0 for n in numbers)]
    return max(fit, default=1)
