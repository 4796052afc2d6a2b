#!/usr/bin/env python3
"""documents: what the .docx files are like that the program writes, for the programs that will open them.

    tests/laws/documents.py BUILD

Every fixture is converted into its own layout, and the plain ones into every layout. Asked of each document: elements
stand in the order of the schema (ECMA-376), which Word insists on; ids are unique and every reference has its part; rows
have as many columns as their table, and merges downwards go on where they began; A4, landscape for the list; 宋体 and 黑体
for Chinese; rows are not cut, and the list's headings repeat; forms begin pages of their own; the same input gives the
same bytes. Another reader (python-docx) finds in the cells what the .csv of the same conversion has in its own."""
import csv
import glob
import json
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
import xml.etree.ElementTree as tree

import docx

# Lists, as their tables say.
LANDSCAPE = tuple(os.path.basename(path)[:-2] for path in glob.glob("plugins/layouts/*.c")
                  if ".landscape = true" in open(path, encoding="utf-8").read())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

# The children that may be there, in their order. Of a row's properties any order is allowed.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
           "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
           "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
           "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
           "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
           "em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
             "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "tblCellMar": "top left start bottom right end",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
              "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
             "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "characterSpacingControl compat rsids mathPr themeFontLang",
    "font": "altName panose1 charset family notTrueType pitch sig",
}
ORDER = {name: words.split() for name, words in ORDER.items()}


def local(element):
    return element.tag.split("}")[-1]


def orders(part, root):
    for element in root.iter():
        wanted = ORDER.get(local(element))
        if not wanted or not element.tag.startswith(W):
            continue
        names = [local(child) for child in element]
        unknown = [name for name in names if name not in wanted]
        places = [wanted.index(name) for name in names if name in wanted]
        if unknown or places != sorted(places):
            yield f"{part}: the children of {local(element)} are {' '.join(names)}"
        if local(element) == "tc" and names[-1] != "p":
            yield f"{part}: a cell ends with {names[-1]}, not with a paragraph"


def references(archive, roots):
    """Every relation has its part, every part its type, and no id or name is given twice."""
    names = archive.namelist()
    if len(set(names)) != len(names):
        yield f"a part is there twice: {names}"
    types = tree.fromstring(archive.read("[Content_Types].xml"))
    given = {one.get("PartName", "")[1:] for one in types} | {n for n in names if n.endswith(".rels")}
    for name in names:
        if name != "[Content_Types].xml" and name not in given and not name.startswith("customXml/item1"):
            yield f"{name} has no type of its own"
    for name in names:
        if not name.endswith(".rels"):
            continue
        folder = os.path.dirname(os.path.dirname(name))
        relations = tree.fromstring(archive.read(name))
        ids = [one.get("Id") for one in relations]
        if len(set(ids)) != len(ids):
            yield f"{name}: ids {ids}"
        for one in relations:
            target = os.path.normpath(os.path.join(folder, one.get("Target")))
            if target not in names:
                yield f"{name}: {target} is not there"
    relations = {one.get("Id") for one in tree.fromstring(archive.read("word/_rels/document.xml.rels"))}
    for element in roots["word/document.xml"].iter():
        if element.get(R + "id") and element.get(R + "id") not in relations:
            yield f"{element.get(R + 'id')} is no relation"


