#!/usr/bin/python3
"""Makes the workbooks of this folder, as different programs write them. All content is invented.

    tests/data/make-xlsx.py        needs python3-openpyxl, and soffice for the one that it saves

The .txt beside each is what tests/unit/test_xlsx_files.c expects to be read: it is written by hand, not by this.
"""
import datetime
import os
import subprocess
import tempfile
import zipfile

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side

HERE = os.path.dirname(os.path.abspath(__file__))
WHEN = datetime.datetime(2025, 1, 1)


def form(path):
    """A form with its merges, amounts in several formats, dates, a hidden sheet, a formula and an error."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = WHEN
    sheet = book.active
    sheet.title = "路灯维护"
    rows = [
        ["2025年项目支出绩效目标表"],
        ["填报单位：云溪县示例单位", None, None, "单位：万元"],
        ["项目支出名称", "路灯维护专项", "填报日期", datetime.date(2025, 1, 10)],
        ["年度本级预算金额", 48.5, "该项目支出上级资金", 1234.5],
        ["目标", "1. 维护路灯1200盏。\n2. 亮灯率不低于98%。"],
        ["亮灯率", 0.98, "项目编码", 1207],
        ["合计", "=B4+D4", "=NA()", 291.97000000000003],
    ]
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            sheet.cell(r, c, value)
    sheet["D3"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["B4"].number_format = "0.00"
    sheet["D4"].number_format = "#,##0.00"
    sheet["B6"].number_format = "0%"
    sheet["D6"].number_format = "000000"
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A2:C2")
    sheet.merge_cells("B5:D5")
    thin = Side(style="thin")
    for row in sheet["A3:D7"]:
        for cell in row:
            cell.border = Border(thin, thin, thin, thin)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet["A1"].font = Font(name="黑体", size=16, bold=True)
    hidden = book.create_sheet("参数")
    hidden["B2"] = " 内部 "
    hidden.sheet_state = "hidden"
    book.save(path)


def saved_by_libreoffice(source, path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder,
                        source], check=True, capture_output=True)
        with open(os.path.join(folder, os.path.basename(source)), "rb") as made, open(path, "wb") as kept:
            kept.write(made.read())


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" \
ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/\
vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
WORKBOOK = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="x" xmlns:mc="y" \
mc:Ignorable="x15"><fileVersion appName="xl"/><workbookPr/><bookViews><workbookView activeTab="0"/></bookViews>\
<sheets><sheet name="表12" sheetId="7" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" \
localSheetId="0">表12!$3:$3</definedName></definedNames><calcPr calcId="144525"/></workbook>"""
STYLES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="5">\
<numFmt numFmtId="41" formatCode="_ * #,##0_ ;_ * \\-#,##0_ ;_ * &quot;-&quot;_ ;_ @_ "/>\
<numFmt numFmtId="43" formatCode="_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ "/>\
<numFmt numFmtId="176" formatCode="0.00_ "/><numFmt numFmtId="177" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/>\
<numFmt numFmtId="178" formatCode="0.0_);[Red]\\(0.0\\)"/></numFmts>\
<cellStyleXfs count="2"><xf numFmtId="0"/><xf numFmtId="9"/></cellStyleXfs>\
<cellXfs count="8"><xf numFmtId="0" xfId="0"/><xf numFmtId="43" xfId="0"/><xf numFmtId="176" xfId="0"/>\
<xf numFmtId="177" xfId="0"/><xf numFmtId="178" xfId="0"/><xf numFmtId="31" xfId="0"/><xf numFmtId="58" xfId="0"/>\
<xf numFmtId="49" xfId="0"/></cellXfs></styleSheet>"""
STRINGS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="9" uniqueCount="6">\
<si><t>表12</t></si><si><t>项目绩效目标表</t></si><si><r><rPr><sz val="11"/><rFont val="宋体"/></rPr><t>项目</t></r>\
<r><rPr><b/></rPr><t xml:space="preserve">名称 </t></r></si><si><t>城区绿化<rPh sb="0" eb="2"><t>チェンチュー</t></rPh></t>\
<rPh sb="0" eb="2"><t>シャンム</t></rPh><phoneticPr fontId="1" type="noConversion"/></si>\
<si><t>成活率_x000D_
与补种</t></si><si><t>预算数</t></si></sst>"""
SHEET = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/>\
</sheetPr><dimension ref="A1:XFD8"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>\
<sheetFormatPr defaultRowHeight="13.5"/><cols><col min="1" max="16384" width="9"/></cols><sheetData>\
<row r="1" spans="1:5"><c r="A1" t="s"><v>0</v></c></row>\
<row r="2" spans="1:5" ht="30" customHeight="1"><c r="A2" s="1" t="s"><v>1</v></c><c r="B2" s="1"/><c r="C2" s="1"/>\
<c r="D2" s="1"/><c r="E2" s="1"/></row>\
<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>5</v></c><c r="XFD3" s="1"/></row>\
<row r="4"><c r="A4" t="s"><v>3</v></c><c r="B4" s="1"><v>1234567.8899999999</v></c><c r="C4" s="2"><v>0.1</v></c>\
<c r="D4" s="1"><v>0</v></c><c r="E4" s="4"><v>-2.5</v></c></row>\
<row r="5"><c r="A5" t="s"><v>4</v></c><c r="B5" s="3"><v>45658</v></c><c r="C5" s="5"><v>45658</v></c>\
<c r="D5" s="6"><v>45658</v></c><c r="E5" s="7"><v>45658</v></c></row>\
<row r="6"><c r="A6"><f>SUM(B4:D4)</f><v>1234567.99</v></c><c r="B6" t="str"><f>A1&amp;"甲"</f><v>表12甲</v></c>\
<c r="C6" t="b"><f>1=1</f><v>1</v></c></row>\
<row r="8" hidden="1"><c r="A8" t="inlineStr"><is><t>口径说明</t></is></c></row>\
</sheetData><mergeCells count="2"><mergeCell ref="A2:E2"/><mergeCell ref="A4:A5"/></mergeCells><phoneticPr fontId="1"/>\
<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/></worksheet>"""


def as_wps_writes(path):
    """The oddities of a package saved by WPS: redefined built-in formats, styles out to XFD, phonetic guides."""
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
    relation = '<Relationship Id="%s" Type="' + OFFICE + '%s" Target="%s"/>'
    parts = [
        ("xl/worksheets/sheet1.xml", SHEET),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
        ("xl/workbook.xml", WORKBOOK),
        ("_rels/.rels", relations % (relation % ("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", relations % (
            relation % ("rId3", "styles", "styles.xml") + relation % ("rId1", "worksheet", "worksheets/sheet1.xml")
            + relation % ("rId4", "sharedStrings", "sharedStrings.xml"))),
        ("[Content_Types].xml", TYPES),
    ]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)


if __name__ == "__main__":
    form(os.path.join(HERE, "xlsx-openpyxl.xlsx"))
    saved_by_libreoffice(os.path.join(HERE, "xlsx-openpyxl.xlsx"), os.path.join(HERE, "xlsx-libreoffice.xlsx"))
    as_wps_writes(os.path.join(HERE, "xlsx-wps.xlsx"))
