#!/usr/bin/env python3
"""oracle: rows put in by us and by LibreOffice leave the same references, on workbooks made by chance.

    tests/filling/oracle.py BUILD [COUNT [SEED]]

Compared are merged areas, names, lists and rules with the cells they hold for, and the formulas of both sheets. One thing differs by
intention, and is left out of the workbooks: a range that ends with the row behind which rows are put in takes the new ones in with us.
LibreOffice (7.4) leaves the ranges that lists take their entries from as they were; ours are held against the rows themselves."""
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import time

import openpyxl
import uno
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

sys.argv[1:] = sys.argv[1:] or ["build"]
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import patches  # noqa: E402

COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 200
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
ROWS, COLUMNS = 30, 8


# --- workbooks by chance ------------------------------------------------------------------------------------------------------

def span(chance, before, tall=True):
    """(first, last) rows that do not end where rows are put in."""
    while True:
        first = chance.randint(1, ROWS)
        last = chance.randint(first, min(ROWS, first + 8)) if tall else first
        if first == last or last != before:
            return first, last


def cell(chance, row, column):
    return "%s%s%s%d" % (chance.choice(("", "$")), get_column_letter(column), chance.choice(("", "$")), row)


def reference(chance, before):
    first, last = span(chance, before)
    left = chance.randint(1, COLUMNS)
    if chance.random() < 0.4:
        return cell(chance, first, left)
    return "%s:%s" % (cell(chance, first, left), cell(chance, last, chance.randint(left, COLUMNS)))


def area(chance, before):
    first, last = span(chance, before)
    left = chance.randint(1, COLUMNS)
    return "%s%d:%s%d" % (get_column_letter(left), first, get_column_letter(chance.randint(left, COLUMNS)), last)


def formula(chance, before, sheet=""):
    return "=" + chance.choice(("SUM(%s)+%s", "COUNTA(%s)*2-SUM(%s)", "IF(SUM(%s)>1,\"A5:A6\",SUM(%s))", "SUM(%s,%s)")) % (
        sheet + reference(chance, before), sheet + reference(chance, before))


def make(chance):
    """(workbook, row behind which rows are put in, how many)"""
    before, count = chance.randint(3, ROWS - 2), chance.randint(1, 6)
    book = openpyxl.Workbook()
    sheet, other = book.active, book.create_sheet("其他")
    sheet.title = chance.choice(("目标表", "Sheet1", "a b"))
    name = sheet.title if re.fullmatch(r"\w+", sheet.title) else "'%s'" % sheet.title
    for row in range(1, ROWS + 1):
        for column in range(1, COLUMNS + 1):
            if chance.random() < 0.5:
                sheet.cell(row, column, chance.randint(1, 99))
    taken = set()
    for _ in range(chance.randint(0, 6)):
        left, top, right, bottom = range_boundaries(area(chance, before))
        cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        # what the pattern row has merged is repeated in its new rows with us
        if len(cells) > 1 and not cells & taken and not (top == bottom == before):
            taken |= cells
            sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    for _ in range(chance.randint(1, 10)):
        row, column = chance.randint(1, ROWS), chance.randint(1, COLUMNS)
        # the pattern row's formulas are repeated with us
        if (row, column) not in taken and row != before:
            sheet.cell(row, column, formula(chance, before))
    for row in range(1, chance.randint(2, 8)):
        other.cell(row, 1, formula(chance, before, name + "!"))
    for number in range(chance.randint(0, 4)):
        first, last = span(chance, before)
        book.defined_names.append(DefinedName("名%d" % number, attr_text="%s!$B$%d:$D$%d" % (name, first, last)))
    chosen = set()
    for _ in range(chance.randint(0, 3)):
        row = chance.choice([row for row in range(1, ROWS) if row != before])
        where = area(chance, before)
        if cells_of(where) & chosen:
            continue  # a cell has one list
        chosen |= cells_of(where)
        sheet.add_data_validation(DataValidation(type="list", formula1="$A$%d:$A$%d" % (row, row + 3) if row + 3 != before else '"甲,乙"',
                                                 sqref=where))
    sheet.conditional_formatting.add(area(chance, before), FormulaRule(formula=["$A$%d>1" % chance.choice([row for row in range(1, ROWS) if row != before])],
                                                                       fill=PatternFill(bgColor="FFFF00")))
    return book, before, count


# --- what names rows -----------------------------------------------------------------------------------------------------------

