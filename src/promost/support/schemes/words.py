"""What a scheme's fields are called, on forms and in histories."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LABELS = {
    "kind": pgettext_lazy("of a scheme", "Kind"),
    "level": _("Level"),
    "region": _("For enterprises of the region"),
    "generic": _("A local variant of"),
    "name": _("Name"),
    "name_en": _("Name in English"),
    "summary": _("What it gives, in plain words"),
    "summary_en": _("The same in English"),
    "purpose": _("What the money is for"),
    "amount_note": _("How the amount is worked out"),
    "amount_min": _("Smallest amount, roubles"),
    "amount_max": _("Largest amount, roubles"),
    "rate_min": _("Rate from, %"),
    "rate_max": _("Rate to, %"),
    "term_months": _("Longest term, months"),
    "own_share": _("The applicant's own share, %"),
    "provider": _("Provider"),
    "provider_name": _("Provider, if it is not in the list"),
    "contact": _("Whom to ask: telephone, mailbox, hours"),
    "taken": _("Applications are taken"),
    "address": _("Address where one applies"),
    "procedure": _("How one applies, step by step"),
    "requirements": _("Requirements in the words of the act"),
    "answer_days": _("Days within which is decided"),
}
