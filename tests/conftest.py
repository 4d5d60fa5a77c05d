"""What every test gets: a hostile Django, and the fixtures of the harness."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, Error

from tests.harness import hostile, once, templates
from tests.harness.browser import Chromium, Visitor, browser, chromium, visit

hostile.install()
# The same examples in every run, so that a failure is the change's; HYPOTHESIS_PROFILE=explore looks for new ones.
hypothesis.settings.register_profile("promost", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "promost"))


class OpenBrowser(Protocol):
    """Open a screen: ``browser_page(width=390, language="en", theme="dark")``."""

    def __call__(self, width: int = 1280, language: str = "ru", theme: str = "light", user: Any = None) -> Visitor:
        """Return a visitor, signed in as ``user`` if one is given."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of this project."""
    parser.addoption("--screens", type=Path, default=None, help="keep pictures of pages in this folder")
    parser.addoption(
        "--only-database", action="store_true", help="only tests that use the database, each where it matters"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here, and say why."""
    if config.getoption("--only-database"):
        chosen = [item for item in items if uses_database(item) and not once.is_once(item.path)]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen
    if not chromium():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


def uses_database(item: pytest.Item) -> bool:
    """Tell whether a test touches the database."""
    names = {"db", "transactional_db"}.intersection(getattr(item, "fixturenames", ()))
    return bool(names or item.get_closest_marker("django_db") or item.get_closest_marker("postgres"))


@pytest.fixture(autouse=True)
def _hostile(request: pytest.FixtureRequest) -> Iterator[None]:
    hostile.start(request.node.nodeid, keep_order=request.node.get_closest_marker("keep_order") is not None)
    translation.deactivate()  # a command that a test ran may have chosen the terminal's language
    templates.BracesMiddleware.allowed = request.node.get_closest_marker("braces") is not None
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("holds on PostgreSQL only")
    yield
    unread = hostile.unread_letters(request.fixturenames)
    if unread:
        pytest.fail(f"letters were sent that the test does not look at (ask for mailoutbox): {unread}")


@pytest.fixture(scope="session")
def chromium_of_run() -> Iterator[Chromium]:
    with browser() as started:
        yield started


@pytest.fixture
def chromium_browser(chromium_of_run: Chromium) -> Iterator[Browser]:
    """Return Chromium, the same for a whole run; one that hangs is ended, and its test fails."""
    with chromium_of_run.patiently() as running:
        yield running


@pytest.fixture
def browser_page(chromium_browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[OpenBrowser]:
    """Return the way to open screens before a running site; whatever their pages do wrong fails the test."""
    visitors: list[Visitor] = []

    def open_browser(width: int = 1280, language: str = "ru", theme: str = "light", user: Any = None) -> Visitor:
        visitor = visit(chromium_browser, live_server.url, width, language, theme)
        visitor.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
        )
        visitor.screens = request.config.getoption("--screens")
        if user is not None:
            door = Client()  # each person has a session of their own
            door.force_login(user)
            visitor.context.add_cookies(
                [_cookie(name, morsel, live_server.url) for name, morsel in door.cookies.items()]
            )
        visitors.append(visitor)
        return visitor

    yield open_browser
    try:
        for visitor in visitors:
            visitor.check()
            visitor.verify()
    finally:
        for visitor in visitors:
            with suppress(Error):  # of a browser that was ended there is nothing to close
                visitor.context.close()


def _cookie(name: str, morsel: Any, url: str) -> Any:
    return {"name": name, "value": morsel.value, "url": url}


@pytest.fixture
def at_commit(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """Return a block at whose end everything waiting for a commit is done, queued jobs among it."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
