#!/usr/bin/env python3
"""kinds: blanks of kinds that bureaux send, each with one trap.

    tests/filling/kinds.py BUILD

What is tested is where a fact stands afterwards, what is told, and that filling the result again changes nothing."""
import io
import os
import re
import sys

import docx
import docx.enum.table
import docx.shared
import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.datavalidation import DataValidation

sys.argv[1:] = sys.argv[1:] or ["build"]
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fills  # noqa: E402
import patches  # noqa: E402
from trying import run_tests, test  # noqa: E402



# --- blanks -----------------------------------------------------------------------------------------------------------------

HEADS = ("一级指标", "二级指标", "三级指标", "指标值")


def workbook(cells, merges=(), rows=0, columns=8):
    """A workbook of one ruled sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    thin = Side(style="thin")
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            sheet.cell(row, column).border = Border(thin, thin, thin, thin)
            sheet.cell(row, column).alignment = Alignment(wrap_text=True)
    for place, text in cells.items():
        sheet[place] = text
    for area in merges:
        sheet.merge_cells(area)
    return book


def document(paragraphs):
    """A document of paragraphs and a small table of indicators."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    table = made.add_table(4, 4)
    for column, text in enumerate(HEADS):
        table.cell(0, column).text = text
    for row, (level1, level2) in enumerate((("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标")), 1):
        table.cell(row, 0).text, table.cell(row, 1).text = level1, level2
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def lines(result):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(result.data)).paragraphs]


def again(result, given):
    """Filling the result again changes nothing."""
    assert fills.fill(result.data, given, ending=result.ending).data == result.data


FEW = (1, 0, 0, 1, 1)


# --- dates ------------------------------------------------------------------------------------------------------------------

@test
def years_of_a_period_go_into_both_gaps():
    """自  年  月至  年  月, and the facts name years alone: one of them is not left out."""
    given = fills.facts(FEW, period=None, period_start="2023", period_end="2026")
    result = fills.fill(document(["项目名称：__________", "实施期限：自    年  月至    年  月"]), given, ending="docx")
    text = next(line for line in lines(result) if line.startswith("实施期限"))
    assert text.replace(" ", "") == "实施期限：自2023年月至2026年月", text
    again(result, given)


@test
def months_that_gaps_do_not_ask_for_are_told():
    given = fills.facts(FEW, period="2025年3月-2026年10月")
    result = fills.fill(document(["项目名称：__________", "项目起止时间：    年-    年"]), given, ending="docx")
    text = next(line for line in lines(result) if line.startswith("项目起止"))
    assert text.replace(" ", "") == "项目起止时间：2025年-2026年" and "T060" in result.said, (text, result.said)
    again(result, given)


@test
def the_ends_of_a_period_have_cells_of_their_own():
    """起止时间 | … | 至 | …, and 开始日期: with the months that the facts name."""
    cells = {"A1": "项目名称", "A2": "项目起止时间", "C2": "至", "A3": "开始日期", "C3": "结束日期", **{"%s4" % "ABCD"[i]: HEADS[i] for i in range(4)},
             "A5": "产出指标", "B5": "数量指标"}
    given = fills.facts((1, 0, 0, 0, 0), period="2025年3月-2026年10月")
    result = fills.fill(patches.saved(workbook({**cells, "A3": None, "C3": None}, ("B1:D1",), 5, 4)), given)
    assert [cell.value for cell in result.sheet()[2]] == ["项目起止时间", "2025年3月", "至", "2026年10月"], [cell.value for cell in result.sheet()[2]]
    again(result, given)
    result = fills.fill(patches.saved(workbook({**cells, "A2": None, "C2": None}, ("B1:D1",), 5, 4)), given)
    assert [cell.value for cell in result.sheet()[3]] == ["开始日期", "2025年3月", "结束日期", "2026年10月"], [cell.value for cell in result.sheet()[3]]
    again(result, given)


@test
def the_ends_of_a_period_by_other_words():
    """完成时间 is a name of indicators, too, and 完成 the word of what came of a plan: beside 起始时间 it is the end of the project."""
    for first, last in (("起始时间", "完成时间"), ("项目开始时间", "项目完成时间"), ("起始年月", "终止年月"), ("起始日期", "截止日期"), ("开工时间", "竣工时间"),
                        ("实施起始时间", "实施完成时间")):
        cells, at = heads(["项目名称", "主管部门", first, last])
        given = fills.facts(FEW, period="2025年3月-2026年10月")
        result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8, 4)), given)
        assert [result.sheet()[at[label]].value for label in (first, last)] == ["2025年3月", "2026年10月"], (first, result.said)
        read = fills.inspect(result.data)["forms"][0]["fields"]
        assert (read["period_start"]["value"], read["period_end"]["value"]) == ("2025年3月", "2026年10月"), read
        again(result, given)


@test
def the_general_budget_beside_others_is_not_all_of_the_fiscal_money():
    """一般公共预算 alone is the fiscal part of the funds; beside 政府性基金预算 it is told that there is no place for the whole of it."""
    given = fills.facts(FEW, fund_total="1642500", fund_fiscal="1600000", fund_local=None, fund_superior=None)
    labels = ["项目名称", "主管部门", "资金总额（万元）", "其中：一般公共预算"]
    for others, wanted in (([], 160), (["政府性基金预算"], None), (["国有资本经营预算"], None)):
        cells, at = heads(labels + others)
        result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8 + len(others), 4)), given)
        filled = result.sheet()[at["其中：一般公共预算"]].value
        assert filled == wanted and ("fiscal" in result.said) == (wanted is None), (others, filled, result.said)
        again(result, given)


@test
def the_total_is_the_sum_of_the_year_and_what_was_carried_over():
    """本年预算 | 上年结转 | 合计: the year's total goes to 合计, and 本年预算 alone is no fact of ours."""
    given = fills.facts(FEW, fund_total="1642500", fund_carryover="42500", fund_local=None, fund_superior=None)
    cells, at = heads(["项目名称", "主管部门", "本年预算", "上年结转", "合计"])
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 9, 4)), given)
    assert [result.sheet()[at[label]].value for label in ("本年预算", "上年结转", "合计")] == [None, 4.25, 164.25], result.said
    again(result, given)


# --- texts ------------------------------------------------------------------------------------------------------------------

@test
def amounts_of_a_sentence():
    """Each amount goes before its own unit, and no unit is assumed for the form."""
    given = fills.facts(FEW, fund_local=None, fund_superior=None, fund_total="1642500", fund_fiscal="1600000", fund_other="42500")
    blank = document(["项目名称：__________", "申请资金总额：________万元，其中：财政资金________元，其他资金        万元。"])
    result = fills.fill(blank, given, ending="docx")
    text = next(line for line in lines(result) if line.startswith("申请"))
    assert text == "申请资金总额：164.25万元，其中：财政资金1600000元，其他资金4.25万元。", text
    assert "R010" not in result.said, result.said
    again(result, given)
    for sentence, then in (("本年度申请＿＿万元，其中：财政拨款＿＿万元。", "本年度申请164.25万元，其中：财政拨款160万元。"),
                           ("资金总额（  ）万元，其中：财政拨款（　）元，其他资金[ ]万元", "资金总额（164.25）万元，其中：财政拨款（1600000）元，其他资金[4.25]万元")):
        result = fills.fill(document(["项目名称：__________", sentence]), given, ending="docx")
        assert then in lines(result), lines(result)
        again(result, given)


@test
def boxes_behind_a_label():
    given = fills.facts(FEW, project_type="运转类")
    result = fills.fill(document(["项目名称：__________", "项目类型：□人员类  □运转类  □特定目标类"]), given, ending="docx")
    assert "项目类型：□人员类  ☑运转类  □特定目标类" in lines(result), lines(result)
    again(result, given)


@test
def brackets_and_characters_that_are_boxes():
    """Nothing of a row that nobody has ticked is a fact."""
    given = fills.facts(FEW, project_type="运转类")
    for row, then in (("（ ）人员类 （ ）运转类 （ ）特定目标类", "（ ）人员类 （√）运转类 （ ）特定目标类"), ("（）人员类（）运转类", "（）人员类（√）运转类"),
                      ("人员类（  ） 运转类（  ）", "人员类（  ） 运转类（√）"), ("[ ]人员类 [ ]运转类", "[ ]人员类 [√]运转类"),
                      ("【 】人员类\n【 】运转类", "【 】人员类\n【√】运转类"), ("◯人员类 ◯运转类", "◯人员类 ☑运转类"), ("口人员类 口运转类", "口人员类 ☑运转类"),
                      ("人员类□  运转类□", "人员类□  运转类☑")):
        cells, at = heads(["项目名称", "主管部门", "项目类型", "项目属性"])
        cells[at["项目类型"]] = row
        book = patches.saved(workbook(cells, ["A1:D1"], 8, 4))
        read = fills.inspect(patches.saved(workbook({**cells, at["项目名称"]: "河道清淤", "C6": "清淤", "D6": "≥3公里"}, ["A1:D1"], 8, 4)))
        assert "project_type" not in read["forms"][0]["fields"], row
        result = fills.fill(book, given)
        assert result.sheet()[at["项目类型"]].value == then and "T024" not in result.said, (result.sheet()[at["项目类型"]].value, result.said)
        assert fills.inspect(result.data)["forms"][0]["fields"]["project_type"]["value"] == "运转类"
        again(result, given)
        if "\n" in row:
            continue
        result = fills.fill(document(["项目名称：__________", "项目类型：" + row]), given, ending="docx")
        assert "项目类型：" + then in lines(result), lines(result)
        assert fills.inspect(result.data, "docx")["forms"][0]["fields"]["project_type"]["value"] == "运转类"
        again(result, given)


@test
def a_name_stands_before_its_signature():
    given = fills.facts(FEW)
    result = fills.fill(document(["项目名称：__________", "单位负责人：        （签章）"]), given, ending="docx")
    text = next(line for line in lines(result) if line.startswith("单位负责人"))
    assert text.replace(" ", "") == "单位负责人：周某（签章）", text
    again(result, given)


