"""Horizontal bars, each against its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from promost.kit import formats
from promost.kit.charts.chart import Chart, Key, frame
from promost.kit.charts.svg import element, group, link
from promost.kit.charts.texts import width, wrap
from promost.kit.components.kinds import Kind

WIDTH = 440.0
THICK = 11.0
LETTER = 14.0
LINE = 18.0
GAP = 16.0


@dataclass(frozen=True, slots=True)
class Item:
    """One bar. `value` None is *not reported* and draws no bar, which is not the same as zero."""

    label: str
    value: Decimal | int | None
    target: Decimal | int | None = None
    unit: str = ""
    kind: Kind = "info"
    url: str = ""


def figures(item: Item) -> str:
    """Write value, target and per cent: "412 of 520 ед. · 79 %"; the active language."""
    if item.value is None:
        return gettext("not reported")
    if not item.target:
        return formats.amount(item.value, item.unit)
    numbers = {"done": formats.number(item.value), "total": formats.amount(item.target, item.unit)}
    return f"{gettext('%(done)s of %(total)s') % numbers} · {formats.percent(item.value, item.target)}"


def _label_lines(item: Item) -> list[str]:
    """The label in at most two lines, beside its figure."""
    return wrap(item.label, WIDTH - width(figures(item), LETTER) - GAP, LETTER, 2)


def _height(item: Item) -> float:
    return len(_label_lines(item)) * LINE + THICK + GAP + 6


def _bar(item: Item, top: float, scale: float) -> SafeString:
    words, lines = figures(item), _label_lines(item)
    spans = [element("tspan", line, x=0, y=top + 14 + LINE * at) for at, line in enumerate(lines)]
    last = top + 14 + LINE * (len(lines) - 1)
    y = last + 9
    run, mark = (float(max(part or 0, 0)) * scale for part in (item.value, item.target))
    value = [element("rect", x=0, y=y, width=run, height=THICK, rx=3, class_="h-run")] if item.value else []
    target = [element("rect", x=min(mark, WIDTH) - 3, y=y - 3, width=3, height=THICK + 6, class_="h-mark")]
    parts = [
        element("title", f"{item.label}: {words}"),
        element("text", *spans, class_="h-label"),
        element("text", words, x=WIDTH, y=last, class_="h-figure"),
        element("rect", x=0, y=y, width=WIDTH, height=THICK, rx=3, class_="h-rail"),
    ]
    return link(item.url, *parts, *value, *(target if item.target else []), class_=f"h-row {item.kind}")


def draw(
    items: Sequence[Item], language: str | None = None, title: str = "", shared_scale: bool = False, ident: str = "bars"
) -> Chart:
    """Draw one bar under another, each with a mark at its target.

    Figures of different units cannot share a scale, so each bar fills up towards its own target; `shared_scale` draws
    all to one. `ident` must be unique on the page.
    """
    with override(language or formats.resolve()):
        name = title or gettext("Figures against their targets")
        tops = [max(float(item.value or 0), float(item.target or 0)) for item in items]
        widest = max(tops, default=0.0)
        scales = [WIDTH / (widest if shared_scale else top) if top else 0.0 for top in tops]
        starts = list(accumulate((_height(item) for item in items), initial=0.0))
        rows = [_bar(*row) for row in zip(items, starts[:-1], scales, strict=True)]
        said = gettext("One bar for each figure, with a mark at its target. The table below says the same in words.")
        svg = frame(ident, name, said, (WIDTH, max(starts[-1], 1.0)), rows, "bars")
        sign = element("rect", x=9, y=0, width=3, height=14, class_="h-mark")
        keys = [
            Key(element("svg", group(sign), viewBox="0 0 20 14", class_="key", aria_hidden="true"), gettext("target"))
        ]
        heads = (gettext("Indicator"), gettext("Figure"))
        return Chart(name, svg, heads, [(item.label, figures(item)) for item in items], keys)
