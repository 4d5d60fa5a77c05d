"""The way of the story's applications, each deed by the room's own action at its own moment."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from promost.accounts.actors import Actor
from promost.kit import clock
from promost.ledger.files import Upload
from promost.plans.models import Measure, MeasureEdition
from promost.progress.demo.papers import paper
from promost.registry.models import Organisation
from promost.support.applications import actions
from promost.support.applications.actions.elsewhere import Made
from promost.support.demo.told import ApplicationTold, Deed, Story
from promost.support.models import Application, ApplicationState, Assessor, ObligationKind, ObligationReport, Scheme

TOKENS = uuid.UUID("b6a4f1de-57f8-5f0c-8d5e-0d3a9b1f6c11")
"""The namespace of the one-time tokens: the same deed has the same token in every loading."""


@dataclass(slots=True)
class Way:
    """An application of the story on its way."""

    told: ApplicationTold
    scheme: Scheme
    enterprise: Organisation
    people: Mapping[str, Actor]
    made: Application | None = None

    @property
    def application(self) -> Application:
        """The application as it stands now. Raises Application.DoesNotExist before it is begun."""
        if self.made is None:
            raise Application.DoesNotExist
        rows = Application.objects.select_related("scheme__provider__region", "applicant__region", "measure")
        return rows.get(pk=self.made.pk)

    def token(self, *more: object) -> uuid.UUID:
        """A one-time token of this application."""
        return uuid.uuid5(TOKENS, "/".join(map(str, (self.told.key, *more))))


def play(
    story: Story, schemes: Mapping[str, Scheme], enterprises: Mapping[str, Organisation], people: Mapping[str, Actor]
) -> None:
    """Do all deeds of all applications in the order of time."""
    ways = [Way(each, schemes[each.scheme], enterprises[each.enterprise], people) for each in story.application]
    for way, deed in _in_order(ways):
        with clock.stopped(deed.at):
            _DEEDS[deed.do](way, deed, people[deed.by])


def _in_order(ways: list[Way]) -> Iterator[tuple[Way, Deed]]:
    every = [(way, deed) for way in ways for deed in way.told.deeds]
    yield from sorted(every, key=lambda pair: pair[1].at)


def _draft(way: Way, deed: Deed, by: Actor) -> None:
    way.made = actions.draft(by, way.scheme, way.token(), _measure(way.told))
    fields = {"purpose": way.told.purpose, "asked": deed.amount, "jobs_promised": deed.jobs}
    actions.change(by, way.made, way.made.version, fields)
    for required in way.scheme.documents.all():
        actions.attach(by, way.application, Upload(f"{required.name}.pdf", _paper(way, required.name)), required)
        way.made = way.application


def _submit(way: Way, _deed: Deed, by: Actor) -> None:
    actions.submit(by, way.application, way.application.version)


def _name(way: Way, deed: Deed, by: Actor) -> None:
    users = [way.people[key].person for key in deed.users]
    actions.name_assessors(by, way.application, way.application.version, users)


def _declare(way: Way, deed: Deed, by: Actor) -> None:
    assessor = Assessor.objects.select_related("application__scheme__provider", "application__applicant__region")
    actions.declare(
        by, assessor.get(application=way.application, user=by.user_id), interested=deed.code == "interested"
    )


def _opinion(way: Way, deed: Deed, by: Actor) -> None:
    actions.give_opinion(by, way.application, deed.code, deed.words)


def _ask(way: Way, deed: Deed, by: Actor) -> None:
    assert deed.due is not None  # noqa: S101 - a question names its day
    actions.ask(by, way.application, way.application.version, deed.words, deed.due)


def _approve(way: Way, deed: Deed, by: Actor) -> None:
    actions.approve(by, way.application, way.application.version, deed.amount)


def _refuse(way: Way, deed: Deed, by: Actor) -> None:
    actions.refuse(by, way.application, way.application.version, deed.code, deed.words)


def _withdraw(way: Way, deed: Deed, by: Actor) -> None:
    actions.withdraw(by, way.application, way.application.version, deed.words)


def _agree(way: Way, deed: Deed, by: Actor) -> None:
    name = f"Соглашение {deed.number}.pdf"
    file = Upload(name, _paper(way, name))
    signed = deed.on or deed.at.date()
    actions.sign_agreement(by, way.application, way.application.version, deed.number, signed, deed.jobs, deed.due, file)


def _pay(way: Way, deed: Deed, by: Actor) -> None:
    amount = deed.amount or Decimal(0)
    actions.pay(by, way.application, amount, deed.on or deed.at.date(), deed.words, way.token("pay", deed.at))


def _promise(way: Way, deed: Deed, by: Actor) -> None:
    assert deed.due is not None  # noqa: S101 - a promise names its day
    actions.promise(by, way.application, ObligationKind(deed.code), deed.due, text=deed.words)


def _report(way: Way, deed: Deed, by: Actor) -> None:
    obligation = way.application.obligations.select_related("application__applicant__region").get(kind=deed.code)
    actions.report(by, obligation, deed.amount, deed.words)


def _accept(way: Way, _deed: Deed, by: Actor) -> None:
    rows = ObligationReport.objects.select_related("obligation__application__scheme__provider")
    report = rows.get(obligation__application=way.application)
    actions.accept_report(by, report, report.version)


def _close(way: Way, deed: Deed, by: Actor) -> None:
    actions.close(by, way.application, way.application.version, deed.words)


def _elsewhere(way: Way, deed: Deed, by: Actor) -> None:
    outcome = ApplicationState(deed.code or "submitted")
    reason = "project" if outcome == ApplicationState.REFUSED else ""
    assert deed.on is not None  # noqa: S101 - one made elsewhere names its day
    made = Made(deed.number, deed.on, outcome, deed.decided, deed.amount, reason, deed.words if reason else "")
    way.made = actions.record_elsewhere(by, way.scheme, way.enterprise, made, _measure(way.told))


def _measure(told: ApplicationTold) -> Measure | None:
    """The measure under which its facts count, by the number that it has in the newest list."""
    if told.measure is None:
        return None
    agreement, number = told.measure
    rows = MeasureEdition.objects.filter(edition__plan__agreement__number=agreement, number=number)
    return rows.select_related("measure__plan").latest("edition__number").measure


def _paper(way: Way, name: str) -> bytes:
    return paper(name, way.told.purpose, str(way.scheme), "")


_DEEDS: Mapping[str, Callable[[Way, Deed, Actor], None]] = {
    "draft": _draft,
    "submit": _submit,
    "name": _name,
    "declare": _declare,
    "opinion": _opinion,
    "ask": _ask,
    "approve": _approve,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "agree": _agree,
    "pay": _pay,
    "promise": _promise,
    "report": _report,
    "accept": _accept,
    "close": _close,
    "elsewhere": _elsewhere,
}
