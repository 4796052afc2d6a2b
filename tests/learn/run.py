#!/usr/bin/env python3
"""learn: a layout learned from a form reads that form and writes it.

    tests/learn/run.py [-v] [--keep DIR] BUILD [LAYOUT|FORM...]

For each of these layouts the form that jixiao writes in it, once filled in (from the layout's plain fixture) and once blank (from a model
that says nothing), is given to `jixiao learn`. The C file is compiled as a plugin of its own and loaded by a copy of the
program that has no other layout. Asked of it:

  lint      the file compiles without a warning, and the lint of plugins finds nothing
  claims    the form is recognised as the new layout
  reads     it says the same facts as the layout that wrote it: fields, indicators, what has no field
  writes    what is written in the new layout says them again

The same of any FORM that is named. And what learn refuses is told: a file without a table, a model in JSON, an output that is there, that is none of C, or cannot be
written, a name that no layout can have."""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
NOTHING = {"schema": "jixiao-1", "forms": [{"kind": "project", "indicators": [], "fields": {
    key: {"value": value} for key, value in (("year", "2024"), ("form_number", "表12"), ("period_start", "2024"),
                                             ("period_end", "2026"), ("opinion_authority", "竹溪市财政局"))}}]}
# Forms that a table can say all of. Others may be named: of what a table cannot say some facts stay behind.
LAYOUTS = ("anhui", "central", "fujian", "guangdong", "hubei", "hunan", "national", "neimenggu", "ningxia", "shanghai", "sichuan",
           "xinjiang")
PARTS = ("level1", "level2", "name", "standard", "score", "remark", "polarity")


def run(*command, path=None):
    env = dict(os.environ, LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1719187200")
    for name in ("JIXIAO_PLUGIN_PATH", "JIXIAO_LANG", "LANGUAGE"):
        env.pop(name, None)
    if path is not None:
        env["JIXIAO_PLUGIN_PATH"] = path
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, timeout=300)


def words(done):
    return (done.stdout + done.stderr).decode("utf-8", "replace")


class Refused(Exception):
    pass


def must(done, *codes):
    if done.returncode not in (codes or (0,)):
        raise Refused("%s: exit %d: %s" % (" ".join(done.args[1:4]), done.returncode, words(done)[:600]))
    return done


def measure(value):
    if value is None:
        return None
    found = [value.get(part) for part in ("op", "value", "unit")]
    return found if found[0] else value.get("text")


def facts(program, file, path=None):
    """What a file says: for each form its layout, fields, indicators, and what has no field."""
    done = must(run(program, "inspect", "--json", file, path=path), 0, 1)
    forms = []
    for form in json.loads(done.stdout)["forms"]:
        fields = {key: fact["value"] for key, fact in form["fields"].items()}
        # What a form is called is its own, and a guess of a reader about a form's unit is no fact.
        fields.pop("title", None)
        indicators = []
        for one in form["indicators"]:
            if one.get("name") is None:
                continue
            said = [one.get(part) for part in PARTS if part != "polarity" or not one.get("polarity_derived")]
            indicators.append([said, measure(one.get("target")), measure(one.get("period_target"))])
        extras = sorted((extra.get("label", ""), extra["value"]) for extra in form.get("extra", []))
        forms.append({"layout": form["layout"], "fields": fields, "indicators": indicators, "extras": extras})
    return forms


def in_order(forms):
    """What is written stands in the order of categories."""
    for form in forms:
        form["indicators"].sort(key=repr)
    return forms


def differences(expected, got):
    if len(expected) != len(got):
        return ["%d forms instead of %d" % (len(got), len(expected))]
    found = []
    for number, (one, other) in enumerate(zip(expected, got), 1):
        for key in sorted(set(one["fields"]) | set(other["fields"])):
            if one["fields"].get(key) != other["fields"].get(key):
                found.append("%d. %s: %r instead of %r" % (number, key, other["fields"].get(key), one["fields"].get(key)))
        for index in range(max(len(one["indicators"]), len(other["indicators"]))):
            pair = [side["indicators"][index] if index < len(side["indicators"]) else None for side in (one, other)]
            if pair[0] != pair[1]:
                found.append("%d. indicator %d: %r instead of %r" % (number, index + 1, pair[1], pair[0]))
        if one["extras"] != other["extras"]:
            found.append("%d. extras: %r instead of %r" % (number, other["extras"], one["extras"]))
    return found


def copy_program(build, folder):
    """The program with its carriers and no layout."""
    os.makedirs(os.path.join(folder, "plugins"))
    for name in os.listdir(build):
        if name == "jixiao" or name.startswith("libjixiao.so"):
            shutil.copy2(os.path.join(build, name), os.path.join(folder, name), follow_symlinks=False)
    shutil.copytree(os.path.join(build, "plugins", "carriers"), os.path.join(folder, "plugins", "carriers"))
    return os.path.join(folder, "jixiao")


def compile_plugin(source, folder, name):
    layouts = os.path.join(folder, "layouts")
    os.makedirs(layouts, exist_ok=True)
    must(run(*shlex.split(os.environ.get("CC", "cc")), "-std=c11", "-Wall", "-Wextra", "-Wshadow", "-Werror", "-shared", "-fPIC",
             "-I" + os.path.join(TOP, "include"), "-o", os.path.join(layouts, name + ".so"), source))
    return folder


