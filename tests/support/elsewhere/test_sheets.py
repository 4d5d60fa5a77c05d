"""Applications made elsewhere: one, many from a file, by the command; what is wrong is said and nothing is lost."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.kit import clock, files
from promost.ledger.models import Fact
from promost.profiles.models import Enterprise
from promost.registry.models import Organisation
from promost.support.applications import reasons
from promost.support.elsewhere import columns, commands
from promost.support.elsewhere.rows import read_rows
from promost.support.elsewhere.taking import take
from promost.support.models import Application, ApplicationSheet, ApplicationState
from tests.accounts.people import member
from tests.harness.queries import assert_queries
from tests.support.applications.made import NOON, Office, total

pytestmark = pytest.mark.django_db
HEADINGS = ["Scheme", "INN", "Application number", "Submitted on", "Outcome", "Decided on", "Amount", "Reason"]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def office() -> Office:
    made = Office.build(money=None, taken="elsewhere")
    Organisation.objects.filter(pk=made.enterprise.pk).update(inn=_inn(1))
    made.enterprise.refresh_from_db()
    return made


def _inn(number: int) -> str:
    """Return an invented INN with its check digit."""
    stem = f"49090{number:04d}"
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return stem + str(sum(int(digit) * weight for digit, weight in zip(stem, weights, strict=True)) % 11 % 10)


def sheet(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    """Return an .xlsx with these rows, its title above the headings as offices write it."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page, day = book.add_worksheet("Register"), book.add_format({"num_format": "dd.mm.yyyy"})
        page.write(0, 0, "Register of applications")
        for at, row in enumerate([headings, *rows], start=2):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(at, place, value, day)
                elif value is not None:
                    page.write(at, place, value)
    return out.getvalue()


def granted(office: Office, number: str = "A-1", inn: str = "", amount: Any = 2_000_000) -> list[Any]:
    inn = inn or office.enterprise.inn
    return [office.scheme.name, inn, number, date(2025, 3, 1), "approved", date(2025, 4, 1), amount, None]


def cells(data: bytes) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True)]


def door(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person)
    return client


class TestColumns:
    def test_columns_are_known_by_their_headings_in_any_order_and_language(self, office: Office) -> None:
        headings = [
            "Статус",
            "дата подачи заявки",
            "ИНН заявителя",
            "№ заявки",
            "Прочее",
            "Наименование меры поддержки",
        ]
        row = ["На рассмотрении", "01.03.2025", office.enterprise.inn, "17-К", "x", office.scheme.name]
        taken = take(office.officer, "register.xlsx", sheet([row], headings))
        assert not taken.refused
        assert Application.objects.get().number == "17-К"

    @pytest.mark.parametrize("lacking", ["Scheme", "INN", "Application number", "Submitted on", "Outcome"])
    def test_a_missing_column_is_named_and_nothing_is_recorded(self, office: Office, lacking: str) -> None:
        headings = [each if each != lacking else "Other" for each in HEADINGS]
        with pytest.raises(ValidationError, match=lacking):
            take(office.officer, "register.xlsx", sheet([granted(office)], headings))
        assert not Application.objects.exists()
        assert not ApplicationSheet.objects.exists()

    def test_no_heading_belongs_to_two_columns_and_every_outcome_has_its_words(self) -> None:
        assert len(columns.known()) >= 2 * len(columns.columns())
        assert set(columns.outcomes().values()) == {"submitted", "approved", "refused", "withdrawn"}

    @pytest.mark.parametrize("data", [b"", b"not a sheet", b"PK\x03\x04 torn"])
    def test_what_is_no_sheet_is_said_to_be_none(self, data: bytes) -> None:
        with pytest.raises(ValidationError):
            read_rows(data, "register.xlsx")


