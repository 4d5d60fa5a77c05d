"""What criteria are made of: leaves and groups, kept as they were written."""

from dataclasses import dataclass
from datetime import date

Operand = tuple[str, ...] | float | bool | date | str


@dataclass(frozen=True, slots=True)
class Note:
    """What may be said of any part: its own words, its legal source, and the days of its force (both inclusive)."""

    ru: str = ""
    en: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the part binds on ``day``; no dates means always."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def text(self, lang: str) -> str:
        """Its own words in a language, else in the other one, else nothing."""
        return (self.ru or self.en) if lang == "ru" else (self.en or self.ru)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition on one field. ``path`` is its place in the JSON: ``$.all[1]``."""

    path: str
    field: str
    operator: str
    operand: Operand
    note: Note = Note()


@dataclass(frozen=True, slots=True)
class Group:
    """``kind`` is ``all``, ``any``, ``not`` (one child) or ``at_least``, of which ``least`` children must hold."""

    path: str
    kind: str
    children: tuple["Node", ...]
    least: int = 0
    note: Note = Note()

    def asks(self, children: int) -> int:
        """How many must hold when ``children`` are left in force: never more than there are."""
        wanted = {"any": 1, "at_least": self.least}.get(self.kind, children)
        return min(wanted, children)


Node = Leaf | Group


def leaves(node: Node) -> list[Leaf]:
    """Every leaf under a node, in the order written."""
    if isinstance(node, Leaf):
        return [node]
    return [leaf for child in node.children for leaf in leaves(child)]