@test
def who_signs_an_opinion_is_not_the_unit():
    given = fills.facts(FEW)
    result = fills.fill(document(["项目名称：__________", "审核意见", "负责人（签字）：        "]), given, ending="docx")
    assert "周某" not in "".join(lines(result)) and "周某" in result.said, lines(result)


@test
def a_control_for_the_year():
    """（[    ]年度）, the gap a grey content control."""
    data = document(["（KEEP年度）", "项目名称：__________"])
    control = ('<w:sdt><w:sdtPr><w:id w:val="77"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:color w:val="808080"/></w:rPr>'
               '<w:t xml:space="preserve">    </w:t></w:r></w:sdtContent></w:sdt>')
    data = patches.changed(data, word__document_X_xml=lambda xml: xml.replace(
        "<w:r><w:t>（KEEP年度）</w:t></w:r>", "<w:r><w:t>（</w:t></w:r>%s<w:r><w:t>年度）</w:t></w:r>" % control))
    given = fills.facts(FEW)
    result = fills.fill(data, given, ending="docx")
    text = "".join(node.text for node in docx.Document(io.BytesIO(result.data)).paragraphs[0]._p.iter(docx.oxml.ns.qn("w:t")))
    assert text.replace(" ", "") == "（2024年度）", text
    again(result, given)


@test
def years_in_brackets_and_after_their_century():
    for blank, text in (("（20   年度）", "（2024年度）"), ("（     ）年度预算", "（2024）年度预算"), ("（2024）年度预算", "（2024）年度预算")):
        given = fills.facts(FEW)
        result = fills.fill(document([blank, "项目名称：__________"]), given, ending="docx")
        assert lines(result)[0].replace(" ", "") == text and " year has no place in blank.docx: 2024" not in result.said, lines(result)[0]
        again(result, given)


@test
def a_number_in_brackets_holds_a_place():
    book = workbook({"A1": "项目名称", **{"%s2" % "ABCD"[i]: text for i, text in enumerate(HEADS)}, "A3": "产出指标", "B3": "数量指标", "C3": "（1）",
                     "B4": "质量指标", "C4": "（1）"}, ("B1:D1", "A3:A4"), 4, 4)
    result = fills.fill(patches.saved(book), fills.facts((1, 0, 0, 0, 0)))
    assert [result.sheet().cell(row, 3).value for row in (3, 4)] == ["数量之1", None] and "rows added 0" in result.said, result.said
    assert "T061" not in result.said


@test
def a_unit_alone_in_a_cell():
    """        万元: the amount goes before the unit, which stays."""
    book = workbook({"A1": "项目名称", "A2": "年度资金总额", "B2": "        万元", **{"%s3" % "ABCD"[i]: HEADS[i] for i in range(4)},
                     "A4": "产出指标", "B4": "数量指标"}, ("B1:D1", "B2:D2"), 4, 4)
    given = fills.facts((1, 0, 0, 0, 0))
    result = fills.fill(patches.saved(book), given)
    assert result.sheet()["B2"].value == "164.25万元", result.sheet()["B2"].value
    again(result, given)


# --- tables -----------------------------------------------------------------------------------------------------------------

@test
def hidden_columns_take_nothing():
    """The goal's cell is below its label; the column at its right, which nobody sees, is none."""
    book = workbook({"A1": "项目名称", "A2": "中长期目标", "D2": "年度目标", "A4": "一级指标", "B4": "二级指标", "C4": "辅助", "D4": "三级指标", "E4": "指标值",
                     "A5": "产出指标", "B5": "数量指标"}, ("B1:E1", "A2:B2", "D2:E2", "A3:B3", "D3:E3"), 5, 5)
    book.active.column_dimensions["C"].hidden = True
    given = fills.facts((1, 0, 0, 0, 0))
    sheet = fills.fill(patches.saved(book), given).sheet()
    assert (sheet["A3"].value, sheet["C2"].value, sheet["D3"].value) == ("河道畅通。", None, "清淤12公里。"), \
        [cell.value for row in sheet["A2:E3"] for cell in row]


def directions(entries):
    book = workbook({"A1": "项目名称", **{"%s2" % "ABCDEF"[i]: text for i, text in enumerate(HEADS[:3] + ("指标方向", "指标值", "计量单位"))}},
                    ("B1:F1",), 6, 6)
    choice = DataValidation(type="list", formula1='"%s"' % entries)
    choice.add("D3:D6")
    book.active.add_data_validation(choice)
    return patches.saved(book)


@test
def the_list_says_what_a_direction_is():
    given = fills.facts((2, 0, 0, 0, 0))
    result = fills.fill(directions("正向,反向,定性"), given)
    row = [cell.value for cell in result.sheet()[3]]
    assert row[2:] == ["数量之1", "正向", "≥3", "个"] and "D002" in result.said and "T022" not in result.said, (row, result.said)
    row = [cell.value for cell in fills.fill(directions("≥,≤,="), given).sheet()[3]]
    assert row[2:] == ["数量之1", "≥", 3, "个"], row


@test
def indicators_printed_beforehand():
    """★, dates and long units are no obstacle; what the facts say nothing of keeps its prompt, and is told."""
    book = workbook({"A1": "项目名称", **{"%s2" % "ABCD"[i]: text for i, text in enumerate(HEADS)},
                     "A3": "产出指标", "B3": "数量指标", "C3": "★数量之1", "D3": "≥**个", "C4": "数量之9", "D4": "**万元/公里", "B5": "时效指标", "C5": "时效之1",
                     "D5": "**年**月底前"}, ("B1:D1", "A3:A5", "B3:B4"), 5, 4)
    given = fills.facts((1, 0, 1, 0, 0))
    result = fills.fill(patches.saved(book), given)
    sheet = result.sheet()
    assert sheet.max_row == 5 and [sheet.cell(row, 4).value for row in (3, 4, 5)] == ["≥3个", "**万元/公里", "≥91%"], \
        [[cell.value for cell in row] for row in sheet]
    assert sheet["C3"].value == "★数量之1" and "T061" in result.said and "数量之9" in result.said, result.said
    again(result, given)


def blocks(tiles=2, rows=3):
    """A list whose facts have their headings a row above the indicators', with a total first and numbered blocks."""
    cells = {"A1": "项目绩效目标汇总表", "G2": "金额单位：元", "A3": "序号", "B3": "项目名称", "C3": "预算资金", "E3": "年度绩效目标", "F3": "绩效指标",
             "C4": "合计", "D4": "其他资金", "F4": HEADS[0], "G4": HEADS[1], "H4": HEADS[2], "I4": HEADS[3], "A5": "合计"}
    last = 5 + tiles * rows
    merges = ["A1:I1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:I3", "A5:B5"]
    for column in "CD":
        cells[column + "5"] = "=SUM(%s6:%s%d)" % (column, column, last)
    for tile in range(tiles):
        first = 6 + tile * rows
        cells["A%d" % first] = tile + 1
        merges += ["%s%d:%s%d" % (column, first, column, first + rows - 1) for column in "ABCDE"]
    cells["A%d" % (last + 1)] = "填表人："
    merges.append("A%d:B%d" % (last + 1, last + 1))
    return workbook(cells, merges, last, 9)


def blocks_filled(counts, sizes):
    given = fills.facts(count=len(counts), fund_local=None, fund_superior=None, fund_total="300000")
    for form, size in zip(given["forms"], sizes):
        form["indicators"] = [fills.indicator(0, number + 1) for number in range(size)]
    result = fills.fill(patches.saved(blocks()), given)
    sheet = result.sheet()
    merged = {str(area) for area in sheet.merged_cells.ranges}
    first = 6
    for number, (rows, size) in enumerate(zip(counts, sizes)):
        assert sheet["A%d" % first].value == number + 1 and sheet["B%d" % first].value == "河道清淤%d" % (number + 1), number
        assert sheet["C%d" % first].value == 300000 and sheet["E%d" % first].value == "清淤12公里。"
        assert [sheet["H%d" % (first + n)].value for n in range(rows)] == ["数量之%d" % (n + 1) if n < size else None for n in range(rows)]
        for column in "ABCDE" if rows > 1 else "":
            assert "%s%d:%s%d" % (column, first, column, first + rows - 1) in merged, (column, first, rows, sorted(merged))
        first += rows
    assert sheet["C5"].value == "=SUM(C6:C%d)" % (max(first, 12) - 1), sheet["C5"].value
    read = fills.inspect(result.data)["forms"]
    assert [len(form["indicators"]) for form in read] == list(sizes) and [form["fields"]["project_name"]["value"] for form in read] == \
        ["河道清淤%d" % (n + 1) for n in range(len(counts))], read
    again(result, given)
    return result


@test
def blocks_of_a_list_stay_blocks():
    blocks_filled((3, 3), (2, 3))


@test
def blocks_of_a_list_grow():
    result = blocks_filled((5, 4), (5, 4))
    assert "rows added 3" in result.said, result.said


@test
def blocks_of_a_list_are_added():
    result = blocks_filled((3, 4, 2, 1), (3, 4, 2, 1))
    assert "rows added 4" in result.said, result.said


@test
def a_formula_of_a_list_that_says_otherwise_is_told():
    book = blocks()
    book.active["C6"] = "=SUM(D6:D6)"
    given = fills.facts(FEW, count=1, fund_local=None, fund_superior=None, fund_total="300000")
    result = fills.fill(patches.saved(book), given)
    assert result.sheet()["C6"].value == "=SUM(D6:D6)" and "T021" in result.said and "300000" in result.said, result.said


# --- tables of amounts that go both ways, covers, who files ---------------------------------------------------------------------

FUNDS = {"fund_local": None, "fund_superior": None, "fund_total": "900000", "fund_fiscal": "760000", "fund_carryover": "100000", "fund_other": "40000",
         "period_fund_total": "2400000", "period_fund_fiscal": "2000000", "period_fund_other": "400000"}


def indicators_below(cells, row, columns="ABCD"):
    for column, text in zip(columns, HEADS):
        cells["%s%d" % (column, row)] = text
    for n, (level1, level2) in enumerate((("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标")), 1):
        cells["%s%d" % (columns[0], row + n)], cells["%s%d" % (columns[1], row + n)] = level1, level2
    return cells