class TestRows:
    def test_good_rows_are_recorded_and_the_others_come_back_with_their_reasons(self, office: Office) -> None:
        wrong = _inn(1)[:-1] + str((int(_inn(1)[-1]) + 1) % 10)
        name, day = office.scheme.name, date(2025, 3, 1)
        rows = [
            granted(office),
            granted(office, "A-2", wrong),
            granted(office, "A-3", _inn(77)),
            ["No such scheme", office.enterprise.inn, "A-4", day, "in review", None, None, None],
            [name, office.enterprise.inn, "", day, "in review", None, None, None],
            [name, office.enterprise.inn, "A-6", "soon", "in review", None, None, None],
            [name, office.enterprise.inn, "A-7", day, "perhaps", None, None, None],
            [name, office.enterprise.inn, "A-8", day, "refused", date(2025, 4, 1), None, "because"],
            [name, office.enterprise.inn, "A-9", day, "approved", None, None, None],
            [name, office.enterprise.inn, "A-10", date(2026, 3, 1), "in review", None, None, None],
            [name, office.enterprise.inn, "A-11", day, "refused", date(2025, 4, 1), None, reasons.name("debt")],
        ]
        taken = take(office.officer, "register.xlsx", sheet(rows))
        reasons_ = [reason for _row, reason in taken.refused]
        said = ("check digit", "is known here", "no scheme", "Give the number", "is not a day", "is no outcome",
                "Choose a reason", "day of the decision", "has not come yet")  # fmt: skip
        assert len(reasons_) == len(said)
        for reason, words in zip(reasons_, said, strict=True):
            assert words in reason
        assert set(Application.objects.values_list("number", flat=True)) == {"A-1", "A-11"}
        back = cells(files.read(taken.sheet.refused_sha256))
        assert [row[2] for row in back[1:]] == ["A-2", "A-3", "A-4", None, "A-6", "A-7", "A-8", "A-9", "A-10"]
        assert back[1][-1] == reasons_[0]

    def test_the_refused_rows_mended_are_taken_as_they_came_back(self, office: Office) -> None:
        taken = take(office.officer, "register.xlsx", sheet([granted(office, inn=_inn(2))]))
        back = files.read(taken.sheet.refused_sha256)
        Organisation.objects.create(
            name="Newcomer", kind="enterprise", region=office.enterprise.region, inn=_inn(2), created_at=clock.now()
        )
        again = take(office.officer, "refused.xlsx", back)
        assert not again.refused
        assert Application.objects.get().granted == Decimal(2_000_000)

    def test_the_same_file_again_records_nothing_twice_and_a_new_outcome_takes_the_place_of_the_old(
        self, office: Office
    ) -> None:
        data = sheet([granted(office)])
        for _ in range(2):
            take(office.officer, "register.xlsx", data)
        assert Fact.objects.count() == 5
        take(office.officer, "register.xlsx", sheet([granted(office, amount=3_000_000)]))
        assert Application.objects.count() == 1
        assert [total(code) for code in ("APPL_FILED", "APPL_GRANTED", "SUPPORT_SUM")] == [1, 1, 3]

    def test_a_day_that_is_mended_moves_its_fact(self, office: Office) -> None:
        take(office.officer, "register.xlsx", sheet([granted(office)]))
        row = granted(office)
        row[3] = date(2025, 2, 1)
        take(office.officer, "register.xlsx", sheet([row]))
        fact = Fact.objects.get(indicator__code="APPL_FILED", reverses=None, reversed_by=None)
        assert fact.happened_on == date(2025, 2, 1)

    def test_an_enterprise_of_the_register_is_taken_up(self, office: Office) -> None:
        Enterprise.objects.create(
            inn=_inn(3), name="Quarry", region=office.enterprise.region, key="quarry", changed_at=NOON
        )
        ministry = Organisation.objects.create(
            name="Ministry", kind="authority", region=office.enterprise.region, created_at=clock.now()
        )
        taken = take(member("ministry", ministry, Role.EDITOR), "register.xlsx", sheet([granted(office, inn=_inn(3))]))
        assert not taken.refused
        assert Application.objects.get().applicant.inn == _inn(3)

    def test_nobody_records_what_is_neither_theirs_nor_made_to_them(self, office: Office) -> None:
        other = Organisation.objects.create(name="Other", kind="enterprise", created_at=clock.now())
        taken = take(member("other", other, Role.EDITOR), "register.xlsx", sheet([granted(office)]))
        assert "neither your enterprise's" in taken.refused[0][1]
        assert not Application.objects.exists()

    def test_a_hidden_row_and_a_formula_without_a_value_are_refused(self, office: Office) -> None:
        out = BytesIO(sheet([granted(office, "A-1"), granted(office, "A-2")]))
        book = openpyxl.load_workbook(out)
        page = book.worksheets[0]
        page.row_dimensions[4].hidden = True
        page["C5"] = "=B5"
        out = BytesIO()
        book.save(out)
        taken = take(office.officer, "register.xlsx", out.getvalue())
        assert ["hides" in taken.refused[0][1], "formula" in taken.refused[1][1]] == [True, True]


