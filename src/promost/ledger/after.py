"""What rooms above do when facts have been recorded: a plain list, called inside the same transaction.

A floor above cannot be called from here by name; it registers itself when its app is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from django.db.models import Q

from promost.ledger.models import Fact
from promost.plans.models import Measure, Plan, Scope

Callback = Callable[[Sequence[Measure], Sequence[Plan]], None]
"""(measures that gained facts, plans whose figures may have changed, each with its agreement)."""

Before = Callable[[Collection[Fact]], None]
"""The facts that are about to be taken back; it may raise, and then nothing is."""

_callbacks: list[Callback] = []
_before: list[Before] = []


def before_reverse(callback: Before) -> None:
    """Call ``callback`` before facts are reversed, in the same transaction; registering it twice changes nothing."""
    if callback not in _before:
        _before.append(callback)


def ask(facts: Collection[Fact]) -> None:
    """Ask everybody who wants to be asked whether these facts may be taken back."""
    for callback in tuple(_before) if facts else ():
        callback(facts)


def on_record(callback: Callback) -> None:
    """Call ``callback`` after every recording, reversals too; registering it twice changes nothing."""
    if callback not in _callbacks:
        _callbacks.append(callback)


def forget(callback: Callback) -> None:
    """Call it no longer."""
    if callback in _callbacks:
        _callbacks.remove(callback)


def tell(facts: Collection[Fact]) -> None:
    """Tell everybody who asked which measures and plans these facts touch, in two queries; none when nobody asked."""
    if not facts or not _callbacks:
        return
    measures = _measures({fact.measure_id for fact in facts if fact.measure_id is not None})
    plans = _plans({fact.indicator_id for fact in facts}, {measure.plan_id for measure in measures})
    for callback in tuple(_callbacks):
        callback(measures, plans)


def _measures(keys: Collection[int]) -> tuple[Measure, ...]:
    if not keys:
        return ()
    return tuple(Measure.objects.filter(pk__in=keys).select_related("plan__agreement").order_by("pk"))


def _plans(indicators: Collection[int], plans: Collection[int]) -> tuple[Plan, ...]:
    """The measures' plans, and those that promise one of the indicators for participants or a region."""
    promised = Q(targets__indicator__in=indicators) & ~Q(targets__scope=Scope.MEASURE)
    found = Plan.objects.filter(Q(pk__in=plans) | promised).select_related("agreement")
    return tuple(found.order_by("pk").distinct())