def crossed(heads, labels, corner="资金（万元）"):
    """A project's name, the year's gap, and a table with these words over its columns and in front of its rows."""
    cells = {"A1": "项目支出绩效目标表", "A2": "（    年度）", "A3": "项目名称", "A4": corner}
    for n, text in enumerate(heads):
        cells["BCDEF"[n] + "4"] = text
    for n, text in enumerate(labels):
        cells["A%d" % (5 + n)] = text
    end = 5 + len(labels)
    return workbook(indicators_below(cells, end), ["A1:F1", "A2:F2", "B3:F3"], end + 3, 6)


def amounts(sheet, first, count):
    return [[sheet.cell(row, column).value for column in range(2, 6)] for row in range(first, first + count)]


@test
def times_down_and_sources_across():
    given = fills.facts(FEW, **FUNDS)
    result = fills.fill(patches.saved(crossed(("合计", "财政拨款", "上年结转", "其他资金"), ("项目总资金", "本年度资金"))), given)
    assert amounts(result.sheet(), 5, 2) == [[240, 200, None, 40], [90, 76, 10, 4]], amounts(result.sheet(), 5, 2)
    again(result, given)
    read = fills.inspect(result.data)["forms"][0]["fields"]
    assert all(read[key]["value"] == value for key, value in FUNDS.items() if value), read


@test
def sources_down_and_times_across():
    given = fills.facts(FEW, **FUNDS)
    book = crossed(("中期资金", "本年度"), ("资金总额", "其中：财政拨款", "上年结转", "其他资金"))
    result = fills.fill(patches.saved(book), given)
    assert amounts(result.sheet(), 5, 4) == [[240, 90, None, None], [200, 76, None, None], [None, 10, None, None], [40, 4, None, None]], \
        amounts(result.sheet(), 5, 4)
    again(result, given)


@test
def years_down_and_sources_across():
    """The year's amounts go into the row of the facts' year, those of the whole project into the sum; other years stay blank."""
    given = fills.facts(FEW, **FUNDS)
    result = fills.fill(patches.saved(crossed(("资金总额", "财政拨款", "其他资金"), ("2023年", "2024年", "2025年", "合计"), "年度")), given)
    assert amounts(result.sheet(), 5, 4) == [[None] * 4, [90, 76, 4, None], [None] * 4, [240, 200, 40, None]], amounts(result.sheet(), 5, 4)
    again(result, given)


@test
def an_amount_that_is_no_field_is_told():
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称", "A3": "年度金额（万元）", "A4": "其中：中央补助", "A5": "地方资金"}
    book = workbook(indicators_below(cells, 6), ["A1:D1", "B2:D2", "B3:D3", "B4:D4", "B5:D5"], 9, 4)
    result = fills.fill(patches.saved(book), fills.facts(FEW))
    assert result.sheet()["B4"].value is None, "central money is a part of what comes from above"
    assert result.sheet()["B5"].value is None and "中央补助、地方资金" in result.said and "stayed blank 2" in result.said, result.said


@test
def parts_without_a_column_are_told_where_they_stand():
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称"}
    book = workbook(indicators_below(cells, 3), ["A1:D1", "B2:D2"], 6, 4)
    given = fills.facts((2, 0, 0, 1, 1))
    result = fills.fill(patches.saved(book), given)
    assert "standard of 4 indicator(s)" in result.said and "(0 indicators)" not in result.said, result.said
    plan = fills.planned(patches.saved(book), given)
    assert [len(item["at"]) for item in plan["items"] if item.get("part") == "standard"] == [4], plan["items"]


@test
def a_cover_is_filled():
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称", "A3": "实施单位"}
    book = workbook(indicators_below(cells, 4), ["A1:D1", "B2:D2", "B3:D3"], 7, 4)
    cover = book.create_sheet("封面", 0)
    for row, text in enumerate(("项目支出绩效目标申报表", "项目名称：____________________", "填报单位（盖章）：____________", "填报日期：    年  月  日"), 1):
        cover.cell(row, 1).value = text
    given = fills.facts((3, 0, 0, 1, 1))
    result = fills.fill(patches.saved(book), given)
    front, form = openpyxl.load_workbook(io.BytesIO(result.data)).worksheets
    assert [front.cell(row, 1).value for row in range(1, 5)] == \
        ["项目支出绩效目标申报表", "项目名称：河道清淤", "填报单位（盖章）：白鹭县水务局", "填报日期：2024年3月5日"], [c.value for c in front["A"]]
    assert form["B2"].value == "河道清淤" and form["C7"].value == "数量之3" and "rows added 2" in result.said, result.said
    assert "date" not in result.said and "filing unit" not in result.said, result.said
    again(result, given)


@test
def who_files_beside_who_carries_out():
    """申报单位（盖章） is who files the form; for want of that the unit, where the form has no other word for it."""
    cells = {"A1": "项目支出绩效目标表", "A2": "申报单位（盖章）：              填报日期：    年  月  日", "A3": "项目名称"}
    alone = workbook(indicators_below(dict(cells), 4), ["A1:D1", "A2:D2", "B3:D3"], 7, 4)
    cells["C3"] = "实施单位"
    both = workbook(indicators_below(cells, 4), ["A1:D1", "A2:D2"], 7, 4)
    given = fills.facts(FEW)
    result = fills.fill(patches.saved(alone), given)
    assert result.sheet()["A2"].value.startswith("申报单位（盖章）：白鹭县水务局 ") and "L001: implementing unit" in result.said, result.said
    assert "L001: filing unit" not in result.said, result.said
    again(result, given)
    result = fills.fill(patches.saved(alone), fills.facts(FEW, filing_unit=None))
    assert result.sheet()["A2"].value.startswith("申报单位（盖章）：白鹭县河道所 "), result.said
    result = fills.fill(patches.saved(both), given)
    assert result.sheet()["A2"].value.startswith("申报单位（盖章）：白鹭县水务局 ") and result.sheet()["D3"].value == "白鹭县河道所", result.said
    read = fills.inspect(result.data)["forms"][0]["fields"]
    assert read["filing_unit"]["value"] == "白鹭县水务局" and read["unit_name"]["value"] == "白鹭县河道所", read


# --- what a blind trial found ---------------------------------------------------------------------------------------------------

