"""Spellings of organisations: matched once, then remembered."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.kit import access, history, refs
from promost.kit.history import Doer
from promost.kit.text import clean, fold
from promost.registry import names
from promost.registry.models import NameKey, Organisation, Spelling

LONGEST = 400


def remember_spelling(doer: Doer, organisation: Organisation, text: str, *, scope: str = "") -> Spelling:
    """Remember that documents write the organisation so: within ``scope`` (an agreement's id), or everywhere.

    Within an agreement the later word counts: a spelling that meant another organisation there is taken over. A
    spelling that holds everywhere is not taken from another one. Raises Refused and ValidationError.
    """
    organisation = organisation.merged_into or organisation
    access.require(doer, "registry.remember_spelling" if scope else "registry.spell_everywhere", organisation)
    folded = fold(text)
    if not folded or len(folded) > LONGEST:
        raise ValidationError({"text": [_("Write the name as the document has it, in at most 400 letters.")]})
    with transaction.atomic():
        known = Spelling.objects.filter(scope=scope, text=folded).select_related("organisation").first()
        if known and known.organisation_id == organisation.pk:
            return known
        if not scope:
            _refuse_taken(organisation, text, known)
        spelling, _made = Spelling.objects.update_or_create(
            scope=scope, text=folded, defaults={"organisation": organisation}
        )
        before = known.organisation.name if known else None
        changes = {"spelling": [before and f"{clean(text)}: {before}", clean(text)]}
        history.write(doer, "registry.remember_spelling", refs.of(organisation), changes)
    return spelling


def forget_spelling(doer: Doer, spelling: Spelling) -> None:
    """Forget a spelling. Raises Refused."""
    organisation = spelling.organisation
    access.require(doer, "registry.spell_everywhere", organisation)
    with transaction.atomic():
        spelling.delete()
        history.write(doer, "registry.forget_spelling", refs.of(organisation), {"spelling": [spelling.text, None]})


def _refuse_taken(organisation: Organisation, text: str, known: Spelling | None) -> None:
    """What holds everywhere must not be a spelling or a name of another organisation."""
    named = NameKey.objects.filter(text=names.plain(text), how="name", organisation__merged_into=None)
    other = named.exclude(organisation=organisation).select_related("organisation").order_by("pk").first()
    taken = known or other
    if taken:
        message = _("This spelling belongs to %(name)s.") % {"name": taken.organisation.called}
        raise ValidationError({"text": [message]})
