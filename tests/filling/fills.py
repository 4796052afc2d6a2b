#!/usr/bin/env python3
"""fills: blanks of authorities filled with facts.

    tests/filling/fills.py BUILD

The blanks are made here: a county's form in a workbook, a city's with prompts, a list under protection, a county's document. What
comes out is held to three laws: it reads as what was given, but for what was announced; entries of the package that are not
changed keep their packed bytes; filling it again changes nothing."""
import functools
import io
import json
import os
import re
import subprocess
import sys
import tempfile

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.oxml import OxmlElement
from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

sys.argv[1:] = sys.argv[1:] or ["build"]
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import patches  # noqa: E402
from trying import run_tests, test  # noqa: E402

PROGRAM = os.path.join(os.path.abspath(sys.argv[1]), "jixiao")


# --- running ----------------------------------------------------------------------------------------------------------------

class Filled:
    def __init__(self, code, said, data, ending):
        self.code, self.said, self.data, self.ending = code, said, data, ending

    def sheet(self):
        return openpyxl.load_workbook(io.BytesIO(self.data)).worksheets[0]

    def part(self, name):
        return patches.parts(self.data)[name].decode()


def run(*arguments, **how):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JIXIAO")}
    environment["JIXIAO_LANG"] = "en"
    return subprocess.run([PROGRAM] + list(arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, timeout=600,
                          **how)


def planned(blank, facts):
    """What `plan` tells programs."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("blank.xlsx", blank), ("facts.json", json.dumps(facts).encode())):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        return json.loads(run("plan", "--json", "-t", "blank.xlsx", "facts.json", cwd=folder).stdout.decode())


def fill(blank, facts, *options, ending="xlsx", fine=True):
    with tempfile.TemporaryDirectory() as folder:
        template, source, target = (os.path.join(folder, name) for name in ("blank." + ending, "facts.json", "out." + ending))
        with open(template, "wb") as file:
            file.write(blank)
        with open(source, "w") as file:
            json.dump(facts, file)
        done = run("convert", "-v", "-t", template, "-o", target, *options, source)
        said = done.stderr.decode()
        data = None
        if os.path.exists(target):
            with open(target, "rb") as file:
                data = file.read()
    if fine:
        assert data is not None, said
    if data and ending in ("xlsx", "docx"):
        patches.check(patches.parts(data))
    return Filled(done.returncode, said, data, ending)


def inspect(data, ending="xlsx"):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "filled." + ending)
        with open(path, "wb") as file:
            file.write(data)
        return json.loads(run("inspect", "--json", path).stdout.decode())


# --- facts ------------------------------------------------------------------------------------------------------------------

LEVELS = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("效益指标", "社会效益指标"),
          ("满意度指标", "服务对象满意度指标")]


def indicator(level, number, **more):
    level1, level2 = LEVELS[level]
    op, value, unit = ("≥", str(90 + number), "%") if level else ("≥", str(3 * number), "个")
    made = {"level1": level1, "level2": level2, "name": "%s之%d" % (level2[:-2], number),
            "target": {"text": op + value + unit, "op": op, "value": value, "unit": unit}}
    made.update(more)
    return made


def facts(counts=(2, 1, 1, 1, 1), count=1, **fields):
    forms = []
    for number in range(count):
        values = {"year": "2024", "money_unit": "万元", "filing_unit": "白鹭县水务局", "project_name": "河道清淤%s" % ("" if count == 1 else number + 1),
                  "department_name": "白鹭县水务局", "unit_name": "白鹭县河道所", "fund_local": "1280000", "fund_superior": "362500",
                  "period": "2024年1月-12月", "goal_period": "河道畅通。", "goal_annual": "清淤12公里。", "preparer": "林某",
                  "phone": "0000-1234", "prepared_on": "2024-03-05", "head": "周某"}
        values.update(fields)
        forms.append({"layout": "hunan", "kind": "project",
                      "fields": {key: {"value": value} for key, value in values.items() if value is not None},
                      "indicators": [indicator(level, n + 1, standard="计划标准") for level, rows in enumerate(counts) for n in range(rows)]})
    return {"schema": "jixiao-1", "forms": forms}


# --- blanks -----------------------------------------------------------------------------------------------------------------

def ruled(sheet, rows, columns, height):
    thin = Side(style="thin")
    for row in range(1, rows + 1):
        sheet.row_dimensions[row].height = height
        for column in range(1, columns + 1):
            sheet.cell(row, column).border = Border(thin, thin, thin, thin)
            sheet.cell(row, column).alignment = Alignment(wrap_text=True)


@functools.lru_cache(maxsize=None)
def county():
    """Two rows for each level 2; a sum by a formula, a list of standards, a print area."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "绩效目标表"
    ruled(sheet, 22, 6, 24)
    put = {"A1": "        年项目支出绩效目标表", "A2": "填报单位：（盖章）", "E2": "单位：万元", "A3": "项目名称", "D3": "主管部门",
           "A4": "年度本级预算金额", "D4": "上级资金", "A5": "年度资金总额", "A6": "实施期限", "A7": "实施期绩效目标", "A8": "年度绩效目标",
           "A9": "绩效指标", "B9": "一级指标", "C9": "二级指标", "D9": "三级指标", "E9": "指标值", "F9": "绩效标准",
           "B10": "产出指标", "C10": "数量指标", "C12": "质量指标", "C14": "时效指标", "B16": "效益指标", "C16": "社会效益指标",
           "C18": "服务对象满意度指标", "A20": "审核意见", "B20": "（盖章）   年   月   日",
           "A21": "填表人：          联系电话：          填报日期：    年  月  日      单位负责人签字：", "A22": "注：行数不够可以添加，不得删减。"}
    for cell, text in put.items():
        sheet[cell] = text
    for area in ("A1:F1", "A2:D2", "E2:F2", "B3:C3", "E3:F3", "B4:C4", "E4:F4", "B5:F5", "B6:F6", "B7:F7", "B8:F8", "A9:A19",
                 "B10:B15", "B16:B19", "C10:C11", "C12:C13", "C14:C15", "C16:C17", "C18:C19", "B20:F20", "A21:F21", "A22:F22"):
        sheet.merge_cells(area)
    sheet["B5"] = "=SUM(B4,E4)"
    for column, width in zip("ABCDEF", (12, 12, 14, 30, 14, 12)):
        sheet.column_dimensions[column].width = width
    sheet.add_data_validation(DataValidation(type="list", formula1='"计划标准,历史标准"', showErrorMessage=True, sqref="F10:F19"))
    sheet.print_area = "A1:F22"
    sheet.print_title_rows = "9:9"
    return patches.saved(book)


@functools.lru_cache(maxsize=None)
def city():
    """Prompts with numbers, three rows for each level 2, a goal with prompts, instructions on a sheet of their own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "目标表"
    ruled(sheet, 24, 5, 21)
    put = {"A1": "项目支出绩效目标表", "A2": "（　　　　年度）", "A3": "项目名称", "A4": "主管部门及代码", "D4": "实施单位", "A5": "项目来源",
           "D5": "项目期", "A6": "项目资金（万元）", "C6": "年度资金总额：", "C7": "其中：财政拨款", "C8": "其他资金", "A9": "年度目标",
           "B9": "目标1：\n目标2：\n……", "A10": "绩效指标", "B10": "一级指标", "C10": "二级指标", "D10": "三级指标", "E10": "指标值",
           "B11": "产出指标", "C11": "数量指标", "C14": "质量指标", "B17": "效益指标", "C17": "社会效益指标", "B20": "满意度指标",
           "C20": "服务对象\n满意度指标", "A23": "注：没有的填“不适用”。", "A24": "填报人：　　　　联系电话：　　　　填报日期：　　年　月　日"}
    for cell, text in put.items():
        sheet[cell] = text
    for first in (11, 14, 17, 20):
        sheet["D%d" % first], sheet["D%d" % (first + 1)], sheet["D%d" % (first + 2)] = "指标1：", "指标2：", "……"
    for area in ("A1:E1", "A2:E2", "A3:B3", "C3:E3", "A4:B4", "A5:B5", "A6:B8", "D6:E6", "D7:E7", "D8:E8", "B9:E9", "A10:A22",
                 "B11:B16", "C11:C13", "C14:C16", "B17:B19", "C17:C19", "B20:B22", "C20:C22", "A23:E23", "A24:E24"):
        sheet.merge_cells(area)
    sheet["D6"] = "=SUM(D7:E8)"
    sheet.add_data_validation(DataValidation(type="list", formula1='"上级部署,本级决策"', showErrorMessage=True, sqref="C5"))
    told = book.create_sheet("填报说明")
    told["A1"], told["A2"] = "填报说明", "1.项目名称：与预算一致。"
    told["A4"] = "=COUNTA(目标表!E11:E22)"
    book.defined_names.append(DefinedName("满意度行", attr_text="目标表!$A$20:$E$22"))
    return patches.saved(book)


@functools.lru_cache(maxsize=None)
def listing():
    """One block of four rows, facts merged down, codes on a hidden sheet, protected."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "录入"
    ruled(sheet, 9, 11, 30)
    for column, text in enumerate(("项目名称", "项目单位", "项目类别", "预算数", "一级指标", "二级指标", "三级指标", "指标方向", "目标值", "计量单位", "分值"), 1):
        sheet.cell(3, column, text)
        sheet.cell(4, column, "（分级填报）" if column % 2 else "下拉选择").font = Font(italic=True, color="808080")
    sheet["A1"], sheet["A2"], sheet["J2"] = "项目支出绩效目标表（    年度）", "填报单位：", "单位：万元"
    sheet.merge_cells("A1:K1")
    sheet.merge_cells("A2:H2")
    for column in "ABCD":
        sheet.merge_cells("%s5:%s8" % (column, column))
    sheet["A9"], sheet["D9"], sheet["K9"] = "合计", "=SUM(D5:D8)", "=SUM(K5:K8)"
    sheet.merge_cells("A9:C9")
    for row in range(5, 9):
        for column in range(1, 12):
            sheet.cell(row, column).protection = Protection(locked=False)
        sheet.cell(row, 9).number_format = "@"
    codes = book.create_sheet("代码表")
    codes.sheet_state = "hidden"
    lists = {"产出指标": ["数量指标", "质量指标", "时效指标"], "成本指标": ["经济成本指标"], "效益指标": ["社会效益指标"], "满意度指标": ["服务对象满意度指标"],
             "方向": ["大于等于", "小于等于", "等于"], "类别": ["民生", "基建"]}
    for column, (name, entries) in enumerate(lists.items(), 1):
        for row, entry in enumerate(entries, 1):
            codes.cell(row, column, entry)
        letter = "ABCDEF"[column - 1]
        book.defined_names.append(DefinedName(name, attr_text="代码表!$%s$1:$%s$%d" % (letter, letter, len(entries))))
    for formula, area in (("类别", "C5:C8"), ("INDIRECT($E5)", "F5:F8"), ("方向", "H5:H8")):
        sheet.add_data_validation(DataValidation(type="list", formula1=formula, showErrorMessage=True, sqref=area))
    sheet.protection.set_password("secret")
    sheet.protection.enable()
    return patches.saved(book)


def run_of(paragraph, text, underlined=False):
    run = paragraph.add_run(text)
    run.underline = underlined
    return run


@functools.lru_cache(maxsize=None)
def document():
    """Underlined gaps, boxes, a row of exact height, a table of indicators merged downwards, two rows for each level 2."""
    made = docx.Document()
    title = made.add_paragraph()
    run_of(title, "        ", True)
    run_of(title, "年项目支出绩效目标表")
    line = made.add_paragraph()
    run_of(line, "填报")
    run_of(line, "单位：")
    run_of(line, "                ", True)
    run_of(line, "　　单位：万元")
    head = made.add_table(6, 4)
    head.style = "Table Grid"
    for row, texts in enumerate([("项目名称", "", "主管部门", ""), ("年度本级预算金额", "", "上级资金", ""), ("项目属性", "□新增　　□延续", "", ""),
                                 ("实施期限", "", "", ""), ("实施期绩效目标", "", "", ""), ("年度绩效目标", "", "", "")]):
        for column, text in enumerate(texts):
            head.cell(row, column).text = text
        if row > 1:
            head.cell(row, 1).merge(head.cell(row, 3))
    period = head.cell(3, 1).paragraphs[0]
    for text, line in (("自", False), ("      ", True), ("年", False), ("    ", True), ("月至", False), ("      ", True), ("年", False),
                       ("    ", True), ("月", False)):
        run_of(period, text, line)
    height = OxmlElement("w:trHeight")
    height.set(qn("w:val"), "700")
    height.set(qn("w:hRule"), "exact")
    head.rows[4]._tr.get_or_add_trPr().append(height)
    made.add_paragraph()
    band = made.add_table(11, 5)
    band.style = "Table Grid"
    for column, text in enumerate(("一级指标", "二级指标", "三级指标", "指标值", "绩效标准")):
        band.cell(0, column).text = text
    for first, last, column, text in ((1, 6, 0, "产出指标"), (7, 10, 0, "效益指标"), (1, 2, 1, "数量指标"), (3, 4, 1, "质量指标"), (5, 6, 1, "时效指标"),
                                      (7, 8, 1, "社会效益指标"), (9, 10, 1, "服务对象满意度指标")):
        band.cell(first, column).merge(band.cell(last, column)).text = text
    for number, paragraph in enumerate(band._tbl.iter(qn("w:p"))):
        paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "5A%06X" % number)
    foot = made.add_paragraph()
    for text, line in (("填表人：", False), ("          ", True), ("　填报日期：", False), ("      ", True), ("年", False), ("    ", True), ("月", False),
                       ("    ", True), ("日　联系电话：", False), ("            ", True)):
        run_of(foot, text, line)
    out = io.BytesIO()
    made.save(out)
    return patches.package(patches.parts(out.getvalue()))


