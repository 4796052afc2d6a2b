"""generate.py forms FOLDER COUNT | list FOLDER ROWS…: what the benchmark converts. The same every time.

The workbooks are written here, and not by jixiao, so that they look as other programs' do: shared strings, styles, a
rule around every cell, blank ones too, and a merge in nearly every row. All words are invented.
"""
import os
import random
import sys
import zipfile
from xml.sax.saxutils import escape

PLACES = "云溪 临江 青原 白石 松岭 柳河 南浦 东湖 清泉 平川".split()
OFFICES = "交通运输局 教育局 卫生健康局 农业农村局 水利局 城市管理局 文化和旅游局 民政局".split()
WORKS = "公路养护 校舍维修 疫苗接种 灌溉渠整治 公园绿化 图书更新 养老服务 河道清淤 路灯改造 食堂改造".split()
VERBS = "完成 新增 改造 维护 补助 培训 巡查 购置".split()
THINGS = "农村公路里程 教室面积 接种人次 渠道长度 绿地面积 图书册数 服务老人人数 河道长度 路灯盏数 设备台数".split()
UNITS = "公里 平方米 人次 米 公顷 册 人 盏 台 次".split()
STANDARDS = "计划标准 行业标准 历史标准 地方标准".split()
SURNAMES, GIVEN = "林周孟何陶石钱许", "一舟小禾长河晚晴小满川云松"
LEVELS = [
    ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    ("满意度指标", ("服务对象满意度指标",)),
]


def target(chance):
    """An operator, a value and its unit, or words only."""
    kind = chance.random()
    if kind < 0.5:
        return chance.choice("≥≤="), str(chance.randint(1, 9000)), chance.choice(UNITS)
    if kind < 0.8:
        return "≥", str(chance.randint(80, 99)), "%"
    return "", chance.choice(["明显改善", "有效保障", "2024年11月底前", "长期有效", "有所提高"]), ""


def name(chance):
    return chance.choice(VERBS) + chance.choice(THINGS) + str(chance.randint(1, 999))


def person(chance):
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))


def project(chance):
    place = chance.choice(PLACES) + "县"
    return place, place + chance.choice(OFFICES), place + chance.choice(WORKS) + str(chance.randint(1, 99999))


# --- a workbook, as a program other than jixiao writes one -------------------------------------------------------------


class Sheet:
    def __init__(self, width):
        self.width, self.rows, self.merges = width, [], []

    def row(self, *cells):
        """cells: (columns, text or number or None). All columns get a cell."""
        row, number = [], len(self.rows) + 1
        for columns, value in cells:
            if columns > 1:
                self.merge(number, len(row), number, len(row) + columns - 1)
            row += [value] + [None] * (columns - 1)
        self.rows.append(row)
        return number

    def merge(self, row, column, last_row, last_column):
        if (row, column) != (last_row, last_column):
            self.merges.append(f"{chr(65 + column)}{row}:{chr(65 + last_column)}{last_row}")


class Strings:
    def __init__(self):
        self.index, self.count = {}, 0

    def add(self, text):
        self.count += 1
        return self.index.setdefault(text, len(self.index))

    def xml(self):
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t><phoneticPr fontId="1" type="noConversion"/></si>' for text in self.index)
        return f'{HEAD}<sst xmlns="{MAIN}" count="{self.count}" uniqueCount="{len(self.index)}">{items}</sst>'


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="0.00_ "/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="18"/><name val="黑体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/>'
    '<right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"><alignment wrapText="1"/></xf>'
    '<xf numFmtId="176" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/></cellXfs></styleSheet>'
)


def sheet_xml(sheet, strings):
    out = [f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="A1:{chr(64 + sheet.width)}{len(sheet.rows)}"/>'
           '<sheetFormatPr defaultRowHeight="13.5"/><sheetData>']
    for r, row in enumerate(sheet.rows, 1):
        out.append(f'<row r="{r}" spans="1:{sheet.width}" ht="28.5" customHeight="1">')
        for c, value in enumerate(row):
            at = f"{chr(65 + c)}{r}"
            if value is None:
                out.append(f'<c r="{at}" s="1"/>')
            elif isinstance(value, str):
                out.append(f'<c r="{at}" s="1" t="s"><v>{strings.add(value)}</v></c>')
            else:
                out.append(f'<c r="{at}" s="2"><v>{value}</v></c>')
        out.append("</row>")
    out.append("</sheetData>")
    if sheet.merges:
        refs = "".join(f'<mergeCell ref="{ref}"/>' for ref in sheet.merges)
        out.append(f'<mergeCells count="{len(sheet.merges)}">{refs}</mergeCells>')
    out.append('<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>')
    return "".join(out)


