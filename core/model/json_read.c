/*
 * The model as JSON, in.
 *
 * A person or a script may have written this, so what is missing is simply absent, and a plain value does where the
 * model has a value with its provenance. But nothing is bent: a key that is no field, an amount with a binary fraction,
 * an operator that is none of the five are refused with the path to them, for a typing error that is read as "absent"
 * would be a silent loss.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/charset.h"
#include "core/base/decimal.h"
#include "core/base/diags.h"
#include "core/base/place.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/json.h"
#include "core/model/measure.h"
#include "core/model/money.h"
#include "core/model/vocabulary.h"

#include <jixiao/jixiao.h>

/* Bounds on what is asked for by the text, far above any real document: a tree of JSON takes many times the memory of
 * its text, and a form takes some kilobytes even if it says nothing. */
enum { DEPTH_MOST = 32, CONTAINERS_MOST = 1000000, VALUES_MOST = 6000000 };

enum problem {
    OBJECT,
    ARRAY,
    STRING,
    BOOLEAN,
    FRACTION,
    AMOUNT,
    NUMBER,
    YEAR,
    MONEY_UNIT,
    FIELD,
    KIND,
    ORIGIN,
    POLARITY,
    OPERATOR,
    OPERATOR_MISSING,
    VALUE_MISSING,
    MISSING,
    SCHEMA,
    DEPTH,
    SIZE
};

static const struct {
    const char *english, *chinese;
} problems[] = {
    [OBJECT] = {"must be an object", "应为对象"},
    [ARRAY] = {"must be an array", "应为数组"},
    [STRING] = {"must be a string", "应为字符串"},
    [BOOLEAN] = {"must be true or false", "应为 true 或 false"},
    [FRACTION] = {"write it as a string (\"3.2\")", "请写成字符串（\"3.2\"）"},
    [AMOUNT] = {"is not an amount in yuan", "不是以元为单位的金额"},
    [NUMBER] = {"is not a number", "不是数字"},
    [YEAR] = {"must be a year of four digits", "应为四位数的年度"},
    [MONEY_UNIT] = {"must be 元, 千元, 万元 or another unit of yuan", "应为“元”“千元”“万元”等人民币单位"},
    [FIELD] = {"there is no such field", "没有这一字段"},
    [KIND] = {"must be project or department", "应为 project 或 department"},
    [ORIGIN] = {"is no known origin", "不是已知的来源"},
    [POLARITY] = {"must be 正向, 反向 or 定性", "应为“正向”“反向”或“定性”"},
    [OPERATOR] = {"must be =, ≥, ≤, > or <", "应为 =、≥、≤、> 或 <"},
    [OPERATOR_MISSING] = {"a value needs its op", "有 value 就必须有 op"},
    [VALUE_MISSING] = {"an op needs its value", "有 op 就必须有 value"},
    [MISSING] = {"is missing", "缺少"},
    [SCHEMA] = {"must be \"jixiao-1\"", "应为 \"jixiao-1\""},
    [DEPTH] = {"the text is nested too deeply", "嵌套过深"},
    [SIZE] = {"the text holds too many values", "内容过多"},
};

/* `path` names the value that is being read, `forms[2].fields.year`. */
struct reader {
    struct jx_arena *arena;
    struct jx_diags *diags;
    uint64_t forms_most;
    size_t length;
    char path[256];
};

/* --- where we are, and what is wrong there ----------------------------------------------------------------------- */

/* A long path is cut, between two characters. */
static void settle_path(struct reader *r) {
    r->length = jx_text_valid((const unsigned char *)r->path, strlen(r->path));
    r->path[r->length] = '\0';
}

static size_t enter(struct reader *r, const char *key) {
    size_t before = r->length;
    snprintf(r->path + before, sizeof r->path - before, "%s%.64s", before ? "." : "", key);
    settle_path(r);
    return before;
}

static size_t enter_item(struct reader *r, size_t index) {
    size_t before = r->length;
    snprintf(r->path + before, sizeof r->path - before, "[%zu]", index);
    settle_path(r);
    return before;
}

static void leave(struct reader *r, size_t before) {
    r->path[before] = '\0';
    r->length = before;
}

static bool fail(struct reader *r, enum problem problem) {
    bool chinese = r->diags->language == JX_LANGUAGE_CHINESE;
    const char *words = chinese ? problems[problem].chinese : problems[problem].english;
    const char *text = jx_arena_format(r->arena, "%s%s%s", r->path, *r->path ? ": " : "", words);
    JX_DIAG(r->diags, JX_MSG_FILE_JSON, NULL, text);
    return false;
}

