"""Amounts that people give and read, and what a form prints that nobody said."""

import json
import os
import zipfile

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


def with_header(box, name, header, unit):
    """The form of Hunan as a document, with a head of its pages and these words for the unit above its table."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    with zipfile.ZipFile(HUNAN.replace("input.csv", "same.docx")) as old, zipfile.ZipFile(box.at(name), "w") as new:
        for part in old.namelist():
            content = old.read(part).decode() if part.endswith((".xml", ".rels")) else old.read(part)
            if part == "word/document.xml":
                assert "单位：万元" in content
                content = content.replace("单位：万元", unit)
            if part == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", '<Relationship Id="head" Type="%s" Target="head.xml"/>'
                                          "</Relationships>" % office)
            new.writestr(part, content)
        new.writestr("word/head.xml", '<w:hdr xmlns:w="%s"><w:p><w:r>%s</w:r></w:p></w:hdr>' % (word, header))


def test_a_unit_at_the_head_of_pages_is_taken_and_told(box):
    cases = (("<w:t>附件3</w:t><w:tab/><w:t>金额单位：元</w:t>", "", "128", "R099", "“金额单位：元”"),
             ("<w:t>附件3</w:t>", "", "1280000", "R010", "万元"),
             ("<w:t>单位：元</w:t><w:tab/><w:t>单位：千元</w:t>", "", "1280000", "R010", "万元"),
             ("<w:t>填报单位：云溪县财政局</w:t>", "", "1280000", "R010", "万元"),
             ("<w:t>单位：元</w:t>", "单位：万元", "1280000", "F145", "单位：元"))
    for header, unit, value, code, said in cases:
        with_header(box, "head.docx", header, unit)
        result = box.run("inspect", "--json", "--lang", "zh", "head.docx")
        expect(result, 0, code, said)
        fields = json.loads(result.out)["forms"][0]["fields"]
        assert fields["fund_local"]["value"] == value, (header, fields["fund_local"])
        assert ("R099" in result.err) == (code == "R099") and ("R010" in result.err) == (code == "R010"), result.err


def test_what_nobody_said_is_announced(box):
    expect(box.run("convert", "-t", "guangdong", "-o", "u.csv", HUNAN), 0, "D042", "万元", "元")
    marked = box.run("convert", "-t", "anhui", "-o", "m.csv", GUANGDONG)
    expect(marked, 0, "D043", "不适用")
    assert "不适用" in box.read("m.csv").decode("utf-8-sig")
    blank = box.run("convert", "-t", "anhui", "--blank", "-o", "b.csv", GUANGDONG)
    assert "D043" not in blank.err and "不适用" not in box.read("b.csv").decode("utf-8-sig")
    expect(box.run("convert", "-t", "hunan", "-o", "t.csv", ANHUI), 0, "D041", "90 万元", "76.5 万元")
