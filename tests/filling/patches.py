#!/usr/bin/env python3
"""patches: cells of existing workbooks and documents changed, one test at least for each kind of fault that users report of
other programs.

    tests/filling/patches.py BUILD

The workbooks are made here, with openpyxl and by hand where it cannot; results are looked at as XML, and read by openpyxl."""
import functools
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from trying import run_tests, test  # noqa: E402

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build")
PATCHER = os.path.join(BUILD, "tests", "patcher")
STAMP = (1980, 1, 1, 0, 0, 0)


# --- packages -----------------------------------------------------------------------------------------------------------

def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(data):
    """The bytes of each member as they are packed."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            at = info.header_offset
            name, extra = int.from_bytes(data[at + 26:at + 28], "little"), int.from_bytes(data[at + 28:at + 30], "little")
            start = at + 30 + name + extra
            found[info.filename] = (info.compress_type, info.external_attr, data[start:start + info.compress_size])
    return found


def check(members):
    """Each part that is XML is well formed."""
    for name, content in members.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                ElementTree.fromstring(content)
            except ElementTree.ParseError as error:
                raise AssertionError("%s: %s" % (name, error)) from None


def package(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def changed(data, **edits):
    """A package with parts edited: name with / as __, a function of its text."""
    members = parts(data)
    for name, edit in edits.items():
        path = name.replace("__", "/").replace("_X_", ".")
        members[path] = edit(members.get(path, b"").decode()).encode()
    return package(members)


class Result:
    """What came out; each part of it that is XML must be well formed."""

    def __init__(self, code, said, data):
        self.code, self.said, self.data = code, said, data
        self.parts = parts(data) if data else {}
        check(self.parts)

    def sheet(self, number=1):
        return self.parts["xl/worksheets/sheet%d.xml" % number].decode()

    def book(self):
        return openpyxl.load_workbook(io.BytesIO(self.data))


def patch(data, changes, carrier="xlsx", fine=True):
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "in"), os.path.join(folder, "out")
        with open(source, "wb") as file:
            file.write(data)
        done = subprocess.run([PATCHER, carrier, source, target], input=changes.encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=600)
        said = done.stdout.decode() + done.stderr.decode()
        out = None
        if os.path.exists(target):
            with open(target, "rb") as file:
                out = file.read()
    if fine:
        assert done.returncode == 0, "refused: " + said
        assert not re.search(r"^message [FS]", said, re.M), said
    return Result(done.returncode, said, out)


def saved(book, shared=True):
    """The workbook as Excel would write it: with a table of texts, which openpyxl leaves out."""
    out = io.BytesIO()
    book.save(out)
    members = parts(out.getvalue())
    strings = []

    def share(match):
        strings.append(match.group(2))
        return '%st="s"><v>%d</v>' % (match.group(1), len(strings) - 1)

    for name in sorted(members) if shared else []:
        if name.startswith("xl/worksheets/sheet"):
            members[name] = re.sub(r'(<c [^>]*)t="inlineStr"><is>(.*?)</is>', share, members[name].decode(), flags=re.S).encode()
    if strings:
        members["xl/sharedStrings.xml"] = (
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="%d" uniqueCount="%d">%s</sst>' % (
                len(strings), len(strings), "".join("<si>%s</si>" % string for string in strings))).encode()
        members["xl/_rels/workbook.xml.rels"] = members["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>", b'<Relationship Id="rId80" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
            b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'spreadsheetml.sharedStrings+xml"/></Types>')
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    return package(members)


def png():
    import struct
    import zlib
    row = b"\x00" + b"\xff\x00\x00" * 8
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(row * 8)) + chunk(b"IEND", b""))


# --- a form with all that names rows ---------------------------------------------------------------------------------------

@functools.lru_cache(maxsize=None)
def form():
    """Rows 1 to 4 head, 5 to 7 数量, 8 to 10 质量, 11 the sum, 12 a note; a second sheet that refers to it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "目标表"
    thin = Side(style="thin")
    for row in range(1, 13):
        sheet.row_dimensions[row].height = 20 + row
        for column in range(1, 7):
            cell = sheet.cell(row, column)
            cell.border = Border(thin, thin, thin, thin)
            cell.font = Font(name="宋体", size=10 + column % 2)
            cell.protection = Protection(locked=not (5 <= row <= 10 and column >= 3))
    sheet["A1"] = "项目支出绩效目标表"
    sheet.merge_cells("A1:F1")
    sheet["A4"], sheet["C4"], sheet["D4"], sheet["E4"] = "一级指标", "三级指标", "指标值", "分值"
    sheet["A5"], sheet["B5"], sheet["B8"] = "产出指标", "数量指标", "质量指标"
    sheet.merge_cells("A5:A10")
    sheet.merge_cells("B5:B7")
    sheet.merge_cells("B8:B10")
    for row in range(5, 11):
        sheet.merge_cells("C%d:D%d" % (row, row))
        sheet["F%d" % row] = "=E%d*2" % row
    sheet["A11"], sheet["E11"] = "合计", "=SUM(E5:E10)"
    sheet["F11"] = "=SUM(E5:E7)+E8"
    sheet["A12"] = "注：行数不够可以添加"
    sheet.merge_cells("A12:F12")
    sheet["A12"].hyperlink = "#目标表!A8"
    sheet.freeze_panes = "A5"
    sheet.print_area = "A1:F12"
    sheet.print_title_rows = "4:4"
    sheet.row_breaks.append(Break(id=3))
    sheet.row_breaks.append(Break(id=10))
    sheet.oddFooter.center.text = "第 &P 页"
    words = DataValidation(type="list", formula1='"计划标准,历史标准"', sqref="E5:E7 C8:C10")
    sheet.add_data_validation(words)
    custom = DataValidation(type="custom", formula1="$E8<$E$11", sqref="E8:E10")
    sheet.add_data_validation(custom)
    sheet.conditional_formatting.add("E5:E10", FormulaRule(formula=["AND($C5<>\"\",$E5=\"\")"],
                                                           fill=PatternFill(bgColor="FFFF00")))
    sheet.conditional_formatting.add("A11:F11", FormulaRule(formula=["$E$11<>100"], font=Font(color="FF0000")))
    sheet["B8"].comment = Comment("质量指标至少一项", "财政局")
    picture = Image(io.BytesIO(png()))
    sheet.add_image(picture, "F12")
    other = book.create_sheet("说明 'A'")
    other["A1"] = "=COUNTA(目标表!C5:C10)"
    other["A2"] = "=目标表!B8&\"\""
    other["A3"] = "=SUM(目标表!E:E)"
    other["A4"] = "=A9"
    other["A5"] = "=合计分值"
    other["A9"] = 7
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=5, max_row=10))
    other.add_chart(chart, "D4")
    book.defined_names.append(DefinedName("质量行", attr_text="目标表!$A$8:$F$10"))
    book.defined_names.append(DefinedName("合计分值", attr_text="目标表!$E$11"))
    book.defined_names.append(DefinedName("整列", attr_text="目标表!$C:$C"))
    return saved(book)


