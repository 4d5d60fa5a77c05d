"""Which missing answer would settle most."""

from collections.abc import Sequence

from promost.matching.candidates import candidates
from promost.matching.conditions import Condition, met
from promost.matching.normal import Normal, answer, literals
from promost.matching.schema import Record, Schema
from promost.matching.truth import Truth
from promost.matching.values import Value


def decisive(root: Normal, fields: Sequence[str], record: Record, schema: Schema) -> dict[str, float]:
    """Field → the share (0 to 1) of its possible answers that alone would turn unknown into yes or no, highest first.

    Answers that no condition tells apart count once.
    """
    shares: dict[str, float] = {}
    for name in fields:
        own = list(dict.fromkeys(one.condition for one in literals(root) if one.field == name))
        answers = _different(name, own, schema)
        settled = [answer(root, {**record, name: value}, schema) is not Truth.UNKNOWN for value in answers]
        shares[name] = sum(settled) / max(len(settled), 1)
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def _different(name: str, own: Sequence[Condition], schema: Schema) -> list[Value]:
    field = schema[name]
    both = [*own, *(condition.opposite() for condition in own)]
    told_apart: dict[tuple[bool, ...], Value] = {}
    for value in candidates(field, None, both):
        told_apart.setdefault(tuple(met(condition, value, field) for condition in own), value)
    return list(told_apart.values())
