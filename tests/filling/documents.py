#!/usr/bin/env python3
"""documents: what breaks in documents that other programs fill, kind by kind; each blank is written here as XML.

    tests/filling/documents.py BUILD"""
import io
import os
import re
import sys

import docx
from docx.oxml.ns import qn

sys.argv[1:] = sys.argv[1:] or ["build"]
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fills  # noqa: E402
import patches  # noqa: E402
from trying import run_tests, test  # noqa: E402

LOOK = '<w:rPr><w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hAnsi="仿宋" w:hint="eastAsia"/><w:sz w:val="21"/></w:rPr>'


# --- pieces of a document ------------------------------------------------------------------------------------------------------

def run(text, look=""):
    return '<w:r><w:rPr>%s</w:rPr><w:t xml:space="preserve">%s</w:t></w:r>' % (look, text)


def paragraph(inside="", ids=[0]):
    ids[0] += 1
    return '<w:p w14:paraId="6A%06X"><w:pPr><w:spacing w:line="360" w:lineRule="exact"/>%s</w:pPr>%s</w:p>' % (ids[0], LOOK, inside)


def cell(inside="", looks=""):
    inside = inside if inside.startswith("<") else (run(inside) if inside else "")
    inside = inside if inside.startswith("<w:p ") or inside.startswith("<w:sdt") or "<w:tbl>" in inside else paragraph(inside)
    return "<w:tc><w:tcPr><w:tcW w:w=\"1800\" w:type=\"dxa\"/>%s</w:tcPr>%s</w:tc>" % (looks, inside)


def row(*cells, looks=""):
    return "<w:tr><w:trPr>%s</w:trPr>%s</w:tr>" % (looks, "".join(one if one.startswith("<w:tc>") or one.startswith("<w:sdt>") else cell(one) for one in cells))


def table(columns, *rows):
    return "<w:tbl><w:tblPr><w:tblW w:w=\"9000\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>%s</w:tblGrid>%s</w:tbl>" % (
        '<w:gridCol w:w="1800"/>' * columns, "".join(rows))


def down(text=None):
    """A cell of a column merged downwards: its first, or one that goes on."""
    return cell(text or "", '<w:vMerge w:val="restart"/>' if text else "<w:vMerge/>")


def band(more=""):
    """Two rows for 数量, two for 质量, one for the others, with their heads."""
    head = row("一级指标", "二级指标", "三级指标", "指标值", looks='<w:cantSplit/><w:tblHeader/>')
    body = [row(down("产出指标"), down("数量指标"), "", "", looks="<w:cantSplit/>"), row(down(), down(), "", "", looks="<w:cantSplit/>"),
            row(down(), down("质量指标"), "", ""), row(down(), down(), "", ""), row(down(), "时效指标", "", ""),
            row("效益指标", "社会效益指标", "", ""), row("满意度指标", "服务对象满意度指标", "", more)]
    return table(4, head, *body)


def document(*body, **parts):
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
                               '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                               '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                               'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
                       '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
                       '</Relationships>',
        "word/document.xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="http://schemas.openxmlformats.org/'
                             'wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc='
                             '"http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"><w:body>%s<w:sectPr/></w:body>'
                             '</w:document>' % "".join(body)}
    members.update(parts)
    return patches.package({name: text.encode() for name, text in members.items()})


def head(*rows):
    return table(2, row("项目名称", ""), row("年度绩效目标", ""), *rows)


def filled(blank, counts=(2, 1, 1, 1, 1), fine=True, **fields):
    result = fills.fill(blank, fills.facts(counts, **fields), ending="docx", fine=fine)
    return result, docx.Document(io.BytesIO(result.data)) if result.data else None


def xml(result):
    return result.part("word/document.xml")


def chain(made, number, column):
    """How the cells of a column are merged downwards."""
    found = []
    for line in made.tables[number]._tbl.tr_lst:
        merge = line.tc_lst[column].tcPr.find(qn("w:vMerge"))
        found.append("" if merge is None else merge.get(qn("w:val")) or "continue")
    return found


def title():
    return paragraph(run("项目支出绩效目标表　　单位：万元"))


# --- T to Y ----------------------------------------------------------------------------------------------------------------------

