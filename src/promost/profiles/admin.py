"""Reference data for administrators: an installation's own indicators; those of the rooms are looked at alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from promost.profiles import breakdowns, sync
from promost.profiles.models import Indicator, Kind
from promost.registry import units

FIELDS = (
    "code", "kind", "okei", "unit_ru", "unit_en", "name_ru", "name_en", "definition_ru", "definition_en", "form",
    "breakdowns", "minimum", "source", "needs_evidence", "needs_organisation", "may_be_negative", "most",
    "numerator", "denominator", "level", "position",
)  # fmt: skip


class IndicatorForm(forms.ModelForm):
    """An operator's own indicator, checked as those of the data files are."""

    class Meta:
        model = Indicator
        fields = FIELDS

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for name in ("breakdowns", "most", "numerator", "denominator", "level", "minimum", "position"):
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Refuse a unit that there is not, parts that are missing, and another kind or unit once there are facts."""
        data = super().clean() or self.cleaned_data
        data["breakdowns"] = data.get("breakdowns") or {}
        data["minimum"], data["position"] = data.get("minimum") or 0, data.get("position") or 0
        for field, said in self._problems(data):
            self.add_error(field, said)
        return data

    def _problems(self, data: dict[str, Any]) -> Any:
        kind, okei = data.get("kind"), data.get("okei", "")
        if okei and okei not in units.built_in():
            yield "okei", _("There is no unit of this code; take one of the list of units, or write it in words.")
        if not okei and not (data.get("unit_ru") and data.get("unit_en")):
            yield "okei", _("Give the unit's code, or the unit in Russian and in English.")
        if (kind == Kind.RATIO) != bool(data.get("numerator") and data.get("denominator")):
            yield "numerator", _("A ratio, and a ratio alone, names its numerator and its denominator.")
        if (kind == Kind.GAIN) != bool(data.get("level")):
            yield "level", _("A growth, and a growth alone, names the level that grows.")
        if not _are_known(data["breakdowns"]):
            yield "breakdowns", _("Write it as {“audience”: [“pupils”]}, of dimensions and values that there are.")
        if self.instance.pk and sync.has_facts(self.instance) and self._differs(data):
            yield "kind", _("It has facts, so kind and unit stay. Define another indicator under a new code.")

    def _differs(self, data: dict[str, Any]) -> bool:
        stored = Indicator.objects.get(pk=self.instance.pk)
        return any(name in data and data[name] != getattr(stored, name) for name in ("code", *sync.FIXED))


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    """Indicators; those that came with the rooms are changed by the rooms."""

    form = IndicatorForm
    fields = FIELDS
    list_display = ["code", "name_ru", "kind", "okei", "source", "built_in"]
    list_filter = ["kind", "source", "built_in"]
    search_fields = ["code", "name_ru", "name_en"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that came with a room is changed by the room."""
        return super().has_change_permission(request, obj) and not (obj and obj.built_in)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that is counted, or came with a room, stays."""
        if obj is not None and (obj.built_in or sync.has_facts(obj)):
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """None: many are not removed at once."""
        return {}


def _are_known(given: Any) -> bool:
    known = breakdowns.dimensions()
    return isinstance(given, dict) and all(
        dimension in known and isinstance(values, list) and values and set(values) <= set(known[dimension].values)
        for dimension, values in given.items()
    )
