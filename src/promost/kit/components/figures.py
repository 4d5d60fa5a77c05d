"""A figure with its unit, state and target; a bar of progress."""

from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from promost.kit.components.kinds import as_kind
from promost.kit.formats import number, percent

#: A bar is drawn this many units wide; the page stretches it.
WIDTH = 1000


def kpi(
    label: str,
    value: Decimal | int | str | None,
    unit: str = "",
    target: Decimal | int | None = None,
    chip_text: str = "",
    chip_kind: str = "neutral",
    foot: str = "",
    url: str = "",
) -> SafeString:
    """Give one key figure. `url` opens it to its facts; `chip_text` says its state (recorded, signed, accepted).

    `value`: a number, or the word that stands instead of one ("awaited", "not yet due"); None is *not reported*, which
    is not zero. `target` draws the bar and the line "412 of 520 · 79 %".
    """
    known = None if isinstance(value, str) else value
    context = {
        "label": label,
        "value": (value or gettext("not reported")) if known is None else number(known),
        "words": known is None,
        "unit": "" if known is None else unit,
        "url": url,
        "chip_text": chip_text,
        "chip_kind": as_kind(chip_kind),
        "has_target": bool(target) and known is not None,
        "done": known,
        "target": target,
        "bar_label": label,
        "foot": _foot(known, target, foot),
    }
    return render_to_string("kit/components/kpi.html", context)


def _foot(value: Decimal | int | None, target: Decimal | int | None, foot: str) -> str:
    """Join the line below the bar: of how much, how many per cent, and the caller's own words."""
    parts = [foot] if foot else []
    if target:
        against = gettext("target %(target)s") % {"target": number(target)}
        parts = [against, *([percent(value, target)] if value is not None else []), *parts]
    return " · ".join(parts)


def progress(done: Decimal | int, total: Decimal | int, label: str = "", kind: str = "") -> SafeString:
    """Draw how much of `total` is done; more than all of it shows the total as a mark inside the bar."""
    scale = max(Decimal(done), Decimal(total), Decimal(1))
    run, mark = (round(max(Decimal(part), Decimal(0)) / scale * WIDTH) for part in (Decimal(done), Decimal(total)))
    beyond = format_html('<rect class="mark" x="{}" width="6" height="8"/>', mark - 3) if done > total else ""
    name = label or gettext("Progress")
    text = gettext("%(done)s of %(total)s") % {"done": number(done), "total": number(total)}
    return format_html(
        '<svg class="meter {}" viewBox="0 0 {} 8" preserveAspectRatio="none" role="img" aria-label="{}: {}">'
        '<rect class="rail" width="{}" height="8"/><rect class="run" width="{}" height="8"/>{}</svg>',
        as_kind(kind) if kind else "",
        WIDTH,
        name,
        text,
        WIDTH,
        run,
        beyond,
    )
