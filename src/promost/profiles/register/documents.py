"""The documents of an XML file one after another, each let go of before the next: memory stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any, cast

from lxml import etree

from promost.profiles.register.encodings import SAMPLE, of_xml
from promost.profiles.register.problems import BadRegister

Element = Any
"""An element of lxml."""


def documents(stream: IO[bytes], head: bytes, part: str, tag: str) -> Iterator[Element]:
    """Yield every element called ``tag``. ``stream`` stands at the beginning, ``head`` is what stands there.

    Entities are not replaced and nothing is fetched. Raises BadRegister BROKEN_XML.
    """
    settings: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": True, "load_dtd": False}
    encoding = of_xml(head)
    if encoding:
        settings["encoding"] = encoding
    try:
        for _event, element in etree.iterparse(cast(Any, stream), events=("end",), tag=tag, **settings):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise BadRegister("BROKEN_XML", part, line=line, column=column, why=error.msg) from None


def root_of(stream: IO[bytes]) -> tuple[str, str]:
    """Return the name of the root and its ТипИнф, reading no further; ("", "") for what is no XML."""
    head = stream.read(SAMPLE)
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, huge_tree=True, encoding=of_xml(head) or None
    )
    with suppress(etree.XMLSyntaxError):  # the mistake is told by ``wellformed``; what came before it tells the kind
        parser.feed(head)
    for _event, root in parser.read_events():
        element = cast(Element, root)
        return str(element.tag), str(element.get("ТипИнф", ""))
    return "", ""