# --- the county's form ------------------------------------------------------------------------------------------------------

@test
def county_fewer_and_equal():
    sheet = fill(county(), facts((1, 2, 0, 1, 1))).sheet()
    assert sheet["A1"].value == "2024年项目支出绩效目标表" and sheet["A2"].value == "填报单位：（盖章）白鹭县水务局", sheet["A2"].value
    assert sheet["B4"].value == 128 and sheet["E4"].value == 36.25 and sheet["B5"].value == "=SUM(B4,E4)"
    assert [sheet["D%d" % row].value for row in range(10, 20)] == [
        "数量之1", None, "质量之1", "质量之2", None, None, "社会效益之1", None, "服务对象满意度之1", None]
    assert sheet["A21"].value.replace(" ", "") == "填表人：林某联系电话：0000-1234填报日期：2024年3月5日单位负责人签字：周某", sheet["A21"].value
    assert sheet["B20"].value == "（盖章）   年   月   日" and sheet.max_row == 22


@test
def county_more():
    result = fill(county(), facts((4, 1, 3, 1, 1)))
    sheet = result.sheet()
    assert [sheet["D%d" % row].value for row in range(10, 18)] == ["数量之1", "数量之2", "数量之3", "数量之4", "质量之1", None, "时效之1", "时效之2"]
    assert sheet["D18"].value == "时效之3" and sheet["A25"].value.startswith("注")
    merges = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A9:A22", "B10:B18", "C10:C13", "C16:C18", "B19:B22", "B23:F23"} <= merges, merges
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["F10:F22"]
    assert sheet.print_area == ["$A$1:$F$25"] and sheet.print_title_rows == "9:9"
    assert "rows added 3" in result.said, result.said


