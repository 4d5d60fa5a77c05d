"""Cards and what fills them: empty states, details, dialogs."""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def card(content: str, title: str = "", subtitle: str = "", ident: str = "", classes: str = "") -> SafeString:
    """Give a card: `{% card title subtitle %}…{% endcard %}`. `ident` is its HTML id, `classes` as "flush"."""
    context = {"content": content, "title": title, "subtitle": subtitle, "ident": ident, "classes": classes}
    return render_to_string("kit/components/card.html", context)


def empty_state(
    title: str, text: str = "", action_url: str = "", action_label: str = "", symbol: str = "file"
) -> SafeString:
    """Say that there is nothing yet, why, and what to do about it."""
    context = {"title": title, "text": text, "action_url": action_url, "action_label": action_label, "symbol": symbol}
    return render_to_string("kit/components/empty_state.html", context)


def details(content: str, summary: str, opened: bool = False) -> SafeString:
    """Fold text away behind a line: `{% details "Source" %}…{% enddetails %}`."""
    state = mark_safe(" open") if opened else ""
    body = mark_safe(content)  # noqa: S308
    return format_html('<details class="more"{}><summary>{}</summary><div>{}</div></details>', state, summary, body)


def dialog(content: str, ident: str, title: str) -> SafeString:
    """Give a dialog, opened by `<button type="button" data-open="ident">`; Escape and its cross close it."""
    return render_to_string("kit/components/dialog.html", {"content": content, "ident": ident, "title": title})
