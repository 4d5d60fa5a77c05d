"""An OOXML package: its parts as XML, and how they point at each other.

Strict OOXML (ISO/IEC 29500 Strict) differs for a reader mainly in the names of its namespaces; they are brought to
the transitional names before anything is read.
"""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from promost.kit.uploads import Archive, Refused
from promost.kit.uploads.xml import as_plain_bytes, parse
from promost.plans.reading.sources.unreadable import Unreadable

MEGABYTE = 1024 * 1024
TREE_LIMIT = 64 * MEGABYTE
"""The largest part read as a tree, in bytes: a tree takes about ten times its XML."""

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"drawingml/2006/main"),
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SPREAD_TYPE = re.compile(r".*/")


class Package:
    """The parts of an OOXML file by name. Part names have no leading slash."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lower = {name.lower(): name for name in archive.sizes}
        self.strict = False

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._lower

    def bytes_of(self, part: str, limit: int = TREE_LIMIT) -> bytes:
        """The part's XML with transitional namespaces. Raises Refused as ``Archive.read`` does."""
        data = as_plain_bytes(self._archive.read(self._lower.get(part.lower(), part), limit))
        if b"http://purl.oclc.org/ooxml/" not in data:
            return data
        self.strict = True
        for strict, transitional in _STRICT:
            data = data.replace(strict, _TRANSITIONAL.encode() + transitional)
        return data

    def tree(self, part: str) -> etree._Element:
        """The root of the part. Raises Refused: BROKEN_ARCHIVE, BROKEN_XML, …"""
        return parse(self.bytes_of(part))

    def optional(self, part: str) -> etree._Element | None:
        """The root of a part that a document can do without: None where it is missing or damaged."""
        if not part:
            return None
        try:
            return self.tree(part)
        except Refused:
            return None

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Where ``part`` points: id → (kind of relation as its last word, name of the other part)."""
        folder, name = posixpath.split(part)
        root = self.optional(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            if relation.get("TargetMode") != "External":
                kind = _SPREAD_TYPE.sub("", relation.get("Type", ""))
                found[relation.get("Id", "")] = (kind, _resolve(folder, relation.get("Target", "")))
        return found

    def main_part(self, usual: str) -> str:
        """The name of the document's main part; ``usual`` where the package does not say."""
        for kind, target in self.related("").values():
            if kind == "officeDocument":
                return target
        if usual.lower() in self._lower:
            return usual
        raise Unreadable("BROKEN_ARCHIVE", part=usual)


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def first_of(relations: dict[str, tuple[str, str]], kind: str) -> str:
    """The part that ``relations`` (see ``Package.related``) names for ``kind``; empty where there is none."""
    return next((target for found, target in relations.values() if found == kind), "")
