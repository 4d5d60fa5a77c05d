"""PDF with a text layer: tables come back from their ruled lines, text from its places on the page."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from promost.plans.reading.document import Document
from promost.plans.reading.sources import Unreadable, open_document
from tests.plans.reading.sources.making import at, ends_well, only, paragraphs, tables, texts

WIDTH, HEIGHT = 600, 400


def pdf(*pages: str, rotate: int = 0) -> bytes:
    """A PDF of pages given by their drawing operations; F1 is an upright font, F2 a bold one."""
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(pages)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    }
    for index, drawing in enumerate(pages):
        page = 10 + 2 * index
        box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate}"
        fonts = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects[page] = f"<< /Type /Page /Parent 2 0 R {box} {fonts} /Contents {page + 1} 0 R >>"
        objects[page + 1] = f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream"
    return written(objects)


def written(objects: dict[int, str]) -> bytes:
    body, places = "%PDF-1.4\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(body)
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{number} 1\n{place:010d} 00000 n \n" for number, place in sorted(places.items()))
    trailer = f"trailer << /Size {max(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 1\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def say(x: float, y: float, text: str, font: str = "F1", size: int = 10) -> str:
    return f"BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n"


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1} {y1} m {x2} {y2} l S\n"


def frame(xs: list[int], ys: list[int]) -> str:
    """All lines of a table."""
    across = "".join(line(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


def opened(*pages: str) -> Document:
    return open_document(pdf(*pages), "plan.pdf")


XS, YS = [50, 100, 350, 550], [300, 270, 230]
HEADING = say(55, 280, "No") + say(105, 280, "Measure", "F2") + say(355, 280, "Deadline")
PLAN = (
    frame(XS, YS)
    + HEADING
    + say(55, 255, "1.1")
    + say(105, 255, "Hold a joint meeting of the working")
    + say(105, 243, "group on co-")
    + say(105, 231.5, "operation")
    + say(355, 255, "May 2025")
)
FILLER = say(50, 380, "Joint action plan of two regions for the year 2025", "F2")


def test_ruled_table_comes_back_with_wrapped_lines_joined() -> None:
    document = opened(FILLER + PLAN)
    assert texts(only(document)) == [
        ["No", "Measure", "Deadline"],
        ["1.1", "Hold a joint meeting of the working group on cooperation", "May 2025"],
    ]
    assert at(only(document), 0, 1).bold
    assert not at(only(document), 0, 2).bold
    assert [block.text for block in paragraphs(document)] == ["Joint action plan of two regions for the year 2025"]
    assert paragraphs(document)[0].bold
    assert document.notes == ("PDF_TABLES",)


def test_borders_drawn_as_thin_boxes_and_clips_that_paint_nothing_are_told_apart() -> None:
    thin = "".join(f"{x} 230 0.5 70 re f\n" for x in XS) + "".join(f"50 {y} 500 0.5 re f\n" for y in YS)
    clips = "".join(f"60 {y} 400 3 re W n\n" for y in range(235, 300, 7))
    table = only(opened(FILLER + clips + thin + HEADING + say(55, 255, "1.1") + say(105, 255, "Meeting")))
    assert texts(table) == [["No", "Measure", "Deadline"], ["1.1", "Meeting", ""]]


def test_cell_without_inner_lines_is_one_over_several_places() -> None:
    lines = "".join(line(50, y, 550, y) for y in (300, 270, 240, 210))
    lines += line(50, 210, 50, 300) + line(550, 210, 550, 300) + line(300, 210, 300, 240) + line(300, 270, 300, 300)
    words = say(55, 280, "Measure") + say(305, 280, "Deadline") + say(55, 250, "I. Support of industrial enterprises")
    table = only(opened(lines + words + say(55, 220, "Joint meeting of both sides") + say(305, 220, "May 2025")))
    assert texts(table)[1] == ["I. Support of industrial enterprises"] * 2
    assert at(table, 1, 0) is table.grid[1][1]
    assert at(table, 1, 0).column_span == 2


def test_table_that_goes_on_is_one_and_its_repeated_heading_is_left_out() -> None:
    second = frame(XS, YS) + HEADING + say(55, 255, "1.2") + say(105, 255, "Training") + say(300, 20, "- 2 -")
    table = only(opened(PLAN + say(300, 20, "- 1 -"), second))
    assert [row[0] for row in texts(table)] == ["No", "1.1", "1.2"]
    assert table.rows == (0, 1, 2)


def test_row_that_a_page_cuts_without_a_line_is_made_whole() -> None:
    cut = line(50, 300, 550, 300) + line(50, 270, 550, 270) + "".join(line(x, 300, x, 20) for x in XS)
    first = cut + HEADING + say(55, 40, "1.1") + say(105, 40, "Training of engineers at the technology")
    second = frame(XS, YS) + HEADING + say(105, 255, "park of the capital")
    assert texts(only(opened(first, second)))[1] == [
        "1.1",
        "Training of engineers at the technology park of the capital",
        "",
    ]


def test_two_tables_with_other_columns_stay_two() -> None:
    other = frame([50, 200, 550], YS) + say(55, 280, "Indicator of the programme") + say(205, 280, "Value")
    assert len(tables(opened(PLAN, other))) == 2


def test_new_line_inside_a_cell_is_told_from_a_wrapped_one() -> None:
    owners = say(105, 255, "Department \\(Sokolova A.\\);") + say(105, 243, "Agency Mosprom")
    table = only(opened(FILLER + frame(XS, YS) + HEADING + owners))
    assert at(table, 1, 1).text == "Department (Sokolova A.);\nAgency Mosprom"


def test_list_form_is_read_as_paragraphs() -> None:
    words = (
        say(50, 380, "1. Support of industrial enterprises", "F2")
        + say(85, 360, "1.1. To hold, in the second quarter of 2025, two exchanges of contacts between the")
        + say(50, 346, "enterprises of both regions, at least ten of them.")
        + say(85, 332, "Responsible:")
        + say(85, 318, "for the donor: Department of Investment and Industrial Policy, and all its agencies;")
        + say(85, 304, "for the recipient: Ministry of Economic Development of the region, and its agencies.")
    )
    document = opened(words)
    assert [block.text for block in paragraphs(document)][:3] == [
        "1. Support of industrial enterprises",
        "1.1. To hold, in the second quarter of 2025, two exchanges of contacts between the enterprises of both regions, at least ten of them.",
        "Responsible:",
    ]
    assert document.notes == ("PDF_NO_TABLES",)


@pytest.mark.parametrize(
    ("turn", "matrix"),
    [(90, f"0 1 -1 0 {WIDTH} 0 cm"), (180, f"-1 0 0 -1 {WIDTH} {HEIGHT} cm"), (270, f"0 -1 1 0 0 {HEIGHT} cm")],
)
def test_page_that_lies_on_its_side_is_turned(turn: int, matrix: str) -> None:
    document = open_document(pdf(f"{matrix}\n{FILLER}{PLAN}", rotate=turn), "plan.pdf")
    assert texts(only(document))[1][2] == "May 2025"
    assert paragraphs(document)[0].text == "Joint action plan of two regions for the year 2025"


def test_scan_is_told_as_a_picture() -> None:
    with pytest.raises(Unreadable, match="PDF_SCAN"):
        opened("100 100 200 200 re f\n", say(50, 50, "2"))


@pytest.mark.parametrize(
    "words",
    ["Plan of measures and more \\001\\002\\003\\004\\005\\006\\016\\017\\020\\021", "Ïëàí ñîâìåñòíûõ ìåðîïðèÿòèé"],
)
def test_text_in_an_unknown_encoding_is_told(words: str) -> None:
    with pytest.raises(Unreadable, match="PDF_BROKEN_TEXT"):
        opened(say(50, 300, words))


@pytest.mark.parametrize(("limit", "most"), [("reader.MOST_OPERATIONS", 20), ("marks.MOST_DRAWN", 200)])
def test_drawing_without_end_is_refused(limit: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"promost.plans.reading.sources.pdf.{limit}", most)
    with pytest.raises(Unreadable, match="PDF_DRAWING"):
        opened(say(50, 300, "Plan of measures for the year") + "0 0 m 1 1 l S\n" * 20)


@pytest.mark.parametrize(("user", "readable"), [("", True), ("secret", False)])
def test_pdf_locked_against_changes_is_read_and_one_with_a_password_is_not(user: str, readable: bool) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(FILLER + PLAN))))
    writer.encrypt(user, "owner", algorithm="AES-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    if readable:
        assert len(only(open_document(buffer.getvalue(), "plan.pdf")).grid) == 2
    else:
        with pytest.raises(Unreadable, match="PASSWORD"):
            open_document(buffer.getvalue(), "plan.pdf")


def test_pdf_cut_off_anywhere_or_damaged_ends_in_a_document_or_a_message() -> None:
    data = pdf(FILLER + PLAN)
    for end in range(0, len(data), 97):
        damaged = data[:end] + b"\x00" + data[end + 1 :]
        ends_well(data[:end], "plan.pdf")
        ends_well(damaged, "plan.pdf")
