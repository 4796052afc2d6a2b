#!/usr/bin/env python3
"""again: parts that come in many files are read as if each came for the first time.

    tests/golden/again.py BUILD

One process reads a file several times, then the same with another part of its kind, then the first one again: each time it
must find what a process of its own finds."""
import os
import subprocess
import sys
import tempfile
import zipfile

BUILD = (sys.argv[1:] or ["build"])[0]
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1700000000"}

# (file, part, words of it, what else could stand there): each changes what is read.
CASES = [
    ("fixtures/hunan/plain/same.xlsx", "xl/styles.xml", b"<font>", b"<font><strike/>"),
    ("fixtures/hunan/plain/same.xlsx", "xl/workbook.xml", b' name="', b' name="2'),
    ("fixtures/hunan/plain/same.xlsx", "xl/_rels/workbook.xml.rels", b"sharedStrings.xml", b"otherStrings.xml"),
    ("fixtures/hunan/plain/same.docx", "word/styles.xml", b"<w:rPr>", b"<w:rPr><w:strike/>"),
    ("fixtures/generic/wide-unit-over-its-projects/same.ods", "styles.xml", b"<text:sheet-name>???</text:sheet-name>", "金额单位：元".encode()),
]


def changed(path, part, old, new, target):
    """Whether the part has these words."""
    found = False
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for member in package.infolist():
            content = package.read(member)
            if member.filename == part:
                found = old in content
                content = content.replace(old, new)
            out.writestr(zipfile.ZipInfo(member.filename), content, zipfile.ZIP_DEFLATED)
    return found


def alone(path, folder):
    """What a process of its own finds."""
    target = os.path.join(folder, "alone.json")
    if os.path.exists(target):
        os.remove(target)
    subprocess.run([f"{BUILD}/jixiao", "convert", "-q", "-t", "json", path, "-o", target], env=ENVIRONMENT, capture_output=True)
    return content(target)


def content(path):
    """What was written, without the name of the file that was read; nothing where nothing was."""
    try:
        with open(path, "rb") as file:
            return b"".join(line for line in file if not line.startswith(b'    "file":'))
    except FileNotFoundError:
        return b""


def together(paths, folder):
    """What one process finds in them, one after the other."""
    source, target = os.path.join(folder, "in"), os.path.join(folder, "out")
    os.mkdir(source)
    for number, path in enumerate(paths):
        os.link(path, os.path.join(source, f"{number}{os.path.splitext(path)[1]}"))
    subprocess.run([f"{BUILD}/jixiao", "batch", "-q", "-j1", "-t", "json", "-o", target, source], env=ENVIRONMENT, capture_output=True)
    return [content(os.path.join(target, f"{number}.json")) for number in range(len(paths))]


def main():
    passed = failed = 0
    for path, part, old, new in CASES:
        with tempfile.TemporaryDirectory() as folder:
            ending = os.path.splitext(path)[1]
            same, other = os.path.join(folder, "same" + ending), os.path.join(folder, "other" + ending)
            good = changed(path, part, old, old, same) and changed(path, part, old, new, other)
            singly = {file: alone(file, folder) for file in (same, other)}
            good = good and singly[same] and singly[same] != singly[other]
            order = [same] * 4 + [other] * 4 + [same, other] * 2 + [same] * 3
            wrong = [str(i + 1) for i, (file, found) in enumerate(zip(order, together(order, folder))) if found != singly[file]]
        if good and not wrong:
            passed += 1
        else:
            failed += 1
            print(f"FAIL {path}, {part}: " + (f"read otherwise than alone, as number {', '.join(wrong)}" if good else "the change changes nothing"))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
