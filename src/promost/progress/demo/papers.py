"""The papers of the demonstration: one page each, made on the spot, and each says that it is invented."""

from __future__ import annotations

from functools import lru_cache

import typst

PAGE = """
#set page(width: 148mm, height: 105mm, margin: 14mm)
#set text(size: 11pt, lang: "ru")
#align(center, text(size: 9pt, fill: rgb("#8a4b00"))[Выдумано для демонстрации])
#v(6mm)
#text(size: 15pt, weight: "bold", sys.inputs.title)
#v(2mm)
#sys.inputs.words
#v(1fr)
#text(size: 9pt, fill: luma(90))[#sys.inputs.programme #h(1fr) #sys.inputs.day]
"""


@lru_cache(maxsize=8)
def paper(name: str, words: str, programme: str, day: str) -> bytes:
    """Return a page (PDF) that bears a file's name as its title, a few words, the programme and the day."""
    title = name.rpartition(".")[0] or name
    inputs = {"title": title, "words": words, "programme": programme, "day": day}
    return bytes(typst.compile(PAGE.encode(), sys_inputs=inputs))
