"""Tests of the program: inputs that cannot be read, standard input and output."""
import csv
import json
import os
import re
import stat
import subprocess
import time
import zipfile

from box import CHINESE, HUNAN, expect, model

# --- inputs that cannot be read ----------------------------------------------------------------------------------------


def unreadable(box):
    """Names of inputs, and the code that must be said of each."""
    os.mkdir(box.at("folder"))
    return [
        ("nowhere.csv", "F001"),
        ("folder", "F137"),
        (box.write("file", "x") + "/below.csv", "F001"),
        ("x" * 300, "F001"),
        (box.write("empty.csv", b""), "F002"),
        (box.write("rubbish.bin", bytes((i * 7919 + 13) % 256 for i in range(5000))), "F003"),
        (box.write("zeros.csv", bytes(4096)), "F"),
        (box.write("prose.txt", "Nothing here is a table.\n\nNot this either.\n"), "R050"),
        (box.write("other.csv", "a,b\n1,2\n3,4\n"), "R050"),
        (box.write("cut.xlsx", b"PK\x03\x04" + b"xl/workbook.xml" + bytes(40)), "F"),
        (box.write("none.json", '{"schema": "jixiao-1", "forms": []}'), "U019"),
        (box.write("bad.json", '{"schema": "jixiao-1", "forms": 7}'), "F016"),
        (box.write("half.json", '{"schema": "jixiao-1", "forms": ['), "F016"),
    ]


def test_unreadable_inputs(box):
    cases = unreadable(box)
    before = box.names()
    for name, code in cases:
        for language, word in (("en", "error"), ("zh", "错误")):
            for command in (["inspect"], ["detect"], ["plan", "-t", "anhui"], ["convert", "-t", "anhui"]):
                result = box.run(*command, name, env={"JIXIAO_LANG": language})
                # A model has no tables to detect; that must be said, whatever the words.
                detecting = command == ["detect"] and name.endswith(".json")
                expect(result, 3, word, "" if detecting else code)
                assert not result.out, f"{command} {name}: {result.out}"
    assert box.names() == before


def test_json_of_what_is_not_recognised(box):
    box.write("other.csv", "a,b\n1,2\n3,4\n")
    result = box.run("inspect", "--json", "other.csv")
    expect(result, 3)
    document = json.loads(result.out)
    assert document["forms"] == [] and document["diagnostics"]
    result = box.run("detect", "--json", "other.csv")
    expect(result, 3)
    assert not any(table["claimed"] for table in json.loads(result.out)["tables"])


def test_limits(box):
    size = os.path.getsize(HUNAN)
    expect(box.run("inspect", f"--max-bytes={size}", HUNAN), 0)
    for limit in ("10", "1K", str(size - 1)):
        for command in ("inspect", "detect"):
            expect(box.run(command, f"--max-bytes={limit}", HUNAN), 3, "F004", "--max-bytes")
    with open(HUNAN, "rb") as file:
        expect(box.run("inspect", "--max-bytes=10", "-", stdin=file.read()), 3, "F004")
    expect(box.run("inspect", "--max-rows=3", HUNAN), 3, "F008", "--max-rows")
    expect(box.run("inspect", "--max-columns=2", HUNAN), 3, "F009", "--max-columns")
    expect(box.run("inspect", "--max-cells=5", HUNAN), 3, "F010", "--max-cells")
    # A file with holes, larger than any memory: refused by its size alone.
    with open(box.at("huge.csv"), "wb") as file:
        file.truncate(1 << 40)
    started = time.monotonic()
    expect(box.run("inspect", "huge.csv"), 3, "F004")
    assert time.monotonic() - started < 5
    with open("/dev/zero", "rb") as zero:
        expect(box.run("inspect", "--max-bytes=4M", "-", pipe=zero), 3, "F004")


# --- standard input and output -----------------------------------------------------------------------------------------


def test_standard_input(box):
    with open(HUNAN, "rb") as file:
        content = file.read()
    result = box.run("inspect", "--json", "-", stdin=content)
    expect(result, 0)
    assert len(json.loads(result.out)["forms"]) == 1
    result = box.run("convert", "-t", "anhui", "-", stdin=content)
    expect(result, 0, "stdin-anhui.xlsx: 1 form")
    result = box.run("convert", "-t", "anhui", "--stdin-name", "dir/镇.csv", "-", stdin=content)
    expect(result, 0, "镇-anhui.xlsx")
    assert box.names() == ["stdin-anhui.xlsx", "镇-anhui.xlsx"]
    expect(box.run("inspect", "-", stdin=b""), 3, "standard input: error F002")
    expect(box.run("inspect", "--stdin-name", "网络.csv", "-", stdin=b""), 3, "网络.csv: error F002")


