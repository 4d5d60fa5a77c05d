"""Which of the two languages a text is written in."""

from typing import Literal

from django.utils.translation import get_language

Language = Literal["ru", "en"]

NBSP = "\N{NO-BREAK SPACE}"


def resolve(language: str | None = None) -> Language:
    """Give "ru" or "en" for a language code such as "ru-ru", or for the active language if None; else English."""
    return "ru" if (language or get_language() or "").lower().startswith("ru") else "en"
