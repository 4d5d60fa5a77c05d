"""A file of schemes becomes drafts: once, row by row whole, and nothing that an officer wrote is overwritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from promost.accounts.actors import OPERATOR, Actor, Refused
from promost.kit import files
from promost.kit.models import HistoryEntry
from promost.kit.transitions import Overtaken
from promost.support.importing import actions
from promost.support.importing.actions import import_schemes, name_columns, take
from promost.support.importing.refused import refused_file
from promost.support.models import ImportedRow, ProposalState, RowOutcome, Scheme, SchemeImport, SchemeState
from promost.support.reading import Unreadable
from promost.support.schemes.actions import create
from tests.support.importing.conftest import Office
from tests.support.reading.making import MAP_HEADINGS, csv_file, gisp_file, map_file, scheme


def brought(actor: Actor, *schemes: Any, name: str = "меры.xlsx") -> dict[RowOutcome, int]:
    taken = take(actor, name, map_file(schemes))
    return {outcome: count for outcome, count in import_schemes(actor, taken.source).counts.items() if count}


def test_a_row_becomes_a_draft_with_its_acts_documents_and_proposals(office: Office) -> None:
    assert brought(office.editor, scheme()) == {RowOutcome.CREATED: 1}
    made = Scheme.objects.get()
    assert (made.state, made.kind, made.level, made.region_id) == (SchemeState.DRAFT, "subsidy", "regional", "RU-MAG")
    assert (made.provider, made.provider_name) == (office.ministry, "Министерство промышленности области")
    assert (made.taken, made.address) == ("elsewhere", "https://example.org/apply/7")
    assert made.summary.startswith("Возмещается половина цены.\n\n")
    assert made.criteria == {}
    act = made.acts.get()
    assert (act.kind, act.number, act.dated) == ("Постановление Правительства области", "7-пп", date(2024, 2, 1))
    assert act.url == "https://example.org/acts/7"
    assert [each.name for each in made.documents.all()] == ["Заявка.", "Устав."]
    proposals = list(made.proposals.all())
    assert {each.state for each in proposals} == {ProposalState.PROPOSED}
    assert [each.node for each in proposals] == [
        {"field": "okveds", "under": ["25", "26"]},
        {"field": "sme", "in": ["micro", "small", "medium"]},
        {"any": [{"field": "region", "is": "RU-MAG"}, {"field": "tax_regions", "any_of": ["RU-MAG"]}]},
        {"field": "tax_debt", "max": 0},
    ]
    assert proposals[-1].quote == "Отсутствие задолженности по налогам и сборам."
    assert proposals[-1].place == "Требования к заявителю"
    assert [each.get_sure_display() for each in proposals] == ["слова источника говорят именно это"] * 4


def test_what_was_done_stands_in_the_history(office: Office) -> None:
    brought(office.editor, scheme())
    verbs = list(HistoryEntry.objects.filter(verb__startswith="support.").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["support.create_scheme", "support.import_schemes"]


def test_the_same_file_again_makes_nothing_and_changes_nothing(office: Office) -> None:
    brought(office.editor, scheme())
    Scheme.objects.update(name_en="By hand", version=7)
    assert brought(office.editor, scheme()) == {RowOutcome.UNCHANGED: 1}
    assert Scheme.objects.get().version == 7


def test_other_columns_and_spaces_are_no_change(office: Office) -> None:
    brought(office.editor, scheme())
    moved = map_file([scheme(provider="Министерство  промышленности области ")], order=sorted(MAP_HEADINGS))
    source = take(office.editor, "меры.xlsx", moved).source
    assert import_schemes(office.editor, source).counts[RowOutcome.UNCHANGED] == 1


def test_what_changed_in_the_source_waits_for_review_and_the_scheme_stays(office: Office) -> None:
    brought(office.editor, scheme())
    assert brought(office.editor, scheme(requirements="Иные требования", sme_required="Нет")) == {RowOutcome.CHANGED: 1}
    row = ImportedRow.objects.order_by("pk").last()
    assert row is not None
    assert row.reasons[0]["values"]["columns"] == "«Требуется вхождение в реестр МСП», «Требования к заявителю»"
    assert row.scheme == Scheme.objects.get()
    assert "Регистрация" in Scheme.objects.get().requirements
    assert brought(office.editor, scheme(requirements="Иные требования", sme_required="Нет")) == {
        RowOutcome.UNCHANGED: 1
    }


def test_a_scheme_entered_by_hand_is_not_made_a_second_time(office: Office) -> None:
    brought(office.editor, scheme())
    ImportedRow.objects.all().delete()
    assert brought(office.editor, scheme()) == {RowOutcome.CHANGED: 1}
    assert Scheme.objects.count() == 1
    assert ImportedRow.objects.get().reasons[0]["code"] == "ENTERED_BY_HAND"


def test_rows_that_cannot_be_taken_come_back_as_a_file_with_reasons(office: Office) -> None:
    rows = scheme(), scheme(name=None, region="Край света"), scheme(name="Вторая мера", region="Край света")
    assert brought(office.editor, *rows) == {RowOutcome.CREATED: 1, RowOutcome.REJECTED: 2}
    text = refused_file(SchemeImport.objects.get()).decode("utf-8-sig")
    assert text.count("Край света") == 3
    assert "не указано наименование меры" in text
    assert "«Край света» не найден в справочнике" in text
    assert "Лист «Sheet», строка 3" in text
    assert "<p>Возмещается половина цены.</p>" in text


def test_a_scheme_of_another_region_is_not_entered_for_them(office: Office) -> None:
    rows = scheme(), scheme(name="Заём", region="Приморский край", provider="Фонд")
    assert brought(office.editor, *rows) == {RowOutcome.CREATED: 1, RowOutcome.REJECTED: 1}
    assert "NOT_YOURS" in [row.reasons[0]["code"] for row in ImportedRow.objects.filter(outcome="rejected")]
    assert brought(OPERATOR, *rows)[RowOutcome.CREATED] == 1


def test_a_row_that_the_scheme_s_own_rules_refuse_leaves_nothing_of_itself(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = create

    def refuses_after_writing(actor: Actor, fields: Any, parts: Any) -> Scheme:
        made = make(actor, fields, parts)
        if made.name == "Вторая мера":
            raise ValidationError("так нельзя")
        return made

    monkeypatch.setattr(actions, "create", refuses_after_writing)
    rows = scheme(), scheme(name="Вторая мера")
    assert brought(office.editor, *rows) == {RowOutcome.CREATED: 1, RowOutcome.REJECTED: 1}
    assert [each.name for each in Scheme.objects.all()] == [scheme()["name"]]
    assert "так нельзя" in refused_file(SchemeImport.objects.get()).decode("utf-8-sig")


def test_a_federal_scheme_belongs_to_no_region(office: Office) -> None:
    loan = {"name": "Заём", "kind": "Льготный заем", "level": "Федеральный", "region": "Магаданская область"}
    data = gisp_file([{**loan, "rate": "3 %", "term": "5 лет", "own_share": "20", "amount": "до 100 млн руб."}])
    import_schemes(OPERATOR, take(OPERATOR, "gisp.csv", data).source)
    made = Scheme.objects.get()
    assert (made.level, made.region, made.kind) == ("federal", None, "loan")
    assert (made.rate_max, made.term_months, made.own_share) == (Decimal(3), 60, Decimal(20))
    assert (made.amount_min, made.amount_max) == (None, Decimal(100_000_000))


def test_who_may_not_enter_schemes_may_not_bring_a_file(office: Office) -> None:
    with pytest.raises(Refused):
        take(office.viewer, "меры.xlsx", map_file([scheme()]))
    source = take(office.editor, "меры.xlsx", map_file([scheme()])).source
    for actor in (office.viewer, office.stranger):
        with pytest.raises(Refused):
            import_schemes(actor, source)
        with pytest.raises(Refused):
            actions.discard(actor, source)
    assert Scheme.objects.count() == 0
    assert SchemeImport.objects.get().state == "preview"


def test_a_file_is_accepted_once_whoever_comes_second(office: Office) -> None:
    source = take(office.editor, "меры.xlsx", map_file([scheme()])).source
    late = SchemeImport.objects.get()
    import_schemes(office.editor, source)
    with pytest.raises(Overtaken):
        import_schemes(office.editor, late)
    assert Scheme.objects.count() == 1


def test_the_same_bytes_lead_to_the_import_that_waits(office: Office) -> None:
    first = take(office.editor, "меры.xlsx", map_file([scheme()]))
    data = files.read(first.source.sha256)
    again = take(office.editor, "ещё раз.xlsx", data)
    assert (again.source, again.again) == (first.source, True)


def test_a_file_put_aside_makes_nothing_and_may_come_again(office: Office) -> None:
    data = map_file([scheme()])
    actions.discard(office.editor, take(office.editor, "меры.xlsx", data).source)
    assert Scheme.objects.count() == 0
    assert take(office.editor, "меры.xlsx", data).again is False


def test_columns_that_are_not_understood_are_named_and_the_file_is_read_then(office: Office) -> None:
    rows = [
        ["Что дают", "Кому отдавать", "Область"],
        ["Заём на станки", "Министерство промышленности области", "Магаданская область"],
    ]
    source = take(office.editor, "меры.csv", csv_file(rows)).source
    assert source.rows.count() == 0
    name_columns(office.editor, source, {"Что дают": "name", "Кому отдавать": "provider", "Область": "region"})
    assert import_schemes(office.editor, source).counts[RowOutcome.CREATED] == 1
    assert Scheme.objects.get().provider == office.ministry


def test_what_is_no_table_is_refused_and_nothing_is_kept(office: Office) -> None:
    with pytest.raises(Unreadable):
        take(office.editor, "меры.pdf", b"%PDF-1.7 ...")
    assert SchemeImport.objects.count() == 0
