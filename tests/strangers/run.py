#!/usr/bin/env python3
"""run.py [-v] BUILD [LAW...]: forms that nobody wrote a table for, made of those that somebody did.

leave_one_out   each layout's fixtures, read without that layout
"""
import glob
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
from reading import differences, installed, read

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
VERBOSE = "-v" in sys.argv


def layouts_of(build):
    return sorted(name[:-3] for name in os.listdir(os.path.join(build, "plugins", "layouts")))


def fixtures_of(layout):
    found = []
    for path in sorted(glob.glob(os.path.join(TOP, "fixtures", layout, "*", "input.*"))):
        if path.endswith((".csv", ".txt", ".xlsx")):
            found.append(path)
    return found


def leave_one_out(build):
    program = os.path.join(build, "jixiao")
    total = same = silent = 0
    for layout in layouts_of(build):
        with tempfile.TemporaryDirectory() as folder:
            other = installed(build, folder, set(layouts_of(build)) - {layout})
            for path in fixtures_of(layout):
                expected, got = read(program, path), read(other, path)
                if not expected["forms"]:
                    continue
                facts, missing, wrong = differences(expected, got, True)
                total += facts
                same += facts - len(missing) - len(wrong)
                bad = [one for one in missing + wrong if not one[2]]
                silent += len(bad)
                name = os.path.relpath(path, TOP)
                print("%s: %d facts, %d missing, %d wrong, %d untold" % (name, facts, len(missing), len(wrong), len(bad)))
                if VERBOSE:
                    for kind, group in (("missing", missing), ("WRONG", wrong)):
                        for where, words, told in group:
                            print("    %s %s: %s%s" % (kind, where, str(words)[:70], "" if told else "  UNTOLD"))
    print("same %d of %d (%.1f %%), untold %d" % (same, total, 100.0 * same / total, silent))


leave_one_out(sys.argv[-1])
