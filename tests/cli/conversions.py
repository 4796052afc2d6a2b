"""Tests of the program: losses, parts, and what the commands show."""
import json
import os
import shutil
import subprocess

from box import ANHUI, DEPARTMENT, HUNAN, PROGRAM, expect, fields, model, open_terminal

# --- in part, with losses, strictly ------------------------------------------------------------------------------------


def test_losses(box):
    result = box.run("convert", "-t", "anhui", "--no-loss", HUNAN)
    expect(result, 4, "L006")
    expect(box.run("convert", "-t", "anhui", "--no-loss", HUNAN, env={"JIXIAO_LANG": "zh"}), 4, "错误 L006")
    assert box.names() == []
    expect(box.run("convert", "-t", "hunan", "--no-loss", HUNAN), 0)
    expect(box.run("convert", "-t", "anhui", "-o", "x.csv", HUNAN), 0, "warning U070")
    expect(box.run("convert", "-t", "anhui", "-o", "y.csv", "--strict", HUNAN), 1)
    assert box.read("x.csv") == box.read("y.csv")
    expect(box.run("convert", "-t", "hunan", "-o", "z.csv", "--strict", HUNAN), 0)
    result = box.run("convert", "-t", "anhui", "-o", "q.csv", "--quiet", HUNAN)
    expect(result, 0)
    assert not result.err
    expect(box.run("convert", "-t", "anhui", "-q", "nowhere.csv"), 3, "F001")


def test_stand_ins_can_be_refused(box):
    derived = [i for i in json.loads(box.run("plan", "-t", "anhui", "--json", HUNAN).out)["items"] if i["kind"] == "derived"]
    assert derived
    plan = json.loads(box.run("plan", "-t", "anhui", "--json", "--no-derive", HUNAN).out)
    assert not [i for i in plan["items"] if i["kind"] == "derived"]
    expect(box.run("convert", "-v", "-t", "anhui", "-o", "a.csv", HUNAN), 0, "D001")
    result = box.run("convert", "-v", "-t", "anhui", "-o", "b.csv", "--no-derive", HUNAN)
    expect(result, 0)
    assert "D001" not in result.err and box.read("a.csv") != box.read("b.csv")


def test_a_layout_without_this_form(box):
    result = box.run("convert", "-t", "anhui", DEPARTMENT)
    expect(result, 3, "L005")
    expect(box.run("convert", "-t", "anhui", DEPARTMENT, env={"JIXIAO_LANG": "zh"}), 3, "错误 L005")
    assert box.names() == []
    expect(box.run("plan", "-t", "anhui", DEPARTMENT), 3)
    both = {"schema": "jixiao-1", "forms": []}
    for source in (HUNAN, DEPARTMENT):
        both["forms"] += json.loads(box.run("inspect", "--json", source).out)["forms"]
    box.write("both.json", json.dumps(both))
    expect(box.run("convert", "-t", "anhui", "-o", "x.csv", "both.json"), 1, "L005", "x.csv: 1 form, ")
    expect(box.run("plan", "-t", "anhui", "both.json"), 1)
    assert json.loads(box.run("plan", "-t", "anhui", "--json", "both.json").out)["refused"] == 1
    expect(box.run("convert", "-t", "hunan", "-o", "y.csv", "both.json"), 0)


def test_several_inputs(box):
    for name, source in (("a.csv", HUNAN), ("b.csv", ANHUI)):
        box.copy(source, name)
    box.write("bad.csv", "a,b\n1,2\n")
    expect(box.run("convert", "-t", "guangdong", "-o", "all/", "a.csv", "b.csv"), 0)
    assert sorted(os.listdir(box.at("all"))) == ["a-guangdong.xlsx", "b-guangdong.xlsx"]
    expect(box.run("convert", "-t", "guangdong", "-o", "some/", "a.csv", "bad.csv", "nowhere.csv", "b.csv"), 1, "R050",
           "F001")
    assert sorted(os.listdir(box.at("some"))) == ["a-guangdong.xlsx", "b-guangdong.xlsx"]
    expect(box.run("convert", "-t", "guangdong", "-o", "none/", "bad.csv", "nowhere.csv"), 3)
    assert not os.path.exists(box.at("none"))
    expect(box.run("convert", "-t", "guangdong", "a.csv", "b.csv"), 0)
    for command in (["inspect"], ["plan", "-t", "guangdong"]):
        expect(box.run(*command, "a.csv", "b.csv"), 0)
        result = box.run(*command, "a.csv", "bad.csv", "nowhere.csv", "b.csv")
        expect(result, 1, "R050", "F001")
        assert "\na.csv" in "\n" + result.out and "\nb.csv" in result.out
        expect(box.run(*command, "bad.csv", "nowhere.csv"), 3)
        texts = box.run(*command, "--json", "a.csv", "b.csv").out
        first, end = json.JSONDecoder().raw_decode(texts)
        second = json.loads(texts[end:])
        assert first != second
    sums = box.run("plan", "-t", "guangdong", "a.csv", "b.csv").out.splitlines()[-1]
    assert sums.startswith("2 files → guangdong: 2 of 2 forms"), sums
    assert "a-guangdong.xlsx" in box.names()


