#!/usr/bin/env python3
"""run.py [-v] BUILD [LAW...]: forms that nobody wrote a table for, made of those that somebody did.

leave_one_out  each layout's fixtures, read without that layout: the same facts in 95 of 100, and what differs is told
prints         the same of what LibreOffice printed of them
masked_labels  each label of a strange form in turn replaced by words that nobody knows: no other fact changes
odd_names      each indicator in turn called as nobody would: 88, 2个示范点, 100%目标: all others stay
odd_targets    each target in turn replaced by a text of another kind: all others stay
odd_levels     each level 2 in turn replaced by words that are none: the names and targets of all rows stay

Each fixture is one test of each law. -v shows what differs.
"""
import csv
import glob
import io
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
from reading import differences, indicators, installed, plain, read

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
VERBOSE = "-v" in sys.argv
ARGUMENTS = [a for a in sys.argv[1:] if not a.startswith("-")]
BUILD = os.path.abspath(ARGUMENTS[0])
FACTS_KEPT = 95  # of 100

# What nobody could know who has no layout, each with its reason.
EXCEPTIONS = {
    # A name was lost: what stands before the gap is a level by its words.
    "fixtures/neimenggu/lost-name-cell/input.txt", "fixtures/neimenggu/lost-name-cell/same.pdf",
}
MASKED_EXCEPTIONS = {
    # Without the word for the year's total its parts stand in the panel of the other total.
    ("fixtures/national/years-not-filled-in/input.csv", "年度资金总额："),
    # Without the word nobody knows that there is money of another level above.
    ("fixtures/generic/money-matched-by-each-level/input.csv", "省级配套"),
    # Words of labels are a name only behind the word that asks for one.
    ("fixtures/generic/project-named-by-words-of-labels/input.csv", "项目名称"),
    # The sum below words that nobody knows is taken for the department's budget, whose amount it has.
    ("fixtures/hubei/department-plain/input.csv", "支出构成"),
    # Without the word the central departments' layout fits and claims the form; it knows no 经办人 behind the head's name.
    ("fixtures/shanxi/plain/input.csv", "实施期资金总额："),
    # Nothing but this line says that the first of two tables of indicators is of the whole period.
    ("fixtures/generic/long-table-then-year-table/input.csv", "长期绩效目标"),
    # Without the total of the whole project its parts are the year's, which has a total.
    ("fixtures/generic/parts-under-the-whole-total/input.csv", "总投资"),
    # Nothing but this label says that there is fiscal money beside that of the general budget.
    ("fixtures/anhui/funds-of-several-budgets/input.csv", "国有资本经营预算"),
    # 三年建成 begins as a label does: only the label over it says that it is a goal.
    ("fixtures/generic/goals-of-the-words-of-labels/input.csv", "项目总目标"),
    ("fixtures/generic/goals-of-the-words-of-labels/input.csv", "年度目标"),
    # Headings of goals at the side of an unknown word, or beside one, are labels by themselves.
    ("fixtures/generic/goals-in-a-table/input.csv", "年度绩效目标"),
    ("fixtures/generic/goals-in-a-table/input.csv", "目标名称"),
    ("fixtures/generic/goals-in-a-table/input.csv", "目标说明"),
    # Nothing but this label says that two forms stand side by side.
    ("fixtures/generic/side-by-side/input.csv", "项目名称"),
    # 实施周期 | 全年 may head amounts, if no known fact begins their row.
    ("fixtures/generic/unit-and-preparer/input.csv", "项目名称"),
    # Without 项目单位 beside it 单位名称 may be of either.
    ("fixtures/generic/unit-name-and-unit-of-project/input.csv", "项目单位"),
    # Nothing but this heading says that 从 and 到 below it are of the whole project.
    ("fixtures/generic/targets-from-and-to-below/input.csv", "实施期指标值"),
    # Without the label the goal's own 目标： is its label.
    ("fixtures/generic/goal-said-again/input.csv", "年度目标"),
    # What stands in a cell that waits for a name is a name, if it is not a prompt.
    ("fixtures/generic/prompts-for-names/input.csv", "（请填写）"),
}


