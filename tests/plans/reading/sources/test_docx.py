"""What an officer would lose if a Word document were read carelessly."""

from __future__ import annotations

from tests.plans.reading.sources.making import at, docx, only, p, paragraphs, r, sdt, tables, tbl, tc, texts, tr

INSERTED = '<w:ins w:id="1" w:author="A">'
DELETED = '<w:del w:id="2" w:author="A"><w:r><w:delText>01.03.2025</w:delText></w:r></w:del>'


def test_deadline_in_a_pending_insertion_is_read_and_the_deleted_one_is_not() -> None:
    cell = tc(p(DELETED + INSERTED + r("до 15.06.2025") + "</w:ins>"))
    document = docx(tbl(tr("6", cell)))
    found = at(only(document), 0, 1)
    assert found.text == "до 15.06.2025"
    assert found.tracked
    assert document.notes == ("TRACKED_CHANGES",)


def test_moved_text_is_read_where_it_arrived_only() -> None:
    gone = '<w:moveFrom w:id="1" w:author="A">' + r("май") + "</w:moveFrom>"
    came = '<w:moveTo w:id="2" w:author="A">' + r("май") + "</w:moveTo>"
    table = only(docx(tbl(tr(tc(p(gone)), tc(p(came))))))
    assert texts(table) == [["", "май"]]
    assert at(table, 0, 0).tracked
    assert at(table, 0, 1).tracked


def test_row_whose_deletion_is_pending_is_left_out_and_the_others_keep_their_places() -> None:
    table = only(docx(tbl(tr("1", "a"), tr("2", "b", properties='<w:del w:id="1" w:author="A"/>'), tr("3", "c"))))
    assert texts(table) == [["1", "a"], ["3", "c"]]
    assert table.rows == (0, 2)


def test_row_inserted_but_not_accepted_counts_and_is_marked() -> None:
    table = only(docx(tbl(tr("1", "a", properties='<w:ins w:id="1" w:author="A"/>'))))
    assert at(table, 0, 0).tracked


def test_content_controls_around_text_cells_and_rows_are_seen_through() -> None:
    inside = p(sdt(r("20.08.2025")))
    table = only(docx(tbl(tr("1", tc(inside)), sdt(tr("2", "b")), tr("3", sdt(tc("c"))))))
    assert texts(table) == [["1", "20.08.2025"], ["2", "b"], ["3", "c"]]


def test_prompt_of_an_empty_content_control_is_no_deadline() -> None:
    prompt = "Место для ввода даты"
    table = only(docx(tbl(tr("1", tc(p(sdt(r(prompt), placeholder=True))), sdt(tc(prompt), placeholder=True)))))
    assert texts(table) == [["1", "", ""]]


def test_merged_cells_are_one_cell_at_several_places() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    table = only(docx(tbl(tr(tc("№", down), tc("Срок", wide)), tr(tc("", on), "начало", "окончание"))))
    number, term = at(table, 0, 0), at(table, 0, 1)
    assert number is table.grid[1][0]
    assert term is table.grid[0][2]
    assert (number.row_span, number.column_span) == (2, 1)
    assert (term.row_span, term.column_span) == (1, 2)
    assert texts(table) == [["№", "Срок", "Срок"], ["№", "начало", "окончание"]]


