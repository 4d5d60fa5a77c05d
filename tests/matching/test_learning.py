"""Learning a fact settles a question or leaves it open; it never turns an answer that was given."""

from itertools import pairwise
from typing import Any

from hypothesis import given, settings

from promost.matching import Criteria, Engine, Truth
from tests.matching.made import AS_OF, CRITERIA, KNOWN_RECORDS, RECORDS, SCHEMA, as_columns


@settings(max_examples=300)
@given(CRITERIA, RECORDS, KNOWN_RECORDS)
def test_a_yes_and_a_no_stay_when_more_becomes_known(
    criteria: Criteria, record: dict[str, Any], truth: dict[str, Any]
) -> None:
    engine = Engine(SCHEMA, {"offer": criteria}, AS_OF)
    seen = [record]
    for name, value in truth.items():
        seen.append({**seen[-1], name: seen[-1][name] if seen[-1][name] is not None else value})
    found = [engine.explain(one)["offer"].answer for one in seen]
    match = engine.match(as_columns(seen))
    assert [match.record(i)["offer"] for i in range(len(seen))] == found
    for before, after in pairwise(found):
        assert before in {Truth.UNKNOWN, after}
    assert found[-1] is not Truth.UNKNOWN


@settings(max_examples=200)
@given(CRITERIA, RECORDS, KNOWN_RECORDS)
def test_only_the_missing_fields_that_are_named_can_settle_it(
    criteria: Criteria, record: dict[str, Any], truth: dict[str, Any]
) -> None:
    engine = Engine(SCHEMA, {"offer": criteria}, AS_OF)
    verdict = engine.explain(record)["offer"]
    assert (verdict.answer is Truth.UNKNOWN) == bool(verdict.missing)
    assert all(record[name] is None for name in verdict.missing)
    others = {name: truth[name] for name in SCHEMA if record[name] is None and name not in verdict.missing}
    assert engine.explain({**record, **others})["offer"].answer is verdict.answer
    asked = {name: truth[name] for name in verdict.missing}
    assert engine.explain({**record, **asked})["offer"].answer is not Truth.UNKNOWN


def test_the_answer_that_settles_most_is_asked_first() -> None:
    either = [{"field": "employees", "max": 5}, {"field": "exporter", "is": True}]
    criteria = {"all": [{"field": "okved", "under": ["25"]}, {"any": either}]}
    verdict = Engine(SCHEMA, {"offer": Criteria.from_json(criteria)}, AS_OF).explain({"exporter": False})["offer"]
    assert verdict.missing == ("okved", "employees")
    assert verdict.decisive == {"okved": 0.5, "employees": 0.5}
    only = Engine(SCHEMA, {"offer": Criteria.from_json(criteria)}, AS_OF).explain({})["offer"]
    assert only.missing[0] == "okved"
    assert only.decisive == {"okved": 0.5, "employees": 0.0, "exporter": 0.0}


def test_over_all_offers_the_field_that_opens_most_is_asked_for() -> None:
    offers = {
        "a": Criteria.from_json({"field": "okved", "under": ["25"]}),
        "b": Criteria.from_json({"all": [{"field": "okved", "under": ["26"]}, {"field": "region", "is": "RU-MAG"}]}),
        "c": Criteria.from_json({"field": "region", "is": "RU-MAG"}),
        "d": Criteria.from_json({"field": "region", "in": ["RU-SMO", "RU-MOW"]}),
        "e": Criteria.from_json({}),
    }
    verdicts = Engine(SCHEMA, offers, AS_OF).explain({"region": "RU-MAG"})
    assert verdicts.ask() == {"okved": 2.0}
    assert list(Engine(SCHEMA, offers, AS_OF).explain({}).ask()) == ["region", "okved"]
