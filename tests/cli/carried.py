"""Tests of the program: what a workbook takes along, and facts that the user gives."""
import json

from box import ANHUI, HUNAN, expect, fields, model

# --- what a workbook takes along ---------------------------------------------------------------------------------------


def edit_workbook(box, name, change):
    """Opens, changes and saves a workbook with another program; returns the names and states of its sheets."""
    import openpyxl
    book = openpyxl.load_workbook(box.at(name))
    change(book.worksheets[0])
    book.save(box.at(name))
    return {sheet.title: sheet.sheet_state for sheet in book.worksheets}


def cell_saying(sheet, text):
    return next(cell for row in sheet.iter_rows() for cell in row if str(cell.value) == text)


def test_carried_there_and_back(box):
    result = box.run("convert", "-t", "neimenggu", "--carry", "-o", "there.xlsx", HUNAN)
    expect(result, 0, "U071")
    states = edit_workbook(box, "there.xlsx", lambda sheet: None)
    assert states.pop("_jixiao") == "veryHidden" and set(states.values()) == {"visible"}
    said = box.run("inspect", "-v", "there.xlsx")
    expect(said, 0, "D020", "neimenggu")
    assert "_jixiao" not in said.out and "F061" not in said.err
    assert "_jixiao" not in box.run("inspect", "--json", "there.xlsx").out.split('"diagnostics"')[0]
    assert model(box, "there.xlsx") == model(box, HUNAN) != model(box, "--no-carried", "there.xlsx")
    expect(box.run("detect", "there.xlsx"), 0, out="recognised as neimenggu")
    expect(box.run("convert", "-t", "hunan", "-o", "back.csv", "there.xlsx"), 0)
    expect(box.run("convert", "-t", "hunan", "-o", "same.csv", HUNAN), 0)
    assert box.read("back.csv") == box.read("same.csv")
    expect(box.run("convert", "-t", "anhui", "--carry", "--no-loss", "-o", "all.xlsx", HUNAN), 0)
    assert "_jixiao" not in box.run("inspect", "--json", "--no-carried", "all.xlsx").out


def test_an_edited_cell_survives(box):
    before = model(box, HUNAN)
    target = before[0]["indicators"][3]["target"]["text"]
    expect(box.run("convert", "-t", "guangdong", "--carry", "-o", "there.xlsx", HUNAN), 0)

    def change(sheet):
        cell_saying(sheet, target).value = "≥77处"
        cell_saying(sheet, before[0]["fields"]["project_name"]).value = "另一名称"

    edit_workbook(box, "there.xlsx", change)
    expect(box.run("inspect", "-v", "there.xlsx"), 0, "D021", target, "≥77处", "D025", "D020")
    expect(box.run("convert", "-t", "hunan", "-o", "back.csv", "there.xlsx"), 0)
    after = model(box, "back.csv")
    before[0]["fields"]["project_name"] = "另一名称"
    before[0]["indicators"][3]["target"] = {"text": "≥77处", "op": "≥", "value": "77", "unit": "处"}
    assert after == before


def test_a_damaged_hidden_sheet(box):
    import openpyxl
    expect(box.run("convert", "-t", "anhui", "--carry", "-o", "there.xlsx", HUNAN), 0)
    book = openpyxl.load_workbook(box.at("there.xlsx"))
    book["_jixiao"]["A6"].value = book["_jixiao"]["A6"].value[:-1]
    book.save(box.at("there.xlsx"))
    expect(box.run("inspect", "there.xlsx"), 0, "warning D027")
    assert model(box, "there.xlsx") == model(box, "--no-carried", "there.xlsx")
    # two of them, as in a workbook put together from others: nobody knows which belongs to what
    expect(box.run("convert", "-t", "anhui", "--carry", "-o", "two.xlsx", HUNAN), 0)
    book = openpyxl.load_workbook(box.at("two.xlsx"))
    book.copy_worksheet(book["_jixiao"]).sheet_state = "visible"
    book.save(box.at("two.xlsx"))
    said = box.run("inspect", "two.xlsx")
    expect(said, 0, "warning D029")
    assert "_jixiao" not in said.out and "R020" not in said.err


def test_a_large_workbook_is_carried(box):
    form = json.loads(box.run("convert", "-t", "json", "-o", "-", HUNAN).out)["forms"][0]
    forms = [dict(form, fields=dict(form["fields"], project_name=f"第{i}号", phone=str(i))) for i in range(300)]
    box.write("many.json", json.dumps({"schema": "jixiao-1", "forms": forms}))
    expect(box.run("convert", "-t", "neimenggu", "--carry", "-o", "many.xlsx", "many.json"), 0)
    back = model(box, "many.xlsx")
    assert back == model(box, "many.json") and back[299]["fields"]["phone"] == "299"


