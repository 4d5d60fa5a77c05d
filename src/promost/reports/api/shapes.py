"""What the API tells of a report: the values of ``promost.reports.snapshot``, exact numbers as text."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from promost.kit.rest import Exact, Unit
from promost.progress.shapes import FigureState, Lowering, Standing
from promost.reports.snapshot.shapes import Outcome


class NameOut(Schema):
    """A name in both languages; a name that only one language has serves both."""

    ru: str
    en: str


class TotalsOut(Schema):
    """How many measures: planned are those in time, late and not occurred together."""

    measures: int
    planned: int
    in_time: int
    late: int
    not_occurred: int
    ahead: int
    without: int
    cancelled: int


class ReportFigureOut(Schema):
    """A figure. ``value`` is null unless its state is reported or zero."""

    state: FigureState
    value: Exact | None
    facts: int


class ValueChangeOut(Schema):
    """A value that was changed, by the day for which it was promised."""

    due_on: date
    before: Exact | None
    after: Exact | None


class TargetChangeOut(Schema):
    """A change of a target by an edition that every party agreed to."""

    target: UUID
    label: str
    measure: UUID | None
    unit: Unit
    edition: int
    agreed_on: date
    entered_on: date = Field(description="When it came into force here: an act on paper may be older")
    act: str
    reason: str
    proposed_by: NameOut
    proposed_for: NameOut
    values: list[ValueChangeOut]
    is_removed: bool
    in_last_month: bool = Field(description="Agreed in December of the year of its value, or later")
    is_lowered: bool
    lowering: Lowering = Field(description="Against the figure on the eve, as it was known then; empty if not lowered")
    eve: ReportFigureOut | None


class ReportTargetOut(Schema):
    """A target by the end of the quarter: first promise, present promise, number of changes, what is flagged."""

    id: UUID
    label: str
    measure: UUID | None
    unit: Unit
    comparator: str
    due_on: date | None
    is_due: bool
    original: Exact | None
    promised: Exact | None
    changes: int
    changed_in_last_month: bool
    lowering: Lowering
    figure: ReportFigureOut
    standing: Standing
    reason: str


class ReportMeasureOut(Schema):
    """A measure by the end of the quarter."""

    id: UUID
    number: str
    title: str
    outcome: Outcome
    due_on: date | None
    done_on: date | None
    days_late: int | None


class ChangeTotalsOut(Schema):
    """How many changes of targets there were, and how many are flagged for what."""

    changes: int
    in_last_month: int
    short: int
    not_reported: int
    unknown: int


class SignedOut(Schema):
    """A party's signature under the statement of the quarter."""

    statement: int
    is_accepted: bool
    name: str
    signed_on: date
    on_paper: bool


class SignatoryOut(Schema):
    """A party that signs, in the order of signing, the curator last."""

    side: str
    name: NameOut
    organisation: NameOut
    signed: SignedOut | None


class ReportOut(Schema):
    """A plan's report for a quarter: what page and files are written from."""

    plan: UUID
    title: str
    agreement: str
    edition: int
    year: int
    quarter: int
    quarter_end: date
    day: date
    known_at: datetime
    whole: TotalsOut
    of_quarter: TotalsOut
    change_totals: ChangeTotalsOut
    measures: list[ReportMeasureOut]
    targets: list[ReportTargetOut]
    changes: list[TargetChangeOut]
    signatories: list[SignatoryOut]
