"""Tests of the program: an authority's blank beside the other options of `convert`, and what a run must not replace."""
import os

from box import ANHUI, FIXTURES, HUNAN, TOP, expect, model

LIST = os.path.join(FIXTURES, "neimenggu/plain/input.csv")


def blank(box, name="county.xlsx", source="county.xlsx"):
    return box.copy(os.path.join(TOP, "examples/blanks", source), name)


def test_nothing_is_carried_in_a_blank(box):
    for name in ("county.xlsx", "county.docx"):
        blank(box, name, name)
        ending = name.split(".")[1]
        for more in ([], ["--no-loss"], ["--split"]):
            output = "out/" if "--split" in more else "x." + ending
            said = box.run("convert", "--carry", *more, "-t", name, "-o", output, HUNAN)
            expect(said, 2, "L037")
            assert "U071" not in said.err and "taken along where" not in said.err
        expect(box.run("batch", "--carry", "-t", name, "-o", "out", HUNAN), 2, "L037")
    assert box.names() == ["county.docx", "county.xlsx"], box.names()
    expect(box.run("convert", "--no-loss", "-t", "county.xlsx", "-o", "x.xlsx", ANHUI), 4, "L006")


def test_forms_split_into_blanks_tell_what_is_lost(box):
    blank(box)
    expect(box.run("convert", "-t", "county.xlsx", "--split", "-o", "one/", ANHUI), 0, "warning U070: county.xlsx",
           "warning D041", "carried over from last year", "without a place")
    said = box.run("convert", "-t", "county.xlsx", "--split", "--set", "year=2030", "-o", "out/", LIST)
    expect(said, 0, "U070", "3 forms, 22 indicators", "21 without a place", "polarity (6 indicators)")
    assert said.err.count("U070") == 3 and said.err.count("T020") == 3, said.err
    expect(box.run("convert", "-t", "county.xlsx", "--split", "--set", "year=2030", "-o", "two/", ANHUI), 0, "warning D032")
    expect(box.run("convert", "-t", "county.xlsx", "--split", "--strict", "-o", "strict/", LIST), 1)
    expect(box.run("convert", "-v", "-t", "county.xlsx", "--split", "-o", "all/", ANHUI), 0, "L001", "L007")
    expect(box.run("convert", "-t", "county.xlsx", "--split", "--no-loss", "-o", "none/", LIST), 4, "L006")
    assert not os.path.exists(box.at("none"))


def test_forms_without_room_in_a_blank_are_named(box):
    blank(box)
    said = box.run("convert", "-t", "county.xlsx", "-o", "x.xlsx", LIST)
    expect(said, 1, "T025", "--split", "not converted: 教师体检经费, 校园书屋建设")
    expect(box.run("plan", "-t", "county.xlsx", LIST), 1, out="not converted: 教师体检经费, 校园书屋建设")


def test_losses_of_a_blank_have_units(box):
    blank(box)
    expect(box.run("convert", "-v", "-t", "county.xlsx", "-o", "x.xlsx", ANHUI), 0, "万元")
    expect(box.run("plan", "-t", "county.xlsx", ANHUI), 0, out=" 万元")
    lines = [line for line in box.run("plan", "-t", "county.xlsx", ANHUI).out.splitlines() if line.startswith("   lost")]
    assert lines and all(len(line.split()) > 3 for line in lines), lines


def test_what_nobody_filled_in_is_no_fact(box):
    """自  年  月至  年  月 of the blank is read as nothing."""
    blank(box, "county.docx", "county.docx")
    expect(box.run("convert", "-t", "county.docx", "--split", "-o", "out/", LIST), 0)
    for name in os.listdir(box.at("out")):
        assert "period" not in model(box, "out/" + name)[0]["fields"], name


def test_a_blank_and_defaults_are_never_replaced(box):
    blank(box)
    os.link(box.at("county.xlsx"), box.at("hard.xlsx"))
    os.symlink("county.xlsx", box.at("soft.xlsx"))
    before = box.read("county.xlsx")
    for name in ("county.xlsx", "hard.xlsx", "soft.xlsx", "./county.xlsx"):
        expect(box.run("convert", "-t", "county.xlsx", "-o", name, "--force", HUNAN), 7, "S004")
    os.mkdir(box.at("in"))
    blank(box, "in/input-filled.xlsx")
    expect(box.run("convert", "-t", "in/input-filled.xlsx", "-o", "in", "--force", HUNAN), 7, "S004")
    blank(box, "in/input.xlsx")
    expect(box.run("batch", "-t", "in/input.xlsx", "-o", "in", "--force", HUNAN), 6)
    expect(box.run("batch", "-t", "in/input.xlsx", "-o", "out", "--summary", "in/input.xlsx", "--force", HUNAN), 7, "S004")
    assert box.read("in/input.xlsx") == box.read("in/input-filled.xlsx") == box.read("hard.xlsx") == before
    box.write("d.csv", "phone=0000-1\n")
    os.mkdir(box.at("more"))
    box.write("more/input.csv", "phone=0000-1\n")
    expect(box.run("convert", "--defaults", "d.csv", "-t", "anhui", "-o", "d.csv", "--force", HUNAN), 7, "S004")
    expect(box.run("batch", "--defaults", "more/input.csv", "-t", "anhui", "--to-carrier", "csv", "-o", "more", "--force", HUNAN), 6)
    assert box.read("d.csv") == box.read("more/input.csv") == b"phone=0000-1\n"


def test_a_kind_of_file_that_is_no_blank_is_named(box):
    for begins, code in ((b"\xff\xd8\xff\xe0\0\x10JFIF\0", "F130"), (b"\x01\xfe\x02\0\x03", "F003")):
        box.write("blank.xlsx", begins)
        expect(box.run("convert", "-t", "blank.xlsx", "-o", "x.xlsx", HUNAN), 2, "blank.xlsx: error " + code)
    box.copy(HUNAN, "blank.xlsx")
    expect(box.run("convert", "-t", "blank.xlsx", "-o", "x.xlsx", HUNAN), 2, "T015", "(csv)")


def test_what_is_written_behind_a_link_is_named(box):
    box.write("real.csv", "x")
    os.symlink("real.csv", box.at("link.csv"))
    expect(box.run("convert", "-t", "anhui", "-o", "link.csv", "--force", HUNAN), 0, "S045", "real.csv")
    assert os.path.islink(box.at("link.csv")) and box.read("real.csv") != b"x"
    assert "S045" not in box.run("convert", "-t", "anhui", "-o", "real.csv", "--force", HUNAN).err