def layouts():
    return sorted(name[:-3] for name in os.listdir(os.path.join(BUILD, "plugins", "layouts")))


def fixtures(folder, endings=(".csv", ".txt", ".xlsx")):
    paths = sorted(glob.glob(os.path.join(TOP, "fixtures", folder, "*", "input.*")))
    return [path for path in paths if path.endswith(endings)]


def show(path, groups):
    """Says what is untold, and with -v all that differs; the number of untold ones."""
    untold = 0
    for kind, group in groups:
        for where, words, told in group:
            untold += not told
            if VERBOSE or not told:
                print("    %s: %s %s: %s%s" % (os.path.relpath(path, TOP), kind, where, str(words)[:70],
                                               "" if told else " (untold)"))
    return untold


def prints(layout):
    """The same tables printed, where PDF can be read."""
    readable = os.path.exists(os.path.join(BUILD, "plugins", "carriers", "pdf-helper"))
    return sorted(glob.glob(os.path.join(TOP, "fixtures", layout, "*", "same.pdf"))) if readable else []


def leave_one_out(name, tables):
    """Forms of each layout read without it; `tables` are a layout's."""
    facts = same = passed = failed = 0
    for layout in layouts():
        with tempfile.TemporaryDirectory() as folder:
            other = installed(BUILD, folder, set(layouts()) - {layout})
            for path in tables(layout):
                expected = read(os.path.join(BUILD, "jixiao"), path)
                if not expected["forms"] or os.path.relpath(path, TOP) in EXCEPTIONS:
                    continue
                got = read(other, path)
                count, missing, wrong = differences(expected, got)
                facts += count
                same += count - len(missing) - len(wrong)
                bad = show(path, (("missing", missing), ("wrong", wrong)))
                passed, failed = passed + (bad == 0), failed + (bad != 0)
    print("%s: %d of %d facts are the same" % (name, same, facts))
    enough = 100 * same >= FACTS_KEPT * facts > 0
    return passed + enough, failed + (not enough)


# --- changed forms -----------------------------------------------------------------------------------------------------


