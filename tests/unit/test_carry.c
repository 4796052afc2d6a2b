/* What a workbook takes along: put together with what a person did to the visible cells, and not trusted where it is
 * damaged. The sheets are made and changed in memory; that they survive in files is for the laws and the program's
 * tests to show. */
#include "tests/unit/model_help.h"

#include <inttypes.h>
#include <libgen.h>
#include <unistd.h>

#include "core/base/text.h"
#include "core/convert/carry.h"
#include "core/convert/plan.h"
#include "core/convert/session.h"
#include "core/grid/grid.h"
#include "core/model/json.h"
#include "core/model/measure.h"
#include "core/plugin/registry.h"

/* --- a table, written and read --------------------------------------------------------------------------------------- */

static struct jx_library *library;

#define PROJECT                                                                                                         \
    "{\"layout\":\"hunan\",\"kind\":\"project\",\"fields\":{\"title\":\"某县2024年项目支出绩效目标表\","    \
    "\"year\":2024,\"money_unit\":\"万元\",\"filing_unit\":\"青石县交通局\",\"project_name\":\"村道养护\"," \
    "\"department_name\":\"青石县交通局\",\"period\":\"2024年1月-12月\",\"fund_local\":\"1200000\","           \
    "\"fund_superior\":\"300000\",\"goal_period\":\"路况良好\",\"goal_annual\":\"养护村道\","                   \
    "\"preparer\":\"林一\",\"phone\":\"0000-1234567\"},\"indicators\":["                                              \
    "{\"level1\":\"产出指标\",\"level2\":\"数量指标\",\"name\":\"里程\",\"target\":\"≥30公里\","          \
    "\"standard\":\"计划标准\",\"score\":\"10\"},"                                                                  \
    "{\"level1\":\"产出指标\",\"level2\":\"数量指标\",\"name\":\"桥梁\",\"target\":\"4座\","                 \
    "\"standard\":\"行业标准\"},"                                                                                   \
    "{\"level1\":\"产出指标\",\"level2\":\"质量指标\",\"name\":\"合格率\",\"target\":\"≥95%\","            \
    "\"standard\":\"历史标准\",\"remark\":\"逐段验收\"},"                                                       \
    "{\"level1\":\"效益指标\",\"level2\":\"社会效益指标\",\"name\":\"出行\",\"target\":\"有所改善\","   \
    "\"polarity\":\"定性\"}],\"extra\":[{\"label\":\"审核意见\",\"value\":\"同意\"},"                           \
    "{\"label\":\"口径说明\",\"value\":\"按里程\"}]}"
#define DEPARTMENT                                                                                           \
    "{\"layout\":\"hunan\",\"kind\":\"department\",\"fields\":{\"department_name\":\"青石县交通局\","  \
    "\"duties\":\"修路\"}}"
#define DOCUMENT(forms) "{\"schema\":\"jixiao-1\",\"forms\":[" forms "],\"unread\":[{\"text\":\"旁注\"}]}"

/* The text with one thing in it exchanged. */
static const char *exchange(const char *text, const char *find, const char *replace) {
    const char *at = *find ? strstr(text, find) : text;
    if (!at) give_up("%s is not there", find);
    return jx_arena_format(arena, "%.*s%s%s", (int)(at - text), text, replace, at + strlen(find));
}

static struct jx_document *parse(const char *json) {
    struct jx_diags diags;
    struct jx_document *document = jx_arena_alloc(arena, sizeof *document);
    document->arena = arena;
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    if (jx_json_read(document, &diags, (const unsigned char *)json, strlen(json)) != JX_OK)
        give_up("%s", diags.count ? diags.items[0].message : "?");
    return document;
}

static const struct jx_compiled_layout *layout_of(const char *id) {
    for (size_t i = 0; i < library->layout_count; i++)
        if (!strcmp(jx_compiled_descriptor(library->layouts[i])->id, id)) return library->layouts[i];
    give_up("no layout %s", id);
}

