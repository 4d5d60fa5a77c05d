"""The fields a record has: their kinds, words and units."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from promost.matching import values
from promost.matching.problems import BadValue, Problem, RecordError, SchemaError
from promost.matching.values import Value


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of a record. ``ru`` and ``en`` name it in sentences; a ``fixed`` one cannot be changed once it is
    known."""

    kind: ClassVar[str]
    operators: ClassVar[frozenset[str]]
    ru: str = ""
    en: str = ""
    fixed: bool = False

    def read(self, value: object) -> Value:
        """The value in the form that is compared. Raises ``BadValue``."""
        raise NotImplementedError

    def label(self, lang: str) -> str:
        """The field's name in a language; empty when it was not given."""
        return self.ru if lang == "ru" else self.en


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One value out of a vocabulary. ``options``: value → (Russian, English); empty means that any text will do."""

    kind = "choice"
    operators = frozenset({"in", "is"})
    options: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def read(self, value: object) -> Value:
        """A text, one of the options if there are any."""
        return _known(values.read_text(value), self.options)

    def __hash__(self) -> int:
        """Two fields with the same options are equal, and hash alike."""
        return hash((self.ru, self.en, self.fixed, tuple(self.options)))


@dataclass(frozen=True, kw_only=True)
class Choices(Choice):
    """Any number of values out of a vocabulary; an empty list is *known to be none*."""

    kind = "choices"
    operators = frozenset({"any_of", "all_of"})

    def read(self, value: object) -> Value:
        """A list of texts, each one of the options if there are any."""
        return tuple(_known(one, self.options) for one in values.read_texts(value))

    __hash__ = Choice.__hash__


@dataclass(frozen=True, kw_only=True)
class Codes(Field):
    """Any number of classifier codes, compared by digits. ``dots``: whether they are written 25.62.10 when shown."""

    kind = "codes"
    operators = frozenset({"under", "in"})
    dots: bool = True

    def read(self, value: object) -> Value:
        """A list of codes; their digits come out."""
        return values.read_codes(value)


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number with its unit, a key of ``[unit]`` in words.toml. ``least`` and ``most`` bound what can be; ``whole``
    forbids fractions."""

    kind = "number"
    operators = frozenset({"min", "max", "above", "below"})
    unit: str = ""
    whole: bool = False
    least: float | None = None
    most: float | None = None

    def read(self, value: object) -> Value:
        """A number within the bounds, as a float."""
        number = values.read_number(value)
        if self.whole and number != int(number):
            raise BadValue("want_whole", value=value)
        if self.least is not None and number < self.least:
            raise BadValue("below_least", value=value, least=self.least)
        if self.most is not None and number > self.most:
            raise BadValue("above_most", value=value, most=self.most)
        return number


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no."""

    kind = "flag"
    operators = frozenset({"is"})

    def read(self, value: object) -> Value:
        """True or false."""
        return values.read_flag(value)


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day."""

    kind = "date"
    operators = frozenset(
        {"before", "after", "not_before", "not_after", "age_min", "age_max", "months_min", "months_max"}
    )

    def read(self, value: object) -> Value:
        """A date or its ISO text."""
        return values.read_day(value)


KINDS: dict[str, type[Field]] = {kind.kind: kind for kind in (Choice, Choices, Codes, Number, Flag, Date)}

Record = Mapping[str, Value | None]
"""A record that was read: every field of the schema, ``None`` where it is unknown."""


class Schema(Mapping[str, Field]):
    """Field name → field, in the order given."""

    def __init__(self, **fields: Field) -> None:
        """Take the fields. Raises ``SchemaError`` for anything that is not a field."""
        given: Mapping[str, object] = fields
        wrong = [Problem("not_a_field", name) for name, one in given.items() if not isinstance(one, Field)]
        if wrong:
            raise SchemaError(wrong)
        self._fields = fields

    def __getitem__(self, name: str) -> Field:
        """The field called ``name``."""
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in order."""
        return iter(self._fields)

    def __len__(self) -> int:
        """How many fields there are."""
        return len(self._fields)

    def read(self, record: Mapping[str, object], where: str = "") -> dict[str, Value | None]:
        """A record with every field, read; a key that is missing is unknown. Raises ``RecordError`` with all faults."""
        if not isinstance(record, Mapping):
            raise RecordError([Problem("not_a_record", where, {"value": type(record).__name__})])
        problems = [self.unknown(name, where) for name in record if name not in self._fields]
        known: dict[str, Value | None] = {}
        for name, one in self._fields.items():
            value = record.get(name)
            try:
                known[name] = None if value is None else one.read(value)
            except BadValue as fault:
                problems.append(fault.at(f"{where}, {name}" if where else name))
        if problems:
            raise RecordError(problems)
        return known

    def unknown(self, name: object, where: str) -> Problem:
        """The fault of naming a field that is not there; it lists those that are."""
        return Problem("unknown_field", where, {"value": str(name), "fields": ", ".join(self._fields)})


def _known(text: str, options: Mapping[str, tuple[str, str]]) -> str:
    if options and text not in options:
        raise BadValue("not_an_option", value=text, options=", ".join(list(options)[:12]))
    return text
