"""Form fields with label, help and errors tied together."""

from django.forms import BaseForm, BoundField, CheckboxInput
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext


def field(bound: BoundField, hint: bool = True) -> SafeString:
    """Give a field: label, widget, help and errors; the widget points to both by aria-describedby (Django's own).

    Without ``hint`` an optional field is not said to be one: in lines where all are.
    """
    context = {
        "field": bound,
        "inline": isinstance(bound.field.widget, CheckboxInput),
        "optional": "" if bound.field.required or not hint else gettext("optional"),
    }
    return render_to_string("kit/components/field.html", context)


def form_errors(form: BaseForm) -> SafeString:
    """Say above a form that it was not saved, and what concerns the whole of it; empty while nothing is wrong."""
    return render_to_string("kit/components/form_errors.html", {"form": form})
