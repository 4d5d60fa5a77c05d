"""The rules of rules.toml: a point of the requirements against patterns, and the condition that they make of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from promost.support.reading.cells.amounts import NUMBER, multiplier, number_of
from promost.support.reading.cells.words import load as load_words
from promost.support.reading.draft import Certainty

Regions = Callable[[str], str | None]
"""Words → the code of the one region that they name; None where they name none or several."""

_AMOUNTS = {
    "MONEY": rf"(?P<money>{NUMBER})\s*(?P<size>(?:млрд|миллиард|млн|миллион|тыс)\w*\.?)?\s*(?:\([^)]*\)\s*)?"
    r"(?:руб|р\.)(?!\w*\.?\s*(?:/|(?:на|за)\s+(?:1|один|одного|одну|га|кв|кажд)|в (?:час|день|смену)))",
    "PERCENT": rf"(?P<percent>{NUMBER})\s*(?:\([^)]*\)\s*)?(?:%|процент\w*)",
    "COUNT": r"(?P<count>\d{1,6})\s*(?:\([^)]*\)\s*)?(?:человек|чел\b|работник\w*|сотрудник\w*)",
    "TERM": r"(?P<term>\d{1,3}|@NUMBERS@)\s*(?:\([^)]*\)\s*)?(?:календарн\w+ )?(?P<unit>мес|лет|год)",
    "FLOOR": r"(?P<floor>не менее(?: чем)?|не ниже|не меньше"
    r"|(?<!не )(?:более(?: чем)?|свыше|больше|превыша\w+|выше)|от)",
    "CEILING": r"(?P<ceiling>не более(?: чем)?|не выше|не превыша\w+|не больше|(?<!не )(?:менее|ниже)|до)",
    "REGION": r"(?:на территории|в границах|в)\s+(?P<region>[а-я. -]{3,60})",
}
_STRICT = ("более", "свыше", "больше", "превыша", "выше", "менее", "ниже")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; see rules.toml for its parts."""

    code: str
    field: str
    says: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    node: Mapping[str, Any]
    sure: Certainty
    figure: bool = False
    spans: bool = False
    most: float | None = None

    def node_of(self, folded: str, regions: Regions | None) -> Mapping[str, Any] | None:
        """The condition that a folded text asks for by this rule; None where it does not."""
        match = next((found for found in (pattern.search(folded) for pattern in self.says) if found), None)
        if match is None or any(pattern.search(folded) for pattern in self.unless):
            return None
        caught = _caught(match, folded, regions)
        if self.most is not None and caught.get("$percent", 101) > self.most:
            return None
        node = filled(self.node, caught)
        return node if isinstance(node, Mapping) else None


@cache
def rules() -> Sequence[Rule]:
    """The rules, in the order of the file."""
    return tuple(_rule(each) for each in _data()["rule"])


@cache
def skipped(name: str) -> Sequence[re.Pattern[str]]:
    """Patterns of "points", "headings" or texts with a "choice" that are left to the officer."""
    return _compiled(_data()["skip"][name])


def _rule(data: Mapping[str, Any]) -> Rule:
    return Rule(
        data["code"],
        data["field"],
        _compiled(data["says"]),
        _compiled(data.get("unless", ())),
        data["node"],
        Certainty(data["sure"]),
        data.get("figure", False),
        data.get("spans", False),
        data.get("most"),
    )


def _compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    numbers = "|".join(load_words("words")["days"]["numbers"])
    found = []
    for pattern in patterns:
        for name, meaning in _AMOUNTS.items():
            pattern = pattern.replace(f"{{{name}}}", meaning.replace("@NUMBERS@", numbers))  # noqa: PLW2901
        found.append(re.compile(pattern))
    return tuple(found)


def _caught(match: re.Match[str], folded: str, regions: Regions | None) -> dict[str, Any]:
    """What the pattern caught, by the names that a node uses."""
    groups = {name: text for name, text in match.groupdict().items() if text}
    found: dict[str, Any] = {"$forms": _forms(folded)}
    for name in ("count", "percent"):
        if name in groups:
            found[f"${name}"] = _number(number_of(groups[name]))
    if "money" in groups:
        found["$money"] = _number(number_of(groups["money"]) * multiplier(groups.get("size", "")))
    if "term" in groups:
        found["$months"] = _months(groups["term"], groups["unit"])
    if "region" in groups and regions is not None:
        found["$region"] = regions(groups["region"])
    bound = _bound(groups)
    return {**found, "$bound": bound} if bound else found


def _number(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _months(count: str, unit: str) -> int:
    number = int(count) if count.isdecimal() else load_words("words")["days"]["numbers"][count]
    return int(number) * (1 if unit == "мес" else 12)


def _bound(groups: Mapping[str, str]) -> str:
    """Which comparison the words before a number mean: "more than 5" leaves 5 out, "at least 5" does not."""
    if "floor" in groups:
        return "above" if groups["floor"].startswith(_STRICT) else "min"
    if "ceiling" in groups:
        return "below" if groups["ceiling"].startswith(_STRICT) else "max"
    return ""


def filled(node: Any, caught: Mapping[str, Any]) -> Any:
    """The node with what was caught; None where a part of it was not."""
    if isinstance(node, Mapping):
        parts = {_key(key, caught): filled(value, caught) for key, value in node.items()}
        return None if None in parts.values() or "" in parts else parts
    if isinstance(node, list):
        items = [filled(value, caught) for value in node]
        return None if None in items else items
    if isinstance(node, str) and node.startswith("$"):
        return caught.get(node)
    return node


def _key(key: str, caught: Mapping[str, Any]) -> str:
    return str(caught.get(key, "")) if key.startswith("$") else key


def _forms(folded: str) -> list[str] | None:
    """The legal forms listed after a colon; None where one of them is not known."""
    names = [each.strip(" .") for each in re.split(r"[;,]", folded.partition(":")[2]) if each.strip(" .")]
    known: Mapping[str, str] = _data()["forms"]
    forms = [known.get(re.sub(r"\s*\(.*?\)", "", name)) for name in names]
    return list(dict.fromkeys(form for form in forms if form)) if forms and all(forms) else None


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