# Two rows behind 数量指标's last.
TWO = "rows 0 8 2 7\n"


@test
def kind_a_rows_below_move_whole():
    result = patch(form(), TWO + "text 0 8 3 新指标一\ntext 0 9 3 新指标二\n")
    sheet = result.book()["目标表"]
    assert sheet["B10"].value == "质量指标" and sheet["A13"].value == "合计" and sheet["A14"].value.startswith("注")
    assert [sheet.cell(row, 3).value for row in (7, 8, 9, 10)] == [None, "新指标一", "新指标二", None]
    assert sheet.max_row == 14


@test
def kind_b_merges():
    merges = {str(area) for area in patch(form(), TWO).book()["目标表"].merged_cells.ranges}
    assert {"A1:F1", "A5:A12", "B5:B9", "B10:B12", "A14:F14"} <= merges, merges
    assert {"C%d:D%d" % (row, row) for row in range(5, 13)} <= merges, merges
    assert len(merges) == 13, merges


@test
def kind_c_no_repair_for_merges():
    text = patch(form(), TWO).sheet()
    areas = re.findall(r'<mergeCell ref="([^"]*)"', text)
    assert len(areas) == len(set(areas)) == int(re.search(r'<mergeCells count="(\d+)"', text).group(1))
    overlapping = changed(form(), xl__worksheets__sheet1_X_xml=lambda t: t.replace(
        '<mergeCell ref="B5:B7"', '<mergeCell ref="A6:B7"'))
    refused = patch(overlapping, TWO, fine=False)
    assert refused.code == 1 and "T008" in refused.said and refused.data is None, refused.said


