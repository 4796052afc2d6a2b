#!/usr/bin/env python3
"""undone: whole fillings undone give the blank back.

    tests/filling/undone.py BUILD

Every blank of `filled` is filled with the facts of the fixtures. With what was asked of the carrier (rows put in, cells changed) each
workbook is undone here, by text and apart from the carrier: new rows go, rows that moved are counted back wherever a part names one,
changed cells become those of the blank. A document is undone by the carrier's own record of what it replaced, and each of these
replacements must be one that was asked for. What is left must be the blank's own bytes. Parts that nothing was asked of must have
kept their packed bytes, their order and their attributes."""
import collections
import html
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile

sys.argv[1:] = sys.argv[1:] or ["build"]
BUILD = sys.argv[1]


class Undone(Exception):
    pass


def need(right, what):
    if not right:
        raise Undone(what)


def need_same(back, blank, where):
    """Both as far as they differ."""
    if back != blank:
        at = len(os.path.commonprefix([back, blank]))
        raise Undone("%s: …%s… was …%s…" % (where, back[max(0, at - 80):at + 80], blank[max(0, at - 80):at + 80]))


# --- packages ---------------------------------------------------------------------------------------------------------------

class Package:
    def __init__(self, data):
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.infos = archive.infolist()
            self.parts = {info.filename: archive.read(info) for info in self.infos}

    def text(self, name):
        return self.parts[name].decode("utf-8")

    def packed(self, info):
        """The packed bytes of a member, and what else the directory says of it."""
        at = info.header_offset
        start = at + 30 + int.from_bytes(self.data[at + 26:at + 28], "little") + int.from_bytes(self.data[at + 28:at + 30], "little")
        return (self.data[start:start + info.compress_size], info.compress_type, info.date_time, info.external_attr, info.create_system)


def check_members(blank, filled, allowed):
    names = [info.filename for info in blank.infos]
    need([info.filename for info in filled.infos] == names, "members differ: %s" % names)
    for before, after in zip(blank.infos, filled.infos):
        name = before.filename
        if blank.parts[name] == filled.parts[name]:
            need(blank.packed(before) == filled.packed(after), "%s is the same, and packed anew" % name)
        else:
            need(re.fullmatch(allowed, name), "%s was changed" % name)


# --- what was asked ---------------------------------------------------------------------------------------------------------

class Plan:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.blank, self.what = file.readline().rstrip("\n").split(" ", 1)
            lines = [line.split() for line in file]
        numbers = lambda word: [tuple(map(int, line[1:])) for line in lines if line[0] == word]
        self.rows, self.cells, self.merges, self.heights = (numbers(word) for word in ("rows", "cell", "merge", "height"))
        self.spliced = []  # each time that a part was put together: its size then, and what was replaced in it
        for line in lines:
            if line[0] == "spliced":
                self.spliced.append((int(line[2]), []))
            elif line[0] == "splice":
                self.spliced[-1][1].append((int(line[1]), int(line[2]), bytes.fromhex("".join(line[3:]))))

    def map_of(self, sheet):
        return Map(sorted(row[1:] for row in self.rows if row[0] == sheet))


class Map:
    """Rows of a sheet as it is, counted back; from zero."""

    def __init__(self, rows):
        self.ranges, moved = [], 0
        for before, count, pattern in rows:
            self.ranges.append((before + moved, count, before, pattern))
            moved += count

    def new(self, row):
        return any(first <= row < first + count for first, count, _, _ in self.ranges)

    def back(self, row):
        """None for a new row."""
        if self.new(row):
            return None
        return row - sum(count for first, count, _, _ in self.ranges if row >= first)

    def back_first(self, row):
        for first, count, before, _ in self.ranges:
            if first <= row < first + count:
                return before
        return self.back(row)

    def back_last(self, row):
        for first, count, before, pattern in self.ranges:
            if first <= row < first + count:
                return before - 1 if pattern < before else before
        return self.back(row)


# --- workbooks --------------------------------------------------------------------------------------------------------------

REFERENCE = re.compile(r"('(?:[^']|'')*'!|[^\s'!()+\-*/,;:=<>&\"]+!)?(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?(?![0-9A-Za-z_(.])")


