"""A .docx as a Document: the body in its order, then what stands at its margins."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from promost.kit.uploads import Archive
from promost.plans.reading.document import Document, Paragraph, Table
from promost.plans.reading.sources.docx.blocks import children
from promost.plans.reading.sources.docx.flow import Flow
from promost.plans.reading.sources.docx.names import W, value
from promost.plans.reading.sources.docx.numbering import Numbering
from promost.plans.reading.sources.docx.styles import Styles
from promost.plans.reading.sources.docx.tables import TableReader
from promost.plans.reading.sources.package import Package, first_of
from promost.plans.reading.sources.unreadable import Unreadable

_MARGINS = ("header", "footer", "footnotes", "endnotes")


def read_docx(archive: Archive, name: str) -> Document:
    """The document in ``archive``. Raises Unreadable, or Refused as the archive and the XML parser do."""
    package = Package(archive)
    main = package.main_part("word/document.xml")
    body = package.tree(main).find(W + "body")
    if body is None:
        raise Unreadable("BROKEN_XML", part=main)
    relations = package.related(main)
    styles = Styles(package.optional(first_of(relations, "styles")))
    numbering = Numbering(package.optional(first_of(relations, "numbering")), styles)
    flow = Flow(styles, numbering)
    blocks = _blocks(body, flow)
    margins = _margins(package, relations, styles)
    return Document(name, "docx", blocks, (*margins, *_said(flow.aside)), _notes(flow, package, relations))


def _blocks(body: etree._Element, flow: Flow) -> tuple[Paragraph | Table, ...]:
    blocks: list[Paragraph | Table] = []
    inner: list[Table] = []
    paragraphs = tables = 0
    for element in children(body, "p", "tbl"):
        if element.tag == W + "p":
            blocks.append(_paragraph(element, flow, paragraphs))
            paragraphs += 1
        else:
            reader = TableReader(flow)
            blocks.append(reader.read(element, tables))
            blocks.extend(reader.inner)
            inner.extend(reader.inner)
            tables += 1
    # Tables out of a frame are numbered after the body's own, so that those keep the index everybody counts.
    numbers = {id(table): tables + place for place, table in enumerate(inner)}
    return tuple(
        replace(block, index=numbers[id(block)]) if isinstance(block, Table) and id(block) in numbers else block
        for block in blocks
    )


def _paragraph(element: etree._Element, flow: Flow, index: int) -> Paragraph:
    line = flow.line(element)
    return Paragraph(
        index, line.text, line.number, line.level, line.style, line.bold, line.centred, tracked=line.tracked
    )


def _margins(package: Package, relations: dict[str, tuple[str, str]], styles: Styles) -> tuple[str, ...]:
    flow = Flow(styles, Numbering(None, styles))
    texts: list[str] = []
    for kind, part in relations.values():
        root = package.optional(part) if kind in _MARGINS else None
        groups = _groups(root) if root is not None else []
        texts.extend("\n".join(flow.line(paragraph).text for paragraph in group.iter(W + "p")) for group in groups)
    return _said([*texts, *flow.aside])


def _groups(root: etree._Element) -> list[etree._Element]:
    """A header is one text; each footnote is its own, save the separators a word processor draws."""
    notes = [note for note in root if note.tag in {W + "footnote", W + "endnote"}]
    return [note for note in notes if value(note, "type") in {"", "normal"}] if notes else [root]


def _said(texts: list[str]) -> tuple[str, ...]:
    """The texts that say something, each once (a first-page and a usual header are often the same)."""
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _notes(flow: Flow, package: Package, relations: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    found = {
        "TRACKED_CHANGES": flow.tracked,
        "HIDDEN_TEXT": flow.hidden,
        "STRUCK_TEXT": flow.struck,
        "STRICT_OOXML": package.strict,
        "COMMENTS": bool(first_of(relations, "comments")),
    }
    return tuple(code for code, holds in found.items() if holds)
