"""Whether criteria fit a schema: the fields exist, the operators suit their kinds, the operands are possible values."""

from promost.matching.codes import prefix
from promost.matching.criteria.nodes import Leaf, Node, leaves
from promost.matching.problems import BadValue, CriteriaError, Problem
from promost.matching.schema import Choice, Choices, Codes, Field, Flag, Number, Schema


def check(node: Node, schema: Schema) -> None:
    """Raise ``CriteriaError`` with every leaf that does not fit."""
    problems = [fault for leaf in leaves(node) for fault in _faults(leaf, schema)]
    if problems:
        raise CriteriaError(problems)


def _faults(leaf: Leaf, schema: Schema) -> list[Problem]:
    if leaf.field not in schema:
        return [schema.unknown(leaf.field, f"{leaf.path}.field")]
    field = schema[leaf.field]
    where = f"{leaf.path}.{leaf.operator}"
    if leaf.operator not in field.operators:
        known = ", ".join(sorted(field.operators))
        return [BadValue("wrong_operator", field=leaf.field, kind=field.kind, operators=known).at(where)]
    try:
        _operand(leaf, field)
    except BadValue as fault:
        return [fault.at(where)]
    return []


def _operand(leaf: Leaf, field: Field) -> None:
    operand = leaf.operand
    match field:
        case Flag() if not isinstance(operand, bool):
            raise BadValue("want_flag", value=repr(operand))
        case Codes() if isinstance(operand, tuple):
            for code in operand:
                prefix(code)
        case Choices() if isinstance(operand, tuple):
            field.read(operand)
        case Choice() if isinstance(operand, bool):
            raise BadValue("want_text", value=repr(operand))
        case Choice():
            for one in operand if isinstance(operand, tuple) else (operand,):
                field.read(one)
        case Number() if field.whole and operand != int(operand):  # type: ignore[arg-type]
            raise BadValue("want_whole", value=operand)
