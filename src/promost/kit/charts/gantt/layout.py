"""Where everything in a schedule stands: days to the right, rows downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import groupby

from promost.kit.charts.gantt.bar import Bar
from promost.kit.charts.texts import wrap

WIDTH = 1240.0
LABELS = 430.0
NUMBER = 50.0
RIGHT = 14.0
HEAD = 30.0
GROUP_ROW = 30.0
ONE_LINE = 27.0
TWO_LINES = 41.0
LETTER = 13.5
COLUMN = 30.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Days as places between the labels and the right edge; a day outside is drawn at the edge."""

    start: date
    end: date

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self._place((day - self.start).days)

    def close(self, day: date) -> float:
        """Where a day ends."""
        return self._place((day - self.start).days + 1)

    def _place(self, days: int) -> float:
        share = days / ((self.end - self.start).days + 1)
        return LABELS + min(max(share, 0.0), 1.0) * (WIDTH - LABELS - RIGHT)

    @property
    def step(self) -> int:
        """How many months a column of the grid has: 1, 3 or 12, so that its name has room."""
        month = (WIDTH - LABELS - RIGHT) * 30 / max((self.end - self.start).days, 1)
        return next((step for step in (1, 3) if month * step >= COLUMN), 12)

    def steps(self) -> Iterator[date]:
        """The first days of the columns, from the one that holds the start."""
        first = self.start.replace(day=1, month=self.start.month - (self.start.month - 1) % self.step)
        while first <= self.end:
            yield first
            years, month = divmod(first.month - 1 + self.step, 12)
            if first.year + years > MAXYEAR:
                return
            first = date(first.year + years, month + 1, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a bar, or, when `bar` is None, the heading of a group. `lines` is its label as it is written."""

    bar: Bar | None
    lines: Sequence[str]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The height at which the bar lies."""
        return self.top + self.height / 2


def rows_of(bars: Sequence[Bar]) -> list[Row]:
    """Stack the bars, in the order given, under the headings of their groups."""
    rows: list[Row] = []
    top = HEAD
    for name, members in groupby(bars, key=lambda bar: bar.group):
        if name:
            rows.append(Row(None, wrap(name, WIDTH - 2 * NUMBER, LETTER, 1), top, GROUP_ROW))
            top += GROUP_ROW
        for bar in members:
            lines = wrap(bar.title, LABELS - NUMBER - 18, LETTER, 2)
            height = TWO_LINES if len(lines) > 1 else ONE_LINE
            rows.append(Row(bar, lines, top, height))
            top += height
    return rows
