#include "core/read/values.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/model/vocabulary.h"
#include "core/read/boxes.h"
#include "core/read/pairs.h"
#include "core/read/segments.h"
#include "core/words/seals.h"

static const char *field_name(const struct jx_reading *reading, enum jx_field field) {
    return jx_field_name(field, reading->diags->language);
}

/* --- setting a field --------------------------------------------------------------------------------------------------- */

static void set_fact(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field,
                     const char *value, const char *raw, struct jx_place at, enum jx_origin origin) {
    struct jx_fact *fact = &draft->form.fields[field];
    if (fact->value) {
        if (!jx_text_same(reading->arena, fact->value, value))
            JX_DIAG(reading->diags, JX_MSG_FIELD_TWICE, &at, field_name(reading, field), raw);
        return;
    }
    *fact = (struct jx_fact){.value = value, .at = at, .origin = origin};
    if (strcmp(value, raw) != 0) fact->raw = raw;
    if (origin == JX_REALIGNED)
        JX_DIAG(reading->diags, JX_MSG_VALUE_REALIGNED, &at, field_name(reading, field));
}

/* 总额：420000 is the amount; NULL: some other words stand before it, or none. */
static const char *behind_total(const char *key) {
    static const char *const words[] = {"总额:", "合计:", "共计:", "总计:"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jx_text_starts(key, words[i])) return key + strlen(words[i]);
    return NULL;
}

/* Keeps words beside their label, once. Nobody is told. */
static bool keep_words(struct jx_reading *reading, struct jx_draft *draft, const char *label,
                       const char *words, size_t length, struct jx_place at) {
    const char *value = jx_text_prose(reading->arena, words, length);
    if (*value == '\0') return false;
    for (size_t i = 0; i < draft->form.extra_count; i++)
        if (strcmp(draft->form.extras[i].label, label) == 0 &&
            strcmp(draft->form.extras[i].value, value) == 0)
            return false;
    draft->form.extras = jx_arena_grow(reading->arena, draft->form.extras, draft->form.extra_count,
                                       &draft->extra_capacity, sizeof *draft->form.extras);
    draft->form.extras[draft->form.extra_count++] = (struct jx_extra){label, value, at};
    return true;
}

static void take_money(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field,
                       const char *raw, struct jx_place at, enum jx_origin origin) {
    const char *key = jx_text_key(reading->arena, raw, strlen(raw)), *behind = behind_total(key);
    struct jx_decimal amount;
    struct jx_money_unit unit;
    bool good = jx_money_read(key, &amount, &unit) || (behind && jx_money_read(behind, &amount, &unit));
    good = good && !jx_money_misleads(raw);
    if (good && unit.says == JX_MONEY_KNOWN) good = jx_money_to_yuan(&unit, amount, &amount);
    if (!good) {
        JX_DIAG(reading->diags, JX_MSG_AMOUNT_UNREADABLE, &at, raw, field_name(reading, field));
        keep_words(reading, draft, jx_field_name(field, JX_LANGUAGE_CHINESE), raw, strlen(raw), at);
        return;
    }
    bool first = !draft->form.fields[field].value;
    set_fact(reading, draft, field, jx_decimal_text(reading->arena, amount), raw, at, origin);
    if (first) draft->scaled[field] = unit.says == JX_MONEY_KNOWN;
}

