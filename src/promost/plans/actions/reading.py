"""Reading a document in the background: upload, read, keep the draft as a preview that waits for its officer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, files, history, jobs, refs, transitions, uploads
from promost.kit.models import Job
from promost.plans import bodies, drafts, sides
from promost.plans.models import Agreement, Document, Edition, Import, ImportRow, ImportState, Plan
from promost.plans.pairing import Item, pair
from promost.plans.reading.document import Document as OpenDocument
from promost.plans.reading.draft import PlanDraft
from promost.plans.reading.layout import read_plan
from promost.plans.reading.sources import Unreadable, advice, open_document
from promost.registry.rooms import direction_words

ACCEPTED_KINDS = ("docx", "xlsx", "ods", "xls", "pdf")
BATCH = 200


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What came of an upload: the import; ``again`` if it was there already, ``edition`` if it has become one."""

    source: Import | None
    again: bool = False
    edition: Edition | None = None


def upload(actor: Actor, agreement: Agreement, *, name: str, data: bytes, plan: Plan | None = None) -> Uploaded:
    """Take a plan document under an agreement and queue its reading.

    The same bytes twice lead to the preview that is open, or to the edition they became; nothing is made twice.
    Raises Refused (no right), Unreadable (type, size, macros, …: a code and values whose sentence says what to do).
    """
    require(actor, "plans.import_plan", agreement)
    checked = _checked(data, name)
    known = _known(agreement, checked.sha256)
    if known:
        return known
    files.keep(data)
    with transaction.atomic():
        document, _ = Document.objects.get_or_create(
            sha256=checked.sha256,
            defaults={"name": checked.name, "kind": checked.kind, "size": checked.size, "uploaded_at": clock.now()},
        )
        source, made = Import.objects.get_or_create(
            agreement=agreement,
            document=document,
            state__in=[ImportState.READING, ImportState.PREVIEW],
            defaults={
                "plan": plan,
                "state": ImportState.READING,
                "uploaded_by_id": actor.user_id,
                "uploaded_at": clock.now(),
            },
        )
        if made:
            history.write(actor, "plans.upload", refs.of(source), {"document": [None, document.name]})
            jobs.start("plans.read", refs.of(source), actor.user_id)
    return Uploaded(source, again=not made)


def _checked(data: bytes, name: str) -> uploads.Checked:
    try:
        return uploads.check(data, name, ACCEPTED_KINDS)
    except uploads.Refused as refused:
        code = advice(refused.values["kind"]) if refused.code == "NOT_ACCEPTED" else refused.code
        raise Unreadable(code, **{"name": name, **refused.values}) from refused


def _known(agreement: Agreement, digest: str) -> Uploaded | None:
    edition = Edition.objects.filter(plan__agreement=agreement, document__sha256=digest).order_by("-pk").first()
    if edition:
        return Uploaded(None, again=True, edition=edition)
    held = agreement.imports.filter(
        document__sha256=digest, state__in=[ImportState.READING, ImportState.PREVIEW]
    ).first()
    return Uploaded(held, again=True) if held else None


def read_import(job: Job) -> None:
    """Do the reading of a queued import: the work of the job "plans.read". Run twice, it comes to one preview."""
    source = Import.objects.select_related("document", "agreement", "plan").get(uuid=job.subject_id)
    if source.state != ImportState.READING:
        return
    try:
        opened, draft = _read(source, job)
    except Unreadable as unreadable:
        _fail(source)
        raise jobs.Failed(unreadable.code, **dict(unreadable.values)) from unreadable
    except (files.Damaged, FileNotFoundError) as lost:
        _fail(source)
        raise jobs.Failed("FILE_LOST", name=source.document.name) from lost
    except Exception:
        _fail(source)
        raise
    jobs.progress(job, 2, 3, "saving")
    _keep_draft(source, opened, draft)
    jobs.progress(job, 3, 3, "saving")


def _fail(source: Import) -> None:
    """Close the import, so that the document may be uploaded again."""
    transitions.change(source, version=source.version, state=ImportState.FAILED)


def _read(source: Import, job: Job) -> tuple[OpenDocument, PlanDraft]:
    jobs.progress(job, 0, 3, "opening")
    opened = open_document(files.read(source.document.sha256), source.document.name)
    jobs.progress(job, 1, 3, "reading")
    return opened, sides.settle(read_plan(opened, direction_words()), source.agreement)


def _keep_draft(source: Import, opened: OpenDocument, draft: PlanDraft) -> None:
    head, rows = drafts.split(draft)
    with transaction.atomic():
        transitions.change(source, version=source.version, state=ImportState.PREVIEW, head=head)
        ImportRow.objects.bulk_create(
            (
                ImportRow(
                    source=source,
                    position=position,
                    read=row,
                    mended=row,
                    source_cells=drafts.source_lines(opened, (read.place, *read.places)),
                )
                for position, (row, read) in enumerate(zip(rows, draft.rows, strict=True), start=1)
            ),
            batch_size=BATCH,
        )
        bodies.collect(source, draft)
        if source.plan:
            propose_pairs(source, source.plan)


def propose_pairs(source: Import, plan: Plan) -> None:
    """Pair the import's rows to the measures of the plan's newest edition; the officer may pair otherwise."""
    edition = plan.editions.order_by("-number").first()
    if edition is None:
        return
    rows = {row.position: row for row in source.rows.all()}
    old = [Item(each.measure_id, each.number, each.title) for each in edition.measures.all()]
    new = [Item(row.position, row.mended["number"], row.mended["title"]) for row in rows.values()]
    for position, measure_id in pair(old, new).items():
        rows[position].measure_id, rows[position].paired_by = measure_id, "proposed"
    ImportRow.objects.bulk_update(rows.values(), ["measure", "paired_by"], batch_size=BATCH)
