"""The title of a plan, also over several lines, and the year and period that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from promost.plans.reading.layout.front import Said
from promost.plans.reading.layout.periods import worded
from promost.plans.reading.layout.sections import is_upper
from promost.plans.reading.layout.spans import slot
from promost.plans.reading.layout.vocabulary import phrases, tokens

_YEAR = r"((?:19|20)\d\d)"
_YEARS = re.compile(rf"{_YEAR}\s*(?:г\.?|годы?|года)?\s*(?:[-–—/]|по|to|and|и)\s*{_YEAR}", re.IGNORECASE)
_SHORT_YEARS = re.compile(rf"{_YEAR}\s*[/–-]\s*(\d\d)\b(?!\.)")
_PLANNED = re.compile(
    rf"{_YEAR}\s*год\w*\s+и\s+(?:на\s+)?плановый\s+период\s+(?:{_YEAR}\D{{1,12}})?{_YEAR}", re.IGNORECASE
)
_UNTIL = re.compile(rf"(?:до|до конца|until|through|to)\s+{_YEAR}(?:\s*г|\s*$)", re.IGNORECASE)
_FOR = re.compile(rf"(?:\bна|\bв|\bfor|\bin)\s+{_YEAR}", re.IGNORECASE)
_ONE = re.compile(_YEAR)
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)")
_DAYS = re.compile(
    r"(?:с|from|период)\s*(\d{1,2}\.\d{1,2}\.\d{4})\s*(?:г\.?)?\s*(?:по|до|to|until|[-–—])\s*(\d{1,2}\.\d{1,2}\.\d{4})"
)
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){2,}[^\W\d_](?!\w)")
_CAPITALS = re.compile(r"^(?:[^\W\d_a-zа-яё]{2,}(?:-[^\W\d_a-zа-яё]+)?\b[\s,]*|[^\W\d_a-zа-яё]\s)+")
"""The words in capitals with which a line begins."""
_LINES = 8
_LONGEST = 400
_PLAIN = 200
"""A line that is neither bold nor centred is a title only if it is no longer."""


def find_title(lines: Sequence[Said]) -> tuple[str, tuple[int, ...]]:
    """The title and the indices of the lines it was read from; ("", ()) where nothing looks like one."""
    at = _beginning(lines)
    if at is None:
        return "", ()
    taken = [at]
    for index in range(at + 1, min(at + _LINES, len(lines))):
        if not _goes_on(lines, index, taken):
            break
        taken.append(index)
    texts = [_sentence_case(lines[index].text) if index == at else lines[index].text for index in taken]
    return " ".join(texts).strip(), tuple(taken)


def period_of(title: str, others: Sequence[str]) -> tuple[int | None, tuple[date, date] | None]:
    """The one year (None where several) and the period that the title names, or else the lines around it."""
    for text in (title, *(text for text in others if _names_years(text))):
        found = _period(text)
        if found:
            start, end = found
            return (start.year if start.year == end.year else None), _since(found, others)
    return None, None


def unspaced(text: str) -> str:
    """Letters set wide apart, put together: "П Л А Н" → "ПЛАН"."""
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text)


def _beginning(lines: Sequence[Said]) -> int | None:
    """The line with which the title begins. Of several marked ones the last: a plan may be annexed to an order."""
    fits = [index for index, line in enumerate(lines) if _short(line) and _opens(line)]
    marked = [index for index in fits if _marked(lines[index])]
    groups = [index for index in marked if not (index - 1 in marked and _goes_on(lines, index, [index - 1]))]
    if groups:
        return groups[-1]
    return fits[0] if fits else None


def _opens(line: Said) -> bool:
    """Whether a title can begin so: with its noun, or in a marked line with an adjective or two before it."""
    text = unspaced(line.text)
    if phrases("words", "title", "starts").starts(text):
        return True
    if phrases("words", "title", "preamble").starts(text):
        return False
    if not _marked(line) and (text.endswith((".", ";", ":")) or len(text) > _PLAIN):
        return False
    match = phrases("words", "title", "nouns").match(text)
    return match is not None and match.at <= 3


def _marked(line: Said) -> bool:
    return line.centred or line.bold or is_upper(line.text)


def _short(line: Said) -> bool:
    return len(line.text) <= _LONGEST and "___" not in line.text


def _goes_on(lines: Sequence[Said], index: int, taken: Sequence[int]) -> bool:
    """Whether a line continues the title: it follows closely, begins no sentence of its own, and looks alike."""
    line, first = lines[index], lines[taken[0]]
    if _far(lines[index - 1], line) or len(line.text) > _LONGEST:
        return False
    if line.text.startswith("(") or phrases("words", "title", "preamble").starts(line.text):
        return False
    if phrases("words", "lines", "approval").starts(line.text):
        return False
    alike = line.centred == first.centred or line.bold
    small = line.text[:1].islower() or bool(_ONE.search(line.text)) or is_upper(line.text)
    return alike and (small or (line.centred and not line.text.endswith(":")))


def _far(before: Said, line: Said) -> bool:
    """Whether an empty line, or another part, stands between two lines."""
    one, other = before.place, line.place
    if one.part != other.part:
        return True
    here, there = (one.index, other.index) if one.part == "paragraph" else (one.row, other.row)
    return here is None or there is None or there - here > 1


def _sentence_case(text: str) -> str:
    """A first line in capitals is brought to a sentence's case when it has none but everyday words."""
    text = unspaced(text)
    capitals = _CAPITALS.match(text)
    head = capitals.group() if capitals else ""
    common = phrases("words", "title", "common")
    if is_upper(head) and all(common.match_tokens((word,)) for word in tokens(head)):
        return head[:1] + head[1:].lower() + text[len(head) :]
    return text


