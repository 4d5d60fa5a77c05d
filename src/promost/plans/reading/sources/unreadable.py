"""The one error of this room: a file that cannot be read as a document, and why."""

from __future__ import annotations


class Unreadable(Exception):
    """A file gives no document. ``code`` is a key of ``[unreadable.CODE]`` in problems.toml; ``values`` fill its
    sentence."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code} {values}" if values else code)
