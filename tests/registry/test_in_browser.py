"""The registry in a real browser: no barrier, no foreign host, no script that fails; filters work as one types."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from promost.accounts.actors import OPERATOR
from promost.accounts.models import User
from promost.registry import actions
from promost.registry.models import OrganisationKind
from tests.conftest import OpenBrowser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def root() -> User:
    """Return the administrator, with a few organisations to look at."""
    actions.load_built_in(OPERATOR)
    for name, kind, region in (
        ("Департамент инвестиционной и промышленной политики города Москвы", OrganisationKind.AUTHORITY, "RU-MOW"),
        ("АО «Северный завод»", OrganisationKind.ENTERPRISE, "RU-MAG"),
        ("Северный завод", OrganisationKind.ENTERPRISE, "RU-MAG"),
    ):
        actions.create_organisation(OPERATOR, name=name, kind=kind, region_id=region)
    return User.objects.create_user("root@example.org", name="Анна", is_administrator=True)


@pytest.mark.parametrize(("width", "theme", "language"), [(1280, "light", "ru"), (390, "dark", "en")])
def test_every_page_at_a_desk_and_on_a_phone(
    browser_page: OpenBrowser, root: User, width: int, theme: str, language: str
) -> None:
    visitor = browser_page(width=width, theme=theme, language=language, user=root)
    visitor.open("/registry/regions/")
    visitor.shot(f"regions-{width}")
    visitor.open("/registry/organisations/")
    visitor.shot(f"organisations-{width}")
    visitor.page.click("table a.title >> nth=1")
    visitor.check()
    visitor.shot(f"organisation-{width}")
    visitor.open(f"{visitor.page.url.removeprefix(visitor.base)}merge/")
    visitor.shot(f"merge-{width}")
    visitor.open("/registry/organisations/add/")
    visitor.shot(f"form-{width}")


def test_the_list_follows_what_is_typed_and_the_form_the_region_chosen(browser_page: OpenBrowser, root: User) -> None:
    visitor = browser_page(user=root)
    visitor.open("/registry/organisations/")
    visitor.page.fill("#id_q", "инвестиционной")
    expect(visitor.page.locator("#found tbody tr")).to_have_count(1)
    assert "q=" in visitor.page.url
    visitor.open("/registry/organisations/add/")
    with visitor.page.expect_response(lambda answer: "municipalities" in answer.url):
        visitor.page.select_option("#id_region", "RU-MAG")
    expect(visitor.page.locator("#id_municipality option")).to_have_count(10)
    visitor.page.fill("#id_name", "ООО «Полюс»")
    visitor.page.fill("#id_inn", "7707083894")
    visitor.page.click("button:text('Сохранить')")
    visitor.page.wait_for_selector("[aria-invalid='true']#id_inn")
    visitor.allow("console", "422")
    visitor.check()
    visitor.shot("form-fault")
