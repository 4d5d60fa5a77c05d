"""What the description promises is what is answered, whatever is sent: no fault, no answer of another shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ninja.responses import NinjaJSONEncoder
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from promost.api.description import operations
from promost.api.root import api
from tests.api.calls import CLIENT, tokens_of
from tests.world import World

DESCRIPTION = json.loads(json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder))
OPENED = {**DESCRIPTION, "components": {**DESCRIPTION["components"], "securitySchemes": {}}}
"""The description without its lock: each call carries a token; that none opens without one is in the table."""
SCHEMA = schemathesis.openapi.from_dict(OPENED)
SCHEMA.app = get_wsgi_application()
FOUND: list[Any] = [result.ok() for result in SCHEMA.get_all_operations() if isinstance(result, Ok)]
OPERATIONS = {each.definition.raw["operationId"]: each for each in FOUND}
EXAMPLES = {GenerationMode.POSITIVE: 12, GenerationMode.NEGATIVE: 6}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all; whatever a call does to it is taken back.

    A request that comes in through WSGI drops a connection that is within a transaction: not so here.
    """
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield World.build()
        transaction.set_rollback(True)
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def bearers(world: World) -> Mapping[str, str]:
    return tokens_of(world)


RULES = {
    "record_fact", "reverse_fact", "record_observation", "list_observations", "propose_amendment", "extend_amendment",
    "withdraw_amendment", "hand_in_completion", "confirm_completions", "confirm_completion", "return_completion",
    "draw_statement", "return_statement", "dispute_fact", "settle_dispute", "write_comment", "match_enterprise",
    "match_facts", "begin_application", "change_application", "attach_document", "submit_application",
    "answer_question", "record_application_elsewhere", "get_refusals", "list_schemes",
}  # fmt: skip
"""Operations that refuse (422) what a description cannot tell: a day to come, two subjects, a unit of another quantity,
a name after @ that fits nobody, or what somebody else has done first (409), or is not the reader's to do (403).
"""


def known(world: World) -> dict[str, str]:
    """Return names that are there, by the place in which they may stand."""
    return {
        **{name: str(getattr(world, name).uuid) for name in ("agreement", "plan", "measure", "fact", "target")},
        "organisation": str(world.bodies["enterprise"].uuid),
        "indicator": "BIDS",
        "code": "BIDS",
        "region": "RU-MAG",
        **{name: str(getattr(world, name).uuid) for name in ("amendment", "statement")},
        **{name: str(getattr(world, name).uuid) for name in ("scheme", "application")},
        "dispute": str(world.objection.uuid),
        "completion": str(world.submission.uuid),
        "kind": "plans.plan",
        "thing": str(world.plan.uuid),
        "one": "1",
        "other": "1",
    }


PAPER = [{"name": "act.pdf", "content": "JVBERi0xLjQgdGhlIHNpZ25lZCBhY3Q="}]
ADDED = [{"kind": "added", "becomes": {"title": "Hold it in a tent"}}]
GOOD: Mapping[str, Mapping[str, Any]] = {
    "record_fact": {"measure": "=measure", "indicator": "=indicator", "value": "2", "happened_on": "2025-05-20"},
    "reverse_fact": {"reason": "Counted twice"},
    "write_comment": {"text": "Is the row right?"},
    "record_observation": {
        "organisation": "=organisation", "indicator": "HEADCOUNT", "value": "41", "source": "P-4",
        "starts_on": "2025-06-30", "ends_on": "2025-06-30", "released_on": "2025-07-15",
    },
    "hand_in_completion": {"files": PAPER},
    "propose_amendment": {"reason": "The hall is let", "changes": ADDED},
    "extend_amendment": {"version": 0, "changes": ADDED},
    "record_application_elsewhere": {
        "scheme": "=scheme", "applicant": "=organisation", "number": "17", "submitted_on": "2025-05-14",
    },
}  # fmt: skip
"""Bodies that are taken; "=" stands before the place of a name that is there."""


def put_right(name: str, case: Any, names: Mapping[str, str], chosen: int) -> None:
    """Put names that are there in the place of those that were made up: beyond them lies what is to be tried.

    Of a body that was made up one field is kept, beside a token, in a body that is taken otherwise.
    """
    for place, there in ((case.path_parameters, names.keys()), (case.query, names.keys() - {"kind"})):
        if isinstance(place, dict):  # a "kind" in an address is a thing's, in a query it is what each list says
            place.update({key: names[key] for key in place.keys() & there})
    if name in GOOD and isinstance(case.body, dict):
        good = {key: names[value[1:]] if str(value).startswith("=") else value for key, value in GOOD[name].items()}
        kept = [key for key in sorted(case.body) if key not in {"measure", "plan", "organisation", "region"}]
        made_up = {kept[chosen % len(kept)]: case.body[kept[chosen % len(kept)]]} if kept else {}
        once = {} if "amendment" in name or "elsewhere" in name else {"token": str(UUID(int=chosen))}
        case.body = {**once, **good, **made_up}


@pytest.mark.django_db
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as described", "otherwise"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_answer_is_what_the_description_promises(
    name: str, mode: GenerationMode, world: World, bearers: Mapping[str, str]
) -> None:
    names = known(world)
    asked_too_much = {positive_data_acceptance} if name in RULES else set()

    @settings(
        max_examples=EXAMPLES[mode],
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(case=OPERATIONS[name].as_strategy(generation_mode=mode), there=st.booleans(), chosen=st.integers(0, 99))
    def call(case: Any, there: bool, chosen: int) -> None:
        if there:
            put_right(name, case, names, chosen)
        headers = {"Authorization": f"Bearer {bearers['recipient']}", "Accept-Language": "en"}
        with transaction.atomic():
            answer = case.call(headers=headers)
            transaction.set_rollback(True)
        mended = {negative_data_rejection} if there else set()
        case.validate_response(answer, headers=headers, excluded_checks=[*mended, *asked_too_much])

    call()


def test_the_description_names_every_operation_once_and_says_what_it_does() -> None:
    names = [each["operationId"] for _method, _path, each in operations(DESCRIPTION)]
    assert len(names) == len(set(names))
    assert set(names) == OPERATIONS.keys()
    assert all(each["summary"] for _method, _path, each in operations(DESCRIPTION))


def test_no_number_that_has_to_be_exact_is_a_float() -> None:
    def numbers(shape: Any, path: str) -> Iterator[str]:
        if isinstance(shape, dict):
            if shape.get("type") == "number":
                yield path
            for key, value in shape.items():
                yield from numbers(value, f"{path}/{key}")
        if isinstance(shape, list):
            for value in shape:
                yield from numbers(value, path)

    assert list(numbers(DESCRIPTION["components"], "")) == []


@pytest.mark.parametrize(("language", "word"), [("ru", "Одно мероприятие"), ("en", "One measure")])
def test_the_description_speaks_the_readers_language(db: None, language: str, word: str) -> None:
    answer = CLIENT.get("/api/v1/openapi.json", headers={"Accept-Language": language})
    assert answer.json()["paths"]["/api/v1/measures/{measure}"]["get"]["summary"] == word


@pytest.mark.parametrize(("language", "word"), [("ru", "Мероприятия плана"), ("en", "Measures of a plan")])
def test_its_page_lists_every_operation(db: None, language: str, word: str) -> None:
    page = CLIENT.get("/api/", headers={"Accept-Language": language}).content.decode()
    assert word in page
    assert all(f"{method.upper()} {path}" in page for method, path, _ in operations(DESCRIPTION))
