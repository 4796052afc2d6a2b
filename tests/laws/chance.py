#!/usr/bin/env python3
"""chance: the laws on tables that nobody thought of.

    tests/laws/chance.py BUILD [COUNT [FIRST]]

Makes COUNT models with the seeds FIRST, FIRST + 1 … and tries the laws of tests/laws on them. Each field is there or not,
each category has no indicator, one or several, amounts are small, huge and odd, words hold brackets, numbers, colons,
line ends and the labels of forms. The same seed gives the same model on every machine; a failure names the seed in the
folder's name, and `chance.py BUILD 1 SEED` repeats it."""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

WORDS = ["农村公路", "图书馆", "学校食堂", "卫生院", "水渠清淤", "助学补助", "设备更新", "培训教师", "（二期）", "A区", "3号楼",
         "第2批", "“好邻居”", "50%以上", "、", "2024年", "—", "/", "abc", "(试点)", "＋", "℃", "合计", "不适用", "项目名称",
         "单位", "；", "㎡", "𠮷", "&", "<1", "=2", "'", '"', ","]
PLAIN = WORDS[:8]
UNITS = [None, "%", "人", "万元", "元/人", "个", "公里", "万人次", "℃", "㎡"]
TEXTS = ["有所提高", "2024年12月前", "满意度≥90%", "是", "4月至5月", "1-3次", "100%完成", "优秀；良好", "见附件", "长期", "A级",
         "5年以上", "第一名", "≥90%以上"]
CATEGORIES = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
              ("效益指标", "经济效益指标"), ("效益指标", "社会效益指标"), ("效益指标", "生态效益指标"),
              ("效益指标", "可持续影响指标"), ("满意度指标", "服务对象满意度指标"), ("成本指标", "经济成本指标"),
              ("产出指标", "绿色采购指标")]


