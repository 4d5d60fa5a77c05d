"""Putting a schedule together."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from promost.kit import formats
from promost.kit.charts.chart import Chart, Key, frame
from promost.kit.charts.gantt.bar import Bar, describe, label_of_state
from promost.kit.charts.gantt.layout import HEAD, LABELS, LETTER, NUMBER, RIGHT, WIDTH, Row, Scale, rows_of
from promost.kit.charts.gantt.marks import marks
from promost.kit.charts.svg import diamond, element, group, link
from promost.kit.charts.texts import width


def _grid(scale: Scale, bottom: float, language: str | None) -> SafeString:
    """Months (quarters, years in a long plan): a line at each beginning and its name in the middle."""
    parts = []
    firsts = list(scale.steps())
    for first, following in zip(firsts, [*firsts[1:], None], strict=True):
        left = scale.x(first)
        right = scale.x(following) if following else WIDTH - RIGHT
        kind = "g-grid g-year" if first.month == 1 and first > scale.start else "g-grid"
        parts.append(element("line", x1=left, x2=left, y1=HEAD - 6, y2=bottom, class_=kind))
        word = _name(first, scale, language)
        if right - left > width(word, 12):
            parts.append(element("text", word, x=(left + right) / 2, y=18, class_="g-month"))
    return group(*parts, aria_hidden="true")


def _name(first: date, scale: Scale, language: str | None) -> str:
    """The name of a column: its month; the year instead of January in a plan that runs over several."""
    if scale.step == 12:
        return str(first.year)
    if first.month == 1 and scale.start.year != scale.end.year:
        return str(first.year)
    return formats.month(first, short=True, language=language)


def _today(scale: Scale, today: date, bottom: float) -> SafeString:
    """A line through today, with its word on top; nothing when today lies outside."""
    if not scale.start <= today <= scale.end:
        return SafeString("")
    x = (scale.x(today) + scale.close(today)) / 2
    line = element("line", x1=x, x2=x, y1=HEAD - 4, y2=bottom, class_="g-today")
    word = gettext("today")
    back = element("rect", x=x - 34, y=4, width=68, height=19, rx=9.5, class_="g-today-back")
    return group(line, back, element("text", word, x=x, y=18, class_="g-today-word"), aria_hidden="true")


def _label(row: Row, bar: Bar) -> SafeString:
    first = row.middle + LETTER * 0.36 - (len(row.lines) - 1) * 8
    number = element("text", bar.number, x=4, y=first, class_="g-number")
    lines = [element("tspan", line, x=NUMBER, y=first + 16 * at) for at, line in enumerate(row.lines)]
    return link(bar.url, number, element("text", *lines, class_="g-name"), class_="g-label")


def _row(row: Row, scale: Scale, today: date) -> SafeString:
    back = element("rect", x=0, y=row.top, width=WIDTH, height=row.height, class_="g-back")
    if row.bar is None:
        word = element("text", row.lines[0], x=4, y=row.middle + 5, class_="g-group-name")
        return group(back, word, class_="g-group")
    bar = row.bar
    words = [bar.name, describe(bar), label_of_state(bar, today)]
    tip = element("title", " · ".join(word for word in words if word))
    kind = "bad" if bar.is_late(today) and bar.state == "neutral" else bar.state
    return group(tip, back, _label(row, bar), *marks(row, scale, today), class_=f"g-row {kind}")


def _keys() -> list[Key]:
    """The signs that need a word."""

    def sign(kind: str, *parts: SafeString) -> SafeString:
        inner = group(*parts, class_=f"g-row {kind}")
        return element("svg", inner, viewBox="0 0 20 14", class_="key", aria_hidden="true")

    def line(class_: str) -> SafeString:
        return element("line", x1=1, x2=19, y1=7, y2=7, class_=class_)

    return [
        Key(sign("neutral", diamond(10, 7, 5.5, "g-due")), gettext("deadline")),
        Key(sign("ok", diamond(10, 7, 5.5, "g-due done")), gettext("done")),
        Key(sign("bad", line("g-late")), gettext("late")),
        Key(sign("neutral", diamond(10, 7, 4.0, "g-due passed")), gettext("recurring, day passed")),
        Key(sign("neutral", line("g-none")), gettext("without a deadline")),
    ]


def draw(
    rows: Sequence[Bar],
    start: date,
    end: date,
    today: date,
    language: str | None = None,
    title: str = "",
    ident: str = "gantt",
) -> Chart:
    """Draw a schedule from `start` to `end`, both included, with a line through `today`.

    The bars keep their order; neighbours of one group stand under its name. Raises ValueError when `end` is before
    `start`. `ident` must be unique on the page.
    """
    if end < start:
        raise ValueError(f"The schedule would end ({end}) before it starts ({start}).")
    with override(language or formats.resolve()):
        name = title or gettext("Schedule of measures")
        laid, scale = rows_of(rows), Scale(start, end)
        bottom = laid[-1].top + laid[-1].height if laid else HEAD
        body = [_row(row, scale, today) for row in laid]
        backs, grid = group(*body), _grid(scale, bottom, language)
        said = gettext("Deadlines from %(period)s; today is %(today)s. The table below says the same in words.")
        text = said % {"period": formats.period(start, end), "today": formats.day(today)}
        edge = element("line", x1=LABELS, x2=LABELS, y1=HEAD, y2=bottom, class_="g-grid")
        svg = frame(ident, name, text, (WIDTH, bottom + 4), [grid, edge, backs, _today(scale, today, bottom)], "gantt")
        table = [(bar.name, bar.group, describe(bar), label_of_state(bar, today)) for bar in rows]
        heads = (gettext("Measure"), gettext("Direction"), gettext("Deadline"), gettext("State"))
        return Chart(name, svg, heads, table, _keys())
