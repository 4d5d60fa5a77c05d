"""A bridge drawn between two points: an arch, its hangers, and the deck they carry."""

from dataclasses import dataclass
from math import dist

from django.utils.safestring import SafeString

from promost.kit.charts.svg import element, group
from promost.kit.charts.texts import width

Point = tuple[float, float]

LETTER = 16.0
#: On a phone the word over the bridge is drawn so many times larger, and must still find room.
ENLARGED = 1.5


def _at(start: Point, knee: Point, end: Point, share: float) -> Point:
    """A point of the quadratic curve from start to end, drawn towards `knee`."""
    rest = 1 - share
    x, y = (
        rest * rest * a + 2 * rest * share * b + share * share * c for a, b, c in zip(start, knee, end, strict=True)
    )
    return x, y


def _curve(start: Point, knee: Point, end: Point, class_: str) -> SafeString:
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{knee[0]:.1f} {knee[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    return element("path", d=path, class_=class_)


@dataclass(frozen=True, slots=True)
class Span:
    """A bridge from `start` to `end` with a word over it. Heights grow downwards, as in SVG."""

    start: Point
    end: Point
    label: str = ""

    @property
    def rise(self) -> float:
        """How high the arch stands over the line between its ends: more for a longer one, within reason."""
        return min(max(dist(self.start, self.end) * 0.2, 34.0), 96.0)

    def knee(self, share: float) -> Point:
        """The control point of a curve that rises by this share of the arch's height."""
        x, y = ((a + b) / 2 for a, b in zip(self.start, self.end, strict=True))
        return x, y - 2 * self.rise * share

    @property
    def word_at(self) -> Point:
        """Where the word stands: over the highest part of the arch that lies below it."""
        points = [_at(self.start, self.knee(1), self.end, step / 24) for step in range(25)]
        middle = points[12][0]
        half = width(self.label, LETTER) / 2 + 4
        return middle, min(y for x, y in points if abs(x - middle) <= half or x == middle) - 9

    @property
    def top(self) -> float:
        """The highest place that the bridge and its word reach."""
        crown = min(_at(self.start, self.knee(1), self.end, step / 24)[1] for step in range(25))
        return min(crown - 4, self.word_at[1] - LETTER * ENLARGED) if self.label else crown - 4

    def draw(self) -> SafeString:
        """Draw it: a pale edge that lifts it off the ground, hangers, deck, arch, piers, word."""
        start, end, arch, deck = self.start, self.end, self.knee(1), self.knee(0.28)
        count = max(int(abs(end[0] - start[0]) // 22), 3)
        hangers = []
        for step in range(1, count):
            (x1, y1), (x2, y2) = (_at(start, knee, end, step / count) for knee in (arch, deck))
            hangers.append(element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="b-hanger"))
        halo = [_curve(start, knee, end, "b-halo") for knee in (arch, deck)]
        lines = [_curve(start, deck, end, "b-deck"), _curve(start, arch, end, "b-arch")]
        piers = [element("circle", cx=x, cy=y, r=5, class_="b-pier") for x, y in (start, end)]
        return group(*halo, *hangers, *lines, *piers, class_="bridge", aria_hidden="true")

    def draw_word(self) -> SafeString:
        """Draw the word over the bridge, apart, so that it lies over everything."""
        x, y = self.word_at
        return element("text", self.label, x=x, y=y, class_="b-label") if self.label else SafeString("")
