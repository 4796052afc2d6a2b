#!/usr/bin/python3
"""Makes the blanks of examples/blanks, as bureaus send them. All content is invented.

    tests/data/make-blanks.py          needs python3-openpyxl, python3-docx, python3-pil

county.xlsx   a form: sums by a formula, drop-down lists, a rule, a seal, a print area; two rows for each category
city.xlsx     a form with prompts, three rows for each category; names, notes, a chain of calculation, a sheet of instructions
list.xlsx     a list of projects under protection, with lists of codes on a hidden sheet
county.docx   a form with underlined gaps, boxes, rows of exact height, a table merged downwards
"""
import functools
import io
import os
import re
import sys

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "filling"))
import patches  # noqa: E402

BLANKS = os.path.join(HERE, "..", "..", "examples", "blanks")
THIN = Side(style="thin")
SONG = "仿宋_GB2312"


def saved(book):
    """The workbook with no time of its making in it."""
    def undated(text):
        return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "2025-01-01T00:00:00Z", text)
    return patches.changed(patches.saved(book), docProps__core_X_xml=undated)


def ruled(sheet, area, heights, size=10.5):
    for row in sheet[area]:
        for cell in row:
            cell.border = Border(THIN, THIN, THIN, THIN)
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
            cell.font = Font(name="宋体", size=size)
    for rows, height in heights.items():
        first, last = (rows, rows) if isinstance(rows, int) else rows
        for row in range(first, last + 1):
            sheet.row_dimensions[row].height = height


def put(sheet, texts, merges):
    for cell, text in texts.items():
        sheet[cell] = text
    for area in merges:
        sheet.merge_cells(area)


