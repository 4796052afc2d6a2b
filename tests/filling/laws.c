/*
 * filled BUILD [-v] [FIXTURE...]: blanks filled with the facts of every fixture, and held to three laws: what is read in the result is
 * what was given, but for what was announced; filled again with the same facts it stays as it is, byte for byte; the same
 * blank and facts give the same bytes. The blanks are those of examples/blanks, and an empty form of every layout,
 * written as a workbook and as a document. The last line counts: N passed, N failed.
 *
 * filled BUILD -d DIR [FIXTURE...]: writes the blanks, what came of them, and what was asked of the carrier for it, for
 * tests/filling/undone.py to undo.
 */
#include <dlfcn.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jixiao/jixiao.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/convert/fill.h"
#include "core/model/compare.h"

enum { CREATED = 1700000000, BLANKS_MOST = 160, SHOWN = 8 };

struct held {
    struct jx_blank *blank;
    char name[96];
    bool example; /* of examples/blanks */
};

struct run {
    struct jx_library *library;
    struct held blanks[BLANKS_MOST];
    size_t blank_count;
    unsigned passed, failed, breaches;
    bool verbose;
    const char *fixture, *blank;
    const char *folder; /* to write to; NULL: the laws are held */
    unsigned written;
};

static void broken(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void broken(struct run *run, const char *format, ...) {
    va_list arguments;
    if (run->breaches == 0) printf("not ok %s filled with %s: differs\n", run->blank, run->fixture);
    if (run->breaches++ >= SHOWN) return;
    va_start(arguments, format);
    printf("    ");
    vprintf(format, arguments);
    printf("\n");
    va_end(arguments);
}

/* The whole file; to be freed. */
static char *file_read(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    if (!file) return NULL;
    if (fseek(file, 0, SEEK_END) == 0) {
        long size = ftell(file);
        rewind(file);
        bytes = malloc((size_t)size + 1);
        *length = !bytes ? 0 : fread(bytes, 1, (size_t)size, file);
    }
    fclose(file);
    return bytes;
}

/* --- the blanks ------------------------------------------------------------------------------------------------------ */

static void blank_add(struct run *run, const char *name, const void *bytes, size_t length) {
    struct jx_source source = {.name = name, .bytes = bytes, .length = length};
    struct held *held = &run->blanks[run->blank_count];
    size_t count;
    if (run->blank_count == BLANKS_MOST) return;
    snprintf(held->name, sizeof held->name, "%s", name);
    held->example = strchr(name, '/');
    if (jx_blank_open(run->library, &source, &held->blank) <= JX_WARN) {
        run->blank_count++;
        return;
    }
    const struct jx_diag *diags = !held->blank ? NULL : jx_blank_diags(held->blank, &count);
    printf("not ok %s: cannot be opened: %s\n", name, !diags ? "" : diags[0].message);
    run->failed++;
    jx_blank_free(held->blank);
}

static void add_example(struct run *run, const char *path) {
    size_t length;
    char *bytes = file_read(path, &length);
    if (bytes) blank_add(run, path, bytes, length);
    free(bytes);
}

/* A layout's own form with nothing in it. */
static void add_empty(struct run *run, const char *layout, enum jx_kind kind, const char *extension) {
    char json[512], name[96];
    bool project = kind == JX_KIND_PROJECT;
    int used = snprintf(
        json, sizeof json,
        "{\"schema\": \"jixiao-1\", \"forms\": [{\"layout\": \"%s\", \"kind\": \"%s\", \"fields\": {}, "
        "\"indicators\": []}]}",
        layout, project ? "project" : "department");
    struct jx_source source = {.name = "empty.json", .bytes = json, .length = (size_t)used};
    struct jx_document *document = NULL;
    struct jx_conversion *conversion = NULL;
    const struct jx_target target = {
        .layout = layout, .extension = extension, .created = CREATED, .unmarked = true};
    snprintf(name, sizeof name, "%s-%s.%s", layout, project ? "project" : "department", extension);
    if (jx_read(run->library, &source, NULL, &document) <= JX_WARN)
        jx_convert(run->library, document, &target, &conversion);
    if (conversion && conversion->bytes)
        blank_add(run, name, conversion->bytes, conversion->length);
    else
        printf("not ok %s: not written\n", name), run->failed++;
    jx_conversion_free(conversion);
    jx_document_free(document);
}

static void add_layouts(struct run *run) {
    size_t count;
    const struct jx_plugin *plugins = jx_library_plugins(run->library, true, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; plugins[i].layout && plugins[i].layout->tables[t]; t++) {
            add_empty(run, plugins[i].id, plugins[i].layout->tables[t]->kind, "xlsx");
            add_empty(run, plugins[i].id, plugins[i].layout->tables[t]->kind, "docx");
        }
}

/* --- law 1: what is read is what was given --------------------------------------------------------------------------- */

struct tally {
    bool fields[JX_FIELD_COUNT];
    size_t parts[JX_PART_COUNT];
    size_t extras, indicators;
};

static void tally_items(struct tally *tally, const struct jx_conversion *conversion, size_t form) {
    for (size_t i = 0; i < conversion->item_count; i++) {
        const struct jx_item *item = &conversion->items[i];
        if (item->form != form || (item->kind != JX_ITEM_LOSS && item->kind != JX_ITEM_DERIVED)) continue;
        if (item->field != JX_FIELD_COUNT)
            tally->fields[item->field] = true;
        else if (item->part == JX_PART_NAME)
            tally->indicators++;
        else if (item->part != JX_PART_NONE)
            tally->parts[item->part]++;
        else if (item->label)
            tally->extras++;
    }
    tally->fields[JX_FIELD_TITLE] = tally->fields[JX_FIELD_MONEY_UNIT] = false;
}

/* What the formula of the form says against the facts, and what stood there already, is told with the field's place alone. */
static bool told(const struct jx_conversion *conversion, enum jx_code code) {
    for (size_t i = 0; i < conversion->diag_count; i++)
        if (conversion->diags[i].code == code) return true;
    return false;
}

/* A layout's own reader may keep a fact beside its fields, under the word that it stands behind: 单位自筹. */
static bool is_extra(struct jx_arena *arena, const struct jx_form *read, enum jx_field field,
                     const char *value) {
    struct jx_decimal amount, other;
    bool number = jx_decimal_parse(value, strlen(value), &amount);
    for (size_t i = 0; i < read->extra_count; i++) {
        const char *text = read->extras[i].value;
        if (jx_values_same(arena, field, value, text)) return true;
        for (int shift = 0; number && shift <= 4; shift += 4)
            if (jx_decimal_parse(text, strlen(text), &other) && jx_decimal_shift(other, shift, &other) &&
                jx_decimal_compare(amount, other) == 0)
                return true;
    }
    return false;
}

static bool same_digits(const char *a, const char *b) {
    for (;; a++, b++) {
        a += strcspn(a, "0123456789");
        b += strcspn(b, "0123456789");
        if (*a != *b) return false;
        if (*a == '\0') return true;
    }
}

static void check_form(struct run *run, const struct jx_conversion *conversion, const struct jx_form *given,
                       size_t index, const struct jx_form *read) {
    struct jx_arena *arena = jx_arena_new();
    struct tally announced = {.extras = 0};
    size_t count, lost = 0;
    const struct jx_difference *found = jx_forms_compare(arena, given, read, &count);
    tally_items(&announced, conversion, index);
    for (size_t i = 0; i < count; i++) {
        const struct jx_difference *one = &found[i];
        const char *left = one->left ? one->left : "", *right = one->right ? one->right : "";
        if (one->field != JX_FIELD_COUNT) {
            bool own = one->field == JX_FIELD_PERIOD || one->field == JX_FIELD_PROJECT_ATTRIBUTE ||
                       one->field == JX_FIELD_PROJECT_TYPE; /* in the form's own words: 自2024年1月, 延续 */
            bool day = one->field == JX_FIELD_PREPARED_ON && same_digits(left, right); /* 2024年3月  日 */
            if (one->left && !one->right && is_extra(arena, read, one->field, left)) continue;
            bool formula = own || day || told(conversion, JX_MSG_SLOT_DECIMALS) ||
                           told(conversion, JX_MSG_SLOT_FORMULA) || told(conversion, JX_MSG_SLOT_YEAR);
            /* a total by the form's formula, or one that it prints, is no fact of the source */
            if (!announced.fields[one->field] && !formula && one->left)
                broken(run, "%s: given %s, read %s", jx_field_key(one->field), left, right);
        } else if (one->part != JX_PART_NONE) {
            if (announced.parts[one->part] == 0)
                broken(run, "%s of %s: given %s, read %s", jx_part_name(one->part, JX_LANGUAGE_ENGLISH),
                       given->indicators[one->left_index].name, left, right);
        } else if (one->label) {
            if (announced.extras == 0 && one->left)
                broken(run, "%s: given %s, read %s", one->label, left, right);
        } else if (told(conversion, JX_MSG_SLOT_COST)) {
            continue; /* under another category, and told */
        } else if (one->left_index != SIZE_MAX) {
            lost++;
        } else if (!read->indicators[one->right_index].not_applicable) {
            broken(run, "an indicator that nobody gave: %s", read->indicators[one->right_index].name);
        }
    }
    for (int field = 0; field < JX_FIELD_COUNT; field++) {
        bool differs = false;
        for (size_t i = 0; i < count; i++) differs = differs || found[i].field == (enum jx_field)field;
        if (announced.fields[field] && !differs)
            broken(run, "%s was announced as lost, and is there", jx_field_key((enum jx_field)field));
    }
    if (lost != announced.indicators)
        broken(run, "%zu indicators differ, %zu were announced", lost, announced.indicators);
    jx_arena_free(arena);
}

/* The form of the source that became the n-th in the blank; SIZE_MAX: none. */
static size_t source_of(const struct jx_document *document, const struct jx_conversion *conversion,
                        size_t n) {
    for (size_t form = 0; form < document->form_count; form++) {
        bool refused = false;
        for (size_t i = 0; i < conversion->item_count; i++)
            refused = refused ||
                      (conversion->items[i].kind == JX_ITEM_REFUSED && conversion->items[i].form == form);
        if (!refused && n-- == 0) return form;
    }
    return SIZE_MAX;
}

static void check_read(struct run *run, const struct jx_document *document,
                       const struct jx_conversion *conversion, const struct jx_document *back) {
    if (back->form_count != conversion->converted)
        broken(run, "%zu forms were filled in, %zu are read", conversion->converted, back->form_count);
    for (size_t i = 0; i < back->form_count && back->form_count == conversion->converted; i++) {
        size_t form = source_of(document, conversion, i);
        if (form == SIZE_MAX) break;
        check_form(run, conversion, &document->forms[form], form, &back->forms[i]);
    }
}

/* --- all ---------------------------------------------------------------------------------------------------------------- */

static bool same_bytes(const struct jx_conversion *a, const void *bytes, size_t length) {
    return a && a->bytes && a->length == length && memcmp(a->bytes, bytes, length) == 0;
}

/* Filled once more with the same facts. */
static void check_again(struct run *run, const struct jx_document *document,
                        const struct jx_conversion *first, const char *extension) {
    struct jx_conversion *again = NULL;
    struct jx_blank *filled = NULL;
    char name[32];
    snprintf(name, sizeof name, "filled.%s", extension);
    struct jx_source source = {.name = name, .bytes = first->bytes, .length = first->length};
    if (jx_blank_open(run->library, &source, &filled) > JX_WARN) {
        broken(run, "the result cannot be opened as a blank");
    } else {
        const struct jx_target target = {.blank = filled, .created = CREATED, .no_derive = true};
        jx_convert(run->library, document, &target, &again);
        if (!same_bytes(again, first->bytes, first->length)) {
            broken(run, "filled again it changes");
            for (size_t i = 0; again && i < again->diag_count && run->verbose; i++)
                broken(run, "    %s", again->diags[i].message);
        }
    }
    jx_conversion_free(again);
    jx_blank_free(filled);
}

static void try_blank(struct run *run, const struct held *held, const struct jx_document *document) {
    struct jx_conversion *conversion = NULL, *same = NULL;
    struct jx_document *back = NULL;
    const char *extension = jx_blank_extension(held->blank);
    const struct jx_target target = {.blank = held->blank, .created = CREATED, .no_derive = true};
    char name[32];
    run->blank = held->name;
    run->breaches = 0;
    enum jx_status status = jx_convert(run->library, document, &target, &conversion);
    if (!conversion || !conversion->bytes) {
        /* a department's form into a project's blank is refused by name */
        if (!conversion || conversion->refused == 0) broken(run, "not filled, status %d", (int)status);
        for (size_t i = 0; conversion && conversion->refused == 0 && i < conversion->diag_count; i++)
            broken(run, "    %s", conversion->diags[i].message);
    } else {
        snprintf(name, sizeof name, "filled.%s", extension);
        struct jx_source source = {.name = name, .bytes = conversion->bytes, .length = conversion->length};
        if (jx_read(run->library, &source, NULL, &back) > JX_WARN || !back)
            broken(run, "the result cannot be read");
        else
            check_read(run, document, conversion, back);
        check_again(run, document, conversion, extension);
        jx_convert(run->library, document, &target, &same);
        if (!same_bytes(same, conversion->bytes, conversion->length))
            broken(run, "the same blank and facts give other bytes");
    }
    if (run->breaches > SHOWN) printf("    and %u more\n", run->breaches - SHOWN);
    run->passed += run->breaches == 0;
    run->failed += run->breaches != 0;
    jx_conversion_free(same);
    jx_conversion_free(conversion);
    jx_document_free(back);
}

/* --- for others to undo --------------------------------------------------------------------------------------------------- */

/* The plan of the filling at hand, and the carrier that carries it out; in its place `documents` does that for documents, and
 * writes what it replaces to the file that `begin` got. */
static struct {
    FILE *file;
    const struct jx_carrier *carrier, *documents;
    void (*begin)(FILE *file);
} recorded;

static enum jx_status patch_recorded(const struct jx_host *host, struct jx_call *call,
                                     const struct jx_input *input, struct jx_patch *patch) {
    for (uint32_t i = 0; i < patch->row_count; i++)
        fprintf(recorded.file, "rows %u %u %u %u\n", patch->rows[i].sheet, patch->rows[i].before,
                patch->rows[i].count, patch->rows[i].pattern);
    for (uint32_t i = 0; i < patch->cell_count; i++)
        fprintf(recorded.file, "cell %u %u %u\n", patch->cells[i].sheet, patch->cells[i].row,
                patch->cells[i].column);
    for (uint32_t i = 0; i < patch->merge_count; i++)
        fprintf(recorded.file, "merge %u %u %u %u %u %d\n", patch->merges[i].sheet, patch->merges[i].area.row,
                patch->merges[i].area.column, patch->merges[i].area.rows, patch->merges[i].area.columns,
                patch->merges[i].undo);
    for (uint32_t i = 0; i < patch->height_count; i++)
        fprintf(recorded.file, "height %u %u\n", patch->heights[i].sheet, patch->heights[i].row);
    if (strcmp(recorded.carrier->id, "docx") != 0) return recorded.carrier->patch(host, call, input, patch);
    recorded.begin(recorded.file);
    enum jx_status status = recorded.documents->patch(host, call, input, patch);
    recorded.begin(NULL);
    return status;
}

/* The carrier of documents with record.c linked in. */
static void recorder_open(const char *build) {
    char path[1024];
    snprintf(path, sizeof path, "%s/tests/docx-recorded.so", build);
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const struct jx_carrier *(*carrier)(void) = NULL;
    if (module) *(void **)&carrier = dlsym(module, "jx_carrier_plugin");
    if (module) *(void **)&recorded.begin = dlsym(module, "jx_record_begin");
    if (!carrier || !recorded.begin) {
        printf("not ok %s: %s\n", path, dlerror());
        exit(2);
    }
    recorded.documents = carrier();
}

static void file_write(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) exit(2);
}

