"""How references to the room's things are shown, and the words of its deeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from promost.kit import refs
from promost.kit.histories import things, words
from promost.kit.refs import Shown
from promost.support.models import Scheme, SchemeKind, SchemeState
from promost.support.schemes.permissions import schemes_visible_to

VERBS = {
    "support.create_scheme": _("Scheme entered"),
    "support.change_scheme": _("Scheme changed"),
    "support.set_criteria": _("Criteria written"),
    "support.confirm_criteria": _("Proposed criteria confirmed"),
    "support.decline_criteria": _("Proposed criteria left out"),
    "support.scheme_review": _("Scheme handed in for review"),
    "support.scheme_draft": _("Scheme made a draft again"),
    "support.scheme_published": _("Scheme published"),
    "support.scheme_archived": _("Scheme archived"),
    "support.remark": _("Remark of a reader"),
    "support.answer_remark": _("Remark answered"),
}
FIELDS = {
    "name": _("Name"),
    "criteria": _("Criteria"),
    "remark": _("Remark"),
    "acts": _("Legal acts"),
    "documents": _("Documents"),
    "windows": _("Application windows"),
    "state": pgettext_lazy("of a scheme", "State"),
    "kind": pgettext_lazy("of a scheme", "Kind"),
}
VALUES = {"state": dict(SchemeState.choices), "kind": dict(SchemeKind.choices)}


def register() -> None:
    """Tell the kit."""
    refs.register("support.scheme", schemes)
    things.register("support.scheme", _("Scheme"), schemes_visible_to)
    words.tell(VERBS, FIELDS, VALUES)


def schemes(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show schemes by their lasting ids, in one query."""
    rows = Scheme.objects.filter(uuid__in=list(ids)).order_by("pk")
    return {str(each.uuid): Shown(str(each)) for each in rows}