class TestPages:
    def test_one_is_recorded_by_the_enterprise_for_itself_alone(self, office: Office) -> None:
        address = reverse("support:elsewhere")
        page = door(office.applicant).get(address).content.decode()
        assert 'name="inn"' not in page
        values = {"scheme": office.scheme.uuid, "number": "A-1", "submitted_on": "2025-03-01", "outcome": "submitted"}
        answer = door(office.applicant).post(address, values)
        made = Application.objects.get()
        assert answer.headers["Location"] == reverse("support:application", args=[made.uuid])
        page = door(office.applicant).get(answer.headers["Location"]).content.decode()
        assert "made elsewhere" in page
        assert "The outcome is awaited" in page

    def test_the_provider_is_told_of_a_wrong_digit_beside_the_field(self, office: Office) -> None:
        values = {
            "scheme": office.scheme.uuid, "number": "A-1", "submitted_on": "2025-03-01", "outcome": "approved",
            "inn": office.enterprise.inn[:-1] + "x", "decided_on": "2025-04-01", "granted": "2 000 000,50",
        }  # fmt: skip
        answer = door(office.officer).post(reverse("support:elsewhere"), values)
        assert answer.status_code == 422
        assert "has 10 digits" in answer.content.decode()
        values["inn"] = office.enterprise.inn
        assert door(office.officer).post(reverse("support:elsewhere"), values).status_code == 302
        assert Application.objects.get().granted == Decimal("2000000.50")

    def test_a_file_is_taken_on_its_page_and_its_refused_rows_are_given_to_its_office_alone(
        self, office: Office
    ) -> None:
        data = sheet([granted(office), granted(office, "A-2", _inn(99))])
        upload = SimpleUploadedFile("register.xlsx", data)
        page = door(office.officer).post(reverse("support:elsewhere-file"), {"file": upload}).content.decode()
        assert "is known here" in page
        made = ApplicationSheet.objects.get()
        assert (made.taken, made.refused) == (1, 1)
        address = reverse("support:elsewhere-refused", args=[made.uuid])
        assert door(office.signatory).get(address).status_code == 200
        assert door(office.applicant).get(address).status_code == 404

    def test_a_file_without_a_column_comes_back_with_its_name(self, office: Office) -> None:
        upload = SimpleUploadedFile("register.xlsx", sheet([["x", "y"]], ["INN", "Outcome"]))
        answer = door(office.officer).post(reverse("support:elsewhere-file"), {"file": upload})
        assert answer.status_code == 422
        assert "Application number" in answer.content.decode()

    def test_the_template_is_taken_as_it_is_filled_in(self, office: Office) -> None:
        answer = door(office.officer).get(reverse("support:elsewhere-template"))
        book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
        for place, value in enumerate(granted(office), start=1):
            book.worksheets[0].cell(2, place, value)
        out = BytesIO()
        book.save(out)
        assert not take(office.officer, "t.xlsx", out.getvalue()).refused

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_the_page_of_files_asks_as_many_queries_for_fifty_as_for_one(self, office: Office, count: int) -> None:
        for number in range(count):
            ApplicationSheet.objects.create(
                sha256="0" * 64, name=f"{number}.xlsx", taken=1, refused=0, made_by=office.officer.person,
                made_for=office.provider, made_at=clock.now(),
            )  # fmt: skip
        client = door(office.officer)
        client.get(reverse("support:elsewhere-file"))
        with assert_queries(3):
            client.get(reverse("support:elsewhere-file"))


class TestCommand:
    def run(self, *arguments: str) -> int:
        parser = argparse.ArgumentParser()
        commands.configure(parser)
        return commands.run(parser.parse_args(arguments))

    def test_rows_are_recorded_and_those_refused_lie_beside_the_file(
        self, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "register.xlsx"
        path.write_bytes(sheet([granted(office), granted(office, "A-2", _inn(99))]))
        assert self.run(str(path)) == commands.SOME_REFUSED
        assert "Recorded: 1" in capsys.readouterr().out
        assert cells((tmp_path / "register.refused.xlsx").read_bytes())[1][2] == "A-2"
        assert Application.objects.get().state == ApplicationState.APPROVED

    def test_what_cannot_be_read_is_said_and_nothing_is_recorded(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "register.xlsx"
        path.write_bytes(sheet([["x"]], ["INN", "Outcome"]))
        assert self.run(str(path)) == commands.NOT_READ
        assert self.run(str(tmp_path / "none.xlsx")) == commands.NOT_READ
        assert "Scheme" in capsys.readouterr().err