@test
def kind_c_merges_regrouped():
    """One block of merged cells becomes two, with the looks of the first."""
    result = patch(form(), "rows 0 11 1 10\nunmerge 0 5 1 7 1\nmerge 0 5 1 4 1\nmerge 0 9 1 3 1\nlike 0 9 1 5 二\n")
    merges = {str(area) for area in result.book()["目标表"].merged_cells.ranges}
    assert "A5:A8" in merges and "A9:A11" in merges and "A5:A11" not in merges, merges
    text = result.sheet()
    assert re.search(r'<c r="A9" s="(\d+)"', text).group(1) == re.search(r'<c r="A5" s="(\d+)"', text).group(1)


@test
def kind_d_heights_travel():
    sheet = patch(form(), TWO + "height 0 9 60\n").book()["目标表"]
    assert [sheet.row_dimensions[row].height for row in (7, 8, 9, 10, 13)] == [27, 27, 60, 28, 31]


@test
def kind_e_looks_of_every_cell():
    text = patch(form(), TWO + "text 0 8 3 x\n").sheet()
    styles = {row: re.findall(r'<c r="[A-Z]+%d" s="(\d+)"' % row, text) for row in (7, 8, 9)}
    assert len(styles[7]) == 6 and styles[7] == styles[8] == styles[9], styles
    assert patch(form(), TWO + "text 0 8 3 x\n").parts["xl/styles.xml"] == parts(form())["xl/styles.xml"]


@test
def kind_f_print():
    result = patch(form(), TWO)
    sheet = result.book()["目标表"]
    assert sheet.print_area == ["$A$1:$F$14"] and sheet.print_title_rows == "4:4"
    assert [mark.id for mark in sheet.row_breaks.brk] == [3, 12]
    assert re.search("<headerFooter>.*</headerFooter>", result.sheet()).group() in parts(form())[
        "xl/worksheets/sheet1.xml"].decode()


@test
def kind_g_names():
    names = patch(form(), TWO).book().defined_names
    found = {name: names[name].attr_text for name in ("质量行", "合计分值", "整列")}
    assert found == {"质量行": "目标表!$A$10:$F$12", "合计分值": "目标表!$E$13", "整列": "目标表!$C:$C"}, found


@test
def kind_h_lists():
    found = [(str(rule.sqref), rule.formula1) for rule in patch(form(), TWO).book()["目标表"].data_validations.dataValidation]
    assert ("E5:E9 C10:C12", '"计划标准,历史标准"') in found or ("C10:C12 E5:E9", '"计划标准,历史标准"') in found, found
    assert ("E10:E12", "$E10<$E$13") in found, found


X14 = ('<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
       'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1" '
       'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1">'
       "<x14:formula1><xm:f>目标表!$A$11:$A$12</xm:f></x14:formula1><xm:sqref>D5:D7 D9</xm:sqref></x14:dataValidation>"
       "</x14:dataValidations></ext></extLst></worksheet>")


@test
def kind_h_lists_that_name_another_sheet():
    data = changed(form(), xl__worksheets__sheet1_X_xml=lambda t: t.replace("</worksheet>", X14))
    text = patch(data, TWO).sheet()
    assert "<xm:sqref>D5:D9 D11</xm:sqref>" in text and "<xm:f>目标表!$A$13:$A$14</xm:f>" in text