def test_older_way_of_merging_along_a_row_is_known() -> None:
    table = only(docx(tbl(tr(tc("Раздел", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")))))
    assert table.grid[0][0] is table.grid[0][1]


def test_row_that_begins_later_keeps_its_columns() -> None:
    table = only(docx(tbl(tr("1", "2", "3"), tr("c", properties='<w:gridBefore w:val="2"/>'))))
    assert texts(table) == [["1", "2", "3"], [None, None, "c"]]


def test_merge_that_continues_nothing_is_a_cell_of_its_own() -> None:
    assert texts(only(docx(tbl(tr(tc("a", "<w:vMerge/>")), tr("b"))))) == [["a"], ["b"]]


def test_paragraphs_breaks_and_tabs_of_a_cell_part_its_lines() -> None:
    cell = tc(p("ДИПП;") + p("<w:r><w:t>АНО</w:t><w:br/><w:t>Моспром</w:t><w:tab/><w:t>да</w:t></w:r>"))
    assert at(only(docx(tbl(tr(cell)))), 0, 0).text == "ДИПП;\nАНО\nМоспром\tда"


def test_signs_that_have_elements_of_their_own_stay() -> None:
    run = "<w:r><w:t>март</w:t><w:noBreakHyphen/><w:t>июнь олим</w:t><w:softHyphen/><w:t>пиада</w:t></w:r>"
    assert paragraphs(docx(p(run)))[0].text == "март\u2011июнь олим\u00adпиада"


def test_text_of_links_fields_and_old_smart_tags_is_read() -> None:
    field = "<w:r><w:instrText>DATE</w:instrText></w:r>"
    line = f"<w:hyperlink>{r('по ')}</w:hyperlink><w:fldSimple>{r('ссылке ')}</w:fldSimple>{field}"
    assert paragraphs(docx(p(line + f"<w:smartTag>{r('Магадан')}</w:smartTag>")))[0].text == "по ссылке Магадан"


def test_hidden_text_is_not_read_as_part_of_the_plan_but_is_not_lost() -> None:
    document = docx(p(r("видно ") + r("тайно", "<w:vanish/>")))
    assert paragraphs(document)[0].text == "видно "
    assert "тайно" in document.margins
    assert document.notes == ("HIDDEN_TEXT",)


def test_small_table_inside_a_cell_stays_in_its_text() -> None:
    inner = tbl(tr("2025", "2026"), tr("10", "20"))
    table = only(docx(tbl(tr("1", tc(p("по годам:") + inner + p()), "в", "г"))))
    assert at(table, 0, 1).text == "по годам:\n2025\t2026\n10\t20"


def test_plan_inside_a_frame_table_is_a_table_of_its_own_after_the_frame() -> None:
    inner = tbl(tr("№", "Мероприятие", "Срок"), tr("1", "Совещание", "май"))
    frame, plan, last = tables(docx(tbl(tr(tc(p("Приложение") + inner + p()))) + tbl(tr("конец"))))
    assert texts(frame) == [["Приложение"]]
    assert texts(plan)[1] == ["1", "Совещание", "май"]
    assert texts(last) == [["конец"]]
    assert [frame.index, plan.index, last.index] == [0, 2, 1]


def test_body_paragraphs_are_counted_without_those_in_tables() -> None:
    document = docx(p("a") + p() + tbl(tr("x")) + sdt(p("b")))
    assert [(one.index, one.text) for one in paragraphs(document)] == [(0, "a"), (1, ""), (2, "b")]


def test_looks_that_help_to_find_headings_are_told() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Мой"/><w:basedOn w:val="H1"/></w:style>'
    )
    first, second = paragraphs(
        docx(
            p("Раздел", '<w:pStyle w:val="Own"/>') + p(r("х", '<w:b w:val="0"/>'), '<w:pStyle w:val="H1"/>'), "", style
        )
    )
    assert (first.style, first.bold, first.centred) == ("Мой", True, True)
    assert (second.style, second.bold) == ("heading 1", False)


def test_struck_and_filled_cells_are_told() -> None:
    struck = tc(p(r("отменено", "<w:strike/>")), '<w:shd w:val="clear" w:fill="D9D9D9"/>')
    cell = at(only(docx(tbl(tr(struck)))), 0, 0)
    assert (cell.struck, cell.filled) == (True, True)


def test_words_struck_out_beside_new_ones_are_left_out_marked_and_kept_aside() -> None:
    by_hand = p(r("01.03.2025 ", "<w:strike/>") + r("15.06.2025"))
    whole_line = p(r("до 1 мая", "<w:dstrike/>")) + p("до 1 июня")
    document = docx(tbl(tr(tc(by_hand), tc(whole_line))))
    assert texts(only(document)) == [["15.06.2025", "до 1 июня"]]
    assert at(only(document), 0, 0).tracked
    assert at(only(document), 0, 1).tracked
    assert document.margins == ("01.03.2025", "до 1 мая")
    assert document.notes == ("STRUCK_TEXT",)


def test_headers_footnotes_and_text_boxes_stand_at_the_margins() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f'<w:footnotes {space}><w:footnote w:type="separator">{p("---")}</w:footnote><w:footnote>{p("Сноска")}</w:footnote></w:footnotes>'
    box = f"<w:r><w:pict><w:txbxContent>{p('УТВЕРЖДАЮ')}</w:txbxContent></w:pict></w:r>"
    document = docx(p(box) + p("План"), header=f"<w:hdr {space}>{p('Проект')}</w:hdr>", footnotes=note)
    assert document.margins == ("Проект", "Сноска", "УТВЕРЖДАЮ")


def test_text_given_twice_for_older_programs_is_read_once() -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f"<mc:Choice>{r('новое')}</mc:Choice><mc:Fallback>{r('старое')}</mc:Fallback>"
    line = f'<mc:AlternateContent xmlns:mc="{space}">{both}</mc:AlternateContent>'
    assert paragraphs(docx(p(line)))[0].text == "новое"


def test_hidden_row_is_kept_and_named() -> None:
    table = only(docx(tbl(tr("1"), tr("2", properties="<w:hidden/>"))))
    assert table.hidden_rows == {1}
