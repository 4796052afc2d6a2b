#!/usr/bin/env python3
"""hostile: blanks that are made to hurt. Each ends with a message and without an output, in 2 seconds of work and 256 MiB; or is
filled like any other where nothing is wrong with it.

    tests/filling/hostile.py BUILD"""
import io
import json
import os
import re
import resource
import sys
import tempfile
import zipfile

sys.argv[1:] = sys.argv[1:] or ["build"]
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import documents  # noqa: E402
import fills  # noqa: E402
import patches  # noqa: E402
from trying import run_tests, test  # noqa: E402

with open(os.path.join(sys.argv[1], "libjixiao.so"), "rb") as library:
    SLOWER = 5 if b"__asan_init" in library.read() else 1
# Of work, not of the clock; what checks itself takes some times as much of both.
SECONDS, MEBIBYTES = 2 * SLOWER, 256 * SLOWER
SHEET, DOCUMENT = "xl/worksheets/sheet1.xml", "word/document.xml"


def spent(arguments):
    """(exit code, what was said, seconds of work, MiB at most) of a run of the program."""
    with tempfile.TemporaryFile() as said:
        pid = os.fork()
        if pid == 0:
            # more than allowed ends it: a test must not take the machine along
            resource.setrlimit(resource.RLIMIT_CPU, (10 * SECONDS, 10 * SECONDS))
            for number in (1, 2):
                os.dup2(said.fileno(), number)
            os.execve(fills.PROGRAM, [fills.PROGRAM] + arguments, dict(os.environ, JIXIAO_LANG="en"))
        _, status, used = os.wait4(pid, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode(errors="replace"), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def fill(blank, ending, facts=None):
    with tempfile.TemporaryDirectory() as folder:
        template, source, target = (os.path.join(folder, name) for name in ("blank." + ending, "facts.json", "out." + ending))
        with open(template, "wb") as file:
            file.write(blank)
        with open(source, "w") as file:
            json.dump(facts or fills.facts((4, 1, 1, 1, 1)), file)
        code, said, seconds, memory = spent(["convert", "-t", template, "-o", target, source])
        assert seconds <= SECONDS, "%.1f s: %s" % (seconds, said[:300])
        assert memory <= MEBIBYTES, "%.0f MiB: %s" % (memory, said[:300])
        return code, said, os.path.exists(target)


def refused(blank, ending, words=""):
    code, said, there = fill(blank, ending)
    assert code not in (0, 1) and not there, (code, there, said[:400])
    assert re.search(r"(error|warning) [A-Z]\d{3}", said) and words in said, said[:600]


def filled(blank, ending):
    code, said, there = fill(blank, ending)
    assert code in (0, 1) and there, (code, there, said[:600])


def edited(name, ending, edit):
    blank = fills.county() if ending == "xlsx" else fills.document()
    members = patches.parts(blank)
    members[name] = edit(members[name].decode()).encode()
    return patches.package(members)


# --- what is in a package ------------------------------------------------------------------------------------------------------

@test
def bomb():
    """A part of 600 MB in some hundred KB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in patches.parts(fills.county()).items():
            archive.writestr(name, content if name != SHEET else content.replace(b"<sheetData>", b"<sheetData>" + b" " * 600_000_000))
    refused(out.getvalue(), "xlsx")


@test
def bomb_in_a_document():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in patches.parts(fills.document()).items():
            archive.writestr(name, content if name != DOCUMENT else content.replace(b"<w:body>", b"<w:body>" + b" " * 600_000_000))
    refused(out.getvalue(), "docx")


@test
def doctype():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def edit(text):
        return re.sub(r"(<\?xml[^>]*\?>)?", lambda match: (match.group() or "") + bomb, text, count=1)
    refused(edited(SHEET, "xlsx", edit), "xlsx")
    refused(edited(DOCUMENT, "docx", edit), "docx")
    refused(edited("xl/styles.xml", "xlsx", edit), "xlsx")


@test
def members_that_disagree():
    blank = bytearray(fills.county())
    at = blank.find(b"PK\x01\x02")
    blank[at + 24:at + 28] = (7).to_bytes(4, "little")
    refused(bytes(blank), "xlsx")
    refused(fills.county()[:-2000], "xlsx")


# --- what is in a sheet ----------------------------------------------------------------------------------------------------------

@test
def merges_that_overlap():
    refused(edited(SHEET, "xlsx", lambda text: text.replace("</mergeCells>", '<mergeCell ref="C11:D12"/></mergeCells>')), "xlsx", "overlap")


@test
def a_million_rows_of_looks():
    rows = "".join('<row r="%d" s="1" customFormat="1"/>' % row for row in range(30, 1_000_030))
    refused(edited(SHEET, "xlsx", lambda text: text.replace("</sheetData>", rows + "</sheetData>")), "xlsx")


@test
def cells_without_end():
    rows = "".join('<row r="%d">%s</row>' % (row, "".join('<c r="%s%d" s="1"/>' % (column, row) for column in "ABCDEFGH")) for row in range(30, 100_000))
    refused(edited(SHEET, "xlsx", lambda text: text.replace("</sheetData>", rows + "</sheetData>")), "xlsx")


@test
def shared_formulas_in_a_circle():
    def edit(text):
        text = re.sub(r'(<c r="B5"[^>]*)>.*?</c>', r'\1><f t="shared" ref="B5:B6" si="0">B6+B5</f><v>0</v></c>', text, flags=re.S)
        return re.sub(r'<c r="B6"([^>]*)/>', r'<c r="B6"\1><f t="shared" si="0"/><v>0</v></c>', text)
    filled(edited(SHEET, "xlsx", edit), "xlsx")


@test
def formulas_that_ask_each_other():
    chain = "".join('<row r="%d"><c r="A%d"><f>A%d+A%d</f><v>1</v></c></row>' % (row, row, row - 1, row - 2) for row in range(40, 3000))
    filled(edited(SHEET, "xlsx", lambda text: text.replace("</sheetData>", chain + "</sheetData>")), "xlsx")


@test
def ranges_of_everything():
    def edit(text):
        rule = "".join('<dataValidation type="list" sqref="A1:XFD1048576"><formula1>$A$1:$XFD$1048576</formula1></dataValidation>' for _ in range(500))
        return re.sub("<dataValidations[^>]*>", lambda match: match.group() + rule, text)
    code, said, there = fill(edited(SHEET, "xlsx", edit), "xlsx")
    assert there == (code in (0, 1)), said


@test
def brackets_without_end():
    formula = "(" * 20000 + "1" + ")" * 20000
    code, said, there = fill(edited(SHEET, "xlsx", lambda text: text.replace("SUM(B4,E4)", formula)), "xlsx")
    assert there == (code in (0, 1)), said


# --- what is in a document -------------------------------------------------------------------------------------------------------

@test
def tables_within_tables():
    inside = documents.paragraph()
    for _ in range(500):
        inside = documents.table(1, documents.row(documents.cell(inside + documents.paragraph()))) + documents.paragraph()
    refused(documents.document(documents.title(), inside, documents.head(), documents.paragraph(), documents.band()), "docx")


@test
def columns_without_end():
    wide = documents.document(documents.title(), documents.head(), documents.band().replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2000000000"/>'))
    code, said, there = fill(wide, "docx")
    assert there == (code in (0, 1)), said


@test
def rows_without_end():
    body = documents.table(2, *[documents.row("项目名称", "") for _ in range(40_000)])
    code, said, there = fill(documents.document(documents.title(), body, documents.band()), "docx")
    assert there == (code in (0, 1)), said


@test
def text_with_tabs_is_no_form_to_fill():
    with open(os.path.join(os.path.dirname(__file__), "..", "..", "fixtures", "hunan", "cell-per-line", "same.docx"), "rb") as file:
        refused(file.read(), "docx", "T036")


if __name__ == "__main__":
    sys.exit(run_tests())
