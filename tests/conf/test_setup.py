"""The set-up: a few answers, by a person or from a file, and an installation is there; or nothing is."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from promost.accounts.models import Invitation, Membership, Role, User
from promost.conf.environment import Misconfigured
from promost.conf.setup import carrying_out, checks, command, questions
from promost.conf.setup.carrying_out import carry_out
from promost.conf.setup.interview import interview
from promost.conf.setup.questions import Question, Spoken, Written, flat, remembered
from promost.kit.models import HistoryEntry
from promost.plans.models import Agreement
from promost.registry.models import Organisation, Region

pytestmark = pytest.mark.django_db

PASSWORD = "quiet-harbour-41"
ANSWERS = """
language = "en"
[administrator]
email = "Admin@Example.org"
name = "Anna Petrova"
password = "quiet-harbour-41"
[organisation]
name = "Department of Industry"
kind = "authority"
region = "RU-MOW"
inn = "7707083893"
[agreement]
number = "12-34"
date = 2025-03-14
title = "On industrial cooperation"
side = "donor"
party = "Moscow"
[[agreement.others]]
side = "curator"
party = "Federal Ministry"
organisation = { name = "Federal Ministry", kind = "federal" }
[[agreement.others]]
side = "recipient"
party = "Magadan Oblast"
organisation = { name = "Ministry of Industry", kind = "authority", region = "магаданская область" }
invite = "head@example.org"
"""


@pytest.fixture(autouse=True)
def _regions() -> None:
    for code, name in {"RU-MOW": "Москва", "RU-MAG": "Магаданская область"}.items():
        words = {"name_ru": name, "name_en": name, "short_ru": "x", "short_en": "x", "zone": "Europe/Moscow"}
        Region.objects.get_or_create(code=code, defaults=words)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.toml"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def nothing_is_there() -> bool:
    return not any(model.objects.exists() for model in (User, Organisation, Agreement, Membership, HistoryEntry))


def test_everything_is_made_from_a_file(file: Path, mailoutbox: Any) -> None:
    done = carry_out(interview(Written(flat(file))))
    administrator = User.objects.get()
    assert (administrator.email, administrator.is_administrator) == ("admin@example.org", True)
    assert administrator.check_password(PASSWORD)
    roles = set(Membership.objects.values_list("role", flat=True))
    assert roles == {Role.ADMINISTRATOR, Role.EDITOR}, "whoever sets up signs for nobody"
    agreement = Agreement.objects.get()
    assert agreement == done.agreement
    assert [party.side for party in agreement.parties.order_by("order")] == ["donor", "recipient", "curator"]
    assert agreement.parties.get(side="recipient").region_id == "RU-MAG"
    assert Invitation.objects.get().role == Role.ADMINISTRATOR
    assert [letter.to for letter in mailoutbox] == [["head@example.org"]]
    said = "\n".join(command.closing(done))
    assert "Agreement No. 12-34 is there." in said
    assert "Invited: head@example.org" in said
    assert "sign in as admin@example.org" in said


def test_the_agreement_may_come_later(file: Path) -> None:
    short = {key: value for key, value in flat(file).items() if not key.startswith("agreement")}
    done = carry_out(interview(Written(short)))
    assert done.agreement is None
    assert User.objects.exists()


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("administrator.email", "anna", "valid email"),
        ("administrator.password", "12345678", "too short"),
        ("administrator.password", "anna-petrova", "too similar"),
        ("organisation.inn", "7707083894", "check digit"),
        ("organisation.region", "Atlantis", "is no region of the list"),
        ("organisation.kind", "kingdom", "Write one of these: authority"),
        ("agreement.date", "14/03/25", "is no day; write it as 2025-03-14"),
        ("agreement.side", "middle", "Write one of these: donor"),
        ("agreement.others.1.side", "donor", "Write one of these: recipient"),
        ("language", "de", "Write one of these: ru; en"),
    ],
)
def test_a_wrong_answer_names_itself_and_nothing_is_made(file: Path, key: str, value: str, reason: str) -> None:
    with pytest.raises(Misconfigured) as told:
        interview(Written(flat(file) | {key: value}))
    assert str(told.value).startswith(f"The answer “{key}” does not do: ")
    assert reason in str(told.value)
    assert nothing_is_there()


@pytest.mark.parametrize(
    "key", ["administrator.email", "administrator.password", "organisation.name", "agreement.date"]
)
def test_a_missing_answer_says_where_to_put_it(file: Path, key: str) -> None:
    given = flat(file)
    del given[key]
    with pytest.raises(Misconfigured, match=rf"“{key}” is missing: .* --set {key}=…"):
        interview(Written(given))


def test_all_or_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise ValidationError("There is an agreement No. 12-34 already.")

    monkeypatch.setattr(carrying_out, "create_agreement", refuses)
    with pytest.raises(ValidationError):
        carry_out(interview(Written(flat(file))))
    assert nothing_is_there()


def test_a_letter_that_does_not_leave_undoes_nothing_and_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> int:
        raise ConnectionRefusedError("connection refused")

    monkeypatch.setattr("promost.accounts.letters.send_mail", closed)
    done = carry_out(interview(Written(flat(file))))
    assert Agreement.objects.exists()
    assert any(line.startswith("Not invited: head@example.org. ") for line in command.closing(done))


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text("language = ", encoding="utf-8")
    with pytest.raises(Misconfigured, match="cannot be read as TOML"):
        flat(path)


class Person:
    """Whoever sits at the terminal: says these lines in turn, and hears the questions."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, *said: str, secrets: tuple[str, ...] = (PASSWORD, PASSWORD)
    ) -> None:
        self.heard: list[str] = []
        self.said, self.secrets = iter(said), iter(secrets)
        monkeypatch.setattr("builtins.input", lambda words: self.answer(words, self.said))
        monkeypatch.setattr("getpass.getpass", lambda words: self.answer(words, self.secrets))

    def answer(self, words: str, among: Iterator[str]) -> str:
        self.heard.append(words)
        try:
            return next(among)
        except StopIteration:
            raise KeyboardInterrupt from None