@test
def a_list_of_plain_rows_below_its_total():
    """合计 in the column of units is no project; each project's facts are merged over its rows, and the numbers printed are those of projects."""
    cells = {"A1": "项目绩效目标汇总表", "A2": "金额单位：万元", "B4": "合计", "D4": "=SUM(D5:D7)", "A5": "1", "A6": "2", "A7": "3", "A8": "注：逐项填写。"}
    for column, text in zip("ABCDEFGHI", ("序号", "单位名称", "项目名称", "预算金额", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标值")):
        cells[column + "3"] = text
    given = fills.facts((2, 0, 0, 1, 1), count=2, fund_local=None, fund_superior=None, fund_total="300000")
    result = fills.fill(patches.saved(workbook(cells, ["A1:I1", "A2:I2", "A8:I8"], 7, 9)), given)
    sheet = result.sheet()
    assert [sheet["A%d" % row].value for row in range(4, 14)] == [None, "1", None, None, None, "2", None, None, None, "注：逐项填写。"]
    assert (sheet["C5"].value, sheet["C9"].value, sheet["D4"].value) == ("河道清淤1", "河道清淤2", "=SUM(D5:D12)"), sheet["D4"].value
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A5:A8", "C5:C8", "C9:C12", "D9:D12", "E5:E8"} <= merged and "rows added 5" in result.said, (sorted(merged), result.said)
    again(result, given)


@test
def names_stand_on_a_cover_page_too():
    given = fills.facts(FEW)
    result = fills.fill(document(["项目名称：__________", "一、基本情况", "项目名称：__________"]), given, ending="docx")
    assert [line for line in lines(result) if line.startswith("项目名称")] == ["项目名称：河道清淤"] * 2, lines(result)


@test
def a_date_behind_who_files():
    """年 月 日 without a label is the date of who signs for the unit; one below an opinion is the authority's."""
    cells = {"A1": "项目支出绩效目标表", "A2": "申报单位（盖章）：                    年    月    日", "A3": "项目名称",
             "C3": "主管部门", "A8": "主管部门意见", "B8": "负责人：        （公章）\n        年   月   日"}
    book = workbook(indicators_below(cells, 4), ["A1:D1", "A2:D2", "B8:D8"], 8, 4)
    given = fills.facts(FEW)
    result = fills.fill(patches.saved(book), given)
    assert result.sheet()["A2"].value.split() == ["申报单位（盖章）：白鹭县水务局", "2024年3月5日"], result.sheet()["A2"].value
    assert result.sheet()["B8"].value == cells["B8"], result.sheet()["B8"].value
    again(result, given)


@test
def a_row_without_any_looks_takes_those_above():
    """The second row of a category: nothing but blank paragraphs, and levels that go on from above."""
    made = docx.Document(io.BytesIO(document(["项目名称：__________"])))
    for row in made.tables[0].rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = docx.shared.Pt(9)
    for cell in made.tables[0].rows[2].cells:
        for run in list(cell.paragraphs[0].runs):
            run._r.getparent().remove(run._r)
    for column in (0, 1):
        made.tables[0].cell(1, column).merge(made.tables[0].cell(2, column))
    out = io.BytesIO()
    made.save(out)
    result = fills.fill(out.getvalue(), fills.facts((2, 0, 0, 0, 1)), ending="docx")
    cell = docx.Document(io.BytesIO(result.data)).tables[0].cell(2, 2)
    assert cell.text == "数量之2" and cell.paragraphs[0].runs[0].font.size == docx.shared.Pt(9), (cell.text, cell.paragraphs[0].runs[0].font.size)


@test
def what_replaces_a_hint_does_not_look_like_one():
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称", "B2": "点击输入", "A3": "实施单位"}
    book = workbook(indicators_below(cells, 4), ["A1:D1", "B2:D2", "B3:D3"], 7, 4)
    book.active["B2"].font = openpyxl.styles.Font(italic=True, color="FF999999")
    font = fills.fill(patches.saved(book), fills.facts(FEW)).sheet()["B2"].font
    assert not font.italic and (not font.color or font.color.rgb != "FF999999"), font


@test
def what_is_struck_out_stays_so():
    """A row that the bureau has struck out is no row to fill, be it by the cells' looks or by those of their words; nor is one of a document."""
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称"}
    cells = indicators_below(cells, 3)
    book = workbook(cells, ["A1:D1", "B2:D2"], 7, 4)
    sheet = book.active
    sheet.insert_rows(5)
    for column, text in enumerate(("产出指标", "数量指标", "废止指标", "≥1处"), 1):
        sheet.cell(5, column, text).font = openpyxl.styles.Font(strike=True)
    given = fills.facts((2, 0, 0, 1, 1))
    result = fills.fill(patches.saved(book), given)
    assert [result.sheet().cell(6, column).value for column in (3, 4)] == ["废止指标", "≥1处"], result.said
    assert result.sheet()["C5"].value == "数量之2" and result.sheet()["C7"].value == "社会效益之1", result.said
    again(result, given)
    made = docx.Document(io.BytesIO(document(["项目名称：__________"])))
    row = made.tables[0].add_row()
    made.tables[0].rows[1]._tr.addnext(row._tr)
    for cell, text in zip(row.cells, ("产出指标", "数量指标", "废止指标", "≥1处")):
        cell.paragraphs[0].add_run(text).font.strike = True
    out = io.BytesIO()
    made.save(out)
    result = fills.fill(out.getvalue(), given, ending="docx")
    table = docx.Document(io.BytesIO(result.data)).tables[0]
    assert [table.cell(3, column).text for column in (2, 3)] == ["废止指标", "≥1处"], result.said
    assert table.cell(2, 2).text == "数量之2", result.said


@test
def gaps_behind_numbers_of_the_program():
    """Paragraphs of a list: their numbers are read, and what is filled in stands where it should."""
    made = docx.Document(io.BytesIO(document(["项目名称：__________"])))
    for text in ("填报单位：        ", "填表人：        "):
        made.tables[0]._tbl.addprevious(made.add_paragraph(text, style="List Number")._p)
    out = io.BytesIO()
    made.save(out)
    result = fills.fill(out.getvalue(), fills.facts(FEW), ending="docx")
    texts = [paragraph.text.strip() for paragraph in docx.Document(io.BytesIO(result.data)).paragraphs]
    assert "填报单位：白鹭县水务局" in texts and "填表人：林某" in texts, (texts, result.said)


@test
def further_categories_in_a_row_of_dots():
    """…… under 二级指标 takes a category for each row: none of them hides below a merge."""
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称"}
    cells = indicators_below(cells, 3)
    cells["B5"] = "……"
    given = fills.facts((1, 0, 0, 0, 1))
    given["forms"][0]["indicators"] += [dict(fills.indicator(3, n + 1), level2=level2) for n, level2 in enumerate(("经济效益指标", "社会效益指标"))]
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1", "B2:D2"], 6, 4)), given)
    assert [result.sheet()["B%d" % row].value for row in (5, 6)] == ["经济效益指标", "社会效益指标"], result.said
    again(result, given)


@test
def locked_cells_that_were_filled_are_told():
    """They count where the sheet is protected, and nobody may write there without lifting that."""
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称", "A3": "实施单位"}
    book = workbook(indicators_below(cells, 4), ["A1:D1", "B2:D2", "B3:D3"], 7, 4)
    sheet = book.active
    for place in ["B2"] + [column + str(row) for column in "CD" for row in range(5, 8)]:
        sheet[place].protection = openpyxl.styles.Protection(locked=False)
    assert "T037" not in fills.fill(patches.saved(book), fills.facts(FEW)).said
    sheet.protection.set_password("secret")
    sheet.protection.enable()
    said = fills.fill(patches.saved(book), fills.facts(FEW)).said
    assert re.search(r"B3: .*T037.* 1 are locked", said) and said.count("T037") == 1, said
    open_range = patches.parts(patches.saved(book))
    part = "xl/worksheets/sheet1.xml"
    ranges = b'<protectedRanges><protectedRange sqref="B3:D3" name="open"/></protectedRanges>'
    open_range[part] = re.sub(rb"(<sheetProtection[^>]*/>)", rb"\1" + ranges, open_range[part])
    assert "T037" not in fills.fill(patches.package(open_range), fills.facts(FEW)).said


@test
def numbers_in_front_go_on():
    """序号 1, 2, 3: rows that are put in have numbers of their own, and those below go on."""
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称", "A3": "序号", **{"%s3" % "BCDE"[i]: HEADS[i] for i in range(4)}}
    for row, (level1, level2) in enumerate((("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标")), 4):
        cells.update({"A%d" % row: row - 3, "B%d" % row: level1, "C%d" % row: level2})
    given = fills.facts((3, 0, 0, 1, 1))
    result = fills.fill(patches.saved(workbook(cells, ["A1:E1", "B2:E2"], 6, 5)), given)
    assert [result.sheet()["A%d" % row].value for row in range(4, 9)] == [1, 2, 3, 4, 5], [cell.value for cell in result.sheet()["A"]]
    again(result, given)
    made = docx.Document()
    table = made.add_table(4, 4)
    for column, text in enumerate(("序号", "指标类型", "指标名称", "指标值")):
        table.cell(0, column).text = text
    for row, text in enumerate(("数量指标", "社会效益指标", "服务对象满意度指标"), 1):
        table.cell(row, 0).text, table.cell(row, 1).text = str(row), text
    out = io.BytesIO()
    made.save(out)
    result = fills.fill(out.getvalue(), given, ending="docx")
    table = docx.Document(io.BytesIO(result.data)).tables[0]
    assert [table.cell(row, 0).text for row in range(1, 6)] == ["1", "2", "3", "4", "5"], [row.cells[0].text for row in table.rows]
    again(result, given)


@test
def both_levels_in_one_cell():
    """产出指标—数量指标 in front of the names: the indicators of each pair go there, and rows are put in behind it."""
    heads = ("指标类别", "指标名称", "计算符号", "指标值", "计量单位")
    cells = {"A1": "项目绩效目标申报表", "A2": "项目名称", **{"%s3" % "ABCDE"[i]: head for i, head in enumerate(heads)}}
    cells.update({"A4": "产出指标—数量指标", "A5": "产出指标—质量指标", "A6": "效益指标—社会效益指标", "A7": "满意度指标—服务对象满意度指标"})
    given = fills.facts((2, 1, 0, 1, 1))
    result = fills.fill(patches.saved(workbook(cells, ["A1:E1", "B2:E2"], 7, 5)), given)
    names = [indicator["name"] for indicator in given["forms"][0]["indicators"]]
    assert [result.sheet()["B%d" % row].value for row in range(4, 9)] == names and "T027" not in result.said, result.said
    again(result, given)


@test
def a_row_of_fixed_height_knows_the_documents_letters():
    """Nine characters fill a cell of nine at 10.5 points; this document's letters have 11, and they would be cut off."""
    made = docx.Document()
    table = made.add_table(4, 4)
    for column, text in enumerate(HEADS):
        table.cell(0, column).text = text
    for row, (level1, level2) in enumerate((("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标")), 1):
        table.cell(row, 0).text, table.cell(row, 1).text = level1, level2
    for row in table.rows:
        row.height, row.height_rule = docx.shared.Twips(454), docx.enum.table.WD_ROW_HEIGHT_RULE.EXACTLY
    out = io.BytesIO()
    made.save(out)
    given = fills.facts((1, 0, 0, 1, 1))
    given["forms"][0]["indicators"][0]["name"] = "养护路段验收合格率"
    result = fills.fill(out.getvalue(), given, ending="docx")
    rules = [row.height_rule for row in docx.Document(io.BytesIO(result.data)).tables[0].rows]
    assert rules[1] == docx.enum.table.WD_ROW_HEIGHT_RULE.AT_LEAST and rules[2] == docx.enum.table.WD_ROW_HEIGHT_RULE.EXACTLY, rules
    again(result, given)


# --- several forms in one file, examples, hidden rows ----------------------------------------------------------------------------

def form_at(cells, row, title):
    """A form of seven rows from this one on; its merged areas."""
    cells.update({"A%d" % row: title, "A%d" % (row + 1): "项目名称", "A%d" % (row + 2): "实施单位"})
    indicators_below(cells, row + 3)
    return ["A%d:D%d" % (row, row), "B%d:D%d" % (row + 1, row + 1), "B%d:D%d" % (row + 2, row + 2)]


def shown(cells, row):
    """The form that begins there is filled in to show how."""
    cells.update({"B%d" % (row + 1): "某项目", "B%d" % (row + 2): "某单位", **{"C%d" % (row + n): "某指标%d" % n for n in (4, 5, 6)},
                  **{"D%d" % (row + n): "≥1个" for n in (4, 5, 6)}})


def table_of(made, cells, row):
    table = made.add_table(6, 4)
    for place, text in cells.items():
        if int(place[1:]) > row:
            table.cell(int(place[1:]) - row - 1, "ABCD".index(place[0])).text = text
    return table


def names_of(data):
    return [[row.cells[2].text for row in table.rows][3:] for table in docx.Document(io.BytesIO(data)).tables]


FILLED = ["数量之1", "社会效益之1", "服务对象满意度之1", "服务对象满意度之2"]


@test
def one_of_two_forms_on_a_sheet():
    cells = {}
    merges = form_at(cells, 1, "项目支出绩效目标表") + form_at(cells, 9, "项目支出绩效目标表（二）")
    given = fills.facts((1, 0, 0, 1, 2))
    result = fills.fill(patches.saved(workbook(cells, merges, 15, 4)), given)
    column = [result.sheet().cell(row, 3).value for row in range(5, 17)]
    assert column == FILLED + [None] * 3 + ["三级指标"] + [None] * 4 and result.sheet()["B11"].value is None, column
    assert re.search(r"A9: .*T062.* 1 more", result.said), result.said
    again(result, given)


@test
def one_of_two_sheets():
    cells = {}
    merges = form_at(cells, 1, "项目支出绩效目标表")
    book = workbook(cells, merges, 7, 4)
    book.copy_worksheet(book.active)
    given = fills.facts((1, 0, 0, 1, 2))
    result = fills.fill(patches.saved(book), given)
    second = openpyxl.load_workbook(io.BytesIO(result.data)).worksheets[1]
    assert result.sheet()["C5"].value == "数量之1" and second["C5"].value is None and "T062" in result.said, result.said
    again(result, given)


@test
def one_of_two_forms_in_a_document():
    made = docx.Document()
    for title in ("附件1  项目支出绩效目标表", "附件2  项目支出绩效目标表"):
        cells = {}
        made.add_paragraph(title)
        form_at(cells, 1, title)
        table_of(made, cells, 1)
        made.add_paragraph("负责人签字：________  日期：____年__月__日")
    out = io.BytesIO()
    made.save(out)
    given = fills.facts((1, 0, 0, 1, 2))
    result = fills.fill(out.getvalue(), given, ending="docx")
    assert names_of(result.data) == [FILLED, [""] * 3] and "T062" in result.said, names_of(result.data)
    feet = [re.sub("[_ ]", "", line) for line in lines(result) if line.startswith("负责人")]
    assert feet == ["负责人签字：周某日期：2024年3月5日", "负责人签字：日期：年月日"], feet
    again(result, given)


@test
def an_example_is_no_form_to_be_filled():
    """Before the form or behind it, in a document or on a sheet of its own."""
    given = fills.facts((1, 0, 0, 1, 2))
    for titles in (("项目支出绩效目标表（填报示例）", "项目支出绩效目标表"), ("项目支出绩效目标表", "填报示例")):
        made = docx.Document()
        for title in titles:
            cells = {}
            made.add_paragraph(title)
            form_at(cells, 1, title)
            if "示例" in title:
                shown(cells, 1)
            table_of(made, cells, 1)
        out = io.BytesIO()
        made.save(out)
        result = fills.fill(out.getvalue(), given, ending="docx")
        example = ["某指标4", "某指标5", "某指标6"]
        assert names_of(result.data) == [example if "示例" in title else FILLED for title in titles], names_of(result.data)
        assert "T062" not in result.said, result.said
        again(result, given)
    cells = {}
    merges = form_at(cells, 1, "项目支出绩效目标表")
    book = workbook(cells, merges, 7, 4)
    first = book.copy_worksheet(book.active)
    first.title = "填报示例"
    first["B2"], first["C5"], first["D5"] = "某项目", "某指标", "≥1个"
    book.move_sheet(first, -1)
    result = fills.fill(patches.saved(book), given)
    example, form = openpyxl.load_workbook(io.BytesIO(result.data)).worksheets
    assert (example["C5"].value, example["C6"].value, form["C5"].value) == ("某指标", None, "数量之1"), result.said
    again(result, given)


@test
def an_example_among_the_rows_is_told():
    cells = indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3)
    cells.update({"B5": "数量指标", "C4": "例：某指标", "D4": "≥1个"})
    book = workbook(cells, ["A1:D1", "B2:D2", "B4:B5"], 6, 4)
    result = fills.fill(patches.saved(book), fills.facts((1, 0, 0, 0, 1)))
    assert result.sheet()["C4"].value == "例：某指标" and re.search(r"C4: .*T063", result.said), result.said


@test
def cells_in_hidden_rows_are_told():
    book = workbook(indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3), ["A1:D1", "B2:D2"], 6, 4)
    given = fills.facts((1, 0, 0, 1, 1))
    assert "T064" not in fills.fill(patches.saved(book), given).said
    book.active.row_dimensions[5].hidden = True
    result = fills.fill(patches.saved(book), given)
    assert re.search(r"C5: .*T064.* 2 stand", result.said) and result.sheet()["C5"].value == "社会效益之1", result.said


