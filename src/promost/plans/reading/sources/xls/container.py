"""The compound file that holds an old workbook: a small file system of sectors ([MS-CFB])."""

from __future__ import annotations

import struct

from promost.plans.reading.sources.unreadable import Unreadable

_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of a chain, free, table."""
_ROOT = 5


class Container:
    """A compound file in memory. Raises Unreadable BROKEN_XLS where its chains lead nowhere."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise Unreadable("BROKEN_XLS")
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or mini_shift > shift:
            raise Unreadable("BROKEN_XLS")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        first_directory, _, self._cutoff, first_mini = struct.unpack_from("<4I", data, 48)
        self._table = self._numbers(b"".join(self._sector(number) for number in self._table_sectors()))
        self._entries = _entries(self._chain(first_directory))
        self._mini_table = self._numbers(self._chain(first_mini))
        root = next((entry for entry in self._entries.values() if entry[0] == _ROOT), (0, _LAST, 0))
        self._mini = self._chain(root[1])

    def stream(self, *names: str) -> bytes:
        """The first stream that has one of ``names``. Raises Unreadable BROKEN_XLS where there is none."""
        for name in names:
            if name in self._entries:
                _, start, size = self._entries[name]
                return (self._chain(start) if size >= self._cutoff else self._mini_chain(start))[:size]
        raise Unreadable("BROKEN_XLS")

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise Unreadable("BROKEN_XLS")
        return self._data[start : start + self._size]

    def _table_sectors(self) -> list[int]:
        """The sectors of the allocation table: 109 stand in the header, further ones in a chain of their own."""
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        following = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while following < _LAST and following not in seen:
            seen.add(following)
            numbers = self._numbers(self._sector(following))
            sectors.extend(numbers[:-1])
            following = numbers[-1] if numbers else _LAST
        return [sector for sector in sectors if sector < _LAST]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(start, self._table))

    def _mini_chain(self, start: int) -> bytes:
        size = self._mini_size
        return b"".join(
            self._mini[number * size : (number + 1) * size] for number in _followed(start, self._mini_table)
        )

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _followed(start: int, table: tuple[int, ...]) -> list[int]:
    """The chain of sectors that begins at ``start``."""
    chain: list[int] = []
    while start < _LAST:
        if start >= len(table) or len(chain) > len(table):
            raise Unreadable("BROKEN_XLS")
        chain.append(start)
        start = table[start]
    return chain


def _entries(directory: bytes) -> dict[str, tuple[int, int, int]]:
    """Kind, first sector and size in bytes of each entry of the directory, by its name."""
    found: dict[str, tuple[int, int, int]] = {}
    for place in range(0, len(directory) - 127, 128):
        length, kind = struct.unpack_from("<HB", directory, place + 64)
        name = directory[place : place + min(max(length - 2, 0), 62)].decode("utf-16-le", errors="replace")
        start, size = struct.unpack_from("<II", directory, place + 116)
        if kind:
            found.setdefault(name, (kind, start, size))
    return found