/* A book that shows one document, written with stand-ins, and carries another: as if a person had edited the sheets. */
static struct jx_book *write_edited(const char *layout, const char *shown, const char *carried) {
    struct jx_diags diags;
    struct jx_book *book = jx_book_new(arena);
    struct jx_document *document = parse(shown);
    struct jx_planning planning = {.arena = arena,
                                   .diags = &diags,
                                   .library = library,
                                   .document = document,
                                   .layout = layout_of(layout),
                                   .derive = true,
                                   .conversion = jx_arena_alloc(arena, sizeof(struct jx_conversion))};
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    const struct jx_paper paper = jx_paper_of(NULL);
    jx_planned_compose(book, &paper, jx_plan_forms(&planning), document->form_count, false);
    jx_carry_add(book, parse(carried), planning.layout, true);
    return book;
}

static struct jx_document *read_book(struct jx_book *book) {
    struct jx_diags diags;
    struct jx_document *document = jx_arena_alloc(arena, sizeof *document);
    struct jx_book_read_options asked = {0};
    document->arena = arena;
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    struct jx_reading reading = jx_reading_begin(library, document, &diags, &(struct jx_read_options){0});
    const struct jx_sheet *sheet;
    size_t sheets = jx_carry_take(book, document, &sheet);
    jx_book_read(&reading, book, &asked);
    const struct jx_carried *carried = sheets ? jx_carry_parse(&reading, sheet) : NULL;
    if (carried) jx_carry_restore(&reading, &asked, carried);
    document->diags = diags.items;
    document->diag_count = diags.count;
    return document;
}

/* --- what came of it ------------------------------------------------------------------------------------------------- */

static const char *or_dash(const char *text) {
    return text ? text : "-";
}

/* A document's facts, one a line. */
static const char *dump(const struct jx_document *document) {
    const char *text = "";
    for (size_t f = 0; f < document->form_count; f++) {
        const struct jx_form *form = &document->forms[f];
        text = jx_arena_format(arena, "%s[%s]\n", text, form->layout);
        for (int i = 0; i < JX_FIELD_COUNT; i++)
            if (form->fields[i].value)
                text = jx_arena_format(arena, "%s%s=%s\n", text, jx_field_key((enum jx_field)i),
                                       form->fields[i].value);
        for (size_t i = 0; i < form->indicator_count; i++) {
            const struct jx_indicator *one = &form->indicators[i];
            text = jx_arena_format(arena, "%s%s|%s|%s|%s|%s|%s|%s%s\n", text, or_dash(one->level2),
                                   or_dash(one->name), jx_measure_text(arena, &one->target),
                                   or_dash(one->standard), or_dash(one->score), or_dash(one->remark),
                                   jx_polarity_text(one->polarity), one->not_applicable ? "不适用" : "");
        }
        for (size_t i = 0; i < form->extra_count; i++)
            text = jx_arena_format(arena, "%s%s：%s\n", text, form->extras[i].label, form->extras[i].value);
    }
    for (size_t i = 0; i < document->unread_count; i++)
        text = jx_arena_format(arena, "%s? %s\n", text, document->unread[i].text);
    return text;
}

static bool has_line(const char *text, const char *line, size_t length) {
    for (; *text; text = strchr(text, '\n') + 1)
        if (!strncmp(text, line, length + 1)) return true;
    return false;
}

/* The lines of one that the other lacks, each behind a sign. */
static const char *lacking(const char *one, const char *other, char sign) {
    const char *text = "";
    for (const char *line = one; *line;) {
        size_t length = strcspn(line, "\n");
        if (!has_line(other, line, length))
            text = jx_arena_format(arena, "%s%s%c%.*s", text, *text ? " " : "", sign, (int)length, line);
        line += length + 1;
    }
    return text;
}

static const char *changes(const struct jx_document *before, const struct jx_document *after) {
    const char *a = dump(before), *b = dump(after);
    const char *gone = lacking(a, b, '-'), *come = lacking(b, a, '+');
    return jx_arena_format(arena, "%s%s%s", gone, *gone && *come ? " " : "", come);
}

/* The codes of the messages about what was carried, each once, in order. */
static const char *said(const struct jx_document *document) {
    const char *text = "";
    for (size_t i = 0; i < document->diag_count; i++) {
        char code[8];
        jx_code_format(document->diags[i].code, code);
        if (strncmp(code, "D02", 3) != 0 || strstr(text, code)) continue;
        text = jx_arena_format(arena, "%s%s%s", text, *text ? " " : "", code);
    }
    return text;
}

