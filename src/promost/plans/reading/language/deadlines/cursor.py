"""A place in a row of tokens, from which the grammar takes what it knows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .tokens import Token

NOTHING = Token("end", "", 0, 0)


@dataclass(slots=True)
class Cursor:
    """``tokens`` and how far they were read. A rule that fails puts ``at`` back where it was."""

    tokens: tuple[Token, ...]
    at: int = 0

    def look(self, ahead: int = 0) -> Token:
        """The token ``ahead`` of the cursor; a token of kind "end" past the last."""
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else NOTHING

    def sees(self, kind: str, value: str | None = None) -> bool:
        """Whether the next token is of that kind (and value)."""
        token = self.look()
        return token.kind == kind and (value is None or token.value == value)

    def take(self, *kinds: str) -> Token | None:
        """The next token if it is of one of the kinds, and the cursor past it."""
        token = self.look()
        if token.kind not in kinds:
            return None
        self.at += 1
        return token

    def take_value(self, kind: str, values: Collection[str]) -> Token | None:
        """The next token if it is of the kind and has one of the values."""
        token = self.look()
        if token.kind != kind or token.value not in values:
            return None
        self.at += 1
        return token

    def skip(self, *kinds: str) -> None:
        """Past every token of these kinds."""
        while self.look().kind in kinds:
            self.at += 1
