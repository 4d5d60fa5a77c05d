"""An enterprise of Magadan in the register and in the programme, and schemes it does and does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.kit import clock
from promost.profiles import actions
from promost.profiles.models import Enterprise
from promost.registry.models import Organisation
from promost.support.models import LegalAct, Scheme, Window
from tests.accounts.people import member, region

INN, WRONG_DIGIT, UNKNOWN_INN, PERSON = "4909000005", "4909000008", "7707083893", "500100732259"
NOON = datetime.fromisoformat("2025-05-14T12:00:00+03:00")
SECRET_DEBT = 7_654_321
"""What the plant told of its arrears: nobody outside may find a trace of it."""


@dataclass
class Place:
    """The plant with its director (an editor) and a clerk (a viewer)."""

    plant: Organisation
    row: Enterprise
    director: Actor
    clerk: Actor

    @classmethod
    def build(cls) -> Place:
        """Make it. Of itself it told its arrears; registers say region, activity, headcount, age."""
        home = region()
        region("RU-MOW", "Moscow", "Europe/Moscow")
        plant = Organisation.objects.create(
            name="Machine Plant", kind="enterprise", region=home, inn=INN, created_at=clock.now()
        )
        row = Enterprise.objects.create(
            inn=INN, name="LLC MACHINE PLANT", short_name="Machine Plant", key="machine plant", region=home,
            okved="25.62", okveds="25.62 28.1", activity="2562", legal_form="llc", employees=120, category="medium",
            registered_on=date(2015, 3, 2), is_winding_up=False, organisation=plant, changed_at=clock.now(),
        )  # fmt: skip
        made = cls(plant, row, member("director", plant, Role.EDITOR), member("clerk", plant, Role.VIEWER))
        actions.answer(made.director, plant, {"tax_debt": SECRET_DEBT})
        return made


def scheme(name: str, criteria: dict[str, Any] | None = None, **fields: Any) -> Scheme:
    """Return a published scheme of Magadan Oblast."""
    values: dict[str, Any] = {
        "kind": "loan", "level": "regional", "region": region(), "state": "published", "provider_name": "Fund",
        "contact": "telephone 22", "criteria": criteria or {}, "created_at": clock.now(), **fields,
    }  # fmt: skip
    return Scheme.objects.create(name=name, **values)


def four() -> dict[str, Scheme]:
    """Return a scheme that fits by registers alone, one that does not and could, one that never will, an open one."""
    found = {
        "fits": scheme(
            "Loan for lathes",
            {"all": [{"field": "okved", "under": ["25"]}, {"field": "region", "is": "RU-MAG"}]},
            amount_max=Decimal(5_000_000), rate_min=Decimal(1), rate_max=Decimal(3), term_months=60,
        ),
        "large": scheme("Grant for the small", {"field": "employees", "max": 100, "source": "Act 209, art. 4"}, kind="grant"),
        "moscow": scheme("Rent in Moscow", {"field": "region", "is": "RU-MOW"}, kind="property", region=region("RU-MOW")),
        "debt": scheme("Subsidy of interest", {"field": "tax_debt", "max": 30_000}, kind="subsidy"),
    }  # fmt: skip
    LegalAct.objects.create(scheme=found["large"], title="Rules of the grant, 2024")
    Window.objects.create(scheme=found["debt"], opens_on=date(2025, 1, 1), closes_on=date(2025, 5, 20))
    return found