/* 单位：云溪县图书馆 means who files the form; no unit of anything ends so. */
static bool is_organisation(const char *key) {
    static const char *const ends[] = {"局", "委", "办", "会", "馆",   "院",   "校",   "站", "所",   "队",
                                       "部", "厅", "处", "室", "中心", "公司", "政府", "镇", "街道", "学"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (jx_text_ends(key, ends[i])) return true;
    return false;
}

/* The unit's own words: 美元 of （单位：美元）. */
static const char *unit_words(struct jx_arena *arena, const char *raw) {
    const char *key = jx_text_key(arena, raw, strlen(raw)), *colon = strrchr(key, ':');
    if (colon) key = colon + 1;
    key += strspn(key, "(");
    size_t length = strlen(key);
    bool closed = length > 1 && key[length - 1] == ')' && !strchr(key, '(');
    return length > 0 ? jx_arena_copy(arena, key, closed ? length - 1 : length) : raw;
}

/* What stands where the unit of the amounts should. Of a unit that is none of ours only its words are kept. */
static void take_unit(struct jx_reading *reading, struct jx_draft *draft, const char *raw, struct jx_place at,
                      enum jx_origin origin) {
    const char *key = jx_text_key(reading->arena, raw, strlen(raw));
    struct jx_money_unit unit = jx_money_unit_read(key, strlen(key));
    if (unit.says == JX_MONEY_KNOWN) {
        const char *behind; /* 单位：万元, whole or from a cell of several pairs */
        if (jx_colon_find(raw, strlen(raw), &behind))
            raw = jx_text_trim(reading->arena, behind, strlen(behind));
        set_fact(reading, draft, JX_FIELD_MONEY_UNIT, unit.word, raw, at, origin);
    } else if (unit.says == JX_MONEY_SILENT && is_organisation(key)) {
        jx_field_take(reading, draft, JX_FIELD_FILING_UNIT, raw, strlen(raw), at, origin);
    } else if (unit.says == JX_MONEY_STRANGE || unit.other) {
        const char *words = unit_words(reading->arena, raw);
        if (!draft->strange_unit) draft->strange_unit = words;
        JX_DIAG(reading->diags, JX_MSG_UNIT_STRANGE, &at, words);
        keep_words(reading, draft, jx_field_name(JX_FIELD_MONEY_UNIT, JX_LANGUAGE_CHINESE), raw, strlen(raw),
                   at);
    }
}

/* 2025年度 is 2025. */
static const char *canonical_year(struct jx_arena *arena, const char *raw) {
    const char *key = jx_text_key(arena, raw, strlen(raw));
    bool word = strlen(key) > 4 && (strcmp(key + 4, "年") == 0 || strcmp(key + 4, "年度") == 0);
    return word && jx_capture_fits(JX_FIELD_YEAR, key, 4) ? jx_arena_copy(arena, key, 4) : key;
}

/* The text as its field's type has it. */
static const char *canonical(struct jx_arena *arena, enum jx_field_type type, const char *raw) {
    size_t length = strlen(raw);
    const char *date = type == JX_TYPE_DATE ? jx_date_parse(arena, raw) : NULL;
    if (date) return date;
    if (type == JX_TYPE_TEXT) return jx_text_prose(arena, raw, length);
    if (type == JX_TYPE_YEAR) return canonical_year(arena, raw);
    return type == JX_TYPE_CODE ? jx_text_key(arena, raw, length) : jx_text_phrase(arena, raw, length);
}

/* （盖章） 年 月 日 below an opinion waits for a hand; one that was dated and signed is kept. */
static const char *without_seal(struct jx_arena *arena, const char *raw) {
    size_t length = strlen(raw);
    const char *text = jx_text_key(arena, raw, length);
    if (!jx_text_ends(text, "年月日")) return raw;
    char *own = jx_arena_string(arena, raw), *year = strrchr(own, '\n');
    for (char *at = own; (at = strstr(at, "年")); at += strlen("年")) year = at;
    *year = '\0';
    for (size_t seal = 1; seal > 0;) {
        const char *clean = jx_text_trim(arena, own, strlen(own));
        seal = jx_seal_last(clean, strlen(clean));
        own = jx_arena_copy(arena, clean, strlen(clean) - seal);
    }
    return own;
}

/* 预算年度：2023-2025 is no year: its words are kept beside the fields. */
static void take_words(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field,
                       const char *raw, struct jx_place at, enum jx_origin origin) {
    const char *ticked = jx_boxes_ticked(reading->arena, raw);
    const char *words = field == JX_FIELD_OPINION ? without_seal(reading->arena, raw) : ticked ? ticked : raw;
    const char *value = canonical(reading->arena, jx_field_type(field), words);
    if (*value == '\0') return;
    if (jx_field_holds(field, value)) {
        set_fact(reading, draft, field, value, raw, at, origin);
        return;
    }
    JX_DIAG(reading->diags, JX_MSG_YEAR_UNREADABLE, &at, raw, field_name(reading, field));
    keep_words(reading, draft, jx_field_name(field, JX_LANGUAGE_CHINESE), raw, strlen(raw), at);
}

/* 无, 暂无 where a name was asked for: there is none, and nobody is called so. */
static bool says_nobody(enum jx_field field, const char *text) {
    static const enum jx_field names[] = {
        JX_FIELD_UNIT_NAME, JX_FIELD_DEPARTMENT_NAME, JX_FIELD_PROJECT_OWNER, JX_FIELD_HEAD,
        JX_FIELD_PREPARER,  JX_FIELD_PHONE,           JX_FIELD_FILING_UNIT};
    static const char *const none[] = {"无", "暂无", "暂缺"};
    bool name = false, nobody = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) name = name || field == names[i];
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) nobody = nobody || strcmp(text, none[i]) == 0;
    return name && nobody;
}

