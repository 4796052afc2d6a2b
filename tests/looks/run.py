#!/usr/bin/env python3
"""looks: what comes out of the printer.

    tests/looks/run.py BUILD [--keep FOLDER] [--quick]

Forms that are crowded, long, or full of signs that Chinese typefaces draw wide are written in every layout, as workbook
and document, which LibreOffice prints, and as PDF. This is done with two sets of typefaces (Noto alone, as on a bare
machine; AR PL UMing as 宋体 and WenQuanYi Zen Hei as 黑体, which are as wide as those of Windows), and the pages are read
back. Asked: no text is missing or cut, that is, no rule runs through a word; there are as many pages as the workbook says;
a PDF has the same bytes when it is written again. --quick leaves LibreOffice out, and takes what typefaces there are."""
import argparse
import glob
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter

import openpyxl

LAYOUTS = sorted(os.path.basename(path)[:-2] for path in glob.glob("plugins/layouts/*.c"))
RESOLUTION = 100

# --- typefaces ---------------------------------------------------------------------------------------------------------

SETS = {
    "noto": (["/usr/share/fonts/opentype/noto"], "Noto Serif CJK SC", "Noto Sans CJK SC"),
    "uming": (["/usr/share/fonts/truetype/arphic", "/usr/share/fonts/truetype/wqy"], "AR PL UMing CN",
              "WenQuanYi Zen Hei"),
    "zenhei": (["/usr/share/fonts/truetype/wqy"], "WenQuanYi Zen Hei", "WenQuanYi Zen Hei"),
}
ALIAS = """<match target="pattern"><test name="family" qual="any"><string>{name}</string></test>
<edit name="family" mode="prepend" binding="same"><string>{to}</string></edit></match>"""


def typefaces(name, folder):
    """A fontconfig file with the typefaces of one set and no others, but for Latin ones."""
    folders, song, hei = SETS[name]
    path = os.path.join(folder, f"{name}.conf")
    latin = [one for one in ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/truetype/liberation")
             if os.path.isdir(one)]
    lines = ['<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>']
    lines += [f"<dir>{one}</dir>" for one in folders + latin]
    lines += [ALIAS.format(name=other, to=song) for other in ("宋体", "SimSun")]
    lines += [ALIAS.format(name=other, to=hei) for other in ("黑体", "SimHei")]
    lines += [f"<cachedir>{folder}/cache-{name}</cachedir></fontconfig>"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    return path


# --- forms -------------------------------------------------------------------------------------------------------------

SIGNS = "“按期”推进……合格率≥95%——误差±2℃，规格3×5米·第①批‘合格’；"
CATEGORIES = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
              ("效益指标", "经济效益指标"), ("效益指标", "社会效益指标"), ("效益指标", "可持续影响指标"),
              ("满意度指标", "服务对象满意度指标")]


