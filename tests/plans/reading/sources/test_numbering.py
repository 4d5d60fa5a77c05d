"""Numbers that only the word processor prints: a plan's rows have no others."""

from __future__ import annotations

import pytest

from promost.plans.reading.document import Document
from promost.plans.reading.sources.docx.counting import written
from tests.plans.reading.sources.making import at, docx, only, p, paragraphs, tbl, tc, tr


def level(index: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*levels: str, nums: str = '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(index: int = 0, num: int = 5, text: str = "текст") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{num}"/></w:numPr>')


def numbers(document: Document) -> list[str]:
    return [one.auto_number for one in paragraphs(document)]


def test_levels_count_within_each_other() -> None:
    numbering = lists(level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3)"))
    body = "".join(item(index) for index in (0, 1, 1, 2, 0, 1, 2))
    assert numbers(docx(body, numbering)) == ["1.", "1.1", "1.2", "1.2.1)", "2.", "2.1", "2.1.1)"]


def test_number_of_a_cell_stands_apart_from_its_text() -> None:
    table = only(
        docx(tbl(tr(tc(item(text="")), "Совещание"), tr(tc(item(text="")), "Стажировка")), lists(level(0, "%1.")))
    )
    assert [at(table, row, 0).auto_number for row in (0, 1)] == ["1.", "2."]
    assert [at(table, row, 0).text for row in (0, 1)] == ["", ""]


def test_numbers_of_a_list_inside_a_cell_are_part_of_its_text() -> None:
    table = only(docx(tbl(tr(tc(item(text="обучить") + item(text="принять")))), lists(level(0, "%1)"))))
    cell = at(table, 0, 0)
    assert (cell.auto_number, cell.text) == ("", "1) обучить\n2) принять")


def test_count_goes_on_from_text_to_table_and_starts_where_the_list_says() -> None:
    document = docx(item() + tbl(tr(tc(item()))) + item(), lists(level(0, "%1", start=12)))
    assert numbers(document) == ["12", "14"]
    assert at(only(document), 0, 0).auto_number == "13"


def test_list_that_overrides_its_start_begins_anew() -> None:
    nums = (
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = item() + item() + item(num=6) + item(num=6)
    assert numbers(docx(body, lists(level(0, "%1"), nums=nums))) == ["1", "2", "7", "8"]


def test_level_may_count_through_the_whole_document() -> None:
    numbering = lists(level(0, "%1."), level(1, "%2", more='<w:lvlRestart w:val="0"/>'))
    assert numbers(docx(item(0) + item(1) + item(0) + item(1), numbering)) == ["1.", "1", "2.", "2"]


def test_roman_chapters_give_arabic_articles_where_the_list_is_legal() -> None:
    numbering = lists(level(0, "Раздел %1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"), level(2, "%1.%3"))
    assert numbers(docx(item(0) + item(0) + item(1) + item(2), numbering)) == ["Раздел I.", "Раздел II.", "2.1", "II.1"]


def test_bullets_are_no_numbers() -> None:
    assert numbers(docx(item(), lists(level(0, "•", "bullet")))) == [""]


def test_numbers_given_by_a_style_are_counted_and_zero_takes_them_away() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="L2"><w:basedOn w:val="L"/></w:style>'
    )
    numbering = lists(level(0, "%1"), level(1, "%1.%2", more='<w:pStyle w:val="L2"/>'))
    body = p("a", '<w:pStyle w:val="L"/>') + p("b", '<w:pStyle w:val="L2"/>')
    none = p("c", '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert numbers(docx(body + none, numbering, style)) == ["1", "1.1", ""]


def test_list_that_points_at_a_list_style_takes_its_levels() -> None:
    style = '<w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    nums = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="N"/></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert numbers(docx(item(num=6), lists(level(0, "%1)"), nums=nums), style)) == ["1)"]


def test_deleted_paragraph_takes_no_number() -> None:
    gone = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    assert numbers(docx(item() + p("", gone) + item(), lists(level(0, "%1")))) == ["1", "", "2"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "upperRoman", "IV"),
        (1944, "lowerRoman", "mcmxliv"),
        (28, "lowerLetter", "bb"),
        (1, "russianUpper", "А"),
        (10, "russianLower", "к"),
        (7, "decimalZero", "07"),
        (0, "upperRoman", "0"),
        (3, "ordinal", "3"),
        (3, "none", ""),
    ],
)
def test_forms_of_numbers(number: int, form: str, text: str) -> None:
    assert written(number, form) == text
