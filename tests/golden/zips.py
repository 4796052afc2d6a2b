#!/usr/bin/env python3
"""zips: a workbook says the same however its zip is made, and a zip that is wrong is told.

    tests/golden/zips.py BUILD"""
import io
import json
import os
import struct
import subprocess
import sys
import tempfile
import zipfile

BUILD = (sys.argv[1:] or ["build"])[0]
SOURCE = "fixtures/hunan/plain/same.xlsx"
PARTS = {}
with zipfile.ZipFile(SOURCE) as package:
    for name in package.namelist():
        PARTS[name] = package.read(name)


def made(method=zipfile.ZIP_DEFLATED, names=lambda name: name, more=(), comment=b"", large=False, stream=False):
    class Unseekable(io.BytesIO):
        """What cannot go back writes the sizes behind each member."""

        def seek(self, *_):
            raise io.UnsupportedOperation

        def tell(self):
            raise io.UnsupportedOperation

    out = Unseekable() if stream else io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in [*PARTS.items(), *more]:
            with package.open(zipfile.ZipInfo(names(name)) if method == zipfile.ZIP_STORED else zip_info(names(name)), "w", force_zip64=large) as file:
                file.write(content)
        package.comment = comment
    return out.getvalue()


def zip_info(name):
    info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def end_of(data):
    return data.rindex(b"PK\5\6")


def changed(data, at, form, value):
    return data[:at] + struct.pack(form, value) + data[at + struct.calcsize(form):]


def end64(data):
    """The directory's place only in the longer record, as if it did not fit the short one."""
    end = end_of(data)
    count, size, at = struct.unpack("<HII", data[end + 10:end + 20])
    record = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, at)
    locator = b"PK\6\7" + struct.pack("<IQI", 0, end, 1)
    return data[:end] + record + locator + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)


def wide(data):
    """Each entry's sizes and place in the field beside it."""
    end = end_of(data)
    count, _, at = struct.unpack("<HII", data[end + 10:end + 20])
    out, start = b"", at
    for _ in range(count):
        entry = data[at:at + 46]
        packed, size, names, extra, comment = struct.unpack("<IIHHH", entry[20:34])
        place = struct.unpack("<I", entry[42:])[0]
        field = struct.pack("<HHH", 0xCAFE, 2, 7) + struct.pack("<HHQQQ", 1, 24, size, packed, place)
        out += entry[:20] + b"\xff" * 8 + struct.pack("<HHH", names, len(field), 0) + entry[34:42] + b"\xff" * 4
        out += data[at + 46:at + 46 + names] + field
        at += 46 + names + extra + comment
    return data[:start] + out + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(out), start, 0)


def member(data, name, at):
    """Where a field of a member's entry in the directory stands."""
    return data.index(name, data.index(b"PK\1\2")) - 46 + at


PLAIN = made()
SHEET = b"xl/worksheets/sheet1.xml"
SAME = {
    "as it is": PLAIN,
    "stored": made(zipfile.ZIP_STORED),
    "sizes behind the members": made(stream=True),
    "sizes behind stored members": made(zipfile.ZIP_STORED, stream=True),
    "large headers": made(large=True),
    "a comment": made(comment=b"as sent by the county" * 100),
    "a comment like an end": made(comment=b"PK\5\6" + b"\0" * 18),
    "bytes behind it": PLAIN + b"\r\n" * 20,
    "capital letters": made(names=str.upper),
    "backslashes": made(names=lambda name: name.replace("/", "\\")),
    "other members": made(more=[("表/说明.txt", b"x"), ("", b"y"), ("empty.bin", b"")]),
    "the directory's place in the longer record": end64(PLAIN),
    "places beside the entries": wide(PLAIN),
    "a larger size than it has": changed(PLAIN, member(PLAIN, SHEET, 24), "<I", 999999),
    "a smaller size than it has": changed(PLAIN, member(PLAIN, SHEET, 24), "<I", 9),
}
WRONG = {
    "cut off": PLAIN[:-30],
    "no members": b"PK\3\4" + PLAIN[end_of(PLAIN):],
    "another sum": changed(PLAIN, member(PLAIN, SHEET, 16), "<I", 1),
    "a place that is none": changed(PLAIN, member(PLAIN, SHEET, 42), "<I", 5),
    "a place behind the end": changed(PLAIN, member(PLAIN, SHEET, 42), "<I", 0x7FFFFFFF),
    "a way of packing that is none": changed(PLAIN, member(PLAIN, SHEET, 10), "<H", 12),
    "encrypted": changed(PLAIN, member(PLAIN, SHEET, 8), "<H", 1),
    "more members than there are": changed(changed(PLAIN, end_of(PLAIN) + 8, "<H", 99), end_of(PLAIN) + 10, "<H", 99),
    "a directory longer than the zip": changed(PLAIN, end_of(PLAIN) + 12, "<I", 0x7FFFFFFF),
    "a longer record that is not there": changed(end64(PLAIN), end_of(end64(PLAIN)) - 12, "<Q", 1 << 40),
}


def read(data):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "form.xlsx")
        with open(path, "wb") as file:
            file.write(data)
        done = subprocess.run([os.path.join(BUILD, "jixiao"), "inspect", "--json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=dict(os.environ, JIXIAO_LANG="en"))
        return done.returncode, json.loads(done.stdout or "{}"), done.stderr.decode()


def main():
    failed = 0
    _, right, _ = read(PLAIN)
    for what, data in SAME.items():
        code, got, said = read(data)
        if code not in (0, 1) or got.get("forms") != right["forms"] or not got["forms"]:
            print(f"not ok {what}: exit {code}, {said[:300]}")
            failed += 1
    for what, data in WRONG.items():
        code, got, said = read(data)
        if code != 3 or got.get("forms") or not said and not got.get("diagnostics"):
            print(f"not ok {what}: exit {code}, {said[:300]}")
            failed += 1
    print(f"{len(SAME) + len(WRONG) - failed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
