"""The whole form of a row: its fields, its owners by side, its targets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import QueryDict

from promost.plans.forms.owners import OwnerLines, TargetLines, owner_lines, owners_of, target_lines, targets_of
from promost.plans.forms.rows import RowForm, initial
from promost.plans.mending import Mend
from promost.plans.queries.imports import RowView


class RowEditing:
    """Three forms that are sent together. Their ids carry the row's position: several rows may be open at once."""

    def __init__(self, data: QueryDict | None, view: RowView) -> None:
        draft, parties = view.draft, list(view.row.source.agreement.parties.order_by("order"))
        ids = f"id_{view.row.position}_%s"
        self.names = {each.side: each.called for each in parties}
        lines = owner_lines(draft.owners, [each.side for each in parties])
        self.fields = RowForm(data, initial=initial(draft, view.row.version), prefix="row", auto_id=ids)
        self.owners = OwnerLines(data, initial=lines, prefix="owner", auto_id=ids)
        self.targets = TargetLines(data, initial=target_lines(draft.targets), prefix="target", auto_id=ids)

    @classmethod
    def again(cls, data: QueryDict, view: RowView) -> RowEditing:
        """Return what was typed once more, to be saved over the row as it stands now."""
        newer = data.copy()
        newer["row-version"] = str(view.row.version)
        return cls(newer, view)

    def is_valid(self) -> bool:
        """Tell whether all three are well filled in (all are checked, so that all say what is wrong)."""
        return all([self.fields.is_valid(), self.owners.is_valid(), self.targets.is_valid()])

    @property
    def version(self) -> int:
        """The version of the row that the form was made from."""
        version: int = self.fields.cleaned_data["version"]
        return version

    def mend(self) -> Mend:
        """Return all that was typed."""
        owners = owners_of(self.owners.cleaned_data)
        return replace(self.fields.mend(), owners=owners, targets=targets_of(self.targets.cleaned_data))

    def by_side(self) -> list[tuple[str, list[Any]]]:
        """Return the owners' lines by party: (the party's name, forms)."""
        found: dict[str, list[Any]] = {}
        for form in self.owners:
            found.setdefault(str(form["side"].value()), []).append(form)
        return [(self.names.get(side, side), forms) for side, forms in found.items()]