@test
def kind_t_rows_and_merges():
    result, made = filled(document(title(), head(), paragraph(), band()), (4, 3, 1, 1, 1))
    assert chain(made, 1, 1) == ["", "restart"] + ["continue"] * 3 + ["restart", "continue", "continue", "", "", ""], chain(made, 1, 1)
    assert chain(made, 1, 0)[1:9] == ["restart"] + ["continue"] * 7
    assert [made.tables[1].cell(n, 2).text for n in range(1, 9)] == ["数量之%d" % n for n in range(1, 5)] + ["质量之1", "质量之2", "质量之3", "时效之1"]
    assert all(sum(one.grid_span for one in line.tc_lst) == 4 for line in made.tables[1]._tbl.tr_lst)


@test
def kind_t_a_category_of_one_row_covers_its_new_ones():
    _, made = filled(document(title(), head(), paragraph(), band()), (1, 1, 3, 1, 1))
    assert chain(made, 1, 1)[5:8] == ["restart", "continue", "continue"] and made.tables[1].cell(7, 1).text == "时效指标", chain(made, 1, 1)


@test
def kind_t_other_tables_stay():
    nested = cell(table(2, row("电话", "内部")) + paragraph())
    blank = document(title(), table(2, row("说明", nested), row("序号", "1")), paragraph(), head(), paragraph(), band())
    result, made = filled(blank, (4, 1, 1, 1, 1))
    before, after = (re.findall(r"<w:tbl>.*?</w:tbl>", text)[0] for text in (patches.parts(blank)["word/document.xml"].decode(), xml(result)))
    assert before == after and len(made.tables) == 3 and len(made.tables[2].rows) == 10


@test
def kind_u_new_rows_look_like_the_last():
    result, made = filled(document(title(), head(), paragraph(), band()), (4, 1, 1, 1, 1))
    for number in (3, 4):
        for column in (2, 3):
            one = made.tables[1].cell(number, column).paragraphs[0]
            assert one.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋" and one.runs[0]._r.rPr.find(qn("w:sz")).get(qn("w:val")) == "21"
            assert one._p.pPr.find(qn("w:spacing")).get(qn("w:line")) == "360"


@test
def kind_u_a_run_that_is_split_keeps_its_looks():
    line = paragraph(run("填报单位：          联系电话：        ", "<w:b/><w:color w:val=\"FF0000\"/>"))
    result, made = filled(document(title(), line, head(), paragraph(), band()))
    runs = made.paragraphs[1].runs
    assert "白鹭县水务局" in made.paragraphs[1].text and "0000-1234" in made.paragraphs[1].text
    assert all(one.bold and one.font.color.rgb == docx.shared.RGBColor(255, 0, 0) for one in runs if one.text)


@test
def kind_v_heads_and_heights():
    tall = '<w:trHeight w:val="500" w:hRule="exact"/>'
    blank = document(title(), table(2, row("项目名称", ""), row("年度绩效目标", "", looks=tall)), paragraph(), band())
    result, made = filled(blank, (4, 1, 1, 1, 1), goal_annual="清淤十二公里，改善水质。" * 30)
    assert 'w:hRule="exact"' not in xml(result).replace('w:lineRule="exact"', "") and "T014" in result.said
    flags = [[line.trPr.find(qn("w:" + name)) is not None for name in ("tblHeader", "cantSplit")] for line in made.tables[1]._tbl.tr_lst]
    assert flags[:5] == [[True, True]] + [[False, True]] * 4, flags
    low, _ = filled(blank, (4, 1, 1, 1, 1), goal_annual="短。")
    assert 'w:hRule="exact"' in xml(low).replace('w:lineRule="exact"', "")


@test
def kind_w_labels_split_over_runs():
    split = paragraph(run("填") + '<w:proofErr w:type="spellStart"/>' + run("报单") + '<w:bookmarkStart w:id="7" w:name="x"/>' + run("位") +
                      '<w:bookmarkEnd w:id="7"/>' + run("：") + run("　　　　") + run("　　") + run("负责人：") + run("    "))
    result, made = filled(document(title(), split, head(), paragraph(), band()))
    text = made.paragraphs[1].text
    assert re.sub(r"\s", "", text) == "填报单位：白鹭县水务局负责人：周某", text
    assert xml(result).count("bookmarkStart") == 1


@test
def kind_w_a_prompt_of_several_runs_goes_whole():
    prompt = cell(paragraph(run("（简要") + run("描述") + run("，200字以内）")))
    _, made = filled(document(title(), table(2, row("项目名称", ""), row("年度绩效目标", prompt)), paragraph(), band()))
    assert made.tables[0].cell(1, 1).text == "清淤12公里。"


