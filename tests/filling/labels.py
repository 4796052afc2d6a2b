#!/usr/bin/env python3
"""labels: what the labels of a blank ask for, and what they do not.

    tests/filling/labels.py BUILD

A label with one more word asks for another thing: its cell stays blank, and the fact is told."""
import os
import sys

sys.argv[1:] = sys.argv[1:] or ["build"]
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fills  # noqa: E402
import patches  # noqa: E402
from kinds import FEW, HEADS, again, document, lines, workbook  # noqa: E402
from trying import run_tests, test  # noqa: E402


def blank(labels, title="项目支出绩效目标表"):
    """A label a row, each with a cell at its right, above the indicators."""
    row = len(labels) + 3
    cells = {"A1": title, "D2": "单位：万元", **{"A%d" % (i + 3): label for i, label in enumerate(labels)},
             **{"%s%d" % ("ABCD"[i], row): head for i, head in enumerate(HEADS)},
             "A%d" % (row + 1): "产出指标", "B%d" % (row + 1): "数量指标", "A%d" % (row + 2): "效益指标", "B%d" % (row + 2): "社会效益指标"}
    return patches.saved(workbook(cells, ["A1:D1"] + ["B%d:D%d" % (i + 3, i + 3) for i in range(len(labels))], row + 2, 4))


def filled(labels, given, **how):
    """What stands beside each label, and what was said."""
    result = fills.fill(blank(labels, **how), given)
    assert fills.fill(result.data, given).data == result.data
    return {label: result.sheet()["B%d" % (i + 3)].value for i, label in enumerate(labels)}, result.said


def blank_all(labels, given, **how):
    for label in labels:
        there, said = filled([label], given, **how)
        assert there[label] is None, (there, said)


@test
def a_word_more_asks_for_another_thing():
    given = fills.facts(FEW, project_code="B5003", project_type="运转类", project_owner="郑某", fund_total="1642500", fund_fiscal="1600000",
                        fund_other="42500", period_start="2024", period_end="2026", project_source="上级下达")
    blank_all("填报单位代码 填报单位地址 填报单位性质 填报单位联系人 项目单位性质 项目单位地址 上级项目名称 关联项目名称 原项目名称 一级项目名称 项目名称变更情况 "
              "项目类型代码 项目负责人职务 财务负责人 科室负责人 主管部门负责人 建设单位负责人 单位负责人职务 人员编制 填表人职务 单位负责人电话 部门负责人电话 "
              "主管部门负责人电话 上年目标 上年度目标 下年度目标 明年目标 原绩效目标 下年预算 资金总额（上年） 核定金额 批复金额 支出数 预算调整数 项目个数 项目总数 "
              "部门项目总数 资金总额大写 上年财政拨款 其他资金说明 上级资金文号 上级资金来源 省级资金 开始时间（上期） 项目来源文号".split(), given)
    there, said = filled(["填报单位", "填报单位代码", "项目名称", "上级项目名称", "项目负责人", "财务负责人", "年度资金总额", "核定金额"], given)
    assert list(there.values()) == ["白鹭县水务局", None, "河道清淤", None, "郑某", None, 164.25, None], there
    assert "L007" in said and "填报单位代码、上级项目名称、财务负责人、核定金额" in said, said


@test
def a_fact_without_its_own_label_is_told():
    there, said = filled(["单位负责人职务"], fills.facts(FEW))
    assert there == {"单位负责人职务": None} and "L001: head of the unit has no place in blank.xlsx: 周某" in said, said


