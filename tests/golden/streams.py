#!/usr/bin/env python3
"""streams: a form as a text of one cell a line says the same as its table, or says that it cannot.

    tests/golden/streams.py [-v] BUILD [FIXTURE...]

Every fixture that is a .csv is made into such a text in six ways: a blank line ends each row, or each cell, or no line does;
and each of these without the blank cells, too. What the program understands of it is held against the model written by
hand. It may be another one only where a warning says something that none says of the table, or where a fact is kept as an
extra, which a note says: no value may be wrong in silence."""
import csv
import glob
import importlib.util
import json
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
# Its separators are no commas; it is about those alone.
LEFT_OUT = ("semicolons",)
# Of a hundred texts of forms that no layout claims, so many at least say the same as their table; of the others all that differs
# is told. Lists, trees and levels side by side seldom do, for without its cells a text does not say where their rows end.
GENERIC_SAME = 42
ENDS = ("rows", "cells", "nothing")


def module(path):
    spec = importlib.util.spec_from_file_location("loaded", os.path.join(HERE, path))
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


golden = module("run.py")


def rows_of(path):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            with open(path, encoding=encoding, newline="") as file:
                return list(csv.reader(file))
        except UnicodeError:
            pass
    return []


def stream(rows, ends, blanks):
    """What stands above the first row of several cells are paragraphs, as in the document that was dumped."""
    lines, table = [], False
    for row in rows:
        cells = [cell for cell in row if blanks or cell.strip()]
        filled = [cell for cell in row if cell.strip()]
        table = table or len(filled) > 2 or bool(filled) and filled[0].startswith(("项目", "部门"))
        if not table:
            lines += ["    ".join(filled), ""] if filled else []
            continue
        for cell in cells:
            lines += ["\t" + cell] + ([""] if ends == "cells" else [])
        lines += [""] if ends == "rows" else []
    return "\n".join(lines) + "\n"


def warnings(got):
    return sorted(one["code"] for one in got.get("diagnostics", []) if one["severity"] != "note")


def told(table, got):
    """A warning that the table does not have, or has less often."""
    if not got["forms"]:
        return True
    old, new = warnings(table), warnings(got)
    return any(new.count(code) > old.count(code) for code in new)


def kept(table, got):
    """Texts of the table's facts that stand among the extras of the text: not understood, but neither wrong nor lost."""
    texts = {extra["value"] for form in got["forms"] for extra in form.get("extra", [])}
    return {key for form in table["forms"] for key, fact in form["fields"].items()
            if any(str(fact.get("raw", fact["value"])) in text or str(fact["value"]) in text for text in texts)}


def differences(expected, got):
    if len(expected["forms"]) != len(got["forms"]):
        yield f"{len(got['forms'])} forms, expected {len(expected['forms'])}"
        return
    for number, (left, right) in enumerate(zip(expected["forms"], got["forms"]), 1):
        yield from golden.form_differences(left, dict(right, layout=left["layout"]), f"form {number}")


def main(arguments):
    verbose = "-v" in arguments
    build, *chosen = [a for a in arguments if not a.startswith("-")]
    program = os.path.join(build, "jixiao")
    passed = failed = same = generic = generic_same = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "stream.txt")
        for source in sorted(glob.glob("fixtures/*/*/input.csv")):
            fixture = os.path.dirname(source)
            if os.path.basename(fixture) in LEFT_OUT or (chosen and fixture not in [c.rstrip("/") for c in chosen]):
                continue
            rows, (table, _) = rows_of(source), golden.inspect(program, source)
            with open(os.path.join(fixture, "expected.json"), encoding="utf-8") as file:
                expected = json.load(file)
            if not rows or not table or list(differences(expected, table)):
                continue
            for ends in ENDS:
                for blanks in (True, False):
                    with open(path, "w", encoding="utf-8") as file:
                        file.write(stream(rows, ends, blanks))
                    got, done = golden.inspect(program, path)
                    found = list(differences(expected, got)) if got else [f"ended with {done.returncode}"]
                    same += not found
                    if fixture.startswith("fixtures/generic/"):
                        generic += 1
                        generic_same += not found
                    absent = kept(table, got) if found and got else ()
                    found = [line for line in found if not any(f" {key}: got None," in line for key in absent)]
                    if not found or (got and told(table, got)):
                        passed += 1
                        continue
                    failed += 1
                    print(f"not ok {fixture}: blank lines end {ends}, {'with' if blanks else 'without'} blank cells")
                    for line in found[:6]:
                        print("    " + line)
    if not chosen and 100 * generic_same < GENERIC_SAME * generic:
        failed += 1
        print(f"not ok only {generic_same} of {generic} texts of forms without a layout say the same as their table")
    if verbose:
        print(f"{generic_same} of {generic} texts of forms without a layout say the same")
        print(f"{same} say the same, of the others a warning says something")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
