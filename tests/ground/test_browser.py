"""The visitor in Chromium notices what a page must not do: each fault is served on purpose and must be found."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest
from playwright.sync_api import Browser, Error

from tests.harness import browser

if TYPE_CHECKING:
    from tests.harness.browser import Visitor

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">{head}</head>
<body><main><h1>A page</h1>{body}</main></body></html>"""
POLICY = "default-src 'self'; img-src 'self' data:"


class _Handler(BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, tuple[int, str, str]]] = {}

    def do_GET(self) -> None:
        status, policy, text = self.pages.get(self.path, (404, POLICY, "none"))
        self.send_response(status)
        self.send_header("Content-Type", "text/javascript" if self.path.endswith(".js") else "text/html; charset=utf-8")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library calls it so
        """Keep quiet."""


@pytest.fixture
def show(chromium_browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Serve one page and let a visitor open it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    visitors = []

    def open_page(
        body: str = "", head: str = "", *, policy: str = POLICY, status: int = 200, script: str = ""
    ) -> Visitor:
        _Handler.pages = {
            "/": (status, policy, PAGE.format(head=head, body=body)),
            "/script.js": (200, "", script),
        }
        visitor = browser.visit(chromium_browser, f"http://127.0.0.1:{server.server_port}", language="en")
        visitors.append(visitor)
        visitor.open("/")
        visitor.settle()
        return visitor

    yield open_page
    for visitor in visitors:
        visitor.context.close()
    server.shutdown()
    server.server_close()


def kinds(visitor: Visitor) -> set[str]:
    return {finding.kind for finding in visitor.findings}


def test_a_clean_page_passes(show: Callable[..., Visitor]) -> None:
    visitor = show("<p>Good day.</p>")
    assert visitor.findings == []
    visitor.verify()


def test_a_request_to_another_host_is_found(show: Callable[..., Visitor]) -> None:
    visitor = show('<img src="http://elsewhere.example/dot.png" alt="dot">', policy="")
    assert "host" in kinds(visitor)


def test_a_link_element_to_another_host_is_found_though_nothing_is_loaded(show: Callable[..., Visitor]) -> None:
    visitor = show(head='<link rel="preconnect" href="https://fonts.example">', policy="")
    assert "host" in kinds(visitor)


def test_an_ordinary_link_to_another_host_is_no_fault(show: Callable[..., Visitor]) -> None:
    assert show('<p><a href="https://example.org/act">The act</a></p>').findings == []


@pytest.mark.parametrize(
    "body", ['<p style="margin: 0">x</p>', "<script>var x = 1</script>", '<p onclick="go()">x</p>']
)
def test_inline_style_and_script_are_found(show: Callable[..., Visitor], body: str) -> None:
    assert "policy" in kinds(show(body))


def test_an_error_on_the_console_is_found(show: Callable[..., Visitor]) -> None:
    assert kinds(show(head='<script src="/script.js"></script>', script="console.error('broken')")) == {"console"}


def test_an_error_in_a_script_is_found(show: Callable[..., Visitor]) -> None:
    assert "script" in kinds(show(head='<script src="/script.js"></script>', script="nothing.here()"))


def test_a_missing_file_is_found(show: Callable[..., Visitor]) -> None:
    assert "console" in kinds(show('<img src="/missing.png" alt="a picture">'))


def test_an_answer_of_500_is_found(show: Callable[..., Visitor]) -> None:
    assert "answer" in kinds(show(status=500))


@pytest.mark.parametrize(
    "body", ['<img src="data:,">', "<input>", '<p><a href="/"></a></p>', "<button></button>", "<h4>Too deep</h4>"]
)
def test_a_barrier_is_found(show: Callable[..., Visitor], body: str) -> None:
    assert "axe" in kinds(show(body))


def test_findings_fail_a_test_and_only_those_meant_can_be_taken_back(show: Callable[..., Visitor]) -> None:
    visitor = show("<input>", status=500)
    with pytest.raises(AssertionError, match="label"):
        visitor.verify()
    visitor.allow("answer", "500")
    assert {"answer"}.isdisjoint(kinds(visitor))
    with pytest.raises(AssertionError, match="nothing of kind"):
        visitor.allow("script", "never said")


def test_a_page_that_hangs_is_ended_and_the_next_test_gets_a_new_browser(chromium_of_run: browser.Chromium) -> None:
    with chromium_of_run.patiently() as running:
        page = running.new_page()
    with chromium_of_run.patiently(0.5), pytest.raises(Error, match="closed"):
        page.evaluate("() => new Promise(() => null)")
    with chromium_of_run.patiently() as running:
        assert running.new_page().evaluate("() => 1 + 1") == 2


def test_a_browser_that_does_not_answer_at_all_is_ended_too(chromium_of_run: browser.Chromium) -> None:
    with chromium_of_run.patiently() as running:
        for number in chromium_of_run.processes():
            os.kill(number, signal.SIGSTOP)
    with chromium_of_run.patiently(0.5), pytest.raises(Error, match="closed"):
        running.new_page()
