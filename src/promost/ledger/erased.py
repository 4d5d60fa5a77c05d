"""Evidence that was erased, as the kit's list of erasures asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from promost.accounts.actors import OPERATOR
from promost.kit import erasures, history, refs
from promost.kit.erasures import Erasure
from promost.ledger.models import Evidence

KIND = "ledger.evidence"


def register() -> None:
    """Tell the kit."""
    erasures.register(KIND, Evidence._meta.db_table, erased, again)


def of(evidence: Evidence) -> Erasure:
    """Return the note of a piece of evidence that is erased."""
    at = evidence.erased_at
    return Erasure(KIND, str(evidence.uuid), at.isoformat() if at else "", evidence.sha256)


def erased() -> Iterator[Erasure]:
    """List the erased evidence by lasting id and hash."""
    rows = Evidence.objects.exclude(erased_at=None).order_by("pk").values_list("uuid", "erased_at", "sha256")
    for uuid, at, sha256 in rows:
        yield Erasure(KIND, str(uuid), at.isoformat() if at else "", sha256)


def again(wanted: list[Erasure]) -> int:
    """Erase what came back with a backup, and say so in its history; return how many. Its bytes are not brought back
    by whoever restores.
    """
    moments = {each.uuid: each.at for each in wanted}
    back = list(Evidence.objects.filter(uuid__in=list(moments), erased_at=None).order_by("pk"))
    reason = _("Erased earlier; erased again when a backup was restored.")
    for evidence in back:
        at = datetime.fromisoformat(moments[str(evidence.uuid)])
        Evidence.objects.filter(pk=evidence.pk).update(
            erased_at=at, erasure_reason=reason, personal=True, version=F("version") + 1
        )
        history.write(OPERATOR, "ledger.erase", refs.of(evidence), {"erased": [None, at.isoformat()]}, reason)
    return len(back)
