"""The file of rows that were not taken: where each stands, why, and what to do."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO

from django.utils.translation import gettext as _

from promost.profiles.register.given import Unfit
from promost.profiles.register.problems import row_words


class Rejects:
    """Writes rejected rows into an open text file as they come, and counts them; the heading comes with the first."""

    def __init__(self, file: IO[str]) -> None:
        self._writer = csv.writer(file, delimiter=";")
        self.count = 0

    def add(self, piece: str, rows: Iterable[Unfit]) -> None:
        """Add rows of a piece."""
        for row in rows:
            if not self.count:
                self._writer.writerow([_("file"), _("row or document"), _("INN"), _("what is wrong"), _("what to do")])
            self.count += 1
            self._writer.writerow([piece, row.place, row.inn, *row_words(row.code, row.values)])
