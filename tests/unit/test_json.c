/*
 * The model as JSON: that writing and reading is the identity with everything set, what is let pass, and what is
 * refused with the path to it.
 */
#include "tests/unit/model_help.h"

#include <jansson.h>
#include <time.h>

#include "core/base/diags.h"
#include "core/model/compare.h"
#include "core/model/fields.h"
#include "core/model/json.h"
#include "core/model/measure.h"

#include <jixiao/jixiao.h>

static struct jx_diags diags;

static enum jx_status read_bytes(struct jx_document *document, const char *text, size_t length) {
    memset(document, 0, sizeof *document);
    document->arena = arena;
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    return jx_json_read(document, &diags, (const unsigned char *)text, length);
}

static const struct jx_document *read_text(const char *text) {
    static struct jx_document document;
    if (read_bytes(&document, text, strlen(text)) != JX_OK)
        fail_msg("%s: %s", text, diags.count ? diags.items[0].message : "no message");
    return &document;
}

static const char *write_text(const struct jx_document *document) {
    size_t length;
    const char *text = jx_json_write(arena, document, &length);
    assert_int_equal(strlen(text), length);
    return text;
}

/* --- identity ---------------------------------------------------------------------------------------------------- */

static const char *field_value(enum jx_field field) {
    switch (jx_field_type(field)) {
    case JX_TYPE_MONEY: return jx_arena_format(arena, "%d.05", 1000000 + (int)field);
    case JX_TYPE_YEAR: return "2024";
    case JX_TYPE_UNIT: return "万元";
    case JX_TYPE_DATE: return "2024-03-05";
    case JX_TYPE_CODE: return jx_arena_format(arena, "%06d-%d", 151000 + (int)field, (int)field);
    default: return jx_arena_format(arena, "第 %d 项\n“引号”\"双\"\\\t\x01 ", (int)field);
    }
}

static struct jx_measure measure(const char *text) {
    return jx_measure_parse(arena, text, strlen(text));
}

/* Every field, every part, every origin, every kind of target. */
static struct jx_form *full_form(enum jx_kind kind) {
    static const char *const targets[] = {"≥90%",      "149人",    "3.84", "<5次",    ">1,000元/人",
                                          "≤2.50万元", "有所提高", "",     "=2024年", "2024年"};
    struct jx_form *form = jx_arena_alloc(arena, sizeof *form);
    form->layout = "hunan";
    form->kind = kind;
    for (enum jx_field f = 0; f < JX_FIELD_COUNT; f++)
        form->fields[f] = (struct jx_fact){.value = field_value(f),
                                           .raw = f % 2 ? "格中\n原文" : NULL,
                                           .at = {"表 1", f + 1u, 3, 0},
                                           .origin = (enum jx_origin)(f % (JX_GIVEN + 1))};
    form->indicator_count = COUNT(targets);
    form->indicators = jx_arena_alloc(arena, form->indicator_count * sizeof *form->indicators);
    for (size_t i = 0; i < form->indicator_count; i++)
        form->indicators[i] = (struct jx_indicator){.level1 = "满意度指标",
                                                    .level2 = i % 2 ? "服务对象满意度指标" : "自主指标",
                                                    .level1_text = i % 3 ? "效益指标" : NULL,
                                                    .level2_text = i % 2 ? "满意度" : NULL,
                                                    .name = "村民满意度",
                                                    .target = measure(targets[i]),
                                                    .period_target = measure(targets[COUNT(targets) - 1 - i]),
                                                    .standard = "历史标准",
                                                    .score = "2.50",
                                                    .remark = "备注一",
                                                    .at = {NULL, 0, (uint32_t)i, 7},
                                                    .polarity = (enum jx_polarity)(i % 4),
                                                    .origin = (enum jx_origin)(i % (JX_GIVEN + 1)),
                                                    .polarity_derived = i % 4 == 2,
                                                    .not_applicable = i == 7};
    form->extras = jx_arena_alloc(arena, 2 * sizeof *form->extras);
    form->extras[0] = (struct jx_extra){"审核意见", "同意", {"表 1", 40, 1, 0}};
    form->extras[1] = (struct jx_extra){NULL, "无标签", {NULL, 0, 0, 0}};
    form->extra_count = 2;
    return form;
}

