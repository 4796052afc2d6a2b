/*
 * patcher CARRIER IN OUT < CHANGES: has a carrier change cells of a file, as the lines of CHANGES say; for the tests.
 *
 *     rows SHEET BEFORE COUNT PATTERN     rows from one, sheets from zero
 *     text SHEET ROW COLUMN TEXT          \n in the text is a line end
 *     number SHEET ROW COLUMN DIGITS
 *     part SHEET ROW COLUMN FIRST LAST TEXT
 *     like SHEET ROW COLUMN LIKE TEXT
 *     merge SHEET ROW COLUMN ROWS COLUMNS, unmerge … the same
 *     height SHEET ROW POINTS
 *
 * Results of formulas and messages go to the output. `patcher --survey CARRIER IN` tells what is to be known of the cells.
 */
#include <dlfcn.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/plugin/host.h"

enum { MOST = 4096 };

static struct jx_patch_rows rows[MOST];
static struct jx_patch_cell cells[MOST];
static struct jx_patch_merge merges[MOST];
static struct jx_patch_height heights[MOST];
static unsigned char *file_bytes;
static struct jx_patch patch = {.rows = rows, .cells = cells, .merges = merges, .heights = heights};

static const struct jx_carrier *carrier_load(const char *id) {
    char path[4096] = {0};
    jx_carrier_entry *entry;
    if (readlink("/proc/self/exe", path, sizeof path - 64) <= 0) exit(2);
    char *folder = dirname(dirname(path));
    memmove(path, folder, strlen(folder) + 1);
    sprintf(path + strlen(path), "/plugins/carriers/%s.so", id);
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL),
         *found = module ? dlsym(module, JX_CARRIER_ENTRY) : NULL;
    if (!found) {
        fprintf(stderr, "%s\n", dlerror());
        exit(2);
    }
    memcpy(&entry, &found, sizeof found);
    return entry();
}

static unsigned char *file_read(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    size_t room = 64 << 20;
    unsigned char *bytes = malloc(room);
    if (!file || !bytes) exit(2);
    *length = fread(bytes, 1, room, file);
    fclose(file);
    return bytes;
}

static void text_take(struct jx_patch_cell *cell, const char *text) {
    char *copy = strdup(text), *out = copy;
    for (const char *in = copy; *in; in++) {
        bool line_end = in[0] == '\\' && in[1] == 'n';
        *out++ = line_end ? '\n' : *in;
        in += line_end;
    }
    *out = '\0';
    cell->text = copy;
    cell->length = (uint32_t)strlen(copy);
}

static void line_take(const char *line) {
    char word[16];
    unsigned sheet, a, b, c = 0, d = 0;
    double height;
    int used = 0;
    if (sscanf(line, "%15s %u", word, &sheet) != 2) return;
    if (strcmp(word, "rows") == 0 && sscanf(line, "%*s %*u %u %u %u", &a, &b, &c) == 3)
        rows[patch.row_count++] = (struct jx_patch_rows){sheet, a - 1, b, c - 1};
    else if (strcmp(word, "height") == 0 && sscanf(line, "%*s %*u %u %lf", &a, &height) == 2)
        heights[patch.height_count++] = (struct jx_patch_height){sheet, a - 1, height};
    else if (strstr(word, "merge") && sscanf(line, "%*s %*u %u %u %u %u", &a, &b, &c, &d) == 4)
        merges[patch.merge_count++] =
            (struct jx_patch_merge){sheet, {a - 1, b - 1, c, d}, strcmp(word, "unmerge") == 0};
    else {
        struct jx_patch_cell *cell = &cells[patch.cell_count++];
        *cell = (struct jx_patch_cell){.sheet = sheet, .whole = true};
        sscanf(line, "%*s %*u %u %u%n", &a, &b, &used);
        if (strcmp(word, "part") == 0) {
            sscanf(line, "%*s %*u %*u %*u %u %u%n", &cell->first, &cell->last, &used);
            cell->whole = false;
        }
        if (strcmp(word, "like") == 0) sscanf(line, "%*s %*u %*u %*u %u%n", &cell->like, &used);
        cell->row = a - 1;
        cell->column = b - 1;
        cell->number = strcmp(word, "number") == 0;
        text_take(cell, line[used] == ' ' ? line + used + 1 : "");
    }
}

