"""Bring the Russian word lists up to date: ``python3 run.py messages``.

New texts are added to the word list of their room, to be translated there; every list is compiled. What has no Russian
yet, and what no source names any more, is told. Nothing is thrown away.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

import polib  # noqa: E402 - the path is set above

from tests.tools import words  # noqa: E402


def main() -> int:
    """Update every room's list; return 1 while something has no Russian."""
    return 1 if sum(update(room) for room in words.rooms()) else 0


def update(room: Path) -> int:
    """Add a room's new texts to its list, compile it, and return how many texts need a translator."""
    path = words.word_list(room)
    texts = words.of_room(room)
    if not texts and not path.exists():
        return 0
    catalogue = polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)
    catalogue.metadata = {**words.HEADER, **catalogue.metadata}
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    for text in texts:
        if text.key not in entries:
            entries[text.key] = _new(text)
            catalogue.append(entries[text.key])
    save(catalogue, path)
    lacking = [text for text in texts if words.faults(text, entries[text.key])]
    for text in lacking:
        print(f"{text.where}: {text.text!r} {'; '.join(words.faults(text, entries[text.key]))}")
    used = {text.key for text in texts}
    for context, msgid in sorted(entries.keys() - used):
        print(f"{room.name}: {msgid!r} is in the list and in no source{f' ({context})' if context else ''}")
    return len(lacking)


def save(catalogue: polib.POFile, path: Path) -> None:
    """Write a list and its compiled form beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def _new(text: words.Words) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.text, msgid_plural=text.plural, msgctxt=text.context or None)
    if text.plural:
        entry.msgstr_plural = {0: "", 1: "", 2: ""}
    return entry


if __name__ == "__main__":
    sys.exit(main())
