"""A visitor in Chromium who forgives nothing.

Whatever a page does wrong is noted as a finding: a request to another host, a violation of its content security
policy, an error on the console or in a script, a failed answer, and every barrier that axe sees. A test fails on any.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    WebError,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
WATCH_POLICY = """document.addEventListener('securitypolicyviolation', event =>
    window.policyViolated(`${event.effectiveDirective} refuses ${event.blockedURI || 'inline'} ${event.sample || ''}`))"""
LINKS_OUT = """() => [...document.querySelectorAll('link[href], [src], [action]')]
    .map(node => node.href || node.src || node.action)
    .filter(url => typeof url === 'string' && /^https?:/.test(url) && new URL(url).host !== location.host)"""


def chromium() -> str | None:
    """Return the path of a Chromium; None where there is none."""
    return os.environ.get("PROMOST_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


PATIENCE = 90.0
"""Seconds after which a test's Chromium is taken for hung and ended, so that the test fails instead of waiting."""


class Chromium:
    """The browser of a run of tests: started once, started anew if it hung or went away."""

    def __init__(self) -> None:
        self.mark = f"--promost-tests={uuid.uuid4().hex}"  # Chromium ignores it; we know our own process by it
        self.start()

    def start(self) -> None:
        """Start Playwright's driver and, by it, the browser."""
        self.ended = False
        self.manager = sync_playwright()
        self.running = self.manager.start().chromium.launch(executable_path=chromium(), args=[*FLAGS, self.mark])

    def stop(self) -> None:
        """Stop both; of what has gone already there is nothing to stop."""
        with suppress(Exception):
            self.running.close()
        with suppress(Exception):
            self.manager.__exit__()

    @contextmanager
    def patiently(self, seconds: float = PATIENCE) -> Iterator[Browser]:
        """Lend the browser for one test, and end it if the test takes longer: what waits for it then fails."""
        if self.ended or not self.running.is_connected():
            self.stop()
            self.start()
        watchdog = threading.Timer(seconds, self.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield self.running
        finally:
            watchdog.cancel()

    def kill(self) -> None:
        """End our driver and our browser, and no other's. (Without the driver every call that waits comes back.)"""
        self.ended = True
        for number in self.processes():
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)

    def processes(self) -> Iterator[int]:
        """Yield the numbers of our driver's and our browser's processes."""
        parent = f"PPid:\t{os.getpid()}\n"
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                command = (folder / "cmdline").read_text(encoding="utf-8", errors="replace")
                driver = "run-driver" in command and parent in (folder / "status").read_text(encoding="utf-8")
                if driver or self.mark in command:
                    yield int(folder.name)


@contextmanager
def browser() -> Iterator[Chromium]:
    """Start Chromium for a run of tests."""
    # Playwright keeps an event loop in this thread, in which Django would refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    started = Chromium()
    try:
        yield started
    finally:
        started.stop()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a page did wrong. ``kind`` is host, policy, console, script, answer or axe."""

    kind: str
    text: str
    page: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.kind}: {self.text} ({self.page})" if self.page else f"{self.kind}: {self.text}"


@dataclass
class Visitor:
    """One person at one screen: pages are opened through it, and everything they do is watched."""

    context: BrowserContext
    page: Page
    base: str
    findings: list[Finding] = field(default_factory=list)
    screens: Path | None = None
    checked: str = ""
    """Address and markup of the page that was looked at last."""

    def open(self, path: str) -> Response | None:
        """Go to a page of the site and look for barriers on it."""
        response = self.page.goto(self.base + path)
        self.check()
        return response

    def check(self) -> None:
        """Look at the page as it is now: barriers (axe), links to other hosts. Call it again after a change.

        A page that has not changed since is not looked at twice: axe takes most of a test's time.
        """
        if not self.page.url.startswith("http"):
            return
        shown = self.page.url + self.page.evaluate("() => document.documentElement.outerHTML")
        if shown == self.checked:
            return
        self.checked = shown
        for url in self.page.evaluate(LINKS_OUT):
            self._note("host", f"the page points to {url}")
        self.page.evaluate(AXE)
        for violation in self.page.evaluate("() => axe.run({resultTypes: ['violations']})")["violations"]:
            self._note("axe", _barrier(violation))

    def shot(self, name: str) -> None:
        """Keep a picture of the whole page, where the run was started with ``--screens FOLDER``."""
        if self.screens:
            self.screens.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=self.screens / f"{name}.png", full_page=True)

    def allow(self, kind: str, containing: str) -> None:
        """Take back findings that the test means to provoke. Fails if there were none: then it need not be said."""
        self.settle()
        kept = [finding for finding in self.findings if finding.kind != kind or containing not in finding.text]
        assert len(kept) < len(self.findings), f"nothing of kind {kind} says {containing!r}"
        self.findings[:] = kept

    def settle(self) -> None:
        """Wait until everything that the page has done so far is noted."""
        with suppress(Exception):  # the page may be closed, then there is nothing to wait for
            self.page.evaluate("() => new Promise(done => setTimeout(done, 0))")

    def verify(self) -> None:
        """Fail if anything was found."""
        self.settle()
        listed = "\n".join(f"  {finding}" for finding in dict.fromkeys(self.findings))
        assert not self.findings, f"the pages did what they must not:\n{listed}"

    def _note(self, kind: str, text: str) -> None:
        self.findings.append(Finding(kind, text, urlsplit(self.page.url).path))

    def watch(self) -> None:
        """Begin to note what pages do."""
        self.context.expose_binding("policyViolated", lambda _, text: self._note("policy", text))
        self.context.add_init_script(WATCH_POLICY)
        self.context.on("request", self._on_request)
        self.context.on("response", self._on_response)
        self.context.on("console", self._on_console)
        self.context.on("weberror", self._on_script_error)

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != urlsplit(self.base).netloc:
            self._note("host", f"{request.resource_type} asked from {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500:
            self._note("answer", f"{response.status} for {urlsplit(response.url).path}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note("console", message.text)

    def _on_script_error(self, error: WebError) -> None:
        self._note("script", str(error.error))


def visit(running: Browser, base: str, width: int = 1280, language: str = "ru", theme: str = "light") -> Visitor:
    """Seat a visitor before a screen of ``width`` points who reads ``language`` in a "light" or "dark" theme."""
    context = running.new_context(
        viewport={"width": width, "height": 800 if width > 600 else 740},
        locale={"ru": "ru-RU", "en": "en-GB"}.get(language, language),
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=width <= 600,
    )
    context.set_default_timeout(10_000)
    visitor = Visitor(context, context.new_page(), base)
    visitor.watch()
    return visitor


def _barrier(violation: dict[str, Any]) -> str:
    """Put one of axe's findings into a line: the rule, what helps, and the first places."""
    places = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
    return f"{violation['id']}: {violation['help']}: {places}"
