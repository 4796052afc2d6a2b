#!/usr/bin/env python3
"""Makes the old workbooks of this folder, record by record, in shapes that few programs write. All content is invented.

    tests/data/make-xls.py         needs nothing but Python, and soffice for the one that LibreOffice saves

The .txt beside each is what tests/unit/test_xls_files.c expects to be read: it is written by hand, not by this. Record
layouts are those of [MS-XLS], the file around them that of [MS-CFB], encryption that of [MS-OFFCRYPTO] 2.3.6.
"""
import hashlib
import os
import struct
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GLOBALS, SHEET, CHART = 0x0005, 0x0010, 0x0020


# --- the compound file -----------------------------------------------------------------------------------------------

def chain(table, count):
    first = len(table)
    table += [first + i + 1 for i in range(count - 1)] + ([0xFFFFFFFE] if count else [])
    return first if count else 0xFFFFFFFE


def sectors(data, size):
    return -(-len(data) // size)


def compound(streams):
    """A compound file of named streams: allocation table, directory, small streams, large streams."""
    small, small_table, entries, large = b"", [], [], []
    for name, data in streams:
        if len(data) < 4096:
            start = chain(small_table, sectors(data, 64))
            small += data + bytes(-len(data) % 64)
        else:
            start = None
            large.append(data)
        entries.append([name, data, start])
    parts = [4 * 32 * sectors(b"x" * (len(entries) + 1), 4) * b"\0", 4 * len(small_table) * b"\0", small] + large
    tables = 1
    while tables * 128 < tables + sum(sectors(part, 512) for part in parts):
        tables += 1
    table = [0xFFFFFFFD] * tables
    starts = [chain(table, sectors(part, 512)) for part in parts]
    rest = starts[3:]

    def entry(name, kind, child, next, start, size):
        wide = name.encode("utf-16-le")
        return (wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide) + 2, kind, 1, 0xFFFFFFFF, next, child)
                + bytes(36) + struct.pack("<IQ", start, size))
    directory = entry("Root Entry", 5, 1, 0xFFFFFFFF, starts[2], len(small))
    for i, (name, data, start) in enumerate(entries):
        next = i + 2 if i + 1 < len(entries) else 0xFFFFFFFF
        directory += entry(name, 2, 0xFFFFFFFF, next, rest.pop(0) if start is None else start, len(data))
    header = (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
              + struct.pack("<9I", tables, starts[0], 0, 4096, starts[1], sectors(parts[1], 512), 0xFFFFFFFE, 0, 0)[:32])
    header += struct.pack("<109I", *(list(range(tables)) + [0xFFFFFFFF] * (109 - tables)))
    assert len(header) == 512

    def pad(data, fill=b"\0"):
        return data + fill * (-len(data) % 512)
    numbers = struct.pack("<%dI" % len(table), *table)
    small_numbers = struct.pack("<%dI" % len(small_table), *small_table)
    return b"".join([header, pad(numbers, b"\xFF"), pad(directory), pad(small_numbers, b"\xFF"), pad(small)]
                    + [pad(data) for data in large])


# --- records -----------------------------------------------------------------------------------------------------------

def record(kind, *content):
    content = b"".join(content)
    return struct.pack("<HH", kind, len(content)) + content


def short(*numbers):
    return struct.pack("<%dH" % len(numbers), *numbers)


def text8(text, size="<H"):
    """A text of version 8, narrow where it can be."""
    narrow = all(ord(c) < 256 for c in text)
    units = len(text.encode("utf-16-le")) // 2
    return struct.pack(size + "B", units, not narrow) + text.encode("latin-1" if narrow else "utf-16-le")


def text5(text, size="<H"):
    data = text.encode("gb18030")
    return struct.pack(size, len(data)) + data