def test_what_is_no_file_is_refused_at_once(box):
    os.mkfifo(box.at("pipe.csv"))
    for path, what in (("pipe.csv", "a pipe"), ("/dev/zero", "a device"), ("/dev/null", "a device")):
        for command in (["inspect"], ["detect"], ["convert", "-t", "anhui"], ["plan", "-t", "anhui"]):
            expect(box.run(*command, path), 3, "F138", what)
    # what a shell hands over by a name is read
    with open(HUNAN, "rb") as file:
        expect(box.run("inspect", "/dev/stdin", pipe=file), 0, out="hunan")
        file.seek(0)
        expect(box.run("inspect", "/dev/fd/0", pipe=subprocess.Popen(["cat"], stdin=file, stdout=subprocess.PIPE).stdout), 0,
               out="hunan")


# what a file is called, what it begins with, what must be said of it
STRANGERS = [
    ("表.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "F130", "PNG"),
    ("表.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "F130", "JPEG"),
    ("表.xlsx", b"GIF89a" + bytes(100), "F130", "GIF"),
    ("表.bmp", b"BM" + (60).to_bytes(4, "little") + bytes(54), "F130", "BMP"),
    ("表.webp", b"RIFF" + bytes(4) + b"WEBPVP8 " + bytes(60), "F130", "WebP"),
    ("手机.heic", bytes(3) + b"\x18ftypheic" + bytes(60), "F130", "HEIC"),
    ("材料.rar", b"Rar!\x1a\x07\x00" + bytes(60), "F131", "RAR"),
    ("材料.7z", b"7z\xbc\xaf\x27\x1c" + bytes(60), "F131", "7z"),
    ("材料.tar.gz", b"\x1f\x8b\x08" + bytes(60), "F131", "gzip"),
    ("~$2024年绩效.xlsx", b"\x05Clerk" + bytes(159), "F132", "2024年绩效.xlsx"),
    (".~lock.2024年绩效.xlsx#", ",clerk,host,28.11.2026 10:00,file:///home/clerk;", "F132", "2024年绩效.xlsx"),
    ("表.lnk", b"\x4c\0\0\0\x01\x14\x02\0" + bytes(60), "F133", "shortcut"),
    ("表.url", "[InternetShortcut]\r\nURL=file:///D:/biao.xlsx\r\n", "F133", "file:///D:/biao.xlsx"),
    ("表.desktop", "[Desktop Entry]\nType=Link\nURL=/srv/biao.xlsx\n", "F133", "/srv/biao.xlsx"),
    ("~WRL0001.tmp", b"\x01\x02\x03\x04" + bytes(60), "F134", "temporary"),
    ("表.xlsx.crdownload", b"\x01\x02\x03\x04" + bytes(60), "F134", "download"),
    ("片.mp4", bytes(3) + b"\x18ftypisom" + bytes(60), "F136", "film"),
    ("程序.exe", b"MZ\x90\0" + bytes(60), "F136", "program"),
    ("空.xlsx", b"", "F002", "0 bytes"),
    ("不知.dat", b"\x01\x02\x03\x04\x05" + bytes(60), "F003", "01 02 03 04 05"),
]


def test_the_wrong_file_is_named(box):
    import io
    import zipfile
    cases = list(STRANGERS)
    for member, code, said in (("公文.docx", "F131", "ZIP"), ("ppt/presentation.xml", "F136", "presentation"),
                               ("OFD.xml", "F136", "OFD")):
        room = io.BytesIO()
        with zipfile.ZipFile(room, "w") as archive:
            archive.writestr(member, "x")
        cases.append((code + said + ".zip", room.getvalue(), code, said))
        if code == "F131":
            cases.append(("截断.xlsx", room.getvalue()[:-22], "F050", "cut short"))
    for name, content, code, said in cases:
        box.write(name, content)
        for command in (["inspect"], ["convert", "-t", "anhui"], ["plan", "-t", "anhui"]):
            expect(box.run(*command, name), 3, "error " + code, said)
            result = box.run(*command, name, "--lang", "zh")
            expect(result, 3, "错误 " + code)
            assert CHINESE.search(result.err.split(code)[-1])
    # a name alone makes no lock file of a table
    box.copy(HUNAN, "~$真表.csv")
    expect(box.run("inspect", "~$真表.csv"), 0)


def test_a_folder_in_place_of_a_file(box):
    os.mkdir(box.at("2024"))
    for command in (["inspect"], ["convert", "-t", "anhui"], ["plan", "-t", "anhui"], ["detect"]):
        expect(box.run(*command, "2024"), 3, "F137", "jixiao batch", "2024")


def test_standard_output(box):
    result = box.run("convert", "-t", "anhui", "-o", "-", HUNAN)
    expect(result, 0, "standard output: 1 form")
    assert "," in result.out and "\r\n" in result.out
    result = box.run("convert", "-t", "anhui", "-o", "-", "--to-carrier", "xlsx", HUNAN)
    expect(result, 0)
    assert result.raw[:2] == b"PK"
    result = box.run("convert", "-t", "json", "-o", "-", HUNAN)
    expect(result, 0)
    assert json.loads(result.out)["schema"] == "jixiao-1"
    assert box.names() == []


def test_the_model_comes_back_in(box):
    expect(box.run("convert", "-t", "json", "-o", "model.json", HUNAN), 0)
    expect(box.run("convert", "-t", "anhui", "-o", "direct.csv", HUNAN), 0)
    expect(box.run("convert", "-t", "anhui", "-o", "around.csv", "model.json"), 0)
    assert box.read("direct.csv") == box.read("around.csv")
    expect(box.run("convert", "-t", "anhui", "-o", "piped.csv", "-", stdin=box.read("model.json")), 0)
    assert box.read("direct.csv") == box.read("piped.csv")


def test_output_that_cannot_be_written(box):
    with open("/dev/full", "wb") as full:
        for arguments in (["layouts"], ["--help"], ["inspect", "--json", HUNAN], ["inspect", HUNAN],
                          ["convert", "-t", "anhui", "-o", "-", HUNAN], ["plugins", "--json"]):
            result = box.run(*arguments, stdout=full)
            expect(result, 5, "S002")
            assert result.err.count("S002") == 1, result.err
            assert box.run(*arguments, stdout=full, env={"JIXIAO_LANG": "zh"}).err.count("无法写入 标准输出") == 1
    expect(box.run("convert", "-t", "anhui", "-o", "/dev/full", "--to-carrier", "csv", HUNAN), 5, "S002", "/dev/full")
    expect(box.run("convert", "-t", "anhui", "-o", "/dev/null", "--to-carrier", "csv", HUNAN), 0)
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_reader_that_has_gone(box):
    read, write = os.pipe()
    os.close(read)
    said = box.run("inspect", "--json", HUNAN, stdout=write)
    expect(said, 5)
    assert said.err == "", "who ended the reader knows it"
    os.close(write)


def test_started_without_standard_files(box):
    def close_output():
        os.close(1)

    expect(box.run("layouts", stdout=None, preexec_fn=close_output), 5, "S002")
    expect(box.run("convert", "-t", "anhui", "-o", "x.csv", HUNAN, stdout=None, preexec_fn=close_output), 0)
    assert box.names() == ["x.csv"]


def test_hidden_rows_and_columns_of_ods_are_told(box):
    source = os.path.join(os.path.dirname(HUNAN), "same.ods")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(box.at("hidden.ods"), "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "content.xml":
                rows = content.split(b"<table:table-row ")
                rows[10] = b'table:visibility="collapse" ' + rows[10]
                content = b"<table:table-row ".join(rows)
                content = content.replace(b"<table:table-column ", b'<table:table-column table:visibility="filter" ', 1)
            new.writestr(name, content)
    expect(box.run("inspect", "hidden.ods"), 0, "F112: 1 row(s)", "the first is row 10", "F113", "column A")
    assert "F11" not in box.run("inspect", source).err


def test_blank_lines_before_a_packed_file_are_told(box):
    with open(os.path.join(os.path.dirname(HUNAN), "same.xlsx"), "rb") as file:
        box.write("page.xlsx", b"\r\n" + file.read())
    expect(box.run("inspect", "page.xlsx"), 3, "F003", "blank lines before a packed file")
    expect(box.run("inspect", "--lang", "zh", "page.xlsx"), 3, "空行")


def test_texts_repeated_under_former_merges_are_read_once(box):
    """As pandas.read_html, python-docx and "unmerge and fill" leave a table."""
    with zipfile.ZipFile(os.path.join(os.path.dirname(HUNAN), "same.xlsx")) as book:
        merges = re.findall(r'mergeCell ref="([A-Z])(\d+):([A-Z])(\d+)"', book.read("xl/worksheets/sheet1.xml").decode())
    with open(HUNAN, encoding="utf-8-sig", newline="") as file:
        rows = [(row + [""] * 6)[:6] for row in csv.reader(file)]
    for left, top, right, bottom in merges:
        text = rows[int(top) - 1][ord(left) - 65]
        for row in range(int(top) - 1, int(bottom)):
            for column in range(ord(left) - 65, ord(right) - 64):
                rows[row][column] = text
    with open(box.at("repeated.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    assert model(box, "repeated.csv") == model(box, HUNAN)
    result = box.run("inspect", "-v", "repeated.csv")
    expect(result, 0, "U082")
    assert "warning" not in result.err, result.err
    account = json.loads(box.run("inspect", "--json", "repeated.csv").out)["accounting"]
    assert account["unread"] == account["extras"] == 0, account