def test_two_inputs_of_one_name(box):
    for folder in ("one", "two"):
        os.mkdir(box.at(folder))
        box.copy(HUNAN, folder + "/t.csv")
    for force in ([], ["--force"]):
        shutil.rmtree(box.at("out"), ignore_errors=True)
        expect(box.run("convert", "-t", "anhui", "-o", "out/", *force, "one/t.csv", "two/t.csv"), 1, "U012", "two/t.csv")
        assert os.listdir(box.at("out")) == ["t-anhui.xlsx"]


# --- what is shown -----------------------------------------------------------------------------------------------------


def test_inspect(box):
    document = json.loads(box.run("inspect", "--json", HUNAN).out)
    form = document["forms"][0]
    result = box.run("inspect", HUNAN)
    expect(result, 0, out=form["fields"]["project_name"]["value"])
    for indicator in form["indicators"]:
        assert indicator["name"] in result.out
    assert f"({len(form['indicators'])})" in result.out
    assert document["source"]["carrier"] == "csv" and form["layout"] == "hunan"
    chinese = box.run("inspect", "--lang", "zh", HUNAN)
    expect(chinese, 0, out="项目名称")
    assert "project name" in result.out and "project name" not in chinese.out


def test_long_texts_are_cut_to_the_terminal(box):
    def width(text):
        return sum(2 if ord(c) > 0x1100 and c not in "…↵→≥≤" else 1 for c in text)

    for command in (["inspect"], ["detect"], ["plan", "-t", "anhui"]):
        whole = box.run(*command, HUNAN)
        narrow = box.run(*command, HUNAN, env={"COLUMNS": "60"})
        full = box.run(*command, "--full", HUNAN, env={"COLUMNS": "60"})
        expect(narrow, 0, out="…")
        body = [line for line in narrow.out.splitlines() if line.startswith("   ")]
        assert max(width(line) for line in body) <= 60, max(body, key=width)
        if command[0] != "plan":
            assert full.out == whole.out
        assert max(width(line) for line in full.out.splitlines()) > 60


def test_detect(box):
    result = box.run("detect", "--json", HUNAN)
    expect(result, 0)
    tables = json.loads(result.out)["tables"]
    assert len(tables) == 1 and tables[0]["claimed"] and tables[0]["lead"] >= 30
    best = tables[0]["candidates"][0]
    assert (best["layout"], best["kind"]) == ("hunan", "project") and best["score"] >= 85
    assert "项目支出名称" in best["present"] and best["missing"] == best["strange"] == "" and best["cost"] == 0
    costs = [candidate["cost"] for candidate in tables[0]["candidates"]]
    assert costs == sorted(costs) and min(costs[1], tables[0]["without_layout"]) == tables[0]["lead"]
    expect(box.run("detect", HUNAN), 0, out="recognised as hunan")
    expect(box.run("detect", "--lang", "zh", HUNAN), 0, out="识别为 湖南")


