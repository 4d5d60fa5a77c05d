"""No answer of the site lets a browser load or run anything from elsewhere: whatever is asked, by whomever."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.conf import settings as told
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from promost.conf import urls as site
from promost.kit import views
from promost.kit.middleware import POLICY, CompressedPagesMiddleware, ContentSecurityMiddleware

HEADER = "Content-Security-Policy"
MISSING = "/there/is/no/such/page/"


def broken(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def damaged(_request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def own(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("own", headers={HEADER: "default-src 'none'"})


handler400, handler403 = views.bad_request, views.forbidden
handler404, handler500 = views.not_found, views.server_error
urlpatterns = [path("broken/", broken), path("damaged/", damaged), path("own/", own), *site.urlpatterns]


@pytest.fixture
def visitor(db: None, settings: Any) -> Client:
    """Return a browser whose errors are answered as they are on a site."""
    settings.ROOT_URLCONF = __name__
    settings.ALLOWED_HOSTS = ["testserver"]
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("/accounts/login/", 200),
        ("/", 200),
        ("/accounts/login", 301),
        (MISSING, 404),
        ("/damaged/", 400),
        ("/broken/", 500),
        ("/static/promost/base.css", 200),
        ("/static/promost/logo.svg", 200),
        ("/static/there/is/none.css", 404),
    ],
)
def test_every_answer_carries_the_policy(visitor: Client, asked: str, status: int) -> None:
    answer = visitor.get(asked)
    assert (answer.status_code, answer.headers[HEADER]) == (status, POLICY)
    answer.close()


def test_an_answer_to_a_form_from_elsewhere_carries_it(visitor: Client) -> None:
    answer = visitor.post("/accounts/login/", {"login": "a@example.org"})
    assert (answer.status_code, answer.headers[HEADER]) == (403, POLICY)


def test_an_answer_to_a_foreign_host_name_carries_it(visitor: Client) -> None:
    answer = visitor.get("/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, answer.headers[HEADER]) == (400, POLICY)


def test_the_way_to_https_carries_it(visitor: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = visitor.get("/accounts/login/")
    assert (answer.status_code, answer.headers[HEADER]) == (301, POLICY)


def test_a_page_with_a_narrower_policy_keeps_its_own(visitor: Client) -> None:
    assert visitor.get("/own/").headers[HEADER] == "default-src 'none'"


def test_nothing_stands_outside_the_policy() -> None:
    name = f"{ContentSecurityMiddleware.__module__}.{ContentSecurityMiddleware.__qualname__}"
    assert next(each for each in told.MIDDLEWARE if not each.startswith("tests.")) == name


def test_the_policy_allows_this_site_and_nothing_inline() -> None:
    rules = {name: words for name, *words in (rule.split() for rule in POLICY.split(";"))}
    assert rules["default-src"] == ["'self'"]
    assert rules["frame-ancestors"] == rules["object-src"] == ["'none'"]
    assert rules["form-action"] == rules["base-uri"] == ["'self'"]
    assert not {"script-src", "style-src"} & rules.keys(), "scripts and styles fall under default-src"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_it_is_put_on_an_answer_that_has_none() -> None:
    answer = ContentSecurityMiddleware(lambda _request: HttpResponse("page"))(RequestFactory().get("/"))
    assert answer.headers[HEADER] == POLICY
    assert answer.content == b"page"


def test_a_page_travels_compressed_and_says_the_same(visitor: Client) -> None:
    plain, packed = (visitor.get("/accounts/login/", headers=asked) for asked in ({}, {"Accept-Encoding": "gzip"}))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert b"csrfmiddlewaretoken" in gzip.decompress(packed.content)


def test_a_file_goes_as_it_is() -> None:
    file = HttpResponse(b"x" * 1000, content_type="application/octet-stream")
    asked = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    answer = CompressedPagesMiddleware(lambda _request: file).process_response(asked, file)
    assert "Content-Encoding" not in answer.headers
    assert file.content == b"x" * 1000
