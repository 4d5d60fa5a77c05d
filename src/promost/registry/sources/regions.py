"""A list of regions: the built-in one, or another in the same TOML form or as .csv, .xlsx or .ods."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from promost.registry import spellings
from promost.registry.sources.problems import BadFile, Problem, whole
from promost.registry.sources.tables import decode, rows

COLUMNS = ("code", "name_ru", "name_en", "short_ru", "short_en", "district", "oktmo", "zone", "tile_x", "tile_y")
OPTIONAL = {"district", "oktmo", "tile_x", "tile_y", "spellings"}


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, KeyError, ValueError):
        raise ValueError(_('there is no time zone "%(name)s"') % {"name": name}) from None
    return name


class RegionRow(BaseModel):
    """A region of a list."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    code: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,6}$", max_length=10)]
    name_ru: Annotated[str, Field(min_length=1, max_length=120)]
    name_en: Annotated[str, Field(min_length=1, max_length=120)]
    short_ru: Annotated[str, Field(min_length=1, max_length=12)]
    short_en: Annotated[str, Field(min_length=1, max_length=12)]
    zone: Annotated[str, AfterValidator(_zone)]
    district: Annotated[str, Field(max_length=40)] = ""
    oktmo: Annotated[str, Field(pattern=r"^\d{0,5}$")] = ""
    tile: tuple[int, int] | None = None
    spellings: tuple[str, ...] = ()

    @cached_property
    def sought_as(self) -> list[str]:
        """What its spellings are sought as, each once; its names are among them."""
        return list(dict.fromkeys(spellings.key(text) for text in (*self.spellings, self.name_ru, self.name_en)))


def read(path: Path) -> list[RegionRow]:
    """Return the regions of a list. Raises BadFile that names every entry that cannot be taken.

    In a table the tile's place stands in ``tile_x`` and ``tile_y``, and ``spellings`` are parted by semicolons.
    """
    entries = _toml(path) if path.suffix.lower() == ".toml" else _table(path)
    found: list[tuple[int, RegionRow]] = []
    problems: list[Problem] = []
    for line, entry in entries:
        try:
            found.append((line, RegionRow.model_validate(entry)))
        except ValidationError as error:
            problems += _faults(line, entry, error)
    if not found and not problems:
        raise whole(path.name, _("No region was found."))
    problems += _clashes(found)
    if problems:
        raise BadFile(path.name, problems)
    return [row for _line, row in found]


def _toml(path: Path) -> list[tuple[int, Mapping[str, Any]]]:
    text = decode(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise whole(path.name, _("This is no TOML: %(error)s") % {"error": error}) from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[region]]"]
    entries = table.get("region", [])
    return list(zip(lines, entries, strict=True)) if len(lines) == len(entries) else [(0, each) for each in entries]


def _table(path: Path) -> list[tuple[int, Mapping[str, Any]]]:
    table = rows(path)
    _line, head = next(table, (0, ()))
    absent = [name for name in COLUMNS if name not in head and name not in OPTIONAL]
    if absent:
        raise whole(path.name, _("The first row names the columns; missing: %(names)s.") % {"names": ", ".join(absent)})
    return [(line, _entry(dict(zip(head, cells, strict=False)))) for line, cells in table]


def _entry(cells: Mapping[str, str]) -> Mapping[str, Any]:
    kept = {name: cells[name] for name in COLUMNS if cells.get(name) and not name.startswith("tile_")}
    written = [text.strip() for text in cells.get("spellings", "").split(";") if text.strip()]
    tile = [cells.get("tile_x", ""), cells.get("tile_y", "")]
    return {**kept, "spellings": written, "tile": tile if any(tile) else None}


def _faults(line: int, entry: Mapping[str, Any], error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors():
        place = ".".join(str(part) for part in fault["loc"])
        yield Problem(line, f"{entry.get('code', '?')}, {place}: {fault['msg']}")


def _clashes(found: Sequence[tuple[int, RegionRow]]) -> Iterator[Problem]:
    """Yield what two entries claim (a code, a tile, a spelling), and spellings that are too long to be found."""
    both = _('%(code)s and the entry of %(other)s both claim "%(what)s"')
    long = _('"%(text)s" has more than %(count)d words')
    owners: dict[tuple[str, object], int] = {}
    for at, (line, row) in enumerate(found):
        for claim in _claims(row):
            first = owners.setdefault(claim, at)
            if first != at:
                yield Problem(line, both % {"code": row.code, "other": found[first][1].code, "what": claim[1]})
        for key in row.sought_as:
            if len(key.split()) > spellings.LONGEST:
                yield Problem(line, long % {"text": key, "count": spellings.LONGEST})


def _claims(row: RegionRow) -> Iterator[tuple[str, object]]:
    yield "code", row.code
    yield from (("spelling", key) for key in row.sought_as)
    if row.tile:
        yield "tile", row.tile
