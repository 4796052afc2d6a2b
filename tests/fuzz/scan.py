#!/usr/bin/env python3
"""scan: the scanner of XML is held against expat.

    tests/fuzz/scan.py BUILD RUNS

On every part of every file among the fixtures and the blanks, and on so many of them changed by chance."""
import glob
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import zipfile

XML = re.compile(rb"^(\xef\xbb\xbf)?\s*<[?a-zA-Z]")


def parts():
    """(name, bytes) of all parts, each content once."""
    for path in sorted(glob.glob("fixtures/*/*/*.*") + glob.glob("examples/blanks/*") + glob.glob("tests/data/*")):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                for name in package.namelist():
                    try:
                        yield name, package.read(name)
                    except (RuntimeError, NotImplementedError, zipfile.BadZipFile):
                        continue  # what is damaged or locked is looked at elsewhere
        elif path.endswith((".xml", ".fods")):
            with open(path, "rb") as file:
                yield path, file.read()


# What the scanner leaves to expat: another encoding, a document type, a CDATA section.
LEFT = re.compile(rb"<!DOCTYPE|<!\[CDATA\[|^<\?xml[^>]*encoding=[\"'](?!utf-8)", re.I)


def main(build, runs):
    seen = set()
    with tempfile.TemporaryDirectory() as folder:
        seeds = []
        for name, content in sorted(parts(), key=lambda part: len(part[1])):
            sign = hashlib.sha256(content).digest()
            if sign in seen or not XML.match(content):
                continue
            seen.add(sign)
            left = "left-" if LEFT.search(content) else ""
            seeds.append(os.path.join(folder, f"{left}{len(seeds)}-{os.path.basename(name)}"))
            with open(seeds[-1], "wb") as file:
                file.write(content)
        return subprocess.run([os.path.join(build, "tests", "scan-smoke"), runs, *seeds]).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
