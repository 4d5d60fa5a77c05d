"""What every chart is: a drawing, the same as a table, and the key to its signs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from promost.kit.charts.svg import element


@dataclass(frozen=True, slots=True)
class Key:
    """One line of a chart's key: a small drawing (20 × 14 units) and the word for it."""

    sign: SafeString
    word: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its title, its SVG, the key to it, and head and rows of the table that says the same."""

    title: str
    svg: SafeString
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    keys: Sequence[Key] = ()

    def as_table(self) -> SafeString:
        """Give the text alternative: a table with caption, column heads, and the first cell of a row as its head."""
        heads = format_html_join("", '<th scope="col">{}</th>', ((head,) for head in self.head))
        body = format_html_join("", "<tr>{}</tr>", ((self._cells(row),) for row in self.rows))
        return format_html(
            '<table class="table compact"><caption class="visually-hidden">{}</caption>'
            "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
            self.title,
            heads,
            body,
        )

    @staticmethod
    def _cells(row: Sequence[str]) -> SafeString:
        first = format_html('<th scope="row">{}</th>', row[0])
        return format_html("{}{}", first, format_html_join("", "<td>{}</td>", ((cell,) for cell in row[1:])))


def frame(
    ident: str, title: str, description: str, size: tuple[float, float], parts: Sequence[SafeString], classes: str
) -> SafeString:
    """Put the parts of a drawing into an SVG of `size` (width, height) with <title> and <desc> that name it.

    `ident` must be unique on the page. The group is named, not a picture, so that links inside stay reachable.
    """
    return element(
        "svg",
        element("title", title, id=f"{ident}-title"),
        element("desc", description, id=f"{ident}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {size[0]:g} {size[1]:g}",
        class_=f"drawing {classes}",
        role="group",
        aria_labelledby=f"{ident}-title",
        aria_describedby=f"{ident}-desc",
    )
