#!/usr/bin/env python3
"""written: what the workbooks look like that the program writes, as another program (openpyxl) sees them.

    tests/laws/written.py BUILD

Every fixture is converted into its own layout, and the plain ones into every layout. Asked of each workbook: no merges
overlap; nothing is a formula; A4, one page wide, landscape for the list and portrait for the forms; every text is
wrapped or has room, and its row is high enough; names of sheets are such as spreadsheet programs accept; the title is bold, the rest is 宋体; every cell of the
form has a thin border on all sides, under merges too; the same input gives the same bytes."""
import glob
import math
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

import openpyxl
from openpyxl.utils import get_column_letter

# Lists, as their tables say.
LANDSCAPE = tuple(os.path.basename(path)[:-2] for path in glob.glob("plugins/layouts/*.c")
                  if ".landscape = true" in open(path, encoding="utf-8").read())


def merged(sheet):
    """The merges of a sheet, and those that overlap one before them."""
    seen, overlaps = {}, []
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                if (row, column) in seen:
                    overlaps.append(f"{area} overlaps {seen[row, column]}")
                seen[row, column] = str(area)
    return seen, overlaps


def page(sheet, layout):
    setup = sheet.page_setup
    if str(setup.paperSize) != "9":
        yield f"the paper is {setup.paperSize}, not A4 (9)"
    wanted = "landscape" if layout in LANDSCAPE else "portrait"
    if (setup.orientation or "portrait") != wanted:
        yield f"printed {setup.orientation}, not {wanted}"
    properties = sheet.sheet_properties.pageSetUpPr
    if not (properties and properties.fitToPage):
        yield "not fitted to the page"
    pages = len(sheet.row_breaks.brk) + 1
    wanted = 0 if pages > 1 else 1
    if setup.fitToWidth not in (None, 1) or (1 if setup.fitToHeight is None else setup.fitToHeight) != wanted:
        yield f"fitted to {setup.fitToWidth} by {setup.fitToHeight} pages, not 1 by {wanted} (0: as many as it takes)"
    if bool(sheet.oddFooter.center.text) != (pages > 1):
        yield f"{pages} pages, and the footer is {sheet.oddFooter.center.text!r}"
    if not sheet.print_title_rows and (pages > 1 or layout in LANDSCAPE):
        yield f"{pages} pages, and no headings repeat"
    yield from page_ends(sheet)


def page_ends(sheet):
    """No page is longer than the paper, and no merge reaches over its end."""
    room = (595 if sheet.page_setup.orientation == "landscape" else 842) - 2 * 0.7 * 72
    width = sum(sheet.column_dimensions[get_column_letter(c)].width * 5.25 + 3.75 for c in range(1, sheet.max_column + 1))
    paper = (842 if sheet.page_setup.orientation == "landscape" else 595) - 2 * 0.6 * 72
    scale = min(1, paper / width)
    ends = [0] + [one.id for one in sheet.row_breaks.brk] + [sheet.max_row]
    for first, last in zip(ends, ends[1:]):
        height = scale * sum(sheet.row_dimensions[r].height or 15 for r in range(first + 1, last + 1))
        if height > (room if len(ends) > 2 else room / 0.75 * scale) and last > first + 1:
            yield f"{sheet.title}: rows {first + 1} to {last} are {height:.0f} points high, the page {room:.0f}"
        for area in sheet.merged_cells.ranges:
            if area.min_row <= last < area.max_row:
                yield f"{sheet.title}: {area} reaches over the end of a page"


def name(sheet, names):
    if not 0 < len(sheet.title) <= 31 or re.search(r"[\[\]:*?/\\]", sheet.title) or sheet.title[0] == "'":
        yield f"the sheet name {sheet.title!r} is not allowed"
    if [other.lower() for other in names].count(sheet.title.lower()) != 1:
        yield f"two sheets are called {sheet.title!r}"


def ruled(cell):
    border = cell.border
    return [getattr(border, side).style for side in ("left", "right", "top", "bottom")]


def display_width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def fits(sheet, cell):
    """Whether an unruled line has room: a text does not flow out of a merged cell. Ruled cells always wrap."""
    if set(ruled(cell)) != {None}:
        return False
    last = next((a.max_col for a in sheet.merged_cells.ranges if a.coord.split(":")[0] == cell.coordinate), cell.column)
    room = sum(sheet.column_dimensions[get_column_letter(c)].width for c in range(cell.column, last + 1))
    return max(display_width(line) for line in cell.value.split("\n")) <= room


