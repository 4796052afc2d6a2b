#!/usr/bin/env python3
"""documents: a form kept in a word processor reads as the same form kept in a spreadsheet.

    tests/golden/documents.py [-v] BUILD [FIXTURE...]

Every fixture that is a .csv is made into a document, the way offices keep them: titles, units and signatures are
paragraphs, with a tab or many blanks between what stands left and right, and the rest is a table, in whose rows the last
cell reaches to the edge. What the program understands of it is held against what it understands of the fixture."""
import csv
import glob
import importlib.util
import io
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
# Rows with one text, or which begin with one of these, stand outside of the table.
BESIDE = ("填报单位：", "填表人：", "部门：", "表12")
# Its separators are no commas; it is about those alone.
LEFT_OUT = ("semicolons",)


def module(path):
    spec = importlib.util.spec_from_file_location("loaded", os.path.join(HERE, path))
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


make = module("../data/make-docx.py")
containers = module("containers.py")


def rows_of(path):
    with open(path, "rb") as file:
        data = file.read()
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))
        except UnicodeDecodeError:
            pass
    raise ValueError(path)


def table_row(texts, width):
    """Blanks at the end of a row belong to its last cell."""
    texts = texts + [""] * (width - len(texts))
    last = max(i for i, text in enumerate(texts) if text.strip())
    lines = [[make.run(line) for line in text.split("\n")] for text in texts]  # a text may begin with <, as markup does
    cells = [make.cell(*line) for line in lines[:last]]
    return make.row(*cells, make.cell(*lines[last], span=width - last))


def body_of(rows, separator):
    width = max(len(row) for row in rows)
    body, table = [], []
    for row in rows + [[]]:
        filled = [text for text in row if text.strip()]
        beside = len(filled) == 1 and row[0].strip() or filled and filled[0].startswith(BESIDE)
        if table and (beside or not row):
            body.append(make.table(width, *table))
            table = []
        if beside:
            body.append(make.paragraph(separator.join(filled)))
        elif filled:
            table.append(table_row(row, width))
    return "".join(body)


def main(arguments):
    options = [a for a in arguments if a.startswith("-")]
    build, *chosen = [a for a in arguments if not a.startswith("-")]
    program = os.path.join(build, "jixiao")
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        document = os.path.join(folder, "made.docx")
        for path in sorted(glob.glob("fixtures/*/*/input.csv")):
            quirk = os.path.basename(os.path.dirname(path))
            if quirk in LEFT_OUT or (chosen and not any(path.startswith(one) for one in chosen)):
                continue
            expected = containers.meaning(containers.inspect(program, path))
            for name, separator in (("tab", "\t"), ("blanks", " " * 18)):
                make.pack(document, body_of(rows_of(path), separator))
                found = list(containers.differences(expected, containers.meaning(containers.inspect(program, document))))
                if found:
                    failed += 1
                    print(f"not ok {path} as a document ({name})")
                    for line in found[:12]:
                        print("    " + line)
                else:
                    passed += 1
                    if "-v" in options:
                        print(f"ok {path} as a document ({name})")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
