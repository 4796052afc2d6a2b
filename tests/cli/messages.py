"""Tests of the program: which messages are shown, in which order, and what they hide."""
import json
import os
import re

from box import ANHUI, CHINESE, DEPARTMENT, HUNAN, TOP, expect

MOVED = os.path.join(TOP, "fixtures/neimenggu/rows-before-page-break/input.txt")
CODE = re.compile(r": (?:note|warning|error) ([A-Z]\d{3})")


def codes(result):
    return CODE.findall(result.err)


def lost(box, layout, source):
    plan = json.loads(box.run("plan", "-t", layout, "--json", source).out)
    return [item for item in plan["items"] if item["kind"] == "loss" and item["name"]]


def test_three_concerns(box):
    said = box.run("convert", "-t", "hunan", "-o", "a.csv", MOVED)
    expect(said, 0)
    assert codes(said) == ["R015", "R025", "U070"], said.err
    verbose = box.run("convert", "-v", "-t", "hunan", "-o", "b.csv", MOVED)
    found = [code for code in codes(verbose) if code[0] != "S"]  # what the sandbox holds comes first
    assert found[:2] == ["R015", "R025"] and {"L001", "L002", "L003", "D001", "L007"} <= set(found[2:])
    assert "U070" not in found
    quiet = box.run("convert", "-q", "-t", "hunan", "-o", "c.csv", MOVED)
    assert quiet.code == 0 and not quiet.err


def test_every_lost_fact_is_named_in_one_line(box):
    for layout in ("hunan", "anhui", "guangdong", "neimenggu", "national"):
        for source in (HUNAN, ANHUI, MOVED):
            said = box.run("convert", "-t", layout, "-o", "x.csv", "--force", source)
            lines = [line for line in said.err.splitlines() if "U070" in line]
            names = {item["name"] for item in lost(box, layout, source)}
            assert len(lines) == (1 if names else 0), said.err
            for name in names:
                assert name in lines[0], (name, lines)


def test_many_lost_facts_are_never_folded(box):
    model = json.loads(box.run("inspect", "--json", HUNAN).out)
    model["forms"][0]["extra"] = [{"label": f"附栏{i}", "value": "无", "at": f"A{i + 30}"} for i in range(300)]
    box.write("m.json", json.dumps(model))
    said = box.run("convert", "-t", "anhui", "-o", "x.csv", "m.json")
    expect(said, 0, *[f"附栏{i}" for i in range(300)])
    assert len(said.err.splitlines()) == 2 and "309 without a place" in said.err
    said = box.run("convert", "-v", "-t", "anhui", "-o", "y.csv", "m.json")
    assert codes(said).count("L003") == 300 and "R022" not in codes(said)


def test_a_kind_that_is_frequent_is_told_with_all_places(box):
    with open(HUNAN, encoding="utf-8-sig") as file:
        text = file.read()
    box.write("many.csv", text + "".join(f",,,,,,,多余的文字{i}\n" for i in range(12)))
    said = box.run("inspect", "many.csv")
    told = codes(said)
    assert told.count("R020") == 5 and told.count("R022") == 1, said.err
    line = next(line for line in said.err.splitlines() if "R022" in line)
    places = re.findall(r"H\d+", line)
    assert len(places) == 7, line
    assert codes(box.run("inspect", "-v", "many.csv")).count("R020") == 12


def test_seldom_kinds_come_first(box):
    with open(HUNAN, encoding="utf-8-sig") as file:
        text = file.read()
    box.write("many.csv", text.replace("128", "约一百") + "".join(f",,,,,,,多余的文字{i}\n" for i in range(9)))
    told = codes(box.run("inspect", "many.csv"))
    assert told[0] == "R012" and told[1:6] == ["R020"] * 5, told


def test_plan_and_convert_count_alike(box):
    for layout in ("hunan", "anhui", "guangdong", "neimenggu"):
        for source in (HUNAN, ANHUI, MOVED):
            end = re.compile(r"; (.*)$")
            plan = end.search(box.run("plan", "-t", layout, source).out.splitlines()[0])
            convert = end.search(box.run("convert", "-t", layout, "-o", "x.csv", "--force", source).err.splitlines()[-1])
            assert (plan and plan[1]) == (convert and convert[1]), (layout, source)
            told = json.loads(box.run("plan", "-t", layout, "--json", source).out)
            assert told["placeless"] == len(lost(box, layout, source))


def test_forms_that_are_not_converted_are_named(box):
    both = {"schema": "jixiao-1", "forms": []}
    for source in (HUNAN, DEPARTMENT):
        both["forms"] += json.loads(box.run("inspect", "--json", source).out)["forms"]
    name = both["forms"][1]["fields"]["department_name"]["value"]
    box.write("both.json", json.dumps(both))
    said = box.run("convert", "-t", "anhui", "-o", "x.csv", "both.json")
    expect(said, 1, "error L005")
    assert said.err.splitlines()[-1].endswith(f"not converted: {name}"), said.err
    assert codes(said)[0] == "L005"


def test_a_refusal_is_the_only_message(box):
    box.write("there.csv", "mine")
    box.copy(MOVED, "in.csv")
    for more, code, said in ((["-o", "x.docx7"], 2, "F015"), (["-o", "nowhere/x.xlsx"], 5, "S030"),
                             (["-o", "there.csv"], 7, "S003"), (["-o", "x.csv", "--carry"], 2, "L010"),
                             (["-o", "in.csv", "--force"], 7, "S004")):
        result = box.run("convert", "-t", "hunan", *more, "in.csv")
        expect(result, code)
        assert codes(result) == [said], result.err
    result = box.run("convert", "-t", "hunan", "--no-loss", "-o", "x.csv", MOVED)
    expect(result, 4)
    assert codes(result)[0] == "L006", result.err


def test_chinese_messages_are_chinese(box):
    said = box.run("convert", "-v", "-t", "guangdong", "-o", "x.csv", MOVED, env={"JIXIAO_LANG": "zh"})
    for line in said.err.splitlines():
        assert CHINESE.search(line.split(": ", 1)[-1]), line