def rows_of(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if "\x00" in text or text.lstrip().startswith("<"):
        return None
    return list(csv.reader(io.StringIO(text)))


def cell_of(at):
    """(row, column) of an address like B12."""
    letters = at.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(at[len(letters):]) - 1, column - 1


def plain_address(at):
    return at is not None and at.isalnum() and at[0].isalpha() and at[-1].isdigit() and "." not in at


class Changed:
    """A table of which one cell after the other is changed and read."""

    def __init__(self, program, path, folder):
        self.program, self.path, self.folder = program, path, folder
        self.rows = rows_of(path)
        self.reading = read(program, path) if self.rows else {"forms": []}
        self.count = 0

    def with_cell(self, row, column, text):
        rows = [list(one) for one in self.rows]
        rows[row][column] = text
        self.count += 1
        path = os.path.join(self.folder, "%d.csv" % self.count)
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        got = read(self.program, path)
        os.unlink(path)
        return got

    def has(self, row, column):
        return row < len(self.rows) and column < len(self.rows[row])


MASK = "乾坤甲乙"  # as long as most labels, and nobody's word


def masked_labels(table):
    """What changes when a label is not known: its own value may go, and must be told; all others stay."""
    bad = []
    fields = {}
    for reading in table.reading["forms"]:
        for key, field in reading["fields"].items():
            if plain_address(field.get("at")):
                fields.setdefault(cell_of(field["at"]), key)
    texts = [(r, c) for r, row in enumerate(table.rows) for c, text in enumerate(row)
             if 2 <= len(plain(text).rstrip(":")) <= 12 and (r, c) not in fields and not any(ch.isdigit() for ch in text)]
    seats = {cell_of(item["at"])[0] for form in table.reading["forms"] for item in form["indicators"]
             if plain_address(item.get("at"))}
    named = {plain(item.get(part)) for form in table.reading["forms"] for item in form["indicators"]
             for part in ("name", "level1", "level2")}
    for row, column in texts:
        if row in seats or row + 1 in seats or plain(table.rows[row][column]) in named:
            continue  # names and levels, and the headings of indicators
        if (os.path.relpath(table.path, TOP), table.rows[row][column]) in MASKED_EXCEPTIONS:
            continue
        got = table.with_cell(row, column, MASK)
        _, missing, wrong = differences(table.reading, got)
        for where, words, told in missing + wrong:
            if not told and str(words) != MASK:
                bad.append(("%s masked" % table.rows[row][column], "%s: %s" % (where, words), False))
    return bad


def others_stay(table, odd, part):
    """With one cell of one indicator changed, all other indicators stay as they were."""
    bad = []
    for number, form in enumerate(table.reading["forms"]):
        for index, item in enumerate(form["indicators"]):
            if not plain_address(item.get("at")):
                continue
            row, column = cell_of(item["at"])
            place = seat(table, row, column, item, part)
            if place is None:
                continue
            for text in odd:
                got = table.with_cell(*place, text)
                theirs = [one for form in got["forms"] for one in form["indicators"]]
                seen = {(plain(one.get("name")), str(one.get("target"))) for one in theirs}
                for other, one in enumerate(form["indicators"]):
                    if other != index and (plain(one.get("name")), str(one.get("target"))) not in seen:
                        bad.append(("%s for %s" % (text, table.rows[place[0]][place[1]]),
                                    "form %d %s" % (number + 1, one.get("name")), False))
    return bad


def seat(table, row, column, item, part):
    """The cell that holds the part of an indicator, found by its words; None: it is not alone in a cell."""
    words = {"name": item.get("name"), "target": (item.get("target") or {}).get("text"), "level2": item.get("level2")}
    if not words[part] or row >= len(table.rows):
        return None
    found = [c for c, text in enumerate(table.rows[row]) if plain(text) == plain(words[part])]
    return (row, found[0]) if len(found) == 1 else None


LAWS = {
    "masked_labels": masked_labels,
    "odd_names": lambda table: others_stay(table, ["88", "2个示范点建设", "100%覆盖率", "12345热线办结率"], "name"),
    "odd_targets": lambda table: others_stay(table, ["数量", "详见附件", "——", "2024年12月底前完成并通过验收"], "target"),
    "odd_levels": lambda table: others_stay(table, ["其他方面", "3", "工程建设类"], "level2"),
}


def changed_forms(names):
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        programs = {layout: installed(BUILD, os.path.join(folder, layout), set(layouts()) - {layout})
                    for layout in layouts() + ["generic"]}

        def one(job):
            name, layout, path = job
            with tempfile.TemporaryDirectory() as own:
                table = Changed(programs[layout], path, own)
                return LAWS[name](table) if table.reading["forms"] else None

        jobs = [(name, layout, path) for name in names for layout in programs for path in fixtures(layout, (".csv",))]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for (name, _, path), bad in zip(jobs, pool.map(one, jobs)):
                if bad is None:
                    continue
                bad = bad if show(path, [(name, bad)]) else []
                passed, failed = passed + (not bad), failed + bool(bad)
    return passed, failed


def main():
    asked = ARGUMENTS[1:] or ["leave_one_out", "prints"] + list(LAWS)
    passed = failed = 0
    for name, tables in (("leave_one_out", fixtures), ("prints", prints)):
        good, bad = leave_one_out(name, tables) if name in asked and tables(layouts()[0]) else (0, 0)
        passed, failed = passed + good, failed + bad
    good, bad = changed_forms([name for name in asked if name in LAWS])
    print("%d passed, %d failed" % (passed + good, failed + bad))
    return failed + bad != 0


sys.exit(main())
