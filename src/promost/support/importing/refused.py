"""Rows that were not taken, as a file to be mended and loaded again."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from promost.support.importing.keys import in_order
from promost.support.importing.reasons import place_of, refusing
from promost.support.models import RowOutcome, SchemeImport


def refused_file(source: SchemeImport) -> bytes:
    """A CSV of the rejected rows: where each stood, why it was not taken, and every cell word for word.

    UTF-8 with its mark and semicolons, as spreadsheets of the country open it.
    """
    rows = list(source.rows.filter(outcome=RowOutcome.REJECTED).order_by("pk"))
    headings = in_order((heading for row in rows for heading in row.raw), source.mapping)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*headings, _("Place in the file"), _("Why it was not taken")])
    for row in rows:
        cells = [row.raw.get(heading, "") for heading in headings]
        writer.writerow([*cells, place_of(row.place), " ".join(refusing(row.reasons))])
    return out.getvalue().encode("utf-8-sig")