@test
def kind_i_rules():
    text = patch(form(), TWO).sheet()
    rules = re.findall(r'<conditionalFormatting sqref="([^"]*)"><cfRule ([^>]*)><formula>([^<]*)', text)
    assert [(area, formula) for area, _, formula in rules] == [
        ("E5:E12", 'AND($C5&lt;&gt;"",$E5="")'), ("A13:F13", "$E$13&lt;&gt;100")], rules
    before = re.findall(r"<cfRule ([^>]*)>", parts(form())["xl/worksheets/sheet1.xml"].decode())
    assert [rule for _, rule, _ in rules] == before


@test
def kind_j_formulas():
    result = patch(form(), TWO + "number 0 5 5 10\nnumber 0 9 5 2.5\n")
    sheet, other = result.book()["目标表"], result.book()["说明 'A'"]
    assert sheet["E13"].value == "=SUM(E5:E12)" and sheet["F13"].value == "=SUM(E5:E9)+E10"
    assert [sheet["F%d" % row].value for row in (7, 8, 9, 10)] == ["=E7*2", "=E8*2", "=E9*2", "=E10*2"]
    assert [other["A%d" % row].value for row in range(1, 6)] == [
        "=COUNTA(目标表!C5:C12)", "=目标表!B10&\"\"", "=SUM(目标表!E:E)", "=A9", "=合计分值"]


SHARED = {"F5": '<f t="shared" ref="F5:F10" si="0">E5*2</f><v>0</v>',
          **{"F%d" % row: '<f t="shared" si="0"/><v>0</v>' for row in range(6, 11)}}


def with_shared(data):
    def edit(text):
        for cell, content in SHARED.items():
            text, count = re.subn(r'(<c r="%s"[^>]*>)<f>[^<]*</f><v ?/?>(</v>)?' % cell, r"\1" + content, text)
            assert count == 1, cell
        return text
    return changed(data, xl__worksheets__sheet1_X_xml=edit)


@test
def kind_k_shared_formulas():
    text = patch(with_shared(form()), TWO + "number 0 12 5 4\n").sheet()
    assert "shared" not in text
    assert re.search(r'<c r="F12"[^>]*><f>E12\*2</f><v>8</v>', text), text
    kept = patch(with_shared(form()), "number 0 5 5 4\n").sheet()
    assert kept.count('t="shared"') == 6 and re.search(r'<f t="shared" ref="F5:F10" si="0">E5\*2</f><v>8</v>', kept)


def with_chain(data):
    return changed(
        data,
        xl__calcChain_X_xml=lambda t: '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                                      '<c r="E11" i="1"/></calcChain>',
        xl___rels__workbook_X_xml_X_rels=lambda t: t.replace(
            "</Relationships>", '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/calcChain" Target="calcChain.xml"/></Relationships>'),
        **{"[Content_Types]_X_xml": lambda t: t.replace(
            "</Types>", '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.calcChain+xml"/></Types>')})


@test
def kind_l_chain_of_calculation():
    result = patch(with_chain(form()), TWO)
    assert "xl/calcChain.xml" not in result.parts
    assert b"calcChain" not in result.parts["xl/_rels/workbook.xml.rels"] + result.parts["[Content_Types].xml"]
    kept = patch(with_chain(form()), "number 0 5 5 4\n")
    assert kept.parts["xl/calcChain.xml"] == parts(with_chain(form()))["xl/calcChain.xml"]


