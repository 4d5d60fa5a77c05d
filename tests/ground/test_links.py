"""Whoever reads the documents of this repository finds what they point to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(text: str) -> set[str]:
    """Return the names by which a document's headings can be pointed to."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in HEADING.findall(text)}


def broken(document: Path, text: str) -> list[str]:
    """Return the links of a document that lead nowhere inside the repository."""
    found = []
    for link in LINK.findall(text):
        name, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (document.parent / name) if name else document
        there = (
            text
            if not name
            else target.read_text(encoding="utf-8")
            if target.suffix == ".md" and target.exists()
            else ""
        )
        if not target.exists() or (anchor and there and anchor not in anchors(there)):
            found.append(link)
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    assert broken(document, document.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text", ["[a](nowhere.md)", "![a](docs/none.png)", "[a](#no-such-heading)", "[a](README.md#none)"]
)
def test_a_broken_link_is_found(text: str) -> None:
    assert broken(ROOT / "README.md", f"# A heading\n{text}")


def test_a_good_link_is_not() -> None:
    assert broken(ROOT / "README.md", "# A heading\n[a](#a-heading) [b](LICENSE) [c](https://example.org/x)") == []