def indicators(count, text):
    found = []
    for i in range(count):
        level1, level2 = CATEGORIES[i * len(CATEGORIES) // count]
        found.append({"level1": level1, "level2": level2, "name": f"{text}{i + 1}项任务完成情况",
                      "target": {"text": f"≥{i + 90}%", "op": "≥", "value": str(i + 90), "unit": "%"},
                      "polarity": "正向", "score": "1", "standard": "计划标准"})
    return found


def form(name, count, goal, text="", kind="project"):
    fields = {"project_name": name, "unit_name": "青原市乡村建设服务中心", "department_name": "青原市农业农村局",
              "filing_unit": "青原市乡村建设服务中心", "fund_total": "1234567.89", "fund_fiscal": "1234567.89",
              "year": 2024, "period": "2024年1月—2024年12月", "period_start": "2024", "period_end": "2025",
              "goal_annual": goal, "goal_period": goal, "project_type": "年度部门项目", "preparer": "林一",
              "phone": "0000-1234567"}
    if kind == "department":
        fields = {"department_name": name, "budget_total": "98765432.10", "income_general": "98765432.10",
                  "expense_basic": "88765432.10", "expense_project": "10000000", "duties": goal, "goal_annual": goal,
                  "year": 2024}
    return {"layout": "generic", "kind": kind, "fields": {key: {"value": value} for key, value in fields.items()},
            "indicators": indicators(count, text)}


def documents():
    goal = "围绕农村人居环境整治，完成村庄清洁、道路修缮与污水处理，" + SIGNS
    return {
        "dense": [form("农村人居环境整治“百村示范、千村整治”工程（二期）建设补助资金", 20, goal * 2, "村庄清洁与道路修缮")],
        "signs": [form("“三×三”行动……第①批", 8, SIGNS * 8, SIGNS)],
        "long": [form("高标准农田建设", 60, goal * 3, "第")],
        "goal": [form("美丽乡村建设", 16, goal * 6)],
        "list": [form(f"乡村道路养护第{i + 1}标段", 4 + i % 6, goal if i % 3 == 0 else "按期完成养护。", "养护")
                 for i in range(14)] + [form("城乡供水一体化", 70, goal, "供水")],
        "department": [form("青原市农业农村局", 24, goal * 2, "全年", "department")],
    }


# --- printing ----------------------------------------------------------------------------------------------------------

def convert(program, source, layout, target, fonts=None):
    fonts = {"FONTCONFIG_FILE": fonts} if fonts else {}
    done = subprocess.run([program, "convert", "-q", "--force", "-t", layout, "-o", target, source],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300,
                          env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000", **fonts})
    return os.path.exists(target) and done.returncode in (0, 1)


def print_all(paths, folder, fonts):
    """Each folder of PDFs is made by one run of LibreOffice, which takes seconds to start."""
    os.makedirs(folder, exist_ok=True)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", folder, *paths], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=1800,
                   env={**os.environ, "FONTCONFIG_FILE": fonts})


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def words_of(pdf):
    """For each page, its size and its words with their boxes."""
    text = output("pdftotext", "-bbox", pdf, "-").decode("utf-8")
    for page in re.findall(r"<page (.*?)</page>", text, re.S):
        words = [(float(a), float(b), float(c), float(d), word) for a, b, c, d, word in re.findall(
            r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)]
        yield words


def picture(pdf, number):
    data = output("pdftoppm", "-gray", "-r", str(RESOLUTION), "-f", str(number), "-l", str(number), pdf)
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head.group(1)), int(head.group(2)), data[head.end():]


def cut_words(pdf):
    """Words with a rule through their middle: the text is higher than its cell."""
    for number, words in enumerate(words_of(pdf), 1):
        width, height, pixels = picture(pdf, number)
        for left, top, right, bottom, word in words:
            scale = RESOLUTION / 72
            x0, x1 = max(0, int(left * scale) - 5), min(width, int(right * scale) + 5)
            y0, y1 = top + (bottom - top) * 0.25, top + (bottom - top) * 0.75
            for y in range(int(y0 * scale), min(height, int(y1 * scale) + 1)):
                row = pixels[y * width + x0:y * width + x1]
                if row and max(row) < 160:
                    yield f"page {number}: a rule runs through {word}"
                    break


def characters(text):
    return Counter(re.sub(r"\s", "", text))


def said_in_workbook(book):
    wanted = Counter()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    wanted += characters(cell.value)
    return wanted


def said_in_document(body):
    """It repeats what is merged over its own page ends, which are others than the workbook's."""
    return characters(html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))))


def missing(pdf, wanted):
    """What the file says and the pages do not."""
    found = characters(output("pdftotext", "-raw", pdf, "-").decode("utf-8"))
    lost = wanted - found
    if lost:
        yield f"missing on the pages: {dict(lost)}"


def page_count(pdf):
    return int(re.search(rb"Pages:\s+(\d+)", output("pdfinfo", pdf)).group(1))


def body_of(document):
    with zipfile.ZipFile(document) as package:
        return package.read("word/document.xml").decode("utf-8")


def look(pdf, workbook):
    if not os.path.exists(pdf):
        yield "not printed"
        return
    book = openpyxl.load_workbook(workbook)
    wanted = sum(len(sheet.row_breaks.brk) + 1 for sheet in book.worksheets)
    pages = page_count(pdf)
    said = said_in_workbook(book)
    if "-docx" in pdf:  # its lines are longer, so that it begins other pages
        body = body_of(workbook.replace("-xlsx.xlsx", "-docx.docx"))
        wanted = max(wanted, body.count("<w:pageBreakBefore/>") + body.count("<w:sectPr>"))
        said = said_in_document(body)
    if pages > wanted or (pages < wanted and "-docx" not in pdf):  # a word processor may fill its pages better
        yield f"{pages} pages, where {wanted} were counted"
    yield from missing(pdf, said)
    yield from cut_words(pdf)


