#!/usr/bin/python3
"""Makes the documents of this folder, as different word processors write them. All content is invented.

    tests/data/make-docx.py        needs soffice for the two that it saves, and nothing else

The .txt beside each is what tests/unit/test_docx_looks.c, test_docx.c and test_doc.c expect to be read: it is written by hand, not by this."""
import os
import subprocess
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
WHEN = (2025, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def pack(path, body, part="word/document.xml", main=MAIN, office=OFFICE, more=(), relations=""):
    """A package with this body, and more parts as (name, text)."""
    folder, name = part.rsplit("/", 1)
    parts = [
        ("[Content_Types].xml", HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/%s" ContentType="application/vnd.'
         'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' % part),
        ("_rels/.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         '<Relationship Id="rId1" Type="%sofficeDocument" Target="%s"/></Relationships>' % (office, part)),
        (part, HEAD + '<w:document xmlns:w="%s" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
         'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com'
         ':vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wp="http://schemas.'
         'openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/'
         '2006/main" xmlns:r="%s" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14">'
         '<w:body>%s<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
         % (main, office.rstrip("/"), body)),
    ]
    if relations:
        parts.append(("%s/_rels/%s.rels" % (folder, name), HEAD + '<Relationships xmlns="http://schemas.openxmlformats.'
                      'org/package/2006/relationships">%s</Relationships>' % relations))
    with zipfile.ZipFile(path, "w") as package:
        for part_name, content in parts + list(more):
            info = zipfile.ZipInfo(part_name, WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(text, looks=""):
    """A run; line breaks and tabs as Word writes them."""
    pieces = []
    for i, line in enumerate(text.split("\n")):
        for k, piece in enumerate(line.split("\t")):
            pieces.append(("<w:br/>" if k == 0 and i else "<w:tab/>" if k else "")
                          + ('<w:t xml:space="preserve">%s</w:t>' % escape(piece) if piece else ""))
    return "<w:r>%s%s</w:r>" % ("<w:rPr>%s</w:rPr>" % looks if looks else "", "".join(pieces))


def paragraph(*runs, looks=""):
    """A paragraph of runs; a text that is no markup becomes one."""
    made = [r if r.startswith("<") else run(r) for r in runs if r]
    return "<w:p>%s%s</w:p>" % ("<w:pPr>%s</w:pPr>" % looks if looks else "", "".join(made))


def cell(*texts, span=1, down="", looks=""):
    """A cell of paragraphs; `down` is restart or continue."""
    merge = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[down]
    spans = '<w:gridSpan w:val="%d"/>' % span if span > 1 else ""
    content = "".join(t if t.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else paragraph(t) for t in (texts or ("",)))
    return '<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/>%s%s%s</w:tcPr>%s</w:tc>' % (spans, merge, looks, content)


def row(*cells, looks=""):
    return "<w:tr>%s%s</w:tr>" % ("<w:trPr>%s</w:trPr>" % looks if looks else "",
                                  "".join(c if c.startswith("<") else cell(c) for c in cells))


def table(columns, *rows):
    grid = '<w:gridCol w:w="1500"/>' * columns
    return "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>%s</w:tblGrid>%s</w:tbl>" % (
        grid, "".join(rows))


def hunan_table():
    """The six-column form as on paper, its heading row repeated on every page."""
    band = [("产出指标", "数量指标", "更新厨房设备", "≥24台", "计划标准"),
            ("", "质量指标", "设备验收合格率", "100%", "行业标准"),
            ("", "时效指标", "设备到位时间", "2024年8月31日前", "计划标准"),
            ("", "成本指标", "设备采购成本", "≤46.8万元", "计划标准"),
            ("效益指标", "社会效益指标", "就餐学生人数", "≥1500人", "历史标准"),
            ("", "可持续影响指标", "设备正常使用年限", "≥8年", "行业标准"),
            ("满意度指标", "服务对象满意度指标", "学生满意度", "≥92%", "历史标准")]
    rows = [
        row("项目支出名称", cell("学校食堂改造经费", span=2), "预算部门", cell("云溪县教育局", span=2)),
        row("年度本级预算金额", cell("46.8", span=2), "该项目支出上级资金", cell("", span=2)),
        row("项目支出实施期", cell("全年", span=5)),
        row("实施期绩效目标", cell("改善学生就餐条件。", span=5)),
        row("本年度绩效目标", cell("完成食堂厨房设备更新，供餐能力达到1500人。", span=5)),
        row(cell("本年度绩效指标", down="restart"), "一级指标", "二级指标", "三级指标", "指标值及单位", "绩效标准",
            looks="<w:tblHeader/>"),
    ]
    for level1, *rest in band:
        rows.append(row(cell("", down="continue"), cell(level1, down="restart" if level1 else "continue"), *rest))
    return table(6, *rows)


SIGNATURES = "填表人：陶小满    填报日期：2024年2月26日    联系电话：0000-6200035    单位负责人签字：孟长河"


def form(path, **how):
    """The form as it is kept in Word: its title, units and signatures are paragraphs around the table."""
    pack(path, paragraph(run("2024年项目支出", "<w:b/>"), run("绩效目标表", "<w:b/>"), looks='<w:jc w:val="center"/>')
         + paragraph("") + paragraph("填报单位：（盖章）云溪县第二中学                  单位：万元") + hunan_table()
         + paragraph(SIGNATURES) + paragraph(""), **how)


def field(instruction, result):
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>%s</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>%s<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            % (instruction, run(result)))


def box(*paragraphs):
    """A text box, once as it is meant and once for programs that do not know it."""
    content = "<w:txbxContent>%s</w:txbxContent>" % "".join(paragraphs)
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
            '<wps:txbx>%s</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>'
            '<w:pict><v:shape><v:textbox>%s</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
            % (content, content))


def control(content, prompt=False):
    return "<w:sdt><w:sdtPr>%s</w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>" % (
        "<w:showingPlcHdr/>" if prompt else "<w:alias w:val=\"单位\"/>", content)


def change(kind, content):
    return '<w:%s w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z">%s</w:%s>' % (kind, content, kind)


def texts(path):
    """What paragraphs hold beside plain text."""
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    box_symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    body = [
        paragraph(box(paragraph("框中标题"), paragraph("第二行")), run("锚")),
        paragraph(run("甲\t乙\n丙"), "<w:r><w:noBreakHyphen/><w:t>丁</w:t><w:cr/><w:t>戊</w:t></w:r>"),
        paragraph(run("值"), symbol, run("90%"), box_symbol),
        paragraph(run("共"), field(" PAGE ", "12"), run("页")),
        paragraph(run("嵌"), field(' IF ' + '</w:instrText></w:r>' + field(" DATE ", "不见") + '<w:r><w:instrText> = 1 ', "见")),
        paragraph('<w:fldSimple w:instr="TITLE">%s</w:fldSimple>' % run("简单域")),
        paragraph(run("改"), change("del", "<w:r><w:delText>删</w:delText></w:r>"), change("ins", run("增")),
                  change("moveFrom", run("移走")), change("moveTo", run("移来"))),
        paragraph(run("上段"), looks="<w:rPr>%s</w:rPr>" % change("del", "")) + paragraph("接上"),
        paragraph(run("可见"), run("隐藏", "<w:vanish/>"), run("不隐藏", '<w:vanish w:val="0"/>')),
        control(paragraph("控件内")) + paragraph(run("空控件"), control(run("单击此处输入文字"), prompt=True)),
        paragraph("自动编号", looks='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'),
        paragraph("无编号", looks='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        paragraph("<w:hyperlink>%s</w:hyperlink>" % run("链接"), "<w:smartTag>%s</w:smartTag>" % run("标记"),
                  "<m:oMath><m:r><m:t>x≥1</m:t></m:r></m:oMath>"),
        paragraph('<w:r><w:br w:type="page"/></w:r>', run("分页后"), "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
        paragraph("<w:r><w:ruby><w:rt><w:r><w:t>zhu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>注</w:t></w:r></w:rubyBase>"
                  "</w:ruby></w:r>", run("音")),
        paragraph("　 "),
    ]
    pack(path, "".join(body))


def tables(path):
    """The geometry of tables, and tables within tables."""
    inner = table(2, row("小", "表"), row("一", "二"))
    real = table(3, row("项目名称", "甲", "乙"), row("单位", "丙", "丁"), row("金额", "1", "2"))
    body = [
        table(4, row(cell("横", span=2), cell("竖", down="restart"), "一"),
              row("二", "三", cell("", down="continue"), "四"),
              row("五", "六", cell("藏", down="continue"), "七"),
              row("八", cell("新", down="continue"), cell("再", down="restart"), "九")),
        paragraph("") , table(3, row("后", looks='<w:gridBefore w:val="2"/>'), row("前", looks='<w:gridAfter w:val="2"/>')),
        paragraph("中间"),
        table(3, row(cell("旧横", looks='<w:hMerge w:val="restart"/>'), cell("", looks="<w:hMerge/>"), "右"),
              row("删", "行", "去", looks=change("ins", "") + change("del", "")),
              row(cell("段一", "", "段二", ""), cell("前", inner, "后"), control(cell("控件格")))),
        table(1, row(cell("表外标题", real, "表外签字"))),
        table(2, row("宽", cell("过宽", span=1000)), row("末", "尾")),
    ]
    pack(path, "".join(body))


def style(kind, name, looks="", based="", paragraphs=""):
    return ('<w:style w:type="%s" w:styleId="%s"><w:name w:val="%s"/>%s<w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>'
            % (kind, name, name, '<w:basedOn w:val="%s"/>' % based if based else "", paragraphs, looks))


def looks(path):
    """What the looks of characters say of a text, their own and those of styles; a label says which, and what is read."""
    up, white, blue = '<w:vertAlign w:val="superscript"/>', '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="0000FF"/>'
    symbols = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    chosen = ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="list"/><w:enabled/><w:ddList><w:result w:val="1"/>'
              '<w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>'
              'FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')

    def named(name, text, own=""):
        return run(text, '<w:rStyle w:val="%s"/>%s' % (name, own))

    def line(label, *runs, paragraphs="", **how):
        return row(label, cell(paragraph(*runs, looks=paragraphs), **how))

    body = table(
        2, line("角标", run("1,280.50"), run("1", up)), line("下标", run("98"), run("1", up.replace("super", "sub"))),
        line("划去", run("10", "<w:strike/>"), run("20")), line("双划", run("10", "<w:dstrike/>"), run("20")),
        line("隐藏", run("10", "<w:vanish/>"), run("20")), line("样式隐藏", named("Hides", "10"), run("20")),
        line("样式隐藏而又显示", named("Hides", "10", '<w:vanish w:val="0"/>'), run("20")),
        line("样式角标", run("98"), named("Up", "1")), line("段落样式划去", "10", paragraphs='<w:pStyle w:val="Based"/>'),
        line("划去而又不划", run("10", '<w:strike w:val="0"/>'), paragraphs='<w:pStyle w:val="Based"/>'),
        line("符号", run("\uf0b3", symbols), run("90%")), line("白字", run("77", white), run("20")),
        line("白字深格", run("77", white), run("20"), looks=blue),
        line("白字深段", run("77", white), run("20"), paragraphs=blue),
        line("白字深底", run("77", white + blue), run("20")), line("样式白字", "66", paragraphs='<w:pStyle w:val="White"/>'),
        line("样式白字深段", "66", paragraphs='<w:pStyle w:val="Banner"/>'), line("所选", chosen))
    styles = HEAD + '<w:styles xmlns:w="%s">%s</w:styles>' % (MAIN, "".join([
        style("character", "Hides", "<w:vanish/>"), style("character", "Up", up), style("paragraph", "Struck", "<w:strike/>"),
        style("paragraph", "Based", based="Struck"), style("paragraph", "White", white),
        style("paragraph", "Banner", white, paragraphs=blue)]))
    relation = '<Relationship Id="rId1" Type="%sstyles" Target="styles.xml"/>' % OFFICE
    pack(path, body + paragraph(""), more=[("word/styles.xml", styles)], relations=relation)


def lists(path):
    """Numbers of the word processor: by levels, of two lists by turns, by a style, of blank paragraphs, in cells."""
    def level(number, start, how, text):
        return ('<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>'
                % (number, start, how, text))

    def numbered(text, item, number=0):
        return paragraph(text, looks='<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % (number, item))

    numbering = HEAD + '<w:numbering xmlns:w="%s">%s%s</w:numbering>' % (
        MAIN, "".join('<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>' % (i, levels) for i, levels in enumerate([
            level(0, 1, "decimal", "%1.") + level(1, 1, "lowerLetter", "%1.%2)"),
            level(0, 3, "chineseCountingThousand", "（%1）") + level(1, 1, "decimalEnclosedCircle", "%2"), level(0, 1, "bullet", "•")])),
        "".join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i + 1, i) for i in range(3)))
    styles = HEAD + '<w:styles xmlns:w="%s">%s</w:styles>' % (MAIN, "".join([
        style("paragraph", "Listed", paragraphs='<w:numPr><w:numId w:val="1"/></w:numPr>'), style("paragraph", "Below", based="Listed")]))
    body = "".join([
        numbered("甲", 1), paragraph("乙"), numbered("丙", 1), numbered("丁", 1, 1), numbered("戊", 1, 1), numbered("己", 1), numbered("庚", 2),
        numbered("辛", 2), numbered("壬", 2, 1), numbered("癸", 3), paragraph("子", looks='<w:pStyle w:val="Below"/>'), numbered("", 1),
        numbered("丑", 1), table(2, row(cell(numbered("寅", 1)), cell(numbered("卯", 2) + numbered("辰", 2))),
                                row(cell(numbered("", 1)), cell(paragraph("巳")))), numbered("午", 1)])
    relations = "".join('<Relationship Id="rId%d" Type="%s%s" Target="%s.xml"/>' % (i + 1, OFFICE, name, name)
                        for i, name in enumerate(["styles", "numbering"]))
    pack(path, body, more=[("word/styles.xml", styles), ("word/numbering.xml", numbering)], relations=relations)


