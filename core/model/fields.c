/*
 * The names of the model's fields, parts and origins, and the dates that its forms print.
 *
 * All of it comes from the one list in model.h; a field added there needs no line here.
 */
#include "core/model/fields.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"

struct field_words {
    const char *key;
    enum jx_field_type type;
    const char *english;
    const char *chinese;
};

static const struct field_words words[JX_FIELD_COUNT] = {
#define X(name, key, type, english, chinese) {#key, JX_TYPE_##type, english, chinese},
    JX_FIELDS(X)
#undef X
};

static bool is_field(enum jx_field field) {
    return (unsigned)field < JX_FIELD_COUNT;
}

enum jx_field jx_field_find(const char *key, size_t length) {
    for (size_t i = 0; i < JX_FIELD_COUNT; i++)
        if (strlen(words[i].key) == length && !memcmp(words[i].key, key, length)) return (enum jx_field)i;
    return JX_FIELD_COUNT;
}

enum jx_field_type jx_field_type(enum jx_field field) {
    return is_field(field) ? words[field].type : JX_TYPE_TEXT;
}

bool jx_field_is_money(enum jx_field field) {
    return jx_field_type(field) == JX_TYPE_MONEY;
}

const char *jx_field_key(enum jx_field field) {
    return is_field(field) ? words[field].key : "";
}

const char *jx_field_name(enum jx_field field, enum jx_language language) {
    if (!is_field(field)) return "";
    return language == JX_LANGUAGE_CHINESE ? words[field].chinese : words[field].english;
}

const char *jx_part_name(enum jx_part part, enum jx_language language) {
    static const struct {
        const char *english, *chinese;
    } names[JX_PART_COUNT] = {
        [JX_PART_NONE] = {"", ""},
        [JX_PART_LEVEL1] = {"level 1", "一级指标"},
        [JX_PART_LEVEL2] = {"level 2", "二级指标"},
        [JX_PART_NAME] = {"indicator", "三级指标"},
        [JX_PART_TARGET] = {"target", "指标值"},
        [JX_PART_PERIOD_TARGET] = {"target of the period", "实施周期指标值"},
        [JX_PART_STANDARD] = {"standard", "绩效标准"},
        [JX_PART_POLARITY] = {"polarity", "指标性质"},
        [JX_PART_OPERATOR] = {"operator", "指标方向"},
        [JX_PART_VALUE] = {"value", "目标值"},
        [JX_PART_UNIT] = {"unit", "计量单位"},
        [JX_PART_SCORE] = {"score", "分值"},
        [JX_PART_REMARK] = {"remark", "备注"},
    };
    if ((unsigned)part >= JX_PART_COUNT) return "";
    return language == JX_LANGUAGE_CHINESE ? names[part].chinese : names[part].english;
}

const char *jx_origin_name(enum jx_origin origin) {
    switch (origin) {
    case JX_READ: return "read";
    case JX_CARRIED: return "carried";
    case JX_REALIGNED: return "realigned";
    case JX_DERIVED: return "derived";
    case JX_REPAIRED: return "repaired";
    case JX_GIVEN: return "given";
    }
    return "";
}

enum jx_origin jx_origin_parse(const char *name, bool *known) {
    *known = true;
    for (int i = JX_READ; i <= JX_GIVEN; i++)
        if (!strcmp(name, jx_origin_name((enum jx_origin)i))) return (enum jx_origin)i;
    *known = false;
    return JX_READ;
}

bool jx_field_holds(enum jx_field field, const char *value) {
    return jx_field_type(field) != JX_TYPE_YEAR || (strlen(value) == 4 && strspn(value, "0123456789") == 4);
}
