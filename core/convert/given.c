/*
 * Given facts: `key=value` as people type it, into fields of the model.
 *
 * A wrong key or value is refused with what would be right, for a fact that is quietly ignored would be missed only when
 * the form is printed.
 */
#include "core/convert/given.h"

#include <jansson.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/charset.h"
#include "core/base/decimal.h"
#include "core/base/near.h"
#include "core/base/text.h"
#include "core/model/compare.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/model/period.h"
#include "core/model/shown.h"

/* Bytes of a file of defaults, and of one value: what a spreadsheet's cell holds. */
enum { FILE_MOST = 1 << 20, VALUE_MOST = 30000 };

/* What forms call a fact beside its name in the model. */
static const struct {
    const char *name;
    enum jx_field field;
} aliases[] = {
    {"部门名称", JX_FIELD_DEPARTMENT_NAME},
    {"预算部门", JX_FIELD_DEPARTMENT_NAME},
    {"主管部门名称", JX_FIELD_DEPARTMENT_NAME},
    {"部门代码", JX_FIELD_DEPARTMENT_CODE},
    {"项目单位", JX_FIELD_UNIT_NAME},
    {"用款单位", JX_FIELD_UNIT_NAME},
    {"单位代码", JX_FIELD_UNIT_CODE},
    {"项目支出名称", JX_FIELD_PROJECT_NAME},
    {"项目类别", JX_FIELD_PROJECT_TYPE},
    {"项目期", JX_FIELD_PERIOD},
    {"项目支出实施期", JX_FIELD_PERIOD},
    {"预算数", JX_FIELD_FUND_TOTAL},
    {"该项目支出上级资金", JX_FIELD_FUND_SUPERIOR},
    {"年度目标", JX_FIELD_GOAL_ANNUAL},
    {"本年度绩效目标", JX_FIELD_GOAL_ANNUAL},
    {"实施周期总目标", JX_FIELD_GOAL_PERIOD},
    {"单位负责人签字", JX_FIELD_HEAD},
    {"填表日期", JX_FIELD_PREPARED_ON},
    {"电话", JX_FIELD_PHONE},
};
enum { ALIAS_COUNT = sizeof aliases / sizeof *aliases, NAME_COUNT = 2 * JX_FIELD_COUNT + ALIAS_COUNT };

/* All names there are, by number: keys, then Chinese names, then aliases. */
static const char *name_at(int i, enum jx_field *field) {
    if (i < 2 * JX_FIELD_COUNT) {
        *field = (enum jx_field)(i % JX_FIELD_COUNT);
        return i < JX_FIELD_COUNT ? jx_field_key(*field) : jx_field_name(*field, JX_LANGUAGE_CHINESE);
    }
    *field = aliases[i - 2 * JX_FIELD_COUNT].field;
    return aliases[i - 2 * JX_FIELD_COUNT].name;
}

static const char *text_in(const struct jx_givens *givens, const char *english, const char *chinese) {
    return givens->diags.language == JX_LANGUAGE_CHINESE ? chinese : english;
}

/* --- keys -------------------------------------------------------------------------------------------------------- */

enum { NEAR_MOST = 4 };

/* The fields with the nearest names, in one line; "" for none. */
static const char *near_names(struct jx_givens *givens, const char *typed) {
    size_t nearest[JX_FIELD_COUNT];
    const char *list = "";
    for (int f = 0; f < JX_FIELD_COUNT; f++) nearest[f] = SIZE_MAX;
    for (int i = 0; i < NAME_COUNT; i++) {
        enum jx_field field;
        size_t how;
        const char *name = name_at(i, &field);
        if (jx_text_near(typed, name, &how) && how < nearest[field]) nearest[field] = how;
    }
    for (int listed = 0; listed < NEAR_MOST; listed++) {
        int best = 0;
        for (int f = 1; f < JX_FIELD_COUNT; f++)
            if (nearest[f] < nearest[best]) best = f;
        if (nearest[best] == SIZE_MAX) break;
        nearest[best] = SIZE_MAX;
        list = jx_arena_format(
            givens->arena, "%s%s%s (%s)", list, *list == '\0' ? "" : text_in(givens, ", ", "、"),
            jx_field_key((enum jx_field)best), jx_field_name((enum jx_field)best, JX_LANGUAGE_CHINESE));
    }
    return list;
}

