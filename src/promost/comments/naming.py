"""Names after "@" in a text: found, told apart, and put by lasting ids. Asks no database.

"@Petrova" names a person by the beginning of the name, in whole words; "@DIIP" everybody of an office by its short or
full name. The longest name that fits is meant. What fits nobody or several people is told, and nothing is guessed. An
"@" inside a word (an address) or before a space is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.comments.people import Person, offices_of
from promost.kit.text import fold

SIGN = re.compile(r"(?<![\w@.])@(?=[^\s@])")
KEPT = re.compile(r"@\{([0-9a-f-]{36})\}")
"""How a person stands in a kept text."""
WORD = re.compile(r"[\w.«»\"'’-]{1,40}")

MOST_PROBLEMS = 5
"""Names that are told to be unclear at once."""


@dataclass(frozen=True, slots=True)
class Named:
    """A text with people put by their lasting ids, and who is mentioned in it or chosen beside it."""

    text: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """What may be written after "@", and whom it means: one person or several, or an office."""

    text: str
    folded: str
    people: tuple[Person, ...]
    is_office: bool = False


def read(text: str, people: Sequence[Person], chosen: Collection[UUID]) -> Named:
    """Return the text as it is kept, and whom it mentions; ``chosen`` are the lasting ids of those ticked.

    Raises ValidationError that tells of every name that fits nobody or several people, and of a choice of somebody who
    does not see the thing.
    """
    picked = [person for person in people if person.user.uuid in chosen]
    problems = [] if len(picked) == len(set(chosen)) else [_stranger()]
    names = _names(people)
    parts: list[str] = []
    told = {person.user.pk: person for person in picked}
    end = 0
    for sign in SIGN.finditer(text):
        name = _fitting(text, sign.end(), names)
        meant = _meant(name, picked) if name else ()
        if name is None or not meant:
            problems.append(_unclear(text[sign.end() :], name))
        else:
            told |= {person.user.pk: person for person in meant}
            after = sign.end() + len(name.text)
            parts.append(text[end:after] if name.is_office else text[end : sign.start()] + _kept(meant[0]))
            end = after
        if len(problems) == MOST_PROBLEMS:
            break
    if problems:
        raise ValidationError(list(dict.fromkeys(problems)))
    return Named("".join([*parts, text[end:]]), tuple(told.values()))


def shown(text: str, names: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a kept text, each with whether it is a person's name; ``names`` by lasting ids."""
    end = 0
    for kept in KEPT.finditer(text):
        name = names.get(kept[1])
        if name is None:
            continue
        yield text[end : kept.start()], False
        yield f"@{name}", True
        end = kept.end()
    yield text[end:], False


def _names(people: Sequence[Person]) -> list[Name]:
    """Every name that may be written, the longest first; a person's goes before an office's of the same length."""
    persons: dict[str, list[Person]] = {}
    written: dict[str, str] = {}
    for person in people:
        for key in person.keys:
            persons.setdefault(fold(key), []).append(person)
            written[fold(key)] = key
    found = [Name(written[key], key, tuple(fitting)) for key, fitting in persons.items()]
    for office, members in offices_of(people).items():
        texts = {office.name, office.short_name, office.name_en} - {""}
        found += [Name(text, fold(text), tuple(members), is_office=True) for text in texts]
    return sorted(found, key=lambda name: (-len(name.text), name.is_office, name.folded))


def _fitting(text: str, start: int, names: Iterable[Name]) -> Name | None:
    for name in names:
        end = start + len(name.text)
        ends = end >= len(text) or not (text[end].isalnum() or text[end] == "_")
        if ends and fold(text[start:end]) == name.folded:
            return name
    return None


def _meant(name: Name, picked: Collection[Person]) -> tuple[Person, ...]:
    """Whom a name means: an office all of its people, a person's name the one it fits, or the one of them ticked."""
    if name.is_office or len(name.people) == 1:
        return name.people
    ticked = tuple(person for person in name.people if person in picked)
    return ticked if len(ticked) == 1 else ()


def _kept(person: Person) -> str:
    return f"@{{{person.user.uuid}}}"


def _unclear(rest: str, name: Name | None) -> str:
    if name is None:
        word = WORD.match(rest)
        said = _("Nobody who sees this is called “@%(name)s”. Tick the person in the list below, or take the @ away.")
        return said % {"name": word[0] if word else rest[:1]}
    who = "; ".join(f"{person.user.name} ({person.offices[0].called})" for person in name.people)
    said = _("“@%(name)s” fits several people: %(people)s. Write the whole name, or tick the one you mean.")
    return said % {"name": name.text, "people": who}


def _stranger() -> str:
    return _("Somebody you ticked does not see this any more. Nobody was told; look at the list again.")