/* --- edits ----------------------------------------------------------------------------------------------------------- */

#define LAST_OF_OUTPUT "\"remark\":\"逐段验收\"},"

/* What a person exchanged on the sheets of a layout, how the result differs from what was converted first, and what was
 * said. */
static const struct {
    const char *layout, *find, *replace, *changes, *said;
} edits[] = {
    {"anhui", "", "", "", "D020"},
    {"hunan", "", "", "", "D020"},
    {"guangdong", "", "", "", "D020"},
    {"neimenggu", "", "", "", "D020"},
    /* a target, a name, a level; what hangs on the indicator stays */
    {"anhui", "≥30公里", "≥40公里",
     "-数量指标|里程|≥30公里|计划标准|10|-| +数量指标|里程|≥40公里|计划标准|10|-|", "D021 D020"},
    {"neimenggu", "≥30公里", "≥40公里",
     "-数量指标|里程|≥30公里|计划标准|10|-| +数量指标|里程|≥40公里|计划标准|10|-|", "D021 D020"},
    {"anhui", "\"里程\"", "\"总里程\"",
     "-数量指标|里程|≥30公里|计划标准|10|-| +数量指标|总里程|≥30公里|计划标准|10|-|", "D021 D020"},
    {"anhui", "\"质量指标\"", "\"时效指标\"",
     "-质量指标|合格率|≥95%|历史标准|-|逐段验收| +时效指标|合格率|≥95%|历史标准|-|逐段验收|", "D021 D020"},
    /* a comma made wide is an edit, too */
    {"anhui", "养护村道", "养护，村道", "-goal_annual=养护村道 +goal_annual=养护，村道", "D021 D020"},
    /* rows */
    {"anhui",
     "{\"level1\":\"产出指标\",\"level2\":\"数量指标\",\"name\":\"桥梁\",\"target\":\"4座\",\"standard\":"
     "\"行业标准\"},",
     "", "-数量指标|桥梁|4座|行业标准|-|-|", "D023 D020"},
    {"anhui", LAST_OF_OUTPUT,
     LAST_OF_OUTPUT
     "{\"level1\":\"产出指标\",\"level2\":\"质量指标\",\"name\":\"返修率\",\"target\":\"≤3%\"},",
     "+质量指标|返修率|≤3%|-|-|-|", "D022 D020"},
    {"guangdong", LAST_OF_OUTPUT,
     LAST_OF_OUTPUT
     "{\"level1\":\"产出指标\",\"level2\":\"时效指标\",\"name\":\"完成\",\"target\":\"按期\"},",
     "+时效指标|完成|按期|-|-|-|", "D022 D020"},
    /* fields: emptied, filled, and what another fact was made of */
    {"hunan", "\"phone\":\"0000-1234567\"", "\"phone\":\"\"", "-phone=0000-1234567", "D021 D020"},
    {"anhui", "\"year\":2024,", "\"year\":2024,\"project_source\":\"市级\",", "+project_source=市级",
     "D021 D020"},
    {"anhui", "\"fund_local\":\"1200000\"", "\"fund_local\":\"900000\"",
     "-fund_local=1200000 -fund_superior=300000 +fund_total=1200000", "D024 D021 D020"},
    {"guangdong", "2024年1月-12月", "2024年-2026年",
     "-period=2024年1月-12月 +period_start=2024 +period_end=2026", "D024 D021 D020"},
    /* what was derived is a fact once a person changed it */
    {"neimenggu", "\"score\":\"10\"", "\"score\":\"10\",\"polarity\":\"反向\"",
     "-数量指标|里程|≥30公里|计划标准|10|-| +数量指标|里程|≥30公里|计划标准|10|-|反向", "D021 D020"},
    {"neimenggu", "定性", "正向",
     "-社会效益指标|出行|有所改善|-|-|-|定性 +社会效益指标|出行|有所改善|-|-|-|正向", "D021 D020"},
    {"neimenggu", "\"10\"", "\"12.5\"",
     "-数量指标|里程|≥30公里|计划标准|10|-| +数量指标|里程|≥30公里|计划标准|12.5|-|", "D021 D020"},
    {"hunan", "计划标准", "行业标准",
     "-数量指标|里程|≥30公里|计划标准|10|-| +数量指标|里程|≥30公里|行业标准|10|-|", "D021 D020"},
    /* what has no field of its own */
    {"neimenggu", "按里程", "按公里", "-口径说明：按里程 +口径说明：按公里", "D021 D020"},
    {"neimenggu", ",{\"label\":\"口径说明\",\"value\":\"按里程\"}", "", "-口径说明：按里程", "D023 D020"},
    /* another year, another project: it comes back, but not without doubt */
    {"anhui", "\"year\":2024", "\"year\":2025", "-year=2024 +year=2025", "D021 D025 D020"},
    {"anhui", "\"村道养护\"", "\"县道养护\"", "-project_name=村道养护 +project_name=县道养护",
     "D021 D025 D020"},
};