@test
def county_sum_is_right_and_compared():
    result = fill(county(), facts(fund_total="1642500"))
    assert re.search(r'<c r="B5"[^>]*><f>SUM\(B4,E4\)</f><v>164.25</v>', result.part("xl/worksheets/sheet1.xml"))
    assert "T021" not in result.said
    assert "T021" in fill(county(), facts(fund_total="1000000")).said


@test
def county_limits_of_rows():
    result = fill(county(), facts((4, 1, 1, 1, 1)), "--no-insert")
    assert "T027" in result.said and "rows added 0" in result.said and result.sheet().max_row == 22
    assert "T027" in fill(county(), facts((4, 1, 1, 1, 1)), "--max-insert", "1").said
    assert "T027" not in fill(county(), facts((4, 1, 1, 1, 1)), "--max-insert", "2").said
    refused = fill(county(), facts((4, 1, 1, 1, 1)), "--no-insert", "--no-loss", fine=False)
    assert refused.code == 4 and refused.data is None, refused.code


@test
def county_not_in_the_list():
    given = facts()
    given["forms"][0]["indicators"][0]["standard"] = "基本标准"
    result = fill(county(), given)
    assert result.sheet()["F10"].value == "基本标准" and "T022" in result.said
    assert fill(county(), given, "--strict").code == 1


