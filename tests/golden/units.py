#!/usr/bin/env python3
"""units: what an amount is in, worded in every way, in forms of every layout: the right amount, or none and a warning.

    tests/golden/units.py [-v] BUILD [LAYOUT...]

In the plain form of each layout the unit is put where forms have it: in a note of its own, in a note beside another one, in
the title's brackets, in the brackets of a label or of a column's heading, and behind each amount. A unit of ours must give
the amounts that the form prints in it. One that is none of ours must leave no amount, keep every number among the extras,
and be told. What inspect prints as JSON must be read again, to the same."""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
POWERS = {"元": 0, "十元": 1, "百元": 2, "千元": 3, "万元": 4, "十万元": 5, "百万元": 6, "千万元": 7, "亿元": 8,
          "万": 4, "亿": 8}
STRANGE = ("美元", "港币", "万美元", "欧元", "万元/人", "万元)x", "英镑", "元、万元")
# Of every unit all of these would be the same again; each wording is tried with some units.
NOTES = ("单位：{}", "单位:{}", "单位： {}", "（单位：{}）", "单位：（{}）", "(单位:人民币{})", "单位:{})", "金额单位：{}", "人民币{}",
         "{}", "（{}）", "单位：人民币{}", "金额单位：人民币{}", "货币单位：{}", "单　位：{}", "【单位：{}】", "{}（人民币）", "单位：{}。",
         "币种：人民币  单位：{}", "以{}为单位")
BRACKETS = ("（{}）", "({})", "（单位：{}）", "(人民币{})", "（{})", "（ {} ）", "（{}）:", "（金额单位:{}）", "（{}））")
BEHIND = ("{}", " {}", "（{}）", "({})", "人民币{}")
BEFORE = ("￥", "人民币", "¥ ")
AMOUNT = re.compile(r"^\d+(\.\d+)?$")
MONEY = ("fund_", "period_fund_", "income_", "expense_", "budget_total")


def plain(number):
    return format(number.normalize(), "f")


