"""Chips, notes and toasts: a short word about a state."""

from typing import Any

from django.contrib.messages.storage.base import Message
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from promost.kit.components.icons import icon
from promost.kit.components.kinds import KIND_ICONS, as_kind


def _kind_icon(kind: str) -> SafeString:
    name = KIND_ICONS[kind]
    return icon(name) if name else SafeString("")


def chip(text: Any, kind: str = "neutral", symbol: str | None = None) -> SafeString:
    """Give a chip of one of the five kinds. `symbol` names another icon than the kind's own; "" leaves it out."""
    known = as_kind(kind)
    shown = _kind_icon(known) if symbol is None else icon(symbol) if symbol else ""
    return SafeString(f'<span class="chip {known}">{shown}{conditional_escape(text)}</span>')  # a page has hundreds


def note(content: str, kind: str = "info") -> SafeString:
    """Give a box with a remark: `{% note "warn" %}…{% endnote %}`."""
    known = as_kind(kind)
    shown = icon("alert" if known == "warn" else KIND_ICONS[known] or "info")
    return format_html('<div class="note {}" role="note">{}<div>{}</div></div>', known, shown, mark_safe(content))  # noqa: S308


def toast(message: Message) -> SafeString:
    """Show one of Django's messages; it stays until the reader closes it."""
    return _toast(as_kind(message.level_tag), str(message))


def toast_template() -> SafeString:
    """Give the empty toast that app.js fills when a request failed."""
    return _toast("bad", "")


def _toast(kind: str, text: str) -> SafeString:
    mark = icon("alert" if kind == "warn" else KIND_ICONS[kind] or "info")
    close = format_html(
        '<button class="icon-btn" type="button" data-close aria-label="{}">{}</button>', gettext("Close"), icon("close")
    )
    return format_html('<div class="toast {}">{}<p>{}</p>{}</div>', kind, mark, text, close)