static bool find_field(struct jx_givens *givens, const char *typed, const struct jx_place *at,
                       enum jx_field *found) {
    const char *key = jx_text_key(givens->arena, typed, strlen(typed));
    for (int i = 0; i < NAME_COUNT; i++)
        if (strcmp(name_at(i, found), key) == 0) {
            if (*found != JX_FIELD_TITLE && *found != JX_FIELD_MONEY_UNIT) return true;
            JX_DIAG(&givens->diags, JX_MSG_GIVEN_NEVER, at, typed);
            return false;
        }
    const char *near = near_names(givens, key);
    if (*near == '\0')
        JX_DIAG(&givens->diags, JX_MSG_GIVEN_KEY, at, typed);
    else
        JX_DIAG(&givens->diags, JX_MSG_GIVEN_KEY_NEAR, at, typed, near);
    return false;
}

/* --- values ------------------------------------------------------------------------------------------------------ */

/* 3.84万元 in yuan; `*bare`: it has no unit, and is answered as it is. NULL: it is no amount. */
static const char *read_amount(struct jx_arena *arena, const char *text, bool *bare) {
    const char *key = jx_text_key(arena, text, strlen(text));
    struct jx_decimal amount;
    struct jx_money_unit unit;
    if (!jx_money_read(key, &amount, &unit) || jx_money_misleads(text)) return NULL;
    *bare = unit.says == JX_MONEY_SILENT;
    bool good = *bare || jx_money_to_yuan(&unit, amount, &amount);
    return good ? jx_decimal_text(arena, amount) : NULL;
}

static const char *read_year(struct jx_arena *arena, const char *text) {
    int year = jx_year_parse(arena, text);
    return year >= 1000 && year <= 9999 ? jx_arena_format(arena, "%d", year) : NULL;
}

static const char *read_code(struct jx_arena *arena, const char *text) {
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-";
    const char *key = jx_text_key(arena, text, strlen(text));
    return key[strspn(key, letters)] == '\0' ? key : NULL;
}

/* A day, or what says less than a day: 2024年6月, 二〇二四年底. 2024-13-45 is none, and 明天 says none. */
static const char *read_date(struct jx_arena *arena, const char *text) {
    const char *date = jx_date_parse(arena, text), *key = jx_text_key(arena, text, strlen(text));
    if (date) return date;
    bool says = strpbrk(key, "0123456789") || strstr(key, "年") || strstr(key, "月");
    return says && !jx_date_impossible(arena, text) ? jx_text_phrase(arena, text, strlen(text)) : NULL;
}

/* The canonical value by the field's type, NULL if it is none; `*expected` then says what would be. */
static const char *read_value(struct jx_givens *givens, enum jx_field field, const char *text, bool *bare,
                              const char **expected) {
    struct jx_arena *arena = givens->arena;
    *expected = text_in(givens, "a text, not too long", "不太长的文字");
    *bare = false;
    if (jx_text_is_blank(text) || strlen(text) > VALUE_MOST) return NULL;
    switch (jx_field_type(field)) {
    case JX_TYPE_MONEY:
        *expected =
            text_in(givens, "an amount, such as 36.25万元, 362500元 or, in the form's own unit, 36.25",
                    "金额，如 36.25万元、362500元，或按表的金额单位只写 36.25");
        return read_amount(arena, text, bare);
    case JX_TYPE_YEAR:
        *expected = text_in(givens, "a year of four digits", "四位数的年度");
        return read_year(arena, text);
    case JX_TYPE_CODE:
        *expected = text_in(givens, "letters, digits and hyphens", "字母、数字和连字符");
        return read_code(arena, text);
    case JX_TYPE_DATE:
        *expected =
            text_in(givens, "a date, such as 2024-06-30 or 2024年6月", "日期，如 2024-06-30 或 2024年6月");
        return read_date(arena, text);
    case JX_TYPE_TEXT: return jx_text_prose(arena, text, strlen(text));
    case JX_TYPE_PHRASE:
    case JX_TYPE_UNIT: break;
    }
    return jx_text_phrase(arena, text, strlen(text));
}

