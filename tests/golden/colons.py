#!/usr/bin/env python3
"""colons: a colon is a colon, whichever the input method made.

    tests/golden/colons.py [-v] BUILD [FIXTURE...]

The plain table of each fixture is written anew with every ： as ∶ (U+2236), as ﹕ (U+FE55) and as : in turn; the program must
understand the same of it, its texts compared without regard to the kind of colon. Only colons behind a label's words are
changed: one between digits is a time or a ratio."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

KINDS = ("∶", "﹕", ":")
BETWEEN_DIGITS = re.compile(r"(?<!\d)：|：(?!\d)")
COLONS = re.compile("[∶﹕：]")


def inspect(program, path):
    done = subprocess.run([program, "inspect", "--json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=600)
    try:
        return json.loads(done.stdout.decode("utf-8"))
    except ValueError:
        return {"failed": done.stderr.decode("utf-8", "replace")[:400]}


def meaning(document):
    """All but the file's name and its bytes, with one kind of colon."""
    text = json.dumps({key: document[key] for key in ("forms", "unread", "failed") if key in document}, ensure_ascii=False)
    codes = [said["code"] for said in document.get("diagnostics", []) if said["code"][0] != "F"]
    return COLONS.sub(":", text), codes


def first_difference(expected, got):
    at = next((i for i, (a, b) in enumerate(zip(expected, got)) if a != b), min(len(expected), len(got)))
    return f"…{got[max(0, at - 60):at + 60]}…, with ： …{expected[max(0, at - 60):at + 60]}…"


def read(path):
    """Its text, in whichever of the encodings that fixtures have it is."""
    with open(path, "rb") as file:
        bytes_read = file.read()
    for encoding in ("utf-16", "utf-8-sig", "gb18030", "big5"):
        if encoding == "utf-16" and bytes_read[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return bytes_read.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def check(program, path, folder):
    """Yields (what, what is wrong with it) for each kind of colon."""
    text = read(path)
    if not BETWEEN_DIGITS.search(text):
        return
    expected = meaning(inspect(program, path))
    for kind in KINDS:
        changed = os.path.join(folder, os.path.basename(path))
        with open(changed, "w", encoding="utf-8", newline="") as file:
            file.write(BETWEEN_DIGITS.sub(kind, text))
        got = meaning(inspect(program, changed))
        wrong = None
        if got[0] != expected[0]:
            wrong = first_difference(expected[0], got[0])
        elif got[1] != expected[1]:
            wrong = f"messages {got[1]}, with ： {expected[1]}"
        yield f"{path} {kind}", wrong


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