def workbook(path, sheets):
    """sheets: (name, Sheet)."""
    strings, numbers = Strings(), range(1, len(sheets) + 1)
    parts = {f"xl/worksheets/sheet{i}.xml": sheet_xml(sheet, strings) for i, (_, sheet) in zip(numbers, sheets)}
    overrides = "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{KIND}.worksheet+xml"/>' for i in numbers)
    listed = "".join(f'<sheet name="{escape(title)}" sheetId="{i}" r:id="rId{i}"/>' for i, (title, _) in zip(numbers, sheets))
    links = "".join(f'<Relationship Id="rId{i}" Type="{RELATION}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in numbers)
    parts["[Content_Types].xml"] = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/>{overrides}</Types>')
    parts["_rels/.rels"] = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    parts["xl/workbook.xml"] = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{listed}</sheets></workbook>'
    n = len(sheets)
    parts["xl/_rels/workbook.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}<Relationship Id="rId{n + 1}" Type="{RELATION}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId{n + 2}" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    parts["xl/styles.xml"] = STYLES
    parts["xl/sharedStrings.xml"] = strings.xml()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for part in ["[Content_Types].xml"] + [part for part in parts if part[0] != "["]:
            package.writestr(zipfile.ZipInfo(part, (2024, 1, 1, 0, 0, 0)), parts[part], zipfile.ZIP_DEFLATED)


# --- the Hunan form ----------------------------------------------------------------------------------------------------


def hunan(chance):
    """About 200 cells and 50 merges: seven columns, an indicator's name takes two."""
    sheet, (_, office, work) = Sheet(7), project(chance)
    sheet.row((7, "2024年项目支出绩效目标表"))
    sheet.row((4, f"填报单位：（盖章）{office}"), (3, "单位：万元"))
    sheet.row((1, "项目支出名称"), (2, work), (1, "预算部门"), (3, office))
    sheet.row((1, "年度本级预算金额"), (2, round(chance.uniform(1, 900), 2)), (1, "该项目支出上级资金"), (3, round(chance.uniform(1, 90), 2)))
    sheet.row((1, "项目支出实施期"), (6, "2024年1月-12月"))
    sheet.row((1, "实施期绩效目标"), (6, f"保持{work}成果，方便群众。"))
    sheet.row((1, "本年度绩效目标"), (6, f"{name(chance)}，{name(chance)}。"))
    first = sheet.row((1, "本年度绩效指标"), (1, "一级指标"), (1, "二级指标"), (2, "三级指标"), (1, "指标值及单位"), (1, "绩效标准"))
    for level1, names in LEVELS:
        start1 = len(sheet.rows) + 1
        for level2 in names:
            start2 = len(sheet.rows) + 1
            for i in range(chance.randint(1, 3)):
                sheet.row((1, None), (1, None if len(sheet.rows) >= start1 else level1), (1, None if i else level2),
                          (2, name(chance)), (1, "".join(target(chance))), (1, chance.choice(STANDARDS)))
            sheet.merge(start2, 2, len(sheet.rows), 2)
        sheet.merge(start1, 1, len(sheet.rows), 1)
    sheet.merge(first, 0, len(sheet.rows), 0)
    sheet.row((7, f"填表人：{person(chance)}    联系电话：0000-{chance.randint(6000000, 6999999)}    填报日期：2024年3月11日    单位负责人签字：{person(chance)}"))
    return work, sheet


def forms(folder, count):
    for i in range(count):
        chance = random.Random(i)
        inner = os.path.join(folder, f"{i // 500:02d}")
        os.makedirs(inner, exist_ok=True)
        made = [hunan(chance) for _ in range(2)]
        workbook(os.path.join(inner, f"{i:05d}.xlsx"), [(f"表{k}", sheet) for k, (_, sheet) in enumerate(made, 1)])


# --- the Inner Mongolian list --------------------------------------------------------------------------------------------

HEADINGS = "项目名称 项目单位 项目类别 预算数 年度绩效目标 一级指标 二级指标 三级指标 指标性质 指标方向 目标值 计量单位 分值".split()
SIGNS = {"≥": ("正向", "大于等于"), "≤": ("反向", "小于等于"), "=": ("正向", "等于"), "": ("定性", None)}


def neimenggu(rows):
    """A list of so many indicators, eight or nine to a project."""
    chance, sheet, left = random.Random(rows), Sheet(13), rows
    sheet.row((1, "表12"), *[(1, None)] * 12)
    sheet.row((13, "项目绩效目标表"))
    sheet.row((11, "部门：青原市财政局"), (2, "单位：万元"))
    sheet.row(*[(1, heading) for heading in HEADINGS])
    while left > 0:
        _, office, work = project(chance)
        scores, lines = [15, 10, 10, 10, 15, 10, 10, 10], []
        chosen = [(one, two) for one, names in LEVELS for two in names]
        chosen.remove(chance.choice(chosen[:8]))
        fields = [f"{work}（{left}）", f"205{chance.randint(1, 999):03d}-{office}", "年度部门项目", round(chance.uniform(1, 900), 2), f"{name(chance)}，改善群众生活。"]
        for (level1, level2), score in zip(chosen, scores):
            sign, value, unit = target(chance)
            polarity, direction = SIGNS[sign]
            lines.append([level1, level2, name(chance), polarity, direction, value, unit or None, score])
        for i, line in enumerate(lines[:left]):
            sheet.row(*[(1, value) for value in (fields if i == 0 else [None] * 5) + line])
        left -= len(lines)
    return sheet


def lists(folder, sizes):
    for rows in sizes:
        sheet = neimenggu(rows)
        workbook(os.path.join(folder, f"{rows}.xlsx"), [("项目绩效目标表", sheet)])
        with open(os.path.join(folder, f"{rows}.csv"), "w", encoding="gb18030", newline="") as out:
            for row in sheet.rows:
                out.write(",".join("" if value is None else str(value) for value in row) + "\r\n")


if __name__ == "__main__":
    what, where = sys.argv[1:3]
    os.makedirs(where, exist_ok=True)
    if what == "forms":
        forms(where, int(sys.argv[3]))
    else:
        lists(where, [int(size) for size in sys.argv[3:]])