def tall_enough(sheet):
    """Rows do not grow by themselves under merged cells, so each must be written high enough for its wrapped text: 13
    points for a line of 10.5 point type, counting that a line breaks when its columns are full."""
    spans = {area.coord.split(":")[0]: area for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell.value, str) or cell.font.b:
                continue
            area = spans.get(cell.coordinate)
            columns = range(cell.column, (area.max_col if area else cell.column) + 1)
            rows = range(cell.row, (area.max_row if area else cell.row) + 1)
            room = sum(sheet.column_dimensions[get_column_letter(c)].width for c in columns)
            lines = sum(max(1, math.ceil(display_width(line) / room)) for line in cell.value.split("\n"))
            height = sum(sheet.row_dimensions[r].height or 15 for r in rows)
            if height < min(13 * lines, 409 * len(rows)):
                yield f"{sheet.title}!{cell.coordinate} needs {lines} lines and is {height:g} points high"


def cells(sheet):
    seen, overlaps = merged(sheet)
    yield from overlaps
    for row in sheet.iter_rows():
        for cell in row:
            at = f"{sheet.title}!{cell.coordinate}"
            if cell.data_type == "f" or (isinstance(cell.value, str) and cell.data_type != "s"):
                yield f"{at} is of type {cell.data_type}"
            if isinstance(cell.value, (bool, float, int)) and cell.number_format == "General":
                yield f"{at} is a number without a format"
            if isinstance(cell.value, str) and not cell.alignment.wrap_text and not fits(sheet, cell):
                yield f"{at} is neither wrapped nor wide enough for its text"
            if cell.value is not None and not cell.font.b and cell.font.name != "宋体":
                yield f"{at} is set in {cell.font.name}"
            if (cell.row, cell.column) not in seen and set(ruled(cell)) not in ({None}, {"thin"}):
                yield f"{at} has borders {ruled(cell)}"


def title(sheet):
    bold = [cell for row in sheet.iter_rows() for cell in row if cell.font.b and cell.value is not None]
    if not bold:
        yield f"{sheet.title} has no bold title"
        return
    top = bold[0]
    last = get_column_letter(sheet.max_column)
    if f"A{top.row}:{last}{top.row}" not in [str(area) for area in sheet.merged_cells.ranges]:
        yield f"{sheet.title}: the title {top.coordinate} is not merged over A to {last}"
    if top.alignment.horizontal != "center":
        yield f"{sheet.title}: the title is not centred"


def under_merges(path, number, sheet):
    """A spreadsheet program draws the border of each cell under a merge by itself, so all of them must be there and be
    ruled like the first. openpyxl forgets them; the file does not."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"xl/worksheets/sheet{number}.xml").decode("utf-8")
        formats = archive.read("xl/styles.xml").decode("utf-8")
    formats = re.findall(r'<xf [^>]*borderId="([0-9]+)"', formats.split("<cellXfs")[1].split("</cellXfs>")[0])
    styles = {cell: formats[int(style)] for cell, style in re.findall(r'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"', text)}
    for area in sheet.merged_cells.ranges:
        found = {styles.get(f"{get_column_letter(c)}{r}") for r in range(area.min_row, area.max_row + 1)
                 for c in range(area.min_col, area.max_col + 1)}
        if len(found) != 1 or None in found:
            yield f"{sheet.title}!{area}: the cells under the merge have the borders {found}"


def look(path, layout):
    book = openpyxl.load_workbook(path)
    for number, sheet in enumerate(book.worksheets, 1):
        yield from under_merges(path, number, sheet)
    for sheet in book.worksheets:
        for check in (page(sheet, layout), name(sheet, book.sheetnames), cells(sheet), title(sheet),
                      tall_enough(sheet)):
            yield from check


def convert(program, fixture, layout, target):
    command = [program, "convert", "--force", "-t", layout, "-o", target, fixture]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600,
                          env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    return done


def differences(program, fixture, layout, folder):
    """What is wrong with the workbook, or None if there is none and need not be (all its forms refused)."""
    one, two = os.path.join(folder, "one.xlsx"), os.path.join(folder, "two.xlsx")
    for path in (one, two):
        if os.path.exists(path):
            os.unlink(path)
    done = convert(program, fixture, layout, one)
    if not os.path.exists(one):
        words = done.stderr.decode("utf-8", "replace")
        refused = done.returncode == 3 and ("L005" in words or "L009" in words)
        return None if refused else [f"ended with {done.returncode}: {words[:300]}"]
    convert(program, fixture, layout, two)
    found = list(look(one, layout))
    if open(one, "rb").read() != open(two, "rb").read():
        found.append("the same input gave other bytes")
    return found


def main(build):
    program = os.path.join(build, "jixiao")
    layouts = sorted(os.path.basename(path)[:-3] for path in glob.glob(os.path.join(build, "plugins/layouts/*.so")))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
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
