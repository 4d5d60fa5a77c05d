"""Explanations in words: «Выручка не выше 2 млрд ₽, у вас 2,4 млрд ₽»."""

from typing import Any

from promost.matching import numbers
from promost.matching.codes import dotted
from promost.matching.criteria.nodes import Leaf
from promost.matching.nearest import Nearest
from promost.matching.normal import Literal
from promost.matching.schema import Choice, Codes, Date, Field, Number, Record, Schema
from promost.matching.values import Value
from promost.matching.words import counted, phrase

SHOWN = 6
"""How many values of a list are named before the rest is only counted."""

_OPPOSITE = {
    "min": "below",
    "max": "above",
    "above": "max",
    "below": "min",
    "before": "not_before",
    "after": "not_after",
    "not_before": "before",
    "not_after": "after",
    "age_min": "age_under",
    "age_max": "age_over",
}


class Speaker:
    """Says things about records of a schema in one language, ``ru`` or ``en``."""

    def __init__(self, schema: Schema, lang: str, shown: int | None = SHOWN) -> None:
        """Choose the language, and how many values of a list are named before the rest are counted; None: all."""
        self._schema, self._lang, self._shown = schema, lang, shown

    def word(self, key: str, **given: object) -> str:
        """A phrase of ``[say]``."""
        return phrase("say", key, self._lang).format(**given)

    def failure(self, literal: Literal, record: Record) -> str:
        """What is asked, and what the record has; with the legal source, if the leaf names one."""
        sentence = self.word("yours", condition=self.condition(literal), actual=self.actual(literal.field, record))
        source = literal.leaf.note.source
        return self.word("source", sentence=sentence, source=source) if source else sentence

    def condition(self, literal: Literal) -> str:
        """What is asked: the leaf's own text, else a sentence from its operator."""
        leaf = literal.leaf
        own = leaf.note.text(self._lang)
        if own and literal.wanted:
            return own
        key, values = self._asked(literal, leaf)
        said = phrase("condition", key, self._lang).format(field=self.label(leaf.field), values=values)
        return said[:1].upper() + said[1:]

    def actual(self, name: str, record: Record) -> str:
        """What the record has in a field."""
        value = record[name]
        return self.word("unknown") if value is None else self.value(self._schema[name], value)

    def missing(self, fields: tuple[str, ...]) -> str:
        """Which fields are not known."""
        return self.word("missing", fields=", ".join(self.label(name) for name in fields))

    def way(self, nearest: Nearest, record: Record) -> str:
        """The nearest yes; what is added to a list and removed from it is said apart."""
        if not nearest:
            return self.word("met")
        changes = (self._change(name, value, record[name]) for name, value in nearest.items())
        return self.word("way", changes="; ".join(changes))

    def label(self, name: str) -> str:
        """A field's words, else its name."""
        field = self._schema[name]
        return field.label(self._lang) or field.ru or field.en or name

    def value(self, field: Field, value: Value) -> str:
        """A value with its words or unit."""
        if isinstance(value, tuple):
            return self._joined(field, value, ", ") if value else self.word("none")
        if isinstance(field, Number):
            return numbers.amount(float(value), field.unit, self._lang)  # type: ignore[arg-type]
        if isinstance(value, bool):
            return self.word("true" if value else "false")
        return self._text(field, value)

    def _asked(self, literal: Literal, leaf: Leaf) -> tuple[str, str]:
        field, operand, key = self._schema[leaf.field], leaf.operand, leaf.operator
        if field.kind == "date":
            return self._asked_of_day(key, operand, literal.wanted)
        if isinstance(field, Number):
            return (key if literal.wanted else _OPPOSITE[key]), self.value(field, operand)
        if key == "is" and isinstance(operand, bool):
            return "is", self.value(field, operand == literal.wanted)
        if key == "all_of":
            key, operand = "any_of", literal.condition.atoms  # type: ignore[union-attr]
        values = operand if isinstance(operand, tuple) else (str(operand),)
        return (key if literal.wanted else f"not_{key}"), self._joined(field, values, self.word("or"))

    def _asked_of_day(self, key: str, operand: Any, wanted: bool) -> tuple[str, str]:
        stem, _, end = key.partition("_")
        if stem not in ("age", "months"):
            return (key if wanted else _OPPOSITE[key]), numbers.day(operand, self._lang)
        unit = "years" if stem == "age" else "months"
        units = counted(operand, phrase("say", unit, self._lang), self._lang)
        key = f"age_{end}"
        return (key if wanted else _OPPOSITE[key]), f"{numbers.number(operand, self._lang)}\N{NO-BREAK SPACE}{units}"

    def _change(self, name: str, value: Value, now: Value | None) -> str:
        field = self._schema[name]
        if not isinstance(value, tuple) or not isinstance(now, tuple):
            then = self.value(field, value)
            return self.word("change", field=self.label(name), then=then, now=self.actual(name, {name: now}))
        then_read: Any = field.read(value)
        steps = {
            "add": [one for one in then_read if one not in now],
            "remove": [one for one in now if one not in then_read],
        }
        said = (self.word(key, values=self._joined(field, tuple(ones), ", ")) for key, ones in steps.items() if ones)
        return f"{self.label(name)}: {', '.join(said)}"

    def _joined(self, field: Field, values: tuple[str, ...], between: str) -> str:
        said = [self._text(field, one) for one in values[: self._shown]]
        rest = len(values) - len(said)
        if rest:
            return ", ".join(said) + self.word("more", count=rest)
        return between.join(filter(None, (", ".join(said[:-1]), *said[-1:])))

    def _text(self, field: Field, value: Any) -> str:
        if isinstance(field, Date):
            return numbers.day(value, self._lang)
        if isinstance(field, Codes):
            return dotted(value.replace(".", "") if value[1:2] != "." else value) if field.dots else str(value)
        if isinstance(field, Choice) and value in field.options:
            return field.options[value][0 if self._lang == "ru" else 1]
        return str(value)
