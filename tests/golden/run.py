#!/usr/bin/env python3
"""golden: what the program understands of every fixture, held against the model written by hand.

    tests/golden/run.py [--bless] [-v] BUILD [FIXTURE...]

A fixture is a folder fixtures/LAYOUT/QUIRK with input.*, expected.json and expected-messages.txt. These things are
asked of each, and each counts as one test:

  model      layout, kind, fields and indicators are those of expected.json, none more and none less
  messages   the codes and places of the messages, in their order, are those of expected-messages.txt
  account    every cell that is not blank was a label, a value, an extra or unread: the program's own count adds up
  cells      and agrees with a count of the input's cells made here (csv and text), so that none is overlooked
  LAYOUT     where there is an expected-LAYOUT.csv: converting the input to that layout gives these very bytes, so that a
             change of the printed geometry is seen for what it is

--bless writes what the program now says into expected-messages.txt, and what it writes into each expected-LAYOUT.csv
that exists; look at the difference before you commit it. It never changes an expected.json: what a table means is said by a
person. Where there is none it writes a draft of what was read, which begins with the key "draft". The model is held to be wrong
until somebody has compared the draft with the table, corrected it, and deleted this key."""
import csv
import difflib
import glob
import io
import json
import os
import re
import subprocess
import sys

DRAFT = "read by the program and not yet compared with the table; delete this line when that is done"
SPACE = re.compile(r"[\s\u00a0\u200b\u3000\ufeff]+")


