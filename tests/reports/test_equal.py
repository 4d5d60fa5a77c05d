"""One number everywhere: on the page, in the three files, in the document with columns, from the command and the API."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.accounts.models import Membership
from promost.conf.cli import main
from promost.kit import clock
from promost.kit.moments import Moment
from promost.plans.models import Plan
from promost.reports import making
from promost.reports.quarters import Quarter
from promost.reports.snapshot import edition_at, snapshot
from promost.reports.snapshot.shapes import Outcome
from promost.reports.snapshot.whole import Snapshot
from tests.api.calls import call, token
from tests.harness import demonstration
from tests.harness.queries import assert_queries
from tests.reports import parsing
from tests.reports.grown import grown

pytestmark = pytest.mark.django_db
FROZEN = datetime.fromisoformat("2025-11-17T09:00:00+03:00")
MAGADAN, SMOLENSK = "77-49/2025", "15-С"
NOW = Quarter(2025, 4)


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the demonstration once for all tests here."""
    with django_db_blocker.unblock(), demonstration.loaded(), clock.stopped(FROZEN), translation.override("ru"):
        yield


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    with clock.stopped(FROZEN), translation.override("ru"):
        yield


def plan_of(number: str) -> Plan:
    return Plan.objects.select_related("agreement").get(agreement__number=number)


def moment() -> Moment:
    return Moment.now(ZoneInfo("Europe/Moscow"))


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody of the first plan's recipient, who reads Russian."""
    client.force_login(officer().user)
    return client


def get(client: Client, name: str, plan: Plan, *args: str, **asked: str) -> bytes:
    response = client.get(reverse(f"reports:{name}", args=[plan.uuid, *args]), asked)
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


@pytest.mark.parametrize("quarter", ["2025-Q3", "2025-Q4"])
def test_the_page_and_the_files_it_gives_say_the_same(reader: Client, quarter: str) -> None:
    plan = plan_of(MAGADAN)
    report = making.report(edition_at(plan, moment()), Quarter.parse(quarter), moment(), "ru")
    expected = [rows for table in report.tables if (rows := parsing.said(table))]
    assert parsing.of_page(get(reader, "report", plan, quarter=quarter)) == expected
    asked = {"quarter": quarter, "language": "ru"}
    assert parsing.of_docx(get(reader, "file", plan, "docx", **asked)) == expected
    sheets = parsing.of_xlsx(get(reader, "file", plan, "xlsx", **asked), report)
    for table in report.tables:
        lines = [line for line in sheets[table.code] if line[0] not in {group.heading for group in table.groups}]
        assert all(
            parsing.same(value, cell)
            for line, row in zip(lines, table.rows, strict=True)
            for value, cell in zip(line, row, strict=True)
        )
    text = parsing.of_pdf(get(reader, "file", plan, "pdf", **asked))
    assert not [f for table in report.tables for row in table.rows for f in parsing.figures_of(row) if f not in text]


def shown(plan: Plan, quarter: Quarter = NOW) -> Snapshot:
    return snapshot(plan, quarter.end, moment())


def officer(number: str = MAGADAN) -> Membership:
    """Somebody of a plan's recipient, in the name of its organisation."""
    seat = plan_of(number).agreement.parties.get(side="recipient").seats.get(is_lead=True)
    return Membership.objects.filter(organisation=seat.organisation).order_by("pk")[0]


def check_api(plan: Plan) -> None:
    """Compare the snapshot of the running quarter with what the API says of today, number by number."""
    here = shown(plan)
    bearer = token(officer().user, officer().organisation)
    told = call(bearer, f"/plans/{plan.uuid}/progress").json()
    states = told["measures"]
    assert states["done"] == here.whole.in_time + here.whole.late
    assert states["late"] == here.whole.not_occurred
    assert states["submitted"] + states["in_progress"] + states["not_started"] == here.whole.ahead
    assert states["without"] == here.whole.without
    rows = call(bearer, f"/plans/{plan.uuid}/progress/measures?limit=200").json()["items"]
    assert [row["id"] for row in rows] == [line.uuid for line in here.measures]
    assert [row["done_on"] for row in rows] == [line.done_on and line.done_on.isoformat() for line in here.measures]
    every = {target["id"]: target for row in [told, *rows] for target in row["targets"]}
    assert every.keys() == {line.uuid for line in here.targets}
    for line in here.targets:
        points = {point["due_on"]: point for point in every[line.uuid]["points"]}
        point = points.get(str(line.due_on)) if line.is_due else None
        figure = (point or every[line.uuid])["figure"]
        assert figure["state"] == line.figure.state
        assert (figure["value"] and Decimal(figure["value"])) == line.figure.value
        assert every[line.uuid]["changes"] == line.changes


def test_the_api_says_the_same() -> None:
    check_api(plan_of(MAGADAN))


@pytest.mark.parametrize("seed", range(3))
def test_of_a_plan_grown_by_chance_page_files_and_api_say_the_same(reader: Client, seed: int) -> None:
    plan = grown(9, seed)
    plan.participants.create(organisation=officer().organisation, since=plan.starts_on)
    check_api(plan)
    report = making.report(edition_at(plan, moment()), NOW, moment(), "ru")
    expected = [rows for table in report.tables if (rows := parsing.said(table))]
    page = get(reader, "report", plan, quarter=str(NOW))
    assert parsing.of_page(page) == expected
    assert parsing.of_docx(get(reader, "file", plan, "docx", quarter=str(NOW), language="ru")) == expected