static void edits_win(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(edits); i++) {
        const char *original = DOCUMENT(PROJECT);
        const char *edited = exchange(original, edits[i].find, edits[i].replace);
        struct jx_document *back = read_book(write_edited(edits[i].layout, edited, original));
        const char *found = changes(parse(original), back), *words = said(back);
        if (strcmp(found, edits[i].changes) != 0 || strcmp(words, edits[i].said) != 0)
            fail_msg("%s, %s → %s:\n%s (%s), expected\n%s (%s)", edits[i].layout, edits[i].find,
                     edits[i].replace, found, words, edits[i].changes, edits[i].said);
    }
}

/* --- forms ----------------------------------------------------------------------------------------------------------- */

static const char *project(const char *name, const char *target, const char *phone) {
    return exchange(exchange(exchange(PROJECT, "村道养护", name), "≥30公里", target), "0000-1234567", phone);
}

static const char *document_of(const char *one, const char *two, const char *three) {
    const char *text = one;
    if (two) text = jx_arena_format(arena, "%s,%s", text, two);
    if (three) text = jx_arena_format(arena, "%s,%s", text, three);
    return jx_arena_format(arena, "{\"schema\":\"jixiao-1\",\"forms\":[%s]}", text);
}

/* The phones of the forms, which no sheet shows, tell which carried form came back where. */
static const char *phones(const struct jx_document *document) {
    const char *text = "";
    for (size_t i = 0; i < document->form_count; i++)
        text = jx_arena_format(arena, "%s%s%s", text, i ? " " : "",
                               or_dash(document->forms[i].fields[JX_FIELD_PHONE].value));
    return text;
}