@test
def a_telephone_is_that_of_whom_the_label_names():
    """Both facts stand in one line of the source, or they do not; what was read from nowhere is nobody's."""
    given = fills.facts(FEW, project_owner="郑某")
    facts = given["forms"][0]["fields"]
    there, said = filled(["项目负责人电话"], given)
    assert there["项目负责人电话"] is None and "L001: phone" in said, (there, said)
    facts["project_owner"]["at"], facts["phone"]["at"] = "B4", "E4"
    there, said = filled(["项目负责人电话"], given)
    assert there["项目负责人电话"] == "0000-1234" and "L001: phone" not in said, (there, said)
    there, said = filled(["填表人电话"], given)
    assert there["填表人电话"] is None and "L001: phone" in said, (there, said)
    there, said = filled(["项目负责人及电话"], given)
    assert there["项目负责人及电话"] == "郑某 0000-1234", there


@test
def a_label_of_another_year():
    labels = ["2023年预算", "2024年预算", "2025年预算", "2023年目标", "2024年目标", "2025年目标"]
    given = fills.facts(FEW, fund_total="1642500")
    there, said = filled(labels, given)
    assert list(there.values()) == [None, 164.25, None, None, "清淤12公里。", None], there
    there, said = filled(["2025年预算", "2025年目标"], given)
    assert not any(there.values()) and "L001: goal of the year" in said and "L001: total of the year's funds" in said, (there, said)


@test
def a_label_with_a_year_and_facts_without():
    """The title's year is then the facts'; without one nobody knows."""
    given = fills.facts(FEW, fund_total="1642500", year=None)
    there, said = filled(["2024年预算"], given, title="2024年项目支出绩效目标表")
    assert there == {"2024年预算": 164.25}, (there, said)
    there, said = filled(["2024年预算"], given)
    assert there == {"2024年预算": None} and "L001: total of the year's funds" in said, (there, said)


# --- columns of years -------------------------------------------------------------------------------------------------------

def columns(years):
    heads = HEADS[:3] + tuple("%d年指标值" % year for year in years)
    cells = {"A1": "项目支出绩效目标表", "A3": "项目名称", **{"%s4" % "ABCDEF"[i]: head for i, head in enumerate(heads)}, "A5": "产出指标", "B5": "数量指标"}
    return patches.saved(workbook(cells, ["A1:F1", "B3:F3"], 5, 3 + len(years)))


@test
def targets_go_into_the_column_of_their_year():
    for year, there in (("2024", ["≥3个", None, None]), ("2025", [None, "≥3个", None]), ("2026", [None, None, "≥3个"]), ("2027", [None] * 3)):
        result = fills.fill(columns((2024, 2025, 2026)), fills.facts((1, 0, 0, 0, 0), year=year))
        assert [cell.value for cell in result.sheet()[5]][2:] == ["数量之1"] + there, (year, result.said)
        assert ("target of 1 indicator(s) has no place" in result.said) == (year == "2027"), result.said


# --- what a cell makes of a number --------------------------------------------------------------------------------------------

def measured(percent=False, unit="公里", sign="≥"):
    cells = {"A1": "项目支出绩效目标表", "A3": "项目名称", **{"%s4" % "ABCDEFG"[i]: head for i, head in enumerate(HEADS[:3] + ("运算符号", "指标值", "计量单位", "分值"))},
             "A5": "产出指标", "B5": "数量指标", "C5": "护栏长度", "D5": sign, "F5": unit}
    book = workbook(cells, ["A1:G1", "B3:G3"], 5, 7)
    if percent:
        book.active["E5"].number_format, book.active["G5"].number_format = "0%", "0.00%"
    return patches.saved(book)


def fence(text, op, value, unit):
    given = fills.facts((1, 0, 0, 0, 0))
    given["forms"][0]["indicators"][0].update(name="护栏长度", score="15", target={"text": text, "op": op, "value": value, "unit": unit})
    return given


@test
def a_cell_that_shows_percents():
    """98 in it would show as 9800 %: the number is a text there."""
    result = fills.fill(measured(True, None, None), fence("≥98%", "≥", "98", "%"))
    assert [cell.value for cell in result.sheet()[5]][3:] == ["≥", "98", "%", "15"], [cell.value for cell in result.sheet()[5]]
    result = fills.fill(measured(False, None, None), fence("≥98%", "≥", "98", "%"))
    assert [cell.value for cell in result.sheet()[5]][3:] == ["≥", 98, "%", 15], [cell.value for cell in result.sheet()[5]]


