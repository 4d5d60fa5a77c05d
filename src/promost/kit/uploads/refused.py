"""The one error of this room: a file that is not taken, and why."""

from __future__ import annotations


class Refused(Exception):
    """A file is not taken. ``code`` names the reason; ``values`` are what its sentence mentions (size, kind, …)."""

    def __init__(self, code: str, values: dict[str, str] | None = None) -> None:
        self.code = code
        self.values: dict[str, str] = values or {}
        super().__init__(f"{code} {self.values}" if self.values else code)