@test
def occupied_slots():
    book = openpyxl.load_workbook(io.BytesIO(county()))
    book.active["B3"], book.active["A1"] = "旧项目", "2023年项目支出绩效目标表"
    half = patches.saved(book)
    result = fill(half, facts(project_name=None))
    assert result.sheet()["B3"].value == "旧项目" and "T023" in result.said, result.said
    assert fill(half, facts(), "--overwrite").sheet()["B3"].value == "河道清淤"
    book.active["B3"], book.active["E3"] = "河道清淤项目", "旧部门"
    result = fill(patches.saved(book), facts())
    assert result.sheet()["B3"].value == "河道清淤项目" and result.sheet()["E3"].value == "旧部门" and result.said.count("T024") == 2, result.said


@test
def a_form_that_holds_another_project():
    """It would be neither of the two: nothing is written, and the message says what to do."""
    done = fill(county(), facts())
    result = fill(done.data, facts(project_name="道路养护"), fine=False)
    assert result.code == 3 and not result.data and "T068" in result.said and "(河道清淤)" in result.said, result.said
    assert fill(done.data, facts(), fine=False).code == 0


@test
def given_facts_are_filled_in():
    assert fill(county(), facts(phone=None), "--set", "联系电话=0000-9999").sheet()["A21"].value.count("0000-9999") == 1


