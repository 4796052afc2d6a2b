#include "core/model/shown.h"

#include <stdio.h>
#include <string.h>

#include <jixiao/jixiao.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"

static const char *print_amount(const char *yuan, const char *unit, char room[JX_AMOUNT_ROOM]) {
    struct jx_decimal amount;
    char number[JX_DECIMAL_ROOM];
    if (!yuan || !jx_decimal_parse(yuan, strlen(yuan), &amount)) return yuan;
    struct jx_money_unit known = {.says = JX_MONEY_SILENT};
    if (unit) known = jx_money_unit_read(unit, strlen(unit));
    bool fits = jx_money_from_yuan(&known, amount, &amount);
    snprintf(room, JX_AMOUNT_ROOM, "%s %s", jx_decimal_print(amount, number), fits ? known.word : "元");
    return room;
}

const char *jx_amount_shown(struct jx_arena *arena, const char *yuan, const char *unit) {
    char room[JX_AMOUNT_ROOM];
    const char *shown = print_amount(yuan, unit, room);
    return shown == room ? jx_arena_string(arena, room) : shown;
}

const char *jx_value_shown(struct jx_arena *arena, enum jx_field field, const char *value, const char *unit) {
    return jx_field_is_money(field) ? jx_amount_shown(arena, value, unit) : value;
}

const char *jx_form_unit(const struct jx_form *form) {
    return form->fields[JX_FIELD_MONEY_UNIT].value;
}

const char *jx_fact_shown(const struct jx_form *form, enum jx_field field, char room[JX_AMOUNT_ROOM]) {
    const char *value = form->fields[field].value;
    return jx_field_is_money(field) ? print_amount(value, jx_form_unit(form), room) : value;
}

/* --- extras -------------------------------------------------------------------------------------------------------- */

static bool has_one(const char *text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strstr(text, words[i])) return true;
    return false;
}

/* Whether a label names money: 财政拨款 (执行数), but not 预算执行率 or 资金管理得分. */
static bool names_money(const char *label) {
    static const char *const money[] = {"资金", "金额", "拨款", "经费", "预算", "收入",
                                        "支出", "补助", "自筹", "结转", "投资", "债券"};
    static const char *const other[] = {"率", "比", "%",    "％",   "分值", "得分", "评分", "数量", "个数",
                                        "人", "次", "指标", "单位", "科目", "编码", "代码", "（",   "日期"};
    return has_one(label, money, sizeof money / sizeof *money) &&
           !has_one(label, other, sizeof other / sizeof *other);
}

const char *jx_extra_shown(const struct jx_form *form, const struct jx_extra *extra,
                           char room[JX_AMOUNT_ROOM]) {
    struct jx_decimal amount;
    const char *unit = jx_form_unit(form), *value = extra->value;
    if (!unit || !value || !extra->label || !names_money(extra->label)) return value;
    if (strlen(value) + strlen(unit) + 2 > JX_AMOUNT_ROOM || !jx_decimal_parse(value, strlen(value), &amount))
        return value;
    snprintf(room, JX_AMOUNT_ROOM, "%s %s", value, unit);
    return room;
}