# --- whose rows are whose -------------------------------------------------------------------------------------------------------

FOOT = "审核人：__________  经办人：__________"


@test
def blank_rows_below_the_foot_are_nobodys():
    """Ruled rows below a note or a line of signatures take no indicator, and the foot stays a foot."""
    for foot in (FOOT, "注：可按需增行"):
        cells = indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称", "A7": foot}, 3)
        book = workbook(cells, ["A1:D1", "B2:D2", "A7:D7"], 9, 4)
        given = fills.facts((1, 0, 0, 1, 3))
        result = fills.fill(patches.saved(book), given)
        column = [result.sheet().cell(row, 3).value for row in range(4, 12)]
        assert column == ["数量之1", "社会效益之1", "服务对象满意度之1", "服务对象满意度之2", "服务对象满意度之3", None, None, None], column
        assert result.sheet()["A9"].value.startswith(foot[:4]) and "rows added 2" in result.said, result.said
        again(result, given)
    made = docx.Document()
    made.add_paragraph("项目名称：__________")
    table = made.add_table(4, 4)
    for column, text in enumerate(HEADS):
        table.cell(0, column).text = text
    table.cell(1, 0).text, table.cell(1, 1).text = "满意度指标", "服务对象满意度指标"
    table.cell(2, 0).merge(table.cell(2, 3)).text = "注：可按需增行"
    out = io.BytesIO()
    made.save(out)
    given = fills.facts((0, 0, 0, 0, 2))
    result = fills.fill(out.getvalue(), given, ending="docx")
    names = [row.cells[2].text for row in docx.Document(io.BytesIO(result.data)).tables[0].rows]
    assert names == ["三级指标", "服务对象满意度之1", "服务对象满意度之2", "注：可按需增行", ""], names
    again(result, given)


@test
def a_table_without_any_ruled_cell():
    """Nothing was ever typed or ruled where values go, so that the file has no such cells: they are made."""
    book = workbook(indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3))
    given = fills.facts((2, 0, 0, 1, 1))
    result = fills.fill(patches.saved(book), given)
    sheet = result.sheet()
    assert sheet["B2"].value == "河道清淤" and [sheet.cell(row, 3).value for row in range(4, 8)] == \
        ["数量之1", "数量之2", "社会效益之1", "服务对象满意度之1"], [[cell.value for cell in row] for row in sheet]
    again(result, given)


@test
def a_form_without_any_row_loses_what_it_loses():
    """No table of indicators: each is a loss like any other."""
    book = workbook({"A1": "项目支出绩效目标表", "A2": "项目名称", "A3": "实施单位", "A4": "填报日期"}, ["A1:D1", "B2:D2", "B3:D3", "B4:D4"], 4, 4)
    given = fills.facts((2, 0, 0, 1, 1))
    result = fills.fill(patches.saved(book), given)
    assert result.said.count("T027") == 4, result.said
    assert fills.fill(patches.saved(book), given, "--no-loss", fine=False).data is None


@test
def indicators_in_two_tables():
    """The outputs stand in one table and the effects in another: each indicator goes into the one with its category, and none is lost."""
    cells = indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3)
    del cells["A5"], cells["B5"], cells["A6"], cells["B6"]
    for column, text in zip("ABCD", HEADS):
        cells[column + "7"] = text
    cells.update({"A8": "效益指标", "B8": "社会效益指标", "A9": "满意度指标", "B9": "服务对象满意度指标"})
    book = workbook(cells, ["A1:D1", "B2:D2", "A5:D5"], 9, 4)
    given = fills.facts((2, 0, 0, 1, 1))
    result = fills.fill(patches.saved(book), given)
    names = [cell.value for cell in result.sheet()["C"] if cell.value and "之" in cell.value]
    assert names == ["数量之1", "数量之2", "社会效益之1", "服务对象满意度之1"] and "T027" not in result.said, (names, result.said)
    again(result, given)


def heads(labels, unit="单位：万元", column="BD"):
    """Labels two a row, each with a cell at its right, above the indicators; and where the cell of each is."""
    cells = {"A1": "项目支出绩效目标表", "D2": unit}
    at = {}
    for i, label in enumerate(labels):
        cells["AC"[i % 2] + str(3 + i // 2)] = label
        at[label] = column[i % 2] + str(3 + i // 2)
    return indicators_below(cells, 4 + (len(labels) - 1) // 2), at


@test
def who_carries_it_out_whatever_the_label():
    """单位名称 is who files the form where 项目单位 or another one asks for the unit of the project."""
    given = fills.facts(FEW)
    for label in ("项目单位", "实施单位", "用款单位"):
        cells, at = heads(["单位名称：", label, "项目名称", "主管部门"])
        result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8, 4)), given)
        assert result.sheet()[at["单位名称："]].value == "白鹭县水务局" and result.sheet()[at[label]].value == "白鹭县河道所", (label, result.said)
        read = fills.inspect(result.data)["forms"][0]["fields"]
        assert (read["filing_unit"]["value"], read["unit_name"]["value"]) == ("白鹭县水务局", "白鹭县河道所"), read
        again(result, given)


@test
def a_unit_that_only_another_amounts_label_names():
    """The form's own line says what an amount is in whose label does not: filled as it is read, and told."""
    given = fills.facts(FEW, fund_local=None, fund_superior=None, fund_total="1642500", fund_fiscal="1600000", fund_other="42500")
    labels = ["项目名称", "年度资金总额（元）", "财政拨款", "其他资金"]
    for unit, amounts_then, told in (("单位：万元", [1642500, 160, 4.25], 2), ("单位：元", [1642500, 1600000, 42500], 0), (None, [1642500, 1600000, 42500], 0)):
        cells, at = heads(labels, unit)
        result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8, 4)), given)
        sheet = result.sheet()
        assert [sheet[at[label]].value for label in labels[1:]] == amounts_then, (unit, result.said)
        assert result.said.count("T067") == told, (unit, result.said)
        read = fills.inspect(result.data)["forms"][0]["fields"]
        assert (read["fund_total"]["value"], read["fund_fiscal"]["value"], read["fund_other"]["value"]) == ("1642500", "1600000", "42500"), read
        again(result, given)
    cells, at = heads(["项目名称", "财政拨款", "年度资金总额（元）", "其他资金"], None)
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8, 4)), given)
    assert result.sheet()[at["财政拨款"]].value == 1600000 and result.said.count("T067") == 1, result.said