FIRST = ("en", "admin@example.org", "Anna Petrova")


def test_a_person_is_asked_until_the_answer_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = Person(
        monkeypatch, "en", "anna", "admin@example.org", "", "Anna Petrova", "Department", "", "Atlantis", "Москва", "", "",
        secrets=("short", PASSWORD, "another", PASSWORD, PASSWORD),
    )  # fmt: skip
    answers = interview(Spoken(tmp_path / "draft.json", {}))
    assert (answers.administrator.email, answers.own.region, answers.contract) == ("admin@example.org", "RU-MOW", None)
    told = capsys.readouterr().err
    assert "An answer is needed here." in told
    assert "The two differ." in told
    assert "is no region of the list" in told
    assert "Its kind (authority, federal" in "".join(person.heard)


def test_a_set_up_broken_off_goes_on_where_it_stopped_and_keeps_no_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    draft = tmp_path / "home" / "draft.json"
    Person(monkeypatch, *FIRST, "Department")
    with pytest.raises(KeyboardInterrupt):
        interview(Spoken(draft, remembered(draft)))
    assert nothing_is_there()
    assert PASSWORD not in draft.read_text(encoding="utf-8")
    assert draft.stat().st_mode & 0o077 == 0
    again = Person(monkeypatch, "", "", "", "", "", "Москва", "", "")
    answers = interview(Spoken(draft, remembered(draft)))
    assert (answers.administrator.name, answers.own.name) == ("Anna Petrova", "Department")
    assert any("[Anna Petrova]" in words for words in again.heard)


def test_a_draft_that_cannot_be_read_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "draft.json").write_text("{half", encoding="utf-8")
    assert remembered(tmp_path / "draft.json") == {}


def test_the_command_asks_nobody_where_nobody_is(monkeypatch: pytest.MonkeyPatch, file: Path, mailoutbox: Any) -> None:
    monkeypatch.setattr(command, "upgrade", list)
    monkeypatch.setattr(command, "somebody_is_there", lambda: False)
    monkeypatch.setenv("PROMOST_ADMIN_PASSWORD", "another-harbour-42")
    parser = argparse.ArgumentParser()
    command.configure(parser)
    assert command.run(parser.parse_args(["--answers", str(file), "--set", "administrator.name=Olga"])) == 0
    made = User.objects.get()
    assert made.name == "Olga"
    assert made.check_password("another-harbour-42")
    assert len(mailoutbox) == 1
    assert command.run(parser.parse_args(["--answers", str(file)])) == 0
    assert User.objects.count() == 1, "a second set-up changes nothing"


def test_an_answer_without_its_value() -> None:
    with pytest.raises(Misconfigured, match="write --set KEY=VALUE"):
        command._pair("administrator.name")


@pytest.mark.parametrize("said", ["14.03.2025", "2025-03-14"])
def test_a_day_is_written_either_way(said: str) -> None:
    assert checks.read_day(said).isoformat() == "2025-03-14"


@pytest.mark.parametrize("said", ["RU-MAG", "ru-mag", "Магаданская область", "МАГАДАНСКАЯ ОБЛАСТЬ"])
def test_a_region_is_found_by_code_and_name(said: str) -> None:
    assert checks.find_region(said).code == "RU-MAG"


def test_an_optional_question_takes_nothing_for_an_answer() -> None:
    question = Question("inn", "INN", check=checks.inn, optional=True)
    assert questions.fault(question, "") == ""
    assert Written({}).answer(question) == ""


def test_the_draft_is_readable_by_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Person(monkeypatch, "en")
    with pytest.raises(KeyboardInterrupt):
        interview(Spoken(tmp_path / "draft.json", {}))
    assert json.loads((tmp_path / "draft.json").read_text(encoding="utf-8")) == {"language": "en"}