@test
def kind_m_results_are_right():
    result = patch(form(), TWO + "number 0 5 5 10\nnumber 0 9 5 2.5\nnumber 0 12 5 0.125\ntext 0 5 3 一\ntext 0 9 3 二\n")
    text, other = result.sheet(), result.sheet(2)
    assert re.search(r'<c r="E13"[^>]*><f>[^<]*</f><v>12.625</v>', text), text[-4000:]
    assert re.search(r'<c r="A1"[^>]*><f>[^<]*</f><v>2</v>', other) and re.search(
        r'<c r="A5"[^>]*><f>[^<]*</f><v>12.625</v>', other), other
    assert "result 1 5 1 =合计分值: 12.625" in result.said, result.said
    assert b"fullCalcOnLoad" not in result.parts["xl/workbook.xml"]


@test
def kind_m_what_is_not_calculated_has_no_result():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = 1, "=A1/3"
    data = changed(saved(book), xl__worksheets__sheet1_X_xml=lambda t: re.sub(r"</f><v ?(/>|></v>)", "</f><v>0.333</v>", t),
                   xl__workbook_X_xml=lambda t: re.sub(r"<calcPr[^>]*/>", "", t))
    result = patch(data, "number 0 1 1 2\n")
    assert "<f>A1/3</f></c>" in result.sheet() and '<calcPr fullCalcOnLoad="1"/>' in result.parts["xl/workbook.xml"].decode()
    other = patch(data, "number 0 1 2 2\n")
    assert "<v>0.333</v>" in other.sheet() and b"fullCalcOnLoad" not in other.parts["xl/workbook.xml"]


@test
def kind_n_pictures_and_charts():
    before, result = parts(form()), patch(form(), TWO)
    def rows(text):
        return [int(row) for row in re.findall(r"<(?:xdr:)?row>(\d+)<", text)]
    assert [row + 2 for row in rows(before["xl/drawings/drawing1.xml"].decode())] == rows(
        result.parts["xl/drawings/drawing1.xml"].decode())
    assert result.parts["xl/drawings/drawing2.xml"] == before["xl/drawings/drawing2.xml"]
    chart = result.parts["xl/charts/chart1.xml"].decode()
    assert re.findall(r"<(?:c:)?f>([^<]*)<", chart) == ["'目标表'!$E$5:$E$12"], chart


@test
def kind_n_lower_edge_is_a_line():
    anchor = ('<xdr:twoCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"%s>'
              "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
              "<xdr:to><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:to>")
    cases = [("", 3, 7, 0, 3, 7), ("", 3, 7, 5, 3, 9), ("", 8, 9, 0, 10, 11), (' editAs="oneCell"', 3, 9, 5, 3, 9),
             (' editAs="absolute"', 8, 9, 5, 8, 9)]
    for how, first, last, offset, then_first, then_last in cases:
        def edit(text):
            head = re.match(r"(.*?<(?:xdr:)?wsDr[^>]*>)", text, re.S).group(1)
            return head.replace("<wsDr ", "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/"
                                "spreadsheetDrawing\" ") + anchor % (how, first, last, offset) + "</xdr:twoCellAnchor></xdr:wsDr>"
        data = changed(form(), xl__drawings__drawing1_X_xml=edit)
        text = patch(data, TWO).parts["xl/drawings/drawing1.xml"].decode()
        assert [int(row) for row in re.findall(r"<xdr:row>(\d+)<", text)] == [then_first, then_last], (how, first, last, offset)


@test
def kind_o_notes():
    data = changed(form(), xl__drawings__commentsDrawing1_X_vml=lambda t: re.sub(
        r"<(ns\d+):AutoFill>", r"<\1:Anchor>2, 15, 7, 10, 4, 120, 9, 14</\1:Anchor><\1:AutoFill>", t))
    result = patch(data, TWO)
    notes = [name for name in result.parts if "comment" in name and name.endswith(".xml")][0]
    boxes = [name for name in result.parts if name.endswith(".vml")][0]
    assert b'ref="B10"' in result.parts[notes]
    before, after = parts(data)[boxes].decode(), result.parts[boxes].decode()
    def fields(text):
        return [int(field) for field in re.search(r"Anchor>([^<]*)<", text).group(1).split(",")], int(
            re.search(r"Row>(\d+)<", text).group(1))
    (old, old_row), (new, new_row) = fields(before), fields(after)
    assert new_row == old_row + 2 and new[2] == old[2] + 2 and new[6] == old[6] + 2 and new[7] == old[7], (old, new)


