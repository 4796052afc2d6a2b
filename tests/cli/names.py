"""Tests of the program: layouts, options and paths by the names that people give them."""
import json
import os
import urllib.parse

from box import BUILD, HUNAN, expect


def layouts(box):
    return json.loads(box.run("layouts", "--json").out)


def test_layouts_by_their_names(box):
    for typed, layout in (("湖南", "hunan"), ("湖南省", "hunan"), ("Hunan", "hunan"), ("HUNAN", "hunan"), ("安徽", "anhui"),
                          ("内蒙古", "neimenggu"), ("内蒙古自治区", "neimenggu"), ("Inner Mongolia", "neimenggu"),
                          ("inner-mongolia", "neimenggu"), (" 广东 ", "guangdong"), ("Ministry of Finance", "national")):
        expect(box.run("convert", "-t", typed, "a.csv" if os.path.exists(box.at("a.csv")) else box.copy(HUNAN, "a.csv"),
                       "--force"), 0, f"a-{layout}.xlsx: 1 form")
        assert box.run("inspect", "-f", typed, "a.csv").code != 2
    for layout in layouts(box):
        for name in (layout["id"], layout["chinese"]):
            assert box.run("plan", "-t", name, HUNAN).code in (0, 3), name


def test_an_unknown_layout_gets_the_nearest(box):
    result = box.run("convert", "-t", "安微", HUNAN, "--lang", "zh")
    expect(result, 2, "U072", "您是不是要 anhui（安徽）", "hunan（湖南）")
    expect(box.run("plan", "-t", "hunnan", HUNAN), 2, "U072", "did you mean hunan?")
    expect(box.run("inspect", "-f", "guandong", HUNAN), 2, "U072", "guangdong")
    expect(box.run("batch", "-t", "湖北人", "-o", "out", HUNAN, "--lang", "zh"), 2, "湖北人")
    assert box.names() == []


def test_messages_use_chinese_names(box):
    box.copy(HUNAN, "a.csv")
    zh = {"JIXIAO_LANG": "zh"}
    said = box.run("convert", "-v", "-t", "anhui", "a.csv", env=zh).err
    assert "安徽的表没有" in said and "anhui的表" not in said
    assert "→ 安徽：" in box.run("plan", "-t", "anhui", "a.csv", env=zh).out
    assert "1. 湖南，" in box.run("inspect", "a.csv", env=zh).out
    assert "a-anhui.xlsx" in box.names()


def test_hyphens_and_blanks_before_options(box):
    box.copy(HUNAN, "a.csv")
    for index, words in enumerate((["－t", "湖南"], ["－－to", "湖南"], ["—to", "湖南"], ["–t", "湖南"], [" -t", "湖南"],
                                   ["　--to", "湖南"], ["－－to=湖南"], [" -thunan"])):
        expect(box.run("convert", *words, "-o", f"{index}.csv", "a.csv"), 0)
    # what a file is called comes first, and behind -- nothing is an option
    box.copy(HUNAN, "－v.csv")
    expect(box.run("inspect", "－v.csv"), 0)
    expect(box.run("inspect", "--", "－v"), 3, "F001")
    expect(box.run("inspect", "－x", "a.csv"), 2, "U002", "-x")


def test_paths_as_file_managers_drop_them(box):
    os.mkdir(box.at("我的 表"))
    path = box.at("我的 表/农村 公路%41.csv")
    box.copy(HUNAN, "我的 表/农村 公路%41.csv")
    address = "file://" + urllib.parse.quote(path)
    for typed in (address, address.replace("file://", "file://localhost"), f"'{path}'", f'"{path}"', f"“{path}”",
                  f"'{address}'", path):
        expect(box.run("inspect", typed), 0, out="农村公路养护经费")
    expect(box.run("convert", "-t", "hunan", "-o", "file://" + urllib.parse.quote(box.at("出.csv")), address), 0)
    assert "出.csv" in box.names()
    # a file that is really called so is read
    box.copy(HUNAN, "'a.csv'")
    expect(box.run("inspect", "'a.csv'"), 0)
    expect(box.run("inspect", "file:///nowhere/x.csv"), 3, "F001", "/nowhere/x.csv")
    expect(box.run("inspect", "file:///nowhere/x%00.csv"), 3, "F001")


def test_fields(box):
    listed = {field["key"]: field for field in json.loads(box.run("fields", "--json").out)}
    assert listed["project_name"]["chinese"] == "项目名称" and listed["fund_total"]["kind"] == "amount"
    expect(box.run("fields"), 0, out="project_name")
    expect(box.run("fields", "--lang", "zh"), 0, out="年度资金总额")
    for key, field in listed.items():
        if key not in ("title", "money_unit") and field["kind"] == "text":
            expect(box.run("plan", "-t", "hunan", "--set", f"{field['chinese']}=某", HUNAN), 0)


def test_lint_speaks_the_users_language(box):
    expect(box.run("plugins", "--lint", "--lang", "zh"), 0, out="0 个有错误")
    assert os.path.isdir(BUILD)
