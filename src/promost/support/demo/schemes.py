"""The schemes of the story: written, given criteria and money, and published."""

from __future__ import annotations

from collections.abc import Mapping

from promost.accounts.actors import OPERATOR
from promost.kit import clock
from promost.registry.models import Organisation, Region
from promost.support.applications import budget
from promost.support.demo import cast
from promost.support.demo.told import SchemeTold, Story
from promost.support.models import Scheme
from promost.support.schemes import actions
from promost.support.schemes.actions.writing import Act, Days, Paper, Parts

YEAR = 2025


def publish(story: Story) -> dict[str, Scheme]:
    """Return the schemes by key, published in the order of the file."""
    funds, made = cast.funds(story), dict[str, Scheme]()
    for told in story.scheme:
        with clock.stopped(told.at):
            made[told.key] = _one(told, funds, made)
    return made


def _one(told: SchemeTold, funds: Mapping[str, Organisation], before: Mapping[str, Scheme]) -> Scheme:
    fields = {
        **told.fields, **told.decimals, "provider": funds.get(told.fund), "generic": before.get(told.generic),
        "region": Region.objects.get(code=told.region) if told.region else None,
    }  # fmt: skip
    parts = Parts(
        acts=[Act(title=each) for each in told.acts],
        documents=[Paper(each) for each in told.documents],
        windows=[Days(*each) for each in told.windows],
    )
    made = actions.create(OPERATOR, fields, parts, invented=True)
    if told.criteria:
        actions.set_criteria(OPERATOR, made, told.criteria)
    if told.budget is not None:
        budget.set_budget(OPERATOR, made, YEAR, told.budget)
    return actions.publish(OPERATOR, made)