class Model:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.fields = {}

    def words(self, least, most):
        """A name: begins with a word, for a cell that is nothing but a stroke says nothing."""
        return self.random.choice(PLAIN) + "".join(self.random.choices(WORDS, k=self.random.randint(least, most)))

    def name(self):
        """An indicator's: numbered or not, and never two alike by accident of the pool."""
        return (self.random.choice(["", "", "", "1、", "（1）"]) + "".join(self.random.choices(WORDS[:12], k=2))
                + str(self.random.randint(1, 999)))

    def prose(self):
        return "\n".join(self.words(1, 9) + "。" for _ in range(self.random.randint(1, 4)))

    def money(self):
        return self.random.choice([str(self.random.randint(1, 99999999)), "0.01", "0", "1", "123456789012.34",
                                   f"{self.random.randint(0, 999999)}.{self.random.randint(1, 9)}"])

    def target(self):
        kind = self.random.random()
        if kind < 0.6:
            number = self.random.choice(["1", "100", "0.5", "3.84", "19000", "1000000", "95", "12.50"])
            return {"op": self.random.choice("=≥≤><"), "value": number, "unit": self.random.choice(UNITS)}
        if kind < 0.95:
            return {"op": None, "value": None, "unit": None, "text": self.random.choice(TEXTS)}
        return None

    def maybe(self, key, value, chance=0.6):
        if self.random.random() < chance:
            self.fields[key] = value

    def fill(self):
        self.fields["project_name"] = self.words(1, 3)
        for key in ("department_name", "unit_name", "filing_unit", "project_type", "project_source", "project_level"):
            self.maybe(key, self.words(0, 2))
        for name, code in (("department_name", "department_code"), ("unit_name", "unit_code")):
            if name in self.fields:
                self.maybe(code, str(self.random.randint(100, 999999)), 0.3)
        self.maybe("year", self.random.choice([2023, 2024, 2025]))
        self.maybe("period", self.random.choice(["全年", "1年", "2024年1月-12月", "2022年-2026年", "长期"]))
        self.maybe("period_start", "2022", 0.4)
        self.maybe("period_end", "2099", 0.4)
        for key in ("fund_total", "fund_fiscal", "fund_carryover", "fund_other", "fund_local", "fund_superior"):
            self.maybe(key, self.money(), 0.5)
        self.maybe("goal_period", self.prose())
        self.maybe("goal_annual", self.prose())
        self.maybe("opinion", self.prose(), 0.4)
        if "opinion" in self.fields:
            self.maybe("opinion_authority", "青禾市财政局")
        self.maybe("preparer", self.random.choice(["林一舟", "Lin Yizhou", "欧阳远山"]))
        self.maybe("prepared_on", self.random.choice(["2024-03-05", "2024年3月"]))
        self.maybe("phone", "0000-6100021转8")
        self.maybe("head", "周小禾")
        self.maybe("form_number", "表7", 0.3)

    def indicators(self):
        for level1, level2 in CATEGORIES:
            if self.random.random() < 0.3:
                continue
            for _ in range(self.random.choice([1, 1, 2, 4])):
                one = {"level1": level1, "level2": level2, "name": self.name(), "target": self.target(),
                       "period_target": self.target() if self.random.random() < 0.3 else None}
                if self.random.random() < 0.4:
                    one["standard"] = self.random.choice(["历史标准", "计划标准", "行业标准"])
                if self.random.random() < 0.4:
                    one["polarity"] = self.random.choice(["正向", "反向", "定性"])
                if self.random.random() < 0.4:
                    one["score"] = self.random.choice(["10", "2.5", "5", "12.50"])
                yield {key: value for key, value in one.items() if value is not None}

    def department(self):
        for key in ("budget_total", "income_general", "income_government_fund", "income_special_account", "income_other",
                    "expense_basic", "expense_project"):
            self.maybe(key, self.money())
        self.fields["department_name"] = self.words(0, 2)
        self.maybe("duties", self.prose())
        self.maybe("goal_annual", self.prose())
        self.maybe("year", 2024)
        self.maybe("filing_unit", self.words(0, 2))
        self.maybe("preparer", "林一舟")

    def form(self):
        if self.random.random() < 0.15:
            self.department()
            return {"layout": "hunan", "kind": "department", "fields": self.fields,
                    "indicators": list(self.indicators())}
        self.fill()
        form = {"layout": self.random.choice(["hunan", "anhui", "guangdong", "neimenggu"]), "kind": "project",
                "fields": self.fields, "indicators": list(self.indicators())}
        if self.random.random() < 0.2:
            form["extra"] = [{"label": self.random.choice(["立项依据", "口径说明"]), "value": self.words(0, 5)}]
        return form


def document(seed):
    """One to three forms, often of the same department, so that a list may hold them all or must be several lists."""
    chance = random.Random(seed)
    forms = [Model(seed * 10 + number).form() for number in range(chance.choice([1, 1, 2, 3]))]
    for form in forms[1:]:
        for key in ("department_name", "department_code", "year", "form_number", "filing_unit"):
            if chance.random() < 0.7 and key in forms[0]["fields"] and key in form["fields"]:
                form["fields"][key] = forms[0]["fields"][key]
    return {"schema": "jixiao-1", "forms": forms}


def main(build, count=40, first=0):
    with tempfile.TemporaryDirectory() as root:
        folders = []
        for seed in range(int(first), int(first) + int(count)):
            folders.append(os.path.join(root, f"seed-{seed}"))
            os.mkdir(folders[-1])
            with open(os.path.join(folders[-1], "input.json"), "w", encoding="utf-8") as file:
                json.dump(document(seed), file, ensure_ascii=False, indent=1)
        done = subprocess.run([os.path.join(build, "tests/laws"), build, *folders], stdout=subprocess.PIPE)
    lines = done.stdout.decode("utf-8", "replace").splitlines() or ["0 passed, 1 failed"]
    failed = sorted({int(found) for line in lines if line.startswith("not ok")
                     for found in re.findall(r"/seed-(\d+)", line)})
    for seed in failed:
        lines.insert(-1, f"repeat it with: {sys.argv[0]} {build} 1 {seed}")
    print("\n".join(lines))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
