"""Words for the deeds of the ledger, as histories show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: Mapping[str, Any] = {
    "ledger.record": _("Result recorded"),
    "ledger.nil": _("Nothing reported"),
    "ledger.opening": _("Opening recorded"),
    "ledger.hand_in": _("Completion document handed in"),
    "ledger.reverse": _("Fact reversed"),
    "ledger.attach": _("Evidence attached"),
    "ledger.mark_personal": _("Mark of personal data changed"),
    "ledger.erase": _("Evidence erased"),
    "ledger.take_sheet": _("Results taken from a file"),
}

FIELDS: Mapping[str, Any] = {
    "indicator": _("Indicator"),
    "value": _("Value"),
    "happened_on": _("Day on which it happened"),
    "evidence": _("Evidence"),
    "personal": _("contains personal data"),
    "erased": _("Erased"),
    "taken": _("Recorded"),
    "refused": _("Refused"),
}