@test
def a_part_that_would_be_read_as_more_than_its_total():
    """Where the form's unit would make it more than what stands as the total, a reader takes the total's unit: it is filled in that."""
    labels = ["项目名称", "年度资金总额（元）", "财政拨款", "其他资金"]
    for total, stands, amounts_then in (("1000000", None, [1000000, 1600000, 4.25]), ("1642500", 100000, [100000, 1600000, 4.25])):
        given = fills.facts(FEW, fund_local=None, fund_superior=None, fund_total=total, fund_fiscal="1600000", fund_other="42500")
        cells, at = heads(labels)
        cells[at["年度资金总额（元）"]] = stands
        result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8, 4)), given)
        assert [result.sheet()[at[label]].value for label in labels[1:]] == amounts_then, result.said
        assert result.said.count("T067") == 2, result.said
        read = fills.inspect(result.data)["forms"][0]["fields"]
        assert (read["fund_fiscal"]["value"], read["fund_other"]["value"]) == ("1600000", "42500"), read
        again(result, given)


@test
def a_formula_where_an_indicator_has_its_target():
    """It stays and is compared; a row that is put in takes the fact, not a copy."""
    cells, at = heads(["项目名称", "主管部门"])
    cells["D5"] = '=B3&"等"'
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8, 4)), fills.facts((2, 0, 0, 1, 1)))
    sheet = result.sheet()
    assert (sheet["D5"].value, sheet["C6"].value, sheet["D6"].value) == ('=B3&"等"', "数量之2", "≥6个"), [c.value for c in sheet["D"]]
    assert result.said.count("T021") == 1 and "gives 河道清淤等" in result.said and "the facts say ≥3个" in result.said, result.said


@test
def months_on_a_sheet_before_the_indicators():
    book = workbook({"A1": "项目支出绩效目标表", "A2": "项目名称", "A3": "开始日期", "C3": "结束日期"}, ["A1:D1", "B2:D2"], 3, 4)
    sheet = book.create_sheet("指标")
    for cell, text in indicators_below({}, 1).items():
        sheet[cell] = text
    fills.ruled(sheet, 4, 4, 18)
    result = fills.fill(patches.saved(book), fills.facts(FEW, period="2024年3月-11月"))
    first = openpyxl.load_workbook(io.BytesIO(result.data)).worksheets[0]
    assert (first["B3"].value, first["D3"].value) == ("2024年3月", "2024年11月"), (first["B3"].value, first["D3"].value, result.said)
    forms = fills.inspect(result.data)["forms"]
    read = {key: one["value"] for key, one in forms[0]["fields"].items()}
    assert (len(forms), read["project_name"], read["period_start"], read["period_end"]) == (1, "河道清淤", "2024年3月", "2024年11月"), read


@test
def goals_in_rows_of_their_own():
    """A line a row; the last row takes what is left, and numbers that nobody needs go."""
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称", "A3": "年度目标", "B3": "目标1：", "B4": "目标2：", "B5": "目标3："}
    book = workbook(indicators_below(cells, 6), ["A1:D1", "B2:D2", "A3:A5", "B3:D3", "B4:D4", "B5:D5"], 9, 4)
    for goal, rows in (("目标1：清淤。\n目标2：护岸。", ["目标1：清淤。", "目标2：护岸。", None]), ("清淤。", ["清淤。", None, None]),
                       ("一、清淤。\n二、护岸。\n三、植树。\n四、巡河。", ["一、清淤。", "二、护岸。", "三、植树。\n四、巡河。"])):
        given = fills.facts(FEW, goal_annual=goal)
        result = fills.fill(patches.saved(book), given)
        assert [result.sheet()["B%d" % row].value for row in (3, 4, 5)] == rows, [result.sheet()["B%d" % row].value for row in (3, 4, 5)]
        assert fills.inspect(result.data)["forms"][0]["fields"]["goal_annual"]["value"] == goal
        again(result, given)
        assert "T024" not in fills.fill(result.data, given).said


@test
def one_end_of_a_period_is_not_all_of_it():
    cells, at = heads(["项目名称", "主管部门", "起始时间", "项目负责人"])
    book = patches.saved(workbook(cells, ["A1:D1"], 8, 4))
    result = fills.fill(book, fills.facts(FEW, period="2024年3月至2024年11月"))
    assert result.sheet()[at["起始时间"]].value == "2024年3月" and "L001: period" in result.said, result.said
    result = fills.fill(book, fills.facts(FEW, period="2024年3月"))
    assert result.sheet()[at["起始时间"]].value == "2024年3月" and "L001: period" not in result.said, result.said


@test
def an_example_in_front_of_its_row():
    """例：产出指标 shows how, whatever it looks like: the rows below it are everybody's, and the example is told."""
    cells = {"A1": "项目支出绩效目标表", "A2": "项目名称", "A4": "例：产出指标", "B4": "数量指标", "C4": "培训人次", "D4": "≥200人次"}
    for column, text in zip("ABCD", HEADS):
        cells[column + "3"] = text
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1", "B2:D2"], 10, 4)), fills.facts((2, 1, 0, 1, 1)))
    sheet = result.sheet()
    assert [sheet["A%d" % row].value for row in range(4, 11)] == ["例：产出指标"] + ["产出指标"] * 3 + ["效益指标", "满意度指标", None], result.said
    assert [sheet["C%d" % row].value for row in (4, 5, 9)] == ["培训人次", "数量之1", "服务对象满意度之1"] and "T063" in result.said, result.said
    assert "T027" not in result.said, result.said


@test
def printed_names_with_units_and_prompts_with_others():
    """护栏长度（米） is 护栏长度 in metres; what a prompt asks for in another sign or unit is told."""
    def one(printed, prompt, target, unit="公里"):
        cells = indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3)
        cells["C4"], cells["D4"] = printed, prompt
        given = fills.facts((1, 0, 0, 1, 1))
        value = re.sub("[^0-9.]", "", target)
        given["forms"][0]["indicators"][0].update(name="护栏长度", target={"text": target, "op": target[0] if target[0] in "≥≤" else "=", "value": value, "unit": unit})
        result = fills.fill(patches.saved(workbook(cells, ["A1:D1", "B2:D2"], 6, 4)), given)
        again(result, given)
        return [result.sheet()["C4"].value, result.sheet()["D4"].value, result.sheet()["B5"].value], result.said
    there, said = one("护栏长度（公里）", None, "≥3公里")
    assert there == ["护栏长度（公里）", "≥3公里", "社会效益指标"] and "T061" not in said and "T024" not in said, (there, said)
    assert one("护栏长度（米）", None, "≥3公里")[0] == ["护栏长度（米）", None, None], "another unit is another row"
    assert one("护栏人数（人）", None, "≥3公里")[0][1] is None
    for prompt, target, told in (("≥____公里", "≥3公里", False), ("≥____米", "≥3公里", True), ("≥**公里", "3公里", True), ("____公里", "3公里", False)):
        there, said = one("护栏长度", prompt, target)
        assert there[1] == target and ("T069" in said) == told, (prompt, there, said)
    there, said = one("护栏长度", "=3公里", "3公里")
    assert there[1] == "=3公里" and "T024" not in said, said


@test
def zeros_that_a_blank_prints():
    """Nobody's amounts, as long as the form names no project."""
    given = fills.facts(FEW, fund_local=None, fund_superior=None, fund_total="1642500", fund_fiscal="1600000")
    cells, at = heads(["项目名称", "主管部门", "年度资金总额", "财政拨款"])
    cells[at["年度资金总额"]], cells[at["财政拨款"]] = 0, "0.00"
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8, 4)), given)
    assert [result.sheet()[at[label]].value for label in ("年度资金总额", "财政拨款")] == [164.25, 160] and "T024" not in result.said, result.said
    again(result, given)
    cells[at["项目名称"]] = "河道清淤"
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8, 4)), given)
    assert result.sheet()[at["年度资金总额"]].value == 0 and result.said.count("T024") == 2, result.said


# --- words for people -------------------------------------------------------------------------------------------------------

@test
def words_in_brackets_ask_for_something():
    """【与预算一致】, 〔填写全称〕, （手机或座机） in the place of a value, and 【指标名称】 in each row; 【项目名称】 is a label all the same."""
    cells, at = heads(["【项目名称】", "主管部门", "联系电话", "本年度绩效目标"])
    cells[at["【项目名称】"]], cells[at["主管部门"]] = "【与预算一致】", "〔填写全称〕"
    cells[at["联系电话"]], cells[at["本年度绩效目标"]] = "（手机或座机）", "<简述目标>"
    rows = [key for key in cells if cells[key] == "产出指标"] + [key for key in cells if cells[key] == "满意度指标"]
    for key in rows:
        cells["C" + key[1:]], cells["D" + key[1:]] = "【指标名称】", "【符号+数值+单位】"
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1"], 8, 4)), fills.facts((1, 0, 0, 0, 1)))
    there = [result.sheet()[at[label]].value for label in ("【项目名称】", "主管部门", "联系电话", "本年度绩效目标")]
    assert there == ["河道清淤", "白鹭县水务局", "0000-1234", "清淤12公里。"] and "T024" not in result.said, (there, result.said)
    assert [result.sheet()["C" + key[1:]].value for key in rows] == ["数量之1", "服务对象满意度之1"], result.said
    assert result.sheet()["D" + rows[0][1:]].value == "≥3个"
    again(result, fills.facts((1, 0, 0, 0, 1)))


