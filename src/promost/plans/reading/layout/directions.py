"""The direction of a section or a measure, by the words with which documents head and name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from promost.plans.reading.layout.vocabulary import Phrases, load, tokens

WEAK = "?"
"""Before a phrase: it tells a direction only where no other phrase of any direction does."""
_Lists = dict[str, Phrases]


class Directions:
    """Weighs texts by words; ``words`` maps a direction's code to how documents head its sections and name its work."""

    def __init__(self, words: Mapping[str, Sequence[str]] | None) -> None:
        chosen: Mapping[str, Sequence[str]] = words or load("directions")
        self._strong: _Lists = {code: Phrases([p for p in found if p[:1] != WEAK]) for code, found in chosen.items()}
        self._weak: _Lists = {code: Phrases([p for p in found if p[:1] == WEAK]) for code, found in chosen.items()}

    def of(self, text: str) -> str | None:
        """The direction with the longest phrase nearest to the text's beginning; None where none is met.

        Of two equally good ones that which fills more of the text; None where they do so equally. Weak phrases are
        asked only where no other is met.
        """
        weights = _weights(self._strong, text) or _weights(self._weak, text)
        best = max(weights.values(), default=(0.0, 0.0))
        winners = [code for code, weight in weights.items() if weight == best]
        return winners[0] if len(winners) == 1 else None

    def of_row(self, title: str, result: str = "", owners: Iterable[str] = ()) -> str | None:
        """A measure's direction by its title; else by its result; else that to which all telling owners point."""
        told = self.of(title) or self.of(result)
        if told:
            return told
        pointed = {code for name in owners if (code := self._strongly(name))}
        return pointed.pop() if len(pointed) == 1 else None

    def of_section(self, title: str, measures: Iterable[str]) -> str | None:
        """A section's direction: its title's, or else the one that most of its measures' titles point to."""
        own = self.of(title)
        if own:
            return own
        votes = Counter(code for text in measures if (code := self.of(text)))
        if not votes:
            return None
        (first, most), *others = votes.most_common(2)
        return first if not others or others[0][1] < most else None

    def _strongly(self, text: str) -> str | None:
        """The only direction whose strong phrases the text holds."""
        found = _weights(self._strong, text)
        return next(iter(found)) if len(found) == 1 else None


def _weights(lists: _Lists, text: str) -> dict[str, tuple[float, float]]:
    """The weight of the text in each direction that it names at all."""
    words = tokens(text)
    found = {code: (phrases.match_tokens(words), phrases) for code, phrases in lists.items()}
    return {code: (round(m.score, 6), phrases.count(text)) for code, (m, phrases) in found.items() if m}
