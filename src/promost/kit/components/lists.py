"""Lists and ways through them: problems, tabs, pages."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from promost.kit.components.kinds import as_kind

SEVERITY_WORDS = {
    "bad": gettext_lazy("Error"),
    "warn": gettext_lazy("Warning"),
    "info": gettext_lazy("For information"),
    "ok": gettext_lazy("Settled"),
    "neutral": gettext_lazy("For information"),
}
SEVERITY_ICONS = {"bad": "alert", "warn": "alert", "info": "info", "ok": "check", "neutral": "info"}


class Problem(Protocol):
    """What a problem needs to be shown: `severity` is error, warning or info."""

    severity: Any
    message: Any
    place: Any


def problem_list(problems: Iterable[Problem]) -> SafeString:
    """List problems, each with its severity in words, its message and its place in the document."""
    rows = [
        {
            "kind": (kind := as_kind(str(problem.severity))),
            "word": SEVERITY_WORDS[kind],
            "symbol": SEVERITY_ICONS[kind],
            "message": problem.message,
            "place": problem.place,
        }
        for problem in problems
    ]
    return render_to_string("kit/components/problem_list.html", {"problems": rows}) if rows else SafeString("")


def tabs(items: Iterable[Mapping[str, Any]], label: str = "") -> SafeString:
    """Give tabs that are links. Each item: url, label, current (bool), and count when it has one."""
    rows = [{"current": False, "count": None, **item} for item in items]
    return render_to_string("kit/components/tabs.html", {"items": rows, "label": label or gettext("Views")})


def pager(request: HttpRequest, page: Page[Any], parameter: str = "page") -> SafeString:
    """Give the links between the pages of a list; what else stands in the address (search, filter) is kept."""
    if not page.has_other_pages():
        return SafeString("")

    def link(number: int) -> str:
        query = request.GET.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    context = {
        "page": page,
        "previous_url": link(page.previous_page_number()) if page.has_previous() else "",
        "next_url": link(page.next_page_number()) if page.has_next() else "",
        "links": [
            {"label": item, "current": item == page.number, "url": link(item) if isinstance(item, int) else ""}
            for item in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        ],
    }
    return render_to_string("kit/components/pager.html", context)