static void survey_print(const struct jx_survey *survey) {
    for (uint32_t i = 0; i < survey->trait_count; i++) {
        const struct jx_trait *trait = &survey->traits[i];
        const char *formula = trait->formula ? trait->formula : "";
        printf("cell %u %u %u flags %u list %u %s\n", trait->sheet, trait->row + 1, trait->column + 1,
               trait->flags, trait->choices, formula);
    }
    for (uint32_t i = 0; i < survey->choice_count; i++) {
        const struct jx_choices *choices = &survey->choices[i];
        printf("list %u %s%s by %u:", i + 1, choices->name ? choices->name : "", choices->open ? " open" : "",
               choices->by_column);
        for (uint32_t n = 0; n < choices->count; n++) printf(" %s", choices->items[n]);
        printf("\n");
    }
    for (uint32_t i = 0; i < survey->gap_count; i++)
        printf("gap %u %u %u %u %u\n", survey->gaps[i].sheet, survey->gaps[i].row + 1,
               survey->gaps[i].column + 1, survey->gaps[i].first, survey->gaps[i].last);
    for (uint32_t i = 0; i < survey->height_count; i++)
        printf("height %u %u %.2f%s\n", survey->heights[i].sheet, survey->heights[i].index + 1,
               survey->heights[i].size, survey->heights[i].fixed ? " fixed" : "");
    for (uint32_t i = 0; i < survey->width_count; i++)
        printf("width %u %u %.2f\n", survey->widths[i].sheet, survey->widths[i].index + 1,
               survey->widths[i].size);
}

static void messages_print(const struct jx_diags *diags) {
    for (size_t i = 0; i < diags->count; i++) {
        char place[JX_PLACE_ROOM], code[8];
        printf("message %s %s %s\n", jx_code_format(diags->items[i].code, code),
               jx_place_format(&diags->items[i].place, place), diags->items[i].message);
    }
}

/* Whether the same comes out where the carrier has what its survey kept. */
static bool same_again(struct jx_arena *arena, const struct jx_carrier *carrier, const struct jx_input *input,
                       const struct jx_call *first) {
    struct jx_survey survey = {0};
    struct jx_diags unsaid;
    struct jx_call surveying, call;
    size_t mark = jx_arena_mark(arena);
    jx_diags_init(&unsaid, arena, JX_LANGUAGE_ENGLISH);
    jx_call_begin(&surveying, arena, &unsaid, NULL);
    if (carrier->survey(&jx_host, &surveying, input, &survey) != JX_OK || !survey.kept) return false;
    jx_arena_release(arena, mark);
    patch.kept = survey.kept;
    patch.results = NULL;
    patch.result_count = patch.result_capacity = 0;
    jx_call_begin(&call, arena, &unsaid, NULL);
    return carrier->patch(&jx_host, &call, input, &patch) == JX_OK &&
           call.output_length == first->output_length &&
           memcmp(call.output, first->output, call.output_length) == 0;
}

/* What is asked, with everything in the arena. */
static int work(struct jx_arena *arena, const struct jx_carrier *carrier, const char *path,
                const char *output) {
    char line[65536];
    struct jx_diags diags;
    struct jx_call call;
    struct jx_input input = {.name = "blank", .extension = "", .limits = &call.limits};
    unsigned char *bytes = file_read(path, &input.length);
    input.bytes = bytes;
    if (setjmp(*jx_arena_guard(arena)) != 0) return 5;
    file_bytes = bytes;
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    jx_call_begin(&call, arena, &diags, NULL);
    if (!output) {
        struct jx_survey survey = {0};
        enum jx_status surveyed = carrier->survey(&jx_host, &call, &input, &survey);
        survey_print(&survey);
        messages_print(&diags);
        return surveyed == JX_OK ? 0 : 1;
    }
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        line_take(line);
    }
    enum jx_status status = carrier->patch(&jx_host, &call, &input, &patch);
    messages_print(&diags);
    for (uint32_t i = 0; i < patch.result_count; i++)
        printf("result %u %u %u =%s: %s\n", patch.results[i].sheet, patch.results[i].row + 1,
               patch.results[i].column + 1, patch.results[i].formula,
               patch.results[i].value ? patch.results[i].value : "(none)");
    if (status != JX_OK) return 1;
    FILE *file = fopen(output, "wb");
    if (!file || fwrite(call.output, 1, call.output_length, file) != call.output_length) return 2;
    fclose(file);
    return same_again(arena, carrier, &input, &call) ? 0 : 4;
}

int main(int count, char **arguments) {
    bool surveys = count == 4 && strcmp(arguments[1], "--survey") == 0;
    if (count != 4) return 2;
    const struct jx_carrier *carrier = carrier_load(arguments[surveys ? 2 : 1]);
    struct jx_arena *arena = jx_arena_new();
    if (!arena) return 5;
    int result = work(arena, carrier, arguments[surveys ? 3 : 2], surveys ? NULL : arguments[3]);
    jx_arena_free(arena);
    free(file_bytes);
    return result;
}
