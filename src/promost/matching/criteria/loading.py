"""JSON text into data, with a message for whatever is wrong with the text itself."""

import json
from typing import Any

from promost.matching.criteria.parse import DEPTH_MOST
from promost.matching.problems import CriteriaError, Problem


def load(text: str, where: str) -> Any:
    """The data. Raises ``CriteriaError`` for broken JSON, for a key that stands twice in one object, and for endless
    nesting."""
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, where))
    except json.JSONDecodeError as fault:
        given = {"line": str(fault.lineno), "column": str(fault.colno)}
        raise CriteriaError([Problem("not_json", where, given)]) from None
    except RecursionError:
        raise CriteriaError([Problem("too_deep", where, {"most": str(DEPTH_MOST)})]) from None


def _once(pairs: list[tuple[str, Any]], where: str) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise CriteriaError([Problem("twice_key", where, {"value": twice})])
    return found