def draw_all(program, workbooks, folder, fonts, typeface):
    """The same forms as PDF, with these typefaces. Yields what is wrong."""
    for workbook, (source, layout) in workbooks.items():
        one = os.path.join(folder, os.path.basename(workbook).replace("-xlsx.xlsx", "-pdf.pdf"))
        two = os.path.join(folder, "again.pdf")
        found = ["not written"]
        if convert(program, source, layout, one, fonts) and convert(program, source, layout, two, fonts):
            found = list(look(one, workbook))
            named = typeface.replace("AR PL ", "").replace(" ", "").lower()
            if named not in output("pdffonts", one).decode("utf-8").lower():
                found.append(f"not drawn with {typeface}")
            with open(one, "rb") as first, open(two, "rb") as second:
                if first.read() != second.read():
                    found.append("the same input gave other bytes")
        yield one, found


def endless(program, folder, fonts):
    """A goal that no page holds goes on over pages, in its usual size, and reads back; a name that has no room is told."""
    goal = "".join(f"第{number}条：清淤河道{number % 9 + 1}公里，巡查{number % 50 + 3}次，保障排涝；" for number in range(1, 161))
    found = form("河道清淤", 6, goal)
    source, target = os.path.join(folder, "endless.json"), os.path.join(folder, "endless.pdf")
    for name in ("第一项", "一" * 2400):
        found["indicators"][0]["name"] = name
        with open(source, "w", encoding="utf-8") as file:
            json.dump({"schema": "jixiao-1", "forms": [found]}, file, ensure_ascii=False)
        done = subprocess.run([program, "convert", "--force", "-t", "hunan", "-o", target, source], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=300, env={**os.environ, "FONTCONFIG_FILE": fonts, "JIXIAO_LANG": "en"})
        if (b"F250" in done.stderr) != (len(name) > 99):
            yield "F250 is told, or not, of a name of %d characters" % len(name)
        if len(name) > 99:
            return
        pages = output("pdftotext", "-layout", target, "-").decode().split("\f")
        marks = [len(re.findall(r"第\d+条", re.sub(r"\s", "", page))) for page in pages]
        if sum(count > 9 for count in marks) < 3 or marks[0] < 9 or sum(marks) < 320 - len(pages):  # one may be cut at each end
            yield f"the goal does not go on from page to page: {marks}"
        sizes = [float(bottom) - float(top) for top, bottom in
                 re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">第', output("pdftotext", "-bbox", target, "-").decode())]
        if not sizes or min(sizes) < 9:
            yield f"the goal is set too small: {min(sizes, default=0)}"
        read = json.loads(output(program, "inspect", "--json", target))["forms"][0]["fields"]
        if [read.get(key, {}).get("value") for key in ("goal_period", "goal_annual")] != [goal, goal]:
            yield "the goal reads back otherwise"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--keep")
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    program = os.path.join(asked.build, "jixiao")
    folder = os.path.abspath(asked.keep or tempfile.mkdtemp())
    os.makedirs(folder, exist_ok=True)
    workbooks, printed = {}, {}
    for name, forms in documents().items():
        source = os.path.join(folder, f"{name}.json")
        with open(source, "w", encoding="utf-8") as file:
            json.dump({"schema": "jixiao-1", "forms": forms}, file, ensure_ascii=False)
        for layout in LAYOUTS:
            workbook = os.path.join(folder, f"{name}-{layout}-xlsx.xlsx")
            document = os.path.join(folder, f"{name}-{layout}-docx.docx")
            if convert(program, source, layout, workbook):
                workbooks[workbook] = (source, layout)
                printed[workbook] = workbook
            if not asked.quick and convert(program, source, layout, document):
                printed[document] = workbook
    passed = failed = 0
    for name, (folders, song, _) in SETS.items():
        if not all(os.path.isdir(one) for one in folders) or (name == "zenhei") != asked.quick:
            continue
        into = os.path.join(folder, name)
        fonts = typefaces(name, folder)
        results = []
        os.makedirs(into, exist_ok=True)
        if os.path.exists(os.path.join(asked.build, "plugins/carriers/pdf-out.so")):
            results += draw_all(program, workbooks, into, fonts, song)
            results.append(("endless.pdf", list(endless(program, into, fonts))))
        if not asked.quick:
            print_all(list(printed), into, fonts)
            for path, workbook in printed.items():
                pdf = os.path.join(into, os.path.basename(path).rsplit(".", 1)[0] + ".pdf")
                results.append((pdf, list(look(pdf, workbook))))
        for pdf, found in results:
            passed += not found
            failed += bool(found)
            if found:
                print(f"not ok {os.path.basename(pdf)} in {name}")
                for line in found[:6]:
                    print("    " + line)
    if not asked.keep:
        shutil.rmtree(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
