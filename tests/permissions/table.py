"""Reading the table of permissions: which kind of user gets which answer at which address."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from tests.permissions import operations
from tests.world import KINDS

TABLE = Path(__file__).with_name("table.toml")
GROUPS = {
    "everybody": KINDS,
    "signed_in": tuple(kind for kind in KINDS if kind != "stranger"),
    **{name: tuple(kinds) for name, kinds in tomllib.loads(TABLE.read_text(encoding="utf-8"))["groups"].items()},
}
"""Names for several kinds at once, the wider first: of two words for a kind the later one holds."""


@dataclass(frozen=True, slots=True)
class Line:
    """An address, how it is asked, and the answer for each kind of user.

    ``args`` are paths in the world ("plan.uuid") or plain values; ``data`` is what a form sends. An answer is a number,
    or "login" for being sent to sign in. A name that ends in "*" stands for every address that begins so.
    """

    name: str
    method: str
    args: tuple[Any, ...]
    data: Mapping[str, Any]
    answers: Mapping[str, int | str]

    def __str__(self) -> str:
        """Name the line."""
        return f"{self.method} {self.name}"


def read(path: Path = TABLE) -> list[Line]:
    """Read the table. Raises ValueError for a line that leaves a kind of user out or knows one that is none."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["line"]
    return [_line(row, method) for row in rows for method in row.get("methods", ["GET"])]


def _line(row: Mapping[str, Any], method: str) -> Line:
    answers = row["answers"]
    if method != "GET" and "answers_to_post" in row:
        answers = row["answers_to_post"]
    return Line(row["url"], method, tuple(row.get("args", ())), row.get("data", {}), spread(answers, row["url"]))


def spread(answers: Mapping[str, int | str], name: str) -> dict[str, int | str]:
    """Give every kind of user its answer: what is said of it, else of the narrowest group it belongs to."""
    unknown = answers.keys() - GROUPS.keys() - set(KINDS)
    if unknown:
        message = f"{name}: no such kind of user: {sorted(unknown)}"
        raise ValueError(message)
    found: dict[str, int | str] = {}
    for group in (name for name in GROUPS if name in answers):
        found |= dict.fromkeys(GROUPS[group], answers[group])
    found |= {kind: answer for kind, answer in answers.items() if kind in KINDS}
    missing = set(KINDS) - found.keys()
    if missing:
        message = f"{name}: no answer for {sorted(missing)}"
        raise ValueError(message)
    return found


def addresses() -> set[str]:
    """Return the name of every page of the site, by walking the resolver; operations of the API have a table of theirs.

    Raises ValueError for an address without a name: nobody could ask for it in the table.
    """
    return set(_walk(get_resolver(), "")) - operations.addresses()


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern, inner)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"
        elif not _is_catch_all(pattern):
            message = f"an address has no name: {prefix}{pattern.pattern}"
            raise ValueError(message)


def _is_catch_all(pattern: URLPattern) -> bool:
    """Tell Django's own redirects of the reference data ("…/<path:object_id>/" and the final one)."""
    return not isinstance(pattern.pattern, RoutePattern) or "<path:object_id>" in str(pattern.pattern)
