#!/usr/bin/env python3
"""seeds: files from which fuzzing begins, beside the fixtures.

    tests/fuzz/seeds.py BUILD FOLDER

Each test of tests/filling is run up to the first blank that it hands to the program; the blank is kept, and the test ended. So
each kind of package that was ever thought of (notes, pictures, charts, rules, lists, protection, …) is a seed. Beside them stand
workbooks that carry what their layout cannot show, as they were written and as somebody edited them; and the files that the tests
of carriers make byte by byte (`make units` first)."""
import glob
import hashlib
import io
import os
import subprocess
import sys

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "filling"))
sys.dont_write_bytecode = True
BUILD, FOLDER = sys.argv[1:3]
sys.argv[1:] = [BUILD]
import documents  # noqa: E402, F401 (its tests are counted among the others)
import fills  # noqa: E402
import kinds  # noqa: E402, F401
import patches  # noqa: E402
from trying import TESTS  # noqa: E402


class Kept(Exception):
    """The test has given what is wanted of it."""


def write(data, ending):
    name = "%s.%s" % (hashlib.sha256(data).hexdigest()[:16], ending)
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write(data)


def keep(data, ending):
    write(data, ending)
    raise Kept


def edited(data):
    """A workbook of which texts were changed, a number, and a row taken away, but not in the sheet that is hidden."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value] if sheet.sheet_state == "visible" else []
        for number, cell in enumerate(cells):
            if isinstance(cell.value, (int, float)):
                cell.value += 1
            elif number % 5 == 3:
                cell.value = "改" + str(cell.value)
        if len(cells) > 20:
            sheet.delete_rows(sheet.max_row - 3)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def carried():
    """Every plain fixture in a layout with less room, with what it has no place for."""
    for source in sorted(glob.glob("fixtures/*/plain/input.*")):
        done = subprocess.run([os.path.join(BUILD, "jixiao"), "convert", "-q", "--carry", "-t", "hunan", "--to-carrier", "xlsx",
                               "-o", "-", source], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
        if done.stdout:
            write(done.stdout, "xlsx")
            write(edited(done.stdout), "xlsx")


def of_units():
    """What the tests of carriers read, made there byte by byte."""
    for test in sorted(glob.glob("tests/unit/test_*.c")):
        with open(test, encoding="utf-8") as file:
            helped = "_help.h" in file.read()
        if helped and "damage" not in test:
            subprocess.run([os.path.join(BUILD, "tests", os.path.basename(test)[:-2])], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, env={**os.environ, "JIXIAO_SEEDS": FOLDER}, check=False)


def main():
    os.makedirs(FOLDER, exist_ok=True)
    fills.fill = lambda blank, *_, ending="xlsx", **__: keep(blank, ending)
    patches.patch = lambda data, _, carrier="xlsx", **__: keep(data, carrier)
    for test in TESTS:
        try:
            test()
        except Exception:  # noqa: BLE001 (Kept, or what a test says that does not get its blank filled)
            continue
    carried()
    of_units()
    print("%d seeds" % len(os.listdir(FOLDER)))


main()