class Book:
    """A workbook of version 5 or 8. Sheets are (name, state, kind, records), in the order of the list; `order` is that
    in the stream."""

    def __init__(self, version, codepage=None, date1904=False):
        self.version = version
        self.text = text8 if version == 8 else text5
        self.head = [self.bof(GLOBALS)]
        self.head.append(record(0x0042, short(codepage or (1200 if version == 8 else 936))))
        if date1904:
            self.head.append(record(0x0022, short(1)))
        for _ in range(4):
            self.head.append(self.font())
        self.formats, self.styles, self.sheets, self.tail = [], [], [], []
        for _ in range(15):
            self.style(0)

    def bof(self, kind):
        if self.version == 8:
            return record(0x0809, short(0x0600, kind, 0x0DBB, 0x07CC), bytes(8))
        return record(0x0809, short(0x0500, kind, 0x0DBB, 0x07CC))

    def font(self):
        name = text8("Arial", "<B") if self.version == 8 else text5("Arial", "<B")
        return record(0x0031, short(200, 0, 0x7FFF, 400, 0), bytes(4), name)

    def style(self, number, code=None):
        """A cell style with this number format; returns its index, for cells."""
        if code:
            text = text8(code) if self.version == 8 else text5(code, "<B")
            self.formats.append(record(0x041E, short(number), text))
        first = len(self.styles) < 15
        content = short(0, number, 0xFFF5 if first else 1)
        self.styles.append(record(0x00E0, content, bytes(20 - 6 if self.version == 8 else 16 - 6)))
        return len(self.styles) - 1

    def stream(self, order=None):
        order = order or range(len(self.sheets))
        listings = []
        for name, state, kind, _ in self.sheets:
            listings.append(bytes([state, kind]) + (text8(name, "<B") if self.version == 8 else text5(name, "<B")))
        before = b"".join(self.head + self.formats + self.styles)
        after = b"".join(self.tail) + record(0x000A)
        offset = len(before) + sum(8 + len(listing) for listing in listings) + len(after)
        offsets, parts = {}, []
        for i in order:
            _, _, kind, records = self.sheets[i]
            part = self.bof(CHART if kind == 2 else SHEET) + b"".join(records) + record(0x000A)
            offsets[i] = offset
            offset += len(part)
            parts.append(part)
        listed = [record(0x0085, struct.pack("<I", offsets[i]), listing) for i, listing in enumerate(listings)]
        return before + b"".join(listed) + after + b"".join(parts)


def number(row, column, value, style=15):
    return record(0x0203, short(row, column, style), struct.pack("<d", value))


def rk(value, hundredths=False):
    return struct.pack("<I", (value << 2 & 0xFFFFFFFF) | 2 | hundredths)


def formula(row, column, result, expression, style=15):
    """A formula that has been calculated: eight bytes of its result, then what is calculated, here a constant each."""
    return record(0x0006, short(row, column, style), result, short(0), bytes(4), short(len(expression)), expression)


TEXT, EMPTY = b"\0\0\0\0\0\0\xFF\xFF", b"\3\0\0\0\0\0\xFF\xFF"
TRUE, NA = b"\1\0\1\0\0\0\xFF\xFF", b"\2\0\x2A\0\0\0\xFF\xFF"


def dimensions(rows, columns):
    return record(0x0200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))


# --- the files ---------------------------------------------------------------------------------------------------------