def load(layout, fixture="plain"):
    path = os.path.join(TOP, "fixtures", layout, fixture)
    with open(os.path.join(path, "input.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with open(os.path.join(path, "expected.json"), encoding="utf-8") as file:
        forms = json.load(file)["forms"]
    return rows, forms


def amounts(forms):
    """The amounts of each form, by key, in yuan."""
    found = []
    for form in forms:
        fields = form["fields"]
        value = {k: v["value"] if isinstance(v, dict) else v for k, v in fields.items()}
        found.append({k: Decimal(v) for k, v in value.items() if k.startswith(MONEY)})
    return found


def without_unit(rows):
    """The form's cells, the unit taken away wherever the fixture has it."""
    bare = []
    for row in rows:
        cells = []
        for cell in row:
            cell = re.sub(r"[（(](?:单位：)?万?元[）)]", "", cell)
            cells.append(re.sub(r"\s*单位：万?元", "", cell))
        bare.append(cells)
    return bare


def band_row(rows):
    return next(i for i, row in enumerate(rows) if any("三级指标" in cell for cell in row))


def amount_cells(rows, printed):
    """Where the head or the list has an amount: the cells that say one of the printed numbers."""
    numbers = {plain(n) for form in printed for n in form.values()}
    band = band_row(rows)
    cells = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            in_list = r > band and c == 3 and any("项目名称" == x for x in rows[band])
            if AMOUNT.match(cell) and (r < band or in_list) and plain(Decimal(cell)) in numbers:
                cells.append((r, c))
    return cells


def variants(rows, printed, list_form):
    """(where, wording, the form's rows with {} for the unit)."""
    bare = without_unit(rows)
    width = max(len(row) for row in rows)
    title = next(i for i, row in enumerate(bare) if "表" in row[0] and "绩效" in row[0])
    cells = amount_cells(bare, printed)

    def changed(r, c, text):
        made = [list(row) for row in bare]
        made[r][c] = text
        return made

    for note in NOTES:
        line = [""] * width
        line[-1] = note
        yield "note", note, bare[:title + 1] + [line] + bare[title + 1:]
        line = [""] * width
        line[0] = note
        yield "line", note, bare[:title + 1] + [line] + bare[title + 1:]
    for note in ("单位：{}", "单位：（{}）", "（单位：{}）", "金额单位:人民币{}", "单位：{})"):
        line = [""] * width
        line[0] = "填报单位：青石县图书馆        " + note
        yield "beside", note, bare[:title + 1] + [line] + bare[title + 1:]
    for bracket in BRACKETS:
        yield "title", bracket, changed(title, 0, bare[title][0] + bracket)
        if list_form:
            band = band_row(bare)
            yield "heading", bracket, changed(band, 3, bare[band][3] + bracket)
        else:
            r, c = cells[0]
            label = next(i for i in range(c - 1, -1, -1) if bare[r][i])
            yield "label", bracket, changed(r, label, bare[r][label].rstrip("：") + bracket)
    for behind in BEHIND:
        made = [list(row) for row in bare]
        for r, c in cells:
            made[r][c] += behind
        yield "behind", behind, made
        if list_form:
            continue
        made = [list(row) for row in made]
        for r, c in cells:
            made[r][c] = BEFORE[len(behind) % len(BEFORE)] + made[r][c]
        yield "both sides", behind, made


def inspect(program, path):
    ran = subprocess.run([program, "inspect", "--json", path], capture_output=True, timeout=600)
    try:
        return ran.returncode, json.loads(ran.stdout)
    except ValueError:
        return ran.returncode, None


def warnings(document):
    return {d["code"] for d in document["diagnostics"] if d["severity"] == "warning"}


def fault(program, path, unit, printed, again):
    """What is wrong with the reading of one file; None if nothing is. `again`: read its JSON, too."""
    code, document = inspect(program, path)
    if code != 0 or document is None:
        return f"exit {code}"
    got = amounts(document["forms"])
    if again:
        with open(path + ".json", "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False)
        code, back = inspect(program, path + ".json")
        if code != 0 or amounts(back["forms"]) != got:
            return f"its JSON comes back with exit {code}"
    if unit in POWERS:
        wanted = [{k: n.scaleb(POWERS[unit]) for k, n in form.items()} for form in printed]
        return None if got == wanted else f"{got} instead of {wanted}"
    if any(got):
        return f"{got} in a unit that is none of ours"
    if not warnings(document) & {"R012", "R060", "R061"}:
        return "no warning"
    kept = " ".join(e["value"] for form in document["forms"] for e in form["extra"])
    numbers = {plain(n) for form in printed for n in form.values()}
    missing = [n for n in numbers if n not in kept]
    return f"{missing} is lost" if missing else None


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    program = os.path.join(arguments[0], "jixiao")
    layouts = arguments[1:] or ["hunan", "anhui", "guangdong", "neimenggu", "national", "generic"]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for layout in layouts:
            rows, forms = load(layout, "form-of-another-province" if layout == "generic" else "plain")
            power = 0 if layout == "guangdong" else 4
            printed = [{k: n.scaleb(-power).normalize() for k, n in form.items()} for form in amounts(forms)]
            units = list(POWERS) + list(STRANGE)
            for number, (where, wording, made) in enumerate(variants(rows, printed, layout == "neimenggu")):
                # Two units of ours and one that is none, other ones each time.
                chosen = {units[(number * 2 + k) % len(POWERS)] for k in range(2)} | {STRANGE[number % len(STRANGE)]}
                if wording in ("{}", "人民币{}") and where in ("note", "line"):
                    chosen -= {"万", "亿"} | set(STRANGE)  # a cell of these words alone tells no unit
                if wording in ("{}（人民币）", "以{}为单位"):
                    chosen -= set(STRANGE)
                for unit in sorted(chosen):
                    path = os.path.join(scratch, "form.csv")
                    with open(path, "w", encoding="utf-8", newline="") as file:
                        csv.writer(file).writerows([[cell.replace("{}", unit) for cell in row] for row in made])
                    wrong = fault(program, path, unit, printed, number % 4 == 0 or unit in STRANGE)
                    passed += wrong is None
                    failed += wrong is not None
                    if wrong is not None:
                        print(f"not ok {layout}, {where}, {wording.format(unit)}: {wrong}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed != 0)


main()
