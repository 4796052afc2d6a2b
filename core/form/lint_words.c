/*
 * What the lint says, in Chinese. Whoever writes a layout reads it, and may know no English. A format that is missing here
 * is said in English; tests/docs/run.py looks whether any is.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/form/lint.h"

static const struct {
    const char *english, *chinese;
} words[] = {
    {"project: ", "项目表："},
    {"department: ", "部门表："},
    {"a form has one band of indicators, not %u", "每张表应有且只有一个指标区，这里有 %u 个"},
    {"a form has one title, not %u", "每张表应有且只有一个标题，这里有 %u 个"},
    {"a form needs rows and widths", "表缺少行（rows）或列宽（widths）"},
    {"a label reaches down into the title or the indicators", "有标签向下伸入标题或指标区"},
    {"a label reaches down past the end of the form", "有标签向下超出表的末尾"},
    {"a layout needs a form", "布局至少要有一张表"},
    {"a project form must show {project_name}", "项目表必须有 {project_name}"},
    {"a row without slots", "有一行没有单元格（slots）"},
    {"a target column holds operator and unit itself", "指标值列自带比较符和单位，不能再有这两列"},
    {"more than three rows of headings", "表头多于三行"},
    {"a value column needs its unit", "拆开的目标值列须有计量单位列"},
    {"an empty label", "有空的标签"},
    {"money_unit is 万元, 元 or another unit of money (core/model/money.c)",
     "money_unit 应为 万元、元 或其他金额单位（见 core/model/money.c）"},
    {"names and source must be given", "必须写明名称（chinese、english）和依据（source）"},
    {"no label names the value “%s”", "没有标签指明内容“%s”"},
    {"the band has either a target column or a value column",
     "指标区应有指标值列，或拆开的目标值列，二者取一"},
    {"the band is not as wide as the paper", "指标区与整张表的宽度不同"},
    {"the band lacks the column %s", "指标区缺少“%s”列"},
    {"the band's columns leave a gap or overlap at %s", "指标区的列在 %s 处有空缺或重叠"},
    {"the id is not made of a-z, 0-9 and -", "id 只能由 a-z、0-9 和 - 组成"},
    {"the label “%s” stands twice and is ambiguous", "标签“%s”出现两次，无法区分"},
    {"the spelling “%s” is not read as %s: core/model/vocabulary.c does not know it",
     "写法“%s”不会被读作 %s：core/model/vocabulary.c 中没有它"},
    {"too few labels to tell the form by", "标签太少，无法据以识别这张表"},
    {"too many labels", "标签太多"},
    {"two band columns for one part: %s", "指标区有两列表示同一内容：%s"},
    {"two forms of one kind", "有两张同类的表"},
    {"“%s” (%s) overlaps what stands above it or beside it", "“%s”（%s）与上方或旁边的单元格重叠"},
    {"“%s” is no range of columns", "“%s”不是列的范围"},
    {"“%s” leaves the paper, which has %u columns", "“%s”超出纸面，表只有 %u 列"},
    {"“%s”: %s", "“%s”：%s"},
    {"“%s”: two values need words or punctuation between them; blanks do not count",
     "“%s”：两项内容之间要有文字或标点，空格不算"},
    {"too many pieces", "组成部分太多"},
    {"a { without its key and }", "{ 后面缺少名称或 }"},
    {"brackets [ ] that do not pair", "方括号 [ ] 不成对"},
    {"a [ without its ]", "[ 没有配对的 ]"},
    {"too many spellings", "写法（以 | 分隔）太多"},
};

/* Reasons with a name in them: what stands before and between the names. */
static const char *name_reason(struct jx_arena *arena, const char *english) {
    static const char no_field[] = "no field is called ", nearest[] = "; the nearest is ";
    if (strncmp(english, no_field, strlen(no_field)) != 0) return english;
    const char *name = english + strlen(no_field), *near = strstr(name, nearest);
    if (!near) return jx_arena_format(arena, "没有名为 %s 的字段", name);
    return jx_arena_format(arena, "没有名为 %.*s 的字段；最接近的是 %s", (int)(near - name), name,
                           near + strlen(nearest));
}

const char *jx_lint_words(const struct jx_lint *lint, const char *english) {
    if (lint->language != JX_LANGUAGE_CHINESE) return english;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].english, english) == 0) return words[i].chinese;
    return name_reason(lint->arena, english);
}