/* `fail` at a key below. */
static bool fail_at(struct reader *r, const char *key, enum problem problem) {
    enter(r, key);
    return fail(r, problem);
}

/* --- members ----------------------------------------------------------------------------------------------------- */

/* A member, or NULL where it is missing or null. */
static json_t *member(const json_t *object, const char *key) {
    json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

static const char *copy(struct reader *r, const json_t *string) {
    if (jx_text_is_blank(json_string_value(string))) return NULL;
    return jx_arena_copy(r->arena, json_string_value(string), json_string_length(string));
}

/* A text that may be missing; blank is absent. */
static bool read_text(struct reader *r, const json_t *object, const char *key, const char **text) {
    const json_t *value = member(object, key);
    *text = NULL;
    if (!value) return true;
    if (!json_is_string(value)) return fail_at(r, key, STRING);
    *text = copy(r, value);
    return true;
}

static bool read_flag(struct reader *r, const json_t *object, const char *key, bool *flag) {
    const json_t *value = member(object, key);
    if (value && !json_is_boolean(value)) return fail_at(r, key, BOOLEAN);
    *flag = json_is_true(value);
    return true;
}

static bool read_place(struct reader *r, const json_t *object, struct jx_place *place) {
    const char *text;
    if (!read_text(r, object, "at", &text)) return false;
    if (text) *place = jx_place_parse(r->arena, text);
    return true;
}

static bool read_origin(struct reader *r, const json_t *object, enum jx_origin *origin) {
    const char *name;
    bool known = true;
    if (!read_text(r, object, "origin", &name)) return false;
    if (name) *origin = jx_origin_parse(name, &known);
    return known || fail_at(r, "origin", ORIGIN);
}

/* A number as text: a string or a JSON integer. A JSON real has been through binary floating point in whatever wrote
 * it, and is refused. NULL and no failure: blank. */
static bool number_text(struct reader *r, const json_t *value, enum problem problem, const char **text) {
    *text = NULL;
    if (json_is_integer(value)) {
        *text = jx_arena_format(r->arena, "%lld", (long long)json_integer_value(value));
    } else if (json_is_string(value)) {
        const char *given = copy(r, value);
        if (given && !(*text = jx_number_plain(r->arena, given))) return fail(r, problem);
    } else {
        return fail(r, json_is_real(value) ? FRACTION : STRING);
    }
    return true;
}

static bool read_number(struct reader *r, const json_t *object, const char *key, const char **text) {
    const json_t *value = member(object, key);
    *text = NULL;
    if (!value) return true;
    size_t before = enter(r, key);
    if (!number_text(r, value, NUMBER, text)) return false;
    leave(r, before);
    return true;
}

/* --- fields ------------------------------------------------------------------------------------------------------ */

static bool read_amount(struct reader *r, const json_t *value, const char **text) {
    struct jx_decimal amount;
    if (!number_text(r, value, AMOUNT, text)) return false;
    if (!*text) return true;
    if (!jx_decimal_parse(*text, strlen(*text), &amount)) return fail(r, AMOUNT);
    *text = jx_decimal_text(r->arena, amount);
    return true;
}

static bool read_year(struct reader *r, const json_t *value, const char **text) {
    if (!number_text(r, value, YEAR, text)) return false;
    if (*text && !jx_field_holds(JX_FIELD_YEAR, *text)) return fail(r, YEAR);
    return true;
}

/* A field's value by its type; NULL and no failure: blank. */
static bool read_value(struct reader *r, enum jx_field field, const json_t *value, const char **text) {
    enum jx_field_type type = jx_field_type(field);
    if (type == JX_TYPE_MONEY) return read_amount(r, value, text);
    if (type == JX_TYPE_YEAR) return read_year(r, value, text);
    if (!json_is_string(value)) return fail(r, STRING);
    *text = copy(r, value);
    if (!*text) return true;
    if (type == JX_TYPE_UNIT) {
        struct jx_money_unit unit = jx_money_unit_of(r->arena, *text);
        if (unit.says != JX_MONEY_KNOWN) return fail(r, MONEY_UNIT);
        *text = unit.word;
    }
    if (type == JX_TYPE_DATE) {
        const char *iso = jx_date_parse(r->arena, *text);
        if (iso) *text = iso;
    }
    return true;
}

/* {"value": …, "raw": …, "at": …, "origin": …}, or the plain value. */
static bool read_fact(struct reader *r, enum jx_field field, const json_t *given, struct jx_fact *fact) {
    if (!json_is_object(given)) return read_value(r, field, given, &fact->value);
    const json_t *value = member(given, "value");
    if (!value) return true;
    size_t before = enter(r, "value");
    if (!read_value(r, field, value, &fact->value)) return false;
    leave(r, before);
    if (!fact->value) return true;
    return read_text(r, given, "raw", &fact->raw) && read_place(r, given, &fact->at) &&
           read_origin(r, given, &fact->origin);
}

static bool read_fields(struct reader *r, json_t *fields, struct jx_form *form) {
    const char *key;
    json_t *value;
    if (!fields) return true;
    size_t before = enter(r, "fields");
    if (!json_is_object(fields)) return fail(r, OBJECT);
    json_object_foreach(fields, key, value) {
        enum jx_field field = jx_field_find(key, strlen(key));
        size_t inside = enter(r, key);
        if (field == JX_FIELD_COUNT) return fail(r, FIELD);
        if (!json_is_null(value) && !read_fact(r, field, value, &form->fields[field])) return false;
        leave(r, inside);
    }
    leave(r, before);
    return true;
}

/* --- indicators -------------------------------------------------------------------------------------------------- */

/* Words: but if they read as a quantity they are one, for a form on which they were printed would say so. */
static bool read_words(struct reader *r, const json_t *given, struct jx_measure *measure) {
    const char *text;
    if (member(given, "value")) return fail_at(r, "op", OPERATOR_MISSING);
    if (!read_text(r, given, "text", &text)) return false;
    if (!text) return true;
    *measure = jx_measure_parse(r->arena, text, strlen(text));
    if (measure->op == JX_OP_NONE) measure->text = text;
    return true;
}

/* The three parts say what the target is; its text is made from them, so that a script need not keep both in step. */
static bool read_quantity(struct reader *r, const json_t *given, struct jx_measure *measure) {
    const char *op;
    if (!read_text(r, given, "op", &op)) return false;
    measure->op = jx_operator_parse(r->arena, op);
    if (measure->op == JX_OP_NONE) return fail_at(r, "op", OPERATOR);
    if (!read_number(r, given, "value", &measure->value)) return false;
    if (!measure->value) return fail_at(r, "value", VALUE_MISSING);
    if (!read_text(r, given, "unit", &measure->unit)) return false;
    measure->text = jx_measure_text(r->arena, measure);
    return true;
}

static bool read_measure(struct reader *r, const json_t *object, const char *key,
                         struct jx_measure *measure) {
    const json_t *given = member(object, key);
    if (!given) return true;
    size_t before = enter(r, key);
    if (json_is_string(given))
        *measure = jx_measure_parse(r->arena, json_string_value(given), json_string_length(given));
    else if (!json_is_object(given))
        return fail(r, OBJECT);
    else if (!(member(given, "op") ? read_quantity(r, given, measure) : read_words(r, given, measure)))
        return false;
    leave(r, before);
    return true;
}

static bool read_polarity(struct reader *r, const json_t *given, struct jx_indicator *i) {
    const char *text;
    if (!read_text(r, given, "polarity", &text)) return false;
    if (!text) return true;
    i->polarity = jx_polarity_parse(r->arena, text);
    if (i->polarity == JX_POLARITY_NONE) return fail_at(r, "polarity", POLARITY);
    return read_flag(r, given, "polarity_derived", &i->polarity_derived);
}

/* A spelling of a level becomes its canonical name; what was written is kept as printed. */
static void settle_level(const char **level, const char **printed, const char *canonical) {
    if (!*level || !canonical || !strcmp(canonical, *level)) return;
    if (!*printed) *printed = *level;
    *level = canonical;
}

static bool read_indicator(struct reader *r, const json_t *given, struct jx_indicator *i) {
    if (!json_is_object(given)) return fail(r, OBJECT);
    bool fine = read_text(r, given, "level1", &i->level1) && read_text(r, given, "level2", &i->level2) &&
                read_text(r, given, "level1_text", &i->level1_text) &&
                read_text(r, given, "level2_text", &i->level2_text) &&
                read_text(r, given, "name", &i->name) && read_measure(r, given, "target", &i->target) &&
                read_measure(r, given, "period_target", &i->period_target) &&
                read_text(r, given, "standard", &i->standard) && read_polarity(r, given, i) &&
                read_number(r, given, "score", &i->score) && read_text(r, given, "remark", &i->remark) &&
                read_flag(r, given, "not_applicable", &i->not_applicable) && read_place(r, given, &i->at) &&
                read_origin(r, given, &i->origin);
    if (!fine) return false;
    settle_level(&i->level1, &i->level1_text, jx_level1_canonical(r->arena, i->level1));
    settle_level(&i->level2, &i->level2_text, jx_level2_canonical(r->arena, i->level2));
    return true;
}

/* --- lists ------------------------------------------------------------------------------------------------------- */

/* Reads an array that may be missing, item by item, into zeroed structs of `size`. */
static bool read_list(struct reader *r, const json_t *object, const char *key, size_t size, void **items,
                      size_t *count, bool (*read)(struct reader *, const json_t *, void *)) {
    const json_t *list = member(object, key);
    *items = NULL;
    *count = 0;
    if (!list) return true;
    size_t before = enter(r, key);
    if (!json_is_array(list)) return fail(r, ARRAY);
    size_t length = json_array_size(list);
    if (length) *items = jx_arena_alloc(r->arena, length * size);
    for (size_t i = 0; i < length; i++) {
        size_t inside = enter_item(r, i);
        if (!read(r, json_array_get(list, i), (char *)*items + i * size)) return false;
        leave(r, inside);
    }
    *count = length;
    leave(r, before);
    return true;
}

static bool read_indicator_item(struct reader *r, const json_t *given, void *item) {
    return read_indicator(r, given, item);
}

/* What an extra or an unread cell does not say is blank, not absent: these are asked for without a look. */
static bool read_extra_item(struct reader *r, const json_t *given, void *item) {
    struct jx_extra *extra = item;
    if (!json_is_object(given)) return fail(r, OBJECT);
    if (!read_text(r, given, "label", &extra->label) || !read_text(r, given, "value", &extra->value) ||
        !read_place(r, given, &extra->at))
        return false;
    if (!extra->label) extra->label = "";
    if (!extra->value) extra->value = "";
    return true;
}

static bool read_unread_item(struct reader *r, const json_t *given, void *item) {
    struct jx_unread *unread = item;
    if (!json_is_object(given)) return fail(r, OBJECT);
    if (!read_text(r, given, "text", &unread->text) || !read_place(r, given, &unread->at)) return false;
    if (!unread->text) unread->text = "";
    return true;
}

static bool read_name_item(struct reader *r, const json_t *given, void *item) {
    if (!json_is_string(given)) return fail(r, STRING);
    *(const char **)item = jx_arena_copy(r->arena, json_string_value(given), json_string_length(given));
    return true;
}

static bool read_form_item(struct reader *r, const json_t *given, void *item) {
    struct jx_form *form = item;
    const char *kind;
    void *indicators, *extras;
    if (!json_is_object(given)) return fail(r, OBJECT);
    if (!read_text(r, given, "layout", &form->layout) || !read_text(r, given, "kind", &kind)) return false;
    if (!form->layout) form->layout = "generic";
    if (kind && !strcmp(kind, "department"))
        form->kind = JX_KIND_DEPARTMENT;
    else if (kind && strcmp(kind, "project"))
        return fail_at(r, "kind", KIND);
    if (!read_fields(r, member(given, "fields"), form) ||
        !read_list(r, given, "indicators", sizeof(struct jx_indicator), &indicators, &form->indicator_count,
                   read_indicator_item) ||
        !read_list(r, given, "extra", sizeof(struct jx_extra), &extras, &form->extra_count, read_extra_item))
        return false;
    form->indicators = indicators;
    form->extras = extras;
    return true;
}

/* --- the document ------------------------------------------------------------------------------------------------ */

/* Where the model came from, unless the caller knows better. */
static bool read_source(struct reader *r, const json_t *root, struct jx_document *document) {
    const json_t *source = member(root, "source");
    const char *file, *carrier;
    void *sheets;
    size_t count;
    if (!source) return true;
    size_t before = enter(r, "source");
    if (!json_is_object(source)) return fail(r, OBJECT);
    if (!read_text(r, source, "file", &file) || !read_text(r, source, "carrier", &carrier) ||
        !read_list(r, source, "sheets", sizeof(char *), &sheets, &count, read_name_item))
        return false;
    leave(r, before);
    if (!document->file) document->file = file;
    if (!document->carrier) document->carrier = carrier;
    if (document->sheet_count) return true;
    document->sheets = sheets;
    document->sheet_count = count;
    return true;
}

static void read_account(const json_t *root, struct jx_account *account) {
    const json_t *given = member(root, "accounting");
    const struct {
        const char *key;
        size_t *number;
    } parts[] = {{"cells", &account->cells},
                 {"labels", &account->labels},
                 {"values", &account->values},
                 {"extras", &account->extras},
                 {"unread", &account->unread}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        json_int_t number = json_integer_value(json_object_get(given, parts[i].key));
        if (number > 0) *parts[i].number = (size_t)number;
    }
}

static bool read_root(struct reader *r, const json_t *root, struct jx_document *document) {
    const char *schema;
    void *forms, *unread;
    if (!json_is_object(root)) return fail(r, OBJECT);
    if (!read_text(r, root, "schema", &schema)) return false;
    if (schema && strcmp(schema, "jixiao-1")) return fail_at(r, "schema", SCHEMA);
    if (!member(root, "forms")) return fail_at(r, "forms", MISSING);
    if (json_array_size(member(root, "forms")) > r->forms_most) {
        JX_DIAG(r->diags, JX_MSG_FORM_COUNT, NULL,
                jx_arena_format(r->arena, "%llu", (unsigned long long)r->forms_most));
        return false;
    }
    if (!read_source(r, root, document) ||
        !read_list(r, root, "forms", sizeof(struct jx_form), &forms, &document->form_count, read_form_item) ||
        !read_list(r, root, "unread", sizeof(struct jx_unread), &unread, &document->unread_count,
                   read_unread_item))
        return false;
    document->forms = forms;
    document->unread = unread;
    read_account(root, &document->account);
    return true;
}

/* --- the text ---------------------------------------------------------------------------------------------------- */

/* Counts what the text would build before anything is built. */
static bool within_bounds(struct reader *r, const char *text, size_t length) {
    size_t depth = 0, containers = 0, values = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (quoted) {
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
            continue;
        }
        if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > DEPTH_MOST) return fail(r, DEPTH);
            containers++;
        } else if ((c == '}' || c == ']') && depth) {
            depth--;
        } else if (c == ',') {
            values++;
        }
        if (containers > CONTAINERS_MOST || values > VALUES_MOST) return fail(r, SIZE);
    }
    return true;
}