@test
def a_number_under_a_printed_unit():
    for given, there in ((fence("1200米", "=", "1200", "米"), None), (fence("≤12公里", "≤", "12", "公里"), None),
                         (fence("≥12千米", "≥", "12", "千米"), 12), (fence("12公里", "=", "12", "公里"), 12)):
        result = fills.fill(measured(), given)
        assert result.sheet()["E5"].value == there, (given["forms"][0]["indicators"][0], result.sheet()["E5"].value)
        assert ("T066" in result.said) == (there is None) and ("target of 1 indicator(s)" in result.said) == (there is None), result.said
    result = fills.fill(measured(), fence("1200米", "=", "1200", "米"), "--overwrite")
    assert [cell.value for cell in result.sheet()[5]][4:6] == [1200, "米"], result.said


# --- dates ------------------------------------------------------------------------------------------------------------------

@test
def a_date_whose_numbers_are_begun():
    given = fills.facts(FEW)
    for gaps in ("填表日期：20  年  月  日", "填表日期：20__年__月__日", "填表日期：××年×月×日", "填表日期：    年  月  日"):
        result = fills.fill(document(["项目名称：__________", gaps]), given, ending="docx")
        text = next(line for line in lines(result) if line.startswith("填表"))
        assert text.replace(" ", "") == "填表日期：2024年3月5日", text
        again(result, given)


@test
def a_date_in_other_figures_stays_and_is_told():
    given = fills.facts(FEW)
    result = fills.fill(document(["项目名称：__________", "填表日期：二〇二  年  月  日", "20   －20   年项目支出绩效目标表"]), given, ending="docx")
    assert "填表日期：二〇二  年  月  日" in lines(result) and "T065" in result.said, (lines(result), result.said)
    assert "20   －20   年项目支出绩效目标表" in lines(result) and "L001: year" in result.said, (lines(result), result.said)


@test
def a_date_behind_a_colon_of_its_own():
    given = fills.facts(FEW)
    result = fills.fill(document(["项目名称：__________", "填表人：________  日期：____年__月__日"]), given, ending="docx")
    text = next(line for line in lines(result) if line.startswith("填表"))
    assert text.replace(" ", "").replace("_", "") == "填表人：林某日期：2024年3月5日" and "日期：2024" in text, text
    again(result, given)


# --- what is derived ----------------------------------------------------------------------------------------------------------

@test
def parts_of_a_sum_are_told():
    there, said = filled(["年度资金总额"], fills.facts(FEW))
    assert there == {"年度资金总额": 164.25}, there
    assert "L001: funds of this level has no place" in said and "L001: funds from above has no place" in said, said


@test
def the_whole_total_is_not_one_part():
    """本级资金 beside 其他资金: what the total has beside them nobody knows. Where it stands alone it is the total, and that is told."""
    given = fills.facts(FEW, fund_local=None, fund_superior=None, fund_total="5605000", fund_fiscal="5000000", fund_other="605000")
    there, said = filled(["年度资金总额", "本级资金", "其他资金"], given)
    assert there == {"年度资金总额": 560.5, "本级资金": None, "其他资金": 60.5}, there
    there, said = filled(["本级资金"], given)
    assert there == {"本级资金": 560.5} and "D041" in said, (there, said)


@test
def months_that_years_do_not_say_are_told():
    labels = ["起始年度", "到期年度"]
    there, said = filled(labels, fills.facts(FEW, period="2026年3月15日至2028年9月30日"))
    assert list(there.values()) == ["2026", "2028"] and "L001: period" in said, (there, said)
    there, said = filled(labels, fills.facts(FEW, period="2026年1月至2028年12月31日"))
    assert list(there.values()) == ["2026", "2028"] and "L001: period" not in said, (there, said)


if __name__ == "__main__":
    sys.exit(run_tests())
