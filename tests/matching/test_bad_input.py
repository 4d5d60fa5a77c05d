"""Bad input is told: what, where, and what to do. Nothing is guessed, and nothing crashes."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from promost.matching import (
    Choice,
    Choices,
    Codes,
    Criteria,
    CriteriaError,
    Date,
    Engine,
    Flag,
    Number,
    RecordError,
    Schema,
    SchemaError,
    Truth,
)
from tests.matching.made import AS_OF, SCHEMA


def refusal(data: Any) -> list[str]:
    with pytest.raises(CriteriaError) as fault:
        Engine(SCHEMA, {"s": Criteria.from_json(data)}, AS_OF)
    return [problem.text("en") for problem in fault.value.problems]


LEAF = {"field": "exporter", "is": True}

FAULTS: list[tuple[Any, str]] = [
    (
        {"field": "employes", "max": 5},
        "s: $.field: there is no field “employes”; check the spelling, the fields are: region, sector, okved, employees",
    ),
    (
        {"field": "employees", "under": ["25"]},
        "s: $.under: the field “employees” (number) is not compared so; it can be: above, below, max, min",
    ),
    ({"field": "employees", "max": "250"}, "$.max: a number is wanted, not '250'"),
    ({"field": "employees", "max": True}, "$.max: a number is wanted, not True"),
    ({"field": "employees", "max": 2.5}, "s: $.max: a whole number is wanted, not 2.5"),
    ({"field": "revenue", "max": float("nan")}, "$.max: nan is not a number that can be compared"),
    ({"field": "revenue", "max": 2**53 + 1}, "$.max: 9007199254740993 is beyond 9007199254740992"),
    ({"field": "okved", "under": ["C"]}, "s: $.under: “C” is not a code; write digits with dots, as 25 or 25.62"),
    (
        {"field": "okved", "under": ["25", "2.5"]},
        "s: $.under: “2.5” has one digit before the dot; codes begin with two, as 02.5 or 25",
    ),
    (
        {"field": "okved", "under": []},
        "$.under: the list is empty, so nothing could ever match; name at least one value",
    ),
    ({"field": "okved", "under": "25"}, "$.under: a list is wanted, not '25'; put one value into brackets"),
    ({"field": "okved", "under": [25]}, "$.under: a text is wanted, not 25"),
    ({"field": "region", "in": ["RU-XX"]}, "s: $.in: “RU-XX” is not among the options: RU-MAG, RU-SMO, RU-MOW"),
    ({"field": "region", "is": True}, "s: $.is: a text is wanted, not True"),
    ({"field": "exporter", "is": "yes"}, "s: $.is: true or false is wanted, not 'yes'"),
    ({"field": "exporter", "is": 1}, "$.is: a text is wanted, not 1"),
    ({"field": "founded", "before": "24.11.2026"}, "$.before: a day written YYYY-MM-DD is wanted, not '24.11.2026'"),
    ({"field": "founded", "before": 2026}, "$.before: a day written YYYY-MM-DD is wanted, not 2026"),
    ({"field": "founded", "age_min": -1}, "$.age_min: a whole number from 0 to 1000 is wanted, not -1"),
    ({"field": "founded", "age_min": 1.5}, "$.age_min: a whole number from 0 to 1000 is wanted, not 1.5"),
    ({"field": "founded", "months_max": 12_001}, "$.months_max: a whole number from 0 to 12000 is wanted, not 12001"),
    (
        {**LEAF, "from": "2026-02-01", "until": "2026-01-31"},
        "$: in force from 2026-02-01 until 2026-01-31: the end comes before the beginning",
    ),
    ({**LEAF, "until": "soon"}, "$.until: a day written YYYY-MM-DD is wanted, not 'soon'"),
    ({**LEAF, "from": 5}, "$.from: a day written YYYY-MM-DD is wanted, not 5"),
    ({**LEAF, "until": None}, "$.until: a day written YYYY-MM-DD is wanted, not None"),
    ({**LEAF, "source": 5}, "$.source: a text is wanted, not 5"),
    ({**LEAF, "text": 5}, "$.text: the text must be a string, or an object with ru and en"),
    ({**LEAF, "text": {"de": "x"}}, "$.text: the text must be a string, or an object with ru and en"),
    ({**LEAF, "maximum": 5}, "$: “maximum” is not known here; it may be one of: above, after"),
    ({"field": "exporter"}, "$: the condition compares with nothing; add one of: in, under"),
    ({"field": " ", "is": True}, "$.field: the text is blank"),
    ({"all": []}, "$.all: the group is empty; put conditions into it, or write {} for an offer without criteria"),
    ({"any": LEAF}, "$.any: a list is wanted, not {"),
    ({"all": [LEAF], "any": [LEAF]}, "$: exactly one of all, any, not, at_least, field must be here; found: all, any"),
    ({"text": "x"}, "$: exactly one of all, any, not, at_least, field must be here; found: –"),
    (
        {"at_least": 3, "of": [LEAF, LEAF]},
        "$.at_least: 3 cannot be asked of this list; give a whole number from 1 to 2",
    ),
    ({"at_least": 0, "of": [LEAF]}, "$.at_least: 0 cannot be asked of this list"),
    ({"at_least": True, "of": [LEAF]}, "$.at_least: True cannot be asked of this list"),
    ({"at_least": 1}, "$.of: a list is wanted, not None"),
    ({"all": [LEAF, 5]}, "$.all[1]: an object is wanted here (a condition or a group), not int"),
    ({"not": [LEAF]}, "$.not: an object is wanted here (a condition or a group), not list"),
    ([], "$: an object is wanted here (a condition or a group), not list"),
    (None, "$: an object is wanted here (a condition or a group), not NoneType"),
    ('{"all": [', "$: this is not JSON: line 1, column 10; check commas, quotes and brackets there"),
    (
        '{"field": "exporter", "is": true, "is": false}',
        "$: “is” stands twice in one object, so one of the two would be lost",
    ),
]


@pytest.mark.parametrize(("data", "said"), FAULTS, ids=[said[:40] for _, said in FAULTS])
def test_faults_of_criteria_are_told_with_their_path(data: Any, said: str) -> None:
    assert refusal(data)[0].startswith(said)


@pytest.mark.parametrize(("data", "said"), FAULTS, ids=[said[:40] for _, said in FAULTS])
def test_faults_are_told_in_russian_too(data: Any, said: str) -> None:
    with pytest.raises(CriteriaError) as fault:
        Engine(SCHEMA, {"s": Criteria.from_json(data)}, AS_OF)
    russian = fault.value.text("ru")
    assert russian != fault.value.text("en")
    assert any("а" <= letter <= "я" for letter in russian)


def test_every_fault_is_told_at_once() -> None:
    data = {"all": [{"field": "a", "max": "x"}, {"any": []}, {"field": "okved", "under": ["25"], "colour": 1}]}
    assert [text.split(":")[0] for text in refusal(data)] == ["$.all[0].max", "$.all[1].any", "$.all[2]"]
    misfits = {"any": [{"field": "a", "max": 1}, {"field": "okved", "under": ["x"]}]}
    assert [text.split(":")[1].strip() for text in refusal(misfits)] == ["$.any[0].field", "$.any[1].under"]


def nested(levels: int) -> dict[str, Any]:
    data: dict[str, Any] = LEAF
    for _ in range(levels):
        data = {"not": data}
    return data


def test_a_thousand_nested_levels_are_refused_and_thirty_are_not() -> None:
    assert refusal(nested(1000))[0].endswith("nested deeper than 32 levels; put the inner groups side by side")
    assert (
        refusal(nested(1000))[0]
        == "$.not.not.not.not.not.not.not.not.not.no….not.not.not: nested deeper than 32 levels; put the inner groups side by side"
    )
    assert "nested deeper" in refusal(json.dumps(nested(300)))[0]
    assert "nested deeper" in refusal('{"not": ' * 100_000 + "{}" + "}" * 100_000)[0]
    engine = Engine(SCHEMA, {"s": Criteria.from_json(nested(31))}, AS_OF)
    assert engine.explain({"exporter": True})["s"].answer is Truth.NO


def test_an_offer_without_criteria_fits_everyone_and_says_so() -> None:
    verdict = Engine(SCHEMA, {"s": Criteria.from_json({})}, AS_OF).explain({})["s"]
    assert verdict.answer is Truth.YES
    assert verdict.unconditional
    assert verdict.sentences("en") == ("There are no criteria: it fits everyone",)
    assert verdict.sentences("ru") == ("Критериев нет: подходит всем",)


RECORD_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"employes": 5}, "there is no field “employes”"),
    ({"employees": "5"}, "employees: a number is wanted, not '5'"),
    ({"employees": True}, "employees: a number is wanted, not True"),
    ({"employees": -1}, "employees: -1 is below 0, the least this field can be"),
    ({"employees": 1.5}, "employees: a whole number is wanted, not 1.5"),
    ({"revenue": float("inf")}, "revenue: inf is not a number that can be compared"),
    ({"revenue": Decimal("NaN")}, "revenue: NaN is not a number that can be compared"),
    ({"revenue": 2**53 + 1}, "revenue: 9007199254740993 is beyond"),
    ({"exporter": 1}, "exporter: true or false is wanted, not 1"),
    ({"region": "RU-XX"}, "region: “RU-XX” is not among the options"),
    ({"region": ""}, "region: the text is blank"),
    ({"region": 5}, "region: a text is wanted, not 5"),
    ({"okved": "25"}, "okved: a list is wanted, not '25'"),
    ({"okved": ["25", "2A"]}, "okved: “2A” is not a code"),
    ({"okved": [None]}, "okved: a text is wanted, not None"),
    ({"certificates": [5]}, "certificates: a text is wanted, not 5"),
    ({"founded": "yesterday"}, "founded: a day written YYYY-MM-DD is wanted, not 'yesterday'"),
    ({"founded": datetime(2026, 1, 1, tzinfo=UTC)}, "founded: a day written YYYY-MM-DD is wanted"),
    ({"founded": 5}, "founded: a day written YYYY-MM-DD is wanted, not 5"),
]


@pytest.mark.parametrize(("record", "said"), RECORD_FAULTS, ids=[said[:40] for _, said in RECORD_FAULTS])
def test_faults_of_a_record_are_told_with_the_field(record: dict[str, Any], said: str) -> None:
    with pytest.raises(RecordError) as fault:
        Engine(SCHEMA, {}, AS_OF).explain(record)
    assert fault.value.text().startswith(said)


@pytest.mark.parametrize(("record", "said"), RECORD_FAULTS[1:], ids=[said[:40] for _, said in RECORD_FAULTS[1:]])
def test_faults_of_a_column_are_told_with_the_position(record: dict[str, Any], said: str) -> None:
    name, value = next(iter(record.items()))
    with pytest.raises(RecordError) as fault:
        Engine(SCHEMA, {}, AS_OF).match({name: [None, None, value]})
    assert fault.value.text().startswith(said.replace(f"{name}:", f"{name}[2]:", 1))


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(RecordError, match="a record must be a mapping of field to value, this is list"):
        Engine(SCHEMA, {}, AS_OF).explain([])  # type: ignore[arg-type]


def test_only_the_first_bad_positions_of_a_column_are_told() -> None:
    with pytest.raises(RecordError) as fault:
        Engine(SCHEMA, {}, AS_OF).match({"exporter": ["x"] * 100})
    assert [problem.where for problem in fault.value.problems] == [f"exporter[{i}]" for i in range(5)]


def test_a_column_of_another_length_is_refused() -> None:
    with pytest.raises(RecordError) as fault:
        Engine(SCHEMA, {}, AS_OF).match({"exporter": [True, False], "employees": [1]})
    assert fault.value.text().startswith(
        "employees: the column has 1 values, but “exporter” has 2; all columns must be equally long"
    )


def test_what_is_no_column_is_refused() -> None:
    with pytest.raises(RecordError, match="region: a column must be a list or an array, this is str"):
        Engine(SCHEMA, {}, AS_OF).match({"region": "RU-MAG", "exporter": [True]})
    with pytest.raises(RecordError, match="exporter: a column must be a list or an array, this is bool"):
        Engine(SCHEMA, {}, AS_OF).match({"exporter": True})
    with pytest.raises(RecordError, match="there is no field “employes”"):
        Engine(SCHEMA, {}, AS_OF).match({"employes": [1]})


def test_an_unknown_offer_is_refused() -> None:
    with pytest.raises(RecordError, match="there is no offer “x”; the offers are: a"):
        Engine(SCHEMA, {"a": Criteria.from_json({})}, AS_OF).match({}).offer("x")
    with pytest.raises(KeyError):
        Engine(SCHEMA, {"a": Criteria.from_json({})}, AS_OF).explain({})["x"]


def test_a_record_with_ten_thousand_codes_is_answered() -> None:
    codes = [f"{i // 100 % 90 + 10}.{i % 100:02}.{i // 9000}" for i in range(10_000)]
    offers = {
        "a": Criteria.from_json({"field": "okved", "under": ["25.62"]}),
        "b": Criteria.from_json({"field": "okved", "under": ["09"]}),
    }
    engine = Engine(SCHEMA, offers, AS_OF)
    assert engine.explain({"okved": codes}).answers() == {"a": Truth.YES, "b": Truth.NO}
    assert engine.match({"okved": [codes, None, []]}).record(0) == {"a": Truth.YES, "b": Truth.NO}
    assert engine.explain({"okved": codes})["b"].nearest == {"okved": (*_dotted(codes), "09")}


def _dotted(codes: list[str]) -> list[str]:
    return list(dict.fromkeys(codes))


def test_a_code_that_lost_its_zero_is_no_match_and_no_crash() -> None:
    engine = Engine(SCHEMA, {"a": Criteria.from_json({"field": "okved", "under": ["25"]})}, AS_OF)
    assert engine.explain({"okved": ["2.5"]})["a"].answer is Truth.NO
    assert engine.explain({"okved": ["2.5", "25.62"]})["a"].answer is Truth.YES
    assert engine.match({"okved": [["2.5"], ["25.62"]]}).offer("a").yes.tolist() == [1]


def test_a_schema_takes_only_fields() -> None:
    with pytest.raises(SchemaError, match="region: this is not a field; use Choice, Choices"):
        Schema(region="choice")  # type: ignore[arg-type]


def test_bounds_of_a_number_hold_for_columns_as_for_records() -> None:
    schema = Schema(share=Number(least=0, most=100))
    with pytest.raises(RecordError, match=r"share\[1\]: 100.5 is above 100, the most this field can be"):
        Engine(schema, {}, AS_OF).match({"share": [100, 100.5]})
    with pytest.raises(RecordError, match=r"share: 100.5 is above 100"):
        Engine(schema, {}, AS_OF).explain({"share": 100.5})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Choice(), "a"),
        (Choices(), ["a", "b"]),
        (Codes(), ["25"]),
        (Number(), 2**53),
        (Number(), -(2**53)),
        (Flag(), False),
        (Date(), date.min),
        (Date(), date.max),
    ],
    ids=str,
)
def test_values_at_the_edge_are_accepted_by_both_ways(field: Any, value: Any) -> None:
    engine = Engine(Schema(it=field), {"a": Criteria.from_json({})}, AS_OF)
    assert engine.explain({"it": value})["a"].answer is Truth.YES
    assert engine.match({"it": [value, None]}).counts()["a"] == (2, 0)
