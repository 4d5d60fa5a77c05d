"""Documents are given back exactly as they came, or it is said which one is damaged."""

from __future__ import annotations

import hashlib
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promost.kit import files
from tests.kit import tables

DATA = "План мероприятий".encode()
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "default_storage", FileSystemStorage(location=tmp_path / "evidence"))
    return tmp_path / "evidence"


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_document_is_kept_under_the_digest_of_its_bytes(folder: Path) -> None:
    assert files.keep(DATA) == DIGEST
    assert [path.name for path in stored(folder)] == [DIGEST]
    assert files.read(DIGEST) == DATA


def test_the_same_document_is_kept_once(folder: Path) -> None:
    written = [(files.keep(DATA), stored(folder)[0].stat().st_mtime_ns) for _ in range(3)]
    assert len(set(written)) == 1
    assert len(stored(folder)) == 1


def test_documents_of_other_bytes_stand_beside_each_other(folder: Path) -> None:
    digests = {files.keep(DATA), files.keep(DATA + b" "), files.keep(b"")}
    assert len(digests) == len(stored(folder)) == 3
    assert [len(files.read(digest)) for digest in sorted(digests, key=lambda each: len(files.read(each)))] == [
        0,
        len(DATA),
        len(DATA) + 1,
    ]


def test_two_officers_who_upload_the_same_at_once_leave_one_copy(folder: Path) -> None:
    def upload(barrier: Barrier) -> str:
        barrier.wait(timeout=10)
        return files.keep(DATA)

    assert tables.at_once([upload] * 4) == [DIGEST] * 4
    assert [path.name for path in stored(folder)] == [DIGEST]
    assert files.read(DIGEST) == DATA


class Hurried(FileSystemStorage):
    """A storage in which somebody else stores the same bytes between our looking and our writing."""

    rival = DATA

    def delete(self, name: str) -> None:
        super().delete(name)
        if self.rival:
            self.save(name, ContentFile(self.rival))
            self.rival = b""


def test_a_copy_that_somebody_else_stored_meanwhile_is_not_kept_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "default_storage", Hurried(location=folder))
    assert files.keep(DATA) == DIGEST
    assert [path.name for path in stored(folder)] == [DIGEST]
    assert files.read(DIGEST) == DATA


def test_a_damaged_document_is_named_and_not_given_out(folder: Path) -> None:
    files.keep(DATA)
    stored(folder)[0].write_bytes(DATA[:-1])
    with pytest.raises(files.Damaged, match=DIGEST) as damaged:
        files.read(DIGEST)
    assert damaged.value.digest == DIGEST


def test_a_document_half_written_is_mended_by_uploading_it_again(folder: Path) -> None:
    files.keep(DATA)
    stored(folder)[0].write_bytes(DATA[:3])
    files.keep(DATA)
    assert files.read(DIGEST) == DATA
    assert len(stored(folder)) == 1


def test_a_document_that_is_gone_is_said_to_be_gone(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match=DIGEST):
        files.read(DIGEST)


@pytest.mark.parametrize(
    "digest",
    ["../secret.key", "/etc/passwd", "", "ab", DIGEST.upper(), f"{DIGEST}\n", f"{DIGEST}0", f"../{DIGEST}", "é" * 64],
)
def test_nothing_but_a_digest_opens_a_file(folder: Path, digest: str) -> None:
    (folder.parent / "secret.key").write_text("secret", encoding="utf-8")
    with pytest.raises(ValueError, match="is no SHA-256"):
        files.read(digest)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.binary(max_size=200))
def test_any_bytes_come_back_as_they_went(data: bytes) -> None:
    assert files.read(files.keep(data)) == data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_no_text_leads_out_of_the_folder(text: Any) -> None:
    with pytest.raises((ValueError, FileNotFoundError)):
        files.read(text)


def test_bytes_that_another_room_keeps_stay_when_one_lets_go(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = files.keep(b"a scan that is an act and evidence at once")
    monkeypatch.setattr(files, "_holders", [lambda asked: asked == digest])
    assert not files.let_go(digest)
    assert files.read(digest)
    monkeypatch.setattr(files, "_holders", [lambda _: False])
    assert files.let_go(digest)
    with pytest.raises(FileNotFoundError):
        files.read(digest)