/* --- one fact ---------------------------------------------------------------------------------------------------- */

/* The fact so that it would be read as the same: 362500 元, 36.25. */
static const char *typed(struct jx_arena *arena, enum jx_field field, const struct jx_given *given) {
    return given->bare ? given->value : jx_value_shown(arena, field, given->value, NULL);
}

/* --set takes precedence over --defaults, whichever is given first. The same fact twice from one of them is an error. */
static bool give(struct jx_givens *givens, const char *key, const char *text, bool firm,
                 const struct jx_place *at) {
    enum jx_field field;
    const char *expected;
    if (!find_field(givens, key, at, &field)) return false;
    bool bare;
    const char *value = read_value(givens, field, text, &bare, &expected);
    if (!value) {
        JX_DIAG(&givens->diags, JX_MSG_GIVEN_VALUE, at, key, text, expected);
        return false;
    }
    struct jx_given *given = &givens->facts[field];
    if (given->value && given->firm == firm) {
        JX_DIAG(&givens->diags, JX_MSG_GIVEN_TWICE, at, key, typed(givens->arena, field, given),
                typed(givens->arena, field, &(struct jx_given){value, firm, bare}));
        return false;
    }
    if (!given->value || firm) *given = (struct jx_given){value, firm, bare};
    return true;
}

static bool shapeless(struct jx_givens *givens, const char *pair, size_t length, const struct jx_place *at) {
    JX_DIAG(&givens->diags, JX_MSG_GIVEN_SHAPE, at, jx_text_trim(givens->arena, pair, length));
    return false;
}

/* `key=value`; the sign may be a wide one. */
static bool give_pair(struct jx_givens *givens, const char *pair, size_t length, bool firm,
                      const struct jx_place *at) {
    static const char wide[] = "＝";
    if (jx_text_valid((const unsigned char *)pair, length) != length || memchr(pair, '\0', length))
        return shapeless(givens, pair, length, at);
    const char *narrow_sign = memchr(pair, '=', length),
               *wide_sign = memmem(pair, length, wide, strlen(wide));
    bool is_wide = wide_sign && (!narrow_sign || wide_sign < narrow_sign);
    const char *sign = is_wide ? wide_sign : narrow_sign;
    if (!sign) return shapeless(givens, pair, length, at);
    const char *value = sign + (is_wide ? strlen(wide) : 1);
    const char *key = jx_text_trim(givens->arena, pair, (size_t)(sign - pair));
    if (*key == '\0') return shapeless(givens, pair, length, at);
    return give(givens, key, jx_text_trim(givens->arena, value, (size_t)(pair + length - value)), firm, at);
}

/* --- a file of defaults ------------------------------------------------------------------------------------------ */

static bool give_lines(struct jx_givens *givens, const char *text, size_t length) {
    const char *end = text + length;
    struct jx_place at = {0};
    bool fine = true;
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        if (!stop) stop = end;
        at.line++;
        const char *line = jx_text_trim(givens->arena, text, (size_t)(stop - text));
        bool remark = *line == '\0' || *line == '#';
        if (!remark && !give_pair(givens, text, (size_t)(stop - text), false, &at)) fine = false;
        text = stop + 1;
    }
    return fine;
}

static void release(void *root) {
    json_decref(root);
}

static bool wordless(struct jx_givens *givens, const char *key) {
    JX_DIAG(&givens->diags, JX_MSG_GIVEN_VALUE, NULL, key, "…",
            text_in(givens, "a text in quotation marks", "引号中的文字"));
    return false;
}

