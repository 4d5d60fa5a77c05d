"""One body's text → its name, its person, its agreement."""

from __future__ import annotations

import re
from functools import cache

from promost.kit import text as texts
from promost.plans.reading.draft import Owner
from promost.plans.reading.language import vocabulary
from promost.plans.reading.language.owners import bodies, people

_GROUP = re.compile(r"\s*[(\[]((?:[^()\[\]]|\([^()]*\))*)[)\]]")
_SEVERAL = rf"(?:{people.SURE})(?:\s*,\s*(?:{people.SURE}))*"
_TAIL = re.compile(rf"^(?P<name>.*?)(?:\s*[–—:,-]\s+|\s*,\s*|\s+)(?P<person>{_SEVERAL})$")
_HEAD = re.compile(rf"^(?P<person>{people.SURE})\s*[–—:,-]?\s*(?P<name>.*)$")
_DASHED = re.compile(r"^(?P<name>.+?)\s*(?:\s[–—-]\s|:\s|,\s)(?P<rest>[^–—]+)$")
_SHORTENED = re.compile(r"(?:(?:^|\s)(?:др|пр|т\.\s?д|т\.\s?п|etc|г|обл|Ltd|Inc|Co)|(?<!\w)[А-ЯЁA-Z])\.$")
_LABEL = re.compile(r"([^:–—]{3,40}?)\s*(?::|\s[–—-]\s)")
_FOOTNOTE = re.compile(r"(?:\s*\*+|\s\d\))$")
_JOINTS = re.compile(r"\s*,\s*|\s+[–—-]\s+")
_EDGES = " ,;:–—-"


def owner(text: str) -> Owner | None:
    """The owner that one item of a cell names; None if nothing is left of it."""
    name, person, agreed = _without_groups(_without_label(text))
    name, said = _without_agreement(name)
    name = _trimmed(name)
    if person is None:
        name, person = _with_person(name)
    name = _trimmed(name)
    if not name and person is None:
        return None
    return Owner(name, person, agreed or said)


def _without_groups(text: str) -> tuple[str, str | None, bool]:
    """The text without parentheses that hold a person or an agreement; any other group is part of the name."""
    person, agreed = None, False
    kept, at = "", 0
    for match in _GROUP.finditer(text):
        inside, said = _without_agreement(match.group(1))
        named = people.people_in(inside, bracketed=True) if inside else None
        agreed = agreed or said
        body_inside = named is None and not kept and people.people_in(text[: match.start()].strip(_EDGES)) is not None
        if named is not None and person is None:
            kept += text[at : match.start()]
            person = named
        elif body_inside and inside:
            person, kept = people.people_in(text[: match.start()].strip(_EDGES)), inside
        elif not inside.strip() and said:
            kept += text[at : match.start()]
        else:
            kept += text[at : match.start()] + (f" ({inside})" if said else match.group())
        at = match.end()
    return kept + text[at:], person, agreed


def _without_agreement(text: str) -> tuple[str, bool]:
    """The text without "по согласованию" (and whom with), and whether it was there."""
    match = _agreement().search(text)
    if match is None:
        return text, False
    rest = text[: match.start()] + text[match.end() :]
    return rest.strip(" ,;:–—-*"), True


def _without_label(text: str) -> str:
    """The text without "Ответственный исполнитель:" before it."""
    match = _LABEL.match(text)
    if match is None:
        return text
    words = " ".join(re.findall(r"[^\W\d_]+", texts.fold(match.group(1))))
    return text[match.end() :].strip() if words in _roles() else text


def _with_person(name: str) -> tuple[str, str | None]:
    """A person named without parentheses: behind the body or before it."""
    whole = people.people_in(name)
    if whole is not None and not bodies.begins(name):
        return "", whole
    tail = _TAIL.match(name)
    if tail is not None:
        return _without_post(tail.group("name")), people.people_in(tail.group("person"))
    head = _HEAD.match(name)
    if head is not None and not bodies.is_kind(head.group("name")):
        return _without_post(head.group("name")), people.people_in(head.group("person"))
    first, comma, rest = name.partition(",")
    named = bodies.begins(rest.strip()) or bodies.is_titled(rest.strip())
    if comma and named and not bodies.begins(first) and (person := people.people_in(first)):
        return rest, person
    dashed = _DASHED.match(name)
    if dashed is not None and (person := people.people_in(dashed.group("rest"))) is not None:
        return dashed.group("name"), person
    return name, None


def _without_post(name: str) -> str:
    """The body without its person's post beside it: "начальник управления, Минпром", "Минпром – начальник отдела"."""
    parts = _JOINTS.split(name.strip(_EDGES), maxsplit=1)
    if len(parts) == 2:
        first, rest = parts
        if people.is_post(first) and bodies.begins(rest) and not people.is_post(rest):
            return rest
        if people.is_post(rest) and bodies.begins(first) and not people.is_post(first):
            return first
    return name


def _trimmed(name: str) -> str:
    """Without separators at the edges; a full stop stays only behind an abbreviation."""
    plain = _FOOTNOTE.sub("", texts.clean(name).strip(_EDGES))
    if plain.endswith(".") and not _SHORTENED.search(plain):
        plain = plain[:-1].rstrip(_EDGES)
    return plain


@cache
def _agreement() -> re.Pattern[str]:
    phrases = vocabulary.load("owners/words.toml")["agreement"]["phrases"]
    told = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)\.?(?:\s+(?:с|со|with)\s+[^,;()]+)?", re.IGNORECASE)


@cache
def _roles() -> frozenset[str]:
    return frozenset(vocabulary.load("owners/words.toml")["labels"]["roles"])
