"""One protocol drawn as a list in any of many forms: numbers, labels, sections and sides told in different ways."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.plans.reading.layouts.drawing import Draft, Row
from tests.plans.reading.variations import Variation

TITLES = {
    "ru": (
        "ПРОТОКОЛ",
        "о сотрудничестве Воронежской области и Республики Карелия в интересах предприятий Республики Карелия на 2025 год",
    ),
    "en": (
        "PROTOCOL",
        "on cooperation of Brightwater Region and Greyhill Region in the interest of enterprises of Greyhill Region for 2025",
    ),
}
PREAMBLES = {
    "ru": ("Стороны договорились о нижеследующем:", "Решили:", ""),
    "en": ("The Parties have agreed as follows:", ""),
}
CLOSINGS = {
    "ru": ("Настоящий протокол составлен в двух экземплярах.", "____________   ____________"),
    "en": ("This protocol is drawn up in two copies.", "____________   ____________"),
}
FIELDS = {"ru": ("подготовки кадров", "промышленного туризма"), "en": ("training of personnel", "industrial tourism")}
LEADS = {"ru": ("В области ", "В сфере "), "en": ("In the field of ", "In the area of ")}
DIRECTIONS = ("training", "tourism")
LABELS = {
    "ru": {"deadline": ("Срок", "Срок исполнения", "Сроки"), "owner": ("Ответственные", "Ответственные исполнители", "Исполнители")},
    "en": {"deadline": ("Deadline", "Timeframe", "Term"), "owner": ("Responsible", "Responsible parties", "Executors")},
}  # fmt: skip
MARKS = {
    "ru": ("от Воронежской области", "от Республики Карелия"),
    "en": ("from Brightwater Region", "from Greyhill Region"),
}
ITEMS = {
    "ru": (
        (
            ("Организовать стажировку 12 инженеров", "сентябрь 2025 г.", "в сентябре 2025 года", "2025-09-01..2025-09-30", "Министерство промышленности", "Министерство труда"),
            ("Обменяться учебными программами колледжей", "до 1 июня 2025 г.", "до 1 июня 2025 г.", "..2025-06-01", "Департамент образования", "Министерство образования; Колледж технологий"),
        ),
        (
            ("Разработать маршруты по предприятиям", "III квартал 2025 г.", "в III квартале 2025 года", "2025-07-01..2025-09-30", "Управление туризма", "Министерство культуры"),
        ),
    ),
    "en": (
        (
            ("Organise an internship for 12 engineers", "September 2025", "in September 2025", "2025-09-01..2025-09-30", "Ministry of Industry", "Ministry of Labour"),
            ("Exchange curricula of colleges", "by 1 June 2025", "by 1 June 2025", "..2025-06-01", "Department of Education", "Ministry of Education; College of Technology"),
        ),
        (
            ("Develop routes through plants", "Q3 2025", "in Q3 2025", "2025-07-01..2025-09-30", "Tourism Office", "Ministry of Culture"),
        ),
    ),
}  # fmt: skip
Write = Callable[[str], object]


def vary_list(seed: int) -> Variation:
    """The protocol of the given seed: the same one always."""
    dice = random.Random(seed)
    language = dice.choice(("ru", "ru", "en"))
    form = {
        "sections": dice.choice(("numbered", "roman", "bold", "heading")),
        "term": dice.choice(("inside", "label", "own line")),
        "owners": dice.choice(("lines", "one line", "inline")),
        "numbers": dice.choice(("1.1.", "1.1", "1)")),
    }
    word = Draft().title(*TITLES[language])
    preamble = dice.choice(PREAMBLES[language])
    if preamble:
        word.say(preamble)
    wanted: list[tuple[Row, str, str]] = []
    for at, items in enumerate(ITEMS[language]):
        title = dice.choice(LEADS[language]) + FIELDS[language][at]
        _section(word, form["sections"], at, title)
        for order, item in enumerate(items):
            number = _number(form, at, order, len(wanted))
            wanted.append((_item(dice, language, word, form, number, item), title, DIRECTIONS[at]))
    if dice.random() < 0.6:
        word.say(*CLOSINGS[language])
    return Variation("protocol.docx", word.data(), tuple(wanted), f"{language} {form}")


def _number(form: dict[str, str], at: int, order: int, count: int) -> str:
    """Numbers below numbered sections count within them; others count on."""
    nested = form["sections"] in {"numbered", "roman"} and form["numbers"] != "1)"
    return f"{at + 1}.{order + 1}" if nested else str(count + 1)


def _section(word: Draft, form: str, at: int, title: str) -> None:
    if form == "numbered":
        word.say(f"{at + 1}. {title}")
    elif form == "roman":
        word.say(f"{('I', 'II')[at]}. {title}", bold=True)
    elif form == "bold":
        word.say(title, bold=True)
    else:
        word.heading(title)


def _item(
    dice: random.Random, language: str, word: Draft, form: dict[str, str], number: str, item: tuple[str, ...]
) -> Row:
    sentence, term, inflected, span, donor, recipient = item
    labels = LABELS[language]
    printed = number + {"1.1.": ".", "1.1": "" if "." in number else ".", "1)": ")"}[form["numbers"]]
    title = f"{sentence} {inflected}." if form["term"] == "inside" else f"{sentence}."
    line = title
    if form["term"] == "label":
        line += f" {dice.choice(labels['deadline'])}: {term}" + ("" if term.endswith(".") else ".")
    marked = [f"{mark}: {bodies}" for mark, bodies in zip(MARKS[language], (donor, recipient), strict=True)]
    answer = f"{dice.choice(labels['owner'])}:"
    if form["owners"] == "inline":
        line += f" {answer} {'; '.join(marked)}."
    word.say(f"{printed} {line}")
    if form["term"] == "own line":
        word.say(f"{dice.choice(labels['deadline'])}: {term}")
    if form["owners"] == "one line":
        word.say(f"{answer} {'; '.join(marked)}.")
    elif form["owners"] == "lines":
        word.say(answer, f"{marked[0]};", f"{marked[1]}.")
    return Row(
        number,
        title.rstrip() if form["term"] == "inside" else f"{sentence}.",
        span,
        {"donor": donor, "recipient": recipient},
    )