def version8():
    """Excel 97 and later: shared texts that break in each way they may, all kinds of cells, sheets of all kinds."""
    book = Book(8)
    plain = book.style(0)
    money, date, percent = book.style(164, "0.00\"万元\""), book.style(31), book.style(9)
    code = book.style(165, "000000")
    book.sheets = [
        ("路灯维护", 0, 0, [
            dimensions(9, 4),
            record(0x00FD, short(0, 0, plain), struct.pack("<I", 0)),
            record(0x00FD, short(1, 0, plain), struct.pack("<I", 1)),
            record(0x0204, short(1, 3, plain), text8("单位：万元")),
            record(0x00FD, short(2, 0, plain), struct.pack("<I", 2)),
            record(0x00D6, short(2, 1, plain), struct.pack("<HBH", 3, 8, 1), b"abc", short(1, 2)),
            number(2, 3, 45667, date),
            record(0x00FD, short(3, 0, plain), struct.pack("<I", 3)),
            record(0x00BD, short(3, 1), short(money), rk(4850, True), short(code), rk(1207),
                   short(plain), struct.pack("<I", 0x40934A00), short(3)),
            record(0x00FD, short(4, 0, plain), struct.pack("<I", 4)),
            record(0x00BE, short(4, 1), short(plain, plain), short(2)),
            number(4, 3, 0.98, percent),
            formula(5, 0, TEXT, b"\x17" + text8("结果text", "<B")), record(0x0207, struct.pack("<HB", 6, 1), "结果".encode("utf-16-le")),
            record(0x003C, b"\0", b"text"),
            formula(5, 1, struct.pack("<d", 0.1 + 0.2), b"\x1F" + struct.pack("<d", 0.1 + 0.2)),
            formula(5, 2, TRUE, b"\x1D\1"), formula(5, 3, NA, b"\x1C\x2A"),
            formula(6, 0, EMPTY, b"\x17" + text8("", "<B")), record(0x0205, short(6, 1, plain), b"\1\0"),
            record(0x0205, short(6, 2, plain), b"\x07\1"), record(0x027E, short(6, 3, plain), rk(-25)),
            record(0x00FD, short(7, 0, plain), struct.pack("<I", 5)),
            record(0x00FD, short(8, 3, plain), struct.pack("<I", 6)),
            record(0x00E5, short(1, 0, 0, 0, 3)),
            record(0x00E5, short(2, 1, 1, 0, 2, 7, 8, 0, 2)),
        ]),
        ("图", 0, 2, []),
        ("参数", 1, 0, [dimensions(1, 1), number(0, 0, 1, plain)]),
        ("更深", 2, 0, [dimensions(1, 1), number(0, 0, 2, plain)]),
    ]
    wide = "utf-16-le"
    book.tail = [
        record(0x00FC, struct.pack("<II", 7, 7), text8("2025年项目支出绩效目标表"),
               struct.pack("<HB", 12, 1), "填报单位".encode(wide)),
        # in the middle of a text, which goes on in wide characters as before
        record(0x003C, b"\1", "：云溪县示例单位".encode(wide),
               # a text with runs of fonts; the next record begins within these
               struct.pack("<HBH", 6, 1 | 8, 2), "项目支出名称".encode(wide), short(0, 1)),
        record(0x003C, short(2, 1),
               # a text with guides, which go over to the next record
               struct.pack("<HBI", 8, 1 | 4, 10), "年度本级预算金额".encode(wide), b"guide"),
        record(0x003C, b"guide", struct.pack("<HB", 7, 1), "亮灯率".encode(wide)),
        # wide characters that go on as narrow ones
        record(0x003C, b"\0", b"98.5",
               # a text of which only the length and the flags are in this record
               struct.pack("<HB", 3, 1)),
        record(0x003C, b"\1", "三个字".encode(wide)),
        # a text that begins with its record
        record(0x003C, text8("\U00020BB7野家 café")),
    ]
    return compound([("Workbook", book.stream(order=[2, 0, 3, 1]))])


def version5():
    """Excel 5 and 95: texts in the bytes of code page 936, in the cells themselves."""
    book = Book(5)
    plain = book.style(0)
    date, amount = book.style(164, 'yyyy"年"m"月"d"日"'), book.style(4)
    book.sheets = [
        ("目标表", 0, 0, [
            record(0x0204, short(0, 0, plain), text5("项目名称")),
            record(0x0204, short(0, 1, plain), text5("农村公路养护经费")),
            record(0x00D6, short(1, 0, plain), text5("起始日期"), b"\1\0\1"),
            number(1, 1, 45292, date),
            record(0x0204, short(2, 0, plain), text5("金额")),
            number(2, 1, 1280000.5, amount),
            formula(3, 0, TEXT, b"\x17" + text5("合计", "<B")), record(0x0207, text5("合计")),
            record(0x00BD, short(3, 1), short(plain), rk(7), short(plain), rk(8), short(2)),
        ]),
        ("隐藏", 1, 0, [record(0x0204, short(0, 0, plain), text5("内部"))]),
    ]
    return compound([("Book", book.stream())])


def other_dates():
    book = Book(8, date1904=True)
    date = book.style(14)
    book.sheets = [("日期", 0, 0, [dimensions(1, 2), number(0, 0, 44205, date), number(0, 1, 0.5, book.style(20))])]
    return compound([("Workbook", book.stream())])


def bare():
    """A stream without a file around it and a sheet without a workbook, as small programs export tables."""
    return b"".join([
        record(0x0809, short(0, SHEET, 0, 0)),
        record(0x0204, short(0, 0, 0), text5("项目名称")), record(0x0204, short(0, 1, 0), text5("预算数")),
        record(0x0204, short(1, 0, 0), text5("城区绿化")), number(1, 1, 36.25, 0),
        record(0x000A)])


