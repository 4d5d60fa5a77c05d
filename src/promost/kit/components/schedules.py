"""A chart with its key and its table, and the schedule as a list for a small screen."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from promost.kit.charts import Chart
from promost.kit.charts.gantt import Bar, describe, label_of_state


def chart(drawn: Chart, classes: str = "") -> SafeString:
    """Show a chart with its key, and the table that says the same folded away below it. `classes`: "only-wide"."""
    return render_to_string("kit/components/chart.html", {"chart": drawn, "classes": classes})


def _item(bar: Bar, today: date) -> dict[str, object]:
    kind = "bad" if bar.is_late(today) and bar.state == "neutral" else bar.state
    return {"bar": bar, "dates": describe(bar), "state": label_of_state(bar, today), "kind": kind}


def schedule_list(bars: Sequence[Bar], today: date, classes: str = "only-narrow") -> SafeString:
    """Show a schedule as a list under the names of its groups; by default only where the chart would be too wide."""
    groups = [
        {"name": name, "items": [_item(bar, today) for bar in members]}
        for name, members in groupby(bars, key=lambda bar: bar.group)
    ]
    return render_to_string("kit/components/schedule_list.html", {"groups": groups, "classes": classes})