def saved_as_doc(source, path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "-env:UserInstallation=file://" + folder + "/profile", "--convert-to", "doc",
                        "--outdir", folder, source], check=True, capture_output=True)
        name = os.path.basename(source).replace(".docx", ".doc")
        with open(os.path.join(folder, name), "rb") as saved, open(path, "wb") as kept:
            kept.write(saved.read())


def saved_by_libreoffice(source, path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "-env:UserInstallation=file://" + folder + "/profile", "--convert-to",
                        "docx:MS Word 2007 XML", "--outdir", folder, source], check=True, capture_output=True)
        saved = os.path.join(folder, os.path.basename(source))
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(path, "w") as new:
            for part in old.namelist():
                info = zipfile.ZipInfo(part, WHEN)
                info.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(info, old.read(part))


if __name__ == "__main__":
    def at(name):
        return os.path.join(HERE, "docx-%s.docx" % name)

    form(at("form"))
    # The same table as the dump of one cell a line: tests/golden/containers.py holds it against that.
    form(os.path.join(HERE, "../../fixtures/hunan/cell-per-line/same-table.docx"))
    form(at("strict"), part="doc/main.xml", main=STRICT, office=STRICT_OFFICE)
    texts(at("texts"))
    tables(at("tables"))
    saved_by_libreoffice(at("form"), at("libreoffice"))
    looks(at("looks"))
    lists(at("lists"))
    saved_as_doc(at("lists"), os.path.join(HERE, "doc-lists.doc"))
    saved_as_doc(at("looks"), os.path.join(HERE, "doc-looks.doc"))