void jx_field_take(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field, const char *text,
                   size_t length, struct jx_place at, enum jx_origin origin) {
    const char *raw = jx_text_trim(reading->arena, text, length);
    enum jx_field_type type = jx_field_type(field);
    if (*raw == '\0') return;
    if (jx_text_placeholder(reading->arena, raw) || says_nobody(field, raw))
        JX_DIAG(reading->diags, JX_MSG_PLACEHOLDER, &at, raw, field_name(reading, field));
    else if (type == JX_TYPE_MONEY)
        take_money(reading, draft, field, raw, at, origin);
    else if (type == JX_TYPE_UNIT)
        take_unit(reading, draft, raw, at, origin);
    else
        take_words(reading, draft, field, raw, at, origin);
}

bool jx_remark_take_unit(struct jx_reading *reading, struct jx_draft *draft, const char *key,
                         struct jx_place at) {
    const char *remark = jx_lexicon_remark(key);
    size_t length = !remark ? 0 : strlen(remark) - 1;
    if (!jx_capture_fits(JX_FIELD_MONEY_UNIT, remark, length)) return false;
    jx_field_take(reading, draft, JX_FIELD_MONEY_UNIT, remark, length, at, JX_READ);
    return true;
}

/* What the form's own table has a place for needs no message. */
static bool declares_extra(const struct jx_compiled_table *table, const char *label) {
    for (size_t i = 0; i < table->extra_count; i++)
        if (strcmp(table->extras[i], label) == 0) return true;
    return false;
}

const char *jx_extra_label(struct jx_arena *arena, const char *words, const char *more) {
    if (*words == '\0' || *more == '\0') return *words == '\0' ? more : words;
    return jx_arena_format(arena, "%s (%s)", words, more);
}

void jx_extra_take(struct jx_reading *reading, struct jx_draft *draft, const char *label, const char *text,
                   size_t length, struct jx_place at) {
    if (!keep_words(reading, draft, label, text, length, at)) return;
    if (!declares_extra(draft->table, label)) JX_DIAG(reading->diags, JX_MSG_CELL_EXTRA, &at, label);
}

/* --- names with codes --------------------------------------------------------------------------------------------------- */

/* 508, Y2024001: a project's is longer than a year, with which its name may begin. */
static bool is_code(enum jx_field name_field, const char *text, size_t length) {
    size_t digits = 0, least = name_field == JX_FIELD_PROJECT_NAME ? 6 : 2;
    for (size_t i = 0; i < length; i++) digits += text[i] >= '0' && text[i] <= '9';
    bool number = length > 0 && text[0] >= '0' && text[0] <= '9';
    return length >= least && length <= 24 && jx_capture_fits(JX_FIELD_PROJECT_CODE, text, length) &&
           (number || digits >= 4);
}

/* 206001云溪县地震台; of a department three digits may do, 205云溪县民政局: none is named by a number. */
static size_t glued_code(enum jx_field name_field, const char *key) {
    size_t digits = strspn(key, "0123456789"), least = name_field == JX_FIELD_DEPARTMENT_NAME ? 3 : 5;
    if (name_field == JX_FIELD_PROJECT_NAME) least = 9; /* 20240601 may be a day */
    return digits >= least && (unsigned char)key[digits] >= 0x80 ? digits : 0;
}