static void write_filled(struct run *run, const struct held *held, const struct jx_document *document) {
    struct jx_conversion *conversion = NULL;
    const struct jx_target target = {.blank = held->blank, .created = CREATED, .no_derive = true};
    char path[1024];
    recorded.carrier = held->blank->carrier;
    struct jx_carrier recording = *recorded.carrier;
    recording.patch = patch_recorded;
    snprintf(path, sizeof path, "%s/%u.plan", run->folder, run->written);
    recorded.file = fopen(path, "w");
    if (!recorded.file) exit(2);
    fprintf(recorded.file, "%zu.%s %s with %s\n", (size_t)(held - run->blanks), recorded.carrier->id,
            held->name, run->fixture);
    held->blank->carrier = &recording;
    jx_convert(run->library, document, &target, &conversion);
    held->blank->carrier = recorded.carrier;
    fclose(recorded.file);
    if (conversion && conversion->bytes) {
        snprintf(path, sizeof path, "%s/%u.filled", run->folder, run->written++);
        file_write(path, conversion->bytes, conversion->length);
    } else {
        remove(path);
    }
    jx_conversion_free(conversion);
}

static void write_blanks(const struct run *run) {
    char path[1024];
    for (size_t i = 0; i < run->blank_count; i++) {
        const struct jx_blank *blank = run->blanks[i].blank;
        snprintf(path, sizeof path, "%s/%zu.%s", run->folder, i, blank->carrier->id);
        file_write(path, blank->input.bytes, blank->input.length);
    }
}

