"""The five kinds a thing on a page can be of; each has its colour and, so that colour never speaks alone, its icon."""

from typing import Literal, cast, get_args

Kind = Literal["neutral", "info", "ok", "warn", "bad"]
KINDS: tuple[str, ...] = get_args(Kind)

#: The icon that stands in a chip, a note or a toast of this kind.
KIND_ICONS: dict[str, str] = {"neutral": "", "info": "info", "ok": "check", "warn": "clock", "bad": "alert"}

#: The words other parts of the house use: severities of problems, levels of Django's messages.
ALIASES: dict[str, Kind] = {
    "error": "bad",
    "warning": "warn",
    "success": "ok",
    "debug": "neutral",
    "": "neutral",
}


def as_kind(word: str) -> Kind:
    """Give the kind a word stands for. Raises ValueError for a word that is neither a kind nor a known alias."""
    if word in KINDS:
        return cast(Kind, word)
    try:
        return ALIASES[word]
    except KeyError:
        raise ValueError(f'"{word}" is no kind; use one of {", ".join(KINDS)}.') from None