/* Finds the code in `508`, `名称-508`, `508-名称`, `[508]名称`, `(508)名称`, `名称(508)`, `名称[508]`. `key` has half-width signs. */
static bool split_code(struct jx_arena *arena, enum jx_field name_field, const char *key, const char **code,
                       const char **name) {
    size_t length = strlen(key);
    *code = *name = NULL;
    if (length == 0) return false;
    if (is_code(name_field, key, length)) {
        *code = key;
        return true;
    }
    if (*key == '[' || *key == '(') {
        const char *close = strchr(key, *key == '[' ? ']' : ')');
        if (!close || !is_code(name_field, key + 1, (size_t)(close - key - 1))) return false;
        *code = jx_arena_copy(arena, key + 1, (size_t)(close - key - 1));
        *name = close + 1;
        return **name != '\0';
    }
    size_t digits = glued_code(name_field, key);
    if (digits > 0) {
        *code = jx_arena_copy(arena, key, digits);
        *name = key + digits;
        return true;
    }
    const char *first = strchr(key, '-'), *last = strrchr(key, '-');
    if (first && is_code(name_field, key, (size_t)(first - key)) && first[1] != '\0') {
        *code = jx_arena_copy(arena, key, (size_t)(first - key));
        *name = first + 1;
        return true;
    }
    if (last && last != key && is_code(name_field, last + 1, strlen(last + 1))) {
        *code = last + 1;
        *name = jx_arena_copy(arena, key, (size_t)(last - key));
        return true;
    }
    const char *open = strrchr(key, key[length - 1] == ']' ? '[' : '(');
    if (open && open != key && (key[length - 1] == ')' || key[length - 1] == ']') &&
        is_code(name_field, open + 1, (size_t)(key + length - open - 2))) {
        *code = jx_arena_copy(arena, open + 1, (size_t)(key + length - open - 2));
        *name = jx_arena_copy(arena, key, (size_t)(open - key));
        return true;
    }
    return false;
}

/* The text's spelling of a name found in its key: where the text ends or begins with the same words, those. A name long
 * past any unit's is left as its key. */
static const char *name_in_text(struct jx_arena *arena, const char *text, const char *name) {
    size_t length = strlen(text);
    if (length > 240 || jx_text_starts(text, name) || jx_text_ends(text, name)) return name;
    for (size_t start = 0; start < length; start++)
        for (size_t end = length; end > start; end--) {
            if (start != 0 && end != length) break;
            if (strcmp(jx_text_key(arena, text + start, end - start), name) == 0)
                return jx_text_phrase(arena, text + start, end - start);
        }
    return name;
}

static void take_with_code(struct jx_reading *reading, struct jx_draft *draft, enum jx_field name_field,
                           enum jx_field code_field, const char *text, struct jx_place at,
                           enum jx_origin origin) {
    const char *phrase = jx_text_phrase(reading->arena, text, strlen(text));
    const char *code, *name;
    if (!split_code(reading->arena, name_field, jx_text_key(reading->arena, phrase, strlen(phrase)), &code,
                    &name)) {
        jx_field_take(reading, draft, name_field, phrase, strlen(phrase), at, origin);
        return;
    }
    jx_field_take(reading, draft, code_field, code, strlen(code), at, origin);
    if (name) {
        name = name_in_text(reading->arena, phrase, name);
        jx_field_take(reading, draft, name_field, name, strlen(name), at, origin);
    }
}

void jx_name_and_code_take(struct jx_reading *reading, struct jx_draft *draft, enum jx_field name,
                           enum jx_field code, const char *text, struct jx_place at) {
    take_with_code(reading, draft, name, code, text, at, JX_READ);
}

/* --- patterns ------------------------------------------------------------------------------------------------------------ */

/* The name and the code that a pattern holds together, if it does. */
static bool name_and_code(const struct jx_pattern *pattern, enum jx_field *name, enum jx_field *code) {
    *name = *code = JX_FIELD_COUNT;
    for (size_t i = 0; i < pattern->spellings[0].count; i++) {
        const struct jx_piece *piece = &pattern->spellings[0].pieces[i];
        if (piece->kind != JX_PIECE_FIELD) continue;
        if (jx_field_type(piece->field) == JX_TYPE_CODE)
            *code = piece->field;
        else
            *name = piece->field;
    }
    return *name != JX_FIELD_COUNT && *code != JX_FIELD_COUNT;
}

static void take_piece(struct jx_reading *reading, struct jx_draft *draft, const struct jx_piece *piece,
                       const char *label, const char *text, size_t length, struct jx_place at,
                       enum jx_origin origin) {
    switch (piece->kind) {
    case JX_PIECE_FIELD: jx_field_take(reading, draft, piece->field, text, length, at, origin); break;
    case JX_PIECE_EXTRA: jx_extra_take(reading, draft, piece->text, text, length, at); break;
    case JX_PIECE_SUM:
        draft->total = jx_text_trim(reading->arena, text, length);
        draft->total_at = at;
        break;
    case JX_PIECE_LITERAL: jx_extra_take(reading, draft, label, text, length, at); break;
    }
}

void jx_captures_take(struct jx_reading *reading, struct jx_draft *draft, const struct jx_capture *captures,
                      size_t count, struct jx_place at) {
    for (size_t i = 0; i < count; i++)
        take_piece(reading, draft, captures[i].piece, "", captures[i].text, captures[i].length, at, JX_READ);
}