def control(inside, more="", shows=True, number=11):
    return '<w:sdt><w:sdtPr><w:alias w:val="栏"/><w:tag w:val="t"/><w:id w:val="%d"/>%s%s</w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' % (
        number, more, "<w:showingPlcHdr/>" if shows else "", inside)


PROMPT = run("单击此处输入文字", '<w:rStyle w:val="PlaceholderText"/><w:color w:val="808080"/>')


@test
def kind_x_controls_take_the_value():
    blank = document(title(), table(2, row("项目名称", cell(paragraph(control(PROMPT)))), row("年度绩效目标", cell(control(paragraph(PROMPT), number=12)))),
                     paragraph(), band())
    result, made = filled(blank)
    text = xml(result)
    assert "单击此处" not in text and "showingPlcHdr" not in text and text.count("<w:sdt>") == 2 and 'w:val="栏"' in text
    assert re.search(r"<w:sdtContent>.*?河道清淤.*?</w:sdtContent>", text) and re.search(r"<w:sdtContent>.*?清淤12公里。.*?</w:sdtContent>", text)
    assert "808080" not in text, "the prompt's grey is no look for a value"


@test
def kind_x_cells_within_controls_stay_where_they_are():
    whole = control(cell(""), shows=False)
    blank = document(title(), table(4, row("项目名称", whole, "主管部门", "")), table(2, row("年度绩效目标", "")), paragraph(), band())
    result, _ = filled(blank)
    cells = re.findall(r"<w:tc>.*?</w:tc>", xml(result))
    texts = ["".join(re.findall(r"<w:t[^>]*>([^<]*)", one)) for one in cells[:4]]
    assert texts == ["项目名称", "河道清淤", "主管部门", "白鹭县水务局"], texts


@test
def kind_x_copied_controls_have_ids_of_their_own():
    body = band().replace("<w:sectPr/>", "")
    inside = cell(paragraph(control(PROMPT, number=77)))
    lines = [row("一级指标", "二级指标", "三级指标", "指标值"), row(down("产出指标"), down("数量指标"), inside, ""), row(down(), "质量指标", "", "")]
    result, made = filled(document(title(), head(), paragraph(), table(4, *lines)), (4, 1, 0, 0, 0))
    ids = re.findall(r'<w:id w:val="(-?\d+)"', xml(result))
    assert len(ids) == len(set(ids)) and len(made.tables[1].rows) == 6, (ids, len(made.tables[1].rows), body[:0])


@test
def kind_x_drop_down_controls():
    choice = '<w:dropDownList><w:listItem w:displayText="请选择" w:value=""/><w:listItem w:displayText="民生" w:value="民生"/><w:listItem ' \
             'w:displayText="基建" w:value="基建"/></w:dropDownList>'
    blank = document(title(), table(2, row("项目名称", ""), row("项目类型", cell(paragraph(control(PROMPT, choice))))), paragraph(), band())
    result, made = filled(blank, project_type="基建")
    assert "基建" in "".join(re.findall(r"<w:sdtContent>(.*?)</w:sdtContent>", xml(result))) and "T022" not in result.said
    assert "T022" in filled(blank, project_type="其他")[0].said


@test
def kind_x_boxes():
    boxes = cell(paragraph(run("□") + run("新增　") + run("□") + run("延续")))
    result, made = filled(document(title(), table(2, row("项目名称", ""), row("项目属性", boxes)), paragraph(), band()), project_attribute="延续")
    assert made.tables[0].cell(1, 1).text == "□新增　☑延续"


@test
def kind_x_boxes_behind_their_words():
    boxes = cell(paragraph(run("1、新增项目□　") + run("2、延续项目□")))
    result, made = filled(document(title(), table(2, row("项目名称", ""), row("项目属性", boxes)), paragraph(), band()), project_attribute="延续")
    assert made.tables[0].cell(1, 1).text == "1、新增项目□　2、延续项目☑"


@test
def kind_x_tracked_changes_stay_out():
    tracked = cell(paragraph('<w:ins w:id="3" w:author="a" w:date="2025-01-01T00:00:00Z">' + run("年度") + '</w:ins><w:del w:id="4" w:author="a" '
                             'w:date="2025-01-01T00:00:00Z"><w:r><w:delText>总体</w:delText></w:r></w:del>' + run("绩效目标")))
    result, made = filled(document(title(), table(2, row("项目名称", ""), row(tracked, "")), paragraph(), band()))
    assert made.tables[0].cell(1, 1).text == "清淤12公里。" and xml(result).count("<w:ins ") == 1 and "<w:del " in xml(result)


