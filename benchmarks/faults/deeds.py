# ruff: noqa: S101 - an assertion is what this looks with
"""What is done while it is killed, and what must hold afterwards. Each runs in a process of its own, Django set up."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4, uuid5

import django

django.setup()

from django.db import connection  # noqa: E402 - as above
from django.db.migrations.loader import MigrationLoader  # noqa: E402

from promost.accounts.actors import OPERATOR  # noqa: E402
from promost.accounts.models import User  # noqa: E402
from promost.conf.backup import reading, writing  # noqa: E402
from promost.conf.backup.tables import Digest, applied, tables  # noqa: E402
from promost.conf.restore.doing import restore  # noqa: E402
from promost.kit import files, guards, jobs, refs  # noqa: E402
from promost.ledger.actions.by_hand import record_by_hand  # noqa: E402
from promost.ledger.models import Entry, Fact  # noqa: E402
from promost.plans.actions import acceptance, agreements, preview  # noqa: E402
from promost.plans.actions import reading as reading_plans  # noqa: E402
from promost.plans.models import Import, Measure  # noqa: E402

SPACE = UUID("6f6a2f0e-3a53-4c57-9f0e-0d3d5f1c9b11")
ENTRIES = 200


def ready() -> None:
    """Tell whoever kills that the deed begins."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def digests() -> dict[str, str]:
    """Return the digest of each table's rows."""
    loader, found = MigrationLoader(connection), {}
    for table in tables(loader, applied(loader)):
        digest = Digest()
        for row in table.rows(connection.alias):
            digest.add(row)
        found[table.name] = digest.value
    return found


def do_backup(folder: Path, round_: int) -> None:
    """Back up."""
    ready()
    writing.write(folder / f"{round_}.zip")


def check_backup(folder: Path, round_: int) -> None:
    """Every archive with a name is whole, and the next backup clears away what was broken off."""
    target = folder / f"{round_}.zip"
    if target.exists():
        reading.verify(target, step=writing.silent)
    writing.write(folder / f"{round_}-next.zip")
    left = list(folder.glob(".*.partial"))
    assert not left, f"left over: {left}"
    for path in folder.glob(f"{round_}*.zip"):
        path.unlink()


def do_restore(folder: Path, round_: int) -> None:
    """Put the base backup in place of rows that differ from it."""
    User.objects.order_by("pk").filter(pk=User.objects.order_by("pk")[0].pk).update(position=f"round {round_}")
    (folder / "before.txt").write_text(repr(digests()))
    ready()
    restore(folder / "base.zip", replace=True)


def check_restore(folder: Path, round_: int) -> None:
    """The database is row for row what it was before, or row for row what the backup holds."""
    with reading.opened(folder / "base.zip") as (_archive, told):
        restored = {entry.name: entry.digest for entry in told.tables}
    now = digests()
    before = (folder / "before.txt").read_text()
    assert now == restored or repr(now) == before, f"half restored in round {round_}"
    assert not guards.missing(connection), "guards are missing"


def do_record(folder: Path, round_: int) -> None:
    """Record facts one after another, and tell of each when it is done."""
    fact = Fact.objects.exclude(measure=None).filter(reverses=None).order_by("pk")[0]
    ready()
    for number in range(ENTRIES):
        token = uuid5(SPACE, f"{folder}-{round_}-{number}")
        record_by_hand(
            OPERATOR, token=token, indicator=fact.indicator, value=Decimal(1), happened_on=fact.happened_on,
            measure=fact.measure, organisation=fact.organisation, region=fact.region, words="fault",
        )  # fmt: skip
        with (folder / "told.txt").open("a") as file:
            file.write(f"{token}\n")


def check_record(folder: Path, round_: int) -> None:
    """What was told done is there; no entry is without its fact, and no fact without its entry."""
    told = (folder / "told.txt").read_text().split() if (folder / "told.txt").exists() else []
    lost = [token for token in told if not Fact.objects.filter(event=token).exists()]
    assert not lost, f"told done and lost in round {round_}: {lost[:3]}"
    entries = {str(uuid) for uuid in Entry.objects.filter(kind="fact").values_list("uuid", flat=True)}
    sources = set(Fact.objects.filter(source_kind="ledger.entry").values_list("source_id", flat=True))
    assert entries <= sources, "an entry without its facts"


def do_accept(folder: Path, round_: int) -> None:
    """Accept an import that was read before, under an agreement of its own."""
    first = Import.objects.filter(state="accepted").order_by("pk")[0]
    parties = [
        agreements.NewParty(
            side=each.side,
            name=each.name,
            name_en=each.name_en,
            region=each.region,
            organisations=[seat.organisation for seat in each.seats.all()],
        )
        for each in first.agreement.parties.order_by("pk")
    ]
    number = f"{folder}-{round_}-{uuid4()}"[-60:]
    made = agreements.create_agreement(
        OPERATOR, number=number, title="Faults", date=first.agreement.date, parties=parties
    )
    source = reading_plans.upload(
        OPERATOR, made, name=first.document.name, data=files.read(first.document.sha256)
    ).source
    if source is None:
        raise SystemExit("the document was not taken")
    if source.state == "reading":
        jobs.run(str(jobs.of(refs.of(source))[0].uuid))
        source.refresh_from_db()
    preview.take_errors_as_signed(OPERATOR, source, "as signed")
    ready()
    acceptance.accept(OPERATOR, source, source.version, invented=True)


def check_accept(_folder: Path, round_: int) -> None:
    """An import is accepted with all of its measures, or waits and has left nothing."""
    for source in Import.objects.all():
        rows = source.rows.exclude(state="left_out").count()
        assert (source.state == "accepted") == (source.edition is not None), f"half accepted in round {round_}"
        assert source.edition is None or source.edition.measures.count() == rows, f"measures lost in round {round_}"
    assert not Measure.objects.filter(editions=None).exists(), "a measure without an edition"


DEEDS: dict[str, tuple[Callable[[Path, int], None], Callable[[Path, int], None]]] = {
    "backup": (do_backup, check_backup),
    "restore": (do_restore, check_restore),
    "record": (do_record, check_record),
    "accept": (do_accept, check_accept),
}
"""Another deed (signing, say) goes here: what is done, and what must hold after it was killed."""

if __name__ == "__main__":
    deed, what, place, number = sys.argv[1:]
    DEEDS[deed][0 if what == "do" else 1](Path(place), int(number))
    sys.stdout.write("done\n")
