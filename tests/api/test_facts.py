"""Facts by API: recorded once, taken back once, refused in words, exact to the last digit."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from promost.accounts.api_tokens.models import Scope
from promost.kit import clock
from promost.ledger.models import Evidence, Fact
from promost.plans.models import TargetValue
from promost.profiles.actions import look
from promost.profiles.models import Indicator
from tests.api.calls import CLIENT, call, token
from tests.harness.queries import assert_queries
from tests.world import World

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def bearer(world: World) -> str:
    return token(world.users["recipient"], world.bodies["recipient"])  # type: ignore[arg-type]


def given(world: World, **more: Any) -> dict[str, Any]:
    """Return a fact as a program sends it."""
    return {
        "token": str(uuid4()), "measure": str(world.measure.uuid), "indicator": "BIDS", "value": "2",
        "happened_on": "2025-05-20", **more,
    }  # fmt: skip


def test_a_fact_is_recorded_and_read_back_as_it_was_given(world: World, bearer: str) -> None:
    answer = call(bearer, "/facts", "POST", given(world, organisation=str(world.bodies["enterprise"].uuid)))
    assert answer.status_code == 201
    fact = call(bearer, f"/facts/{answer.json()['id']}").json()
    assert fact == answer.json()
    assert (fact["value"], fact["happened_on"], fact["region"], fact["how"]) == ("2", "2025-05-20", "RU-MAG", "hand")
    assert fact["organisation"]["id"] == str(world.bodies["enterprise"].uuid)
    assert fact["recorded_for"]["id"] == str(world.bodies["recipient"].uuid)


def test_the_same_token_again_records_nothing_new(world: World, bearer: str) -> None:
    body = given(world)
    first, second = (call(bearer, "/facts", "POST", body) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Fact.objects.count() == 2  # that of the world, and this one


def test_a_token_used_for_something_else_is_told_and_not_swallowed(world: World, bearer: str) -> None:
    body = given(world)
    call(bearer, "/facts", "POST", body)
    answer = call(bearer, "/facts", "POST", {**body, "value": "3"})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["token"])
    assert Fact.objects.count() == 2


def test_a_value_in_another_unit_of_the_same_quantity_is_converted_exactly(world: World, bearer: str) -> None:
    money = Indicator.objects.filter(kind="flow", okei="385", needs_evidence=False, needs_organisation=False).first()
    assert money is not None
    answer = call(bearer, "/facts", "POST", given(world, indicator=money.code, value="1234.5", unit="384"))
    assert (answer.json()["value"], answer.json()["unit"]["okei"]) == ("1.2345", "385")


def test_a_nil_report_is_a_fact_of_nought(world: World, bearer: str) -> None:
    answer = call(bearer, "/facts", "POST", given(world, kind="nil", value="0"))
    assert (answer.status_code, answer.json()["value"]) == (201, "0")


def test_a_fact_is_taken_back_once_and_stays_to_be_seen(world: World, bearer: str) -> None:
    path = f"/facts/{world.fact.uuid}/reversal"
    body = {"token": str(uuid4()), "reason": "Counted twice"}
    first, again = (call(bearer, path, "POST", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (first.json()["value"], first.json()["reverses"]) == ("-3", str(world.fact.uuid))
    assert call(bearer, f"/facts/{world.fact.uuid}").json()["reversed_by"] == first.json()["id"]
    twice = call(bearer, path, "POST", {"token": str(uuid4()), "reason": "Once more"})
    assert (twice.status_code, twice.json()["code"]) == (409, "ALREADY_REVERSED")
    back = call(bearer, f"/facts/{first.json()['id']}/reversal", "POST", {"token": str(uuid4()), "reason": "No"})
    assert (back.status_code, back.json()["code"]) == (422, "REVERSAL_OF_REVERSAL")
    assert Fact.objects.count() == 2


def test_evidence_comes_with_the_fact(world: World, bearer: str) -> None:
    files = [{"name": "act.pdf", "content": b64encode(PDF).decode()}]
    fact = call(bearer, "/facts", "POST", given(world, indicator="SUPPLIER_AUDITS", files=files)).json()
    assert [(each["name"], each["kind"]) for each in fact["evidence"]] == [("act.pdf", "pdf")]
    assert Evidence.objects.get(attachments__fact__uuid=fact["id"]).sha256 == fact["evidence"][0]["sha256"]


def test_evidence_with_personal_data_is_not_named(world: World, bearer: str) -> None:
    files = [{"name": "Ivanov.pdf", "content": b64encode(PDF).decode()}]
    body = given(world, indicator="SUPPLIER_AUDITS", files=files, personal=True)
    assert b"Ivanov" not in call(bearer, "/facts", "POST", body).content


class TestWhatIsRefused:
    """What may not come in: told by field, and nothing is saved."""

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"happened_on": str(clock.machine_now().date() + timedelta(days=3))}, "happened_on"),
            ({"happened_on": "2024-12-31"}, "happened_on"),
            ({"value": "-1"}, "value"),
            ({"value": "1000000000000.5"}, "value"),
            ({"value": "1.23456"}, "value"),
            ({"value": 1.5}, "value"),
            ({"value": 2}, "value"),
            ({"value": "two"}, "value"),
            ({"unit": "166"}, "unit"),
            ({"indicator": "NO_SUCH"}, "indicator"),
            ({"indicator": "HEADCOUNT"}, "indicator"),
            ({"indicator": "SUPPLIER_AUDITS"}, "files"),
            ({"breakdown": "audience=martians"}, "breakdown"),
            ({"region": "RU-XXX"}, "region"),
            ({"organisation": str(uuid4())}, "organisation"),
            ({"plan": str(uuid4())}, "measure"),
            ({"measure": None}, "measure"),
            ({"kind": "nil", "value": "1"}, "value"),
            ({"files": [{"name": "a.exe", "content": b64encode(b"MZ" + b"\0" * 64).decode()}]}, "files"),
            ({"files": [{"name": "a.pdf", "content": "*"}]}, "files"),
            ({"files": [{"name": "a.pdf", "content": "é"}]}, "files"),
            ({"words": "a\u0000b"}, "words"),
            ({"valeu": "2"}, "valeu"),
        ],
    )
    def test_a_fact(self, world: World, bearer: str, more: dict[str, Any], field: str) -> None:
        answer = call(bearer, "/facts", "POST", given(world, **more))
        assert answer.status_code == 422
        (told,) = answer.json()["fields"].items()
        assert told[0] == field
        assert told[1][0]
        assert Fact.objects.count() == 1

    def test_what_is_no_json(self, world: World, bearer: str) -> None:
        headers = {"Authorization": f"Bearer {bearer}"}
        answer = CLIENT.post("/api/v1/facts", b"{", "application/json", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")

    def test_a_request_that_is_too_large(self, world: World, bearer: str, settings: Any) -> None:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
        answer = call(bearer, "/facts", "POST", given(world, words="w" * 2000))
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

    def test_a_reversal_without_a_reason(self, world: World, bearer: str) -> None:
        path = f"/facts/{world.fact.uuid}/reversal"
        for reason in ("", "   "):
            answer = call(bearer, path, "POST", {"token": str(uuid4()), "reason": reason})
            assert (answer.status_code, list(answer.json()["fields"])) == (422, ["reason"])
        assert Fact.objects.count() == 1

    def test_recording_with_a_token_that_only_reads(self, world: World) -> None:
        reader = token(world.users["recipient"], world.bodies["recipient"], Scope.READ)  # type: ignore[arg-type]
        answer = call(reader, "/facts", "POST", given(world))
        assert (answer.status_code, answer.json()["code"]) == (403, "token_reads_only")
        assert Fact.objects.count() == 1


class TestReading:
    """Lists of facts and what they add up to."""

    def test_facts_are_chosen_by_measure_indicator_place_and_day(self, world: World, bearer: str) -> None:
        def count(query: str) -> int:
            return int(call(bearer, f"/facts?{query}").json()["count"])

        assert count(f"plan={world.plan.uuid}") == count(f"measure={world.measure.uuid}") == count("") == 1
        assert (count("indicator=BIDS"), count("indicator=CONTRACTS")) == (1, 0)
        assert (count("region=RU-MAG"), count("region=RU-MOW")) == (1, 0)
        assert (count("since=2025-05-14&until=2025-05-14"), count("until=2025-05-13")) == (1, 0)

    @pytest.mark.parametrize(("scope", "code", "count"), [
        ("measure", "BIDS", 1), ("region", "BIDS", 1), ("participants", "BIDS", 0), ("measure", "CONTRACTS", 0), ("measure", None, 0),
    ])  # fmt: skip
    def test_a_targets_facts_are_those_that_count_for_it(
        self, world: World, bearer: str, scope: str, code: str | None, count: int
    ) -> None:
        target = world.plan.targets.create(
            measure=world.measure, position=2, label="Bids", unit="ед", okei="642", scope=scope,
            indicator=Indicator.objects.get(code=code) if code else None,
        )  # fmt: skip
        assert call(bearer, f"/facts?target={target.uuid}").json()["count"] == count

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_a_longer_list_costs_no_more_queries(self, world: World, bearer: str, count: int) -> None:
        for number in range(count):
            world.fact.pk, world.fact.uuid, world.fact.event, world.fact._state.adding = (
                None,
                uuid4(),
                str(number),
                True,
            )
            world.fact.save()
        with assert_queries(12):  # 8 of the token and of its throttle; the measure, count, facts, evidence
            answer = call(bearer, f"/facts?measure={world.measure.uuid}&limit=200")
        assert answer.json()["count"] == count + 1

    def test_a_figure_carries_its_state_and_its_share_by_hand(self, world: World, bearer: str) -> None:
        target = world.plan.targets.create(
            measure=world.measure, position=2, label="Bids", unit="ед", okei="642",
            indicator=Indicator.objects.get(code="BIDS"),
        )  # fmt: skip
        for day, value in ((date(2025, 6, 30), 3), (date(2025, 12, 31), 5)):
            TargetValue.objects.create(target=target, edition=world.edition, due_on=day, value=value)
        progress = call(bearer, f"/measures/{world.measure.uuid}/progress?at=2025-07-01").json()
        # recorded later than that day: as it was known then, nobody had reported
        assert progress["targets"][0]["figure"]["state"] == "not_reported"
        (told,) = call(bearer, f"/measures/{world.measure.uuid}/progress").json()["targets"]
        assert (told["figure"]["state"], told["figure"]["value"], told["figure"]["by_hand"]) == ("reported", "3", "1")
        assert [point["promised"] for point in told["points"]] == ["3", "5"]
        assert [point["standing"] for point in told["points"]] == ["met", "behind"]

    def test_a_plans_progress_counts_its_measures(self, world: World, bearer: str) -> None:
        plan = call(bearer, f"/plans/{world.plan.uuid}/progress").json()
        listed = call(bearer, f"/plans/{world.plan.uuid}/progress/measures").json()
        assert sum(plan["measures"].values()) == listed["count"] == 1
        assert plan["measures"][listed["items"][0]["state"]] == 1


class TestLevels:
    """Observed levels: a newer release takes the place of the older one."""

    def level(self, world: World, **more: Any) -> dict[str, Any]:
        return {
            "token": str(uuid4()), "indicator": "HEADCOUNT", "organisation": str(world.bodies["enterprise"].uuid),
            "starts_on": "2025-06-30", "ends_on": "2025-06-30", "value": "41", "source": "P-4",
            "released_on": "2025-07-15", **more,
        }  # fmt: skip

    def test_recorded_once_and_replaced_by_the_next_release(self, world: World, bearer: str) -> None:
        body = self.level(world)
        assert [call(bearer, "/observations", "POST", body).status_code for _ in range(2)] == [201, 200]
        newer = self.level(world, value="43", released_on="2025-08-15")
        assert call(bearer, "/observations", "POST", newer).status_code == 201
        look(world.actor("recipient"), world.bodies["enterprise"], "support")
        (shown,) = call(bearer, f"/observations?organisation={body['organisation']}").json()["items"]
        assert (shown["value"], shown["indicator"]) == ("43", "HEADCOUNT")

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"region": "RU-MAG"}, "region"),
            ({"ends_on": "2025-01-01"}, "ends_on"),
            ({"indicator": "BIDS"}, "indicator"),
        ],
    )
    def test_what_is_given_wrongly_is_told(self, world: World, bearer: str, more: dict[str, Any], field: str) -> None:
        answer = call(bearer, "/observations", "POST", self.level(world, **more))
        assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])
