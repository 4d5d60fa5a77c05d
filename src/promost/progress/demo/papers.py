"""The papers of the demonstration: one page each, made on the spot, and each says that it is invented."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import typst


@cache
def _compiler() -> typst.Compiler:
    """One for all papers: a second page takes a fifth of the first one's time."""
    with as_file(files("promost.progress.demo").joinpath("paper.typ")) as path:
        return typst.Compiler(str(path))


def paper(name: str, words: str, programme: str, day: str) -> bytes:
    """Return a page (PDF) that bears a file's name as its title, a few words, the programme and the day."""
    title = name.rpartition(".")[0] or name
    inputs = {"title": title, "words": words, "programme": programme, "day": day}
    made = _compiler().compile(sys_inputs=inputs)
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made