def table(element):
    """Rows are as wide as the grid; what goes on from above has the columns of what it goes on from."""
    grid = len(element.find(W + "tblGrid"))
    above = {}
    for number, row in enumerate(element.findall(W + "tr"), 1):
        column, open_merges = 0, {}
        looks = row.find(W + "trPr")
        height = looks.find(W + "trHeight")
        if looks.find(W + "cantSplit") is None or height is None or height.get(W + "hRule") != "atLeast":
            yield f"row {number} may be cut, or has no least height"
        for cell in row.findall(W + "tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            down = cell.find(f"{W}tcPr/{W}vMerge")
            columns = int(span.get(W + "val")) if span is not None else 1
            if down is not None:
                open_merges[column] = columns
                if down.get(W + "val") != "restart" and above.get(column) != columns:
                    yield f"row {number}: the merge at column {column + 1} goes on from nothing"
            column += columns
        if column != grid:
            yield f"row {number} has {column} columns, its table {grid}"
        above = open_merges


def pages(root, layout, forms):
    sections = list(root.iter(W + "sectPr"))
    if layout not in LANDSCAPE and len(sections) != forms:
        yield f"{forms} forms, and {len(sections)} sections"
    for section in sections:
        size = section.find(W + "pgSz")
        wanted = ("16838", "11906", "landscape") if layout in LANDSCAPE else ("11906", "16838", None)
        if (size.get(W + "w"), size.get(W + "h"), size.get(W + "orient")) != wanted:
            yield f"the page is {size.attrib}"
    heads = [row for row in root.iter(W + "tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    if bool(heads) != (layout in LANDSCAPE):
        yield f"{len(heads)} rows are headings that repeat"


def typefaces(root):
    fonts = {font.get(W + "eastAsia") for font in root.iter(W + "rFonts")}
    if not {"宋体", "黑体"} <= fonts:
        yield f"Chinese typefaces: {fonts}"


def texts_of(path):
    """All that stands in the document's paragraphs and cells, without white space, sorted. A merged cell counts once."""
    document = docx.Document(path)
    found = [paragraph.text for paragraph in document.paragraphs]
    for one in document.tables:
        seen = set()
        for row in one.rows:
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    found.append(cell.text)
    return sorted("".join(sorted(re.sub(r"\s", "", "".join(found)))))


def texts_of_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    return sorted("".join(sorted(re.sub(r"\s", "", "".join(cells)))))


def look(path, layout, table_path):
    with zipfile.ZipFile(path) as archive:
        roots = {name: tree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
        yield from references(archive, roots)
    for part, root in roots.items():
        yield from orders(part, root)
    body = roots["word/document.xml"]
    titles = sum(style.get(W + "val") == "a3" for style in body.iter(W + "pStyle"))
    for element in body.iter(W + "tbl"):
        yield from table(element)
    yield from pages(body, layout, titles)
    yield from typefaces(roots["word/styles.xml"])
    if texts_of(path) != texts_of_csv(table_path):
        yield "python-docx finds other texts than the .csv has"


def convert(program, fixture, layout, target):
    return subprocess.run([program, "convert", "--force", "--no-guard", "-t", layout, "-o", target, fixture],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600,
                          env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})


def differences(program, fixture, layout, folder):
    """What is wrong with the document; None if there is none and need not be (all its forms refused)."""
    one, two, three = (os.path.join(folder, name) for name in ("one.docx", "two.docx", "three.csv"))
    for path in (one, two, three):
        if os.path.exists(path):
            os.unlink(path)
    done = convert(program, fixture, layout, one)
    if not os.path.exists(one):
        words = done.stderr.decode("utf-8", "replace")
        refused = done.returncode == 3 and ("L005" in words or "L009" in words)
        return None if refused else [f"ended with {done.returncode}: {words[:300]}"]
    convert(program, fixture, layout, two)
    convert(program, fixture, layout, three)
    found = list(look(one, layout, three))
    with open(one, "rb") as first, open(two, "rb") as second:
        if first.read() != second.read():
            found.append("the same input gave other bytes")
    return found


def long_form(program, folder):
    """A form of several pages: the head of its indicators comes again on each, for it begins a table of its own, and the cell beside it
    goes on below without a border."""
    categories = (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标"))
    indicators = [{"level1": level1, "level2": level2, "name": "%s之%d" % (level2[:2], n), "target": {"text": "≥%d个" % (n + 2)}}
                  for level1, level2 in categories for n in range(1, 21)]
    source, target = os.path.join(folder, "long.json"), os.path.join(folder, "long.docx")
    with open(source, "w", encoding="utf-8") as file:
        json.dump({"schema": "jixiao-1", "forms": [{"layout": "hunan", "kind": "project", "indicators": indicators,
                                                    "fields": {"project_name": {"value": "书屋开放"}}}]}, file)
    convert(program, source, "hunan", target)
    with zipfile.ZipFile(target) as archive:
        body = tree.fromstring(archive.read("word/document.xml"))
    tables = list(body.iter(W + "tbl"))
    yield from orders("word/document.xml", body)
    for one in tables:
        yield from table(one)
    rows = tables[-1].findall(W + "tr")
    if len(tables) != 2 or [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] != [True] + [False] * (len(rows) - 1):
        yield f"{len(tables)} tables, and other rows than the first are headings"
    sides = [row.find(W + "tc") for row in rows[:2]]
    if "".join(sides[0].itertext()).strip() or not "".join(sides[1].itertext()).strip():
        yield "the label beside the indicators stands in the head"
    if [side.find(f"{W}tcPr/{W}tcBorders/{W}{name}") is None for side, name in zip(sides, ("bottom", "top"))] != [False, False]:
        yield "a border parts the label's cell from its piece in the head"
    done = subprocess.run([program, "inspect", "--json", target], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=600)
    read = json.loads(done.stdout)
    if [one["name"] for one in read["forms"][0]["indicators"]] != [one["name"] for one in indicators] or read["unread"]:
        yield "it is read otherwise"


def main(build):
    program = os.path.join(build, "jixiao")
    layouts = sorted(os.path.basename(path)[:-3] for path in glob.glob(os.path.join(build, "plugins/layouts/*.so")))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        found = list(long_form(program, folder))
        passed, failed = (0, 1) if found else (1, 0)
        for line in found:
            print("not ok a form of several pages: " + line)
        for fixture in sorted(glob.glob("fixtures/*/*/input.*")):
            _, home, quirk, _ = fixture.split("/")
            for layout in layouts:
                if layout != home and quirk not in ("plain", "department-plain"):
                    continue
                found = differences(program, fixture, layout, folder)
                if found is None:
                    continue
                if found:
                    failed += 1
                    print(f"not ok {fixture} to {layout}")
                    for line in found[:8]:
                        print("    " + line)
                else:
                    passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
