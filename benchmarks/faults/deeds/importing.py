# ruff: noqa: S101 - an assertion is what this looks with
"""An import that is killed: it has all of its measures, or it waits and has left nothing."""

from __future__ import annotations

from pathlib import Path

from django.db.models import Count

from benchmarks.faults.deeds.house import say
from promost.accounts.actors import OPERATOR
from promost.kit import files, jobs, refs
from promost.plans.actions import acceptance, agreements, preview, reading
from promost.plans.models import Agreement, Import, ImportState, Measure


def do_import(_folder: Path, round_: int) -> None:
    """Upload a plan, have it read, and accept what was read."""
    made = agreement(round_)
    say("ready")
    source = taken(made)
    acceptance.accept(OPERATOR, source, source.version, invented=True)


def do_accept(_folder: Path, round_: int) -> None:
    """Accept what was read before."""
    source = taken(agreement(round_))
    say("ready")
    acceptance.accept(OPERATOR, source, source.version, invented=True)


def first() -> Import:
    """Return the import of the demonstration whose document is taken again."""
    return Import.objects.filter(state=ImportState.ACCEPTED).order_by("pk")[0]


def agreement(round_: int) -> Agreement:
    """Return the agreement of a round, made with the parties of the demonstration's."""
    known = Agreement.objects.filter(number=f"fault-{round_}").first()
    given = first().agreement
    parties = [
        agreements.NewParty(
            side=each.side,
            name=each.name,
            name_en=each.name_en,
            region=each.region,
            organisations=[seat.organisation for seat in each.seats.all()],
        )
        for each in given.parties.order_by("pk")
    ]
    return known or agreements.create_agreement(
        OPERATOR, number=f"fault-{round_}", title="Faults", date=given.date, parties=parties
    )


def taken(made: Agreement) -> Import:
    """Upload the document and have it read; an import that is there already is taken up."""
    document = first().document
    source = reading.upload(OPERATOR, made, name=document.name, data=files.read(document.sha256)).source
    assert source is not None, "the document was not taken"
    source.refresh_from_db()
    if source.state == ImportState.READING:
        jobs.run(str(jobs.of(refs.of(source))[0].uuid))
        source.refresh_from_db()
    assert source.state == ImportState.PREVIEW, f"the import is {source.state}"
    preview.take_errors_as_signed(OPERATOR, source, "as signed")
    source.refresh_from_db()
    return source


def check_import(folder: Path, round_: int) -> None:
    """Look at all imports; then import to the end, unless it is done."""
    _whole(round_)
    made = agreement(round_)
    if not made.imports.filter(state=ImportState.ACCEPTED).exists():
        source = taken(made)
        acceptance.accept(OPERATOR, source, source.version, invented=True)
    check_accept(folder, round_)
    assert made.imports.count() == 1, "imported twice"
    assert Measure.objects.filter(plan__agreement=made).count() == first().rows.exclude(state="left_out").count()


def check_accept(_folder: Path, round_: int) -> None:
    """Look at all imports; accept the one of the round, unless it is."""
    _whole(round_)
    for source in agreement(round_).imports.filter(state=ImportState.PREVIEW):
        acceptance.accept(OPERATOR, source, source.version, invented=True)
    _whole(round_)


def _whole(round_: int) -> None:
    for source in Import.objects.annotate(read=Count("rows")):
        assert bool(source.read) == (source.state not in {ImportState.READING, ImportState.FAILED}), "half read"
        rows = source.rows.exclude(state="left_out").count()
        accepted = source.state == ImportState.ACCEPTED
        assert accepted == (source.edition is not None), f"half accepted in round {round_}"
        assert source.edition is None or source.edition.measures.count() == rows, f"measures lost in round {round_}"
    assert not Measure.objects.filter(editions=None).exists(), "a measure without an edition"