def references_back(text, home, maps):
    """The references of a formula, or of a list of areas. `maps`: those of the sheets, by name."""
    def back(match):
        sheet, column, first, other, last = match.groups()
        before = text[match.start() - 1] if match.start() > 0 else ""
        if before.isalnum() or before == "_" or before == ".":
            return match.group(0)
        rows = maps.get(html.unescape(sheet[:-1]).strip("'").replace("''", "'")) if sheet else home
        if not rows:
            return match.group(0)
        if not last:
            row = rows.back_last(int(first) - 1)
            return (sheet or "") + column + str(row + 1)
        top, bottom = rows.back_first(int(first) - 1), rows.back_last(int(last) - 1)
        return "%s%s%d:%s%d" % (sheet or "", column, top + 1, other, bottom + 1)
    return REFERENCE.sub(back, text)


NOBODY = -1  # the number of no sheet: nothing was asked of it
ROW = re.compile(r'<row\b[^>]*?(?:/>|>.*?</row>)', re.S)
CELL = re.compile(r'<c\b[^>]*?(?:/>|>.*?</c>)', re.S)


def row_number(row):
    return int(re.search(r'\br="(\d+)"', row).group(1)) - 1


def cell_place(cell):
    letters = re.search(r'\br="([A-Z]+)(\d+)"', cell).group(1)
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def result_dropped(cell):
    """A cell with a formula without the result, which is told by itself."""
    if "<f" not in cell:
        return cell
    cell = re.sub(r"<v ?/>|<v>[^<]*</v>", "", cell)
    return re.sub(r'(<c\b[^>]*?) t="\w+"', r"\1", cell)


class Sheet:
    """The rows of a part, by number, and the cells of each, by column."""

    def __init__(self, text):
        found = re.search(r"<sheetData\s*/>|<sheetData>(.*?)</sheetData>", text, re.S)
        self.before, self.after = text[:found.start()], text[found.end():]
        self.rows = collections.OrderedDict()
        for row in ROW.findall(found.group(1) or ""):
            tag = re.match(r"<row\b[^>]*>", row).group(0).replace("/>", ">")
            self.rows[row_number(row)] = (tag, collections.OrderedDict((cell_place(cell), cell) for cell in CELL.findall(row)))


def rows_check(blank, filled, plan, number, rows, maps):
    edited = {(row, column) for sheet, row, column in plan.cells if sheet == number}
    high = {row for sheet, row in plan.heights if sheet == number}
    seen = set()
    for row, (tag, cells) in filled.rows.items():
        if rows.new(row):
            continue
        back = rows.back(row)
        seen.add(back)
        if back not in blank.rows:
            need(all((row, column) in edited for column in cells), "row %d comes from nowhere" % (row + 1))
            continue
        old_tag, old_cells = blank.rows[back]
        tag = tag.replace(' r="%d"' % (row + 1), ' r="%d"' % (back + 1))
        if row in high:
            tag, old_tag = (re.sub(r' (?:ht|customHeight)="[^"]*"', "", t) for t in (tag, old_tag))
        need(tag == old_tag, "row %d: %s was %s" % (row + 1, tag, old_tag))
        for column in set(cells) | set(old_cells):
            if (row, column) in edited:
                continue
            cell, old = cells.get(column, ""), old_cells.get(column, "")
            cell = re.sub(r'(\br="[A-Z]+)%d"' % (row + 1), r'\g<1>%d"' % (back + 1), cell, count=1)
            if "<f" in cell:
                cell = re.sub(r"(<f\b[^>]*>)([^<]*)(</f>)",
                              lambda m: m.group(1) + references_back(m.group(2), rows, maps) + m.group(3), cell)
                cell, old = result_dropped(cell), result_dropped(old)
            need(cell == old, "row %d, column %d: %s was %s" % (row + 1, column + 1, cell, old))
    need(set(blank.rows) <= seen, "rows are gone: %s" % sorted(set(blank.rows) - seen))


def merges_back(text, plan, number, rows):
    """What stands behind the cells, its merges counted back: those of new rows and those asked for go."""
    made = {m[1:5] for m in plan.merges if m[0] == number and not m[5]}
    undone = {m[1:5] for m in plan.merges if m[0] == number and m[5]}
    found = re.search(r'<mergeCells\b[^>]*>(.*?)</mergeCells>', text, re.S)
    areas = []
    for match in re.finditer(r'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"\s*/>', found.group(1) if found else ""):
        left, top, right, bottom = match.group(1), int(match.group(2)) - 1, match.group(3), int(match.group(4)) - 1
        shape = (top, cell_place('r="%s1"' % left), bottom - top + 1, cell_place('r="%s1"' % right) - cell_place('r="%s1"' % left) + 1)
        if shape in made or (rows.new(top) and rows.new(bottom)):
            continue
        areas.append("%s%d:%s%d" % (left, rows.back_first(top) + 1, right, rows.back_last(bottom) + 1))
    rest = text[:found.start()] + text[found.end():] if found else text
    return rest, areas, undone


