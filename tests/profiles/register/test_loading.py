"""A file put into the register: again and again, older after newer, two at once, broken off, with bad rows."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from promost.accounts.actors import OPERATOR
from promost.conf import cli
from promost.kit import clock
from promost.kit.models import HistoryEntry
from promost.profiles.actions import load_register
from promost.profiles.models import Enterprise, LoadState, RegisterLoad
from promost.profiles.register import loading, merging, storing
from promost.profiles.register.given import BadRow, Given, Part
from promost.profiles.register.problems import BadRegister
from tests.accounts.people import region
from tests.kit.tables import at_once
from tests.profiles.register import made

ONE, TWO = made.inn(1), made.inn(2)
HEADS, INCOME = "ОТКРДАННЫЕ3", "ОТКРДАННЫЕ5"


@pytest.mark.django_db
class TestPutIn:
    """What comes of a file."""

    def test_an_enterprise_is_there_with_region_form_and_the_key_it_is_found_by(self, tmp_path: Path) -> None:
        region()
        load, _rejects = made.load(tmp_path / "a.xml", made.file([made.sme(ONE, "СЕВЕРНЫЙ ЗАВОД", more="28.1")]))
        row = Enterprise.objects.get()
        assert (row.inn, row.region_id, row.legal_form, row.key) == (ONE, "RU-MAG", "llc", "северный завод")
        assert (row.activity, row.okveds, row.category) == ("2562", "25.62 28.1", "micro")
        assert (load.state, load.released_on, made.counts(load)) == (LoadState.DONE, date(2025, 2, 10), {"added": 1})
        assert HistoryEntry.objects.get().verb == "profiles.import_enterprises"

    def test_the_same_file_a_second_time_changes_nothing(self, tmp_path: Path) -> None:
        data = made.file([made.sme(ONE), made.sme(TWO), made.person()])
        made.load(tmp_path / "a.xml", data)
        before = list(Enterprise.objects.order_by("pk").values())
        load, _rejects = made.load(tmp_path / "a.xml", data)
        assert made.counts(load) == {"unchanged": 2, "persons": 1}
        assert list(Enterprise.objects.order_by("pk").values()) == before

    def test_an_older_release_never_takes_the_place_of_a_newer_one(self, tmp_path: Path) -> None:
        made.load(tmp_path / "new.xml", made.file([made.sme(ONE, "НОВЫЙ", on="10.02.2025", category="2")]))
        load, _rejects = made.load(tmp_path / "old.xml", made.file([made.sme(ONE, "СТАРЫЙ", on="10.02.2024")]))
        assert made.counts(load) == {"older": 1}
        assert (Enterprise.objects.get().short_name, Enterprise.objects.get().category) == ('ООО "НОВЫЙ"', "small")
        load, _rejects = made.load(tmp_path / "newer.xml", made.file([made.sme(ONE, "СВЕЖИЙ", on="10.02.2026")]))
        assert made.counts(load) == {"changed": 1}
        assert Enterprise.objects.get().category == "micro"

    def test_figures_join_the_row_and_the_later_year_counts(self, tmp_path: Path) -> None:
        made.load(tmp_path / "a.xml", made.file([made.headcount(ONE, 90, year=2024)], HEADS))
        made.load(tmp_path / "b.xml", made.file([made.headcount(ONE, 70, year=2023, on="01.09.2025")], HEADS))
        made.load(tmp_path / "c.xml", made.file([made.income(ONE, "147000.01", "5.00")], INCOME))
        made.load(tmp_path / "d.xml", made.file([made.sme(ONE)]))
        row = Enterprise.objects.get()
        assert (row.employees, row.employees_year, row.revenue) == (90, 2024, Decimal("147000.01"))
        assert (row.expenses, row.okved) == (Decimal(5), "25.62")

    def test_another_value_of_the_same_release_is_refused_with_both_values(self, tmp_path: Path) -> None:
        made.load(tmp_path / "a.xml", made.file([made.headcount(ONE, 90)], HEADS))
        load, rejects = made.load(tmp_path / "b.xml", made.file([made.headcount(ONE, 900)], HEADS))
        assert made.counts(load) == {"rejected": 1}
        assert "90; " in rejects
        assert Enterprise.objects.get().employees == 90

    def test_rejected_rows_say_where_why_and_what_to_do_and_the_others_are_in(self, tmp_path: Path) -> None:
        data = made.file([made.sme("4900000010"), made.sme(TWO), made.sme(ONE, on="10.02.2126")])
        load, rejects = made.load(tmp_path / "a.xml", data)
        assert made.counts(load) == {"added": 1, "rejected": 2}
        lines = rejects.splitlines()
        assert lines[0] == "file;row or document;INN;what is wrong;what to do"
        assert lines[1].startswith("a.xml;doc-4900000010;4900000010;The check digit of the INN 4900000010 does not fit")
        assert "still to come" in lines[2]

    def test_a_file_broken_at_its_end_leaves_nothing_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(loading, "BATCH", 1)
        broken = made.file([made.sme(ONE), made.sme(TWO)]).replace("</Файл>".encode(), b"<oops>")
        with pytest.raises(BadRegister, match="line 1, column"):
            made.load(tmp_path / "a.xml", broken)
        assert not Enterprise.objects.exists()
        assert not RegisterLoad.objects.exists()

    def test_a_load_that_broke_off_goes_on_when_it_is_run_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(loading, "BATCH", 1)
        path = tmp_path / "a.xml"
        path.write_bytes(made.file([made.sme(ONE), made.sme(TWO)]))

        def stop(step: str, done: int, _total: int) -> None:
            if step == loading.LOADING and done == 1:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            load_register(OPERATOR, path, rejects=io.StringIO(), watch=stop)
        assert [row.inn for row in Enterprise.objects.all()] == [ONE]
        load, _rejects = made.load(path, path.read_bytes())
        assert made.counts(load) == {"added": 1, "unchanged": 1}

    def test_a_region_loaded_later_is_put_in_by_the_next_load(self, tmp_path: Path) -> None:
        data = made.file([made.sme(ONE)])
        made.load(tmp_path / "a.xml", data)
        assert Enterprise.objects.get().region is None
        region()
        load, _rejects = made.load(tmp_path / "a.xml", data)
        assert (made.counts(load), Enterprise.objects.get().region_id) == ({"changed": 1}, "RU-MAG")


def states(order: list[int], parts: list[tuple[int, int, int]]) -> merging.State:
    state = merging.blank(ONE, storing.BLANK)
    for at in order:
        year, day, value = parts[at]
        part = Part("employees", date(2025, 1, day), {"employees": value}, year)
        try:
            merging.put(state, Given("1", ONE, (part,)), False)
        except BadRow:
            continue
    return state


@given(
    st.lists(st.tuples(st.integers(2020, 2022), st.integers(1, 3)), min_size=1, max_size=6, unique=True), st.randoms()
)
def test_in_whatever_order_releases_come_the_newest_counts(marks: list[tuple[int, int]], dice: Any) -> None:
    parts = [(year, day, place) for place, (year, day) in enumerate(marks)]
    order = list(range(len(parts)))
    dice.shuffle(order)
    assert states(order, parts)["employees"] == max(parts)[2]
    assert states(order + order, parts) == states(order, parts)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """Two imports of one enterprise at the same moment: the newer release stays, whoever comes last."""

    def race(self, read: Any) -> Enterprise:
        load = RegisterLoad.objects.create(name="a", made_at=clock.now())

        def putting(employees: int, day: int) -> Any:
            part = Part("employees", date(2025, 1, day), {"employees": employees}, 2024)

            def deed(barrier: Barrier) -> None:
                read(barrier, [Given("1", ONE, (part,))], load, employees)

            return deed

        outcomes = at_once([putting(50, 20), putting(10, 10)])
        assert outcomes == [None, None]
        return Enterprise.objects.get()

    def test_they_take_turns(self) -> None:
        def put(barrier: Barrier, rows: list[Given], load: RegisterLoad, _value: int) -> None:
            barrier.wait()
            storing.store(rows, load, clock.now(), lambda _batch: None)

        assert self.race(put).employees == 50

    def test_without_turns_the_older_one_wins(self) -> None:
        """The negative control: both look before either writes, and the older release writes last."""
        done = Barrier(2)

        def put(barrier: Barrier, rows: list[Given], load: RegisterLoad, value: int) -> None:
            found = storing.existing([ONE])
            state = found.get(ONE, merging.blank(ONE, storing.BLANK))
            merging.put(state, rows[0], not found)
            barrier.wait()
            if value == 10:
                done.wait()
            storing.write([state], load, clock.now())
            if value == 50:
                connection.close()
                done.wait()

        assert self.race(put).employees == 10


@pytest.mark.django_db
class TestCommand:
    """``promost profiles import``."""

    def run(self, *words: object) -> int:
        return cli.main(["profiles", "import", *map(str, words)])

    def test_all_is_in_and_no_file_of_rejects_is_left(self, tmp_path: Path, capsys: Any) -> None:
        path = tmp_path / "a.xml"
        path.write_bytes(made.file([made.sme(ONE), made.person()]))
        assert self.run(path) == 0
        said = capsys.readouterr().out
        assert "new 1, changed 0, unchanged 0" in said
        assert "entrepreneurs passed over: 1" in said
        assert [each.name for each in tmp_path.iterdir()] == ["a.xml"]

    def test_rejected_rows_make_exit_code_1_and_a_file(self, tmp_path: Path, capsys: Any) -> None:
        path = tmp_path / "a.csv"
        path.write_text(f"Номер;Имя\n{ONE};Завод\n4900000010;Цех\n", encoding="cp1251")
        assert self.run(path, "--mapping", '{"inn": "Номер", "name": "Имя"}', "--released", "2025-06-01") == 1
        assert "rejected 1" in capsys.readouterr().out
        assert ";3;4900000010;" in (tmp_path / "a.csv.rejected.csv").read_text(encoding="utf-8-sig")
        assert (Enterprise.objects.get().name, Enterprise.objects.get().card_on) == ("Завод", date(2025, 6, 1))

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["broken.xml"], "line 1, column"),
            (["no-such.xml"], "cannot be opened. Check its name"),
            (["broken.xlsx"], "The workbook cannot be opened"),
            (["a.csv", "--mapping", "{"], "not JSON"),
            (["a.csv", "--mapping", '{"inn": "Нет такого"}'], "a column that is not there"),
            (["a.csv", "--mapping", '{"colour": "Номер"}'], "which is no field"),
        ],
    )
    def test_what_cannot_be_loaded_makes_exit_code_2_and_says_why(
        self, tmp_path: Path, capsys: Any, words: list[str], says: str
    ) -> None:
        (tmp_path / "broken.xml").write_bytes(b"<a><b></a>")
        (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
        (tmp_path / "a.csv").write_text(f"Номер\n{ONE}\n", encoding="utf-8")
        assert self.run(tmp_path / words[0], *words[1:]) == 2
        assert says in " ".join(capsys.readouterr().err.split())
        assert not Enterprise.objects.exists()
        assert not list(tmp_path.glob("*.rejected.csv"))
