"""All that is written of a scheme at once: its fields and its lines, sent together so that nothing is half saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from promost.support.models import Scheme
from promost.support.schemes.actions import Parts
from promost.support.schemes.forms import giving, lines
from promost.support.schemes.forms.scheme import SchemeForm, initial_of
from promost.support.schemes.words import LABELS

HEADINGS = {
    "acts": (_("Legal acts"), _("Add an act")),
    "documents": (_("Documents that an applicant hands in"), _("Add a document")),
    "windows": (_("When applications are taken"), _("Add a window")),
    "obligations": (_("What every grantee promises"), _("Add an obligation")),
    "gives": (_("What the enterprise has once it is granted"), _("Add what it gives")),
}


class Editing:
    """The form of a scheme. ``scheme``: the one that is changed, None for a new one; ``start``: what a new one has."""

    def __init__(self, data: QueryDict | None, scheme: Scheme | None, start: Mapping[str, Any] | None = None) -> None:
        self.scheme = scheme
        self.fields = SchemeForm(data, initial=initial_of(scheme) if scheme else dict(start or {}))
        known = lines.indicators()
        there = lines_of(scheme) if scheme else {}
        self.sets: dict[str, Any] = {
            name: made(
                data, prefix=name, initial=there.get(name, []),
                form_kwargs={"indicators": known} if name == "obligations" else {},
            )
            for name, made in lines.SETS.items()
        }  # fmt: skip

    @property
    def parts(self) -> list[tuple[str, Any, Any, Any]]:
        """Return (name, heading, words of the button, lines)."""
        return [(name, *HEADINGS[name], self.sets[name]) for name in self.sets]

    @property
    def version(self) -> int:
        """The version of the scheme that the officer saw; of a valid form."""
        return int(self.fields.cleaned_data.get("version") or 0)

    def is_valid(self) -> bool:
        """Check fields and lines, all of them, so that every fault is told at once."""
        return all([self.fields.is_valid(), *(each.is_valid() for each in self.sets.values())])

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them."""
        return {
            **self.fields.given(),
            "obligations": lines.obligations_of(self.sets["obligations"].given()),
            "gives": giving.gives_of(row["what"] for row in self.sets["gives"].given()),
        }

    def parts_given(self) -> Parts:
        """Return the lines as the action takes them."""
        return Parts(
            acts=lines.acts_of(self.sets["acts"].given()),
            documents=lines.documents_of(self.sets["documents"].given()),
            windows=lines.windows_of(self.sets["windows"].given()),
        )

    def refuse(self, refused: ValidationError) -> None:
        """Mark what an action refused, at its field where it is one of the form's."""
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, messages in by_field.items():
            self.fields.add_error(name if name in self.fields.fields else None, messages)


def lines_of(scheme: Scheme) -> dict[str, list[dict[str, Any]]]:
    """Return what the lines show of a scheme; three queries."""
    return {
        "acts": [
            {n: getattr(each, n) for n in ("title", "kind", "number", "dated", "url")} for each in scheme.acts.all()
        ],
        "documents": [{"name": each.name, "optional": not each.required} for each in scheme.documents.all()],
        "windows": [{n: getattr(each, n) for n in ("opens_on", "closes_on", "note")} for each in scheme.windows.all()],
        "obligations": list(scheme.obligations),
        "gives": [{"what": each} for each in giving.chosen_of(scheme.gives)],
    }


def differences(editing: Editing, now: Scheme) -> list[tuple[Any, str, str]]:
    """Return (name, how it stands now, what was typed) of every field in which the two differ."""
    typed = editing.given()
    rows = [
        (LABELS[name], _said(now, name, getattr(now, name)), _said(now, name, typed[name]))
        for name in LABELS
        if getattr(now, name) != typed[name]
    ]
    there = lines_of(now)
    for name, (heading, _button) in HEADINGS.items():
        mine = editing.sets[name].given()
        if _plain(there[name]) != _plain(mine):
            rows.append((heading, _listed(there[name]), _listed(mine)))
    return rows


def _said(scheme: Scheme, name: str, value: Any) -> str:
    if value in (None, ""):
        return "—"
    choices = dict(scheme._meta.get_field(name).flatchoices or ())  # type: ignore[union-attr]
    return str(choices.get(value, value))


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{name: str(value) for name, value in row.items() if value not in (None, "", False)} for row in rows]


def _listed(rows: list[dict[str, Any]]) -> str:
    said = (", ".join(str(value) for value in row.values() if value not in (None, "", False, True)) for row in rows)
    return "; ".join(said) or "—"
