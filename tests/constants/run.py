#!/usr/bin/env python3
"""run.py BUILD [NAME...]: which costs of core/words/costs.h the fixtures notice.

BUILD is a build of its own in which each cost may be set from outside (see header below). Each of them, or those of these
names, is halved and raised by half, and every fixture is read again, both with all layouts and without any, as a stranger. A
change is noticed if any fact, message or cell differs. A cost that can be halved and raised by half is none that was fitted to the
fixtures; but one that can be nothing and three times as much as well (IDLE) needs a fixture, or is not needed.

    run.py --header FILE    writes the header that the build takes instead of core/words/costs.h
"""
import concurrent.futures
import glob
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
COSTS = os.path.join(TOP, "core", "words", "costs.h")
ENTRY = re.compile(r"^\s+(JX_COST_\w+)\s*=\s*(-?\d+),", re.MULTILINE)
sys.path.insert(0, os.path.join(TOP, "tests", "strangers"))
sys.dont_write_bytecode = True

HEADER = """/* Made by tests/constants/run.py: each cost is what JX_COST says of it (NAME=VALUE), else as in core/words/costs.h. */
#ifndef JX_WORDS_COSTS_H
#define JX_WORDS_COSTS_H

#include <stdlib.h>
#include <string.h>

static int tried_index = -1, tried_value;

__attribute__((constructor)) static void tried_read(void) {
    static const char *const names[] = {%s};
    const char *tried = getenv("JX_COST"), *value = tried ? strchr(tried, '=') : NULL;
    for (size_t i = 0; value && i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == (size_t)(value - tried) && memcmp(names[i], tried, strlen(names[i])) == 0)
            tried_index = (int)i, tried_value = atoi(value + 1);
}

%s

#endif
"""


def costs():
    with open(COSTS, encoding="utf-8") as file:
        return [(name, int(value)) for name, value in ENTRY.findall(file.read())]


def write_header(path):
    table = costs()
    names = ", ".join('"%s"' % name for name, _ in table)
    macros = "\n".join("#define %s (tried_index == %d ? tried_value : %d)" % (name, i, value)
                       for i, (name, value) in enumerate(table))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    text = HEADER % (names, macros)
    try:
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def tried(value):
    """Half of it and half as much again, and never the same; then nothing, and three times as much."""
    half = max(1, abs(value) // 2)
    return value - half, value + half, 0, 3 * value


def readings(programs, inputs, cost=None):
    """What the programs say of all inputs, one text for each program."""
    environment = {**os.environ, "JIXIAO_LANG": "en", **({"JX_COST": cost} if cost else {})}
    return [subprocess.run([program, "inspect", "--json", *inputs], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           env=environment, timeout=600).stdout for program in programs]


def main():
    if sys.argv[1] == "--header":
        write_header(sys.argv[2])
        return 0
    from reading import installed
    build, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    inputs = sorted(path for ending in ("csv", "txt", "xlsx")
                    for path in glob.glob(os.path.join(TOP, "fixtures", "*", "*", "input." + ending)) +
                    glob.glob(os.path.join(TOP, "fixtures", "*", "*", "same." + ending)))
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        programs = [os.path.join(build, "jixiao"), installed(build, os.path.join(folder, "none"), ())]
        plain = readings(programs, inputs)
        table = [(name, value) for name, value in costs() if not wanted or name in wanted]
        found = {name: [pool.submit(readings, programs, inputs, "%s=%d" % (name, other)) for other in tried(value)]
                 for name, value in table}
        steady = idle = 0
        for name, value in table:
            seen = [other for other, one in zip(tried(value), found[name]) if one.result() != plain]
            idle += not seen
            steady += not set(seen) & set(tried(value)[:2])
            print("%-28s %4d  %s" % (name, value, "noticed at %s" % ", ".join(map(str, seen)) if seen else "IDLE"))
    print("%d costs over %d files: %d steady at ±50 %%, of which %d are idle" % (len(table), len(inputs), steady, idle))
    return 0


if __name__ == "__main__":
    sys.exit(main())