/* The bytes as UTF-8 without a mark. Scripts write UTF-8; but a text that was edited and saved on a Chinese Windows may
 * be GB18030 or UTF-16. */
static bool decode(struct reader *r, const unsigned char *bytes, size_t length, const char **text,
                   size_t *text_length) {
    size_t skip = 0, bad = 0;
    char offset[24];
    const char *encoding = jx_charset_detect(bytes, length, &skip);
    if (!strcmp(encoding, "UTF-8")) {
        *text = (const char *)bytes + skip;
        *text_length = length - skip;
        return true;
    }
    if (jx_charset_decode(r->arena, bytes, length, NULL, text, text_length, &bad, &encoding) ==
        JX_CHARSET_FINE)
        return true;
    snprintf(offset, sizeof offset, "%zu", bad);
    JX_DIAG(r->diags, JX_MSG_FILE_ENCODING, NULL, encoding ? encoding : "UTF-8", offset);
    return false;
}

static void release(void *root) {
    json_decref(root);
}

static bool read_bytes(struct reader *r, struct jx_document *document, const unsigned char *bytes,
                       size_t length) {
    json_error_t error;
    const char *text;
    if (!decode(r, bytes, length, &text, &length) || !within_bounds(r, text, length)) return false;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        struct jx_place place = {.line = error.line > 0 ? (uint32_t)error.line : 0};
        if (json_error_code(&error) == json_error_out_of_memory) jx_arena_exhausted(r->arena);
        JX_DIAG(r->diags, JX_MSG_FILE_JSON, &place, error.text);
        return false;
    }
    jx_arena_defer(r->arena, release, root);
    return read_root(r, root, document);
}

