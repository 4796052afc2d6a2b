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
    # of two characters, one that differs makes another province; and 湖 may be one or the other
    for typed in ("江西", "江西省", "山东", "湖"):
        said = box.run("convert", "-t", typed, HUNAN, "--lang", "zh")
        expect(said, 2, "P007", typed, "湖南")
        assert "是不是" not in said.err, said.err


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


def test_a_layout_that_changes_nothing_is_told(box):
    expect(box.run("convert", "-t", "anhui", "-o", "x.json", HUNAN), 0, "U103", "anhui")
    expect(box.run("convert", "-t", "json", "-o", "y.json", HUNAN), 0)
    assert box.read("x.json") == box.read("y.json")
    assert "U103" not in box.run("convert", "-t", "json", "-o", "z.json", HUNAN).err


def test_dates_that_are_given(box):
    for typed, shown in (("2024年6月", "2024年6月"), ("2024/6/30", "2024-06-30"), ("二〇二四年底", "二〇二四年底")):
        expect(box.run("convert", "-t", "hunan", "--set", "填报日期=" + typed, "-o", "x.csv", "--force", HUNAN), 0, shown)


def test_no_line_of_help_begins_with_a_closing_mark(box):
    for command in ("convert", "batch", "inspect", "table"):
        for width in ("60", "72", "80", "100"):
            for line in box.run("help", command, env={"JIXIAO_LANG": "zh", "COLUMNS": width}).out.splitlines():
                assert line.strip()[:1] not in tuple("）。，、；：”》"), (command, width, line)


def test_a_reader_that_has_seen_enough(box):
    """`| head -1` ends the program without a word; a full disk is still told."""
    seen, written = os.pipe()
    os.close(seen)
    with os.fdopen(written, "w") as pipe:
        done = box.run("layouts", "-v", stdout=pipe)
    expect(done, 5)
    assert done.err == "", done.err
    with open("/dev/full", "w") as full:
        expect(box.run("layouts", stdout=full), 5, "S002")