static struct jx_document *full_document(void) {
    static const char *sheets[] = {"表 1", ""};
    struct jx_document *document = jx_arena_alloc(arena, sizeof *document);
    struct jx_form *forms = jx_arena_alloc(arena, 2 * sizeof *forms);
    forms[0] = *full_form(JX_KIND_PROJECT);
    forms[1] = *full_form(JX_KIND_DEPARTMENT);
    struct jx_unread *unread = jx_arena_alloc(arena, sizeof *unread);
    *unread = (struct jx_unread){"没人要的字", {NULL, 40, 7, 0}};
    *document = (struct jx_document){.arena = arena,
                                     .file = "旧表.xls",
                                     .carrier = "xls",
                                     .sheets = sheets,
                                     .sheet_count = 2,
                                     .forms = forms,
                                     .form_count = 2,
                                     .unread = unread,
                                     .unread_count = 1,
                                     .account = {90, 40, 45, 4, 1}};
    return document;
}

static void same_measure(const struct jx_measure *a, const struct jx_measure *b) {
    assert_int_equal(a->op, b->op);
    assert_string_equal(a->value ? a->value : "-", b->value ? b->value : "-");
    assert_string_equal(a->unit ? a->unit : "-", b->unit ? b->unit : "-");
    assert_string_equal(a->text ? a->text : "-", b->text ? b->text : "-");
}

static void same_facts(const struct jx_form *a, const struct jx_form *b) {
    for (enum jx_field f = 0; f < JX_FIELD_COUNT; f++) {
        assert_string_equal(a->fields[f].value, b->fields[f].value);
        assert_string_equal(a->fields[f].raw ? a->fields[f].raw : "-",
                            b->fields[f].raw ? b->fields[f].raw : "-");
        assert_int_equal(a->fields[f].origin, b->fields[f].origin);
        assert_int_equal(a->fields[f].at.row, b->fields[f].at.row);
        assert_string_equal(a->fields[f].at.sheet, b->fields[f].at.sheet);
    }
}

static void everything_comes_back(void **state) {
    struct jx_document back;
    size_t count;
    (void)state;
    const struct jx_document *document = full_document();
    const char *text = write_text(document);
    if (read_bytes(&back, text, strlen(text)) != JX_OK) fail_msg("%s", diags.items[0].message);
    assert_string_equal(write_text(&back), text);
    assert_int_equal(back.form_count, 2);
    assert_memory_equal(&back.account, &document->account, sizeof back.account);
    for (size_t i = 0; i < 2; i++) {
        const struct jx_form *a = &document->forms[i], *b = &back.forms[i];
        assert_int_equal(a->kind, b->kind);
        same_facts(a, b);
        jx_forms_compare(arena, a, b, &count);
        assert_int_equal(count, 0);
        for (size_t j = 0; j < a->indicator_count; j++) {
            same_measure(&a->indicators[j].target, &b->indicators[j].target);
            same_measure(&a->indicators[j].period_target, &b->indicators[j].period_target);
            assert_int_equal(a->indicators[j].polarity_derived, b->indicators[j].polarity_derived);
            assert_int_equal(a->indicators[j].at.line, b->indicators[j].at.line);
        }
    }
}

