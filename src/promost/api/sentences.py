"""The sentences of the API's errors: by status, and by what is wrong with a field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

STATUSES: Mapping[int, tuple[str, Any]] = {
    400: ("bad_request", _("The request cannot be read. Send JSON in UTF-8, as the description of the API says.")),
    401: ("no_token", _("Send a token in the header “Authorization: Bearer …”; create one in your account.")),
    403: ("refused", _("You may not do this. Nothing was changed.")),
    404: ("not_found", _("There is nothing here that you may see.")),
    405: ("not_allowed", _("This address is not asked in this way; the header “Allow” names the ways.")),
    409: ("overtaken", _("Somebody changed this meanwhile. Nothing was overwritten; read it again.")),
    413: ("too_large", _("The request is too large.")),
    415: ("media_type", _("Send JSON: the header “Content-Type: application/json”.")),
    422: ("invalid", _("Some of what was given has to be mended; see the fields.")),
    429: ("too_often", _("This token calls too often. The header “Retry-After” says how many seconds to wait.")),
    500: ("fault", _("A fault of the program. Nothing was saved; tell the administrator of the installation.")),
    503: ("unavailable", _("The site is being looked after. Try again later.")),
}
"""Status → its code for programs and its sentence for people."""

FIELDS: Mapping[str, Any] = {
    "missing": _("Give this field."),
    "extra_forbidden": _("There is no such field."),
    "unknown": _("There is no such parameter."),
    "uuid": _("Write an identifier like 6f1c2b1e-0000-4000-8000-000000000000."),
    "date": _("Write a day like 2025-06-30."),
    "int": _("Write a whole number."),
    "bool": _("Write true or false."),
    "string_type": _("Write text."),
    "string_pattern_mismatch": _("Write it in the form that the description gives."),
    "string_too_long": _("Too long: at most %(max_length)s characters."),
    "string_too_short": _("Too short: at least %(min_length)s characters."),
    "greater_than_equal": _("Too small: at least %(ge)s."),
    "less_than_equal": _("Too great: at most %(le)s."),
    "enum": _("Choose one of: %(expected)s."),
    "literal_error": _("Choose one of: %(expected)s."),
    "value_error": "%(error)s",
}
"""What pydantic calls a mistake, or how that name begins → the sentence."""


def of_field(mistake: Mapping[str, Any]) -> str:
    """Return the sentence for a mistake of pydantic, in the reader's language."""
    kind, about = str(mistake["type"]), dict(mistake.get("ctx") or {})
    sentence = FIELDS.get(kind) or next((FIELDS[each] for each in FIELDS if kind.startswith(f"{each}_")), None)
    if sentence is None:
        return str(_("This does not fit the description of the API."))
    return str(sentence) % about
