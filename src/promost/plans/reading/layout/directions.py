"""The direction of a section or a measure, by the words with which documents head and name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from promost.plans.reading.layout.vocabulary import Phrases, load, tokens

WEAK = "?"
"""Before a phrase: it tells a direction only where no other phrase of any direction does."""
DECISIVE = "!"
"""Before a phrase: standing at the beginning it outweighs every other ("Обучение бережливому производству")."""
_NEAR = 2
"""The first words of a text, one of which begins a decisive phrase."""
_Lists = dict[str, Phrases]
_Weights = dict[str, tuple[float, float]]


class Directions:
    """Weighs texts by words; ``words`` maps a direction's code to how documents head its sections and name its work."""

    def __init__(self, words: Mapping[str, Sequence[str]] | None) -> None:
        chosen: Mapping[str, Sequence[str]] = words or load("directions")
        self._decisive = _lists(chosen, lambda phrase: phrase[:1] == DECISIVE)
        self._strong = _lists(chosen, lambda phrase: phrase[:1] != WEAK)
        self._weak = _lists(chosen, lambda phrase: phrase[:1] == WEAK)

    def of(self, text: str) -> str | None:
        """The direction with the longest phrase nearest to the text's beginning; None where none is met.

        Of two equally good ones that which fills more of the text; None where they do so equally. A decisive phrase
        at the beginning outweighs all others; weak ones are asked only where no other is met.
        """
        begun = _begun(self._decisive, text)
        weights = begun or _weights(self._strong, text) or _weights(self._weak, text)
        return _best(weights)

    def of_row(self, title: str, result: str = "") -> str | None:
        """A measure's direction by its title; else by its result, where weak words do not count.

        Its owners are not asked: bodies answer for work of every direction.
        """
        return self.of(title) or _best(_weights(self._strong, result))

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


def _lists(words: Mapping[str, Sequence[str]], chosen: Callable[[str], bool]) -> _Lists:
    return {code: Phrases(p.lstrip(WEAK + DECISIVE) for p in found if chosen(p)) for code, found in words.items()}


def _begun(lists: _Lists, text: str) -> _Weights:
    """The directions one of whose phrases begins with one of the first words."""
    words = tokens(text)
    found = {code: phrases.match_tokens(words[: _NEAR + 2]) for code, phrases in lists.items()}
    return {code: (float(m.words), m.score) for code, m in found.items() if m and m.at < _NEAR}


def _weights(lists: _Lists, text: str) -> _Weights:
    """The weight of the text in each direction that it names at all; how much of it they fill, where they tie."""
    words = tokens(text)
    met = {code: phrases.match_tokens(words) for code, phrases in lists.items()}
    scores = {code: round(match.score, 6) for code, match in met.items() if match}
    tied = len(set(scores.values())) < len(scores)
    return {code: (score, lists[code].count(text) if tied else 0.0) for code, score in scores.items()}


def _best(weights: _Weights) -> str | None:
    """The direction that outweighs all others; None where two weigh the same, or there is none."""
    best = max(weights.values(), default=None)
    winners = [code for code, weight in weights.items() if weight == best]
    return winners[0] if len(winners) == 1 else None
