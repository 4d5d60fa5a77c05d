"""New cells and runs as XML."""

from __future__ import annotations

from promost.reports.into_source.characters import plain
from promost.reports.into_source.docx.looks import Looks


class Maker:
    """Writes cells under the prefix that the document uses."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def cell(self, text: str, looks: Looks, width: str, merge: str = "", span: int = 1) -> str:
        """A cell. ``width`` is a ``tcW`` or empty; ``merge`` "restart" or "continue" for one that runs over rows."""
        p = self.prefix
        wide = f'<{p}:gridSpan {p}:val="{span}"/>' if span > 1 else ""
        merged = {"restart": f'<{p}:vMerge {p}:val="restart"/>', "continue": f"<{p}:vMerge/>"}.get(merge, "")
        properties = f"<{p}:tcPr>{width}{wide}{merged}{looks.cell}</{p}:tcPr>"
        outline = f"<{p}:pPr>{looks.paragraph}</{p}:pPr>" if looks.paragraph else ""
        return f"<{p}:tc>{properties}<{p}:p>{outline}{self.run(text, looks.run)}</{p}:p></{p}:tc>"

    def run(self, text: str, properties: str) -> str:
        """A run of text; its lines are parted by breaks. Empty for no text."""
        if not text:
            return ""
        p = self.prefix
        looks = f"<{p}:rPr>{properties}</{p}:rPr>" if properties else ""
        lines = [f'<{p}:t xml:space="preserve">{plain(line)}</{p}:t>' for line in text.splitlines()]
        return f"<{p}:r>{looks}{f'<{p}:br/>'.join(lines)}</{p}:r>"

    def width(self, twips: int, unit: str = "dxa") -> str:
        """The preferred width of a cell."""
        return f'<{self.prefix}:tcW {self.prefix}:w="{twips}" {self.prefix}:type="{unit}"/>'

    def column(self, twips: int) -> str:
        """A column of the grid."""
        return f'<{self.prefix}:gridCol {self.prefix}:w="{twips}"/>'