def inspect(program, path):
    """The program's JSON for a file, or None, and what it said otherwise."""
    done = subprocess.run([program, "inspect", "--json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=600)
    try:
        return json.loads(done.stdout.decode("utf-8")), done
    except ValueError:
        return None, done


# --- the model ---------------------------------------------------------------------------------------------------


def target(measure):
    """[operator, value, unit, text] of a target in the program's JSON; None: no target."""
    if measure is None:
        return None
    found = [measure.get("op"), measure.get("value"), measure.get("unit"), measure.get("text")]
    return None if not any(found) else found


def same_target(left, right):
    if left is None or right is None:
        return left is right
    # With an operator the three parts say it all; the text is how one form printed it.
    return left[:3] == right[:3] and (bool(left[0]) or left[3] == right[3])


def indicator_differences(expected, got, where):
    for key in ("level1", "level2", "name", "standard", "polarity", "score", "remark"):
        if (expected.get(key) or None) != (got.get(key) or None):
            yield f"{where} {key}: got {got.get(key)!r}, expected {expected.get(key)!r}"
    for key in ("target", "period_target"):
        if not same_target(expected.get(key), target(got.get(key))):
            yield f"{where} {key}: got {target(got.get(key))}, expected {expected.get(key)}"
    if bool(expected.get("not_applicable")) != bool(got.get("not_applicable")):
        yield f"{where} not_applicable: got {got.get('not_applicable')}, expected {expected.get('not_applicable')}"


def plain(fact):
    return fact.get("value") if isinstance(fact, dict) else fact


def form_differences(expected, got, where):
    for key in ("layout", "kind"):
        if expected[key] != got.get(key):
            yield f"{where} {key}: got {got.get(key)!r}, expected {expected[key]!r}"
    fields = {key: plain(fact) for key, fact in got.get("fields", {}).items() if plain(fact) is not None}
    for key in expected["fields"]:
        if fields.get(key) != expected["fields"][key]:
            yield f"{where} {key}: got {fields.get(key)!r}, expected {expected['fields'][key]!r}"
    for key in fields:
        if key not in expected["fields"]:
            yield f"{where} {key}: got {fields[key]!r}, expected nothing"
    mine, theirs = expected["indicators"], got.get("indicators", [])
    if len(mine) != len(theirs):
        yield f"{where}: got {len(theirs)} indicators, expected {len(mine)}"
    for number, (one, other) in enumerate(zip(mine, theirs), 1):
        yield from indicator_differences(one, other, f"{where} indicator {number} ({one.get('name')})")


def model_differences(expected, got):
    forms = got.get("forms", [])
    if len(forms) != len(expected["forms"]):
        yield f"got {len(forms)} forms, expected {len(expected['forms'])}"
    for number, (one, other) in enumerate(zip(expected["forms"], forms), 1):
        yield from form_differences(one, other, f"form {number}")
    if len(got.get("unread", [])) != expected["unread"]:
        yield f"unread: got {[u.get('text') for u in got.get('unread', [])]}, expected {expected['unread']}"
    extras = [extra.get("label") for form in forms for extra in form.get("extra", [])]
    if len(extras) != expected["extra"]:
        yield f"extras: got {extras}, expected {expected['extra']}"


# --- messages ------------------------------------------------------------------------------------------------------


def messages(got):
    return [(said["code"] + " " + (said.get("at") or "")).strip() for said in got.get("diagnostics", [])]


def message_differences(expected, got):
    if expected != got:
        yield f"got {got}, expected {expected}"


# --- accounting ----------------------------------------------------------------------------------------------------


def account_differences(got):
    account = got.get("accounting")
    if account is None:
        yield "there is no accounting"
    elif account["cells"] != sum(account[key] for key in ("labels", "values", "extras", "unread")):
        yield f"the parts do not add up: {account}"


def decoded(path):
    data = open(path, "rb").read()
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return ""


def stream_cells(text):
    """Cells of a dump with one cell a line, each behind a tab; a line without one goes on with the cell, until two
    blank lines end the table. Outside of tables every line is a cell."""
    cells, inside, blank = [], False, 0
    for line in text.split("\n"):
        if line.startswith("\t"):
            cells.append(line)
            inside, blank = True, 0
        elif not SPACE.sub("", line):
            blank += 1
            inside = inside and blank < 2
        elif inside:
            cells[-1] += line
            blank = 0
        else:
            cells.append(line)
            blank = 0
    return cells


def count_cells(path):
    """How many cells of a csv or text file are not blank; None: not a file of these kinds."""
    text = decoded(path)
    if path.endswith((".csv", ".tsv")):
        separator = "\t" if path.endswith(".tsv") else max(",;", key=text.count)
        cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]
    elif path.endswith(".txt"):
        lines = text.replace("\f", "\n").replace("\r\n", "\n").split("\n")
        if any("\t" in line.lstrip("\t") for line in lines):
            cells = [cell for line in lines for cell in re.sub(r"^#+", "", line).split("\t")]
        else:
            cells = stream_cells("\n".join(lines))
    else:
        return None
    return sum(1 for cell in cells if SPACE.sub("", cell))


def cell_differences(path, got):
    """What stands in place of a value, #REF! or #####, is no cell, but each of them is told."""
    count = count_cells(path)
    if count is not None:
        count -= sum(message["code"] in ("F059", "F068") for message in got["diagnostics"])
    account = got.get("accounting") or {}
    if count is not None and count != account.get("cells"):
        yield f"the file has {count} cells that are not blank, the program saw {account.get('cells')}"


# --- outputs -------------------------------------------------------------------------------------------------------


def outputs(folder):
    """(layout, path) of each expected output of a fixture."""
    for path in sorted(glob.glob(os.path.join(folder, "expected-*.csv"))):
        yield os.path.basename(path)[len("expected-"):-len(".csv")], path


def convert(program, layout, source):
    command = [program, "convert", "--quiet", "-t", layout, "-o", "-", "--to-carrier", "csv", source]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600).stdout


def output_differences(expected, got):
    old, new = (data.decode("utf-8-sig", "replace").splitlines() for data in (expected, got))
    yield from (line for line in difflib.unified_diff(old, new, "expected", "got", lineterm="", n=0))
    if old == new and expected != got:
        yield "line ends or the byte order mark differ"


# --- running -------------------------------------------------------------------------------------------------------


def read_lines(path):
    if not os.path.exists(path):
        return []
    return [line.strip() for line in open(path, encoding="utf-8") if line.strip()]


