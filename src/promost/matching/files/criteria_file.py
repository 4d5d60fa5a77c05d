"""A file of fields and offers: ``{"fields": {name: {"kind": …}}, "offers": {key: criteria}, "key": "inn"}``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from promost.matching.criteria import Criteria
from promost.matching.criteria.loading import load
from promost.matching.problems import CriteriaError, MatchingError, Problem, SchemaError
from promost.matching.schema import KINDS, Field, Schema


@dataclass(frozen=True)
class CriteriaFile:
    """What the file holds; ``key`` names the column by which records are known, empty if none was named."""

    schema: Schema
    offers: dict[str, Criteria]
    key: str


def read_criteria_file(path: Path) -> CriteriaFile:
    """Read the file. Raises ``MatchingError`` with every fault, its offer and its path."""
    data = _json(path)
    if (
        not isinstance(data, Mapping)
        or not {"fields", "offers"} <= set(data)
        or not isinstance(data["offers"], Mapping)
    ):
        raise CriteriaError([Problem("bad_offers", path.name)])
    schema = read_fields(data["fields"])
    offers: dict[str, Criteria] = {}
    problems: list[Problem] = []
    for key, written in data["offers"].items():
        try:
            offers[key] = Criteria.from_json(written)
            offers[key].check(schema)
        except CriteriaError as fault:
            problems += [Problem(one.code, f"{key}: {one.where}", one.given) for one in fault.problems]
    if problems:
        raise CriteriaError(problems)
    return CriteriaFile(schema, offers, str(data.get("key", "")))


def read_fields(data: object) -> Schema:
    """A schema from JSON. Raises ``SchemaError`` with every fault."""
    if not isinstance(data, Mapping) or not data or not all(isinstance(one, Mapping) for one in data.values()):
        raise SchemaError([Problem("bad_fields", "fields")])
    problems: list[Problem] = []
    made: dict[str, Field] = {}
    for name, settings in data.items():
        kind = KINDS.get(settings.get("kind", ""))
        if kind is None:
            given = {"value": str(settings.get("kind")), "kinds": ", ".join(KINDS)}
            problems.append(Problem("unknown_kind", f"fields.{name}", given))
            continue
        rest = {key: value for key, value in settings.items() if key != "kind"}
        problems += _strangers(name, kind, rest)
        made[name] = kind(**{key: _setting(key, value) for key, value in rest.items()}) if not problems else kind()
    if problems:
        raise SchemaError(problems)
    return Schema(**made)


_TYPES: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("ru", "en", "unit"), str),
    **dict.fromkeys(("fixed", "whole", "dots"), bool),
    **dict.fromkeys(("least", "most"), (int, float)),
    "options": dict,
}


def _strangers(name: str, kind: type[Field], settings: Mapping[str, Any]) -> list[Problem]:
    known = [one.name for one in fields(kind)]
    wrong = [key for key, value in settings.items() if key not in known or not _fits(key, value)]
    return [
        Problem("bad_setting", f"fields.{name}.{key}", {"value": key, "known": ", ".join(sorted(known))})
        for key in wrong
    ]


def _fits(key: str, value: object) -> bool:
    if key == "options" and isinstance(value, Mapping):
        return all(isinstance(words, list) and [type(word) for word in words] == [str, str] for words in value.values())
    return isinstance(value, _TYPES[key]) and (isinstance(value, bool) == (_TYPES[key] is bool))


def _setting(key: str, value: Any) -> Any:
    return {one: tuple(words) for one, words in value.items()} if key == "options" else value


def _json(path: Path) -> object:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise MatchingError([Problem("no_file", str(path), {"value": fault.strerror or ""})]) from None
    except UnicodeDecodeError:
        raise MatchingError([Problem("not_utf8", str(path))]) from None
    return load(text, path.name)
