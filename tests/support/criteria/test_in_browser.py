"""An officer builds criteria in a real browser with the keyboard alone; what it looks like, wide and narrow."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from promost.accounts.models import User
from promost.kit import clock
from promost.profiles.models import Enterprise
from promost.profiles.queries import columns as columns_module
from promost.support.criteria import counting
from promost.support.models import LegalAct, Proposal, Remark, RequiredDocument, Scheme, Window
from tests.support.applications.made import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CRITERIA = {
    "all": [
        {"field": "okveds", "under": ["25", "26.1", "28"], "source": "Постановление № 12-п, пункт 4"},
        {"any": [{"field": "employees", "max": 250}, {"field": "exporter", "is": True}]},
        {"at_least": 2, "of": [{"field": "social", "is": True}, {"field": "licensed", "is": True}, {"not": {"field": "winding_up", "is": True}}]},
        {"field": "registered", "age_min": 3, "from": "2025-01-01"},
    ]
}  # fmt: skip


@pytest.fixture
def office() -> Office:
    columns_module._kept.clear()
    counting._tables.clear()
    counting._count.cache_clear()
    made = Office.build(
        criteria=CRITERIA, amount_min=500_000, rate_min=1, rate_max=3, term_months=60, own_share=20,
        summary="Заём на покупку станков и линий для предприятий области.\n\nДеньги даются на новое оборудование.",
        contact="8 (4132) 00-00-00, fund@example.org, по будням с 9 до 18", procedure="Подайте заявку с бизнес-планом.",
        requirements="Заявитель — субъект МСП. Отсутствует задолженность по налогам.",
    )  # fmt: skip
    LegalAct.objects.create(
        scheme=made.scheme, title="О поддержке промышленности", number="12-п", dated=date(2025, 1, 31)
    )
    RequiredDocument.objects.create(scheme=made.scheme, name="Бизнес-план")
    Window.objects.create(
        scheme=made.scheme, opens_on=date(2025, 1, 1), closes_on=date(2035, 12, 31), note="первый отбор"
    )
    Proposal.objects.create(
        scheme=made.scheme,
        node={"field": "tax_debt", "max": 0},
        quote="отсутствует задолженность по налогам",
        place="Требования",
    )
    Remark.objects.create(
        scheme=made.scheme,
        kind="suggestion",
        field="summary",
        text="Длинно",
        suggested="Заём на станки.",
        made_at=clock.now(),
    )
    Enterprise.objects.bulk_create(
        Enterprise(inn=f"49{n:08}", region_id="RU-MAG", employees=n, name=f"Plant {n}", okved="25.62", okveds="25.62", changed_at=clock.now())
        for n in range(40)
    )  # fmt: skip
    return made


def test_an_officer_builds_a_condition_with_the_keyboard_alone(browser_page: Any, office: Office) -> None:
    Scheme.objects.update(criteria={})
    visitor = browser_page(width=1360, language="en", user=office.officer.person)
    visitor.open(f"/support/schemes/{office.scheme.uuid}/criteria/")
    page = visitor.page
    page.get_by_role("button", name="Add a condition").press("Enter")
    page.locator("#id_of-field:focus").wait_for()
    page.locator("#id_of-field").select_option("employees")
    page.locator("#id_c-how_0").wait_for()
    page.locator("#id_c-how_0").select_option("max")
    page.locator("#id_c-how_0").press("Tab")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    page.locator(".condition").wait_for()
    assert "at most 9" in page.locator(".condition").inner_text()
    page.locator("#count .fits").wait_for()
    assert "10 of 40 known enterprises fit" in " ".join(page.locator("#count .fits").inner_text().split())
    assert page.evaluate("document.activeElement.value") == "add:", "the next condition is one key away"
    page.keyboard.press("Enter")
    page.locator("#id_of-field:focus").wait_for()
    page.get_by_role("button", name="Cancel").press("Enter")
    page.locator("#id_of-field").wait_for(state="detached")
    page.wait_for_function("document.activeElement.value === 'add:'")
    page.get_by_role("button", name="Save the criteria").press("Enter")
    page.wait_for_url(f"**/support/schemes/{office.scheme.uuid}/")
    assert Scheme.objects.get().criteria == {"all": [{"field": "employees", "max": 9}]}


@pytest.mark.parametrize(("width", "language"), [(1360, "ru"), (390, "ru"), (1360, "en"), (390, "en")])
def test_pages_of_schemes_look_right(browser_page: Any, office: Office, width: int, language: str) -> None:
    User.objects.filter(pk=office.signatory.person.pk).update(language=language)
    visitor = browser_page(width=width, language=language, user=office.signatory.person)
    base = f"/support/schemes/{office.scheme.uuid}/"
    addresses = {"list": "/support/schemes/", "scheme": base, "edit": f"{base}edit/", "criteria": f"{base}criteria/"}
    addresses |= {"proposals": f"{base}proposals/", "remark": f"{base}remark/?field=summary&kind=suggestion"}
    addresses |= {"remarks": "/support/schemes/remarks/", "money": f"{base}money/"}
    for name, address in addresses.items():
        visitor.open(address)
        if name in ("scheme", "criteria"):
            visitor.page.locator(".fits").wait_for()
        visitor.check()
        visitor.shot(f"schemes_{name}_{language}_{width}")
    visitor.open(f"{base}criteria/")
    visitor.page.locator("button[value='edit:1.0']").click()
    visitor.page.locator("#id_c-how_0").wait_for()
    visitor.check()
    visitor.shot(f"schemes_condition_{language}_{width}")