@test
def long_text_makes_its_row_higher():
    result = fill(county(), facts(goal_annual="清淤十二公里，改善水质。" * 20))
    assert result.sheet().row_dimensions[8].height > 60 and "T026" in result.said


# --- the city's form --------------------------------------------------------------------------------------------------------

@test
def city_prompts():
    result = fill(city(), facts((5, 1, 0, 1, 1), fund_superior=None, fund_fiscal="1280000", fund_other="0"))
    sheet = result.sheet()
    assert sheet["A2"].value == "（2024年度）" and sheet["B9"].value == "清淤12公里。"
    assert [sheet["D%d" % row].value for row in range(11, 17)] == ["指标%d：数量之%d" % (n, n) for n in range(1, 6)] + ["指标1：质量之1"]
    assert [sheet["D%d" % row].value for row in (17, 18)] == [None, None] and sheet["C5"].value is None
    book = openpyxl.load_workbook(io.BytesIO(result.data))
    assert book.defined_names["满意度行"].attr_text == "目标表!$A$22:$E$24"
    assert book["填报说明"]["A4"].value == "=COUNTA(目标表!E11:E24)"
    assert sheet["A26"].value.replace("　", "").replace(" ", "") == "填报人：林某联系电话：0000-1234填报日期：2024年3月5日", sheet["A26"].value
    assert "T021" not in result.said
    result = fill(city(), facts(fund_fiscal="1280000", fund_other="0"))  # the formula of the total leaves out what comes from above
    assert "D6: warning T021: the form's own formula gives 128 (SUM(D7:E8)), the facts say 164.25" in result.said, result.said


