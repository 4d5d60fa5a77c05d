"""The conversation: which questions are asked, in which order, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from promost.conf.setup import checks
from promost.conf.setup.answers import Administrator, Answers, Body, Contract, Side
from promost.conf.setup.questions import Answerer, Question
from promost.conf.words import gettext_noop as _
from promost.conf.words import language, text
from promost.plans.models import SideChoice
from promost.registry.models import OrganisationKind

FEDERAL = (OrganisationKind.FEDERAL, OrganisationKind.BUYER)
ORDER = ("donor", "recipient", "buyer", "other", "curator")
"""The order of signing that is proposed; the page of the agreement shows it."""


def interview(ask: Answerer) -> Answers:
    """Ask everything. Raises Misconfigured where an answer is missing and nobody can be asked."""
    spoken = ask.answer(_choice("language", _("Language of the first account"), {"ru": "", "en": ""}, language()))
    administrator = _administrator(ask)
    own = _body(ask, "organisation", text(_("your organisation")))
    later = _("Number of the agreement (leave empty to add it later)")
    number = ask.answer(_q("agreement.number", later, optional=True))
    return Answers(spoken, administrator, own, _contract(ask, number, own) if number else None)


def _administrator(ask: Answerer) -> Administrator:
    email = ask.answer(_q("administrator.email", _("E-mail of the administrator"), check=checks.email))
    name = ask.answer(_q("administrator.name", _("Name of the administrator")))
    password = ask.answer(
        _q("administrator.password", _("Password"), check=checks.password_for(email, name), secret=True)
    )
    return Administrator(email, name, password)


def _body(ask: Answerer, key: str, whose: str) -> Body:
    kinds = {kind.value: str(kind.label) for kind in OrganisationKind}
    name = ask.answer(Question(f"{key}.name", f"{text(_('Full name'))} ({whose})"))
    kind = ask.answer(_choice(f"{key}.kind", _("Its kind"), kinds, OrganisationKind.AUTHORITY.value))
    nationwide = kind in FEDERAL
    region = ask.answer(_q(f"{key}.region", _("Its region, by name or code"), check=checks.region, optional=nationwide))
    inn = ask.answer(_q(f"{key}.inn", _("Its INN, if at hand"), check=checks.inn, optional=True))
    return Body(name, kind, checks.find_region(region).code if region else "", inn)


def _contract(ask: Answerer, number: str, own: Body) -> Contract:
    day = checks.read_day(ask.answer(_q("agreement.date", _("Date of the agreement"), check=checks.day)))
    title = ask.answer(_q("agreement.title", _("Its title"), optional=True))
    side = ask.answer(_choice("agreement.side", _("The side of your organisation"), _sides(), "donor"))
    name = ask.answer(_q("agreement.party", _("The name your side goes by"), own.name))
    sides = [Side(side, name, own), *_others(ask, {side})]
    return Contract(number, day, title, tuple(sorted(sides, key=lambda each: ORDER.index(each.side))))


def _others(ask: Answerer, taken: set[str]) -> Iterator[Side]:
    """Ask for the other parties: one at least, then as long as there are more."""
    place = 1
    while True:
        free = {code: word for code, word in _sides().items() if code not in taken or code == "other"}
        first, more = _("The other party's side"), _("The side of the next party (leave empty if there is none)")
        key, optional = f"agreement.others.{place}", place > 1
        words, proposed = (more, "") if optional else (first, next(iter(free)))
        side = ask.answer(_choice(f"{key}.side", words, free, proposed, optional=optional))
        if not side:
            return
        taken.add(side)
        yield _other(ask, key, side)
        place += 1


def _other(ask: Answerer, key: str, side: str) -> Side:
    name = ask.answer(_q(f"{key}.party", _("The name that party goes by")))
    body = _body(ask, f"{key}.organisation", text(_("the organisation that signs for it")))
    invite = ask.answer(
        _q(f"{key}.invite", _("E-mail of its administrator, who will be invited (leave empty to invite later)"),
           check=checks.email, optional=True)
    )  # fmt: skip
    return Side(side, name, body, invite)


def _sides() -> dict[str, str]:
    return {choice.value: str(choice.label) for choice in SideChoice}


def _q(key: str, words: str, proposed: str = "", **more: Any) -> Question:
    return Question(key, text(words), proposed, **more)


def _choice(key: str, words: str, known: Mapping[str, str], proposed: str, *, optional: bool = False) -> Question:
    return Question(key, f"{text(words)} ({', '.join(known)})", proposed, check=checks.one_of(known), optional=optional)
