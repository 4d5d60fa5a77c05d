"""What comes in through an upload, and what does not."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.kit.uploads import Limits, Refused, check, open_archive, recognise
from promost.kit.uploads.checking import safe_name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = f'<Types><Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>'


def packed(**parts: str | bytes) -> bytes:
    """A document with further parts; in their names "__" stands for "/" and "_" for "."."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", "<document/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def refusal(
    data: bytes, name: str = "plan.docx", accept: tuple[str, ...] = ("docx", "pdf"), limit: int = 10**6
) -> Refused:
    with pytest.raises(Refused) as caught:
        check(data, name, accept, limit)
    return caught.value


def test_good_document_comes_in_with_its_kind_size_and_fingerprint() -> None:
    data = packed()
    checked = check(data, "План на 2025 год.docx", {"docx"})
    assert (checked.name, checked.kind, checked.size) == ("План на 2025 год.docx", "docx", len(data))
    assert checked.sha256 == hashlib.sha256(data).hexdigest()
    assert checked.media_type == DOCX
    assert not checked.renamed


def test_kind_is_told_by_the_content_and_a_renamed_file_is_named() -> None:
    checked = check(packed(), "plan.pdf", {"docx", "pdf"})
    assert (checked.kind, checked.renamed) == ("docx", True)
    told = refusal(b"{\\rtf1 plan}", "plan.docx")
    assert told.code == "NOT_ACCEPTED"
    assert told.values == {"name": "plan.docx", "kind": "rtf", "accepted": ".docx, .pdf"}


def test_file_over_the_limit_is_refused_with_both_sizes() -> None:
    told = refusal(bytes(range(256)) * 8192, limit=1024 * 1024)
    assert (told.code, told.values["size"], told.values["limit"]) == ("TOO_LARGE", "2", "1")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EMPTY_FILE"),
        (b" \r\n\x00", "EMPTY_FILE"),
        (b"MZ\x90\x00\x03" + bytes(100), "EXECUTABLE"),
        (b"\x7fELF\x02" + bytes(100), "EXECUTABLE"),
        (b"#!/bin/sh\nrm plan\n", "EXECUTABLE"),
        (packed(word__vbaProject_bin="x"), "MACROS"),
        (packed(word__embeddings__setup_exe="x"), "DANGEROUS_CONTENT"),
        (packed(word__styles_xml="<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "DOCTYPE"),
        (packed()[:-40], "BROKEN_ARCHIVE"),
    ],
)
def test_dangerous_and_useless_files_are_refused_even_where_their_kind_is_accepted(data: bytes, code: str) -> None:
    assert refusal(data, accept=("docx", "exe", "empty", "zip")).code == code


def test_bomb_is_refused_by_its_directory_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(word__media_bin=bytes(20 * 1024 * 1024))

    def unpacked(*_: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    assert refusal(data).code == "ARCHIVE_BOMB"


def test_archive_of_too_many_entries_or_too_large_a_sum_is_refused() -> None:
    data = packed(a="x" * 600, b="y" * 600)
    with pytest.raises(Refused, match="ARCHIVE_BOMB"):
        open_archive(data, Limits(entries=3))
    with pytest.raises(Refused, match="ARCHIVE_BOMB"):
        open_archive(data, Limits(total=1000))
    assert "a" in open_archive(data, Limits(entries=4, total=2000))


def test_member_that_grows_beyond_what_its_reader_takes_is_refused() -> None:
    archive = open_archive(packed(a="x" * 5000))
    with pytest.raises(Refused, match="ARCHIVE_BOMB"):
        archive.read("a", limit=4999)
    assert len(archive.read("a", limit=5000)) == 5000


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/evil", "C:/evil", "..\\evil"])
def test_names_that_lead_out_of_the_folder_are_refused(name: str) -> None:
    buffer = io.BytesIO(packed())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, "x")
    assert refusal(buffer.getvalue()).code == "UNSAFE_NAMES"


def test_names_that_differ_only_by_case_are_one_file_on_some_machines_and_refused() -> None:
    assert refusal(packed(Word__Document_xml="x")).code == "DUPLICATE_ENTRIES"


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("C:\\Users\\officer\\план.docx", "план.docx"),
        ("../../etc/plan.docx", "plan.docx"),
        ("plan\u202excod.exe", "planxcod.exe"),
        ("plan\x00\n.docx", "plan.docx"),
        ("", "file"),
        (".docx", "docx"),
        ("п" * 300 + ".docx", "п" * 145 + ".docx"),
    ],
)
def test_names_are_made_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(st.text(max_size=300))
def test_any_name_becomes_short_and_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= 150
    assert not set(safe) & set("/\\\x00\n\u202e")


@given(st.binary(max_size=300))
def test_any_bytes_are_recognised_or_refused(data: bytes) -> None:
    try:
        kind, _ = recognise(data)
    except Refused:
        return
    assert kind
