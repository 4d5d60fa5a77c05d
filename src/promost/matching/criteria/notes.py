"""Reading what may stand on any part: its text, legal source and days of force."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from promost.matching.criteria.nodes import Note
from promost.matching.problems import BadValue, Problem
from promost.matching.values import read_day, read_text

NOTE_KEYS = frozenset({"text", "source", "from", "until"})


def read_note(data: Mapping[str, Any], path: str, problems: list[Problem]) -> Note:
    """The note of a part; faults are appended to ``problems``."""
    ru, en = _texts(data, path, problems)
    source = _each(data, "source", path, problems, read_text) or ""
    since = _each(data, "from", path, problems, _written_day)
    until = _each(data, "until", path, problems, _written_day)
    if since and until and until < since:
        problems.append(BadValue("dates_crossed", since=since, until=until).at(path))
    return Note(ru, en, source, since, until)


def _texts(data: Mapping[str, Any], path: str, problems: list[Problem]) -> tuple[str, str]:
    text = data.get("text", {})
    if isinstance(text, str):
        return text, text
    if not isinstance(text, Mapping) or set(text) - {"ru", "en"} or not all(isinstance(t, str) for t in text.values()):
        problems.append(Problem("bad_text", f"{path}.text"))
        return "", ""
    return text.get("ru", ""), text.get("en", "")


def _written_day(value: object) -> date:
    if not isinstance(value, str | date):
        raise BadValue("want_day", value=repr(value))
    return read_day(value)


def _each(data: Mapping[str, Any], key: str, path: str, problems: list[Problem], read: Any) -> Any:
    if key not in data:
        return None
    try:
        return read(data[key])
    except BadValue as fault:
        problems.append(fault.at(f"{path}.{key}"))
        return None
