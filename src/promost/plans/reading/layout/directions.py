"""The direction of a section or a measure, by the words with which documents head them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from promost.plans.reading.layout.vocabulary import Phrases, load, tokens


class Directions:
    """Weighs texts by words; ``words`` maps a direction's code to how documents head its sections."""

    def __init__(self, words: Mapping[str, Sequence[str]] | None) -> None:
        chosen: Mapping[str, Sequence[str]] = words or load("directions")
        self._phrases = {code: Phrases(list(found)) for code, found in chosen.items()}

    def of(self, text: str) -> str | None:
        """The direction with the longest phrase nearest to the text's beginning; None where none is met.

        Of two equally good ones that which fills more of the text; None where they do so equally.
        """
        words = tokens(text)
        weights = {code: self._weight(found, words, text) for code, found in self._phrases.items()}
        best = max(weights.values(), default=(0.0, 0.0))
        winners = [code for code, weight in weights.items() if weight == best]
        return winners[0] if best > (0.0, 0.0) and len(winners) == 1 else None

    def _weight(self, found: Phrases, words: Sequence[str], text: str) -> tuple[float, float]:
        match = found.match_tokens(words)
        return (round(match.score, 6), found.count(text)) if match else (0.0, 0.0)

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