@test
def city_list_entry():
    assert "T022" in fill(city(), facts(project_source="群众建议")).said
    assert fill(city(), facts(project_source="本级决策")).sheet()["C5"].value == "本级决策"


# --- the list ---------------------------------------------------------------------------------------------------------------

@test
def list_blocks():
    given = facts((2, 1, 0, 1, 1), 2, project_type="民生")
    result = fill(listing(), given)
    sheet = result.sheet()
    merges = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A5:A9", "D5:D9", "A10:A14", "D10:D14", "A15:C15"} <= merges and len(merges) == 11, merges
    assert sheet["D15"].value == "=SUM(D5:D14)" and sheet["D5"].value == sheet["D10"].value == 164.25
    assert [sheet["F%d" % row].value for row in range(5, 10)] == ["数量指标", "数量指标", "质量指标", "社会效益指标", "服务对象满意度指标"]
    assert sheet["H5"].value == "大于等于" and sheet["I5"].value == "3" and sheet["A4"].value == "（分级填报）"
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"C5:C14", "F5:F14", "H5:H14"}
    assert sheet.protection.sheet and not sheet["G14"].protection.locked
    assert re.search(r"<sheetProtection[^>]*/>", result.part("xl/worksheets/sheet1.xml")).group() in patches.parts(listing())[
        "xl/worksheets/sheet1.xml"].decode()
    assert sheet["A1"].value == "项目支出绩效目标表（2024年度）" and sheet["A2"].value == "填报单位：白鹭县水务局"


@test
def list_with_room():
    sheet = fill(listing(), facts((1, 1, 0, 0, 0))).sheet()
    assert {"A5:A8", "D5:D8"} <= {str(area) for area in sheet.merged_cells.ranges} and sheet["G7"].value is None


# --- the document -----------------------------------------------------------------------------------------------------------

@test
def document_filled():
    result = fill(document(), facts((4, 1, 1, 1, 1), project_attribute="延续", goal_period="河道常年畅通，水质稳定达标。" * 12), ending="docx")
    made = docx.Document(io.BytesIO(result.data))
    head, band = made.tables
    assert head.cell(0, 1).text == "河道清淤" and head.cell(1, 3).text == "36.25" and head.cell(2, 1).text.strip() == "□新增　　☑延续"
    assert head.cell(3, 1).text.replace(" ", "").strip() == "自2024年1月至2024年12月", head.cell(3, 1).text
    assert head.rows[4]._tr.trPr.find(qn("w:trHeight")).get(qn("w:hRule")) == "atLeast" and "T014" in result.said
    assert len(band.rows) == 13 and [band.cell(row, 2).text for row in range(1, 5)] == ["数量之%d" % n for n in range(1, 5)]
    assert [band.cell(row, 1).text for row in range(1, 6)] == ["数量指标"] * 4 + ["质量指标"]
    assert made.paragraphs[0].runs[0].underline and made.paragraphs[0].runs[0].text.strip() == "2024"
    ids = re.findall(r'paraId="([^"]*)"', result.part("word/document.xml"))
    assert len(ids) == len(set(ids))
    chain = [row._tr.tc_lst[1].tcPr.find(qn("w:vMerge")).get(qn("w:val")) for row in list(band.rows)[1:5]]
    assert chain == ["restart", None, None, None] or chain == ["restart"] + ["continue"] * 3, chain
    last = made.paragraphs[-1].text.replace(" ", "")
    assert last == "填表人：林某　填报日期：2024年3月5日　联系电话：0000-1234", last