/* {"填表人": "…", "year": 2024}. A number with a fraction has been through binary floating point, and is refused. */
static bool give_json(struct jx_givens *givens, const char *text, size_t length) {
    json_error_t error;
    const char *key;
    json_t *value, *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    bool fine = true;
    if (!root) {
        struct jx_place at = {.line = error.line > 0 ? (uint32_t)error.line : 0};
        if (json_error_code(&error) == json_error_out_of_memory) jx_arena_exhausted(givens->arena);
        JX_DIAG(&givens->diags, JX_MSG_FILE_JSON, &at, error.text);
        return false;
    }
    jx_arena_defer(givens->arena, release, root);
    json_object_foreach(root, key, value) {
        const char *given = NULL;
        if (json_is_string(value)) given = jx_arena_string(givens->arena, json_string_value(value));
        if (json_is_integer(value))
            given = jx_arena_format(givens->arena, "%lld", (long long)json_integer_value(value));
        if (!given)
            fine = wordless(givens, key);
        else if (!give(givens, jx_arena_string(givens->arena, key), given, false, NULL))
            fine = false;
    }
    return fine;
}

static bool give_file(struct jx_givens *givens, const struct jx_source *source) {
    const char *text, *used;
    size_t length, bad;
    if (source->length > FILE_MOST) {
        JX_DIAG(&givens->diags, JX_MSG_FILE_LARGE, NULL, jx_arena_format(givens->arena, "%d", FILE_MOST));
        return false;
    }
    if (source->length == 0) return true;
    if (jx_charset_decode(givens->arena, source->bytes, source->length, NULL, &text, &length, &bad, &used) !=
        JX_CHARSET_FINE) {
        JX_DIAG(&givens->diags, JX_MSG_FILE_ENCODING, NULL, !used ? "UTF-8" : used,
                jx_arena_format(givens->arena, "%zu", bad));
        return false;
    }
    const char *first = text + strspn(text, " \t\r\n");
    return *first == '{' ? give_json(givens, text, length) : give_lines(givens, text, length);
}

/* --- for programs ------------------------------------------------------------------------------------------------ */

struct jx_givens *jx_givens_new(enum jx_language language) {
    struct jx_arena *arena = jx_arena_new();
    if (!arena) return NULL;
    if (setjmp(*jx_arena_guard(arena)) != 0) {
        jx_arena_free(arena);
        return NULL;
    }
    struct jx_givens *givens = jx_arena_alloc(arena, sizeof *givens);
    givens->arena = arena;
    jx_diags_init(&givens->diags, arena, language);
    return givens;
}

void jx_givens_free(struct jx_givens *givens) {
    if (givens) jx_arena_free(givens->arena);
}

enum jx_status jx_givens_set(struct jx_givens *givens, const char *pair) {
    if (setjmp(*jx_arena_guard(givens->arena)) != 0) return JX_FATAL;
    return give_pair(givens, pair, strlen(pair), true, NULL) ? JX_OK : JX_FAIL;
}

enum jx_status jx_givens_read(struct jx_givens *givens, const struct jx_source *source) {
    if (setjmp(*jx_arena_guard(givens->arena)) != 0) return JX_FATAL;
    size_t mark = jx_arena_mark(givens->arena);
    bool fine = give_file(givens, source);
    jx_arena_release(givens->arena, mark);
    return fine ? JX_OK : JX_FAIL;
}

char *jx_givens_json(const struct jx_givens *givens, bool firm) {
    json_t *object = json_object();
    char *text = NULL;
    for (int i = 0; i < JX_FIELD_COUNT; i++) {
        const struct jx_given *given = &givens->facts[i];
        if (!given->value || given->firm != firm) continue;
        enum jx_field field = (enum jx_field)i;
        bool yuan = jx_field_is_money(field) && !given->bare;
        json_t *text_of = yuan ? json_sprintf("%s元", given->value) : json_string(given->value);
        if (json_object_set_new(object, jx_field_key(field), text_of) == 0) continue;
        json_decref(object);
        return NULL;
    }
    if (object) text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    return text;
}

const struct jx_diag *jx_givens_diags(const struct jx_givens *givens, size_t *count) {
    *count = givens->diags.count;
    return givens->diags.items;
}

/* --- into a form ------------------------------------------------------------------------------------------------- */

/* What a bare amount is in: of the command line in the unit of the form that is written, of a file of defaults in that of
 * the form that was read; where the one has none, in the other's. */