TAGGED = r'\b(ref|sqref|activeCell|topLeftCell)="([^"]*)"'


def rest_back(text, rows, maps):
    text = re.sub(TAGGED, lambda m: '%s="%s"' % (m.group(1), references_back(m.group(2), rows, maps)), text)
    text = re.sub(r"(<(?:\w+:)?(?:sqref|f|formula\d?)>)([^<]*)(</)", lambda m: m.group(1) + references_back(m.group(2), rows, maps) + m.group(3), text)
    return re.sub(r'(<brk id=")(\d+)"', lambda m: '%s%d"' % (m.group(1), rows.back_last(int(m.group(2)) - 1) + 1), text)


def sheet_check(blank, filled, plan, number, maps):
    rows = plan.map_of(number)
    old, new = Sheet(blank), Sheet(filled)
    rows_check(old, new, plan, number, rows, maps)
    need_same(rest_back(new.before, rows, maps), old.before, "before the rows")
    rest, areas, undone = merges_back(new.after, plan, number, rows)
    old_rest, old_areas, _ = merges_back(old.after, plan, NOBODY, Map([]))
    gone = [one for one in old_areas if one not in areas]
    need([one for one in areas if one in old_areas] == areas, "merges from nowhere: %s" % areas)
    need(len(gone) <= len(undone), "merges are gone: %s" % gone)
    need_same(rest_back(rest, rows, maps), old_rest, "behind the rows")


def strings_check(blank, filled):
    """The table of texts: others are added at its end."""
    counts = r' (?:count|uniqueCount)="\d+"'
    old, new = re.sub(counts, "", blank), re.sub(counts, "", filled)
    end = re.search(r"</(?:\w+:)?sst>\s*$", old)
    need(end and new.startswith(old[:end.start()]) and new.endswith(end.group(0)), "texts of the blank were changed")
    added = new[end.start():len(new) - len(end.group(0))]
    need(re.fullmatch(r"(?:<si>.*?</si>)*", added, re.S), "something else was added to the texts: %s" % added[:200])


def workbook_check(blank, filled, plan):
    check_members(blank, filled, r"xl/(workbook|sharedStrings|styles|worksheets/\w+|drawings/\w+|comments\w*|tables/\w+|charts/\w+)\.(xml|vml)")
    book = blank.text("xl/workbook.xml")
    relations = dict(re.findall(r'<Relationship (?=[^>]*\bId="([^"]*)")(?=[^>]*\bTarget="([^"]*)")[^>]*>', blank.text("xl/_rels/workbook.xml.rels")))
    sheets = re.findall(r'<sheet (?=[^>]*\bname="([^"]*)")(?=[^>]*\br:id="([^"]*)")[^>]*>', book)
    maps = {html.unescape(name): plan.map_of(number) for number, (name, _) in enumerate(sheets)}
    for number, (name, relation) in enumerate(sheets):
        part = "xl/" + relations[relation].replace("/xl/", "")
        sheet_check(blank.text(part), filled.text(part), plan, number, maps)
    if "xl/sharedStrings.xml" in blank.parts:
        strings_check(blank.text("xl/sharedStrings.xml"), filled.text("xl/sharedStrings.xml"))
    names = references_back(filled.text("xl/workbook.xml"), None, maps)
    calculated = lambda text: re.sub(r'<calcPr fullCalcOnLoad="1"/>| fullCalcOnLoad="1"', "", text)
    need_same(calculated(names), calculated(book), "the workbook's part")


# --- documents --------------------------------------------------------------------------------------------------------------

TAG = re.compile(rb"<(/?)(w:[\w]+)\b[^>]*?(/?)>")
MERGE = re.compile(rb'(?:<w:tcPr>)?(?:<w:vMerge(?: w:val="\w+")?/>)?(?:</w:tcPr>)?')


class Replaced(collections.namedtuple("Replaced", "at was came")):
    """What stood at an offset of a part, and what came in its place."""

    @property
    def end(self):
        return self.at + len(self.was)