def bless(program, folder, source, got):
    path = os.path.join(folder, "expected.json")
    if not os.path.exists(path):
        with open(path, "w", encoding="utf-8") as file:
            file.write(draft(got))
        print(f"{path} is a draft: look at every value, then delete its key \"draft\"")
    with open(os.path.join(folder, "expected-messages.txt"), "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in messages(got))
    for layout, path in outputs(folder):
        with open(path, "wb") as file:
            file.write(convert(program, layout, source))


def json_lines(values, indent):
    return (",\n" + " " * indent).join(json.dumps(value, ensure_ascii=False) for value in values)


def expected_indicator(got):
    """An indicator as expected.json has it: what is not said is left out."""
    made = {key: got[key] for key in ("level1", "level2", "name") if got.get(key)}
    for key in ("target", "period_target"):
        if target(got.get(key)):
            made[key] = target(got[key])
    made.update({key: got[key] for key in ("polarity", "standard", "score", "remark", "not_applicable") if got.get(key)})
    return made


def draft(got):
    """The text of an expected.json with what was read now, to be looked at by a person."""
    forms = []
    for form in got.get("forms", []):
        fields = {key: plain(fact) for key, fact in form.get("fields", {}).items() if plain(fact) is not None}
        rows = json_lines(map(expected_indicator, form.get("indicators", [])), 5)
        pairs = ",\n     ".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
        forms.append(f'''  {{"layout": {json.dumps(form.get("layout"))}, "kind": {json.dumps(form.get("kind"))},
   "fields": {{
     {pairs}}},
   "indicators": [
     {rows}]}}''')
    extras = sum(len(form.get("extra", [])) for form in got.get("forms", []))
    return (f'{{\n "draft": "{DRAFT}",\n "unread": {len(got.get("unread", []))},\n "extra": {extras},\n "forms": [\n'
            + ",\n".join(forms) + "\n]}\n")


def load_expected(folder):
    """(the expected model, None), or (None, what is to be done)."""
    path = os.path.join(folder, "expected.json")
    if not os.path.exists(path):
        return None, "there is no expected.json; `make bless` writes a draft of it"
    with open(path, encoding="utf-8") as file:
        expected = json.load(file)
    if "draft" in expected:
        return None, 'expected.json is a draft: compare it with the table, correct it, then delete its key "draft"'
    return expected, None


def check(program, folder):
    """Yields (test, differences) for a fixture."""
    inputs = glob.glob(os.path.join(folder, "input.*"))
    if len(inputs) != 1:
        yield "input", [f"{len(inputs)} files are called input"]
        return
    expected, undone = load_expected(folder)
    got, done = inspect(program, inputs[0])
    if got is None:
        yield "model", [f"no JSON; the program ended with {done.returncode}: "
                        + done.stderr.decode("utf-8", "replace")[:400]]
        return
    yield "model", [undone] if undone else list(model_differences(expected, got))
    yield "messages", list(message_differences(read_lines(os.path.join(folder, "expected-messages.txt")),
                                               messages(got)))
    for layout, path in outputs(folder):
        yield layout, list(output_differences(open(path, "rb").read(), convert(program, layout, inputs[0])))
    if inputs[0].endswith(".json"):
        return
    yield "account", list(account_differences(got))
    yield "cells", list(cell_differences(inputs[0], got))


def main(arguments):
    options = [a for a in arguments if a.startswith("-")]
    build, *chosen = [a for a in arguments if not a.startswith("-")]
    program = os.path.join(build, "jixiao")
    if not os.access(program, os.X_OK):
        print(f"there is no program {program}; run make first")
        print("0 passed, 1 failed")
        return 1
    folders = chosen or sorted(glob.glob("fixtures/*/*/"))
    passed = failed = 0
    for folder in folders:
        folder = folder.rstrip("/")
        if "--bless" in options:
            source = glob.glob(os.path.join(folder, "input.*"))[0]
            got, _ = inspect(program, source)
            if got is not None:
                bless(program, folder, source, got)
            continue
        for test, differences in check(program, folder):
            if differences:
                failed += 1
                print(f"not ok {folder} {test}")
                for line in differences[:12]:
                    print("    " + line)
            else:
                passed += 1
                if "-v" in options:
                    print(f"ok {folder} {test}")
    if "--bless" in options:
        print("messages and outputs written; look at `git diff fixtures`")
        return 0
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