/* Blanks of layouts are filled with the plain fixtures, those of bureaus with all of them. */
static void try_input(struct run *run, const char *path) {
    bool plain = strstr(path, "/plain/");
    struct jx_source source = {.name = path};
    struct jx_document *document = NULL;
    char *bytes = file_read(path, &source.length);
    source.bytes = bytes;
    run->fixture = path;
    if (bytes && jx_read(run->library, &source, NULL, &document) <= JX_WARN && document->form_count > 0)
        for (size_t i = 0; i < run->blank_count; i++)
            if (plain || run->blanks[i].example)
                (run->folder ? write_filled : try_blank)(run, &run->blanks[i], document);
    jx_document_free(document);
    free(bytes);
}

static void each(struct run *run, const char *pattern, void (*what)(struct run *, const char *)) {
    glob_t found;
    if (glob(pattern, 0, NULL, &found) != 0) {
        printf("not ok %s: nothing is called so\n", pattern);
        run->failed++;
        return;
    }
    for (size_t i = 0; i < found.gl_pathc; i++) what(run, found.gl_pathv[i]);
    globfree(&found);
}

int main(int argc, char **argv) {
    static struct run run;
    char path[1024];
    int at = 2;
    if (argc < 2) return 2;
    run.verbose = at < argc && strcmp(argv[at], "-v") == 0;
    at += run.verbose;
    if (at + 1 < argc && strcmp(argv[at], "-d") == 0) {
        run.folder = argv[at + 1];
        at += 2;
    }
    snprintf(path, sizeof path, "%s/plugins", argv[1]);
    run.library = jx_library_open(&(struct jx_library_options){.plugin_path = path});
    if (!run.library) return 2;
    each(&run, "examples/blanks/*.*", add_example);
    add_layouts(&run);
    if (run.folder) recorder_open(argv[1]), write_blanks(&run);
    if (at == argc) each(&run, "fixtures/*/*/input.*", try_input);
    for (; at < argc; at++) each(&run, argv[at], try_input);
    for (size_t i = 0; i < run.blank_count; i++) jx_blank_free(run.blanks[i].blank);
    jx_library_close(run.library);
    if (run.folder) return run.written == 0;
    printf("%u passed, %u failed\n", run.passed, run.failed);
    return run.failed > 0 || run.passed == 0;
}
