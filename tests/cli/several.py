"""Tests of the program: many inputs in one output, and the forms of one input in many."""
import csv
import io
import json
import os

from box import ANHUI, DEPARTMENT, FIXTURES, HUNAN, TROUBLE, expect, model

LIST = os.path.join(FIXTURES, "neimenggu/plain/input.csv")


def rows_of(box, name):
    return list(csv.reader(io.StringIO(box.read(name).decode("utf-8-sig"), newline="")))


def test_many_into_one_list(box):
    for name, source in (("a.csv", HUNAN), ("b.docx", HUNAN.replace("input.csv", "same.docx"))):
        box.copy(source, name)
    result = box.run("convert", "-t", "neimenggu", "-o", "all.csv", "a.csv", "b.docx")
    expect(result, 0, "a.csv: warning U070", "b.docx: warning U070")
    assert result.err.splitlines()[-1].startswith("all.csv: 2 forms, 20 indicators of 2 files; "), result.err
    rows = rows_of(box, "all.csv")
    totals = [row for row in rows if row[0] == "合计"]
    assert len(totals) == 1 and "328.50" in totals[0], totals  # 164.25 twice
    assert len([row for row in rows if row[0] == "农村公路养护经费"]) == 2


def test_a_file_given_twice_counts_once(box):
    box.copy(HUNAN, "a.csv")
    box.copy(ANHUI, "b.csv")
    os.symlink("a.csv", box.at("soft.csv"))
    os.link(box.at("a.csv"), box.at("hard.csv"))
    for other in ("a.csv", "./a.csv", "soft.csv", "hard.csv", box.at("a.csv")):
        said = box.run("convert", "-t", "neimenggu", "-o", "all.csv", "--force", "a.csv", "b.csv", other)
        expect(said, 0, other + ": warning U102", "2 forms, 20 indicators of 2 files")
        assert said.err.count("U102") == 1
        assert [row[3] for row in rows_of(box, "all.csv") if row and row[0] == "合计"] == ["164.25", "90.00"]
        expect(box.run("table", "-o", "rows.csv", "--force", "a.csv", other), 0, "U102", "10 rows of 1 file")
    expect(box.run("convert", "-t", "neimenggu", "-o", "all.csv", "--force", "a.csv", "a.csv"), 0, "U102", "1 form")
    said = box.run("convert", "-t", "neimenggu", "-o", "all.csv", "--force", "a.csv", "b.csv")
    expect(said, 0)
    assert "U102" not in said.err


def test_many_into_one_workbook(box):
    box.copy(HUNAN, "a.csv")
    box.copy(ANHUI, "b.csv")
    box.copy(HUNAN, "c.csv")
    expect(box.run("convert", "-t", "anhui", "-o", "all.xlsx", "a.csv", "b.csv", "c.csv"), 0, "all.xlsx: 3 forms, ")
    forms = json.loads(box.run("inspect", "-q", "--json", "all.xlsx").out)["forms"]
    sheets = [form["fields"]["project_name"]["at"].split("!")[0] for form in forms]
    assert len(set(sheets)) == 3 and all(len(sheet) <= 31 for sheet in sheets), sheets
    assert sheets[2].startswith("农村公路养护经费"), sheets
    expect(box.run("convert", "-t", "anhui", "-o", "all.xlsx", "a.csv", "b.csv"), 7, "S003")


def test_forms_of_one_head_share_a_list(box):
    """Files of one department need not be neighbours."""
    box.copy(HUNAN, "a.csv")
    box.copy(ANHUI, "b.csv")
    box.copy(HUNAN, "c.csv")
    expect(box.run("convert", "-t", "neimenggu", "-o", "all.xlsx", "a.csv", "b.csv", "c.csv"), 0)
    forms = json.loads(box.run("inspect", "-q", "--json", "all.xlsx").out)["forms"]
    sheets = [form["fields"]["project_name"]["at"].split("!")[0] for form in forms]
    assert len(forms) == 3 and sheets[0] == sheets[1] != sheets[2], sheets


