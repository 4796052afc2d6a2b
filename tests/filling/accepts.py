#!/usr/bin/env python3
"""accepts: four blanks as bureaus send them, each filled with fewer, as many and more indicators than it has rows.

    tests/filling/accepts.py BUILD [FOLDER]

FOLDER holds county.xlsx, city.xlsx, list.xlsx and county.docx; examples/blanks if it is left out (tests/data/make-blanks.py makes
them). Held is what a bureau looks at: values in their places, rows where they are wanted, all that names a row, and everything else
as it was."""
import functools
import io
import os
import re
import sys

import docx
import openpyxl
from docx.oxml.ns import qn

sys.argv[1:] = sys.argv[1:] or ["build"]
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fills  # noqa: E402
import patches  # noqa: E402
from trying import run_tests, test  # noqa: E402

FOLDER = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples", "blanks")
LEVELS = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"), ("效益指标", "经济效益指标"),
          ("效益指标", "社会效益指标"), ("效益指标", "生态效益指标"), ("效益指标", "可持续影响指标"), ("满意度指标", "服务对象满意度指标")]


@functools.lru_cache(maxsize=None)
def blank(name):
    with open(os.path.join(FOLDER, name), "rb") as file:
        return file.read()


def blank_part(name, part):
    return patches.parts(blank(name))[part].decode()


def facts(counts, count=1, **fields):
    fills.LEVELS = LEVELS
    return fills.facts(counts, count, **fields)


@functools.lru_cache(maxsize=None)
def filled(name, counts, count=1, **fields):
    return fills.fill(blank(name), facts(counts, count, **fields), ending=name.rsplit(".")[-1])


def book_of(result):
    return openpyxl.load_workbook(io.BytesIO(result.data))


def merges(sheet):
    return {str(area) for area in sheet.merged_cells.ranges}


def rules(sheet):
    return {str(area.sqref): [formula for rule in found for formula in rule.formula] for area, found in sheet.conditional_formatting._cf_rules.items()}


def unchanged(name, result, changed):
    """All parts but these are there byte for byte, packed as they were; `changed`: what each may have become."""
    before, after = patches.packed(blank(name)), patches.packed(result.data)
    wrong = [part for part in before if part not in changed and before[part] != after.get(part)]
    assert not wrong and set(after) <= set(before), (wrong, set(after) - set(before))


def styles(data, row):
    text = patches.parts(data)["xl/worksheets/sheet1.xml"].decode()
    return re.findall(r'<c r="([A-Z]+)%d"(?=[^>]* s="(\d+)")' % row, text)


FEWER, EQUAL, MORE = (1, 1, 0, 0, 1, 1, 0, 0, 1), (2, 2, 2, 2, 2, 2, 2, 2, 2), (4, 1, 1, 0, 1, 1, 0, 0, 1)


# --- the county's workbook ---------------------------------------------------------------------------------------------------

@test
def county_values():
    for counts in (FEWER, EQUAL, MORE):
        sheet = filled("county.xlsx", counts).sheet()
        assert sheet["A2"].value == "2024年项目支出绩效目标表" and sheet["A3"].value == "填报单位：（盖章）白鹭县水务局"
        assert [sheet[cell].value for cell in ("B4", "E4", "B5", "E5", "B7", "B8", "B9")] == [
            "河道清淤", "白鹭县水务局", 128, 36.25, "2024年1月-12月", "河道畅通。", "清淤12公里。"]
        foot = 30 + 2 * (counts == MORE)
        assert re.sub(r"\s", "", sheet["A%d" % foot].value) == "填表人：林某联系电话：0000-1234填报日期：2024年3月5日单位负责人签字：周某"
        assert sheet["B%d" % (foot - 1)].value.strip() == fills.fill(blank("county.xlsx"), facts(FEWER)).sheet()["B29"].value.strip()


