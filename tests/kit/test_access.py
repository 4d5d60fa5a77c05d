"""Access is refused unless a rule grants it: also when nobody has told the rules yet."""

from __future__ import annotations

import pytest

from promost.accounts.actors import OPERATOR
from promost.conf.failures import sentence
from promost.kit import access
from promost.kit.access import Refused


@pytest.fixture(autouse=True)
def _nobody_has_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_checkers", [])
    monkeypatch.setattr(access, "_operators", [])


def owner_only(doer: object, permission: str, thing: object) -> bool:
    return permission == "test.mend" and thing == doer


def test_before_the_rules_are_told_everybody_is_refused() -> None:
    assert not access.may("anna", "test.mend", "anna")
    with pytest.raises(Refused, match=r"test\.mend"):
        access.require("anna", "test.mend")


def test_only_what_a_rule_grants_is_allowed() -> None:
    access.register(owner_only, OPERATOR)
    access.require("anna", "test.mend", "anna")
    for permission, thing in [("test.mend", "boris"), ("test.mend", None), ("test.accept", "anna"), ("", "anna")]:
        assert not access.may("anna", permission, thing)


def test_the_refusal_names_what_was_asked_and_the_command_line_says_it() -> None:
    with pytest.raises(Refused) as refused:
        access.require("anna", "test.accept")
    assert refused.value.permission == "test.accept"
    assert "test.accept" in (sentence(refused.value) or "")


def test_a_later_word_replaces_the_earlier_one_and_widens_nothing() -> None:
    access.register(lambda *_: True, OPERATOR)
    access.register(owner_only, OPERATOR)
    assert not access.may("anna", "test.accept", "anna")


def test_without_an_operator_the_command_line_acts_for_nobody() -> None:
    with pytest.raises(LookupError, match="operator"):
        access.operator()
    access.register(owner_only, OPERATOR)
    assert access.operator() is OPERATOR