class Tests:
    def __init__(self, build, box, verbose):
        self.program = os.path.join(build, "jixiao")
        self.alone = copy_program(build, os.path.join(box, "alone"))
        self.box = box
        self.verbose = verbose
        self.passed = self.failed = 0

    def result(self, name, faults):
        self.passed += not faults
        self.failed += bool(faults)
        if faults:
            print("not ok learn: %s" % name)
            for fault in faults[:12]:
                print("    " + fault)
        elif self.verbose:
            print("ok learn: %s" % name)

    def asked(self, name, question):
        try:
            self.result(name, question() or [])
        except Refused as refused:
            self.result(name, [str(refused)])

    def learn(self, form, name, unit):
        """The folder with the plugin that was learned from a form."""
        source = os.path.join(self.box, name + ".c")
        must(run(self.alone, "learn", "-o", source, "--id", name, form))
        with open(source, encoding="utf-8") as file:
            text = file.read()
        if "prints no unit of amounts" in text and unit != "万元":
            # No form says it: this is what the comment asks a person to look at.
            with open(source, "w", encoding="utf-8") as file:
                file.write(text.replace('.money_unit = "万元"', '.money_unit = "%s"' % unit))
        return compile_plugin(source, os.path.join(self.box, "p-" + name), name)

    def round(self, name, learn_from, filled, unit):
        """Learn from one form; read and write another one with it."""
        state = {}

        def lint():
            state["path"] = self.learn(learn_from, name, unit)
            must(run(self.alone, "plugins", "--lint", path=state["path"]))

        def claims():
            if "path" not in state:
                return ["there is nothing to load"]
            said = words(run(self.alone, "detect", filled, path=state["path"]))
            if "recognised as %s," % name not in said:
                return said.splitlines()[:8]
            return []

        def reads():
            if "path" not in state:
                return ["there is nothing to load"]
            return differences(facts(self.program, filled), facts(self.alone, filled, state["path"]))

        def writes():
            if "path" not in state:
                return ["there is nothing to load"]
            written = os.path.join(self.box, name + "-written.xlsx")
            must(run(self.alone, "convert", "-q", "--force", "-t", name, "-o", written, filled, path=state["path"]), 0, 1)
            return differences(in_order(facts(self.program, filled)),
                               in_order(facts(self.alone, written, state["path"])))

        for question in (lint, claims, reads, writes):
            self.asked("%s: %s" % (name, question.__name__), question)

    def layout(self, layout):
        filled, blank = (os.path.join(self.box, "%s-%s.xlsx" % (layout, kind)) for kind in ("filled", "blank"))
        model = os.path.join(self.box, "nothing.json")
        with open(model, "w", encoding="utf-8") as file:
            json.dump(NOTHING, file)
        source = os.path.join(TOP, "fixtures", layout, "plain", "input.csv")
        must(run(self.program, "convert", "-q", "--force", "-t", layout, "-o", filled, source), 0, 1)
        must(run(self.program, "convert", "-q", "--force", "-t", layout, "-o", blank, model), 0, 1)
        with open(os.path.join(TOP, "plugins", "layouts", layout + ".c"), encoding="utf-8") as file:
            unit = re.search(r'\.money_unit = "(\w+)"', file.read()).group(1)
        self.round(layout + "-from-filled", filled, filled, unit)
        self.round(layout + "-from-blank", blank, filled, unit)

    def refusals(self):
        form = os.path.join(TOP, "fixtures", "anhui", "plain", "input.csv")
        bare = os.path.join(self.box, "bare.csv")
        model = os.path.join(self.box, "model.json")
        there = os.path.join(self.box, "there.c")
        with open(bare, "w", encoding="utf-8") as file:
            file.write("名称,数量\n苹果,3\n")
        with open(there, "w", encoding="utf-8") as file:
            file.write("mine\n")
        with open(model, "w", encoding="utf-8") as file:
            json.dump(NOTHING, file)

        def refused(name, exit_code, code, *arguments):
            def question():
                done = run(self.program, "learn", *arguments)
                said = words(done)
                return [] if done.returncode == exit_code and code in said else [
                    "exit %d instead of %d, %s wanted: %s" % (done.returncode, exit_code, code, said[:300])]
            self.asked(name, question)

        refused("no table", 3, "L034", bare)
        refused("a model", 3, "L035", model)
        refused("no such file", 3, "F001", os.path.join(self.box, "nowhere.csv"))
        refused("an output that is there", 7, "S003", "-o", there, form)
        refused("an output that is no C", 2, "U101", "-o", os.path.join(self.box, "x.h"), form)
        refused("a folder that is not there", 5, "S030", "-o", os.path.join(self.box, "nowhere", "x.c"), form)
        refused("a bad name", 2, "U100", "--id", "安徽", form)

        def kept():
            with open(there, encoding="utf-8") as file:
                return [] if file.read() == "mine\n" else ["the file that was there is another one"]
        self.asked("what was there stays", kept)


def main():
    arguments = sys.argv[1:]
    verbose = "-v" in arguments
    keep = arguments[arguments.index("--keep") + 1] if "--keep" in arguments else None
    rest = [a for a in arguments if a not in ("-v", "--keep") and a != keep]
    build, names = os.path.abspath(rest[0]), rest[1:]
    known = sorted(name[:-2] for name in os.listdir(os.path.join(TOP, "plugins", "layouts")) if name.endswith(".c"))
    layouts = [name for name in known if name in (names or LAYOUTS)]
    with tempfile.TemporaryDirectory() as box:
        if keep:
            os.makedirs(keep, exist_ok=True)
            box = os.path.abspath(keep)
        tests = Tests(build, box, verbose)
        for number, form in enumerate(name for name in names if os.path.isfile(name)):
            tests.round("form-%d" % number, form, form, "万元")
        for layout in layouts:
            tests.layout(layout)
        if not names:
            tests.refusals()
    print("%d passed, %d failed" % (tests.passed, tests.failed))
    return 1 if tests.failed else 0


if __name__ == "__main__":
    sys.exit(main())
