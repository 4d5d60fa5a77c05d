"""Documents out of thin air: tables of any cells, merged anyhow, and paragraphs between them."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import strategies as st

from promost.plans.reading.document import Cell, Document, Paragraph, Table, Value

HEADINGS = (
    "№ п/п", "№", "Мероприятие", "Наименование мероприятия", "Срок", "Срок исполнения", "Начало", "Окончание", "Ответственный",
    "от города Москвы", "от области", "Исполнители", "Ожидаемый результат", "Форма завершения", "Показатель", "Ед. изм.",
    "Значение", "2025", "2026 год", "I квартал 2025", "Янв", "Q1", "Примечание", "Раздел", "Activity", "Deadline", "Responsible (Donor)",
    "Финансирование, тыс. руб.", "Базовое значение (2024)", "Start", "End",
)  # fmt: skip
BODIES = (
    "", "–", "-", "1", "1.1", "1.2.", "II", "2.10", "X", "Раздел I. Поддержка", "I. Кадры", "Итого", "ИТОГО по разделу 1", "____________",
    "Провести семинар", "Обмен опытом\nмежду областями", "до 30.06.2025", "II квартал 2025 г.", "31.06.2025", "уточняется", "ежеквартально",
    "с 01.02.2025 по 01.01.2025", "ДИПП (Соколова А.В.)", "от Москвы: ДИПП; от области: Минэк", "не менее 5 ед.", "12,5 млн руб.", "* сноска",
    "Примечание: нет", "продолжение таблицы", "предприятий области", "\u00a0", "\u200b", "Срок: май 2025 г. Ответственный: Минэк", "а) провести",
    "1.1. Провести. Срок: до 1 мая. Ответственные:", "от Москвы: ДИПП;", "ПЛАН", "на 2025 год", "Целевые показатели",
)  # fmt: skip

texts = st.one_of(st.sampled_from(HEADINGS), st.sampled_from(BODIES), st.text(max_size=30))
values: st.SearchStrategy[Value | None] = st.one_of(
    st.none(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(10**12), 10**12),
    st.dates(date(1900, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31)),  # noqa: DTZ001  a sheet's cell has no zone
    st.booleans(),
)


@st.composite
def tables(draw: st.DrawFn, index: int = 0) -> Table:
    """A table of at most 8 × 8 places: texts and values, some places empty, rectangles merged."""
    height, width = draw(st.integers(0, 8)), draw(st.integers(1, 8))
    grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    head = draw(st.integers(0, max(0, height - 1))) if height else 0
    for row in range(height):
        for column in range(width):
            if grid[row][column] is None and draw(st.integers(0, 9)) > 0:
                cell = _cell(draw, row, column, heading=row == head)
                _cover(grid, cell)
    sheet = draw(st.booleans())
    rows = tuple(range(1, height + 1) if sheet else range(height))
    hidden = draw(st.integers(0, 9)) == 0
    return Table(index, f"Лист{index}", tuple(map(tuple, grid)), rows, is_sheet=sheet, hidden=hidden)


def _cell(draw: st.DrawFn, row: int, column: int, *, heading: bool) -> Cell:
    span = draw(st.integers(1, 8)) if draw(st.integers(0, 5)) == 0 else 1
    fall = draw(st.integers(1, 3)) if draw(st.integers(0, 5)) == 0 else 1
    text = draw(st.sampled_from(HEADINGS)) if heading else draw(texts)
    return Cell(
        text, row, column, fall, span,
        value=draw(values) if draw(st.integers(0, 3)) == 0 else None,
        number_format=draw(st.sampled_from(["", "General", "0.00", "dd.mm.yyyy", "0.0000000000"])),
        auto_number=draw(st.sampled_from(["", "", "", "1.", "2.4", "a)"])),
        bold=draw(st.booleans()), filled=draw(st.booleans()), tracked=draw(st.booleans()),
    )  # fmt: skip


def _cover(grid: list[list[Cell | None]], cell: Cell) -> None:
    """Puts the cell wherever its spans reach and nothing stands yet."""
    for row in range(cell.row, min(len(grid), cell.row + cell.row_span)):
        for column in range(cell.column, min(len(grid[0]), cell.column + cell.column_span)):
            if grid[row][column] is None:
                grid[row][column] = cell


@st.composite
def paragraphs(draw: st.DrawFn, index: int) -> Paragraph:
    """A paragraph of any text and look."""
    return Paragraph(
        index, draw(texts), draw(st.sampled_from(["", "", "1.", "1.1", "а)"])), draw(st.integers(0, 3)),
        draw(st.sampled_from(["Normal", "Heading 2"])), draw(st.booleans()), draw(st.booleans()), draw(st.booleans()),
    )  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Up to three tables with paragraphs around them."""
    blocks: list[Paragraph | Table] = []
    for index in range(draw(st.integers(0, 3))):
        blocks.extend(draw(paragraphs(len(blocks) * 10 + n)) for n in range(draw(st.integers(0, 3))))
        blocks.append(draw(tables(index)))
    blocks.extend(draw(paragraphs(1000 + n)) for n in range(draw(st.integers(0, 6))))
    return Document("any.docx", "docx", tuple(blocks))