def _names_years(text: str) -> bool:
    """Whether a line near the title says for which years the plan is, rather than a date of an act."""
    named = slot(text)
    if worded(text) or (_FOR.search(text) and not _DAY.search(text)):
        return True
    return bool(_DAYS.search(text) or _YEARS.search(text) or (named and named.kind == "year" and not _DAY.search(text)))


def until_year(title: str) -> int | None:
    """The last year of a plan that names no first one: "… до 2030 года"."""
    match = _UNTIL.search(title)
    return int(match.group(1)) if match and not _YEARS.search(title) else None


def _period(text: str) -> tuple[date, date] | None:
    """The days that a line names: from … to, years, a half-year or quarter at its end, or the year it is "for"."""
    days = _DAYS.search(text)
    if days:
        start, end = _day(days.group(1)), _day(days.group(2))
        return (start, end) if start and end and start <= end else None
    return worded(text) or _years(text) or _part_of_year(text) or _year(text)


def _years(text: str) -> tuple[date, date] | None:
    """Several years: "2025–2027", "2025/26", "на 2025 год и плановый период 2026 и 2027 годов"."""
    found = _PLANNED.search(text) or _YEARS.search(text)
    if found:
        first, last = int(found.group(1)), int(found.groups()[-1])
        return (date(first, 1, 1), date(last, 12, 31)) if first <= last else None
    short = _SHORT_YEARS.search(text)
    if short:
        first = int(short.group(1))
        last = first // 100 * 100 + int(short.group(2))
        if first < last <= first + 10:
            return date(first, 1, 1), date(last, 12, 31)
    return None


def _part_of_year(text: str) -> tuple[date, date] | None:
    named = slot(" ".join(text.split()[-5:]))
    return named.days(named.year) if named and named.year and named.kind != "year" else None


def _year(text: str) -> tuple[date, date] | None:
    """The year that the plan is for; of several the last, dates of acts left out."""
    plain = _ONE.findall(_DAY.sub(" ", text))
    meant = _FOR.findall(text) or plain
    return (date(int(meant[-1]), 1, 1), date(int(meant[-1]), 12, 31)) if meant else None


def _since(period: tuple[date, date], others: Sequence[str]) -> tuple[date, date]:
    """A plan "as of" a day within its period begins on that day."""
    for text in others:
        if phrases("words", "title", "asof").match(text) and (day := _DAY.search(text)):
            start = _day(day.group())
            if start and period[0] < start < period[1]:
                return start, period[1]
    return period


def _day(text: str) -> date | None:
    match = _DAY.search(text)
    try:
        return date(int(match.group(3)), int(match.group(2)), int(match.group(1))) if match else None
    except ValueError:
        return None