def widths(sheet, sizes):
    for column, width in enumerate(sizes, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = width


def choose(sheet, formula, area, strict=True, **more):
    sheet.add_data_validation(DataValidation(type=more.pop("type", "list"), formula1=formula, allow_blank=True,
                                             showErrorMessage=strict, showInputMessage=True, sqref=area, **more))


@functools.lru_cache(maxsize=None)
def county():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "绩效目标表"
    ruled(sheet, "A4:F31", {1: 18, 2: 42, 3: 20, (4, 7): 24, (8, 9): 66, (10, 28): 24, 29: 90, 30: 22, 31: 32})
    put(sheet, {
        "A1": "附件2", "A2": "        年项目支出绩效目标表", "A3": "填报单位：（盖章）", "E3": "单位：万元", "A4": "项目支出名称", "D4": "预算部门",
        "A5": "本级预算资金", "D5": "上级补助资金", "A6": "年度资金合计", "B6": "=SUM(B5,E5)", "A7": "项目实施期", "A8": "实施期绩效目标",
        "A9": "年度绩效目标", "A10": "年度绩效指标", "B10": "一级指标", "C10": "二级指标", "D10": "三级指标", "E10": "指标值及单位", "F10": "绩效标准",
        "B11": "产出指标", "C11": "数量指标", "C13": "质量指标", "C15": "时效指标", "C17": "成本指标", "B19": "效益指标", "C19": "经济效益指标",
        "C21": "社会效益指标", "C23": "生态效益指标", "C25": "可持续影响指标", "C27": "服务对象满意度指标", "A29": "财政部门审核意见",
        "B29": "\n\n（盖章）        \n年    月    日    ",
        "A30": "填表人：          联系电话：            填报日期：    年  月  日      单位负责人签字：",
        "A31": "注：绩效标准填计划标准、历史标准或行业标准；三级指标行数不够可自行添加，不得删减。"}, [
            "A2:F2", "A3:D3", "E3:F3", "B4:C4", "E4:F4", "B5:C5", "E5:F5", "B6:F6", "B7:F7", "B8:F8", "B9:F9", "A10:A28", "B11:B18", "B19:B28",
            "B29:F29", "A30:F30", "A31:F31"] + ["C%d:C%d" % (row, row + 1) for row in range(11, 29, 2)])
    widths(sheet, (13, 12, 17, 30, 15, 12))
    sheet["A2"].font, sheet["A2"].alignment = Font(name="方正小标宋简体", size=20), Alignment(horizontal="center", vertical="center")
    for cell in ("B5", "E5", "B6"):
        sheet[cell].number_format = "#,##0.00"
    choose(sheet, '"计划标准,历史标准,行业标准"', "F11:F28")
    choose(sheet, "0", "B5:C5 E5:F5", type="decimal", operator="greaterThanOrEqual")
    sheet.conditional_formatting.add("E11:E28", FormulaRule(formula=['AND($D11<>"",$E11="")'], fill=PatternFill(bgColor="FFFF00")))
    seal = Image(io.BytesIO(patches.png()))
    seal.anchor = TwoCellAnchor(_from=AnchorMarker(col=4, colOff=100000, row=28, rowOff=100000), to=AnchorMarker(col=5, colOff=0, row=28, rowOff=900000))
    sheet.add_image(seal)
    sheet.oddHeader.right.text, sheet.oddFooter.center.text = "云溪县", "第 &P 页"
    sheet.print_area, sheet.print_title_rows = "A1:F31", "10:10"
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 9, 0, True
    return saved(book)


def chained(data):
    """The package with the part in which Excel keeps the order of calculation."""
    def types(text):
        return text.replace("</Types>", '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
                                        'officedocument.spreadsheetml.calcChain+xml"/></Types>')

    def relations(text):
        return text.replace("</Relationships>", '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                                                'relationships/calcChain" Target="calcChain.xml"/></Relationships>')
    members = patches.parts(data)
    members["xl/calcChain.xml"] = (b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                                   b'<c r="D6" i="1"/><c r="B8" i="2"/><c r="B9" i="2"/></calcChain>')
    members["[Content_Types].xml"] = types(members["[Content_Types].xml"].decode()).encode()
    members["xl/_rels/workbook.xml.rels"] = relations(members["xl/_rels/workbook.xml.rels"].decode()).encode()
    return patches.package(members)


@functools.lru_cache(maxsize=None)
def city():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "绩效目标表"
    ruled(sheet, "A3:E38", {1: 36, 2: 18, (3, 9): 21, 10: 60, (11, 38): 21, 39: 24, 40: 20})
    put(sheet, {
        "A1": "项目支出绩效目标表", "A2": "（　　　　年度）", "A3": "项目名称", "A4": "主管部门及代码", "D4": "实施单位", "A5": "项目来源", "D5": "项目期",
        "A6": "项目资金\n（万元）", "C6": "年度资金总额：", "C7": "其中：财政拨款", "C8": "      上年结转", "C9": "      其他资金", "A10": "年度\n目标",
        "B10": "目标1：\n目标2：\n……", "A11": "绩\n效\n指\n标", "B11": "一级指标", "C11": "二级指标", "D11": "三级指标", "E11": "指标值", "B12": "产出指标",
        "B24": "效益指标", "B36": "满意度\n指标", "D6": "=SUM(D7:E9)", "A40": "填报人：　　　　　联系电话：　　　　　填报日期：　　年　月　日"}, [
            "A1:E1", "A2:E2", "A3:B3", "C3:E3", "A4:B4", "A5:B5", "A6:B9", "D6:E6", "D7:E7", "D8:E8", "D9:E9", "B10:E10", "A11:A38", "B12:B23",
            "B24:B35", "B36:B38", "A39:E39", "A40:E40"])
    for row, level in zip(range(12, 39, 3), ("数量指标", "质量指标", "时效指标", "成本指标", "经济效益\n指标", "社会效益\n指标", "生态效益\n指标",
                                             "可持续影响\n指标", "服务对象\n满意度指标")):
        put(sheet, {"C%d" % row: level, "D%d" % row: "指标1：", "D%d" % (row + 1): "指标2：", "D%d" % (row + 2): "……"}, ["C%d:C%d" % (row, row + 2)])
    sheet["A39"] = "注：没有的指标填“不适用”；金额保留两位小数。"
    widths(sheet, (6, 10, 16, 40, 22))
    sheet["A1"].font, sheet["A1"].alignment = Font(name="黑体", size=18), Alignment(horizontal="center", vertical="center")
    sheet["A2"].alignment = Alignment(horizontal="center")
    for row in range(6, 10):
        sheet["D%d" % row].number_format = "0.00"
    choose(sheet, '"上级部署,本级决策,部门申报"', "C5")
    choose(sheet, "0", "E12:E38", False, type="textLength", operator="greaterThanOrEqual")
    sheet.conditional_formatting.add("D12:E38", FormulaRule(formula=['OR(D12="××",D12="**")'], font=Font(color="FF0000")))
    sheet["D6"].comment, sheet["D36"].comment = Comment("自动合计", "财政局"), Comment("至少一项", "财政局")
    sheet.print_area, sheet.print_title_rows = "A1:E40", "11:11"
    told = book.create_sheet("填报说明")
    put(told, {"A1": "填报说明", "A2": "一、主管部门及代码：先代码后名称，如“602-云溪市水务局”。", "A3": "二、项目资金：单位为万元，总额自动计算。",
               "A4": "三、每个二级指标行数不够可自行添加。", "A8": "已填指标值：", "B8": "=COUNTA(绩效目标表!E12:E38)", "A9": "满意度：", "B9": '=绩效目标表!E36&""'}, [])
    book.defined_names.append(DefinedName("年度资金总额", attr_text="绩效目标表!$D$6"))
    book.defined_names.append(DefinedName("满意度行", attr_text="绩效目标表!$A$36:$E$38"))


    def bold(text):
        return re.sub("<si><t>&#27880;&#65306;(.*?)</t></si>", r"<si><r><rPr><b/></rPr><t>注：</t></r><r><t>\1</t></r></si>", text)
    return chained(patches.changed(saved(book), xl__sharedStrings_X_xml=bold))


CODES = {"一级指标": ["产出指标", "成本指标", "效益指标", "满意度指标"], "产出指标": ["数量指标", "质量指标", "时效指标"],
         "成本指标": ["经济成本指标", "社会成本指标"], "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标"], "满意度指标": ["服务对象满意度指标"],
         "指标性质": ["正向", "反向", "定性"], "指标方向": ["大于等于", "小于等于", "等于"], "计量单位": ["个", "%", "公里"], "项目类别": ["民生保障", "基础设施"]}


@functools.lru_cache(maxsize=None)
def listing():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "录入表"
    ruled(sheet, "A3:M11", {1: 40, 2: 20, 3: 30, 4: 20, (5, 10): 30, 11: 24, 12: 36}, 10)
    heads = ("项目名称", "项目单位", "项目类别", "预算数", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标方向", "目标值", "计量单位", "分值")
    hints = ("与批复一致", "（分级填报）", "下拉选择", "数字", "200字以内", "下拉选择", "下拉选择", "自行填写", "下拉选择", "下拉选择", "数字或文字", "下拉选择", "合计100")
    for column, (head, hint) in enumerate(zip(heads, hints), 1):
        sheet.cell(3, column, head).font = Font(name="宋体", size=10, bold=True)
        sheet.cell(4, column, hint).font = Font(name="宋体", size=9, italic=True, color="808080")
    put(sheet, {"A1": "项目支出绩效目标录入表（    年度）", "A2": "填报单位：", "L2": "单位：万元", "A11": "合计", "D11": "=SUM(D5:D10)", "M11": "=SUM(M5:M10)",
                "A12": "说明：一个项目占多行，项目名称至年度绩效目标纵向合并；每个项目分值合计100。"}, [
                    "A1:M1", "A2:H2", "L2:M2", "A11:C11", "E11:L11", "A12:M12"] + ["%s5:%s10" % (c, c) for c in "ABCDE"])
    widths(sheet, (16, 14, 11, 10, 28, 11, 16, 24, 10, 11, 9, 9, 8))
    for row in sheet["A5:M10"]:
        for cell in row:
            cell.protection = Protection(locked=False)
    for row in range(5, 11):
        sheet["K%d" % row].number_format = "@"
    codes = book.create_sheet("代码")
    codes.sheet_state = "hidden"
    for column, (name, entries) in enumerate(CODES.items(), 1):
        letter = openpyxl.utils.get_column_letter(column)
        for row, entry in enumerate(entries, 1):
            codes.cell(row, column, entry)
        book.defined_names.append(DefinedName(name, attr_text="代码!$%s$1:$%s$%d" % (letter, letter, len(entries))))
    for formula, area, strict in (("项目类别", "C", True), ("一级指标", "F", True), ("INDIRECT($F5)", "G", True), ("指标性质", "I", True),
                                  ("指标方向", "J", True), ("计量单位", "L", False)):
        choose(sheet, formula, "%s5:%s10" % (area, area), strict)
    choose(sheet, "0", "M5:M10", type="decimal", operator="between", formula2="100")
    sheet.conditional_formatting.add("M11", FormulaRule(formula=["AND(M11<>0,MOD(M11,100)<>0)"], font=Font(color="FF0000")))
    sheet.conditional_formatting.add("J5:J10", FormulaRule(formula=['AND($I5="正向",$J5="小于等于")'], font=Font(color="FF0000")))
    sheet.freeze_panes = "A5"
    sheet.protection.set_password("yunxi")
    sheet.protection.enable()
    sheet.print_title_rows, sheet.print_area = "3:4", "A1:M12"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9

    def edit(text):
        text = re.sub(r"(<sheetProtection[^>]*/>)", r'\1<protectedRanges><protectedRange sqref="A5:M10" name="填报区"/></protectedRanges>', text)
        return text.replace("</worksheet>", '<ignoredErrors><ignoredError sqref="K5:K10" numberStoredAsText="1"/></ignoredErrors></worksheet>')
    return patches.changed(saved(book), xl__worksheets__sheet1_X_xml=edit)


# --- the document -----------------------------------------------------------------------------------------------------------

def run_of(paragraph, text, underlined=False, size=10.5):
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.underline = SONG, Pt(size), underlined or None
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), SONG)
    return run


