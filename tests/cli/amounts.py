"""Amounts that people give and read, and what a form prints that nobody said."""

import json
import os

from box import ANHUI, HUNAN, TOP, expect

GUANGDONG = os.path.join(TOP, "fixtures/guangdong/blank-categories/input.csv")


def test_bare_amounts_are_in_the_forms_unit(box):
    def superior(*arguments):
        box.run("convert", "-o", "u.csv", "--force", *arguments)
        form = json.loads(box.run("inspect", "--json", "u.csv").out)["forms"][0]
        return form["fields"]["fund_superior"]["value"]
    blank = box.run("convert", "-t", "json", "-o", "-", HUNAN).raw
    model = json.loads(blank)
    del model["forms"][0]["fields"]["fund_superior"]
    box.write("blank.json", json.dumps(model))
    assert superior("-t", "hunan", "--set", "上级资金=36.25", "blank.json") == "362500"
    assert superior("-t", "hunan", "--set", "上级资金=36.25万", "blank.json") == "362500"
    assert superior("-t", "hunan", "--set", "上级资金=36.25元", "blank.json") == "36.25"
    said = box.run("plan", "-t", "hunan", "--set", "上级资金=36.25", "blank.json")
    expect(said, 0, "D030", "36.25 万元")


def test_what_nobody_said_is_announced(box):
    expect(box.run("convert", "-t", "guangdong", "-o", "u.csv", HUNAN), 0, "D042", "万元", "元")
    marked = box.run("convert", "-t", "anhui", "-o", "m.csv", GUANGDONG)
    expect(marked, 0, "D043", "不适用")
    assert "不适用" in box.read("m.csv").decode("utf-8-sig")
    blank = box.run("convert", "-t", "anhui", "--blank", "-o", "b.csv", GUANGDONG)
    assert "D043" not in blank.err and "不适用" not in box.read("b.csv").decode("utf-8-sig")
    expect(box.run("convert", "-t", "hunan", "-o", "t.csv", ANHUI), 0, "D041", "90 万元", "76.5 万元")