def test_plan_knows_of_carrying(box):
    expect(box.run("plan", "-t", "anhui", HUNAN), 0, "L012", "--carry")
    assert "L012" not in box.run("plan", "-t", "hunan", HUNAN).err


# --- facts that the user gives -----------------------------------------------------------------------------------------


def test_given_facts(box):
    box.write("d.txt", "# our unit\n\n电话＝0000-1\r\n  填表人 = 王某 = 李某\n项目类别=其他\nyear=1999\n")
    result = box.run("convert", "-v", "-t", "hunan", "--defaults", "d.txt", "--set", "fund_superior=3.84万元",
                     "--set", "填表人=张某", "-o", "x.csv", ANHUI)
    expect(result, 0, "D030", "0000-1", "note D033", "1999")
    assert "项目类别" not in result.err and "D034" not in result.err, "a default without a place is not worth a word"
    found = fields(box, "x.csv")
    assert (found["phone"], found["preparer"], found["fund_superior"]) == ("0000-1", "张某", "38400")
    assert found["year"] == fields(box, ANHUI)["year"]
    expect(box.run("convert", "-t", "guangdong", "--set", "phone=1", "-o", "y.csv", ANHUI), 0, "warning D034")
    # not a loss of the source's, whose only losses are those it has anyway
    losses = json.loads(box.run("plan", "-t", "guangdong", "--set", "phone=1", "--json", ANHUI).out)["losses"]
    assert losses == json.loads(box.run("plan", "-t", "guangdong", "--json", ANHUI).out)["losses"]
    result = box.run("inspect", "--json", box.write("z.json", box.run(
        "convert", "-t", "json", "-o", "-", "--set", "phone=1", ANHUI).raw))
    assert json.loads(result.out)["forms"][0]["fields"]["phone"] == {"value": "1", "origin": "given"}


def test_a_read_fact_stands(box):
    name = fields(box, ANHUI)["project_name"]
    expect(box.run("convert", "-t", "hunan", "--set", "project_name=别的", "-o", "x.csv", ANHUI), 0, "warning D032", name)
    assert fields(box, "x.csv")["project_name"] == name
    expect(box.run("convert", "-t", "hunan", "--set", "project_name=别的", "-o", "x.csv", "--force", ANHUI), 0,
           "warning D031", name)
    assert fields(box, "x.csv")["project_name"] == "别的"
    expect(box.run("plan", "-t", "hunan", "--set", "project_name=别的", "--force", ANHUI), 0, "warning D031")
    same = box.run("convert", "-t", "hunan", "--set", "project_name=" + name, "-o", "y.csv", ANHUI)
    expect(same, 0)
    assert "D03" not in same.err


def test_given_facts_are_carried(box):
    expect(box.run("convert", "-t", "anhui", "--carry", "--set", "项目来源=市级", "-o", "x.xlsx", HUNAN), 0, "D030")
    said = box.run("inspect", "--json", "x.xlsx")
    expect(said, 0)
    assert json.loads(said.out)["forms"][0]["fields"]["project_source"]["origin"] == "given"
    assert "D021" not in said.err


# content of a file of defaults, what must be said of it
DEFAULTS = [
    ("phone=1\nwords\n", ["d!L2", "U060"]),
    ("phone=1\nphone=2\n", ["d!L2", "U064"]),
    ("zzz=1\nyear=x\n", ["d!L1", "U061", "d!L2", "U063"]),
    ("phone=1\0\n", ["U060"]),
    ("{\"phone\": 1.5}", ["U063", "phone"]),
    ("{\"phone\": {}}", ["U063"]),
    ("{\"phone\": \"1\", \"phone\": \"2\"}", ["F0"]),
    ("{\"zzz\": \"1\"}", ["U061"]),
    ("{" * 100000, ["F0"]),
    (b"\xff\xfe\x00", ["F0"]),
    ("x" * 2000000, ["F0"]),
]


def test_wrong_defaults(box):
    for content, said in DEFAULTS:
        box.write("d", content)
        expect(box.run("plan", "-t", "anhui", "--defaults", "d", HUNAN), 2, *said)
    expect(box.run("plan", "-t", "anhui", "--defaults", "nowhere", HUNAN), 3, "nowhere")
    for content in ["", "\ufeff", "# nothing", "{}", "填表人=某".encode("gb18030")]:
        box.write("d", content)
        expect(box.run("plan", "-t", "anhui", "--defaults", "d", HUNAN), 0)


def test_a_table_in_csv_loads_no_library_of_other_carriers(box):
    box.copy(HUNAN, "a.csv")
    result = box.run("convert", "-t", "anhui", "-o", "b.csv", "a.csv", env={"LD_DEBUG": "libs"})
    assert "libjixiao" in result.err, result.err[:200]
    for library in ("zip", "expat", "xlsxwriter", "xml2", "glib", "gsf"):
        assert f"/lib{library}" not in result.err, library