def mark_of(paragraph):
    """What is typed into the blank paragraph looks like this."""
    looks = OxmlElement("w:rPr")
    fonts, size = OxmlElement("w:rFonts"), OxmlElement("w:sz")
    for name in ("w:ascii", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(name), SONG)
    size.set(qn("w:val"), "21")
    looks.append(fonts)
    looks.append(size)
    paragraph._p.get_or_add_pPr().append(looks)


def gaps(paragraph, pieces):
    """Words, and numbers for underlined gaps of so many blanks."""
    for piece in pieces:
        run_of(paragraph, " " * piece if isinstance(piece, int) else piece, isinstance(piece, int))


def row_look(row, height=454, rule="atLeast", head=False):
    looks = row._tr.get_or_add_trPr()
    for name, values in (("w:cantSplit", {}), ("w:trHeight", {"w:val": str(height), "w:hRule": rule})) + ((("w:tblHeader", {}),) if head else ()):
        child = OxmlElement(name)
        for key, value in values.items():
            child.set(qn(key), value)
        looks.append(child)


def text_in(cell, text):
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if text:
        run_of(paragraph, text)
    else:
        mark_of(paragraph)


@functools.lru_cache(maxsize=None)
def document():
    made = docx.Document()
    run_of(made.add_paragraph(), "附件3")
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run_of(title, " " * 8, True, 22)
    run_of(title, "年项目支出绩效目标表", False, 22)
    gaps(made.add_paragraph(), ["填报", "单位", "：（盖章）", 20, "　　单位：万元"])
    head = made.add_table(6, 4)
    head.style = "Table Grid"
    for row, texts in enumerate([("项目支出名称", "", "预算部门", ""), ("本级预算资金", "", "上级补助资金", ""), ("项目属性", "□新增　□延续　□一次性", "", ""),
                                 ("项目实施期", None, "", ""), ("实施期绩效目标", "", "", ""), ("年度绩效目标", "", "", "")]):
        if row > 1:
            head.cell(row, 1).merge(head.cell(row, 3))
        for column, text in enumerate(texts[:2] if row > 1 else texts):
            if text is not None:
                text_in(head.cell(row, column), text)
        row_look(head.rows[row], 1300 if row > 3 else 454, "exact" if row == 4 else "atLeast")
    gaps(head.cell(3, 1).paragraphs[0], ["自", 6, "年", 4, "月至", 6, "年", 4, "月"])
    mark_of(head.cell(5, 1).add_paragraph())
    made.add_paragraph()
    band = made.add_table(19, 6)
    band.style = "Table Grid"
    for column, text in enumerate(("项目", "一级指标", "二级指标", "三级指标", "指标值及单位", "绩效标准")):
        text_in(band.cell(0, column), text)
    for row in range(1, 19):
        for column in range(3, 6):
            text_in(band.cell(row, column), "")
    levels = ("数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标")
    for first, last, column, text in [(1, 18, 0, "年度绩效指标"), (1, 8, 1, "产出指标"), (9, 18, 1, "效益指标")] + [
            (2 * n + 1, 2 * n + 2, 2, level) for n, level in enumerate(levels)]:
        band.cell(first, column).merge(band.cell(last, column))
        for extra in band.cell(first, column).paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        text_in(band.cell(first, column), text)
    for number, row in enumerate(band.rows):
        row_look(row, head=number == 0)
    for number, paragraph in enumerate(made.element.body.iter(qn("w:p"))):
        paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "5A%06X" % number)
    gaps(made.add_paragraph(), ["填表人：", 10, "　填报日期：", 6, "年", 4, "月", 4, "日　联系电话：", 12, "　单位负责人签字：", 10])
    run_of(made.add_paragraph(), "说明：绩效标准填历史标准、行业标准或计划标准；三级指标行数不够的，可自行增加。", False, 9)
    section = made.sections[0]
    run_of(section.header.paragraphs[0], "云溪县财政局")
    run_of(section.footer.paragraphs[0], "内部使用")
    out = io.BytesIO()
    made.save(out)
    return patches.package(patches.parts(out.getvalue()))


ALL = {"county.xlsx": county, "city.xlsx": city, "list.xlsx": listing, "county.docx": document}


def main():
    for name, make in ALL.items():
        with open(os.path.join(BLANKS, name), "wb") as file:
            file.write(make())


if __name__ == "__main__":
    main()