static void forms_find_their_own(void **state) {
    (void)state;
    const char *a = project("甲", "≥1公里", "1"), *b = project("乙", "≥2公里", "2");
    const char *twin = project("甲", "≥3公里", "3");
    const char *three = document_of(a, b, twin);
    const struct {
        const char *shown, *phones, *said;
    } cases[] = {
        {three, "1 2 3", "D020"},
        {document_of(b, twin, NULL), "2 3", "D023 D020"}, /* of two of a name the first is gone */
        {document_of(twin, a, b), "3 1 2", "D020"},       /* sheets in another order */
        {document_of(a, project("丙", "≥2公里", "-"), twin), "1 2 3", "D021 D025 D020"}, /* renamed */
        {document_of(a, b, exchange(DEPARTMENT, "department\"", "project\"")), "1 2 -", "D022 D023 D020"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jx_document *back = read_book(write_edited("anhui", cases[i].shown, three));
        if (strcmp(phones(back), cases[i].phones) != 0 || strcmp(said(back), cases[i].said) != 0)
            fail_msg("case %zu: %s (%s), expected %s (%s)", i, phones(back), said(back), cases[i].phones,
                     cases[i].said);
    }
}

static void refused_forms_come_back_in_their_place(void **state) {
    (void)state;
    const char *original = DOCUMENT(DEPARTMENT "," PROJECT "," DEPARTMENT);
    struct jx_document *back = read_book(write_edited("anhui", original, original));
    assert_string_equal(changes(parse(original), back), "");
    assert_int_equal(back->form_count, 3);
    assert_int_equal(back->forms[0].kind, JX_KIND_DEPARTMENT);
    assert_int_equal(back->forms[1].kind, JX_KIND_PROJECT);
    assert_string_equal(said(back), "D026 D020");
    /* A layout that shows them has nothing to bring back but what it lacks. */
    back = read_book(write_edited("hunan", original, original));
    assert_int_equal(back->form_count, 3);
    assert_string_equal(said(back), "D020");
}

/* What was pasted into a sheet of something else is no business of it. */
static void another_table_is_left_alone(void **state) {
    (void)state;
    const char *other = exchange(DOCUMENT("{\"kind\":\"project\",\"fields\":{\"project_name\":\"别的\"},"
                                          "\"indicators\":[{\"level1\":\"产出指标\",\"level2\":\"数量指标\","
                                          "\"name\":\"别的\",\"target\":\"9个\"}]}"),
                                 "旁注", "-");
    struct jx_document *back = read_book(write_edited("anhui", other, DOCUMENT(PROJECT)));
    assert_string_equal(said(back), "D029");
    assert_int_equal(back->form_count, 1);
    assert_string_equal(back->forms[0].layout, "anhui");
    assert_null(back->forms[0].fields[JX_FIELD_PHONE].value);
}

/* Anhui's form lacks six fields, three standards, a score, a remark, a polarity, both extras and the unread text. */
static void what_comes_back_is_counted(void **state) {
    (void)state;
    const char *original = DOCUMENT(PROJECT);
    struct jx_document *back = read_book(write_edited("anhui", original, original));
    const struct jx_diag *last = &back->diags[back->diag_count - 1];
    assert_int_equal(last->code, JX_MSG_CARRY_RESTORED);
    assert_string_equal(
        last->message,
        "15 fact(s) that the layout anhui does not show come back from the hidden sheet _jixiao");
}

/* Quotation marks and blanks in texts are theirs; places are those of another file, and stay behind. */
static void texts_travel_as_they_are(void **state) {
    (void)state;
    const char *original =
        exchange(DOCUMENT(PROJECT), "\"goal_period\":\"路况良好\"",
                 "\"goal_period\":{\"value\":\"a \\\"b c\\\" \\\\\\\" d\\n  e\",\"at\":\"S!C4\"}");
    struct jx_book *book = write_edited("anhui", original, original);
    const struct jx_sheet *sheet = book->sheets[book->sheet_count - 1];
    const struct jx_cell *cell = jx_sheet_at(sheet, 5, 0);
    assert_null(strstr(cell->text, "S!C4"));
    assert_string_equal(changes(parse(original), read_book(book)), "");
}

/* A list joins two projects of one name that follow each other if nothing tells them apart, the second one's indicators going
 * on where the first one's end: what belongs to which is then not to be known, once something was edited. */
static void projects_that_a_list_joins_come_back_unedited(void **state) {
    (void)state;
    const char *first = project("甲", "≥1公里", "1"), *second = project("甲", "≥2公里", "2");
    const char *unnamed = document_of(project("", "≥1公里", "1"), project("", "≥2公里", "2"), NULL);
    const char *apart = document_of(first, second, NULL);
    assert_string_equal(said(read_book(write_edited("neimenggu", apart, apart))), "D020");
    assert_string_equal(said(read_book(write_edited("neimenggu", unnamed, unnamed))), "D020");
    assert_int_equal(read_book(write_edited("neimenggu", unnamed, unnamed))->form_count, 2);
    const char *edited = document_of(project("", "≥1公里", "1"), project("", "≥3公里", "2"), NULL);
    assert_string_equal(said(read_book(write_edited("neimenggu", unnamed, edited))), "D029");
}

static void places_are_those_of_the_cells(void **state) {
    (void)state;
    const char *original = DOCUMENT(PROJECT);
    struct jx_document *back = read_book(write_edited("anhui", original, original));
    const struct jx_form *form = &back->forms[0];
    assert_string_equal(form->fields[JX_FIELD_PROJECT_NAME].at.sheet, "村道养护");
    assert_int_equal(form->fields[JX_FIELD_PROJECT_NAME].at.row, 3);
    assert_string_equal(form->fields[JX_FIELD_PHONE].at.sheet, "村道养护");
    assert_int_equal(form->fields[JX_FIELD_PHONE].at.row, 0);
    assert_true(form->indicators[0].at.row > 3);
    assert_int_equal(form->fields[JX_FIELD_PHONE].origin, JX_READ);
}

/* --- damage ---------------------------------------------------------------------------------------------------------- */

static struct jx_sheet *carry_sheet(const struct jx_book *book) {
    struct jx_sheet *sheet = book->sheets[book->sheet_count - 1];
    assert_string_equal(sheet->name, JX_CARRY_SHEET);
    assert_true(sheet->hidden);
    return sheet;
}

static void set_text(struct jx_sheet *sheet, uint32_t row, const char *text) {
    struct jx_cell *cell = jx_sheet_cell(arena, sheet, row, 0);
    cell->text = text;
    cell->length = (uint32_t)strlen(text);
}

static const char *text_of(struct jx_sheet *sheet, uint32_t row) {
    return jx_sheet_cell(arena, sheet, row, 0)->text;
}

static void damage_is_noticed(void **state) {
    (void)state;
    const struct {
        uint32_t row;
        const char *find, *replace, *said;
    } cases[] = {
        {1, "anhui", "hunan", "D027"},
        {2, "project", "", "D027"},
        {3, "derive", "as-is", "D027"},
        {4, " ", "", "D027"},
        {4, "", "1", "D027"},
        {5, "里程", "路程", "D027"},
        {5, "{", "", "D027"},
        {5, "\"phone\"", "\"fone\"", "D027"},
        {0, "jixiao-carry-1", "jixiao-carry-9", ""}, /* of a later program: a hidden sheet like any other */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *original = DOCUMENT(PROJECT);
        struct jx_book *book = write_edited("anhui", original, original);
        struct jx_sheet *sheet = carry_sheet(book);
        set_text(sheet, cases[i].row,
                 exchange(text_of(sheet, cases[i].row), cases[i].find, cases[i].replace));
        struct jx_document *back = read_book(book);
        if (strcmp(said(back), cases[i].said) != 0) fail_msg("case %zu: %s", i, said(back));
        assert_int_equal(back->form_count, 1);
        assert_null(back->forms[0].fields[JX_FIELD_PHONE].value);
        assert_string_equal(back->forms[0].layout, "anhui");
    }
}

/* A check that fits, whatever was done to the sheet. */
static void check_anew(struct jx_sheet *sheet) {
    uint64_t check = JX_CARRY_CHECK;
    size_t length = 0;
    for (uint32_t row = 1; row < 4; row++)
        check = jx_carry_check(check, text_of(sheet, row), strlen(text_of(sheet, row)) + 1);
    for (uint32_t row = 5; row < sheet->row_count; row++) {
        check = jx_carry_check(check, text_of(sheet, row), strlen(text_of(sheet, row)));
        length += strlen(text_of(sheet, row));
    }
    set_text(sheet, 4, jx_arena_format(arena, "%zu %016" PRIx64, length, check));
}

/* The sheet is known by what it says, whatever a project or another program calls it. */
static void the_name_of_the_sheet_does_not_count(void **state) {
    (void)state;
    const char *original = exchange(DOCUMENT(PROJECT), "村道养护", "_JIXIAO");
    struct jx_book *book = write_edited("anhui", original, original);
    assert_int_equal(book->sheet_count, 2);
    assert_string_equal(book->sheets[1]->name, "_jixiao(2)");
    assert_string_equal(changes(parse(original), read_book(book)), "");
}

static void unknown_layouts_are_named(void **state) {
    (void)state;
    const char *original = DOCUMENT(PROJECT);
    struct jx_book *book = write_edited("anhui", original, original);
    set_text(carry_sheet(book), 1, "atlantis");
    check_anew(carry_sheet(book));
    assert_string_equal(said(read_book(book)), "D028");
}

/* Whoever can write the sheet can make its check fit. Nothing it says may do harm; what it says wrongly is not told. */
static void lies_do_no_harm(void **state) {
    (void)state;
    static const char signs[] = "0123456789\"{}[],:\\u-= \xe2";
    unsigned seed = 1;
    for (unsigned round = 0; round < 400; round++) {
        struct jx_arena *outer = arena;
        arena = jx_arena_new();
        const char *original = DOCUMENT(DEPARTMENT "," PROJECT);
        struct jx_book *book = write_edited(round % 2 ? "neimenggu" : "anhui", original, original);
        struct jx_sheet *sheet = carry_sheet(book);
        char *text = jx_arena_string(arena, text_of(sheet, 5));
        for (unsigned k = 0; k <= round % 4; k++) {
            seed = seed * 1103515245 + 12345;
            text[(seed >> 8) % strlen(text)] = signs[(seed >> 4) % (sizeof signs - 1)];
        }
        set_text(sheet, 5, text);
        check_anew(sheet);
        assert_true(read_book(book)->form_count >= 1);
        jx_arena_free(arena);
        arena = outer;
    }
}

/* A few kilobytes must not ask for the work of a large archive. */
static void far_more_than_is_visible_is_not_believed(void **state) {
    (void)state;
    char *many = jx_arena_alloc(arena, 40 * 4000 + 100);
    char *end = stpcpy(many, "{\"schema\":\"jixiao-1\",\"forms\":[{\"kind\":\"project\"}");
    for (int i = 0; i < 4000; i++) end = stpcpy(end, ",{\"kind\":\"project\"}");
    stpcpy(end, "]}");
    assert_string_equal(said(read_book(write_edited("anhui", DOCUMENT(PROJECT), many))), "D029");
}

/* --- pieces ---------------------------------------------------------------------------------------------------------- */

static void check_pieces(struct jx_sheet *sheet) {
    assert_true(sheet->row_count > 8);
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        const char *text = text_of(sheet, row);
        size_t length = strlen(text);
        assert_true(length > 0 && length <= 30000);
        assert_int_equal(jx_text_valid((const unsigned char *)text, length), length);
        assert_true(row < 5 || (*text != ' ' && text[length - 1] != ' '));
        assert_null(strchr(text, '\n'));
    }
}