@test
def a_row_below_the_headings_says_what_to_write():
    """填写说明 | … right below the headings is neither an indicator nor the end of the form, and stays."""
    cells = indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3)
    cells = {(key if int(key[1:]) < 4 else key[0] + str(int(key[1:]) + 1)): text for key, text in cells.items()}
    cells.update({"A4": "填写说明", "B4": "按类别填写", "C4": "不超过20字", "D4": "含计量单位"})
    given = fills.facts((1, 0, 0, 1, 1))
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1", "B2:D2"], 7, 4)), given)
    assert [cell.value for cell in result.sheet()[4]] == ["填写说明", "按类别填写", "不超过20字", "含计量单位"]
    assert [result.sheet()["C%d" % row].value for row in (5, 6, 7)] == ["数量之1", "社会效益之1", "服务对象满意度之1"], result.said
    read = fills.inspect(result.data)["forms"][0]
    assert len(read["indicators"]) == 3, read["indicators"]
    again(result, given)


@test
def instructions_before_the_form_are_no_cover():
    """填报说明 on a sheet of its own explains labels, and asks for nothing."""
    book = workbook(indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3), ["A1:D1", "B2:D2"], 6, 4)
    for name in ("填报说明", "Sheet2"):
        sheet = book.create_sheet(name, 0)
        for row, text in enumerate(("填报说明", "一、项目名称：填写批复的名称。", "二、实施单位："), 1):
            sheet.cell(row, 1).value = text
    given = fills.facts((1, 0, 0, 1, 1))
    result = fills.fill(patches.saved(book), given)
    filled = openpyxl.load_workbook(io.BytesIO(result.data))
    assert "T024" not in result.said and [filled[name]["A3"].value for name in ("填报说明", "Sheet2")] == ["二、实施单位："] * 2, result.said
    assert filled["Sheet"]["B2"].value == "河道清淤"


@test
def numbers_of_columns_are_no_prompts():
    """(1) | (2) | (3) below the headings of a list: no project goes there."""
    heads_of = ("单位名称", "项目名称", "预算金额", "一级指标", "二级指标", "三级指标", "指标方向", "计算符号", "指标值", "计量单位")
    for numbers in (["(%d)" % (i + 1) for i in range(10)], ["①②③④⑤⑥⑦⑧⑨⑩"[i] for i in range(10)]):
        cells = {"A1": "部门预算项目绩效目标表", "J2": "单位：万元"}
        cells.update({"%s3" % "ABCDEFGHIJ"[i]: text for i, text in enumerate(heads_of)})
        cells.update({"%s4" % "ABCDEFGHIJ"[i]: text for i, text in enumerate(numbers)})
        given = fills.facts((1, 0, 0, 0, 1), 2, fund_local=None, fund_superior=None, fund_total="1642500")
        for form in given["forms"]:
            for one in form["indicators"]:
                one["polarity"] = "正向"
        result = fills.fill(patches.saved(workbook(cells, ["A1:J1"], 9, 10)), given)
        sheet = result.sheet()
        assert [cell.value for cell in sheet[4]] == numbers, result.said
        assert [sheet["B%d" % row].value for row in (5, 7)] == ["河道清淤1", "河道清淤2"], result.said
        assert [cell.value for cell in sheet[5]][2:] == [164.25, "产出指标", "数量指标", "数量之1", "正向", "≥", 3, "个"], [cell.value for cell in sheet[5]]
        assert len(fills.inspect(result.data)["forms"]) == 2
        again(result, given)


@test
def a_year_with_a_label_of_its_own():
    """填报单位：      年度：      单位：万元: the white space before 年度： belongs to the unit. 【    】年度 is a gap as （    ）年度 is."""
    given = fills.facts((1, 0, 0, 1, 1))
    for text, wanted in (("填报单位：            年度：        单位：万元", "填报单位：白鹭县水务局年度：2024单位：万元"),
                         ("填报单位：____  年度：____  单位：万元", "填报单位：白鹭县水务局年度：2024单位：万元"),
                         ("【    】年度", "【2024】年度"), ("〔　　〕年度", "〔2024〕年度")):
        cells = indicators_below({"A1": "项目支出绩效目标表", "A2": text, "A3": "项目名称"}, 4)
        result = fills.fill(patches.saved(workbook(cells, ["A1:D1", "A2:D2", "B3:D3"], 7, 4)), given)
        assert re.sub(r"\s", "", result.sheet()["A2"].value) == wanted, (result.sheet()["A2"].value, result.said)
        again(result, given)


@test
def signs_and_units_of_both_times():
    """符号 | 指标值 | 单位 under 实施期指标值, and again under 年度指标值; a unit that the form prints otherwise is told."""
    top = {"A1": "项目支出绩效目标表", "A2": "项目名称", "A3": "一级指标", "B3": "二级指标", "C3": "三级指标", "D3": "实施期指标值", "G3": "年度指标值"}
    cells = {**top, **dict(zip(("D4", "E4", "F4", "G4", "H4", "I4"), ("符号", "指标值", "单位") * 2)),
             "A5": "产出指标", "B5": "数量指标", "A6": "满意度指标", "B6": "服务对象"}
    given = fills.facts((1, 0, 0, 0, 1))
    for one, (op, value, unit) in zip(given["forms"][0]["indicators"], (("≤", "8.5", "万元/公里"), (None, None, None))):
        one["period_target"] = {"text": op + value + unit if op else "较高", "op": op, "value": value, "unit": unit}
    merges = ["A1:I1", "B2:I2", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:I3"]
    result = fills.fill(patches.saved(workbook(cells, merges, 6, 9)), given)
    assert [cell.value for cell in result.sheet()[5]][3:] == ["≤", 8.5, "万元/公里", "≥", 3, "个"], [cell.value for cell in result.sheet()[5]]
    assert [cell.value for cell in result.sheet()[6]][3:] == [None, "较高", None, "≥", 91, "%"], [cell.value for cell in result.sheet()[6]]
    read = fills.inspect(result.data)["forms"][0]["indicators"]
    assert [read[0][key]["text"] for key in ("target", "period_target")] == ["≥3个", "≤8.5万元/公里"], read
    again(result, given)
    result = fills.fill(patches.saved(workbook({**cells, "F5": "元/公里"}, merges, 6, 9)), given)
    other = fills.fill(patches.saved(workbook({**cells, "D4": "计算关系", "G4": "计算关系"}, merges, 6, 9)), given)
    assert [cell.value for cell in other.sheet()[5]][3:] == ["≤", 8.5, "万元/公里", "≥", 3, "个"], [cell.value for cell in other.sheet()[5]]
    assert [cell.value for cell in result.sheet()[5]][3:6] == [None, None, "元/公里"] and "T069" not in result.said, result.said
    assert re.search("E5.*8.5万元/公里", result.said), result.said


@test
def lines_of_dots_are_gaps():
    """……, ．．．．, ﹏﹏ and ------ behind a label or before a unit: they give way to the value, whole."""
    given = fills.facts((1, 0, 0, 1, 1), fund_local=None, fund_superior=None, fund_total="1642500", fund_fiscal="1600000")
    for line in ("……………………", "．．．．．．．．", "﹏﹏﹏﹏﹏﹏", "------------", "............", "＿＿＿＿＿＿"):
        between = "　　" if line[0] in "．-." else ""  # behind those no label begins
        made = document(["填报单位：%s　　填报日期：%s年%s月%s日" % (line, line, line, line), "项目名称：" + line,
                         "填表人：%s%s联系电话：%s" % (line, between, line),
                         "资金总额：%s万元，其中财政拨款：%s万元" % (line, line), "年度绩效目标：" + line])
        result = fills.fill(made, given, ending="docx")
        there = [re.sub(r"\s", "", text) for text in lines(result)]
        assert there == ["填报单位：白鹭县水务局填报日期：2024年3月5日", "项目名称：河道清淤", "填表人：林某联系电话：0000-1234",
                         "资金总额：164.25万元，其中财政拨款：160万元", "年度绩效目标：清淤12公里。"], (line, there, result.said)
        again(result, given)


@test
def grey_names_are_written_over():
    """培训场次 in grey shows how: the indicator takes its row, and no row is put in below."""
    book = workbook(indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3), ["A1:D1", "B2:D2"], 6, 4)
    for place, text in {"C4": "培训场次", "D4": "≥5场", "C5": "受训人员满意", "D5": "较高"}.items():
        book.active[place] = text
        book.active[place].font = openpyxl.styles.Font(color="FF999999", italic=True)
    given = fills.facts((2, 0, 0, 0, 1))
    result = fills.fill(patches.saved(book), given)
    assert [[cell.value for cell in row] for row in result.sheet()["C4:D7"]] == [
        ["数量之1", "≥3个"], ["数量之2", "≥6个"], [None, None], ["服务对象满意度之1", "≥91%"]], result.said
    again(result, given)


@test
def an_example_of_a_list():
    """例：某某项目 first, on one row or over three: the projects follow it, and it is told."""
    heads_of = ("单位名称", "项目名称", "预算金额", "一级指标", "二级指标", "三级指标", "指标值")
    for rows in (1, 3):
        cells = {"A1": "部门预算项目绩效目标表", "G2": "单位：万元", "A4": "例：某某局", "B4": "例：某某项目", "C4": 100}
        cells.update({"%s3" % "ABCDEFG"[i]: text for i, text in enumerate(heads_of)})
        for row in range(4, 4 + rows):
            cells.update({"D%d" % row: "产出指标", "E%d" % row: "数量指标", "F%d" % row: "培训人次", "G%d" % row: "≥100人次"})
        merges = ["%s4:%s%d" % (column, column, 3 + rows) for column in "ABC" if rows > 1]
        given = fills.facts((1, 0, 0, 0, 1), 2, fund_local=None, fund_superior=None, fund_total="1642500")
        result = fills.fill(patches.saved(workbook(cells, ["A1:G1"] + merges, 9, 7)), given)
        sheet = result.sheet()
        assert sheet["B4"].value == "例：某某项目" and "T063" in result.said and "T028" not in result.said, result.said
        assert [sheet["B%d" % (4 + rows + n)].value for n in (0, 2)] == ["河道清淤1", "河道清淤2"], result.said
        assert [sheet["F%d" % (4 + rows + n)].value for n in range(4)] == ["数量之1", "服务对象满意度之1"] * 2
        again(result, given)