def test_what_fails_is_told_and_the_rest_is_collected(box):
    box.copy(HUNAN, "a.csv")
    box.write("bad.csv", "a,b\n1,2\n")
    box.copy(ANHUI, "b.csv")
    box.copy(DEPARTMENT, "d.csv")
    expect(box.run("convert", "-t", "anhui", "-o", "x.csv", "a.csv", "bad.csv", "nowhere.csv", "b.csv"), 1, "R050", "F001",
           "x.csv: 2 forms, 20 indicators of 2 files")
    expect(box.run("convert", "-t", "anhui", "-o", "y.csv", "a.csv", "d.csv"), 1, "L005", "y.csv: 1 form, ", "not converted: ")
    expect(box.run("convert", "-t", "anhui", "-o", "z.csv", "bad.csv", "nowhere.csv"), 3)
    expect(box.run("convert", "-t", "anhui", "-o", "z.csv", "--no-loss", "a.csv", "b.csv"), 4, "L006")
    assert "z.csv" not in box.names()
    expect(box.run("convert", "-t", "json", "-o", "-", "a.csv", "b.csv"), 0)
    assert len(json.loads(box.run("convert", "-t", "json", "-o", "-", "a.csv", "b.csv").out)["forms"]) == 2
    box.copy(HUNAN.replace("input.csv", "same.xlsx"), "blank.xlsx")
    expect(box.run("convert", "-t", "blank.xlsx", "-o", "f.xlsx", "a.csv", "b.csv"), 2, "U010")


def test_a_crash_loses_none_of_the_others(box):
    box.copy(HUNAN, "a.csv")
    box.write("crash.dat", "CRASH!")
    box.copy(ANHUI, "b.csv")
    result = box.run("convert", "-t", "anhui", "-o", "x.csv", "a.csv", "crash.dat", "b.csv", env={"JIXIAO_PLUGIN_PATH": TROUBLE})
    expect(result, 1, "crash.dat: error S040", "x.csv: 2 forms, 20 indicators of 2 files")
    assert result.err.count("a.csv: warning U070") == 1, result.err


def test_totals_of_part_of_a_list_are_told(box):
    forms = []
    for amount in ("10000", None, "25000"):
        form = json.loads(box.run("inspect", "-q", "--json", ANHUI).out)["forms"][0]
        form["fields"] = {key: fact for key, fact in form["fields"].items() if not key.startswith("fund_")}
        if amount:
            form["fields"]["fund_total"] = {"value": amount}
        forms.append(form)
    box.write("some.json", json.dumps({"schema": "jixiao-1", "forms": forms}))
    expect(box.run("convert", "-t", "neimenggu", "-o", "x.csv", "some.json"), 0, "U080", "2 of 3 projects")
    assert [row for row in rows_of(box, "x.csv") if row[0] == "合计"][0][3] == "3.50"
    forms[0]["fields"]["fund_total"] = forms[1]["fields"]["fund_total"] = {"value": "9" * 18}
    box.write("large.json", json.dumps({"schema": "jixiao-1", "forms": forms}))
    expect(box.run("convert", "-t", "neimenggu", "-o", "y.csv", "large.json"), 0, "U081")
    assert [row for row in rows_of(box, "y.csv") if row[0] == "合计"][0][3] == ""


def test_one_into_many(box):
    box.copy(LIST, "list.csv")
    result = box.run("convert", "-t", "hunan", "--split", "-o", "out/", "--to-carrier", "csv", "list.csv")
    expect(result, 0, "out/list-hunan-01-乡村学校取暖补助.csv and 2 more: 3 forms, 22 indicators")
    names = sorted(os.listdir(box.at("out")))
    assert names == ["list-hunan-01-乡村学校取暖补助.csv", "list-hunan-02-教师体检经费.csv", "list-hunan-03-校园书屋建设.csv"], names
    whole = model(box, LIST)
    for form, name in zip(whole, names):
        piece = model(box, "out/" + name)
        assert len(piece) == 1 and piece[0]["fields"]["project_name"] == form["fields"]["project_name"]
        assert len(piece[0]["indicators"]) == len(form["indicators"])
    expect(box.run("convert", "-t", "hunan", "--split", "-o", "out/", "--to-carrier", "csv", "list.csv"), 7, "S003")
    expect(box.run("convert", "-t", "hunan", "--split", "-o", "one.csv", "list.csv"), 2, "U010")
    data = json.loads(box.run("inspect", "-q", "--json", HUNAN).out)
    data["forms"][0]["fields"]["project_name"]["value"] = "../x/路:*?<>|\\" + "长" * 100
    box.write("odd.json", json.dumps(data))
    expect(box.run("convert", "-t", "hunan", "--split", "--to-carrier", "csv", "odd.json"), 0)
    made = [name for name in box.names() if name.startswith("odd-hunan")]
    assert len(made) == 1 and made[0].startswith("odd-hunan-01-.._x_路") and len(made[0].encode()) < 255, made


def test_a_change_of_units_is_told_once(box):
    box.copy(HUNAN, "a.csv")
    box.copy(HUNAN, "b.csv")
    assert box.run("convert", "-t", "guangdong", "a.csv", "b.csv").err.count("D042") == 1
    assert box.run("plan", "-t", "guangdong", "a.csv", "b.csv").err.count("D042") == 1
    assert "D042" not in box.run("convert", "-t", "anhui", "a.csv", "b.csv", "-o", "out/").err
