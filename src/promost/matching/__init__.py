"""Who qualifies for what, and why not: records against criteria, in three values. Pure: no Django, no database.

    schema = Schema(okved=Codes(), employees=Number(unit="people"))
    engine = Engine(schema, {"scheme-1": Criteria.from_json({"field": "employees", "max": 250})})
    engine.explain({"employees": None})["scheme-1"].missing
    engine.match({"employees": [10, None, 900]}).counts()

How to write criteria and to call the engine: docs/matching.md.
"""

from promost.matching.criteria import Criteria, json_schema
from promost.matching.engine import Engine
from promost.matching.match import Count, Match, Positions, Tally
from promost.matching.nearest import Nearest
from promost.matching.problems import CriteriaError, MatchingError, Problem, RecordError, SchemaError
from promost.matching.review import Finding, review
from promost.matching.schema import Choice, Choices, Codes, Date, Field, Flag, Number, Schema
from promost.matching.truth import Truth
from promost.matching.verdict import Verdict, Verdicts

__all__ = [
    "Choice",
    "Choices",
    "Codes",
    "Count",
    "Criteria",
    "CriteriaError",
    "Date",
    "Engine",
    "Field",
    "Finding",
    "Flag",
    "Match",
    "MatchingError",
    "Nearest",
    "Number",
    "Positions",
    "Problem",
    "RecordError",
    "Schema",
    "SchemaError",
    "Tally",
    "Truth",
    "Verdict",
    "Verdicts",
    "json_schema",
    "review",
]