enum jx_status jx_json_read_most(struct jx_document *document, struct jx_diags *diags,
                                 const unsigned char *bytes, size_t length, uint64_t forms_most) {
    struct reader reader = {.arena = document->arena, .diags = diags, .forms_most = forms_most};
    size_t mark = jx_arena_mark(document->arena);
    bool fine = read_bytes(&reader, document, bytes, length);
    jx_arena_release(document->arena, mark);
    if (fine) return JX_OK;
    document->forms = NULL;
    document->form_count = 0;
    return JX_FAIL;
}

enum jx_status jx_json_read(struct jx_document *document, struct jx_diags *diags, const unsigned char *bytes,
                            size_t length) {
    return jx_json_read_most(document, diags, bytes, length, SIZE_MAX);
}

static bool mentions(const unsigned char *bytes, size_t length, const char *key) {
    return memmem(bytes, length, key, strlen(key));
}

bool jx_json_sniff(const unsigned char *bytes, size_t length) {
    size_t i = length >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (i < length && memchr(" \t\r\n", bytes[i], 4)) i++;
    if (i == length || bytes[i] != '{') return false;
    if (mentions(bytes, length, "\"schema\"") && mentions(bytes, length, "\"jixiao-")) return true;
    return mentions(bytes, length, "\"forms\"") && mentions(bytes, length, "\"indicators\"");
}