void jx_value_take(struct jx_reading *reading, struct jx_draft *draft, const struct jx_pattern *pattern,
                   const char *label, const char *text, size_t length, struct jx_place at,
                   enum jx_origin origin) {
    const struct jx_piece *bare = jx_pattern_bare(pattern);
    enum jx_field name, code;
    if (bare) {
        take_piece(reading, draft, bare, label, text, length, at, origin);
        return;
    }
    if (name_and_code(pattern, &name, &code)) {
        take_with_code(reading, draft, name, code, jx_text_trim(reading->arena, text, length), at, origin);
        return;
    }
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    if (jx_pattern_match(pattern, jx_text_key(reading->arena, text, length), captures, &count))
        jx_captures_take(reading, draft, captures, count, at);
    else
        jx_extra_take(reading, draft, label, text, length, at);
}

/* --- amounts in yuan ------------------------------------------------------------------------------------------------------ */

/* Whether some amount has to be told in which unit it is. */
static bool needs_unit(const struct jx_draft *draft) {
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        if (jx_field_is_money((enum jx_field)field) && draft->form.fields[field].value &&
            !draft->scaled[field])
            return true;
    return false;
}

/* Whether every amount has the sign of the yuan, ¥, and nothing else that says its unit. */
static bool all_have_sign(const struct jx_draft *draft) {
    bool some = false;
    for (int field = 0; field < JX_FIELD_COUNT; field++) {
        const struct jx_fact *fact = &draft->form.fields[field];
        if (!jx_field_is_money((enum jx_field)field) || !fact->value || draft->scaled[field]) continue;
        if (!fact->raw || !jx_money_has_sign(fact->raw)) return false;
        some = true;
    }
    return some;
}

/* What the amounts are most likely in, where a table should say so and does not: yuan, if they have its sign; else what those of
 * the form before are in, for whoever puts one table below another says it once. */
static const char *likely_unit(const struct jx_reading *reading, const struct jx_draft *draft) {
    const struct jx_document *document = reading->document;
    if (all_have_sign(draft)) return "元";
    const struct jx_form *before =
        document->form_count > 0 ? &document->forms[document->form_count - 1] : NULL;
    const char *unit = before ? before->fields[JX_FIELD_MONEY_UNIT].value : NULL;
    return unit ? unit : draft->table->table->money_unit;
}

/* The unit that a piece of a page's head or foot names, between tabs and line ends; NULL: it names none. */
static const char *piece_unit(const struct jx_reading *reading, const char *piece, size_t length) {
    const char *words = jx_unit_named(reading->arena, piece, length);
    struct jx_money_unit unit = jx_money_unit_of(reading->arena, words);
    return unit.says == JX_MONEY_KNOWN && !unit.other ? unit.word : NULL;
}

/* 单位：元 at the head of a page, where all heads and feet that name a unit agree; `*said` is the piece that says it. */
static const char *margin_unit(const struct jx_reading *reading, const char **said) {
    const struct jx_book *book = reading->book;
    const char *found = NULL;
    for (uint32_t i = 0; book && i < book->margin_count; i++)
        for (const char *at = book->margins[i]; *at != '\0'; at += strspn(at, "\t\n")) {
            size_t length = strcspn(at, "\t\n");
            const char *unit = piece_unit(reading, at, length);
            if (unit && found && strcmp(unit, found) != 0) return NULL;
            if (unit && !found) *said = jx_text_trim(reading->arena, at, length);
            if (unit) found = unit;
            at += length;
        }
    return found;
}

static void assume_unit(struct jx_reading *reading, struct jx_draft *draft) {
    struct jx_fact *unit = &draft->form.fields[JX_FIELD_MONEY_UNIT];
    if (unit->value || draft->strange_unit) return;
    if (jx_table_is_made(draft->table) && !needs_unit(draft)) return;
    const struct jx_place *at = &draft->form.fields[JX_FIELD_TITLE].at;
    bool missing = draft->table->prints_unit;
    const char *said = NULL, *named = all_have_sign(draft) ? NULL : margin_unit(reading, &said);
    if (named) {
        *unit = (struct jx_fact){.value = named, .at = *at, .origin = JX_DERIVED};
        JX_DIAG(reading->diags, JX_MSG_UNIT_MARGIN, at, said, named);
        return;
    }
    const char *assumed = missing ? likely_unit(reading, draft) : draft->table->table->money_unit;
    *unit = (struct jx_fact){.value = assumed, .at = *at, .origin = JX_DERIVED};
    JX_DIAG(reading->diags, missing ? JX_MSG_UNIT_MISSING : JX_MSG_UNIT_ASSUMED, at, unit->value);
}

