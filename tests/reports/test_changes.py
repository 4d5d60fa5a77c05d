"""A target changed late, or lowered when what was due had not come, is flagged in every form of the report."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.kit import clock
from promost.kit.moments import Moment
from promost.ledger.models import Fact
from promost.plans.amending import Proposed
from promost.plans.models import ChangeKind, Target
from promost.plans.queries.editions import edition_at
from promost.profiles.models import Indicator
from promost.profiles.sync import sync
from promost.reports import making
from promost.reports.columns import fact as fact_text
from promost.reports.composing import compose
from promost.reports.quarters import Quarter
from promost.reports.snapshot import snapshot
from promost.reports.snapshot.whole import Snapshot
from tests.api.calls import call, token
from tests.plans import world as worlds
from tests.plans.test_amendments import agreed, given, in_force, row_of
from tests.plans.test_approvals import NOON, Sides
from tests.reports import parsing

pytestmark = pytest.mark.django_db
MOSCOW = ZoneInfo("Europe/Moscow")
JUNE, DECEMBER, LATER = (datetime(2025, *day, 9, tzinfo=UTC) for day in ((6, 10), (12, 5), (12, 20)))
Q4 = Quarter(2025, 4)
SHORT, LATE = "lowered after a shortfall", "changed in the last month of the year or later"


@pytest.fixture
def sides(at_commit: Callable[[], Any]) -> Any:
    """A plan in force since spring: 20 schemes by 30 June under 1.1, 25 people by 30 September under 1.2."""
    sync()
    with clock.stopped(NOON), translation.override("en"):
        made = in_force(worlds.build(), at_commit)
    with clock.stopped(LATER), translation.override("en"):
        yield made


def target_of(sides: Sides, number: str) -> Target:
    return Target.objects.get(measure=row_of(sides, number).measure)


def came(sides: Sides, value: int, on: date, number: str = "1.2", recorded: datetime | None = None) -> None:
    """Record a fact under a measure, on its own evening unless another moment is named."""
    target = target_of(sides, number)
    indicator = target.indicator or Indicator.objects.get(code="TRAINED")
    Target.objects.filter(pk=target.pk).update(indicator=indicator, indicator_confirmed=True)
    Fact.objects.create(
        indicator=indicator, value=Decimal(value), happened_on=on, measure=target.measure, region_id="RU-MAG",
        source_kind="test", source_id=str(Fact.objects.count()), event="e", how="hand",
        recorded_at=recorded or datetime(on.year, on.month, on.day, 15, tzinfo=UTC),
    )  # fmt: skip


def amended(sides: Sides, value: int, when: datetime, number: str = "1.2") -> None:
    """All parties agree to another value; the term stays."""
    row = row_of(sides, number)
    asked = given(row)
    changed = replace(asked, targets=tuple(replace(each, value=Decimal(value)) for each in asked.targets))
    with clock.stopped(when):
        agreed(sides, [Proposed(ChangeKind.CHANGED, row.measure, changed)])


def taken(sides: Sides, at: datetime = LATER) -> Snapshot:
    return snapshot(sides.plan, Q4.end, Moment(at.astimezone(MOSCOW).date(), at))


def flags(sides: Sides, number: str = "1.2", at: datetime = LATER) -> tuple[bool, str]:
    line = next(each for each in taken(sides, at).targets if each.measure == number)
    return line.changed_in_last_month, line.lowering


def short_in_december(sides: Sides) -> None:
    came(sides, 18, date(2025, 9, 12))
    amended(sides, 15, DECEMBER)


# --- what is flagged --------------------------------------------------------------------------------------------------


def test_lowered_in_december_after_the_figure_fell_short(sides: Sides) -> None:
    short_in_december(sides)
    assert flags(sides) == (True, "short")
    (change,) = taken(sides).changes
    assert (change.agreed_on, change.proposed_by.ru, change.reason) == (
        date(2025, 12, 5),
        sides.parties["recipient"].name,
        "Поставка оборудования задержана",
    )
    assert change.eve is not None
    assert change.eve.value == Decimal(18)


def test_raised_in_december_is_late_and_no_lowering(sides: Sides) -> None:
    came(sides, 18, date(2025, 9, 12))
    amended(sides, 30, DECEMBER)
    assert flags(sides) == (True, "")


def test_lowered_in_june_when_it_was_fulfilled_is_not_flagged(sides: Sides) -> None:
    came(sides, 22, date(2025, 5, 20), "1.1")
    amended(sides, 15, JUNE, "1.1")
    assert flags(sides, "1.1") == (False, "kept")
    assert taken(sides).change_totals.short == 0


def test_lowered_in_june_when_the_month_of_its_term_had_begun_and_it_was_short(sides: Sides) -> None:
    came(sides, 12, date(2025, 5, 20), "1.1")
    amended(sides, 15, JUNE, "1.1")
    assert flags(sides, "1.1") == (False, "short")


def test_lowered_months_before_its_term_nothing_has_fallen_short_yet(sides: Sides) -> None:
    came(sides, 1, date(2025, 5, 20))
    amended(sides, 15, JUNE)
    assert flags(sides) == (False, "kept")


def test_lowered_while_nothing_was_reported_says_so(sides: Sides) -> None:
    came(sides, 30, date(2025, 9, 12), recorded=LATER)  # brought in once the target was lower
    amended(sides, 15, DECEMBER)
    assert flags(sides) == (True, "not_reported")


def test_what_was_recorded_on_the_day_of_the_agreement_does_not_change_the_eve(sides: Sides) -> None:
    came(sides, 18, date(2025, 9, 12))
    came(sides, 12, date(2025, 9, 13), recorded=datetime(2025, 12, 4, 21, 0, 1, tzinfo=UTC))
    amended(sides, 15, DECEMBER)
    assert flags(sides) == (True, "short")


def test_a_reversal_after_the_agreement_makes_no_shortfall(sides: Sides) -> None:
    came(sides, 27, date(2025, 9, 12))
    amended(sides, 15, DECEMBER)
    came(sides, -20, date(2025, 9, 12), recorded=LATER)
    assert flags(sides) == (True, "kept")


def test_as_of_an_earlier_moment_the_report_knows_of_no_change(sides: Sides) -> None:
    short_in_december(sides)
    early = datetime(2025, 12, 4, 9, tzinfo=UTC)
    assert flags(sides, at=early) == (False, "")
    before = next(each for each in taken(sides, early).targets if each.measure == "1.2")
    after = next(each for each in taken(sides).targets if each.measure == "1.2")
    assert (before.original, before.promised, before.changes) == (Decimal(25), Decimal(25), 0)
    assert (after.original, after.promised, after.changes) == (Decimal(25), Decimal(15), 1)
    assert taken(sides, early).changes == ()


def test_a_target_struck_out_with_its_measure_is_among_the_changes(sides: Sides) -> None:
    came(sides, 18, date(2025, 9, 12))
    with clock.stopped(DECEMBER):
        agreed(sides, [Proposed(ChangeKind.STRUCK, row_of(sides, "1.2").measure)])
    (change,) = taken(sides).changes
    assert (change.is_removed, change.lowering, change.in_last_month) == (True, "short", True)


# --- where it is told -------------------------------------------------------------------------------------------------


def test_the_word_document_flags_it(sides: Sides) -> None:
    short_in_december(sides)
    made = making.as_file(edition_at(sides.plan, moment()), Q4, moment(), "en", "docx")
    document = docx.Document(io.BytesIO(made.data))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    promised = next(row for row in rows if row[4:7] == ["25", "15", "1"])
    assert promised[-1] == f"{LATE}; {SHORT}"
    change = next(row for row in rows if "25 → 15" in parsing.even(" ".join(row)))
    assert change[4] == "18"
    assert change[-1] == f"{LATE}; {SHORT}"
    head = [each.text for each in document.paragraphs if each.text.startswith("Changes of targets:")]
    assert head == ["Changes of targets: 1; in December or later: 1; lowered after a shortfall: 1"]


def test_the_workbook_flags_it(sides: Sides) -> None:
    short_in_december(sides)
    made = making.as_file(edition_at(sides.plan, moment()), Q4, moment(), "ru", "xlsx")
    sheets = openpyxl.load_workbook(io.BytesIO(made.data))
    cells = [cell.value for cell in (cell for row in sheets["Изменения целевых показателей"] for cell in row)]
    assert "изменён в последнем месяце года или позже; снижен после недовыполнения" in cells
    assert "Изменения целевых показателей: 1; в декабре или позже: 1; снижены после недовыполнения: 1" in [
        row[0].value for row in sheets.worksheets[0]
    ]


def test_the_pdf_flags_it(sides: Sides) -> None:
    short_in_december(sides)
    made = making.as_file(edition_at(sides.plan, moment()), Q4, moment(), "en", "pdf")
    assert parsing.tight(SHORT) in parsing.of_pdf(made.data)


def test_the_page_flags_it_and_so_does_the_plan_s_own(sides: Sides, client: Client) -> None:
    short_in_december(sides)
    client.force_login(sides.signatories["donor"].person)
    client.cookies["promost_language"] = "en"
    page = client.get(reverse("reports:report", args=[sides.plan.uuid]), {"quarter": "2025-Q4"}).content.decode()
    assert SHORT in page
    assert "in December or later: 1" in page
    early = client.get(
        reverse("reports:report", args=[sides.plan.uuid]), {"quarter": "2025-Q4", "at": "2025-12-04"}
    ).content.decode()
    assert SHORT not in early
    measure = client.get(reverse("plans:measure", args=[row_of(sides, "1.2").measure.uuid])).content.decode()
    assert "25" in measure


def test_the_api_flags_it(sides: Sides) -> None:
    short_in_december(sides)
    signs = sides.signatories["donor"]
    told = call(token(signs.person, signs.organisation), f"/plans/{sides.plan.uuid}/report?quarter=2025-Q4").json()
    target = next(each for each in told["targets"] if each["changes"])
    assert (target["original"], target["promised"]) == ("25", "15")
    assert (target["changed_in_last_month"], target["lowering"]) == (True, "short")
    assert told["change_totals"] == {"changes": 1, "in_last_month": 1, "short": 1, "not_reported": 0, "unknown": 0}
    assert told["changes"][0]["eve"]["value"] == "18"
    wrong = call(token(signs.person, signs.organisation), f"/plans/{sides.plan.uuid}/report?quarter=third")
    assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["quarter"])


def test_beside_the_row_of_the_plan_s_own_document_it_is_told(sides: Sides) -> None:
    short_in_december(sides)
    found = taken(sides)
    line = next(each for each in found.measures if each.number == "1.2")
    said = fact_text(line, [each for each in found.targets if each.measure == "1.2"], "en")
    assert SHORT in said


def test_those_who_own_measures_sign_in_the_agreement_s_order_and_the_curator_last(sides: Sides) -> None:
    report = compose(taken(sides), "ru")
    expected = sorted(sides.parties.values(), key=lambda party: (party.side == "curator", party.order))
    assert [each.party for each in report.signatures] == [party.name for party in expected]
    assert all(each.organisation and not each.signed for each in report.signatures)


def moment() -> Moment:
    return Moment.now(MOSCOW)
