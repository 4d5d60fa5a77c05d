"""What cannot be given back with columns says so, and bytes are spliced in where they belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from promost.kit.uploads import Refused
from promost.reports.into_source import NotReturned, into_source
from promost.reports.into_source.characters import cell_text, plain
from promost.reports.into_source.splicing import Part
from promost.reports.into_source.xlsx.places import letters
from tests.plans.reading.sources.test_pdf import pdf, say
from tests.reports.into_source.reading import HEADING


def part(xml: str) -> Part:
    data = xml.encode()
    return Part(data, etree.fromstring(data))


def test_a_form_that_is_read_and_not_changed_is_named() -> None:
    data = pdf(say(50, 300, "1. A measure until 1 June 2025"))
    with pytest.raises(NotReturned) as refused:
        into_source(data, "p.pdf", {}, HEADING)
    assert (refused.value.code, refused.value.values["kind"]) == ("KIND", "pdf")


def test_what_is_no_document_is_refused_with_the_reason_of_the_reader() -> None:
    with pytest.raises(NotReturned) as refused:
        into_source(b"\x89PNG\r\n\x1a\n" + b"0" * 50, "p.docx", {}, HEADING)
    assert (refused.value.code, refused.value.values["reason"]) == ("UNREADABLE", "PICTURE")


def test_letters_of_columns_follow_a_spreadsheet() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_quotes_comments_and_an_angle_bracket_in_an_attribute_do_not_mislead() -> None:
    xml = """<?xml version="1.0"?><a x='>"'><!-- <b> --><b y="/>"  /><c></c><![CDATA[</c>]]></a>"""
    given_part = part(xml)
    b, c = given_part.root.iterchildren(etree.Element)
    given_part.append_in(b, "<d/>")
    given_part.append_in(c, "text")
    given_part.set(given_part.root, "x", "1")
    assert given_part.changed().decode() == xml.replace('"/>"  />', '"/>"  ><d/></b>').replace(
        "<c>", "<c>text"
    ).replace("""'>"'""", "'1'")


def test_insertions_at_one_place_keep_their_order() -> None:
    given_part = part("<a><b/></a>")
    at = given_part.at(given_part.root).close
    given_part.insert(at, "<c/>")
    given_part.insert(at, "<d/>")
    assert given_part.changed() == b"<a><b/><c/><d/></a>"


def test_cyrillic_goes_in_also_where_the_part_is_not_in_unicode() -> None:
    data = "<?xml version='1.0' encoding='windows-1251'?><a>было</a>".encode("cp1251")
    given_part = Part(data, etree.fromstring(data))
    given_part.append_in(given_part.root, " и ₽")
    assert etree.fromstring(given_part.changed()).text == "было и ₽"


def test_a_document_type_is_refused() -> None:
    with pytest.raises(Refused, match="DOCTYPE"):
        Part(b"<!DOCTYPE a><a/>", etree.fromstring("<a/>"))


@given(st.text())
def test_any_text_becomes_xml_that_can_be_read(text: str) -> None:
    for written in (plain(text), cell_text(text)):
        etree.fromstring(f"<a>{written}</a>")


@given(st.recursive(st.just("<x/>"), lambda inner: st.lists(inner, max_size=3).map(lambda k: f"<y>{''.join(k)} </y>")))
def test_every_element_is_found_at_its_bytes(xml: str) -> None:
    given_part = part(xml)
    for element in given_part.root.iter(etree.Element):
        again = etree.fromstring(given_part.source(element))
        assert etree.tostring(again, method="c14n") == etree.tostring(element, method="c14n", with_tail=False)