/* Another reader of JSON understands the text, and would print it in the same way. */
static void text_is_json(void **state) {
    json_error_t error;
    (void)state;
    const char *text = write_text(full_document());
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (!root) fail_msg("%s (line %d)", error.text, error.line);
    char *printed = json_dumps(root, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    json_decref(root);
    bool same = !strncmp(printed, text, strlen(printed)) && !strcmp(text + strlen(printed), "\n");
    free(printed);
    assert_true(same);
}

static void absent_is_left_out(void **state) {
    (void)state;
    static struct jx_indicator indicator = {.name = "里程", .target = {.text = "有所提高"}};
    static struct jx_form form = {.layout = "anhui", .indicators = &indicator, .indicator_count = 1};
    struct jx_document document = {.arena = arena, .forms = &form, .form_count = 1};
    form.fields[JX_FIELD_YEAR] = (struct jx_fact){.value = "2024", .raw = "2024"};
    assert_string_equal(write_text(&document), "{\n"
                                               "  \"schema\": \"jixiao-1\",\n"
                                               "  \"source\": {\n"
                                               "    \"sheets\": []\n"
                                               "  },\n"
                                               "  \"forms\": [\n"
                                               "    {\n"
                                               "      \"layout\": \"anhui\",\n"
                                               "      \"kind\": \"project\",\n"
                                               "      \"fields\": {\n"
                                               "        \"year\": {\n"
                                               "          \"value\": 2024,\n"
                                               "          \"origin\": \"read\"\n"
                                               "        }\n"
                                               "      },\n"
                                               "      \"indicators\": [\n"
                                               "        {\n"
                                               "          \"name\": \"里程\",\n"
                                               "          \"target\": {\n"
                                               "            \"text\": \"有所提高\",\n"
                                               "            \"op\": null,\n"
                                               "            \"value\": null,\n"
                                               "            \"unit\": null\n"
                                               "          },\n"
                                               "          \"origin\": \"read\"\n"
                                               "        }\n"
                                               "      ],\n"
                                               "      \"extra\": []\n"
                                               "    }\n"
                                               "  ],\n"
                                               "  \"unread\": [],\n"
                                               "  \"accounting\": {\n"
                                               "    \"cells\": 0,\n"
                                               "    \"labels\": 0,\n"
                                               "    \"values\": 0,\n"
                                               "    \"extras\": 0,\n"
                                               "    \"unread\": 0\n"
                                               "  },\n"
                                               "  \"diagnostics\": []\n"
                                               "}\n");
}

static void diagnostics_are_written(void **state) {
    (void)state;
    struct jx_diag diag = {
        JX_MSG_SCORE_TOTAL, JX_WARNING, {"表1", 4, 3, 0}, "分值合计 \xff 83", JX_CONCERN_LOOK};
    struct jx_document document = {.arena = arena, .diags = &diag, .diag_count = 1};
    const char *text = write_text(&document);
    assert_non_null(strstr(text, "\"concern\": \"look\""));
    assert_non_null(strstr(text, "\"severity\": \"warning\""));
    assert_non_null(strstr(text, "\"code\": \"R014\""));
    assert_non_null(strstr(text, "\"at\": \"表1!C4\""));
    assert_non_null(strstr(text, "分值合计 \xef\xbf\xbd 83"));
}

/* --- what is let pass -------------------------------------------------------------------------------------------- */

static void plain_values_pass(void **state) {
    const struct jx_document *d = read_text(
        "{\"forms\": [{\"kind\": null, \"note\": 1, \"fields\": {\"project_name\": \"村道养护\", \"year\": "
        "\"2024\","
        "\"fund_total\": 3200000, \"fund_other\": \"1,200.50\", \"goal_annual\": \" \", \"phone\": null,"
        "\"prepared_on\": \"2024年6月4日\", \"duties\": {\"raw\": \"x\"}}}]}");
    const struct jx_fact *f = d->forms[0].fields;
    (void)state;
    assert_string_equal(d->forms[0].layout, "generic");
    assert_int_equal(d->forms[0].kind, JX_KIND_PROJECT);
    assert_string_equal(f[JX_FIELD_PROJECT_NAME].value, "村道养护");
    assert_string_equal(f[JX_FIELD_YEAR].value, "2024");
    assert_string_equal(f[JX_FIELD_FUND_TOTAL].value, "3200000");
    assert_string_equal(f[JX_FIELD_FUND_OTHER].value, "1200.5");
    assert_string_equal(f[JX_FIELD_PREPARED_ON].value, "2024-06-04");
    assert_null(f[JX_FIELD_GOAL_ANNUAL].value);
    assert_null(f[JX_FIELD_PHONE].value);
    assert_null(f[JX_FIELD_DUTIES].value);
    assert_null(f[JX_FIELD_DUTIES].raw);
    assert_int_equal(read_text("{\"forms\": []}")->form_count, 0);
    assert_int_equal(read_text("\xef\xbb\xbf {\"forms\": [], \"other\": {\"x\": [1.5]}}")->form_count, 0);
}

static const struct jx_indicator *read_indicator(const char *members) {
    const struct jx_document *d =
        read_text(jx_arena_format(arena, "{\"forms\": [{\"indicators\": [{%s}]}]}", members));
    return &d->forms[0].indicators[0];
}

static void targets_pass(void **state) {
    static const struct {
        const char *json;
        enum jx_operator op;
        const char *value, *unit, *text;
    } cases[] = {
        {"\"≥90%\"", JX_OP_GE, "90", "%", "≥90%"},
        {"\"有所提高\"", JX_OP_NONE, NULL, NULL, "有所提高"},
        {"\"\"", JX_OP_NONE, NULL, NULL, NULL},
        {"null", JX_OP_NONE, NULL, NULL, NULL},
        {"{}", JX_OP_NONE, NULL, NULL, NULL},
        {"{\"text\": \"≥ 90 %\"}", JX_OP_GE, "90", "%", "≥90%"},
        {"{\"text\": \" 有所 提高\", \"op\": null}", JX_OP_NONE, NULL, NULL, " 有所 提高"},
        {"{\"op\": \"≥\", \"value\": \"90\", \"unit\": \"%\"}", JX_OP_GE, "90", "%", "≥90%"},
        {"{\"op\": \"≥\", \"value\": 90, \"unit\": null, \"text\": null}", JX_OP_GE, "90", NULL, "≥90"},
        {"{\"op\": \"大于等于\", \"value\": \"1,000\", \"unit\": \"元\"}", JX_OP_GE, "1000", "元", "≥1000元"},
        {"{\"op\": \"=\", \"value\": \"80\", \"unit\": \"人\", \"text\": \"70人\"}", JX_OP_EQ, "80", "人",
         "80人"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct jx_indicator *got =
            read_indicator(jx_arena_format(arena, "\"target\": %s", cases[i].json));
        struct jx_measure want = {cases[i].text, cases[i].value, cases[i].unit, cases[i].op};
        same_measure(&got->target, &want);
    }
}

static void indicators_settle(void **state) {
    (void)state;
    const struct jx_indicator *i =
        read_indicator("\"level1\": \"产出\", \"level2\": \"数量\", \"score\": 10,"
                       "\"polarity\": \"正向指标\", \"not_applicable\": false, \"x\": {}");
    assert_string_equal(i->level1, "产出指标");
    assert_string_equal(i->level1_text, "产出");
    assert_string_equal(i->level2, "数量指标");
    assert_string_equal(i->level2_text, "数量");
    assert_string_equal(i->score, "10");
    assert_int_equal(i->polarity, JX_POLARITY_POSITIVE);
    assert_false(i->not_applicable);
    assert_false(i->polarity_derived);
    assert_string_equal(read_indicator("\"score\": \"+5.0\"")->score, "5");
    i = read_indicator("\"level1\": \"产出指标\", \"level2\": \"自主\", \"score\": \"2.50\"");
    assert_null(i->level1_text);
    assert_string_equal(i->level2, "自主");
    assert_null(i->level2_text);
    assert_string_equal(i->score, "2.50");
}

static void callers_source_stays(void **state) {
    static const char text[] = "{\"source\": {\"file\": \"a.xls\", \"carrier\": \"xls\"}, \"forms\": []}";
    struct jx_document document = {.arena = arena, .file = "b.json", .carrier = "json"};
    (void)state;
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    assert_int_equal(jx_json_read(&document, &diags, (const unsigned char *)text, strlen(text)), JX_OK);
    assert_string_equal(document.file, "b.json");
    assert_string_equal(document.carrier, "json");
    assert_string_equal(read_text(text)->file, "a.xls");
}

/* --- what is refused --------------------------------------------------------------------------------------------- */

static void check_error(const struct line *line) {
    struct jx_document document;
    enum jx_status status = read_bytes(&document, line->input, strlen(line->input));
    if (status != JX_FAIL || diags.count != 1 || diags.items[0].code != JX_MSG_FILE_JSON)
        fail_msg("%s:%d: %s was not refused", line->file, line->number, line->input);
    if (!strstr(diags.items[0].message, line->parts[0]) && !strstr(line->parts[0], "line 1"))
        fail_msg("%s:%d: “%s” does not say “%s”", line->file, line->number, diags.items[0].message,
                 line->parts[0]);
    assert_int_equal(document.form_count, 0);
    assert_null(document.forms);
}

static void faults_are_located(void **state) {
    (void)state;
    assert_true(each_line("tests/unit/json_errors.txt", check_error) > 50);
    jx_diags_init(&diags, arena, JX_LANGUAGE_CHINESE);
    struct jx_document document = {.arena = arena};
    static const char text[] = "{\"forms\": [{\"fields\": {\"year\": 24}}]}";
    assert_int_equal(jx_json_read(&document, &diags, (const unsigned char *)text, strlen(text)), JX_FAIL);
    assert_non_null(strstr(diags.items[0].message, "forms[0].fields.year: 应为四位数的年度"));
}

static void syntax_errors_have_a_line(void **state) {
    struct jx_document document;
    static const char text[] = "{\n\"forms\": [\n}\n";
    (void)state;
    assert_int_equal(read_bytes(&document, text, strlen(text)), JX_FAIL);
    assert_int_equal(diags.items[0].place.line, 3);
}

/* `unit` again and again, between a head and a tail. */
static const char *repeat(const char *head, const char *unit, size_t times, const char *tail) {
    size_t length = strlen(unit);
    char *text = jx_arena_alloc(arena, strlen(head) + times * length + strlen(tail) + 1);
    char *end = stpcpy(text, head);
    for (size_t i = 0; i < times; i++, end += length) memcpy(end, unit, length);
    memcpy(end, tail, strlen(tail) + 1);
    return text;
}

static void hostile_texts_are_refused(void **state) {
    struct jx_document document;
    (void)state;
    const struct {
        const char *text, *says;
    } cases[] = {
        {repeat("{\"forms\": ", "[", 1000000, ""), "nested too deeply"},
        {repeat("{\"x\": [{}", ",{}", 1100000, "], \"forms\": []}"), "too many values"},
        {repeat("{\"x\": [0", ",0", 6100000, "], \"forms\": []}"), "too many values"},
        {repeat("{\"forms\": [{\"fields\": {\"", "很长的键", 100000, "\": 1}}]}"), "there is no such field"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(read_bytes(&document, cases[i].text, strlen(cases[i].text)), JX_FAIL);
        assert_int_equal(diags.count, 1);
        assert_non_null(strstr(diags.items[0].message, cases[i].says));
        assert_true(strlen(diags.items[0].message) < 600);
    }
    /* A bracket in a string opens nothing. */
    read_text(repeat("{\"forms\": [{\"fields\": {\"title\": \"\\\"", "[{,\\\\", 100000, "\"}}]}"));
}

/* Every beginning of a real text, and the text with one byte changed, is read or refused, and never more. */
static void broken_texts_are_refused(void **state) {
    struct jx_document document;
    (void)state;
    char *text = jx_arena_string(arena, write_text(full_document()));
    size_t length = strlen(text);
    for (size_t i = 0; i + 2 < length; i += 37) assert_int_equal(read_bytes(&document, text, i), JX_FAIL);
    for (size_t i = 0; i < length; i += 61) {
        char kept = text[i];
        text[i] = "\"{}[],:0\xff"[i % 9];
        read_bytes(&document, text, length);
        text[i] = kept;
    }
}

/* --- what looks like a model ------------------------------------------------------------------------------------- */

static void models_are_sniffed(void **state) {
    static const struct {
        const char *text;
        bool model;
    } cases[] = {
        {"{\"schema\": \"jixiao-1\", \"forms\": []}", true},
        {"\xef\xbb\xbf\r\n { \"forms\": [], \"schema\": \"jixiao-1\" }", true},
        {"{\"schema\": \"jixiao-9\"}", true},
        {"{\"forms\": [{\"indicators\": []}]}", true},
        {"{\"forms\": []}", false},
        {"[{\"schema\": \"jixiao-1\"}]", false},
        {"{\"schema\": \"else\"}", false},
        {"项目支出绩效目标表", false},
        {"{", false},
        {"  ", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (jx_json_sniff((const unsigned char *)cases[i].text, strlen(cases[i].text)) != cases[i].model)
            fail_msg("%s", cases[i].text);
}

/* Saved from a Chinese editor: the bytes of 万元 and 项目 in GB18030. */
static void other_encodings_are_read(void **state) {
    (void)state;
    const struct jx_document *d =
        read_text("{\"forms\": [{\"fields\": {\"money_unit\": \"\xcd\xf2\xd4\xaa\", \"project_name\": "
                  "\"\xcf\xee\xc4\xbf\"}}]}");
    assert_string_equal(d->forms[0].fields[JX_FIELD_MONEY_UNIT].value, "万元");
    assert_string_equal(d->forms[0].fields[JX_FIELD_PROJECT_NAME].value, "项目");
}

/* --- want of memory ---------------------------------------------------------------------------------------------- */

/* Allocations that the JSON parser may still make; negative: as many as it likes. */
static long parser_allowance = -1;

static void *parser_malloc(size_t size) {
    if (parser_allowance == 0) return NULL;
    if (parser_allowance > 0) parser_allowance--;
    return malloc(size);
}

/* Writes and reads a document in an arena of its own; false: memory ran out, and everything was given back. */
static bool survives(const char *text, size_t length) {
    struct jx_arena *own = jx_arena_new();
    bool fine = false;
    if (!own) return false;
    if (!setjmp(*jx_arena_guard(own))) {
        struct jx_document back = {.arena = own};
        struct jx_diags messages;
        jx_diags_init(&messages, own, JX_LANGUAGE_CHINESE);
        if (jx_json_read(&back, &messages, (const unsigned char *)text, length) == JX_OK) {
            jx_json_write(own, &back, &length);
            fine = true;
        }
    }
    jx_arena_free(own);
    return fine;
}

static void memory_may_run_out(void **state) {
    (void)state;
    const char *text = write_text(full_document());
    size_t length = strlen(text), failures = 0;
    for (size_t n = 0;; n = n + 1 + n / 8) {
        jx_arena_fail_after(n);
        bool fine = survives(text, length);
        jx_arena_fail_after(SIZE_MAX);
        if (fine) break;
        failures++;
    }
    assert_true(failures > 20);
    json_set_alloc_funcs(parser_malloc, free);
    for (failures = 0, parser_allowance = 0;; failures++) {
        long allowed = parser_allowance = (long)(failures * 7);
        if (survives(text, length)) break;
        assert_true(allowed < 100000);
    }
    json_set_alloc_funcs(malloc, free);
    parser_allowance = -1;
    assert_true(failures > 20);
}

/* --- a long list ------------------------------------------------------------------------------------------------- */

static void long_lists_are_quick(void **state) {
    enum { ROWS = 100000 };
    struct jx_document back;
    clock_t start = clock();
    (void)state;
    struct jx_form form = *full_form(JX_KIND_PROJECT);
    const struct jx_indicator one = form.indicators[0];
    form.indicator_count = ROWS;
    form.indicators = jx_arena_alloc(arena, ROWS * sizeof one);
    for (size_t i = 0; i < ROWS; i++) form.indicators[i] = one;
    struct jx_document document = {.arena = arena, .forms = &form, .form_count = 1};
    const char *text = write_text(&document);
    assert_int_equal(read_bytes(&back, text, strlen(text)), JX_OK);
    assert_int_equal(back.forms[0].indicator_count, ROWS);
    /* Well under a second; a squared time would be hours. */
    assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(everything_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_is_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(absent_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(diagnostics_are_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plain_values_pass, set_up, tear_down),
        cmocka_unit_test_setup_teardown(targets_pass, set_up, tear_down),
        cmocka_unit_test_setup_teardown(indicators_settle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(callers_source_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_are_located, set_up, tear_down),
        cmocka_unit_test_setup_teardown(syntax_errors_have_a_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hostile_texts_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_texts_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(models_are_sniffed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_encodings_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_may_run_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_lists_are_quick, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