def splices_undo(text, splices):
    """The part as it was before, and each replacement."""
    out, done, at, replaced = [], 0, 0, []
    for before, size, was in splices:
        kept = before - done
        out += [text[at:at + kept], was]
        replaced.append(Replaced(before, was, text[at + kept:at + kept + size]))
        at += kept + size
        done = before + len(was)
    return b"".join(out) + text[at:], replaced


def elements(text, names):
    """The spans of the elements of these names, those inside behind those around."""
    found, open_ones = [], []
    for tag in TAG.finditer(text):
        closes, name, empty = tag.groups()
        if name.decode() not in names:
            continue
        if not closes:
            found.append([tag.start(), tag.end()])
            if not empty:
                open_ones.append(found[-1])
        else:
            open_ones.pop()[1] = tag.end()
    return found


def innermost(spans, replaced):
    around = [span for span in spans if span[0] < replaced.at and replaced.end < span[1]]
    return tuple(around[-1]) if around else None


def rows_put_check(text, replaced, plan):
    """Whole rows came beside rows, as many as were asked for; other than that cells were merged."""
    came = 0
    ends = {span[end] for span in elements(text, {"w:tr"}) for end in (0, 1)}
    for one in replaced:
        if one.came.startswith(b"<w:tr"):
            rows = [span for span in elements(one.came, {"w:tr"})]
            whole = [row for row in rows if not any(other[0] < row[0] and row[1] < other[1] for other in rows)]
            need(not one.was and one.at in ends, "rows were put into something: %s" % one.came[:80])
            need(b"".join(one.came[a:b] for a, b in whole) == one.came, "with the rows came something else")
            came += len(whole)
        else:
            need(all(MERGE.fullmatch(side) for side in (one.was, one.came)), "no row, and no merge: %s was %s" % (one.came, one.was))
    asked = sum(count for _, _, count, _ in plan.rows)
    need(came == asked, "%d rows came, %d were asked for" % (came, asked))


def cells_changed_check(text, replaced, plan):
    """Every replacement is inside a cell, or a paragraph outside of tables, of no more of them than were asked for; or a row of
    fixed height may grow."""
    cells, paragraphs, changed = elements(text, {"w:tc"}), elements(text, {"w:p"}), set()
    for one in replaced:
        if text[:one.at].endswith(b'w:hRule="') and (one.was, one.came) == (b"exact", b"atLeast"):
            continue
        place = innermost(cells, one) or innermost(paragraphs, one)
        need(place, "outside of cells and paragraphs: %s was %s" % (one.came[:80], one.was[:80]))
        changed.add(place)
    need(len(changed) <= len(set(plan.cells)), "%d cells were changed, %d were to be" % (len(changed), len(set(plan.cells))))


def document_check(blank, filled, plan):
    """The carrier's own record of its replacements, from the last to the first: cells, and rows before them."""
    check_members(blank, filled, r"word/document\.xml")
    text = filled.parts["word/document.xml"]
    whole = []
    for size, splices in reversed(plan.spliced):
        if size == len(text):  # else a row that was copied
            before, replaced = splices_undo(text, splices)
            whole.append((before, replaced))
            text = before
    need(text == blank.parts["word/document.xml"], "undone it is not the blank, byte for byte")
    steps = [cells_changed_check, rows_put_check]
    need(len(whole) == 1 + bool(plan.rows or plan.merges), "%d times the part was put together" % len(whole))
    for check, (before, replaced) in zip(steps, whole):
        check(before, replaced, plan)


# --- all --------------------------------------------------------------------------------------------------------------------

def undone(folder):
    passed = failed = with_rows = 0
    blanks = {}
    plans = sorted((name for name in os.listdir(folder) if name.endswith(".plan")), key=lambda name: int(name[:-5]))
    for name in plans:
        plan = Plan(os.path.join(folder, name))
        if plan.blank not in blanks:
            with open(os.path.join(folder, plan.blank), "rb") as file:
                blanks[plan.blank] = Package(file.read())
        with open(os.path.join(folder, name[:-5] + ".filled"), "rb") as file:
            filled = Package(file.read())
        with_rows += bool(plan.rows)
        try:
            (workbook_check if plan.blank.endswith(".xlsx") else document_check)(blanks[plan.blank], filled, plan)
            passed += 1
        except Undone as error:
            failed += 1
            print("not ok %s: %s" % (plan.what, str(error)[:600]))
    if with_rows == 0:
        print("not ok: no filling put a row in")
        failed += 1
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0 or passed == 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        subprocess.run([os.path.join(BUILD, "tests", "filled"), BUILD, "-d", where], check=True)
        sys.exit(undone(where))