def rc4(key, count):
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for _ in range(count):
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        yield state[(state[i] + state[j]) & 255]


def older_lock(password, salt, verifier):
    """FILEPASS of Excel 97 ([MS-OFFCRYPTO] 2.3.6), and the function that makes the key of a block."""
    def md5(data):
        return hashlib.md5(data).digest()
    base = md5((md5(password.encode("utf-16-le"))[:5] + salt) * 16)[:5]

    def key(block):
        return md5(base + struct.pack("<I", block))
    proof = bytes(a ^ b for a, b in zip(verifier + md5(verifier), rc4(key(0), 32)))
    return record(0x002F, short(1, 1, 1), salt, proof), key


def newer_lock(bits):
    """The same of Excel 2002 and later ([MS-OFFCRYPTO] 2.3.5)."""
    def lock(password, salt, verifier):
        def sha1(data):
            return hashlib.sha1(data).digest()
        base = sha1(salt + password.encode("utf-16-le"))

        def key(block):
            made = sha1(base + struct.pack("<I", block))[:bits // 8]
            return made.ljust(16, b"\0") if bits == 40 else made
        proof = bytes(a ^ b for a, b in zip(verifier + sha1(verifier), rc4(key(0), 36)))
        provider = "Microsoft Enhanced Cryptographic Provider v1.0\0".encode("utf-16-le")
        header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + provider
        return record(0x002F, short(1, 4, 2), struct.pack("<II", 4, len(header)), header, struct.pack("<I", 16), salt,
                      proof[:16], struct.pack("<I", 20), proof[16:]), key
    return lock


def locked(stream, password, lock=older_lock):
    """The stream as Excel encrypts it: everything but records' heads, BOF, FILEPASS and the sheets' offsets."""
    filepass, key = lock(password, bytes(range(16)), bytes(range(100, 116)))

    def keys(length):
        return b"".join(bytes(rc4(key(block), 1024)) for block in range(sectors(bytes(length), 1024)))
    place = 4 + struct.unpack_from("<H", stream, 2)[0]
    # the sheets move back by the new record
    plain, at = bytearray(stream[:place] + filepass + stream[place:]), 0
    pad, out = keys(len(plain)), bytearray(plain)
    while at + 4 <= len(plain):
        kind, length = struct.unpack_from("<HH", plain, at)
        clear = length if kind in (0x0809, 0x002F) else 4 if kind == 0x0085 else 0
        if kind == 0x0085:
            offset = struct.unpack_from("<I", plain, at + 4)[0] + len(filepass)
            out[at + 4:at + 8] = struct.pack("<I", offset)
        for i in range(at + 4 + clear, at + 4 + length):
            out[i] ^= pad[i]
        at += 4 + length
    return bytes(out)


def secret_book():
    book = Book(8)
    plain = book.style(0)
    rows = [number(row, 1, row * 1.5, plain) for row in range(120)]
    rows.insert(0, record(0x0204, short(0, 0, plain), text8("结构受保护")))
    book.sheets = [("保护", 0, 0, [dimensions(120, 2)] + rows)]
    return book.stream()


def saved_by_libreoffice(source, path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--convert-to",
                        "xls:MS Excel 97", "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL)
        os.replace(os.path.join(folder, os.path.basename(source)[:-1]), path)


def main():
    files = {
        "xls-version8.xls": version8(),
        "xls-version5.xls": version5(),
        "xls-dates-of-1904.xls": other_dates(),
        "xls-bare.xls": bare(),
        "xls-structure-protected.xls": compound([("Workbook", locked(secret_book(), "VelvetSweatshop"))]),
        "xls-structure-protected-128.xls":
            compound([("Workbook", locked(secret_book(), "VelvetSweatshop", newer_lock(128)))]),
        "xls-structure-protected-40.xls":
            compound([("Workbook", locked(secret_book(), "VelvetSweatshop", newer_lock(40)))]),
        "xls-password.xls": compound([("Workbook", locked(secret_book(), "invented"))]),
    }
    for name, data in files.items():
        with open(os.path.join(HERE, name), "wb") as file:
            file.write(data)
    saved_by_libreoffice(os.path.join(HERE, "xlsx-openpyxl.xlsx"), os.path.join(HERE, "xls-libreoffice.xls"))


if __name__ == "__main__":
    main()
