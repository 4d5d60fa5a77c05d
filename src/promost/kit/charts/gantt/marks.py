"""The signs of a schedule: bar, diamond, ticks, the tail of what is late, and the mark of no deadline."""

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from promost.kit.charts.gantt.bar import Bar
from promost.kit.charts.gantt.layout import LABELS, RIGHT, WIDTH, Row, Scale
from promost.kit.charts.svg import diamond, element

THICK = 11.0
RADIUS = 6.5
SMALL = 4.5


def _line(x1: float, x2: float, y: float, class_: str) -> SafeString:
    return element("line", x1=x1, x2=x2, y1=y, y2=y, class_=class_)


def _no_deadline(said: str, y: float) -> list[SafeString]:
    words = element("text", said or gettext("without a deadline"), x=LABELS + 8, y=y - 4, class_="g-none-word")
    return [_line(LABELS + 4, WIDTH - RIGHT, y + 3, "g-none"), words]


def _recurring(bar: Bar, scale: Scale, y: float, today: date) -> list[SafeString]:
    days = sorted(bar.due_dates)
    past = "passed" if bar.state != "ok" else "done"
    ticks = [
        diamond(scale.close(day), y, SMALL, f"g-due {past if day < today or bar.state == 'ok' else ''}") for day in days
    ]
    return [_line(scale.close(days[0]), scale.close(days[-1]), y, "g-lead"), *ticks]


def _check(x: float, y: float) -> SafeString:
    return element("path", d=f"M{x - 2.8:.1f} {y:.1f}l2 2.2l3.6 -4", class_="g-check")


def _single(bar: Bar, end: date, scale: Scale, y: float) -> list[SafeString]:
    done = bar.state == "ok"
    x = scale.close(end)
    if bar.start:
        left = scale.x(bar.start)
        span = element("rect", x=left, y=y - THICK / 2, width=max(x - left, 2.0), height=THICK, rx=3, class_="g-bar")
    else:
        span = _line(LABELS, x, y, "g-lead")
    mark = diamond(x, y, RADIUS, "g-due done" if done else "g-due")
    return [span, mark, *([_check(x, y)] if done else [])]


def _tail(bar: Bar, scale: Scale, y: float, today: date) -> list[SafeString]:
    """From the last day to today (or the day of completion), where that came later."""
    until = bar.done_on or (today if bar.state != "ok" else None)
    last = bar.last_day
    if last is None or until is None or until <= last:
        return []
    x1, x2 = scale.close(last), scale.close(until)
    return [_line(x1 + RADIUS, x2, y, "g-late")] if x2 > x1 + RADIUS else []


def marks(row: Row, scale: Scale, today: date) -> list[SafeString]:
    """Draw the deadline of one row."""
    bar, y = row.bar, row.middle
    if bar is None:
        return []
    if bar.due_dates:
        return [*_recurring(bar, scale, y, today), *_tail(bar, scale, y, today)]
    if bar.end is None:
        return _no_deadline(bar.said, y)
    return [*_tail(bar, scale, y, today), *_single(bar, bar.end, scale, y)]
