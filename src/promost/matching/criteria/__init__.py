"""Criteria of an offer: data that an official writes, never code."""

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from promost.matching.criteria.fit import check
from promost.matching.criteria.loading import load
from promost.matching.criteria.nodes import Leaf, Node, leaves
from promost.matching.criteria.parse import parse
from promost.matching.schema import Schema


@dataclass(frozen=True)
class Criteria:
    """The conditions of one offer. ``root`` is None when there are none: then every record fits."""

    root: Node | None = None

    @classmethod
    def from_json(cls, data: object) -> "Criteria":
        """Read criteria from parsed JSON, or from its text. Raises ``CriteriaError`` naming every fault and its
        path."""
        if isinstance(data, str):
            data = load(data, "$")
        return cls(parse(data))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf, in the order written."""
        return () if self.root is None else tuple(leaves(self.root))

    def check(self, schema: Schema) -> None:
        """Raise ``CriteriaError`` unless every leaf fits the schema."""
        if self.root is not None:
            check(self.root, schema)


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) that criteria follow."""
    text = (files("promost.matching.criteria") / "criteria.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