def test_plan(box):
    result = box.run("plan", "-t", "anhui", "--json", HUNAN)
    expect(result, 0)
    plan = json.loads(result.out)
    losses = [item for item in plan["items"] if item["kind"] == "loss"]
    assert plan["losses"] == len(losses) > 0 and plan["converted"] == 1
    assert any(item.get("part") == "standard" and item["at"] for item in losses)
    assert any(item.get("field") == "goal_period" for item in losses)
    assert all(item["name"] for item in plan["items"])
    human = box.run("plan", "-t", "anhui", HUNAN)
    expect(human, 0)
    for item in losses:
        assert item["name"] in human.out
    expect(box.run("plan", "-t", "anhui", "--lang", "zh", HUNAN), 0, out="丢失")
    expect(box.run("plan", "-t", "hunan", HUNAN), 0, out="nothing is lost")
    expect(box.run("plan", "-t", "json", HUNAN), 0, out="nothing is lost")
    assert box.names() == []


def test_layouts_and_carriers(box):
    layouts = json.loads(box.run("layouts", "--json").out)
    assert {"hunan", "anhui", "guangdong", "neimenggu"} <= {layout["id"] for layout in layouts}
    hunan = [layout for layout in layouts if layout["id"] == "hunan"][0]
    assert [form["kind"] for form in hunan["forms"]] == ["project", "department"]
    assert "project_name" in hunan["forms"][0]["fields"] and "duties" in hunan["forms"][1]["fields"]
    expect(box.run("layouts"), 0, out="hunan")
    expect(box.run("layouts", "-v", "--lang", "zh"), 0, out="绩效标准")
    carriers = {carrier["id"]: carrier for carrier in json.loads(box.run("carriers", "--json").out)}
    assert carriers["json"]["reads"] and carriers["json"]["writes"]
    assert carriers["csv"]["writes"] and carriers["xlsx"]["writes"] and not carriers["txt"]["writes"]
    expect(box.run("carriers"), 0, out="xlsx")
    assert "ods ots fods" not in box.run("carriers").out, "what is not written has no ending to be written as"
    expect(box.run("carriers", "--lang", "zh"), 0, out="载体")


def test_messages_cannot_reach_the_terminal(box):
    model = json.loads(box.run("inspect", "--json", HUNAN).out)
    form = model["forms"][0]
    for name in ("project_name", "goal_period", "goal_annual"):
        form["fields"][name]["value"] = "路\x1b[2J\x1b]0;x\x07\u202eabc\u009b5m\u2066d\x7f路"
    form["indicators"][0]["name"] = "里程\x1b[31m\u009b5m"
    form["extra"] = [{"label": "备\x1b[1m注", "value": "无\u009b5m", "at": "A1"}]
    box.write("evil.json", json.dumps(model))
    for command in (["inspect"], ["plan", "-t", "anhui"], ["convert", "-v", "--force", "-t", "anhui"],
                    ["convert", "-v", "--force", "-t", "neimenggu"]):
        for width in ({}, {"COLUMNS": "50"}):
            result = box.run(*command, "evil.json", env=width)
            assert "路" in result.out + result.err
            for bad in "\x1b\x07\u202e\u009b\u2066\x7f":
                assert bad not in result.out + result.err, (command, bad)
    for bad in "\x1b\x07":
        assert bad not in box.run("inspect", "--json", "evil.json").out
    box.copy(HUNAN, "n\x1b[31m.csv")
    assert "\x1b" not in box.run("detect", "n\x1b[31m.csv").out
    assert "\x1b" not in box.run("inspect", "no\x1b[31m.csv").err


def in_terminal(box, env):
    """The program's messages when standard error is a terminal."""
    leader, follower = open_terminal()
    child = subprocess.Popen([PROGRAM, "inspect", "nowhere.csv"], cwd=box.path, stderr=follower,
                             stdout=subprocess.DEVNULL, env={"PATH": os.environ["PATH"], "LC_ALL": "C", **env})
    os.close(follower)
    said = b""
    try:
        while piece := os.read(leader, 4096):
            said += piece
    except OSError:
        pass
    os.close(leader)
    child.wait(timeout=600)
    return said


def test_colours_are_for_terminals(box):
    assert b"\x1b[" in in_terminal(box, {"TERM": "xterm"})
    assert b"\x1b[" not in in_terminal(box, {"TERM": "xterm", "NO_COLOR": "1"})
    assert b"\x1b[" not in in_terminal(box, {"TERM": "dumb"})
    assert b"\x1b[" not in in_terminal(box, {})
    assert "\x1b[" not in box.run("inspect", "nowhere.csv", env={"TERM": "xterm"}).err
