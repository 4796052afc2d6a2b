"""Tests of the program: why a fact was read so."""
import os

from box import TOP, expect

FORM = os.path.join(TOP, "fixtures/generic/form-of-another-province/input.csv")
CLAIMED = os.path.join(TOP, "fixtures/anhui/plain/input.csv")


def test_why_of_all_and_of_one(box):
    everything = box.run("inspect", "--why", FORM)
    expect(everything, 0, out="why (fact, label, place, evidence, cost, next reading)")
    for name in ("project_name", "项目名称", "project name"):
        one = box.run("inspect", "--why=" + name, FORM)
        expect(one, 0, out="a known label")
        reasons = one.out[one.out.index("why ("):]
        assert "project name" in reasons and "level 1" not in reasons, reasons


def test_why_of_what_a_layout_claims(box):
    expect(box.run("inspect", "--why", CLAIMED), 0, out="why: by the layout's own table")
    expect(box.run("inspect", "--why=project_name", CLAIMED), 0, out="by the layout's own table")


def test_why_of_what_is_not_there(box):
    expect(box.run("inspect", "--why=duties", CLAIMED), 0, out="the form does not say duties")