# --- the laws ---------------------------------------------------------------------------------------------------------------

BLANKS = [("county", county, "xlsx"), ("city", city, "xlsx"), ("list", listing, "xlsx"), ("document", document, "docx")]
KEYS = ("project_name", "goal_annual")


def each():
    for name, blank, ending in BLANKS:
        for counts in ((1, 0, 0, 1, 1), (2, 2, 0, 1, 1), (5, 3, 0, 2, 2)):
            given = facts(counts)
            yield name, blank(), ending, given, fill(blank(), given, ending=ending)


@test
def law_it_reads_as_what_was_given():
    for name, _, ending, given, result in each():
        read = inspect(result.data, ending)
        assert len(read["forms"]) == 1, (name, [d["message"] for d in read["diagnostics"]][:5])
        got, want = read["forms"][0], given["forms"][0]
        names = sorted(i["name"] for i in got["indicators"] if i.get("name"))
        assert names == sorted(i["name"] for i in want["indicators"]), (name, names)
        for one in want["indicators"]:
            other = next(i for i in got["indicators"] if i.get("name") == one["name"])
            assert other["target"]["text"].replace("大于等于", "≥") == one["target"]["text"], (name, other)
            assert other["level2"] == one["level2"], (name, other["level2"], one["level2"])
        for key in KEYS:
            if key in got["fields"] or "%s" % key in result.said:
                assert got["fields"][key]["value"] == want["fields"][key]["value"], (name, key)


@test
def law_untouched_entries_keep_their_packed_bytes():
    for name, blank, ending, _, result in each():
        before, after = patches.packed(blank), patches.packed(result.data)
        assert list(before) == list(after), name
        changed = {part for part in before if patches.parts(blank)[part] != patches.parts(result.data)[part]}
        assert all(before[part] == after[part] for part in before if part not in changed), name
        allowed = {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "word/document.xml"}
        assert changed <= allowed, (name, changed)


@test
def law_filling_again_changes_nothing():
    for name, _, ending, given, result in each():
        again = fill(result.data, given, ending=ending)
        differs = [part for part in patches.parts(result.data) if patches.parts(result.data)[part] != patches.parts(again.data)[part]]
        assert differs == [], (name, differs, again.said)


@test
def same_facts_same_bytes():
    for name, blank, ending, given, result in each():
        assert fill(blank, given, ending=ending).data == result.data, name


# --- the commands -----------------------------------------------------------------------------------------------------------

@test
def plan_writes_nothing():
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("blank.xlsx", county()), ("facts.json", json.dumps(facts((4, 1, 1, 1, 1))).encode())):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        done = run("plan", "-v", "-t", "blank.xlsx", "facts.json", cwd=folder)
        assert done.returncode == 0 and "rows added 2" in done.stderr.decode(), done.stderr.decode()
        told = json.loads(run("plan", "--json", "-t", "blank.xlsx", "facts.json", cwd=folder).stdout.decode())
        assert told["losses"] == sum(item["kind"] == "loss" for item in told["items"])
        assert sorted(os.listdir(folder)) == ["blank.xlsx", "facts.json"]


@test
def batch_fills_each():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "in"))
        with open(os.path.join(folder, "blank.xlsx"), "wb") as file:
            file.write(county())
        for number in range(3):
            with open(os.path.join(folder, "in", "%d.json" % number), "w") as file:
                json.dump(facts((number + 1, 1, 1, 1, 1)), file)
        done = run("batch", "-t", "blank.xlsx", "-o", "out", "in", cwd=folder)
        assert done.returncode == 0, done.stderr.decode()
        made = [name for _, _, names in os.walk(os.path.join(folder, "out")) for name in names if name.endswith(".xlsx")]
        assert len(made) == 3, made


