#!/usr/bin/env python3
"""alike: a table says the same in characters that look alike.

    tests/golden/alike.py [-v] BUILD [FIXTURE...]

The plain table of each fixture is written anew: every ： as ∶ (U+2236), as ﹕ (U+FE55) and as : in turn, for that is what other
input methods make; with radicals where a character has one that looks the same (⽬ for 目), for that is what some programs copy
out of a PDF file; with full-width letters and digits; with half-width punctuation; with zero-width and hard blanks at the ends
of cells. The program must understand the same of it, its texts compared without regard to such differences, and how the table
spelled a value or a level left aside."""
import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
import tempfile

SPELLINGS = ("raw", "level1_text", "level2_text")
BETWEEN_DIGITS = re.compile(r"(?<!\d)：|：(?!\d)")
RADICALS = dict(zip("一二八人入儿力十卜厂口土大女子小山工己干心户手支文斗方日月木止比毛水火父片牛生用田目立老而耳自至舌色行衣见言谷贝赤走足车辰里金长门青非面音页风食首香马高鱼龙",
                    "⼀⼆⼋⼈⼊⼉⼒⼗⼘⼚⼝⼟⼤⼥⼦⼩⼭⼯⼰⼲⼼⼾⼿⽀⽂⽃⽅⽇⽉⽊⽌⽐⽑⽔⽕⽗⽚⽜⽣⽤⽥⽬⽴⽼⽽⽿⾃⾄⾆⾊⾏⾐⻅⾔⾕⻉⾚⾛⾜⻋⾠⾥⾦⻓⻔⻘⾮⾯⾳⻚⻛⻝⾸⾹⻢⾼⻥⻰"))
WIDE = {c: chr(ord(c) + 0xFEE0) for c in "0123456789.%=()"}
NARROW = {chr(ord(c) + 0xFEE0): c for c in ":()%="}


def swap(table):
    return lambda text: "".join(table.get(c, c) for c in text)


KINDS = {
    "∶": lambda text: BETWEEN_DIGITS.sub("∶", text),
    "﹕": lambda text: BETWEEN_DIGITS.sub("﹕", text),
    ":": lambda text: BETWEEN_DIGITS.sub(":", text),
    "radicals": swap(RADICALS),
    "full-width": lambda text: text if text.startswith("#") else swap(WIDE)(text),
    "half-width": swap(NARROW),
    "blanks": lambda text: text and f"\u200b\u00a0{text}\u3000\u00a0",
}
FOLDED = {ord(radical): plain for plain, radical in RADICALS.items()} | {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)} \
    | {ord(c): ":" for c in "∶﹕"} | {ord(c): None for c in "\u200b\u00a0\u3000 "}


def inspect(program, path):
    done = subprocess.run([program, "inspect", "--json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=600)
    try:
        return json.loads(done.stdout.decode("utf-8"))
    except ValueError:
        return {"failed": done.stderr.decode("utf-8", "replace")[:400]}


def without_spellings(thing):
    if isinstance(thing, dict):
        return {key: without_spellings(value) for key, value in thing.items() if key not in SPELLINGS}
    return [without_spellings(value) for value in thing] if isinstance(thing, list) else thing


def meaning(document):
    """All but the file's name and its bytes, in one spelling of all characters; and the codes of what was told."""
    kept = without_spellings({key: document[key] for key in ("forms", "unread", "failed") if key in document})
    codes = [said["code"] for said in document.get("diagnostics", []) if said["code"][0] != "F"]
    return json.dumps(kept, ensure_ascii=False).translate(FOLDED), codes


def first_difference(expected, got):
    at = next((i for i, (a, b) in enumerate(zip(expected, got)) if a != b), min(len(expected), len(got)))
    return f"…{got[max(0, at - 60):at + 60]}…\n    as it was: …{expected[max(0, at - 60):at + 60]}…"


def read(path):
    """The rows of a table in UTF-8; none for others, which are of the same forms."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except UnicodeDecodeError:
        return []
    return list(csv.reader(io.StringIO(text))) if "," in text else []


def check(program, path, folder):
    """Yields (what, what is wrong with it) for each kind of characters."""
    rows, written = read(path), os.path.join(folder, os.path.basename(path))

    def meaning_of(changed):
        with open(written, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(changed)
        return meaning(inspect(program, written))

    expected = meaning_of(rows) if rows else None
    for name, change in KINDS.items():
        changed = [[change(text) for text in row] for row in rows]
        if changed == rows:
            continue
        got, wrong = meaning_of(changed), None
        if got[0] != expected[0]:
            wrong = first_difference(expected[0], got[0])
        elif got[1] != expected[1]:
            wrong = f"messages {got[1]}\n    as it was: {expected[1]}"
        yield f"{path} {name}", wrong


def main(arguments):
    options = [a for a in arguments if a.startswith("-")]
    build, *chosen = [a for a in arguments if not a.startswith("-")]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(path for one in chosen or glob.glob("fixtures/*/*")
                           for path in glob.glob(os.path.join(one, "input.csv"))):
            for what, wrong in check(os.path.join(build, "jixiao"), path, folder):
                passed, failed = passed + (not wrong), failed + bool(wrong)
                if wrong:
                    print(f"not ok {what}\n    {wrong}")
                elif "-v" in options:
                    print(f"ok {what}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
