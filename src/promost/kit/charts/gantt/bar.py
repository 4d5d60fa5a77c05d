"""One row of a schedule and how it reads in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from promost.kit import formats
from promost.kit.components.kinds import Kind


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure in a schedule.

    `start` and `end` are both included; without `start` the deadline is one day; without `end` and `due_dates` there is
    none. `due_dates` are the days of a recurring deadline. `state` decides the colour: ok is done. `done_on` is the day
    of completion. `group` is the name of its direction, `url` opens it. `said` are the caller's own words on where the
    measure stands; without them the days are counted.
    """

    number: str
    title: str
    group: str = ""
    url: str = ""
    state: Kind = "neutral"
    start: date | None = None
    end: date | None = None
    due_dates: tuple[date, ...] = ()
    done_on: date | None = None
    said: str = ""

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}".strip()

    @property
    def last_day(self) -> date | None:
        """The last day of the deadline, or None without one."""
        return max(self.due_dates) if self.due_dates else self.end

    def due(self, today: date) -> date | None:
        """The day that counts now: the next of several, or the last when all have passed."""
        return next((day for day in sorted(self.due_dates) if day >= today), self.last_day)

    def is_late(self, today: date) -> bool:
        """Whether its last day has passed and it is not done."""
        return self.state != "ok" and not self.done_on and self.last_day is not None and self.last_day < today


def describe(bar: Bar) -> str:
    """Say the deadline in words, in the active language."""
    if bar.due_dates:
        return ", ".join(formats.day(day, "short") for day in sorted(bar.due_dates))
    if bar.end is None:
        return bar.said or gettext("without a deadline")
    return formats.period(bar.start, bar.end) if bar.start else gettext("by %(day)s") % {"day": formats.day(bar.end)}


def label_of_state(bar: Bar, today: date) -> str:
    """Say where the measure stands: in the caller's words, or done, how late, how far its day is."""
    if bar.said:
        return bar.said
    if bar.done_on:
        return gettext("done on %(day)s") % {"day": formats.day(bar.done_on, "short")}
    if bar.state == "ok":
        return gettext("done")
    due = bar.due(today)
    return formats.until(due, today) if due else ""
