#!/usr/bin/env python3
"""containers: a table means the same in whichever container it comes.

    tests/golden/containers.py [-v] BUILD [FIXTURE...]

Beside the input of each fixture stand files called same.*: the same table in every other container that can hold it
(fixtures/make-containers.py). What the program understands of each is held against what it understands of the input: the
forms with all their fields and indicators, the extras, the unread texts, and the codes of the messages about them. Where
something stands, and what the container itself has to say (messages F…), may differ.

A plain table and the model themselves have no workbook: the program writes one, and the others come from it. They are held
against that one, and that one against the input but for how it spells things (raw amounts, names of levels as printed),
which is the form's. Their dump is of the input itself.

Which container holds which fixture is told in fixtures/held.py: a file that is missing is a failure, and so is one that
need not be there, a rule that leaves nothing out, and one that fixtures/README.md does not tell in the same words."""
import glob
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, "fixtures")
import held  # noqa: E402

SPACE = re.compile(r"[\s\u00a0\u3000]+")
PLACES = ("at",)
SPELLINGS = ("at", "raw", "level1_text", "level2_text")


def inspect(program, path):
    done = subprocess.run([program, "inspect", "--json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=600)
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


def compare(program, fixture, path, against):
    """What is not the same in this file, line by line; `against` remembers what others of its fixture are held against."""
    source = held.input_of(fixture)
    name = os.path.relpath(os.path.abspath(fixture), held.HERE)
    written = held.is_written(name, held.extension(source))
    first = path == os.path.join(fixture, "same.xlsx") and written
    from_first = written and not first and held.extension(path) != "txt"
    base = os.path.join(fixture, "same.xlsx") if from_first else source
    if base not in against:
        against[base] = inspect(program, base)
    left_out = SPELLINGS if first else PLACES
    got = inspect(program, path)
    carrier = got.get("source", {}).get("carrier")
    found = list(differences(meaning(against[base], left_out), meaning(got, left_out)))
    return found if carrier in (None, held.extension(path)) else [f"is read as {carrier}", *found]


def check_fixture(program, fixture):
    """Yields (what, what is wrong with it) for each container of a fixture."""
    source = held.input_of(fixture)
    name = os.path.relpath(os.path.abspath(fixture), held.HERE)
    against = {}
    for container in held.CONTAINERS:
        path = os.path.join(fixture, "same." + container)
        rule = held.excluded(name, source, container)
        if rule:
            yield path, [f"need not be there: {rule}"] if os.path.exists(path) else None
        elif not os.path.exists(path):
            yield path, ["is missing, and no rule leaves it out: fixtures/make-containers.py"]
        else:
            yield path, compare(program, fixture, path, against)
    for path in glob.glob(os.path.join(fixture, "same-*")):
        yield path, compare(program, fixture, path, against)
    for path in glob.glob(os.path.join(fixture, "same.*")):
        if held.extension(path) not in held.CONTAINERS:
            yield path, ["is in no container that fixtures/held.py knows"]


def check_rules():
    """Yields (rule, what is wrong with it)."""
    with open(os.path.join(held.HERE, "README.md"), encoding="utf-8") as file:
        told = SPACE.sub(" ", file.read())
    cases = [(os.path.relpath(os.path.abspath(path), held.HERE), held.input_of(path), container)
             for path in held.fixtures() for container in held.CONTAINERS]
    for rule, holds in held.RULES:
        wrong = []
        if rule not in told:
            wrong.append("fixtures/README.md does not tell it")
        if not any(holds(*case) for case in cases):
            wrong.append("leaves nothing out")
        yield rule, wrong


def main(arguments):
    options = [a for a in arguments if a.startswith("-")]
    build, *chosen = [a for a in arguments if not a.startswith("-")]
    program = os.path.join(build, "jixiao")
    passed = failed = 0
    checks = [check_fixture(program, folder) for folder in chosen or held.fixtures()]
    for what, wrong in (found for check in [*checks, check_rules()] for found in check):
        if wrong:
            failed += 1
            print(f"not ok {what}")
            for line in wrong[:12]:
                print("    " + line)
        elif wrong is not None:
            passed += 1
            if "-v" in options:
                print(f"ok {what}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
