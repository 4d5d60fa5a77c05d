"""A preview as its page shows it: each row's reading beside its source, and what still asks for an officer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from promost.accounts.models import User
from promost.kit import jobs
from promost.kit.models import Job
from promost.kit.refs import of
from promost.plans import drafts
from promost.plans.difference import RowChange, compare
from promost.plans.models import Body, Import, ImportRow, ImportState, Plan, RowState
from promost.plans.permissions import imports_visible_to
from promost.plans.queries.flat import flat_draft, flat_rows
from promost.plans.reading.draft import PlanDraft, RowDraft, Severity
from promost.registry.models import Organisation


def open_errors(row: ImportRow) -> tuple[str, ...]:
    """Return the codes of a row's errors that are neither mended nor accepted; a row left out has none."""
    if row.state == RowState.LEFT_OUT:
        return ()
    accepted = {each["code"] for each in row.accepted_with}
    return tuple(code for code in drafts.error_codes(row.mended) if code not in accepted)


@dataclass
class RowView:
    """A row of the preview: stored row, the draft it holds, and what is open."""

    row: ImportRow

    @cached_property
    def draft(self) -> RowDraft:
        """The row as it stands now."""
        return drafts.row_from(self.row.mended)

    @cached_property
    def open_errors(self) -> tuple[str, ...]:
        """Codes of errors neither mended nor accepted."""
        return open_errors(self.row)

    @cached_property
    def accepted(self) -> Mapping[str, str]:
        """Errors accepted as signed: code → note."""
        return {each["code"]: each["note"] for each in self.row.accepted_with}

    @property
    def is_left_out(self) -> bool:
        """Whether the row will not be taken."""
        return self.row.state == RowState.LEFT_OUT

    @property
    def is_mended(self) -> bool:
        """Whether an officer changed the reading."""
        return bool(self.row.mended != self.row.read)

    def count(self, severity: str) -> int:
        """Return how many problems of a severity the row has."""
        return sum(problem["severity"] == severity for problem in self.row.mended["problems"])


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview: the head as read, rows, bodies, the job that reads it."""

    source: Import
    head: PlanDraft
    rows: tuple[RowView, ...]
    bodies: tuple[Body, ...]

    @property
    def open_rows(self) -> tuple[RowView, ...]:
        """Rows with errors that keep the import from being accepted."""
        return tuple(row for row in self.rows if row.open_errors)

    @property
    def warned_rows(self) -> tuple[RowView, ...]:
        """Rows that ask something without keeping anything back."""
        return tuple(row for row in self.rows if row.count(Severity.WARNING) and not row.is_left_out)

    @property
    def new_bodies(self) -> tuple[Body, ...]:
        """Bodies that will be made on acceptance."""
        return tuple(body for body in self.bodies if body.organisation_id is None)


def import_of(user: User, uuid: UUID) -> Import:
    """Return an import that the user may see. Raises Import.DoesNotExist."""
    found = imports_visible_to(user).select_related("agreement", "plan", "document", "uploaded_by", "edition__plan")
    return found.get(uuid=uuid)


def rows_of(source: Import) -> tuple[RowView, ...]:
    """Return the rows of an import as they stand, without what stood in the document, in one query."""
    light = source.rows.defer("read", "source_cells").select_related("measure").order_by("position")
    rows = tuple(RowView(row) for row in light)
    for view in rows:
        view.row.source = source
    return rows


def preview(source: Import) -> Preview:
    """Return the preview, in two queries; what stood in the document is left out (``with_sources`` brings it)."""
    rows = rows_of(source)
    bodies = tuple(source.bodies.select_related("organisation").order_by("side", "pk"))
    return Preview(source, drafts.head_from(source.head), rows, bodies)


def with_sources(source: Import, rows: Iterable[RowView]) -> tuple[RowView, ...]:
    """Return the same rows with what stood in the document, in one query: for those that a page shows."""
    positions = [view.row.position for view in rows]
    full = source.rows.filter(position__in=positions).select_related("measure").order_by("position")
    views = tuple(RowView(row) for row in full)
    for view in views:
        view.row.source = source
    return views


def row_of(source: Import, position: int) -> RowView:
    """Return one row of an import. Raises ImportRow.DoesNotExist."""
    row = source.rows.select_related("measure").get(position=position)
    row.source = source
    return RowView(row)


def job_of(source: Import) -> Job | None:
    """Return the job that reads the document, the newest."""
    return jobs.of(of(source)).first()


def difference(source: Import, rows: Sequence[RowView]) -> tuple[RowChange, ...]:
    """Compare the preview's rows with the plan's newest edition; old keys are measures', new ones positions."""
    edition = source.plan.editions.order_by("-number").first() if source.plan else None
    if edition is None:
        return ()
    taken = [view for view in rows if not view.is_left_out]
    sections = section_titles(drafts.head_from(source.head))
    parties = party_names(source)
    new = {view.row.position: flat_draft(view.draft, sections, parties) for view in taken}
    pairs = {view.row.position: view.row.measure_id for view in taken if view.row.measure_id}
    return compare(flat_rows(edition), new, pairs)


def section_titles(head: PlanDraft) -> dict[str, str]:
    """Return {what a row calls its section: the section's title}."""
    return {drafts.section_key(each): each.title for each in head.sections}


def open_imports(user: User) -> Iterable[Import]:
    """Return the user's imports that wait for an officer: work of an earlier day is found again."""
    waiting = imports_visible_to(user).filter(state__in=["reading", "preview", "failed"])
    return waiting.select_related("agreement", "plan", "document", "uploaded_by").order_by("-pk")[:20]


def party_names(source: Import) -> dict[str, str]:
    """Return {side: the name its party goes by}, in one query."""
    return {party.side: party.called for party in source.agreement.parties.all()}


def twin_of(preview: Preview) -> Plan | None:
    """Return the agreement's plan that a new document may be a newer one of: the same period, or the same title."""
    source = preview.source
    if source.plan_id or source.state != ImportState.PREVIEW:
        return None
    period = drafts.period_of(preview.head) or (None, None)
    same = Q(title=preview.head.title) | Q(starts_on=period[0], ends_on=period[1])
    return source.agreement.plans.filter(same).order_by("-pk").first()


def candidates(source: Import) -> QuerySet[Organisation]:
    """Return the organisations that a body may be matched to: those of the parties' regions, and those of none."""
    regions = source.agreement.parties.exclude(region=None).values_list("region_id", flat=True)
    near = Q(region__in=list(regions)) | Q(region=None)
    return Organisation.objects.filter(near, merged_into=None).order_by("name")[:500]
