"""The doctor: it finds what is wrong with an installation, says what to do, and is not stopped by what it finds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from promost.conf import cli
from promost.conf.doctor import database, disk, letters, looking, told
from promost.conf.doctor.section import Section
from promost.kit.health import Finding, Level
from promost.registry.rooms import Room
from tests.conf import test_upgrade
from tests.conf.doctoring import ails, doctor

GIGABYTE = 1024**3


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a new installation."""
    home = tmp_path_factory.mktemp("doctor") / "home"
    test_upgrade.run(home, "promost.conf.cli", "upgrade")
    return home


class TestAnInstallation:
    def test_a_new_one_is_well_but_for_what_is_not_set_yet(self, home: Path) -> None:
        done = doctor(home, "--json", PROMOST_HOSTS="promost.example.org", PROMOST_HTTPS="1")
        told_of = json.loads(done.stdout)
        troubles = {(each["section"], each["subject"], each["level"]) for each in told_of["findings"] if each["remedy"]}
        assert troubles == {
            ("backup", "Backup", "warning"),
            ("mail", "Mail", "warning"),
            ("jobs", "Worker", "warning"),
            ("accounts", "Administrators of the installation", "ill"),
        }, done.stdout
        assert (done.returncode, told_of["level"], done.stderr) == (1, "ill", "")
        assert {"settings", "disk", "mail", "database", "migrations", "clock", "jobs", "registry", "plans"} <= {
            each["section"] for each in told_of["findings"]
        }

    def test_a_key_that_others_may_read_is_found_in_the_language_of_the_terminal(self, home: Path) -> None:
        (home / "secret.key").chmod(0o644)
        done = doctor(home, LANG="ru_RU.UTF-8", PYTHONUTF8="1")
        (home / "secret.key").chmod(0o600)
        assert done.returncode == 1
        assert f"→ chmod 600 {home / 'secret.key'}" in done.stdout
        assert "войти под любым именем" in done.stdout
        assert "✓ в порядке" in done.stdout
        assert "Администратора установки нет." in done.stdout


class TestNothingToLookAt:
    def test_a_folder_that_is_not_there_is_told_and_not_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("PROMOST_HOME", str(tmp_path / "nowhere"))
        assert cli.main(["doctor"]) == 1
        assert "There is no folder of data" in capsys.readouterr().out
        assert not (tmp_path / "nowhere").exists()

    def test_a_database_that_is_not_there_is_told_and_not_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "promost.sqlite3"
        monkeypatch.setattr(database, "database_file", lambda: file)
        finding = ails(database.checks)["Database"]
        assert (finding.level, finding.words) == (Level.ILL, f"There is no database: {file}.")
        assert "promost setup" in finding.remedy
        assert not database.answers()
        assert not file.exists()

    def test_a_server_that_does_not_answer_is_a_finding_without_its_password(self, tmp_path: Path) -> None:
        done = doctor(tmp_path, DATABASE_URL="postgres://promost:hush-hush@127.0.0.1:9/promost?connect_timeout=2")
        assert done.returncode == 1
        assert "It does not answer" in done.stdout
        assert "DATABASE_URL names its host" in done.stdout
        assert "Migrations, clock, background work and the rooms were not looked at." in done.stdout
        assert "Folder of data" in done.stdout, "what needs no database was looked at"
        assert "Traceback" not in done.stdout + done.stderr
        assert "hush-hush" not in done.stdout + done.stderr

    def test_a_file_that_is_no_database_is_a_finding(self, tmp_path: Path) -> None:
        (tmp_path / "promost.sqlite3").write_bytes(b"this was a database once, " * 100)
        done = doctor(tmp_path)
        assert (done.returncode, done.stderr) == (1, "")
        assert "file is not a database" in done.stdout
        assert "latest backup" in done.stdout
        assert "Not made yet" in done.stdout
        assert [each.name for each in tmp_path.iterdir()] == ["promost.sqlite3"], (
            "looking changes nothing, no key is made"
        )

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("DATABASE_URL", "mysql://root@db/promost", "DATABASE_URL begins with 'mysql'"),
            ("PROMOST_FROZEN_AT", "yesterday", "PROMOST_FROZEN_AT is no moment with its zone"),
        ],
    )
    def test_settings_that_cannot_be_read_are_a_finding(self, name: str, value: str, said: str, tmp_path: Path) -> None:
        done = doctor(tmp_path, **{name: value})
        assert (done.returncode, done.stderr) == (1, "")
        assert said in done.stdout
        assert "Mend what the environment says" in done.stdout


