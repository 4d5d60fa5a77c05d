"""Every file ends in a document or in a message that says what to do, never in anything else."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.plans.reading.sources import Unreadable, open_document
from tests.plans.reading.sources.making import (
    PLANS,
    SENTENCES,
    S,
    W,
    check_sentence,
    docx_parts,
    ends_well,
    only,
    p,
    packed,
    tbl,
    texts,
    tr,
    types,
    xlsx_parts,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PLAN = docx_parts(tbl(tr("1", "Совещание", "май 2025 г.")))
BOOK = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>')


def stream(name: str) -> bytes:
    """A container of the old kind with a stream of that name."""
    return OLE + name.encode("utf-16-le") + bytes(64)


def swollen() -> bytes:
    """A document of a few kilobytes that unpacks to 64 megabytes."""
    return packed({**PLAN, "word/media/image.bin": bytes(64 * 1024 * 1024)})


def lying() -> bytes:
    """A document whose directory says that its text is 10 bytes long."""
    data = bytearray(
        packed({"[Content_Types].xml": PLAN["[Content_Types].xml"], "word/document.xml": PLAN["word/document.xml"]})
    )
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def locked() -> bytes:
    """An archive whose entries are encrypted one by one."""
    data = bytearray(packed(PLAN))
    entry = data.find(b"PK\x01\x02")
    data[entry + 8] |= 1
    return bytes(data)


def twice() -> bytes:
    buffer = io.BytesIO(packed(PLAN))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<other/>")
    return buffer.getvalue()


def with_part(name: str, content: str = "x") -> bytes:
    return packed({**PLAN, name: content})


ENTITIES = '<!DOCTYPE w:document [<!ENTITY a "аа"><!ENTITY b "&a;&a;">]>'
BOMB = {**PLAN, "word/document.xml": ENTITIES + str(PLAN["word/document.xml"])}
BOMB_16 = {
    **PLAN,
    "word/document.xml": codecs.BOM_UTF16_LE + (ENTITIES + str(PLAN["word/document.xml"])).encode("utf-16-le"),
}
SHEET_BOMB = {"xl/sheet1.xml": ENTITIES + str(BOOK["xl/sheet1.xml"])}
LATE_BOMB = {**BOOK, "xl/sheet1.xml": f"<!--{'x' * 70_000}-->" + SHEET_BOMB["xl/sheet1.xml"]}
MACROS = {
    **PLAN,
    "[Content_Types].xml": types("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
}

REFUSALS = {
    "nothing": (b"", "EMPTY_FILE"),
    "zeroes": (bytes(4096), "EMPTY_FILE"),
    "no text and no table": (packed(docx_parts(p())), "EMPTY_DOCUMENT"),
    "empty sheet": (packed(xlsx_parts("")), "EMPTY_DOCUMENT"),
    "old Word": (stream("WordDocument"), "LEGACY_DOC"),
    "mail": (stream("__properties_version1.0"), "LEGACY_OFFICE"),
    "old presentation": (stream("PowerPoint Document"), "PRESENTATION"),
    "password": (stream("EncryptedPackage"), "PASSWORD"),
    "entries with a password": (locked(), "PASSWORD"),
    "rich text": (b"{\\rtf1\\ansi plan}", "RTF"),
    "web page": ("<html><body><table><tr><td>План</td></tr></table>".encode(), "HTML"),
    "web page of the old code page": ("<HTML><p>План</p></HTML>".encode("cp1251"), "HTML"),
    "mail page": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "HTML"),
    "Word 2003 XML": (b'<?xml version="1.0"?><w:wordDocument/>', "OFFICE_XML"),
    "delimited text": ("№;Мероприятие;Срок\n1;Совещание;май\n".encode("cp1251"), "CSV"),
    "plain text": ("План мероприятий\nСовещание в мае\n".encode(), "PLAIN_TEXT"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PICTURE"),
    "program": (b"MZ\x90\x00" + bytes(range(256)), "EXECUTABLE"),
    "archive": (packed({"plan.txt": "x"}), "PLAIN_ARCHIVE"),
    "other archive": (b"Rar!\x1a\x07\x01\x00" + bytes(range(256)), "PLAIN_ARCHIVE"),
    "noise": (bytes(range(256)) * 4, "NOT_A_DOCUMENT"),
    "cut off": (packed(PLAN)[:700], "BROKEN_ARCHIVE"),
    "main part missing": (packed({"[Content_Types].xml": PLAN["[Content_Types].xml"]}), "BROKEN_ARCHIVE"),
    "sizes that lie": (lying(), "BROKEN_ARCHIVE"),
    "broken XML": (packed({**PLAN, "word/document.xml": "<w:document"}), "BROKEN_XML"),
    "broken sheet": (packed({**BOOK, "xl/sheet1.xml": str(BOOK["xl/sheet1.xml"])[:-30]}), "BROKEN_XML"),
    "bomb": (swollen(), "ARCHIVE_BOMB"),
    "entity bomb": (packed(BOMB), "DOCTYPE"),
    "entity bomb in UTF-16": (packed(BOMB_16), "DOCTYPE"),
    "entity bomb in a sheet": (packed({**BOOK, **SHEET_BOMB}), "DOCTYPE"),
    "entity bomb behind a long comment": (packed(LATE_BOMB), "DOCTYPE"),
    "macros": (packed(MACROS), "MACROS"),
    "macros under an innocent name": (with_part("word/vbaProject.bin"), "MACROS"),
    "path out of the folder": (with_part("word/../../evil.xml"), "UNSAFE_NAMES"),
    "absolute path": (with_part("/etc/evil.xml"), "UNSAFE_NAMES"),
    "one part twice": (twice(), "DUPLICATE_ENTRIES"),
    "program inside": (with_part("word/embeddings/setup.exe"), "DANGEROUS_CONTENT"),
    "archive inside": (with_part("word/embeddings/more.zip"), "DANGEROUS_CONTENT"),
    "presentation": (
        packed({"[Content_Types].xml": types("ppt/p.xml", "presentationml.presentation.main")}),
        "PRESENTATION",
    ),
    "binary workbook": (
        packed({"[Content_Types].xml": types("xl/w.bin", "ms-excel.sheet.binary.macroEnabled")}),
        "BINARY_XLSX",
    ),
    "OpenDocument text": (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "ODT"),
    "more than is accepted": (bytes(range(1, 256)) * 90_000, "TOO_LARGE"),
}


@pytest.mark.parametrize("case", REFUSALS)
@pytest.mark.parametrize("name", ["план.docx", "plan.xlsx"])
def test_file_that_cannot_be_read_says_so_whatever_its_name(case: str, name: str) -> None:
    data, code = REFUSALS[case]
    with pytest.raises(Unreadable) as caught:
        open_document(data, name)
    assert caught.value.code == code
    assert caught.value.values["name"] == name
    check_sentence(caught.value)


def test_document_under_a_wrong_extension_is_read_and_that_is_told() -> None:
    document = open_document(packed(PLAN), "plan.xlsx")
    assert texts(only(document)) == [["1", "Совещание", "май 2025 г."]]
    assert (document.kind, document.notes) == ("docx", ("RENAMED",))


def test_strict_open_xml_is_read_as_any_other() -> None:
    def strict(parts: dict[str, str | bytes], kind: str, space: str) -> bytes:
        old = {space: f"http://purl.oclc.org/ooxml/{kind}/main"}
        old["http://schemas.openxmlformats.org/officeDocument/2006"] = "http://purl.oclc.org/ooxml/officeDocument"
        return packed({name: _replaced(str(part), old) for name, part in parts.items()})

    document = open_document(strict(PLAN, "wordprocessingml", W), "plan.docx")
    assert texts(only(document)) == [["1", "Совещание", "май 2025 г."]]
    assert document.notes == ("STRICT_OOXML",)
    assert texts(only(open_document(strict(BOOK, "spreadsheetml", S), "plan.xlsx"))) == [["1"]]


def _replaced(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text


def test_part_in_utf_16_is_read() -> None:
    part = '<?xml version="1.0" encoding="UTF-16"?>' + str(PLAN["word/document.xml"])
    document = open_document(packed({**PLAN, "word/document.xml": part.encode("utf-16")}), "plan.docx")
    assert texts(only(document))[0][1] == "Совещание"


def test_document_whose_folders_are_parted_by_backslashes_is_read() -> None:
    parted = {name.replace("/", "\\"): part for name, part in PLAN.items()}
    assert texts(only(open_document(packed(parted), "plan.docx")))[0][1] == "Совещание"


def test_document_whose_lesser_parts_are_damaged_is_still_read() -> None:
    broken = {**PLAN, "word/styles.xml": "<w:styles", "word/numbering.xml": "", "word/_rels/document.xml.rels": "<x"}
    assert texts(only(open_document(packed(broken), "plan.docx")))[0][1] == "Совещание"


def test_every_sentence_names_the_file_and_both_languages() -> None:
    for code, sentence in SENTENCES["unreadable"].items():
        assert set(sentence) >= {"ru", "en"}, code
        assert all("{name}" in sentence[language] for language in ("ru", "en")), code
    for code, sentence in SENTENCES["note"].items():
        assert set(sentence) >= {"ru", "en"}, code


@pytest.mark.parametrize("name", ["plan_a.docx", "plan_b.xlsx", "plan_c.docx", "plan_d.docx"])
def test_plan_cut_off_anywhere_is_told_as_damaged(name: str) -> None:
    data = (PLANS / name).read_bytes()
    assert ends_well(data, name) is not None
    for twentieth in range(20):
        assert ends_well(data[: len(data) * twentieth // 20], name) is None


@given(st.binary(max_size=400), st.sampled_from(["plan.docx", "plan.xlsx", "plan.ods", "plan", ""]))
def test_any_bytes_end_in_a_document_or_a_message(data: bytes, name: str) -> None:
    ends_well(data, name)


@given(
    st.sampled_from([packed(PLAN), packed(BOOK)]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_any_damaged_bytes_end_in_a_document_or_a_message(data: bytes, damage: list[tuple[int, int]]) -> None:
    damaged = bytearray(data)
    for place, byte in damage:
        damaged[place % len(damaged)] = byte
    ends_well(bytes(damaged), "plan.docx")


ATTRIBUTE = st.sampled_from(
    ["", "-1", "0", "99999999999999999999", "x", "1e9", "٣", "²", "A1:XFD1048576", "restart", "NaN"]
)


@given(st.data())
def test_any_value_of_an_attribute_ends_in_a_document_or_a_message(data: st.DataObject) -> None:
    parts = dict(data.draw(st.sampled_from([PLAN, BOOK, NUMBERED])))
    name = data.draw(st.sampled_from(sorted(part for part in parts if part.endswith((".xml", ".rels")))))
    pieces = str(parts[name]).split('"')
    if len(pieces) > 1:
        place = data.draw(st.integers(0, len(pieces) // 2 - 1)) * 2 + 1
        pieces[place] = data.draw(ATTRIBUTE)
    parts[name] = '"'.join(pieces)
    ends_well(packed(parts), "plan.docx")


NUMBERED = docx_parts(
    p("a", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr>')
    + tbl('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr></w:tc></w:tr>'),
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>',
)
