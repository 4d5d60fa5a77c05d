"""The page of a report in a real browser: it fits, is read aloud in order, and breaks no rule of the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from promost.accounts.models import Role
from promost.kit import clock
from tests.accounts.people import member
from tests.reports.grown import grown

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTUMN = datetime.fromisoformat("2025-11-17T09:00:00+03:00")


@pytest.fixture(autouse=True)
def _autumn(settings: Any) -> Iterator[None]:
    settings.FROZEN_AT = AUTUMN.isoformat()  # for the server's threads
    with clock.stopped(AUTUMN):
        yield


@pytest.mark.parametrize(("width", "language", "theme"), [(1280, "ru", "light"), (390, "en", "dark")])
def test_an_officer_looks_at_a_report(browser_page: Any, width: int, language: str, theme: str) -> None:
    plan = grown(4)
    lead = plan.editions.get().measures.order_by("position")[0].lead
    assert lead is not None
    visitor = browser_page(width=width, language=language, theme=theme, user=member("reader", lead, Role.VIEWER).user)
    visitor.open(f"/plans/{plan.uuid}/report/?quarter=2025-Q3")
    visitor.check()
    visitor.shot(f"report_{language}_{width}")