class TestARoomThatBreaksOff:
    @pytest.fixture(autouse=True)
    def _rooms(self, monkeypatch: pytest.MonkeyPatch) -> None:
        paths = ("tests.conf.doctoring:broken", "tests.conf.doctoring:calm", "tests.conf.nowhere:checks", "")
        rooms = tuple(Room(code=f"room{place}", name=f"Room {place}", checks=path) for place, path in enumerate(paths))
        monkeypatch.setattr(looking, "rooms", lambda: rooms)

    @pytest.mark.django_db
    def test_it_is_told_of_and_the_rest_goes_on(self) -> None:
        sections = {section.code: section for section in looking.look()}
        first, broke = sections["room0"].findings
        assert (first.subject, first.level) == ("Stoves", Level.WELL), "what it had found is kept"
        assert broke.level is Level.ILL
        assert broke.words.startswith("Looking broke off: ZeroDivisionError: the stove is out (doctoring.py:")
        assert broke.remedy
        assert sections["room1"].findings[0].words == "All there."
        assert "No module named 'tests.conf.nowhere'" in sections["room2"].findings[0].words
        assert "room3" not in sections, "a room without checks has nothing to say"


@pytest.mark.django_db
class TestTheCommand:
    @pytest.fixture
    def level(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Level], int]:
        def run(level: Level) -> int:
            finding = Finding("Stove", level, "It is as it is.", "")
            monkeypatch.setattr(looking, "look", lambda **_: iter([Section("house", "House", (finding,))]))
            return cli.main(["doctor"])

        return run

    def test_only_what_is_ill_makes_it_fail(
        self, level: Callable[[Level], int], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert [level(each) for each in (Level.WELL, Level.WARNING, Level.ILL)] == [0, 0, 1]
        said = capsys.readouterr().out
        assert "Well: 1, warnings: 0, ill: 0." in said
        assert "✗ ill" in said

    def test_square_brackets_are_shown_as_they_are(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        finding = Finding("[bold]", Level.ILL, "[red]?[/nothing]", "[::1]")
        monkeypatch.setattr(looking, "look", lambda **_: iter([Section("house", "[House]", (finding,))]))
        cli.main(["doctor"])
        said = capsys.readouterr().out
        assert all(text in said for text in ("[House]", "[bold]", "[red]?[/nothing]", "→ [::1]"))


class TestDiscs:
    def free(self, monkeypatch: pytest.MonkeyPatch, count: float) -> dict[str, Any]:
        usage = type("Usage", (), {"free": int(count * GIGABYTE)})
        monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage)
        return ails(disk.checks)

    def test_a_full_disc_is_ill_a_filling_one_a_warning_and_room_is_well(self, monkeypatch: pytest.MonkeyPatch) -> None:
        full = self.free(monkeypatch, 0.1)
        assert {finding.level for finding in full.values()} == {Level.ILL}
        assert full["Folder of data"].words.endswith(": 0.1 GB free.")
        assert "PROMOST_HOME" in full["Folder of evidence"].remedy
        assert {finding.level for finding in self.free(monkeypatch, 1.5).values()} == {Level.WARNING}
        assert not self.free(monkeypatch, 5)

    def test_the_thresholds_may_be_set(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PROMOST_DISK_WARNING", "10")
        monkeypatch.setenv("PROMOST_DISK_LEAST", "5")
        assert not self.free(monkeypatch, 0.1)
        monkeypatch.setenv("PROMOST_DISK_LEAST", "much")
        (told_of,) = self.free(monkeypatch, 0.1).values()
        assert "PROMOST_DISK_LEAST is 'much'" in told_of.words

    def test_a_database_that_no_longer_fits_beside_itself_cannot_be_backed_up(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(disk, "_copy", lambda: 4 * GIGABYTE)
        assert {finding.level for finding in self.free(monkeypatch, 3.5).values()} == {Level.WARNING}

    def test_a_folder_that_refuses_writing_is_ill(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(**_: Any) -> Any:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr("tempfile.TemporaryFile", refuse)
        found = ails(disk.checks)
        assert "Read-only file system" in found["Folder of data"].words
        assert found["Folder of evidence"].level is Level.ILL


class TestSettings:
    @pytest.mark.parametrize(
        ("values", "subject", "level", "words"),
        [
            ({"DEBUG": True}, "PROMOST_DEBUG", Level.ILL, "to anybody"),
            ({"FROZEN_AT": "2025-11-17T09:00:00+03:00"}, "PROMOST_FROZEN_AT", Level.ILL, "stands still"),
            ({"ALLOWED_HOSTS": ["*"]}, "Names of the site", Level.ILL, "any name"),
            ({"ALLOWED_HOSTS": ["localhost"]}, "Names of the site", Level.WARNING, "this machine alone"),
            ({"ALLOWED_HOSTS": ["a.example"]}, "HTTPS", Level.ILL, "unprotected"),
            (
                {"ALLOWED_HOSTS": ["a.example"], "SECURE": True, "ALLAUTH_TRUSTED_PROXY_COUNT": 0},
                "HTTPS", Level.WARNING, "PROMOST_PROXIES is 0",
            ),
            (
                {"ALLOWED_HOSTS": ["a.example"], "SECURE": True, "ALLAUTH_TRUSTED_PROXY_COUNT": 1, "SITE_URL": "http://a.example"},
                "HTTPS", Level.WARNING, "without HTTPS",
            ),
        ],
    )  # fmt: skip
    def test_what_is_set_wrong_is_told(
        self, values: dict[str, Any], subject: str, level: Level, words: str, settings: Any
    ) -> None:
        for name, value in values.items():
            setattr(settings, name, value)
        finding = ails(told.checks)[subject]
        assert finding.level is level
        assert words in finding.words

    def test_a_demonstration_may_stand_still(self, settings: Any) -> None:
        settings.DEMO, settings.DEBUG, settings.FROZEN_AT = True, False, "2025-11-17T09:00:00+03:00"
        assert not ails(told.checks).keys() - {"Secret key"}

    def test_a_short_key_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PROMOST_SECRET_KEY", "short")
        assert "guessed" in ails(told.checks)["Secret key"].words
        monkeypatch.setenv("PROMOST_SECRET_KEY", "x" * 64)
        assert "Secret key" not in ails(told.checks)

    def test_what_django_itself_finds_is_told(self, settings: Any) -> None:
        settings.CSRF_TRUSTED_ORIGINS = ["promost.example.org"]
        (found,) = (each for each in told.checks() if "4_0.E001" in each.subject)
        assert found.level is Level.ILL
        assert "CSRF_TRUSTED_ORIGINS" in found.words


class TestMail:
    def test_a_server_that_does_not_answer_is_ill_and_others_are_looked_at(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused() -> None:
            raise ConnectionRefusedError(111, "Connection refused")

        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER = "mail.example.org", 25, "promost"
        monkeypatch.setattr(letters, "reach", refused)
        found = ails(letters.checks)
        assert found["Sender"].level is found["Links in letters"].level is Level.WARNING
        assert found["Mail server"].level is Level.WARNING, "of one subject the last is kept: the bare password"
        (first, *_) = letters.checks()
        assert first.level is Level.ILL
        assert first.words == "mail.example.org:25 does not take letters: [Errno 111] Connection refused."

    def test_it_really_asks_the_server(self, settings: Any) -> None:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        with pytest.raises(OSError, match="refused"):
            letters.reach()

    def test_without_a_server_it_says_where_letters_lie(self, settings: Any, tmp_path: Path) -> None:
        settings.EMAIL_HOST, settings.EMAIL_FILE_PATH = "", tmp_path
        (tmp_path / "one.log").write_text("a letter")
        assert ails(letters.checks)["Mail"].words.endswith(f"letters lie in {tmp_path}, files: 1.")