/* 项目总投资 | 1280000 | 当年安排（万元） | 80: the first amount may be in another unit. */
static void tell_unit_borrowed(struct jx_reading *reading, const struct jx_draft *draft) {
    const struct jx_fact *unit = &draft->form.fields[JX_FIELD_MONEY_UNIT];
    for (int field = 0; draft->unit_of_amount && field < JX_FIELD_COUNT; field++) {
        const struct jx_fact *fact = &draft->form.fields[field];
        if (!jx_field_is_money((enum jx_field)field) || !fact->value || draft->scaled[field]) continue;
        if (fact->at.row > unit->at.row ||
            (fact->at.row == unit->at.row && fact->at.column > unit->at.column))
            continue;
        JX_DIAG(reading->diags, JX_MSG_UNIT_BORROWED, &fact->at, field_name(reading, (enum jx_field)field),
                unit->value);
    }
}

/* An amount that nobody can turn into yuan is none: its words stay, with the unit that the form gives them. */
static void lose_amount(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field,
                        const char *unit) {
    struct jx_fact *fact = &draft->form.fields[field];
    const char *label = jx_field_name(field, JX_LANGUAGE_CHINESE);
    if (!unit) {
        JX_DIAG(reading->diags, JX_MSG_AMOUNT_UNREADABLE, &fact->at, fact->raw, field_name(reading, field));
    } else {
        JX_DIAG(reading->diags, JX_MSG_AMOUNT_STRANGE, &fact->at, fact->raw, unit,
                field_name(reading, field));
        label = jx_arena_format(reading->arena, "%s（%s）", label, unit);
    }
    keep_words(reading, draft, label, fact->raw, strlen(fact->raw), fact->at);
    *fact = (struct jx_fact){.value = NULL};
}

static void scale_field(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field,
                        const struct jx_money_unit *unit) {
    struct jx_fact *fact = &draft->form.fields[field];
    struct jx_decimal amount;
    if (!fact->raw) fact->raw = fact->value;
    if (!draft->scaled[field]) {
        draft->scaled[field] = true;
        bool good = !draft->strange_unit && jx_decimal_parse(fact->value, strlen(fact->value), &amount) &&
                    jx_money_to_yuan(unit, amount, &amount);
        if (!good) {
            lose_amount(reading, draft, field, draft->strange_unit);
            return;
        }
        fact->value = jx_decimal_text(reading->arena, amount);
    }
    if (strcmp(fact->raw, fact->value) == 0) fact->raw = NULL;
}

void jx_form_scale(struct jx_reading *reading, struct jx_draft *draft) {
    assume_unit(reading, draft);
    tell_unit_borrowed(reading, draft);
    struct jx_money_unit unit =
        jx_money_unit_of(reading->arena, draft->form.fields[JX_FIELD_MONEY_UNIT].value);
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        if (jx_field_is_money((enum jx_field)field) && draft->form.fields[field].value)
            scale_field(reading, draft, (enum jx_field)field, &unit);
}

void jx_amount_take(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field, const char *text,
                    const char *unit, struct jx_place at) {
    bool first = !draft->form.fields[field].value;
    jx_field_take(reading, draft, field, text, strlen(text), at, JX_READ);
    struct jx_fact *fact = &draft->form.fields[field];
    struct jx_money_unit known = jx_money_unit_of(reading->arena, unit);
    struct jx_decimal amount;
    if (!first || !fact->value || draft->scaled[field] || known.says == JX_MONEY_SILENT) return;
    if (known.says == JX_MONEY_STRANGE) {
        if (!fact->raw) fact->raw = fact->value;
        lose_amount(reading, draft, field, unit_words(reading->arena, unit));
        return;
    }
    if (!jx_decimal_parse(fact->value, strlen(fact->value), &amount) ||
        !jx_money_to_yuan(&known, amount, &amount))
        return;
    if (!fact->raw) fact->raw = fact->value;
    fact->value = jx_decimal_text(reading->arena, amount);
    if (strcmp(fact->raw, fact->value) == 0) fact->raw = NULL;
    draft->scaled[field] = true;
    if (!draft->form.fields[JX_FIELD_MONEY_UNIT].value)
        jx_field_take(reading, draft, JX_FIELD_MONEY_UNIT, known.word, strlen(known.word), at, JX_READ);
}
