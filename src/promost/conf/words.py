"""The language of the command line: that of the terminal, Russian or English, without Django being set up."""

from __future__ import annotations

import gettext as python_gettext
import os
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def language() -> str:
    """Return "ru" or "en", as LANGUAGE, LC_ALL, LC_MESSAGES or LANG say; the first that is set decides."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return "ru" if said.lower().startswith("ru") else "en"


def gettext_noop(message: str) -> str:
    """Mark a text for the word list. (Django's own reads the settings, which ``promost demo`` has yet to choose.)"""
    return message


def text(message: str) -> str:
    """Return an English text in the language of the terminal; the word lists of all rooms are looked through."""
    for catalogue in _catalogues(language()):
        said = catalogue.gettext(message)
        if said != message:
            return said
    return message


def fill(message: str, **values: object) -> str:
    """Return a text with its ``%(name)s`` filled in."""
    return text(message) % values


@cache
def _catalogues(code: str) -> tuple[python_gettext.GNUTranslations, ...]:
    found = []
    for path in sorted(PACKAGE.glob(f"*/locale/{code}/LC_MESSAGES/*.mo")):
        with path.open("rb") as file:
            found.append(python_gettext.GNUTranslations(file))
    return tuple(found)


def teach_argparse() -> None:
    """Let argparse, which asks Python's own gettext, find its words in ours."""
    python_gettext.bindtextdomain("argparse", str(PACKAGE / "conf" / "locale"))
    python_gettext.textdomain("argparse")
