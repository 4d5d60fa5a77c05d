"""The pages of an import: upload, preview, which column holds what, acceptance."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from promost.support.importing.actions import take
from promost.support.models import Scheme, SchemeImport
from tests.support.importing.conftest import Office
from tests.support.reading.making import csv_file, map_file, scheme


@pytest.fixture
def client(office: Office) -> Client:
    made = Client(headers={"accept-language": "ru"})
    made.force_login(office.editor.person)
    return made


def sent(client: Client, data: bytes, name: str = "меры.xlsx") -> Any:
    return client.post(reverse("support:import"), {"document": SimpleUploadedFile(name, data)}, follow=True)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_an_officer_uploads_a_file_sees_what_would_be_made_and_accepts_it(client: Client) -> None:
    shown = sent(client, map_file([scheme(), scheme(name=None)]))
    assert shown.status_code == 200
    assert Scheme.objects.count() == 0
    assert "Возмещение части затрат на покупку станков" in text(shown)
    assert "не указано наименование меры" in text(shown) or "no name" in text(shown)
    source = SchemeImport.objects.get()
    done = client.post(reverse("support:import-accept", args=[source.uuid]), follow=True)
    assert done.status_code == 200
    assert Scheme.objects.count() == 1
    assert reverse("support:import-accept", args=[source.uuid]) not in text(done)


def test_the_rows_that_were_not_taken_are_downloaded(client: Client) -> None:
    sent(client, map_file([scheme(name=None, region="Край света")]))
    answer = client.get(reverse("support:import-refused", args=[SchemeImport.objects.get().uuid]))
    assert "Край света" in b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_no_table_says_what_to_do(client: Client) -> None:
    shown = sent(client, b"%PDF-1.7", "меры.pdf")
    assert "меры.pdf" in text(shown)
    assert SchemeImport.objects.count() == 0


def test_columns_that_are_not_understood_are_asked_for_and_a_field_is_given_once(client: Client) -> None:
    rows = [["Что дают", "Область"], ["Заём на станки", "Магаданская область"]]
    shown = sent(client, csv_file(rows), "меры.csv")
    assert "Что дают" in text(shown)
    source = SchemeImport.objects.get()
    address = reverse("support:import-columns", args=[source.uuid])
    twice = client.post(address, {"column_0": "name", "column_1": "name"})
    assert twice.status_code == 422
    assert source.rows.count() == 0
    client.post(address, {"column_0": "name", "column_1": "region"})
    assert source.rows.get().raw == {"Что дают": "Заём на станки", "Область": "Магаданская область"}


def test_a_file_put_aside_makes_nothing(client: Client) -> None:
    sent(client, map_file([scheme()]))
    client.post(reverse("support:import-discard", args=[SchemeImport.objects.get().uuid]))
    assert SchemeImport.objects.get().state == "discarded"
    assert Scheme.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_a_preview_asks_as_many_questions_for_fifty_rows_as_for_one(
    client: Client, office: Office, rows: int, django_assert_max_num_queries: Any
) -> None:
    source = take(office.editor, "меры.xlsx", map_file([scheme(name=f"Мера {n}") for n in range(rows)])).source
    client.get(reverse("support:import-preview", args=[source.uuid]))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("support:import-preview", args=[source.uuid])).status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(reverse("support:import")).status_code == 200