def with_settings(settings):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return document(title(), head(), paragraph(), band(), **{
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
                                        'Id="rId1" Type="%s/settings" Target="settings.xml"/></Relationships>' % kind,
        "word/settings.xml": '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</w:settings>' % settings})


@test
def kind_x_tracking_and_protection_are_told_where_they_hold():
    for settings, told in (('<w:trackRevisions/><w:documentProtection w:edit="forms" w:enforcement="1"/>', ["T012", "T013"]),
                           ('<w:trackRevisions w:val="0"/><w:documentProtection w:edit="forms" w:enforcement="0"/>', []),
                           ('<w:documentProtection w:edit="forms"/>', []), ('<w:trackRevisions w:val="true"/>', ["T012"])):
        said = filled(with_settings(settings))[0].said
        assert [code for code in ("T012", "T013") if code in said] == told, (settings, said)


@test
def kind_x_damaged_settings_are_named():
    result, made = filled(with_settings("<w:zoom"), fine=False)
    assert made is None and "word/settings.xml" in result.said, result.said


def numbered(inside="", looks='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'):
    return "<w:p><w:pPr>%s%s</w:pPr>%s</w:p>" % (looks, LOOK, inside)


def listed(*body):
    """A document with a list, and a style whose paragraphs belong to it."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return document(*body, **{
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id='
                                        '"rId1" Type="%s/numbering" Target="numbering.xml"/><Relationship Id="rId2" Type="%s/styles" Target='
                                        '"styles.xml"/></Relationships>' % (kind, kind),
        "word/numbering.xml": '<w:numbering %s><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
                              '<w:lvlText w:val="%%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
                              '</w:numbering>' % main,
        "word/styles.xml": '<w:styles %s><w:style w:type="paragraph" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
                           '</w:style></w:styles>' % main})


@test
def numbered_paragraphs_take_the_value_alone():
    """What is filled into a paragraph that has a number of the word processor's has none afterwards, or it would be read as a part of the fact."""
    def one(inside):
        goal = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>%s</w:tc>' % inside
        rows = [row("项目名称", ""), row("项目负责人", ""), row("年度绩效目标", goal)]
        result = fills.fill(listed(title(), table(2, *rows), paragraph(), band()), fills.facts((2, 1, 1, 1, 1), goal_annual="河道畅通。\n水质改善。"), ending="docx")
        return fills.inspect(result.data, "docx")["forms"][0]["fields"]["goal_annual"]["value"], xml(result)
    styled = '<w:pStyle w:val="List"/><w:keepNext/>'
    for inside in (numbered(), numbered() + numbered(), numbered(looks=styled), numbered(run("（概括描述）")), numbered(run("（概括描述）"), styled),
                   numbered(control(PROMPT)), control(numbered(PROMPT, styled))):
        goal, text = one(inside)
        assert goal == "河道畅通。\n水质改善。", (inside, goal)
        assert '<w:keepNext/><w:numPr><w:numId w:val="0"/></w:numPr>' in text or styled not in inside, text
    assert one(numbered(looks=styled + '<w:numPr><w:numId w:val="0"/></w:numPr>'))[1].count("<w:numPr>") == 1 + 1
    lines = numbered(run("填报单位：        ")) + numbered(run("联系电话：        "))
    made = fills.fill(listed(title(), lines, head(), paragraph(), band()), fills.facts((2, 1, 1, 1, 1)), ending="docx")
    assert xml(made).count('<w:numId w:val="1"/>') == 2, "the number is before the label"


@test
def kind_y_underlined_gaps():
    line = '<w:u w:val="single"/>'
    foot = paragraph(run("填表人：") + run("            ", line) + run("联系电话：") + run("    ", line) + run("。"))
    result, made = filled(document(title(), head(), paragraph(), band(), foot))
    runs = [one.text for one in made.paragraphs[-1].runs if one.underline]
    assert len(runs) == 2 and runs[0].strip() == "林某" and runs[1].strip() == "0000-1234", runs
    assert runs[0].startswith(" ") and runs[0].endswith(" ") and len(runs[0]) + 2 == 12, repr(runs[0])
    assert runs[1].startswith(" ") and runs[1].endswith(" "), "a gap that is too short grows"


if __name__ == "__main__":
    sys.exit(run_tests())
