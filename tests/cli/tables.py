"""Tests of jixiao table: one row for each indicator of many files."""
import csv
import io
import json
import os
import zipfile

from box import ANHUI, CHINESE, HUNAN, TROUBLE, expect, model

JSON_ONLY = ("file", "sheet", "at", "form", "layout", "kind")


def rows_of(box, name):
    text = box.read(name).decode("utf-8-sig")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_table_rows(box):
    box.copy(HUNAN, "a.csv")
    box.copy(HUNAN.replace("input.csv", "same.xlsx"), "b.xlsx")
    expect(box.run("table", "-o", "t.csv", "a.csv", "b.xlsx"), 0, "t.csv: 20 rows of 2 files")
    rows = rows_of(box, "t.csv")
    forms = [form for name in ("a.csv", "b.xlsx") for form in model(box, name)]
    items = [item for form in forms for item in form["indicators"]]
    assert len(rows) == len(items) == 20
    assert [row["file"] for row in rows] == ["a.csv"] * 10 + ["b.xlsx"] * 10
    assert rows[0]["sheet"] == "" and rows[10]["sheet"] == "农村公路养护经费" and rows[0]["cell"] == "D9"
    for row, item in zip(rows, items):
        assert (row["level 1"], row["level 2"], row["level 3"]) == (item["level1"], item["level2"], item["name"])
        assert (row["operator"], row["value"], row["unit"]) == tuple(item["target"].get(k) or "" for k in ("op", "value", "unit"))
        assert row["standard"] == item["standard"] and row["project name"] == "农村公路养护经费"
        assert row["funds of this level"] == "1280000" and row["total of the year's funds"] == ""
    assert [row["number"] for row in rows] == [str(n) for n in range(1, 11)] * 2


def test_table_kinds(box):
    box.copy(HUNAN, "a.csv")
    box.copy(ANHUI, "b.csv")
    for name in ("t.csv", "t.jsonl", "t.xlsx"):
        expect(box.run("table", "-o", name, "a.csv", "b.csv"), 0, f"{name}: 20 rows of 2 files")
    lines = [json.loads(line) for line in box.read("t.jsonl").decode().splitlines()]
    for row, line in zip(rows_of(box, "t.csv"), lines):
        guarded = ["'" + value if value and value[0] == "=" and value[1:] else value or "" for value in line.values()]
        assert list(row.values()) == guarded
    assert list(lines[0])[:6] == list(JSON_ONLY) and lines[0]["fund_local"] == "1280000"
    with zipfile.ZipFile(box.at("t.xlsx")) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>1280000</v>" in sheet and "养护农村公路里程" in sheet and sheet.count("<row ") == 21
    expect(box.run("table", "--lang", "zh", "-o", "zh.csv", "a.csv"), 0, "zh.csv：10 行，来自 1 个文件")
    assert all(CHINESE.search(name) for name in rows_of(box, "zh.csv")[0])
    assert box.run("table", "a.csv").raw == box.run("table", "-o", "-", "a.csv").raw != b""
    assert box.run("table", "-o", "-", "--to-carrier", "jsonl", "a.csv").out.count("\n") == 10
    expect(box.run("table", "-o", "t.docx", "a.csv"), 2, "U004")
    expect(box.run("table", "-o", "t.csv", "a.csv"), 7, "S003")
    expect(box.run("table", "-o", "a.csv", "--force", "a.csv"), 7, "S004")
    expect(box.run("table", "-o", "t.csv", "--force", "a.csv"), 0, "10 rows")


def test_table_of_a_folder_with_what_fails(box):
    os.makedirs(box.at("in/deep"))
    box.copy(HUNAN, "in/a.csv")
    box.copy(ANHUI, "in/deep/b.csv")
    box.write("in/bad.csv", "a,b\n1,2\n")
    box.write("in/crash.dat", "CRASH!")
    env = {"JIXIAO_PLUGIN_PATH": TROUBLE}
    expect(box.run("table", "-o", "in/t.csv", "in", env=env), 6, "in/bad.csv: error R050", "in/crash.dat: error S040",
           "in/t.csv: 20 rows of 2 files")
    assert {row["file"] for row in rows_of(box, "in/t.csv")} == {"in/a.csv", "in/deep/b.csv"}
    expect(box.run("table", "-o", "in/t.csv", "--force", "--exclude", "*.dat", "in", env=env), 6, "20 rows of 2 files")
    expect(box.run("table", "-o", "none.csv", "in/bad.csv", "nowhere.csv"), 6, "R050", "F001")
    assert "none.csv" not in box.names()
    os.mkdir(box.at("empty"))
    expect(box.run("table", "-o", "none.csv", "empty"), 3, "B007")


def test_table_keeps_what_is_no_indicator_and_guards_formulas(box):
    data = json.loads(box.run("inspect", "-q", "--json", HUNAN).out)
    data["forms"][0]["indicators"] = []
    data["forms"][0]["fields"]["project_name"]["value"] = "=1+1"
    data["forms"][0]["fields"]["fund_local"]["value"] = "-12.5"
    box.write("a.json", json.dumps(data))
    expect(box.run("table", "-o", "t.csv", "a.json"), 0, "1 row of 1 file")
    row = rows_of(box, "t.csv")[0]
    assert (row["project name"], row["funds of this level"], row["number"], row["level 1"]) == ("'=1+1", "-12.5", "", "")
    expect(box.run("table", "--no-guard", "-o", "u.csv", "a.json"), 0)
    assert rows_of(box, "u.csv")[0]["project name"] == "=1+1"