@test
def refusals():
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, content in (("facts.json", json.dumps(facts()).encode()), ("blank.xls", b"x"), ("blank.html", b"x"), ("blank.xlsx", b"no zip"), ("form.xlsx", county())):
            paths[name] = os.path.join(folder, name)
            with open(paths[name], "wb") as file:
                file.write(content)
        for blank, code in (("blank.xls", "T031"), ("blank.html", "T031"), ("blank.xlsx", "T015")):
            done = run("convert", "-t", paths[blank], "-o", os.path.join(folder, "out.xlsx"), paths["facts.json"])
            assert done.returncode == 2 and code in done.stderr.decode(), (blank, done.returncode, done.stderr.decode())
        done = run("convert", "-t", paths["form.xlsx"], "-o", os.path.join(folder, "out.csv"), paths["facts.json"])
        assert done.returncode == 2 and "T030" in done.stderr.decode()
        assert not os.path.exists(os.path.join(folder, "out.csv"))


@test
def amounts_in_the_unit_of_the_form():
    book = openpyxl.load_workbook(io.BytesIO(county()))
    book.active["E2"] = "单位：元"
    result = fill(patches.saved(book), facts())
    assert result.sheet()["B4"].value == 1280000 and "T035" in result.said and "T035" not in fill(county(), facts()).said
    book.active["E2"] = "单位：美元"
    result = fill(patches.saved(book), facts())
    assert result.sheet()["B4"].value is None and "T034" in result.said, (result.sheet()["B4"].value, result.said)


@test
def decimals_that_the_cell_hides():
    book = openpyxl.load_workbook(io.BytesIO(county()))
    book.active["B4"].number_format = "#,##0.0"
    result = fill(patches.saved(book), facts(fund_local="1234560"))
    assert result.sheet()["B4"].value == 123.456 and "T033" in result.said, result.said
    assert "T033" not in fill(patches.saved(book), facts(fund_local="1235000")).said


@test
def what_is_told_of_a_blank_in_json():
    with tempfile.TemporaryDirectory() as folder:
        given = facts((4, 1, 1, 1, 1), fund_total="9990000", year="2024")
        given["forms"][0]["indicators"][0]["standard"] = "基本标准"
        book = openpyxl.load_workbook(io.BytesIO(county()))
        book.active["A1"] = "2023年项目支出绩效目标表"
        for name, content in (("blank.xlsx", patches.saved(book)), ("facts.json", json.dumps(given).encode())):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        told = json.loads(run("plan", "--json", "-t", "blank.xlsx", "facts.json", cwd=folder).stdout.decode())
        codes = {message["code"]: message["at"] for message in told["messages"]}
        assert told["filled"] == 20 and told["rows_added"] == 2 and {item["kind"] for item in told["items"]} >= {"loss"}, told
        assert codes["T021"].endswith("!B5") and codes["T022"].endswith("!F10") and codes["T023"].endswith("!A1"), codes
        run("batch", "-t", "blank.xlsx", "-o", "out", "--report", "report.jsonl", "--summary", "summary.xlsx", "facts.json", cwd=folder)
        with open(os.path.join(folder, "report.jsonl")) as file:
            line = json.loads(file.readline())
        assert (line["filled"], line["blank"], line["rows_added"]) == (20, 0, 2) and line["losses"] == len(line["lost"]) == 1, line
        assert {"T020", "T021", "T022", "T023"} <= {message["code"] for message in line["messages"]}
        summary = openpyxl.load_workbook(os.path.join(folder, "summary.xlsx"))["files"]
        rows = list(summary.iter_rows(values_only=True))
        assert [value for row in rows for value in row if value in ("filled", "rows added")] == ["filled", "rows added"]
        assert any(row[13:16] == (20, 0, 2) for row in rows), rows


@test
def one_form_a_blank():
    result = fill(county(), facts(count=2))
    assert result.code == 1 and "T025" in result.said, (result.code, result.said)


if __name__ == "__main__":
    sys.exit(run_tests())
