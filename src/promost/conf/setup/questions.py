"""Questions of the set-up, and who answers them: a person at the terminal, or a file."""

from __future__ import annotations

import getpass
import json
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.core.exceptions import ValidationError

from promost.conf.environment import Misconfigured
from promost.conf.terminal import complain
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _

MISSING = _("The answer “%(key)s” is missing: %(question)s. Give it in the file of answers or with --set %(key)s=…")
WRONG = _("The answer “%(key)s” does not do: %(reason)s")
NOT_TOML = _("%(file)s cannot be read as TOML: %(reason)s")


def anything(said: str) -> None:
    """Take any answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its key in files of answers, its words, what is proposed; ``check`` raises ValidationError."""

    key: str
    words: str
    proposed: str = ""
    check: Callable[[str], None] = anything
    optional: bool = False
    secret: bool = False


class Answerer(Protocol):
    """Whoever answers."""

    def answer(self, question: Question) -> str:
        """Return an answer that passes the question's check. Raises Misconfigured when there is none."""


@dataclass(slots=True)
class Written:
    """Answers from a file, the environment and ``--set``: a missing or wrong one ends the set-up, and names itself."""

    given: Mapping[str, str]

    def answer(self, question: Question) -> str:
        """Return what is written, else what is proposed."""
        said = self.given.get(question.key, question.proposed).strip()
        if not said and not question.optional:
            raise Misconfigured(fill(MISSING, key=question.key, question=question.words))
        reason = fault(question, said)
        if reason:
            raise Misconfigured(fill(WRONG, key=question.key, reason=reason))
        return said


@dataclass(slots=True)
class Spoken:
    """Answers of a person. What was said is kept in ``draft``, so that a set-up broken off goes on from there."""

    draft: Path
    given: dict[str, str]

    def answer(self, question: Question) -> str:
        """Ask until the answer does; an empty one takes what is proposed."""
        if question.secret:
            return _ask_secret(question)
        proposed = self.given.get(question.key, question.proposed)
        while True:
            said = input(f"{question.words}{f' [{proposed}]' if proposed else ''}: ").strip() or proposed
            reason = fault(question, said) if said or question.optional else text(_("An answer is needed here."))
            if not reason:
                self._keep(question.key, said)
                return said
            complain(f"  {reason}")

    def _keep(self, key: str, said: str) -> None:
        self.given[key] = said
        self.draft.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.draft.touch(mode=0o600)
        self.draft.write_text(json.dumps(self.given, ensure_ascii=False, indent=1), encoding="utf-8")


def _ask_secret(question: Question) -> str:
    while True:
        said = getpass.getpass(f"{question.words}: ")
        reason = fault(question, said)
        if not reason and getpass.getpass(f"{text(_('Once more'))}: ") != said:
            reason = text(_("The two differ."))
        if not reason:
            return said
        complain(f"  {reason}")


def fault(question: Question, said: str) -> str:
    """Return what is wrong with an answer, "" when nothing is."""
    if not said and question.optional:
        return ""
    try:
        question.check(said)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def flat(path: Path) -> dict[str, str]:
    """Read a file of answers: {"administrator.email": …}; of several tables the number is part of the key.

    Raises Misconfigured for a file that is no TOML.
    """
    try:
        return dict(_flatten(tomllib.loads(path.read_text(encoding="utf-8")), ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misconfigured(fill(NOT_TOML, file=path, reason=error)) from error


def _flatten(value: Any, key: str) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        return [pair for name, each in value.items() for pair in _flatten(each, f"{key}.{name}" if key else name)]
    if isinstance(value, list):
        return [pair for place, each in enumerate(value, 1) for pair in _flatten(each, f"{key}.{place}")]
    return [(key, str(value))]


def remembered(draft: Path) -> dict[str, str]:
    """Return the answers of a set-up that was broken off; none if there was none."""
    try:
        found: dict[str, str] = json.loads(draft.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def somebody_is_there() -> bool:
    """Tell whether a person sits at the terminal."""
    return sys.stdin.isatty()