def test_the_document_with_columns_says_the_states_of_the_report(reader: Client) -> None:
    plan = plan_of(MAGADAN)
    made = docx.Document(io.BytesIO(get(reader, "document", plan, quarter="2025-Q3", language="ru")))
    rows = {row.cells[0].text.rstrip("."): row.cells[-1].text for row in made.tables[1].rows}
    lines = [line for line in shown(plan, Quarter(2025, 3)).measures if line.place]
    assert len(lines) == 35
    for line in lines:
        said = rows[line.number.rstrip(".")]
        assert ("Исполнено" in said) == (line.outcome in {Outcome.IN_TIME, Outcome.LATE})
        assert ("просрочено" in said) == (line.days_late is not None)
        assert said.startswith("Не наступило") == (line.outcome is Outcome.NOT_OCCURRED)


def test_the_report_of_a_quarter_does_not_change_because_time_goes_on() -> None:
    plan, quarter = plan_of(MAGADAN), Quarter(2025, 2)
    early = snapshot(plan, quarter.end, Moment.as_of(date(2025, 7, 20), ZoneInfo("Europe/Moscow")))
    late = snapshot(
        plan, quarter.end, Moment(FROZEN.date(), Moment.as_of(date(2025, 7, 20), ZoneInfo("Europe/Moscow")).known_at)
    )
    assert early.whole == late.whole
    assert [line.outcome for line in early.measures] == [line.outcome for line in late.measures]


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_writes_what_the_page_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["plan", "report", MAGADAN, "--quarter", "2025-Q3", "--language", "ru", "--output", str(tmp_path)]
    assert main(asked) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"report_77-49_2025_2025-Q3.{ending}" for ending in ("docx", "pdf", "xlsx")]
    out = "".join(capsys.readouterr().out.split())
    assert all(name in out for name in names)
    with translation.override("ru"):
        report = making.report(edition_at(plan_of(MAGADAN), moment()), Quarter(2025, 3), moment(), "ru")
    assert parsing.of_docx((tmp_path / names[0]).read_bytes()) == [
        rows for table in report.tables if (rows := parsing.said(table))
    ]


def test_the_command_takes_a_template_and_gives_one(tmp_path: Path) -> None:
    mine = tmp_path / "mine.docx"
    assert main(["plan", "report", MAGADAN, "--write-template", "--output", str(mine)]) == 0
    changed = docx.Document(str(mine))
    changed.paragraphs[0].insert_paragraph_before("Министру")
    changed.save(str(mine))
    made = tmp_path / "made.docx"
    assert main(["plan", "report", MAGADAN, "--format", "docx", "--template", str(mine), "--output", str(made)]) == 0
    assert docx.Document(str(made)).paragraphs[0].text == "Министру"


def test_the_command_fills_the_documents_of_both_plans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, name in ((MAGADAN, "plan_a_2025-Q3.docx"), (SMOLENSK, "plan_b_2025-Q3.xlsx")):
        assert main(["plan", "report", number, "--into-source", "--quarter", "2025-Q3", "--output", str(tmp_path)]) == 0
        assert (tmp_path / name).stat().st_size > 10_000
    assert "Rows that do not stand in the document: 1." in capsys.readouterr().out, "one measure was added by hand"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "There is no plan “nothing”"),
        ([MAGADAN, "--quarter", "2025-Q9"], "“2025-Q9” is no quarter. Write it as 2025-Q3."),
        ([MAGADAN, "--quarter", "2026-Q1"], "2026-Q1 has not begun yet."),
        ([MAGADAN, "--at", "yesterday"], "“yesterday” is no day. Write it as 2025-06-30."),
        ([MAGADAN, "--at", "2031-01-01"], "2031-01-01 is still to come"),
        ([MAGADAN, "--template", "/nowhere/t.docx"], "cannot be opened. Check its name."),
        ([MAGADAN, "--format", "docx", "--template", "pyproject.toml"], "The template is not a Word document (.docx)."),
        ([MAGADAN, "--format", "pdf", "--output", "/proc/nowhere/x.pdf"], "Nothing can be written to"),
    ],
)
def test_the_command_says_what_is_wrong_and_writes_nothing(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    template = Path("pyproject.toml").resolve()
    monkeypatch.chdir(tmp_path)
    given = [str(template) if argument == "pyproject.toml" else argument for argument in arguments]
    monkeypatch.setenv("LANGUAGE", "en")
    assert main(["plan", "report", *given]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not list(tmp_path.iterdir())


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_plan_page_leads_to_the_report(reader: Client) -> None:
    plan = plan_of(MAGADAN)
    page = reader.get(reverse("plans:plan", args=[plan.uuid])).content.decode()
    assert f'href="{reverse("reports:report", args=[plan.uuid])}"' in page


def test_the_page_says_what_it_did_not_understand_and_shows_the_last_quarter(reader: Client) -> None:
    page = get(reader, "report", plan_of(MAGADAN), quarter="third", at="2031-01-01").decode()
    assert "«third» — не квартал." in page
    assert "III квартал 2025" in page


def test_files_are_attachments_with_their_names(reader: Client) -> None:
    response = reader.get(reverse("reports:file", args=[plan_of(MAGADAN).uuid, "pdf"]), {"quarter": "2025-Q3"})
    assert response["Content-Disposition"] == 'attachment; filename="report_77-49_2025_2025-Q3.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert reader.get(reverse("reports:file", args=[plan_of(MAGADAN).uuid, "odt"])).status_code == 404


@pytest.mark.parametrize("measures", [1, 3, 50])
def test_a_longer_plan_costs_no_more_queries(reader: Client, measures: int) -> None:
    plan = grown(measures)
    plan.participants.create(organisation=officer().organisation, since=plan.starts_on)
    get(reader, "report", plan, quarter="2025-Q3")
    with assert_queries(10):
        get(reader, "report", plan, quarter="2025-Q3")
