#!/usr/bin/env python3
"""containers: a table means the same in whichever container it comes.

    tests/golden/containers.py [-v] BUILD [FIXTURE...]

Beside the input of some fixtures stand files called same.*: the same table as LibreOffice saves it, in other containers
(fixtures/make-containers.py). What the program understands of each is held against what it understands of the input: the
forms with all their fields and indicators, the extras, the unread texts, and the codes of the messages about them. Where
something stands, and what the container itself has to say (messages F…), may differ.

Where there is a same.xlsx, the program wrote it, and the others come from it: they are held against that one, and that
one against the input but for how it spells things (raw amounts, names of levels as printed), which is the form's."""
import glob
import json
import os
import re
import subprocess
import sys

SPACE = re.compile(r"[\s\u00a0\u3000]+")
PLACES = ("at",)
SPELLINGS = ("at", "raw", "level1_text", "level2_text")


def inspect(program, path):
    done = subprocess.run([program, "inspect", "--json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=120)
    try:
        return json.loads(done.stdout.decode("utf-8"))
    except ValueError:
        return {"failed": done.stderr.decode("utf-8", "replace")[:400]}


def without(keys, thing):
    if isinstance(thing, dict):
        return {key: without(keys, value) for key, value in thing.items() if key not in keys}
    if isinstance(thing, list):
        return [without(keys, value) for value in thing]
    return thing


def meaning(document, left_out=PLACES):
    """What has to be the same."""
    if "forms" not in document:
        return document
    return {
        "forms": without(left_out, document["forms"]),
        "unread": [SPACE.sub(" ", entry["text"]) for entry in document.get("unread", [])],
        "messages": [said["code"] for said in document.get("diagnostics", []) if said["code"][0] != "F"],
    }


def differences(expected, got, where=""):
    """The paths at which two documents differ, with both values."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in list(expected) + [key for key in got if key not in expected]:
            yield from differences(expected.get(key), got.get(key), f"{where}.{key}" if where else key)
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for i, (one, other) in enumerate(zip(expected, got)):
            yield from differences(one, other, f"{where}[{i}]")
    elif expected != got:
        yield f"{where}: {json.dumps(got, ensure_ascii=False)[:160]}, in the input " \
              f"{json.dumps(expected, ensure_ascii=False)[:160]}"


def main(arguments):
    options = [a for a in arguments if a.startswith("-")]
    build, *chosen = [a for a in arguments if not a.startswith("-")]
    program = os.path.join(build, "jixiao")
    passed = failed = 0
    for folder in chosen or sorted(glob.glob("fixtures/*/*/")):
        others = sorted(glob.glob(os.path.join(folder, "same.*")))
        if not others:
            continue
        source = inspect(program, glob.glob(os.path.join(folder, "input.*"))[0])
        written = os.path.join(folder, "same.xlsx")
        model = inspect(program, written) if written in others else source
        for path in others:
            got = inspect(program, path)
            if path == written:
                found = list(differences(meaning(source, SPELLINGS), meaning(got, SPELLINGS)))
            else:
                found = list(differences(meaning(model), meaning(got)))
            if found:
                failed += 1
                print(f"not ok {path}")
                for line in found[:12]:
                    print("    " + line)
            else:
                passed += 1
                if "-v" in options:
                    print(f"ok {path}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