def moved(words, before, count):
    """A list's range where the rows have gone."""
    return re.sub(r"(?<=[A-Z])\d+", lambda row: str(int(row.group()) + count * (int(row.group()) > before)), words)


def cells_of(areas):
    found = set()
    for one in str(areas).split():
        left, top, right, bottom = range_boundaries(one)
        found |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return found


def plain(text):
    return re.sub(r"'(\w+)'!", r"\1!", str(text)).replace(" ", "").replace("$'ab'.", "'ab'!").replace("$", "")


def references(path):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    lists, rules = {}, {}
    for rule in sheet.data_validations.dataValidation:
        lists.setdefault(plain(rule.formula1).strip('"'), set()).update(cells_of(rule.sqref))
    for found, of in sheet.conditional_formatting._cf_rules.items():
        for rule in of:
            rules.setdefault(plain(rule.formula[0]), set()).update(cells_of(found.sqref))
    return {"merges": {str(one) for one in sheet.merged_cells.ranges}, "names": {one.name: plain(one.attr_text) for one in book.defined_names.definedName},
            "lists": lists, "rules": rules,
            "formulas": {(one.title if index else "", cell.coordinate): plain(cell.value) for index, one in enumerate(book.worksheets[:2])
                         for line in one.iter_rows() for cell in line if isinstance(cell.value, str) and cell.value.startswith("=")}}


def connect(port, profile):
    """LibreOffice, started for this, and its desktop."""
    accept = "socket,host=127.0.0.1,port=%d;urp" % port
    office = subprocess.Popen(["soffice", "--headless", "--norestore", "-env:UserInstallation=file://" + profile, "--accept=" + accept],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve("uno:%s;StarOffice.ComponentContext" % accept)
            return office, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.5)
    office.kill()
    raise SystemExit("LibreOffice does not answer")


def value(name, of):
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, of
    return made


def by_office(folder, jobs):
    office, desktop = connect(20000 + os.getpid() % 20000, os.path.join(folder, "profile"))
    try:
        for blank, theirs, before, count in jobs:
            document = desktop.loadComponentFromURL("file://" + blank, "_blank", 0, (value("Hidden", True),))
            document.Sheets.getByIndex(0).Rows.insertByIndex(before, count)
            document.storeToURL("file://" + theirs, (value("FilterName", "Calc MS Excel 2007 XML"),))
            document.close(True)
        desktop.terminate()
    finally:
        try:
            office.wait(30)
        except subprocess.TimeoutExpired:
            office.kill()


def main():
    good = bad = 0
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for number in range(COUNT):
            book, before, count = make(random.Random("%d %d" % (SEED, number)))
            blank, ours, theirs = (os.path.join(folder, "%s%d.xlsx" % (kind, number)) for kind in ("blank", "ours", "theirs"))
            out = io.BytesIO()
            book.save(out)
            with open(blank, "wb") as file:
                file.write(out.getvalue())
            result = patches.patch(out.getvalue(), "rows 0 %d %d %d\n" % (before + 1, count, before), fine=False)
            if result.data is not None:
                with open(ours, "wb") as file:
                    file.write(result.data)
                jobs.append((blank, theirs, before, count))
            else:
                bad += 1
                print("not ok %d: not patched: %s" % (number, result.said[:200]))
        by_office(folder, jobs)
        for blank, theirs, before, count in jobs:
            number = re.search(r"(\d+)\.xlsx$", blank).group(1)
            if not os.path.exists(theirs):
                bad += 1
                print("not ok %s: LibreOffice wrote nothing" % number)
                continue
            a, b = references(os.path.join(folder, "ours%s.xlsx" % number)), references(theirs)
            was = {moved(key, before, count): cells for key, cells in references(blank)["lists"].items()}
            listed = set(a["lists"]) == set(was)
            a["lists"], b["lists"] = ({str(sorted(cells)) for cells in one["lists"].values()} | ({"entries"} if listed or one is b else set()) for one in (a, b))
            wrong = [(key, sorted(str(one) for one in set(map(str, a[key].items() if isinstance(a[key], dict) else a[key])) ^
                                  set(map(str, b[key].items() if isinstance(b[key], dict) else b[key])))[:4]) for key in a if a[key] != b[key]]
            good += not wrong
            bad += bool(wrong)
            if wrong:
                print("not ok %s: %d rows behind row %d: %s" % (number, count, before, str(wrong)[:700]))
    print("%d passed, %d failed" % (good, bad))
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
