#include "core/cli/rows.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/batch/text.h"

/* --- columns ------------------------------------------------------------------------------------------------------- */

enum { BEFORE = 6, INDICATOR = 13, COLUMNS_MOST = BEFORE + JX_FIELD_COUNT + INDICATOR };

static const struct jx_row_column before[BEFORE] = {
    {"file", "file", "文件", false},     {"sheet", "sheet", "工作表", false},
    {"at", "cell", "位置", false},       {"form", "form", "第几张表", true},
    {"layout", "layout", "布局", false}, {"kind", "kind", "表的类别", false},
};

static const struct jx_row_column indicator[INDICATOR] = {
    {"number", "number", "序号", true},
    {"level1", "level 1", "一级指标", false},
    {"level2", "level 2", "二级指标", false},
    {"name", "level 3", "三级指标", false},
    {"operator", "operator", "运算符", false},
    {"value", "value", "目标值", true},
    {"unit", "unit", "计量单位", false},
    {"target", "target as printed", "指标值原文", false},
    {"period_target", "target of the period", "实施期指标值", false},
    {"standard", "standard", "绩效标准", false},
    {"polarity", "polarity", "指标性质", false},
    {"score", "score", "分值", true},
    {"remark", "remark", "备注", false},
};

static const enum jx_field_type types[] = {
#define X(name, key, type, english, chinese) JX_TYPE_##type,
    JX_FIELDS(X)
#undef X
};

/* A form's facts but its long texts, which would stand again in the row of each indicator. Amounts are in yuan. */
static bool has_column(enum jx_field field) {
    return types[field] != JX_TYPE_TEXT;
}

static const struct jx_row_column fields[] = {
#define AMOUNT_MONEY  "（元）"
#define AMOUNT_YEAR   ""
#define AMOUNT_PHRASE ""
#define AMOUNT_TEXT   ""
#define AMOUNT_UNIT   ""
#define AMOUNT_DATE   ""
#define AMOUNT_CODE   ""
#define X(name, key, type, english, chinese)                                                                 \
    {#key, english, chinese AMOUNT_##type, JX_TYPE_##type == JX_TYPE_MONEY || JX_TYPE_##type == JX_TYPE_YEAR},
    JX_FIELDS(X)
#undef X
};

const struct jx_row_column *jx_rows_columns(size_t *count) {
    static struct jx_row_column columns[COLUMNS_MOST];
    size_t used = 0;
    for (size_t i = 0; i < BEFORE; i++) columns[used++] = before[i];
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        if (has_column((enum jx_field)field)) columns[used++] = fields[field];
    for (size_t i = 0; i < INDICATOR; i++) columns[used++] = indicator[i];
    *count = used;
    return columns;
}

/* --- writing ------------------------------------------------------------------------------------------------------- */

static const char *measure_text(const struct jx_measure *measure, char *room, size_t size) {
    if (measure->text) return measure->text;
    if (!measure->value) return NULL;
    snprintf(room, size, "%s%s%s", jx_operator_text(measure->op), measure->value,
             measure->unit ? measure->unit : "");
    return room;
}

static const char *unless_empty(const char *text) {
    return text && *text ? text : NULL;
}

static void add_number(struct jx_line *line, const char *key, size_t number) {
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    jx_line_string(line, key, digits);
}

static void add_form(struct jx_line *line, const struct jx_form *form) {
    jx_line_string(line, "layout", form->layout);
    jx_line_string(line, "kind", form->kind == JX_KIND_DEPARTMENT ? "department" : "project");
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        if (has_column((enum jx_field)field))
            jx_line_string(line, jx_field_key((enum jx_field)field), form->fields[field].value);
}

static void add_indicator(struct jx_line *line, const struct jx_indicator *item, size_t number) {
    char target[512], period[512];
    static const struct jx_indicator none;
    if (!item) item = &none;
    if (number)
        add_number(line, "number", number);
    else
        jx_line_string(line, "number", NULL);
    jx_line_string(line, "level1", item->level1);
    jx_line_string(line, "level2", item->level2);
    jx_line_string(line, "name", item->name);
    jx_line_string(line, "operator", unless_empty(jx_operator_text(item->target.op)));
    jx_line_string(line, "value", item->target.value);
    jx_line_string(line, "unit", item->target.unit);
    jx_line_string(line, "target", measure_text(&item->target, target, sizeof target));
    jx_line_string(line, "period_target", measure_text(&item->period_target, period, sizeof period));
    jx_line_string(line, "standard", item->standard);
    jx_line_string(line, "polarity", unless_empty(jx_polarity_text(item->polarity)));
    jx_line_string(line, "score", item->score);
    jx_line_string(line, "remark", item->remark);
}

/* Where the form stands whose indicators these are: the sheet of its name, or of whatever of it has a place. */
static struct jx_place place_of(const struct jx_form *form) {
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        if (form->fields[field].at.row || form->fields[field].at.line) return form->fields[field].at;
    return (struct jx_place){0};
}

static void add_row(struct jx_line *line, const char *file, const struct jx_document *document, size_t index,
                    const struct jx_indicator *item, size_t number) {
    const struct jx_form *form = &document->forms[index];
    struct jx_place place = item ? item->at : place_of(form);
    const char *sheet = place.sheet;
    char room[JX_PLACE_ROOM];
    place.sheet = NULL;
    jx_line_open(line, NULL, '{');
    jx_line_path(line, "file", file);
    jx_line_string(line, "sheet", unless_empty(sheet));
    jx_line_string(line, "at", unless_empty(jx_place_format(&place, room)));
    add_number(line, "form", index + 1);
    add_form(line, form);
    add_indicator(line, item, number);
    jx_line_close(line, '}');
}

bool jx_rows_put(FILE *out, const char *file, const struct jx_document *document) {
    struct jx_line line = {0};
    bool failed = false;
    for (size_t i = 0; i < document->form_count && !failed; i++) {
        const struct jx_form *form = &document->forms[i];
        size_t rows = form->indicator_count ? form->indicator_count : 1;
        for (size_t k = 0; k < rows && !failed; k++) {
            bool some = form->indicator_count;
            jx_line_clear(&line);
            add_row(&line, file, document, i, some ? &form->indicators[k] : NULL, some ? k + 1 : 0);
            jx_line_word(&line, "\n");
            failed = line.failed || fwrite(line.bytes, 1, line.length, out) != line.length;
        }
    }
    jx_line_free(&line);
    return !failed;
}

/* --- reading ------------------------------------------------------------------------------------------------------- */

static void note_file(struct jx_rows_reader *reader, const char *file) {
    reader->rows++;
    if (reader->file && file && !strcmp(reader->file, file)) return;
    free(reader->file);
    reader->file = file ? strdup(file) : NULL;
    reader->files++;
}

bool jx_rows_next(void *user, const char **cells) {
    struct jx_rows_reader *reader = user;
    size_t count;
    const struct jx_row_column *columns = jx_rows_columns(&count);
    json_decref(reader->object);
    reader->object = NULL;
    if (getline(&reader->line, &reader->room, reader->in) <= 0) return false;
    json_t *object = json_loads(reader->line, 0, NULL);
    if (!json_is_object(object)) return json_decref(object), false;
    reader->object = object;
    for (size_t i = 0; i < count; i++) cells[i] = json_string_value(json_object_get(object, columns[i].key));
    note_file(reader, cells[0]);
    return true;
}

void jx_rows_end(struct jx_rows_reader *reader) {
    json_decref(reader->object);
    free(reader->line);
    free(reader->file);
    if (reader->in) fclose(reader->in);
}