@test
def a_form_of_the_other_kind_first():
    """The department's form on the first sheet, the project's on the second: each takes the facts of its kind."""
    book = workbook({**indicators_below({"A1": "部门整体支出绩效目标表", "A2": "部门名称"}, 3)}, ["A1:D1", "B2:D2"], 6, 4)
    other = book.create_sheet("项目")
    for place, text in indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3).items():
        other[place] = text
    given = fills.facts((1, 0, 0, 1, 1))
    for kind, names in (("project", (None, "河道清淤")), ("department", ("白鹭县水务局", None))):
        given["forms"][0]["kind"] = kind
        if kind == "department":
            given["forms"][0]["fields"].pop("project_name")
        result = fills.fill(patches.saved(book), given)
        filled = openpyxl.load_workbook(io.BytesIO(result.data))
        assert (filled["Sheet"]["B2"].value, filled["项目"]["B2"].value) == names and "T062" in result.said, (kind, result.said)
        again(result, given)


@test
def a_name_that_the_source_left_out():
    """The target stands in a row of its category, without a name, in a form and in a list."""
    given = fills.facts((3, 0, 0, 0, 1), 1, fund_local=None, fund_superior=None, fund_total="1642500")
    del given["forms"][0]["indicators"][1]["name"]
    cells = indicators_below({"A1": "项目支出绩效目标表", "A2": "项目名称"}, 3)
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1", "B2:D2"], 6, 4)), given)
    assert [[cell.value for cell in row] for row in result.sheet()["C4:D6"]] == [["数量之1", "≥3个"], [None, "≥6个"], ["数量之3", "≥9个"]], result.said
    again(result, given)
    cells = {"A1": "部门预算项目绩效目标表", "F2": "单位：万元"}
    cells.update({"%s3" % "ABCDEF"[i]: text for i, text in enumerate(("项目名称", "预算金额", "一级指标", "二级指标", "三级指标", "指标值"))})
    result = fills.fill(patches.saved(workbook(cells, ["A1:F1"], 8, 6)), given)
    assert [[cell.value for cell in row] for row in result.sheet()["E4:F7"]] == [
        ["数量之1", "≥3个"], [None, "≥6个"], ["数量之3", "≥9个"], ["服务对象满意度之1", "≥91%"]], result.said
    again(result, given)


@test
def a_unit_over_several_amounts_of_a_list():
    """预算资金（元） over 合计 | 财政拨款 | 其他资金, whatever the title says: all three are in that unit."""
    cells = {"A1": "部门项目绩效目标表（单位：万元）", "A2": "项目名称", "B2": "预算资金（元）", "E2": "一级指标", "F2": "二级指标", "G2": "三级指标",
             "H2": "指标值", "B3": "合计", "C3": "财政拨款", "D3": "其他资金"}
    merges = ["A1:H1", "B2:D2"] + ["%s2:%s3" % (column, column) for column in "AEFGH"]
    given = fills.facts((1, 0, 0, 0, 1), fund_local=None, fund_superior=None, fund_total="1642500", fund_fiscal="1600000", fund_other="42500")
    result = fills.fill(patches.saved(workbook(cells, merges, 6, 8)), given)
    assert [result.sheet()[place].value for place in ("A4", "B4", "C4", "D4")] == ["河道清淤", 1642500, 1600000, 42500], result.said
    read = fills.inspect(result.data)["forms"][0]["fields"]
    assert [read[key]["value"] for key in ("fund_total", "fund_fiscal", "fund_other")] == ["1642500", "1600000", "42500"], read
    again(result, given)


@test
def a_line_of_blanks_behind_a_label():
    """项目名称： and blanks to write on in a paragraph: the next paragraph is no value of it."""
    given = fills.facts((1, 0, 0, 1, 1), fund_local=None, fund_superior=None, fund_total="1642500", fund_fiscal="1600000")
    made = document(["项目名称：                    ", "本年度申请资金        万元（大写：        ），其中财政拨款        万元。"])
    result = fills.fill(made, given, ending="docx")
    assert [re.sub(r"\s", "", text) for text in lines(result)] == ["项目名称：河道清淤", "本年度申请资金164.25万元（大写：），其中财政拨款160万元。"], result.said
    again(result, given)


# --- what bureaux put around words, and beside a form ---------------------------------------------------------------------------

@test
def two_copies_side_by_side():
    """第一联 | 第二联: the left one is filled, head and indicators alike, and the right one is told."""
    cells = {}
    for name, kind, head, target in ("ABCD", "FGHI"):
        cells.update({name + "1": "项目支出绩效目标表", name + "2": "项目名称", name + "3": "主管部门", head + "3": "实施单位",
                      **{at + "4": text for at, text in zip((name, kind, head, target), HEADS)}, name + "5": "产出指标", kind + "5": "数量指标"})
    merges = ["A1:D1", "F1:I1", "B2:D2", "G2:I2"]
    given = fills.facts((1, 0, 0, 0, 0))
    result = fills.fill(patches.saved(workbook(cells, merges, 5, 9)), given)
    sheet = result.sheet()
    assert [sheet[at].value for at in ("B2", "B3", "D3", "C5", "D5")] == ["河道清淤", "白鹭县水务局", "白鹭县河道所", "数量之1", "≥3个"], result.said
    assert not any(sheet[at].value for at in ("G2", "G3", "I3", "H5", "I5")) and "Sheet!F2: note T062" in result.said, result.said
    again(result, given)


@test
def headings_in_brackets_or_before_stars():
    for before, behind in (("【", "】"), ("（", "）"), ("", "*"), ("", "★"), ("*", "")):
        words = [before + head + behind for head in ("项目名称", "一级指标", "二级指标", "三级指标", "指标值", "计量单位")]
        cells = {"A1": "项目支出绩效目标表", "A3": words[0], **{"ABCDE"[i] + "4": word for i, word in enumerate(words[1:])}}
        given = fills.facts((1, 0, 0, 0, 0))
        result = fills.fill(patches.saved(workbook(cells, ["A1:E1", "B3:E3"], 6, 5)), given)
        sheet = result.sheet()
        assert sheet["B3"].value == "河道清淤" and [sheet.cell(4, i + 1).value for i in range(5)] == words[1:], (before, behind, result.said)
        assert [cell.value for cell in sheet[5]] == ["产出指标", "数量指标", "数量之1", "≥3", "个"], ([cell.value for cell in sheet[5]], result.said)
        again(result, given)


@test
def entries_of_a_list_with_codes():
    """3-特定目标类 says 特定目标类; without a sign between them only 01 is a code, and 10公里 is no 公里."""
    for entries, value, wanted in (("1-人员类,2-运转类,3-特定目标类", "特定目标类", "3-特定目标类"), ("01新增,02延续", "延续项目", "02延续"),
                                   ("1.人员类,2.运转类", "运转类", "2.运转类"), ("10运转类,20人员类", "运转类", None)):
        cells, at = heads(["项目名称", "主管部门", "项目类型"])
        book = workbook(cells, ["A1:D1"], 8, 4)
        rule = DataValidation(type="list", formula1='"%s"' % entries)
        book.active.add_data_validation(rule)
        rule.add(at["项目类型"])
        given = fills.facts(FEW, project_type=value)
        result = fills.fill(patches.saved(book), given)
        assert result.sheet()[at["项目类型"]].value == (wanted or value) and ("T022" in result.said) == (wanted is None), result.said
        again(result, given)


@test
def a_cover_and_its_form_in_one_document():
    """The cover's lines ask for the name that the table's （1）项目名称 asks for, too."""
    for label in ("项目名称", "（1）项目名称", "1.项目名称"):
        made = docx.Document(io.BytesIO(document(["项目名称：__________"])))
        table = made.tables[0]._tbl
        head = made.add_table(1, 2)
        head.cell(0, 0).text = label
        table.addprevious(head._tbl)
        table.addprevious(made.add_paragraph("二、绩效指标")._p)
        out = io.BytesIO()
        made.save(out)
        given = fills.facts(FEW)
        result = fills.fill(out.getvalue(), given, ending="docx")
        filled = docx.Document(io.BytesIO(result.data))
        assert lines(result)[0] == "项目名称：河道清淤" and filled.tables[0].cell(0, 1).text == "河道清淤", (label, result.said)
        again(result, given)


@test
def crosses_hold_the_place_of_words():
    """XX局, XXX项目 and an indicator XX数量: none of them is a name, and what comes in their place has its own sign and unit."""
    cells, at = heads(["项目名称", "主管部门", "实施单位", "年度目标"])
    cells.update({"A2": "填报单位：XX局（盖章）", at["项目名称"]: "XXX项目", at["主管部门"]: "××局", at["实施单位"]: "某某单位",
                  at["年度目标"]: "目标1：通过XX，完成XX；\n目标2：达到XX。", "C6": "XX数量", "D6": "≥XX公里"})
    given = fills.facts((1, 0, 0, 0, 0))
    result = fills.fill(patches.saved(workbook(cells, ["A1:D1", "A2:C2"], 8, 4)), given)
    sheet = result.sheet()
    wanted = {"项目名称": "河道清淤", "主管部门": "白鹭县水务局", "实施单位": "白鹭县河道所", "年度目标": "清淤12公里。"}
    assert {label: sheet[at[label]].value for label in wanted} == wanted and sheet["A2"].value == "填报单位：白鹭县水务局（盖章）", result.said
    assert (sheet["C6"].value, sheet["D6"].value) == ("数量之1", "≥3个") and "T069" in result.said, result.said
    again(result, given)


@test
def a_grey_example_beside_a_label():
    cells, at = heads(["项目名称", "主管部门"])
    book = workbook({**cells, at["项目名称"]: "例：学校操场改造"}, ["A1:D1"], 7, 4)
    book.active[at["项目名称"]].font = Font(color="808080", italic=True)
    given = fills.facts(FEW)
    result = fills.fill(patches.saved(book), given)
    assert result.sheet()[at["项目名称"]].value == "河道清淤", result.said
    again(result, given)


if __name__ == "__main__":
    sys.exit(run_tests())
