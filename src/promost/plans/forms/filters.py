"""What the reader asks to see of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promost.plans.pages.extensions import PlanPart
from promost.plans.queries.plans import PlanView
from promost.plans.queries.rows import Filter
from promost.plans.terms import TermState
from promost.registry.rooms import directions

STATE_NAMES = {
    TermState.WITHOUT: _("without a deadline"),
    TermState.OVER: _("term is over"),
    TermState.SOON: _("due soon"),
    TermState.RUNNING: _("term is running"),
    TermState.LATER: _("not yet begun"),
    TermState.OPEN: _("as needed"),
}


class FilterForm(forms.Form):
    """Search and filters; whatever is unknown in the address is left aside."""

    q = forms.CharField(label=_("Search"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    direction = forms.CharField(label=_("Direction"), required=False)
    state = forms.CharField(label=_("Term"), required=False)
    side = forms.CharField(label=_("Owner"), required=False)
    progress = forms.CharField(label=_("State"), required=False)

    def asked(self) -> Filter:
        """Return the filter."""
        self.is_valid()
        data = self.cleaned_data
        state = data.get("state", "")
        return Filter(
            words=data.get("q", ""),
            direction=data.get("direction", ""),
            state=state if state in tuple(TermState) else "",
            side=data.get("side", ""),
        )

    def state_asked(self, part: PlanPart) -> str:
        """Return the state in which measures are asked for; "" for all, and for one that no room knows."""
        self.is_valid()
        state = self.cleaned_data.get("progress", "")
        return state if state in {each.state for each in part.overview} else ""

    def edition(self) -> int | None:
        """Return the number of the older edition that is asked for."""
        number = self.data.get("edition", "")
        return int(number) if number.isdecimal() and len(number) < 6 else None

    def with_choices(self, view: PlanView, part: PlanPart) -> FilterForm:
        """Return the form with lists of what the plan has, each with its count."""
        names = {room.code: room.name for room in directions()}
        by_direction = [(code, names.get(code, code), count) for code, count in sorted(view.by_direction.items())]
        by_state = [(str(state), name, view.by_state[state]) for state, name in STATE_NAMES.items()]
        self._choose("direction", _("all directions"), by_direction)
        self._choose("state", _("all terms"), [each for each in by_state if each[2]])
        self._choose("progress", _("all states"), [(each.state, each.label, each.count) for each in part.overview])
        self._choose("side", _("all parties"), [(party.side, party.called, None) for party in view.parties])
        return self

    def _choose(self, name: str, everything: Any, choices: Sequence[tuple[str, Any, int | None]]) -> None:
        shown = [(code, f"{label} ({count})" if count else label) for code, label, count in choices if code]
        field = self.fields[name]
        field.widget = forms.Select(choices=[("", everything), *shown])
        field.widget.attrs.update(self.fields[name].widget_attrs(field.widget) or {})