/* Whichever byte a piece would end at: amid a character, before a blank, behind one. */
static void long_texts_go_in_pieces(void **state) {
    (void)state;
    enum { CHARACTERS = 60000 };
    for (int start = 0; start < 8; start++) {
        char *goal = jx_arena_alloc(arena, 4 * CHARACTERS + 9), *end = goal;
        for (int i = 0; i < start; i++) end = stpcpy(end, "x");
        for (int i = 0; i < CHARACTERS; i++) end = stpcpy(end, i % 3 == 2 ? " " : i % 11 ? "护" : "😀");
        const char *original = exchange(DOCUMENT(PROJECT), "路况良好", goal);
        struct jx_book *book = write_edited("anhui", original, original);
        check_pieces(carry_sheet(book));
        assert_string_equal(changes(parse(original), read_book(book)), "");
    }
}

/* --- the tests ------------------------------------------------------------------------------------------------------- */

/* The layouts that were built along with this program: plugins/ beside its folder. */
static int open_library(void **state) {
    char self[4096];
    (void)state;
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 32);
    if (length < 0) return 1;
    self[length] = '\0';
    char *path = NULL;
    if (asprintf(&path, "%s/../plugins", dirname(self)) < 0) return 1;
    library = jx_library_open(&(struct jx_library_options){.plugin_path = path});
    free(path);
    return !library || library->layout_count < 4;
}

static int close_library(void **state) {
    (void)state;
    jx_library_close(library);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(edits_win, set_up, tear_down),
        cmocka_unit_test_setup_teardown(forms_find_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refused_forms_come_back_in_their_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_table_is_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_comes_back_is_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_travel_as_they_are, set_up, tear_down),
        cmocka_unit_test_setup_teardown(projects_that_a_list_joins_come_back_unedited, set_up, tear_down),
        cmocka_unit_test_setup_teardown(places_are_those_of_the_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damage_is_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_name_of_the_sheet_does_not_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_layouts_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lies_do_no_harm, set_up, tear_down),
        cmocka_unit_test_setup_teardown(far_more_than_is_visible_is_not_believed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_texts_go_in_pieces, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_library, close_library);
}