@test
def kind_p_links_tables_filters():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(1, 6):
        for column in range(1, 4):
            sheet.cell(row, column, "%d-%d" % (row, column))
    sheet["C5"].hyperlink = "https://example.org/"
    sheet.add_table(Table(displayName="表一", ref="A1:C5"))
    sheet.auto_filter.ref = "A1:C5"
    book.create_sheet("二")["A1"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(ref="A1", location="Sheet!C5")
    result = patch(saved(book), "rows 0 4 3 3\n")
    table = [name for name in result.parts if "/tables/" in name][0]
    assert result.parts[table].count(b'ref="A1:C8"') >= 1 and b"C5" not in result.parts[table]
    assert '<hyperlink ref="C8"' in result.sheet() or 'ref="C8"' in re.search("<hyperlink [^>]*>", result.sheet()).group()
    assert 'location="Sheet!C8"' in result.sheet(2)
    assert '<autoFilter ref="A1:C8"' in result.sheet()


@test
def kind_q_protection():
    book = openpyxl.load_workbook(io.BytesIO(form()))
    sheet = book["目标表"]
    sheet.protection.set_password("secret")
    sheet.protection.enable()
    data = changed(saved(book), xl__worksheets__sheet1_X_xml=lambda t: re.sub(
        r"(<sheetProtection[^>]*/>)", r'\1<protectedRanges><protectedRange sqref="C5:E7" name="填报"/></protectedRanges>', t))
    result = patch(data, TWO)
    mark = re.search(r"<sheetProtection[^>]*/>", parts(data)["xl/worksheets/sheet1.xml"].decode()).group()
    assert mark in result.sheet() and '<protectedRange sqref="C5:E9" name="填报"/>' in result.sheet()
    new = result.book()["目标表"]
    assert not new["C9"].protection.locked and new["A9"].protection.locked


@test
def kind_r_texts():
    result = patch(form(), "text 0 5 3  前后有空格 \ntext 0 6 3 一行\\n二行\ntext 0 7 3 <&\"'>_x000D_\ntext 0 8 3 =1+1\n"
                   "number 0 5 5 0.10\ntext 0 6 5 001\ntext 0 1 1 \n")
    sheet = result.book()["目标表"]
    assert sheet["C5"].value == " 前后有空格 " and sheet["C6"].value == "一行\n二行", repr(sheet["C5"].value)
    assert sheet["C6"].alignment.wrap_text and sheet["C6"].border.left.style == "thin"
    assert sheet["C7"].value == "<&\"'>_x000D_", repr(sheet["C7"].value)
    assert sheet["C8"].value == "=1+1" and sheet["C8"].data_type == "s"
    assert sheet["E5"].value == 0.1 and sheet["E6"].value == "001" and sheet["A1"].value is None
    text = result.sheet()
    assert re.search(r'<c r="A1" s="\d+"/>', text) and "inlineStr" not in text
    strings = result.parts["xl/sharedStrings.xml"].decode()
    assert strings.startswith(re.sub(r'count="\d+"', "", parts(form())["xl/sharedStrings.xml"].decode())[:40])
    assert int(re.search(r'uniqueCount="(\d+)"', strings).group(1)) == strings.count("<si>")


@test
def kind_r_texts_without_a_table_stay_inside():
    book = openpyxl.load_workbook(io.BytesIO(form()))
    result = patch(saved(book, shared=False), "text 0 5 3 一\npart 0 12 1 0 3 甲\n")
    assert "<is><t>一</t></is>" in result.sheet() and result.book()["目标表"]["A12"].value == "甲：行数不够可以添加"
    assert "xl/sharedStrings.xml" not in result.parts


@test
def kind_r_rich_text_keeps_its_looks():
    rich = ('<si><r><rPr><b/><sz val="10"/></rPr><t>注：</t></r><r><rPr><sz val="10"/></rPr>'
            '<t xml:space="preserve">填表人：　　　电话：　　</t></r></si></sst>')
    data = parts(form())
    count = data["xl/sharedStrings.xml"].count(b"<si>")
    data = changed(form(), xl__sharedStrings_X_xml=lambda t: t.replace("</sst>", rich),
                   xl__worksheets__sheet1_X_xml=lambda t: re.sub(r'(<c r="A12"[^>]*><v>)\d+', r"\g<1>%d" % count, t))
    first = len("注：填表人：".encode())
    last = len("注：填表人：　　　".encode())
    phone = len("注：填表人：　　　电话：".encode())
    result = patch(data, "part 0 12 1 %d %d 王某\npart 0 12 1 %d %d 0000-1\n" % (first, last, phone, phone))
    string = result.parts["xl/sharedStrings.xml"].decode().split("<si>")[-1]
    assert re.sub("<[^>]*>", "", string) == "注：填表人：王某电话：0000-1　　", string
    assert string.startswith('<r><rPr><b/><sz val="10"/></rPr><t>注：</t></r>'), string


@test
def kind_s_order_and_uniqueness():
    """Cells and rows that were not there are made in their places."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"], sheet["D2"], sheet["B5"] = "b", "d", "b5"
    sheet.column_dimensions["A"].width = 20
    result = patch(saved(book), "text 0 2 1 a\ntext 0 2 3 c\ntext 0 2 5 e\ntext 0 1 2 x\ntext 0 3 2 y\ntext 0 7 1 z\n"
                   "rows 0 5 2 4\ntext 0 6 4 w\n")
    text = result.sheet()
    rows = [int(row) for row in re.findall(r'<row r="(\d+)"', text)]
    assert rows == sorted(set(rows)) == [1, 2, 3, 6, 7], rows
    assert re.findall(r'<c r="([A-Z]+)2"', text) == list("ABCDE")
    assert result.book().active["B7"].value == "b5" and result.book().active["A7"].value == "z"


@test
def law_untouched_members_keep_their_packed_bytes():
    data = form()
    result = patch(data, TWO + "text 0 5 3 x\n")
    before, after = packed(data), packed(result.data)
    assert list(before) == list(after), (list(before), list(after))
    same = [name for name in before if before[name] == after[name]]
    differs = {name for name in before if parts(data)[name] != result.parts[name]}
    assert set(before) - set(same) == differs, set(before) - set(same) - differs
    assert "xl/media/image1.png" in same and "xl/styles.xml" in same and "docProps/app.xml" in same


@test
def law_same_changes_same_bytes():
    assert patch(form(), TWO + "text 0 5 3 x\n").data == patch(form(), TWO + "text 0 5 3 x\n").data


def undone(text, first, count):
    """The part with every row number taken back; new rows go. `first` and `count` of the new rows, from one."""
    def back(row):
        return row if row < first else first - 1 if row < first + count else row - count
    for row in range(first, first + count):
        text = re.sub(r'<row r="%d".*?</row>' % row, "", text)
        text = re.sub(r'<mergeCell ref="[A-Z]+%d:[A-Z]+%d"/>' % (row, row), "", text)
    text = re.sub(r'<row r="(\d+)"', lambda m: '<row r="%d"' % back(int(m.group(1))), text)
    text = re.sub(r"(?<![A-Za-z#_])(\$?[A-Z]{1,2}\$?)(\d+)(?![0-9A-Za-z(])", lambda m: m.group(1) + str(back(int(m.group(2)))), text)
    text = re.sub(r'<brk id="(\d+)"', lambda m: '<brk id="%d"' % back(int(m.group(1))), text)
    return re.sub(r'<mergeCells count="\d+"', "<mergeCells", text)


@test
def law_undone_by_the_inverse_map():
    result = patch(form(), TWO)
    for number in (1, 2):
        before = parts(form())["xl/worksheets/sheet%d.xml" % number].decode()
        back = undone(result.sheet(number), 8, 2)
        if number == 2:
            back = result.sheet(2) if back == before else back
        clean = re.sub(r'<mergeCells count="\d+"', "<mergeCells", before)
        back, clean = (re.sub(r"</f><v ?/>|</f><v></v>|</f><v>[^<]*</v>|</f>", "</f>", t) for t in (back, clean))
        assert re.sub(r' t="str"', "", back) == clean or number == 2, (back, clean)
    names = undone(result.parts["xl/workbook.xml"].decode(), 8, 2)
    assert re.sub(' fullCalcOnLoad="1"', "", names) == re.sub(' fullCalcOnLoad="1"', "", parts(form())["xl/workbook.xml"].decode())


@test
def refused_what_would_be_torn_apart():
    array = changed(form(), xl__worksheets__sheet1_X_xml=lambda t: re.sub(
        r'(<c r="F7"[^>]*>)<f>[^<]*</f>', r'\1<f t="array" ref="F7:F8">E7:E8*2</f>', t))
    refused = patch(array, TWO, fine=False)
    assert refused.code == 1 and "T006" in refused.said, refused.said
    assert patch(array, "rows 0 6 2 5\n").code == 0
    signed = parts(form())
    signed["_xmlsignatures/sig1.xml"] = b"<x/>"
    refused = patch(package(signed), TWO, fine=False)
    assert refused.code == 1 and "T004" in refused.said
    doctype = changed(form(), xl__worksheets__sheet1_X_xml=lambda t: re.sub(r"^(<\?xml.*?\?>)?", "<!DOCTYPE x>", t))
    assert patch(doctype, TWO, fine=False).code == 1


@test
def prefixes_of_other_programs():
    """Elements with a prefix (x:row), as some libraries write them."""
    data = changed(form(), xl__worksheets__sheet1_X_xml=lambda t: re.sub(
        r"<(/?)(?![?!])(?!mc:|x14:)", r"<\1x:", t).replace('xmlns="http://schemas.openxmlformats.org/spreadsheetml',
                                                           'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml'),
                   xl__sharedStrings_X_xml=lambda t: re.sub(r"<(/?)(?![?!])", r"<\1x:", t).replace("xmlns=", "xmlns:x="))
    result = patch(data, TWO + "text 0 8 3 新\nnumber 0 8 5 3\n")
    sheet = result.book()["目标表"]
    assert sheet["C8"].value == "新" and sheet["E8"].value == 3 and sheet["E13"].value == "=SUM(E5:E12)"


@test
def formulas_of_many_kinds():
    cases = ["SUM($E$5:E7)", "IF(A8=\"A8 'x'!A9\",E8,LOG10(E9))", "'说明 ''A'''!A9+目标表!A9", "[1]目标表!A9", "目标表!9:9",
             "SUM(E8,E6:E9)", "表一[[#This Row],[A9]]+A9", "INDEX(E:E,9)", "#REF!+A9", "A9:INDEX(B9:B10,1)", "{1,2;3,4}+$A9"]
    after = ["SUM($E$5:E9)", "IF(A10=\"A8 'x'!A9\",E10,LOG10(E11))", "'说明 ''A'''!A9+目标表!A11", "[1]目标表!A9", "目标表!11:11",
             "SUM(E10,E6:E11)", "表一[[#This Row],[A9]]+A11", "INDEX(E:E,9)", "#REF!+A11", "A11:INDEX(B11:B12,1)",
             "{1,2;3,4}+$A11"]
    book = openpyxl.load_workbook(io.BytesIO(form()))
    for row, formula in enumerate(cases):
        book["目标表"].cell(20 + row, 8, "=" + formula)
    sheet = patch(saved(book), TWO).book()["目标表"]
    found = [sheet.cell(22 + row, 8).value[1:] for row in range(len(cases))]
    assert found == after, [pair for pair in zip(found, after) if pair[0] != pair[1]]


if __name__ == "__main__":
    sys.exit(run_tests())
