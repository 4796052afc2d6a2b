#!/usr/bin/env python3
"""prints: a table means the same when it was printed. For all fixtures, where containers.py has the prints of some.

    tests/golden/prints.py [-v] BUILD [FIXTURE...]        needs soffice; takes a minute or two

Each input becomes a workbook, LibreOffice prints it, and what the program understands of the print is held against what it
understands of the input, as containers.py does. Streams are left out, for a dump of one cell a line is no table to print, and
so is a cell of which a spreadsheet program prints a part only, for no row is higher than 409 points."""
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "fixtures")
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import containers  # noqa: E402
import held  # noqa: E402


TOO_HIGH = ("hunan/long-goal",)


def maker():
    spec = importlib.util.spec_from_file_location("maker", os.path.join(held.HERE, "make-containers.py"))
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def printable(path):
    source = held.input_of(path)
    name = os.path.relpath(os.path.abspath(path), held.HERE)
    return held.extension(source) != "pdf" and not held.is_stream(source) and name not in TOO_HIGH


def check(program, fixture, path, against):
    """What is not the same in a print; where the program wrote the workbook, that is what it is held against."""
    if not os.path.exists(path):
        return ["was not printed"]
    return containers.compare(program, fixture, path, against)


def main(arguments):
    build, *chosen = [a for a in arguments if not a.startswith("-")]
    program, make = os.path.join(build, "jixiao"), maker()
    if shutil.which("soffice") is None:
        print("no soffice here: nothing was printed")
        print("0 passed, 0 failed")
        return 0
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        fixtures = [make.Fixture(path) for path in chosen or held.fixtures() if printable(path)]
        books = [os.path.join(folder, fixture.copy + ".xlsx") for fixture in fixtures]
        for fixture, book in zip(fixtures, books):
            make.save_workbook(program, fixture.name, fixture.source, book)
        make.save_prints(books, folder)
        for fixture, book in zip(fixtures, books):
            wrong = check(program, os.path.join(held.HERE, fixture.name, ""), book[:-4] + "pdf", {})
            passed, failed = passed + (not wrong), failed + bool(wrong)
            for line in ["not ok " + fixture.name, *("    " + line for line in wrong[:12])] if wrong else ():
                print(line)
            if not wrong and "-v" in arguments:
                print("ok " + fixture.name)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.stderr.decode('utf-8', 'replace')}")
