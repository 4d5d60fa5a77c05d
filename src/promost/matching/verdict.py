"""The answer to one record for one offer, with its reasons; the slower parts are worked out when they are looked at."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from promost.matching.asking import decisive
from promost.matching.facts import POSSIBLY, YES
from promost.matching.kernel import Findings, Kernel
from promost.matching.nearest import Nearest, nearest
from promost.matching.normal import Literal
from promost.matching.offers import Offer, Offers
from promost.matching.schema import Record
from promost.matching.sentences import Speaker
from promost.matching.truth import Truth

TRUTHS = {0: Truth.NO, POSSIBLY: Truth.UNKNOWN, YES: Truth.YES}


class Verdict:
    """``answer``; ``failed``: the literals to blame for a no; ``missing``: the fields to ask for, the most decisive
    first; ``nearest``."""

    def __init__(
        self, offer: Offer, answer: Truth, marked: tuple[Literal, ...], record: Record, offers: Offers
    ) -> None:
        """Keep what the kernel found; ``marked`` are the literals that share the answer."""
        self.answer = answer
        self._offer, self._marked, self._record = offer, marked, record
        self._schema, self._as_of = offers.schema, offers.as_of

    @property
    def failed(self) -> tuple[Literal, ...]:
        """The leaves to blame for a *no*; empty otherwise. Each has ``leaf``, ``condition`` and ``wanted``."""
        return self._marked if self.answer is Truth.NO else ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields whose answers could settle an *unknown*, the one that would settle most first; empty otherwise."""
        return tuple(self.decisive)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The fields of ``missing`` as they are written: there at once, without working out which settles most."""
        marked = self._marked if self.answer is Truth.UNKNOWN else ()
        return tuple(dict.fromkeys(literal.field for literal in marked))

    @cached_property
    def decisive(self) -> dict[str, float]:
        """Missing field → the share of its possible answers that alone would settle this offer, highest first."""
        if self.answer is not Truth.UNKNOWN or self._offer.root is None:
            return {}
        fields = dict.fromkeys(literal.condition.field for literal in self._marked)
        return decisive(self._offer.root, tuple(fields), self._record, self._schema)

    @property
    def nearest(self) -> Nearest | None:
        """A smallest set of changes (field → new value) that gives *yes*; empty for a yes, None when there is none."""
        return self._found[0]

    @property
    def hopeless(self) -> bool:
        """Whether it is proved that no change gives a yes; ``nearest`` may also be None because the search was given
        up."""
        return self._found == (None, True)

    @cached_property
    def _found(self) -> tuple[Nearest | None, bool]:
        return nearest(self._offer, self._record, self._schema, self._as_of)

    @property
    def unconditional(self) -> bool:
        """Whether the offer asks for nothing on the day, and so fits every record."""
        return self._offer.root is None

    def sentences(self, lang: str = "ru") -> tuple[str, ...]:
        """The reasons in words: what fails and by how much, or what is missing, or that all is met."""
        speaker = Speaker(self._schema, lang)
        if self.answer is Truth.NO:
            return tuple(dict.fromkeys(speaker.failure(literal, self._record) for literal in self.failed))
        if self.answer is Truth.UNKNOWN:
            return (speaker.missing(self.missing),)
        return (speaker.word("unconditional" if self.unconditional else "met"),)

    def way(self, lang: str = "ru") -> str:
        """The nearest yes in words."""
        speaker = Speaker(self._schema, lang)
        if self.nearest is None:
            return speaker.word("no_way" if self.hopeless else "no_way_found")
        return speaker.way(self.nearest, self._record)

    def __repr__(self) -> str:
        """For people at a prompt."""
        return f"Verdict({self._offer.key!r}, {self.answer.value}, {self.sentences('en')})"


class Verdicts(Mapping[str, Verdict]):
    """Offer → verdict for one record. Answers and reasons of all offers are there at once; a ``Verdict`` is built
    when asked for."""

    def __init__(self, kernel: Kernel, offers: Offers, record: Record, findings: Findings) -> None:
        """Keep the findings of the kernel for a record that was read."""
        self._kernel, self._offers, self._record, self._findings = kernel, offers, record, findings

    def __getitem__(self, key: str) -> Verdict:
        """The verdict for an offer."""
        i = self._kernel.place[key]
        marked, edges = self._marked
        parts = self._kernel.parts
        literals = tuple([parts[j] for j in marked[edges[i] : edges[i + 1]]])
        return Verdict(self._offers[key], self._truths[i], literals, self._record, self._offers)

    @cached_property
    def _marked(self) -> tuple[list[int], list[int]]:
        """The places of the marked literals, and where among them each offer's begin."""
        marked = np.flatnonzero(self._findings.marks)
        return marked.tolist(), np.searchsorted(marked, self._kernel.starts).tolist()

    @cached_property
    def _truths(self) -> list[Truth]:
        return [TRUTHS[root] for root in self._findings.roots.tolist()]

    def __iter__(self) -> Iterator[str]:
        """The offers, in the order added."""
        return iter(self._kernel.keys)

    def __len__(self) -> int:
        """How many offers there are."""
        return len(self._kernel.keys)

    def answers(self) -> dict[str, Truth]:
        """Offer → answer."""
        return dict(zip(self._kernel.keys, self._truths, strict=True))

    def ask(self) -> dict[str, float]:
        """Field → how many open offers its answer alone is expected to settle, most first: what to ask the applicant
        next."""
        expected: dict[str, float] = {}
        for key, answer in self.answers().items():
            for field, share in self[key].decisive.items() if answer is Truth.UNKNOWN else ():
                expected[field] = expected.get(field, 0.0) + share
        return dict(sorted(expected.items(), key=lambda item: -item[1]))