@test
def county_rows_stay_where_there_are_fewer_or_as_many():
    for counts in (FEWER, EQUAL):
        result = filled("county.xlsx", counts)
        sheet = result.sheet()
        names = [sheet["D%d" % row].value for row in range(11, 29)]
        want = [("%s之%d" % (LEVELS[n // 2][1][:-2], n % 2 + 1) if n % 2 < counts[n // 2] else None) for n in range(18)]
        assert names == want and sheet.max_row == 31 and "rows added 0" in result.said, names
        assert merges(sheet) == merges(openpyxl.load_workbook(io.BytesIO(blank("county.xlsx"))).worksheets[0])


@test
def county_more_rows():
    result = filled("county.xlsx", MORE)
    sheet, before = result.sheet(), openpyxl.load_workbook(io.BytesIO(blank("county.xlsx"))).worksheets[0]
    assert [sheet["D%d" % row].value for row in range(11, 16)] == ["数量之1", "数量之2", "数量之3", "数量之4", "质量之1"]
    for row in (13, 14):
        assert sheet.row_dimensions[row].height == before.row_dimensions[12].height
        assert styles(result.data, row) == styles(blank("county.xlsx"), 12), row
    assert [sheet.row_dimensions[row].height for row in range(15, 34)] == [before.row_dimensions[row].height for row in range(13, 32)]
    assert {"C11:C14", "B11:B20", "A10:A30", "C15:C16", "B21:B30", "B31:F31", "A32:F32", "A33:F33"} <= merges(sheet)
    assert len(merges(sheet)) == len(merges(before)) == len(re.findall("<mergeCell ", result.part("xl/worksheets/sheet1.xml")))
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"F11:F30", "B5:C5 E5:F5"}
    assert rules(sheet) == {"E11:E30": ['AND($D11<>"",$E11="")']}, rules(sheet)
    assert sheet.print_area.replace("'", "").split("!")[-1] == "$A$1:$F$33" if isinstance(sheet.print_area, str) else sheet.print_area == ["$A$1:$F$33"]
    assert sheet.print_title_rows in ("10:10", "$10:$10")
    assert sheet["B6"].value == "=SUM(B5,E5)"


@test
def county_seal_moves_whole():
    def anchor(data):
        drawing = patches.parts(data)["xl/drawings/drawing1.xml"].decode()
        return [int(row) for row in re.findall(r"<(?:\w+:)?row>(\d+)</", drawing)], re.findall(r"<(?:\w+:)?(?:col|colOff|rowOff)>(\d+)</", drawing)
    assert anchor(filled("county.xlsx", MORE).data)[0] == [30, 30]
    assert anchor(filled("county.xlsx", MORE).data)[1] == anchor(blank("county.xlsx"))[1]


@test
def county_sum_by_the_formula():
    result = filled("county.xlsx", FEWER)
    assert re.search(r'<c r="B6"[^>]*><f>SUM\(B5,E5\)</f><v>164.25</v>', result.part("xl/worksheets/sheet1.xml"))
    assert "T021" not in result.said and "T021" in filled("county.xlsx", FEWER, fund_total="990000").said


@test
def county_other_parts_stay():
    for counts in (FEWER, EQUAL, MORE):
        changed = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"} | ({"xl/workbook.xml", "xl/drawings/drawing1.xml"} if counts == MORE else set())
        unchanged("county.xlsx", filled("county.xlsx", counts), changed)


@test
def county_standard_not_in_the_list_and_what_has_no_slot():
    given = facts(FEWER)
    given["forms"][0]["indicators"][0]["standard"] = "基本标准"
    result = fills.fill(blank("county.xlsx"), given)
    assert result.sheet()["F11"].value == "基本标准" and "T022" in result.said
    assert re.search("L001.*implementing unit", result.said), result.said


# --- the city's workbook -----------------------------------------------------------------------------------------------------

CITY = dict(fund_fiscal="1642500", fund_total="1642500", fund_local=None, fund_superior=None, department_code="602", project_source="本级决策")


@test
def city_values():
    for counts in (FEWER, (3,) * 9, (5, 1, 1, 0, 1, 1, 0, 0, 1)):
        result = filled("city.xlsx", counts, **CITY)
        sheet = result.sheet()
        assert sheet["A2"].value == "（2024年度）" and sheet["C3"].value == "河道清淤" and sheet["C4"].value == "602-白鹭县水务局", sheet["C4"].value
        assert [sheet[cell].value for cell in ("E4", "C5", "E5", "D7", "D8", "D9")] == ["白鹭县河道所", "本级决策", "2024年1月-12月", 164.25, None, None]
        assert sheet["D6"].value == "=SUM(D7:E9)" and sheet["B10"].value == "清淤12公里。" and "T021" not in result.said
        last = sheet["A%d" % sheet.max_row].value
        assert re.sub(r"\s", "", last) == "填报人：林某联系电话：0000-1234填报日期：2024年3月5日", last


@test
def city_prompts_with_their_numbers():
    sheet = filled("city.xlsx", (3,) * 9, **CITY).sheet()
    assert [sheet["D%d" % row].value for row in (12, 13, 14)] == ["指标1：数量之1", "指标2：数量之2", "指标3：数量之3"]
    sheet = filled("city.xlsx", FEWER, **CITY).sheet()
    assert [sheet["D%d" % row].value for row in (12, 13, 14, 18, 19, 20)] == ["指标1：数量之1", None, None, None, None, None]
    assert sheet.max_row == 40


@test
def city_more_rows():
    result = filled("city.xlsx", (5, 1, 1, 0, 1, 1, 0, 0, 1), **CITY)
    book = book_of(result)
    sheet = book.worksheets[0]
    assert [sheet["D%d" % row].value for row in range(12, 17)] == ["指标%d：数量之%d" % (n, n) for n in range(1, 6)]
    assert {"B12:B25", "C12:C16", "A11:A40"} <= merges(sheet) and len(merges(sheet)) == 27
    assert book.defined_names["满意度行"].attr_text.replace("'", "") == "绩效目标表!$A$38:$E$40"
    assert book.defined_names["年度资金总额"].attr_text.replace("'", "") == "绩效目标表!$D$6"
    assert book["填报说明"]["B8"].value.replace("'", "") == "=COUNTA(绩效目标表!E12:E40)" and book["填报说明"]["B9"].value.replace("'", "") == '=绩效目标表!E38&""'
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"C5", "E12:E40"} and list(rules(sheet)) == ["D12:E40"]
    assert sheet.print_title_rows in ("11:11", "$11:$11") and sheet.print_area[0].endswith("$A$1:$E$42")


@test
def city_notes_and_chain():
    parts = patches.parts(filled("city.xlsx", (5, 1, 1, 0, 1, 1, 0, 0, 1), **CITY).data)
    comments = next(content.decode() for name, content in parts.items() if "comments" in name.lower() and b"<comments" in content)
    assert re.findall(r'<comment[^>]*ref="(\w+)"', comments) == ["D6", "D38"], comments
    drawing = next(content.decode() for name, content in parts.items() if b"urn:schemas-microsoft-com:office:excel" in content)
    assert re.findall(r"<\w+:Row>(\d+)</", drawing) == ["5", "37"], drawing
    chain = parts.get("xl/calcChain.xml")
    told = [b"calcChain" in parts[name] for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")]
    assert told == [chain is not None] * 2, told
    assert chain is None or re.findall(r'r="(\w+)"', chain.decode()) == ["D6", "B8", "B9"], "none of these formulas moved"


@test
def city_rich_note_stays():
    rich = re.findall(r"<si><r>.*?</si>", blank_part("city.xlsx", "xl/sharedStrings.xml"), re.S)
    assert rich and all(one in filled("city.xlsx", FEWER, **CITY).part("xl/sharedStrings.xml") for one in rich)


# --- the list -----------------------------------------------------------------------------------------------------------------

def listed(sizes, **fields):
    given = facts((1,) * 9, len(sizes), **fields)
    for form, size in zip(given["forms"], sizes):
        form["indicators"] = form["indicators"][:size]
    return fills.fill(blank("list.xlsx"), given)


@test
def list_more_rows():
    result = listed((5, 4), project_type="民生保障")
    sheet = result.sheet()
    assert {"%s5:%s9" % (c, c) for c in "ABCDE"} | {"%s10:%s13" % (c, c) for c in "ABCDE"} <= merges(sheet), merges(sheet)
    assert sheet["D14"].value == "=SUM(D5:D13)" and sheet["M14"].value == "=SUM(M5:M13)"
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"%s5:%s13" % (c, c) for c in "CFGIJLM"}
    assert sheet.print_area == ["$A$1:$M$15"] and sheet.print_title_rows in ("3:4", "$3:$4") and "rows added 3" in result.said
    text = result.part("xl/worksheets/sheet1.xml")
    assert 'sqref="A5:M13"' in re.search("<protectedRange .*?/>", text).group() and 'sqref="K5:K13"' in re.search("<ignoredError .*?/>", text).group()
    assert set(rules(sheet)) == {"M14", "J5:J13"}
    protection = re.search("<sheetProtection[^>]*/>", text).group()
    assert protection in patches.parts(blank("list.xlsx"))["xl/worksheets/sheet1.xml"].decode()
    assert all(not sheet["%s%d" % (c, row)].protection.locked for c in "FGHIJKLM" for row in range(11, 14))
    assert sheet.freeze_panes == "A5" and sheet.page_setup.orientation == "landscape"


@test
def list_fewer_and_equal():
    for sizes in ((6,), (3,)):
        sheet = listed(sizes).sheet()
        assert {"%s5:%s10" % (c, c) for c in "ABCDE"} <= merges(sheet) and sheet["D11"].value == "=SUM(D5:D10)" and sheet["H8"].value in (None, sheet["H8"].value)
        assert [sheet["H%d" % row].value is not None for row in range(5, 11)] == [n < sizes[0] for n in range(6)]
    assert sheet["A1"].value.endswith("（2024年度）") and sheet["A2"].value == "填报单位：白鹭县水务局"


@test
def list_columns():
    sheet = listed((5, 4)).sheet()
    assert [sheet[cell].value for cell in ("F5", "G5", "J5", "K5", "L5")] == ["产出指标", "数量指标", "大于等于", "3", "个"]
    assert sheet["A4"].value == openpyxl.load_workbook(io.BytesIO(blank("list.xlsx"))).worksheets[0]["A4"].value
    assert sheet["F13"].value == "产出指标" and sheet["A10"].value == "河道清淤2" and sheet["D10"].value == 164.25


@test
def list_words_not_listed():
    given = facts((1,) * 9, project_type="其他类")
    given["forms"][0]["indicators"][0]["target"] = {"text": "≥3平方公里", "op": "≥", "value": "3", "unit": "平方公里"}
    result = fills.fill(blank("list.xlsx"), given)
    sheet = result.sheet()
    assert sheet["L5"].value == "平方公里" and sheet["C5"].value == "其他类"
    assert "“其他类” is not among" in result.said and "“平方公里” is not among" not in result.said, result.said


@test
def list_hidden_sheet_stays():
    changed = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"}
    unchanged("list.xlsx", listed((5, 4)), changed)


# --- the county's document -----------------------------------------------------------------------------------------------------

def document(counts, **fields):
    result = filled("county.docx", counts, **dict({"project_attribute": "延续"}, **fields))
    return result, docx.Document(io.BytesIO(result.data))


def chain(table, column):
    """vMerge of the cells that begin in a grid column, by row."""
    found = []
    for row in table._tbl.tr_lst:
        at = 0
        for cell in row.tc_lst:
            if at == column:
                merge = cell.tcPr.find(qn("w:vMerge")) if cell.tcPr is not None else None
                found.append(None if merge is None else merge.get(qn("w:val")) or "continue")
            at += cell.grid_span
    return found


@test
def document_values():
    for counts in (FEWER, EQUAL, MORE):
        _, made = document(counts)
        texts = [paragraph.text for paragraph in made.paragraphs]
        assert texts[1].replace(" ", "") == "2024年项目支出绩效目标表" and "白鹭县水务局" in texts[2]
        head = made.tables[0]
        assert [cell.text for cell in (head.cell(0, 1), head.cell(1, 3))][0] == "河道清淤"
        assert any(cell.text == "36.25" for cell in head.rows[1].cells) and any("☑延续" in cell.text and "□新增" in cell.text for cell in head.rows[2].cells)
        assert re.sub(r"\s", "", head.rows[3].cells[-1].text) == "自2024年1月至2024年12月"
        foot = re.sub(r"\s", "", texts[-2])
        assert foot == "填表人：林某填报日期：2024年3月5日联系电话：0000-1234单位负责人签字：周某", foot


@test
def document_more_rows():
    result, made = document(MORE)
    band = made.tables[1]
    assert len(band._tbl.tr_lst) == 21
    assert chain(band, 2)[1:6] == ["restart", "continue", "continue", "continue", "restart"]
    assert chain(band, 0)[1:] == ["restart"] + ["continue"] * 19 and chain(band, 1)[1:] == ["restart"] + ["continue"] * 9 + ["restart"] + ["continue"] * 9
    ids = re.findall(r'w14:paraId="([^"]*)"', result.part("word/document.xml"))
    assert len(ids) == len(set(ids))
    grid = len(band._tbl.tblGrid.gridCol_lst)
    assert all(sum(cell.grid_span for cell in row.tc_lst) == grid for row in band._tbl.tr_lst)
    heads = [row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None for row in band._tbl.tr_lst]
    assert heads == [True] + [False] * 20
    for row in band._tbl.tr_lst[3:5]:
        cells = [cell for cell in row.tc_lst][-3:]
        assert all(run.rPr is not None and run.rPr.rFonts is not None for cell in cells for run in cell.iter(qn("w:r"))), "looks of the pattern's paragraphs"


@test
def document_rows_stay_where_there_are_fewer_or_as_many():
    for counts in (FEWER, EQUAL):
        _, made = document(counts)
        assert len(made.tables[1]._tbl.tr_lst) == 19
        names = [made.tables[1].cell(row, 3).text for row in range(1, 19)]
        assert [bool(name) for name in names] == [n % 2 < counts[n // 2] for n in range(18)], names


@test
def document_exact_height_lets_the_text_show():
    result, made = document(FEWER, goal_period="河道常年畅通，水质稳定达标。" * 30)
    rules_of = [height.get(qn("w:hRule")) for height in made.tables[0]._tbl.iter(qn("w:trHeight"))]
    assert "exact" not in rules_of and "T014" in result.said


@test
def document_goal_takes_the_paragraphs_that_stand_ready():
    _, made = document(FEWER, goal_annual="一是清淤。\n二是护岸。\n三是绿化。")
    paragraphs = [paragraph.text for paragraph in made.tables[0].rows[5].cells[-1].paragraphs]
    assert paragraphs == ["一是清淤。", "二是护岸。", "三是绿化。"], paragraphs


@test
def document_gaps_keep_their_line():
    result, made = document(FEWER)
    for index in (1, 2, len(made.paragraphs) - 2):
        lines = [run for run in made.paragraphs[index].runs if run.underline]
        assert lines and all(run.text.strip() for run in lines), (index, [run.text for run in lines])


@test
def document_other_parts_stay():
    for counts in (FEWER, EQUAL, MORE):
        unchanged("county.docx", document(counts)[0], {"word/document.xml"})


# --- all of them ------------------------------------------------------------------------------------------------------------------

@test
def each_reads_as_what_was_given_and_filled_again_is_the_same():
    for name in ("county.xlsx", "city.xlsx", "list.xlsx", "county.docx"):
        for counts in (FEWER, EQUAL, MORE):
            given = facts(counts)
            result = filled(name, counts)
            read = fills.inspect(result.data, result.ending)["forms"]
            assert len(read) == 1, (name, len(read))
            got = sorted((i["level2"], i["name"], i["target"]["text"].replace("大于等于", "≥")) for i in read[0]["indicators"] if i.get("name"))
            want = sorted((i["level2"], i["name"], i["target"]["text"]) for i in given["forms"][0]["indicators"])
            assert got == want, (name, counts, got)
            again = fills.fill(result.data, given, ending=result.ending)
            assert patches.parts(again.data) == patches.parts(result.data), (name, counts, again.said)


if __name__ == "__main__":
    sys.exit(run_tests())
