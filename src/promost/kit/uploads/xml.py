"""XML from strangers: no document type, no entities, no network, and a limit on depth and size."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from promost.kit.uploads.refused import Refused

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ASCII_LIKE = {"utf-8", "us-ascii", "ascii", "windows-1251", "cp1251", "windows-1252", "iso-8859-1", "koi8-r"}


def as_plain_bytes(data: bytes) -> bytes:
    """``data`` in an encoding in which ``<!DOCTYPE`` looks as it does in ASCII; UTF-16 becomes UTF-8.

    Raises Refused BROKEN_XML for an encoding that no office program writes.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
        return re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1).encode()
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8)[:400])
    if declared and declared.group(1).decode().lower() not in _ASCII_LIKE:
        raise Refused("BROKEN_XML")
    return data


def refuse_doctype(data: bytes) -> None:
    """Raise Refused DOCTYPE where the XML declares a document type: no office file does, entity bombs must."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Refused("DOCTYPE")


def parse(data: bytes) -> etree._Element:
    """The root element of ``data``. Raises Refused: DOCTYPE, BROKEN_XML."""
    plain = as_plain_bytes(data)
    refuse_doctype(plain)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(plain, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused("BROKEN_XML") from error


def stream(data: bytes, tags: Sequence[str]) -> Iterator[etree._Element]:
    """Each element called one of ``tags``, as it ends; what was read is freed, so only one is held at a time.

    Raises Refused: DOCTYPE, BROKEN_XML.
    """
    plain = as_plain_bytes(data)
    refuse_doctype(plain)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(plain),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            yield element
            _forget(element)
    except (etree.LxmlError, ValueError) as error:
        raise Refused("BROKEN_XML") from error


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