static const char *unit_of(const struct jx_giving *giving, const struct jx_given *given,
                           const struct jx_form *form) {
    const char *read = jx_form_unit(form), *written = giving->unit;
    if (given->firm) return written ? written : read;
    return read ? read : written;
}

/* The given value for this form, in yuan; NULL: none is given, or nobody can tell in what it is. */
static const char *value_for(const struct jx_giving *giving, enum jx_field field,
                             const struct jx_form *form) {
    const struct jx_given *given = &giving->givens->facts[field];
    struct jx_decimal amount;
    if (!given->value || !given->bare) return given->value;
    struct jx_money_unit unit = jx_money_unit_of(giving->arena, unit_of(giving, given, form));
    if (jx_decimal_parse(given->value, strlen(given->value), &amount) &&
        jx_money_to_yuan(&unit, amount, &amount))
        return jx_decimal_text(giving->arena, amount);
    JX_DIAG(giving->diags, JX_MSG_GIVEN_NO_UNIT, NULL, jx_field_name(field, giving->diags->language),
            given->value);
    return NULL;
}

/* A value in the words of the form: 36.25 万元. */
static const char *words(const struct jx_giving *giving, enum jx_field field, const char *value,
                         const struct jx_form *form) {
    const char *unit = unit_of(giving, &giving->givens->facts[field], form);
    return jx_value_shown(giving->arena, field, value, unit);
}

/* Whether the given fact is to be put in. A derived one is no fact that was read. */
static bool wins(const struct jx_giving *giving, enum jx_field field, const char *value,
                 const struct jx_form *form) {
    const struct jx_fact *fact = &form->fields[field];
    if (!value) return false;
    if (!fact->value || fact->origin == JX_DERIVED) return true;
    if (jx_values_same(giving->arena, field, fact->value, value)) return false;
    enum jx_code code = giving->givens->facts[field].firm ? JX_MSG_GIVEN_KEPT : JX_MSG_GIVEN_KEPT_DEFAULT;
    if (giving->overwrite) code = JX_MSG_GIVEN_FORCED;
    JX_DIAG(giving->diags, code, &fact->at, jx_field_name(field, giving->diags->language),
            words(giving, field, value, form), words(giving, field, fact->value, form));
    return giving->overwrite;
}

const struct jx_form *jx_givens_apply(const struct jx_giving *giving, const struct jx_form *form,
                                      bool used[JX_FIELD_COUNT]) {
    struct jx_form *filled = NULL;
    for (int i = 0; i < JX_FIELD_COUNT; i++) {
        enum jx_field field = (enum jx_field)i;
        const char *value = value_for(giving, field, form);
        used[field] = wins(giving, field, value, form);
        if (!used[field]) continue;
        if (!filled) {
            filled = jx_arena_alloc(giving->arena, sizeof *filled);
            *filled = *form;
        }
        filled->fields[field] =
            (struct jx_fact){.value = jx_arena_string(giving->arena, value), .origin = JX_GIVEN};
    }
    return !filled ? form : filled;
}

void jx_given_count(const struct jx_giving *giving, struct jx_tally *tally, const struct jx_form *filled,
                    enum jx_field field) {
    const char *shown = words(giving, field, filled->fields[field].value, filled);
    for (size_t i = 0; i < tally->count; i++)
        if (tally->items[i].field == field && strcmp(tally->items[i].shown, shown) == 0) {
            tally->items[i].count++;
            return;
        }
    tally->items =
        jx_arena_grow(giving->arena, tally->items, tally->count, &tally->capacity, sizeof *tally->items);
    tally->items[tally->count++] = (struct jx_told){field, shown, 1};
}

void jx_givens_report(const struct jx_giving *giving, const struct jx_tally *tally) {
    for (int i = 0; i < JX_FIELD_COUNT; i++)
        for (size_t k = 0; k < tally->count; k++) {
            const struct jx_told *told = &tally->items[k];
            if (told->field != (enum jx_field)i) continue;
            JX_DIAG(giving->diags, JX_MSG_GIVEN, NULL, jx_field_name(told->field, giving->diags->language),
                    told->shown, jx_arena_format(giving->arena, "%zu", told->count));
        }
}
