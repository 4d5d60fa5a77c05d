"""Many facts from an .xlsx: each row is checked on its own, nothing is lost, nothing is taken twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from datetime import datetime as moment
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from promost.accounts.actors import OPERATOR, Refused
from promost.kit import files
from promost.ledger import actions, after, sheets
from promost.ledger.actions import Taken
from promost.ledger.files import Upload
from promost.ledger.models import Evidence, Fact, Sheet
from promost.ledger.problems import Bad
from promost.plans.models import MeasureEdition, Scope
from promost.profiles.models import Indicator
from promost.registry.models import Organisation
from tests.ledger.conftest import TODAY
from tests.world import World

pytestmark = pytest.mark.django_db
HEAD = ("Measure", "Indicator", "Value", "Unit", "Day on which it happened", "Organisation", "Region", "Told apart by")
GOOD = ("1.1", "Folk Trained", 5, "", date(2025, 9, 1), "", "", "")


def book(*rows: Sequence[Any], head: Sequence[str] = HEAD, title: str = "Results") -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    first(made).title = title
    for each in (head, *rows):
        first(made).append(list(each))
    return made


def first(made: openpyxl.Workbook) -> Any:
    """Return the sheet that is open."""
    return made.active


def saved(made: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def take(world: World, *rows: Sequence[Any], who: str = "recipient", **values: Any) -> Taken:
    return actions.take_sheet(world.actor(who), world.plan, "results.xlsx", saved(book(*rows, **values)))


def reasons(taken: Taken) -> dict[int, str]:
    return {line.number: bad.words for line, bad in taken.refused}


def row(**values: Any) -> tuple[Any, ...]:
    names = ("measure", "indicator", "value", "unit", "day", "organisation", "region", "breakdown")
    return tuple(values.get(name, GOOD[place]) for place, name in enumerate(names))


@pytest.fixture(autouse=True)
def _indicators(trained: Indicator, money: Indicator, supported: Indicator) -> None:
    """The indicators that rows name."""


class TestTaken:
    def test_good_rows_become_facts(self, world: World, trained: Indicator) -> None:
        taken = take(world, GOOD, row(value=2.5, breakdown="audience=pupils", organisation="Magadan Machine Plant"))
        assert (taken.sheet.taken, taken.sheet.refused, taken.again) == (2, 0, False)
        one, two = Fact.objects.order_by("value")
        assert (two.value, two.happened_on, two.how, two.measure) == (
            Decimal(5),
            date(2025, 9, 1),
            "file",
            world.measure,
        )
        assert (two.source.kind, two.source.id, two.event) == ("ledger.sheet", str(taken.sheet.uuid), "2")
        assert (one.organisation, one.breakdown) == (world.bodies["enterprise"], "audience=pupils")
        assert two.recorded_for == world.bodies["recipient"]

    @pytest.mark.parametrize(
        "values",
        [
            {"measure": "1.1 Hold a suppliers' day"},
            {"measure": "Hold a suppliers' day"},
            {"indicator": "test.folk_trained"},
            {"value": "1 234,5"},
            {"day": "01.09.2025"},
            {"day": "2025-09-01"},
            {"unit": "person"},
            {"region": "RU-MOW"},
            {"region": "Magadan Oblast"},
        ],
    )
    def test_things_are_named_in_several_ways(self, world: World, values: dict[str, Any]) -> None:
        assert reasons(take(world, row(**values))) == {}

    def test_another_unit_is_turned(self, world: World, lines: Indicator, money: Indicator) -> None:
        money.needs_evidence = False
        money.save()
        take(world, row(indicator="Money", value=1500, unit="384"))
        assert str(Fact.objects.get().value) == "1.5000"

    def test_headings_are_read_in_either_language(self, world: World) -> None:
        with translation.override("ru"):
            data = sheets.template(world.plan)
        russian = openpyxl.load_workbook(BytesIO(data))
        russian.worksheets[0].append(GOOD)
        taken = actions.take_sheet(world.actor("recipient"), world.plan, "a.xlsx", saved(russian))
        assert taken.sheet.taken == 1

    def test_a_row_of_the_whole_plan_names_no_measure(self, world: World, trained: Indicator) -> None:
        world.target.indicator, world.target.scope = trained, Scope.REGION
        world.target.save()
        take(world, row(measure=""))
        assert Fact.objects.get().measure is None

    def test_rows_above_the_headings_and_empty_ones_are_passed_over(self, world: World) -> None:
        made = book(head=("Results of September",))
        for each in ((), HEAD, GOOD, (), row(value=6)):
            first(made).append(each)
        taken = actions.take_sheet(world.actor("recipient"), world.plan, "a.xlsx", saved(made))
        assert (taken.sheet.taken, taken.sheet.refused) == (2, 0)

    @pytest.mark.parametrize("count", [1, 30])
    def test_many_rows_ask_no_more_than_one(self, world: World, count: int, monkeypatch: Any) -> None:
        monkeypatch.setattr(after, "_callbacks", [])
        data = saved(book(*(row(value=number, organisation="Magadan Machine Plant") for number in range(1, count + 1))))
        actor = world.actor("recipient")
        with CaptureQueriesContext(connection) as asked:
            actions.take_sheet(actor, world.plan, "a.xlsx", data)
        assert len(asked) == (18 if connection.vendor == "postgresql" else 20)  # SQLite gives keys back by two more

    def test_a_thousand_rows_are_taken(self, world: World) -> None:
        taken = take(world, *(row(value=number) for number in range(1, 1001)))
        assert (taken.sheet.taken, Fact.objects.count()) == (1000, 1000)


class TestRefused:
    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"value": "many"}, "“many” is not a number"),
            ({"value": ""}, "is not a number"),
            ({"value": True}, "is not a number"),
            ({"value": 10**18}, "more than 10^12"),
            ({"value": -3}, "never below zero"),
            ({"value": "=1+1"}, "formula without a value"),
            ({"measure": "9.9"}, "no measure “9.9”"),
            ({"indicator": "Trains"}, "no indicator “Trains”"),
            ({"indicator": ""}, "no indicator"),
            ({"unit": "furlong"}, "no unit “furlong”"),
            ({"unit": "383"}, "does not measure"),
            ({"organisation": "Nobody & Sons"}, "No organisation is called “Nobody & Sons”"),
            ({"region": "Atlantis"}, "no region “Atlantis”"),
            ({"breakdown": "cats"}, "no breakdown"),
            ({"day": "yesterday"}, "“yesterday” is not a day"),
            ({"day": 45000}, "is not a day"),
            ({"day": date(2025, 9, 16)}, "still to come"),
            ({"day": date(2024, 12, 31)}, "before the plan begins"),
            ({"indicator": "Supported"}, "Choose the organisation"),
            ({"indicator": "Money"}, "Attach a file that shows it beside the sheet"),
            ({"measure": ""}, "not an indicator that this plan promises"),
        ],
    )
    def test_a_row_is_refused_with_its_reason_and_the_others_are_recorded(
        self, world: World, values: dict[str, Any], words: str
    ) -> None:
        taken = take(world, row(value=7), row(**values), row(value=8))
        assert (taken.sheet.taken, taken.sheet.refused) == (2, 1)
        assert words in reasons(taken)[3]
        assert Fact.objects.count() == 2

    def test_hidden_rows_are_not_taken_unseen(self, world: World) -> None:
        made = book(GOOD, row(value=6))
        first(made).row_dimensions[3].hidden = True
        taken = actions.take_sheet(world.actor("recipient"), world.plan, "a.xlsx", saved(made))
        assert "hides this row" in reasons(taken)[3]

    def test_refused_rows_come_back_as_they_were_and_are_taken_when_mended(self, world: World) -> None:
        taken = take(world, GOOD, row(value="many", organisation="Magadan Machine Plant"))
        given_back = openpyxl.load_workbook(BytesIO(files.read(taken.sheet.refused_sha256)))
        (head, line) = first(given_back).iter_rows(values_only=True)
        assert head == (*HEAD, "Why the row was refused")
        expected = (
            "1.1",
            "Folk Trained",
            "many",
            None,
            moment.combine(GOOD[4], time()),
            "Magadan Machine Plant",
            None,
            None,
        )
        assert line[:-1] == expected
        assert "is not a number" in str(line[-1])
        first(given_back)["C2"] = 4
        again = actions.take_sheet(world.actor("recipient"), world.plan, "mended.xlsx", saved(given_back))
        assert (again.sheet.taken, again.sheet.refused) == (1, 0)

    def test_a_number_too_long_for_a_cell_comes_back_as_text(self, world: World) -> None:
        taken = take(world, row(value="12345678901234567890"))
        given_back = openpyxl.load_workbook(BytesIO(files.read(taken.sheet.refused_sha256)))
        assert first(given_back)["C2"].value == "12345678901234567890"

    def test_a_measure_of_others_is_not_recorded_under(self, world: World) -> None:
        taken = take(world, GOOD, who="buyer")
        assert "does not own the measure" in reasons(taken)[2]
        with pytest.raises(Refused):
            take(world, GOOD, who="curator")

    def test_an_owner_that_is_no_party_records_its_own_alone(self, world: World) -> None:
        row_in_force: MeasureEdition = world.measure_edition
        owner = row_in_force.owners.get(organisation=world.bodies["recipient"])
        owner.organisation = world.bodies["enterprise"]
        owner.save()
        taken = take(world, GOOD, row(measure=""), who="enterprise")
        assert (taken.sheet.taken, "working sides" in reasons(taken)[3]) == (1, True)

    def test_two_organisations_of_one_name_need_an_inn(self, world: World) -> None:
        for inn in ("7701000001", "7701000002"):
            Organisation.objects.create(name="Twin Works", inn=inn, created_at=world.plan.created_at)
        taken = take(world, row(organisation="Twin Works"), row(organisation="7701000002"))
        assert "Write the INN" in reasons(taken)[2]
        assert Fact.objects.get().organisation.inn == "7701000002"  # type: ignore[union-attr]


class TestEvidence:
    def test_files_beside_the_sheet_prove_every_row_that_needs_it(self, world: World, money: Indicator) -> None:
        rows = [row(indicator="Money", value=each) for each in (1, 2)]
        proof = [Upload("register.pdf", b"%PDF-1.4 a register")]
        taken = actions.take_sheet(
            world.actor("recipient"), world.plan, "a.xlsx", saved(book(GOOD, *rows)), evidence=proof, personal=True
        )
        assert (taken.sheet.taken, taken.sheet.refused) == (3, 0)
        evidence = Evidence.objects.get()
        assert evidence.personal
        assert {each.fact.indicator for each in evidence.attachments.all() if each.fact} == {money}
        assert evidence.attachments.count() == 2


class TestOnce:
    def test_the_same_file_is_not_taken_twice(self, world: World) -> None:
        data = saved(book(GOOD))
        first = actions.take_sheet(world.actor("recipient"), world.plan, "a.xlsx", data)
        second = actions.take_sheet(world.actor("donor"), world.plan, "b.xlsx", data)
        assert (second.again, second.sheet) == (True, first.sheet)
        assert Fact.objects.count() == 1

    def test_a_file_mended_as_a_whole_does_not_record_its_good_rows_again(self, world: World) -> None:
        take(world, GOOD, row(value="many"))
        taken = take(world, GOOD, row(value=4))
        assert taken.sheet.taken == 1
        assert "taken from the file “results.xlsx” before" in reasons(taken)[2]
        assert Fact.objects.count() == 2

    def test_a_row_that_was_reversed_may_come_again(self, world: World) -> None:
        take(world, GOOD)
        actions.reverse(world.actor("recipient"), Fact.objects.get(), "Another year", world.plan.uuid)
        assert take(world, GOOD, row(value=9)).sheet.taken == 2


class TestFile:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "FILE_EMPTY_FILE"),
            (b"%PDF-1.4 a plan", "FILE_NOT_ACCEPTED"),
            (b"a;b;c\n1;2;3\n", "FILE_NOT_ACCEPTED"),
            (b"PK\x03\x04 broken", "FILE_DAMAGED"),
        ],
    )
    def test_a_file_that_is_no_sheet(self, world: World, data: bytes, code: str) -> None:
        with pytest.raises(Bad) as raised:
            actions.take_sheet(world.actor("recipient"), world.plan, "results.xlsx", data)
        assert raised.value.code == code
        assert not Sheet.objects.exists()

    def test_a_missing_column_is_named(self, world: World) -> None:
        with pytest.raises(Bad, match="lacks these columns: Value, Day on which it happened"):
            take(world, ("1.1", "Folk Trained"), head=HEAD[:2])
        with pytest.raises(Bad, match="Use the template"):
            take(world, ("x", "y"), head=("Name", "Sum"))

    def test_an_empty_template_says_so(self, world: World) -> None:
        with pytest.raises(Bad, match="No row is filled in"):
            actions.take_sheet(world.actor("recipient"), world.plan, "a.xlsx", sheets.template(world.plan))


class TestTemplate:
    def test_it_has_what_this_plan_can_choose_from(self, world: World, trained: Indicator) -> None:
        made = openpyxl.load_workbook(BytesIO(sheets.template(world.plan)))
        assert made.sheetnames == ["Results", "Explanations", "Lists"]
        lists = [[cell for cell in column if cell] for column in made["Lists"].iter_cols(values_only=True)]
        by_head = {column[0]: column[1:] for column in lists}
        assert by_head["Measure"] == ["1.1 Hold a suppliers' day"]
        assert "Folk Trained" in by_head["Indicator"]
        assert "Magadan Machine Plant" in by_head["Organisation"]
        assert len(made["Results"].data_validations.dataValidation) == 5
        explained: dict[Any, Any] = dict(made["Explanations"].iter_rows(values_only=True))  # type: ignore[arg-type]
        assert explained["Plan"] == world.plan.title
        assert str(explained["Example"]).startswith("1.1 Hold a suppliers' day | ")

    def test_it_speaks_the_readers_language(self, world: World) -> None:
        with translation.override("ru"):
            made = openpyxl.load_workbook(BytesIO(sheets.template(world.plan)))
        assert made.worksheets[0]["A1"].value == "Мероприятие"


class TestPage:
    def send(self, world: World, data: bytes, name: str = "results.xlsx") -> Any:
        client = Client()
        client.force_login(world.users["recipient"])  # type: ignore[arg-type]  # a user, not a stranger
        sent = SimpleUploadedFile(name, data)
        return client.post(reverse("ledger:sheet", args=[world.plan.uuid]), {"sheet": sent, "token": uuid4()})

    def test_it_says_what_became_of_each_row_and_gives_the_refused_ones(self, world: World) -> None:
        answer = self.send(world, saved(book(GOOD, row(value="many"))))
        page = answer.content.decode()
        assert "“many” is not a number" in page
        download = reverse("ledger:sheet_refused", args=[Sheet.objects.get().uuid])
        assert download in page
        assert self.send(world, saved(book(row(value=6)))).status_code == 200

    def test_the_same_file_again_says_when_and_by_whom(self, world: World) -> None:
        data = saved(book(GOOD))
        self.send(world, data)
        page = self.send(world, data).content.decode()
        assert "This file was taken already: “results.xlsx”" in page
        assert "recipient" in page
        assert Fact.objects.count() == 1

    def test_a_file_that_is_refused_says_why(self, world: World) -> None:
        assert "kind .pdf" in self.send(world, b"%PDF-1.4 a plan").content.decode()


def test_the_installation_may_take_a_sheet(world: World) -> None:
    taken = actions.take_sheet(OPERATOR, world.plan, "a.xlsx", saved(book(GOOD)))
    assert taken.sheet.made_by is None
    assert Fact.objects.get().happened_on < TODAY
