"""What a reader narrows the lists by; it stands in the address, and says nothing of the enterprise."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from promost.kit.text import fold
from promost.matching import Truth
from promost.support.models import Level, Scheme, SchemeKind

LISTS = (Truth.YES, Truth.UNKNOWN, Truth.NO)
MOST = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """Words, kind, level, region, and whether only what takes applications now; empty for all."""

    words: str = ""
    kind: str = ""
    level: str = ""
    region: str = ""
    only_open: bool = False

    def takes(self, scheme: Scheme) -> bool:
        """Tell whether a scheme is among what is asked for, leaving aside whether it is open."""
        if self.kind and scheme.kind != self.kind:
            return False
        if self.level and scheme.level != self.level:
            return False
        if self.region and scheme.level != Level.FEDERAL and scheme.region_id != self.region:
            return False
        return not self.words or all(word in text_of(scheme) for word in fold(self.words).split())

    @property
    def query(self) -> str:
        """The part of an address that asks for the same."""
        given = {"q": self.words, "kind": self.kind, "level": self.level, "region": self.region}
        given["open"] = "1" if self.only_open else ""
        return urlencode({name: one for name, one in given.items() if one})


def asked(given: QueryDict) -> Filters:
    """Read the address; what is none of the choices asks for all."""
    kind, level = given.get("kind", ""), given.get("level", "")
    return Filters(
        given.get("q", "")[:MOST].strip(),
        kind if kind in SchemeKind.values else "",
        level if level in Level.values else "",
        given.get("region", "")[:10],
        given.get("open") == "1",
    )


def text_of(scheme: Scheme) -> str:
    """Return what the search looks through: names, provider, summary; case and quotes do not matter."""
    parts = (scheme.name, scheme.name_en, scheme.from_whom, scheme.summary, scheme.summary_en)
    return fold(" ".join(part for part in parts if part))
