"""The way back leads to a page of this site, whatever a form says."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from promost.accounts.ways import way_back


@pytest.mark.parametrize("given", ["/plans/?q=завод", "plans/", "/"])
def test_a_page_of_this_site(given: str) -> None:
    assert way_back(RequestFactory().get("/"), given) == given


@pytest.mark.parametrize(
    "given", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "\\\\x"]
)
def test_anything_else_leads_where_the_page_says(given: str) -> None:
    assert way_back(RequestFactory().get("/"), given, "/plans/") == "/plans/"
