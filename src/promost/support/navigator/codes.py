"""Search of the classifier of activities, for somebody who knows the words and not the digits."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from promost.registry.models import ClassifierCode

MOST = 12
SHORTEST = 2


def search(text: str, ticked: Collection[str] = ()) -> list[ClassifierCode]:
    """Return the lines ticked already and those that fit, by code: digits from the start, or all words of a name."""
    words = text.split()[-6:]
    last = words[-1] if words else ""
    rows = ClassifierCode.objects.filter(classifier__code="okved2")
    chosen = list(rows.filter(code__in=list(ticked)[:MOST]).order_by("digits")) if ticked else []
    if len(text.strip()) < SHORTEST:
        return chosen
    if last[:1].isdigit():
        found = Q(digits__startswith="".join(sign for sign in last if sign.isdigit()))
    else:
        found = Q()
        for word in words:
            found &= Q(name_ru__icontains=word) | Q(name_en__icontains=word)
    taken = {each.pk for each in chosen}
    return [*chosen, *(each for each in rows.filter(found).order_by("digits")[:MOST] if each.pk not in taken)]
