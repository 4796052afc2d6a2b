"""How two readings of one table differ, and whether what differs was told.

A reading is the program's JSON for one file. A fact is a field of a form, or an indicator. What one reading lacks or has
otherwise counts as told if its words stand among the other one's extras or unread cells, or if a message stands at its
cell or names its words. The general message that no layout claims a table tells of no single fact.
"""
import json
import os
import re
import shutil
import subprocess

SPACE = re.compile(r"[\s\u00a0\u200b\u3000\ufeff]+")
WIDTHS = str.maketrans("：，（）；！", ":,();!")
GENERAL = {"R001", "R002", "R003"}  # said of a whole form


def installed(build, folder, layouts):
    """The program with its carriers and only these layouts, set up in a folder of its own; its path."""
    for kind, wanted in (("carriers", None), ("layouts", layouts)):
        os.makedirs(os.path.join(folder, "plugins", kind))
        source = os.path.join(build, "plugins", kind)
        for name in os.listdir(source):
            if wanted is None or name.removesuffix(".so") in wanted:
                shutil.copy2(os.path.join(source, name), os.path.join(folder, "plugins", kind, name))
    for name in os.listdir(build):
        if name == "jixiao" or name.startswith("libjixiao.so"):
            shutil.copy2(os.path.join(build, name), os.path.join(folder, name))
    return os.path.join(folder, "jixiao")


def read(program, path):
    """The reading of a file; one without forms where there is none."""
    done = subprocess.run([program, "inspect", "--json", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          timeout=120)
    try:
        return json.loads(done.stdout.decode("utf-8"))
    except ValueError:
        return {"forms": [], "diagnostics": [], "unread": []}


def plain(text):
    """A text without what no reader sees: blanks, and the width of punctuation."""
    return SPACE.sub("", "" if text is None else str(text)).translate(WIDTHS)


def measure(target):
    """A target as one text."""
    if not target:
        return ""
    if target.get("op"):
        return plain("%s%s%s" % (target["op"], target.get("value") or "", target.get("unit") or ""))
    return plain(target.get("text"))


def indicators(form):
    """What is said of each indicator, by its name; what several share is told apart by their order."""
    found = {}
    for item in form.get("indicators", []):
        key = plain(item.get("name"))
        while key in found:
            key += "'"
        found[key] = {"level2": plain(item.get("level2")), "at": item.get("at"), "target": measure(item.get("target")),
                      "period target": measure(item.get("period_target")), "score": plain(item.get("score"))}
    return found


class Told:
    """All that a reading says besides its facts."""

    def __init__(self, reading):
        self.cells = set()
        self.unit_doubtful = any(one.get("code") in ("R010", "R099") for one in reading.get("diagnostics", []))
        texts = []
        for one in reading.get("diagnostics", []):
            if one.get("code") in GENERAL:
                continue
            self.cells.add(one.get("at"))
            texts.append(one.get("message"))
        self.extras = [one for form in reading["forms"] for one in form.get("extra", [])]
        texts += ["%s %s" % (one.get("label"), one.get("value")) for one in self.extras]
        for one in reading.get("unread", []):
            texts.append(one.get("text") if isinstance(one, dict) else one)
        self.words = plain("\n".join(str(text) for text in texts))

    def has(self, at, *words):
        """Whether something was said at the cell, or of these words."""
        return (at is not None and at in self.cells) or any(word and plain(word) in self.words for word in words)

    def pieces(self, name, text):
        """Whether the extras of one indicator say a text together: its number in one, its unit in another."""
        for one in self.extras:
            if plain(one.get("label")).endswith("(%s)" % name):
                text = text.replace(plain(one.get("value")), "", 1)
        return not text


def differences(expected, got):
    """(facts, what is missing, what is wrong), each of the latter as (where, words, told). Missing: a fact that the expected
    reading has and the other has not. Wrong: one that the other has and nobody said, or said otherwise."""
    told = Told(got)
    facts, missing, wrong = 0, [], []
    forms = got["forms"]
    for index, form in enumerate(expected["forms"]):
        other = forms[index] if index < len(forms) else {"fields": {}, "indicators": []}
        for key, field in form["fields"].items():
            value, at = field.get("value"), field.get("at")
            if field.get("origin") not in ("read", "carried", "realigned") or value in (None, ""):
                continue
            facts += 1
            has = other["fields"].get(key, {})
            raw = field.get("raw") or value
            where = "form %d %s" % (index + 1, key)
            if has.get("value") in (None, ""):
                missing.append((where, raw, told.has(at, raw)))
            elif plain(has["value"]) != plain(value):
                said = told.has(has.get("at"), raw) or ("fund" in key and told.unit_doubtful)
                wrong.append((where, "%s for %s" % (has["value"], raw), said))
        for key, field in other["fields"].items():
            if key not in form["fields"] and field.get("origin") == "read" and field.get("value") not in (None, ""):
                wrong.append(("form %d %s" % (index + 1, key), field["value"], told.has(field.get("at"))))
        mine, theirs = indicators(form), indicators(other)
        for name, says in mine.items():
            facts += 1
            where = "form %d indicator %s" % (index + 1, name)
            if name not in theirs:
                missing.append((where, name, told.has(says["at"], name.rstrip("'"))))
                continue
            for what, text in says.items():
                has = theirs[name][what]
                if has == text or what == "at":
                    continue
                words = "%s: %s for %s" % (what, has, text)
                rest = text.replace(has, "") if has else text
                said = told.has(theirs[name]["at"], rest) or told.pieces(name.rstrip("'"), rest)
                (wrong if has else missing).append((where, words, said))
        for name, says in theirs.items():
            if name not in mine:
                wrong.append(("form %d indicator" % (index + 1), name, told.has(says["at"])))
    return facts, missing, wrong
