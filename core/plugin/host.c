/*
 * The functions behind struct jx_host: what a carrier may ask of the library, and where its input's limits are kept.
 *
 * A carrier says what it finds and need not count: every cell and merge passes here, and the first that goes over a
 * limit is reported and ends the reading, before memory is taken for it.
 */
#include "core/plugin/host.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/charset.h"
#include "core/base/place.h"
#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/plugin/registry.h"

/* How many questions for the time are answered without looking at the clock. */
enum { JX_HOST_TICKS = 256 };

/* How many carriers may stand between a file and the one that reads it. */
enum { JX_HOST_NESTED = 4 };

/* Room for a number in writing. */
enum { JX_HOST_NUMBER = 24 };

void jx_limits_default(struct jx_limits *limits) {
    static const struct jx_limits defaults = {
        .bytes = 512ull * 1024 * 1024,
        .ratio = 200,
        .rows = 1048576,
        .columns = 16384,
        .cells = 20000000,
        .merge_area = 4000000,
        .strings = 20000000,
        .depth = 256,
        .milliseconds = 60000,
        .sheets = 4096,
        .forms = 16384,
    };

    if (limits->bytes == 0) limits->bytes = defaults.bytes;
    if (limits->ratio == 0) limits->ratio = defaults.ratio;
    if (limits->rows == 0) limits->rows = defaults.rows;
    if (limits->columns == 0) limits->columns = defaults.columns;
    if (limits->cells == 0) limits->cells = defaults.cells;
    if (limits->merge_area == 0) limits->merge_area = defaults.merge_area;
    if (limits->strings == 0) limits->strings = defaults.strings;
    if (limits->depth == 0) limits->depth = defaults.depth;
    if (limits->milliseconds == 0) limits->milliseconds = defaults.milliseconds;
    if (limits->sheets == 0) limits->sheets = defaults.sheets;
    if (limits->forms == 0) limits->forms = defaults.forms;
}

static int64_t jx_host_now(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void jx_host_start_clock(struct jx_call *call) {
    int64_t now = jx_host_now();

    if (call->limits.milliseconds > (uint64_t)(INT64_MAX - now))
        call->deadline = INT64_MAX;
    else
        call->deadline = now + (int64_t)call->limits.milliseconds;
}

void jx_call_begin(struct jx_call *call, struct jx_arena *arena, struct jx_diags *diags,
                   const struct jx_limits *limits) {
    memset(call, 0, sizeof(*call));
    call->arena = arena;
    call->diags = diags;
    if (limits) call->limits = *limits;
    jx_limits_default(&call->limits);
    jx_host_start_clock(call);
}

static const char *jx_host_number(uint64_t number, char buffer[JX_HOST_NUMBER]) {
    snprintf(buffer, JX_HOST_NUMBER, "%" PRIu64, number);
    return buffer;
}

static void *jx_host_allocate(struct jx_call *call, size_t bytes) {
    return jx_arena_alloc(call->arena, bytes);
}

static void *jx_host_grow(struct jx_call *call, void *items, uint32_t count, uint32_t *capacity,
                          size_t item_size) {
    return jx_arena_grow32(call->arena, items, count, capacity, item_size);
}

static void jx_host_defer(struct jx_call *call, void (*release)(void *), void *thing) {
    jx_arena_defer(call->arena, release, thing);
}

/* Every bad byte as U+FFFD: whatever a carrier let through, all above here may rely on UTF-8. */
static const char *jx_host_mend(struct jx_call *call, const char *bytes, size_t length) {
    const char *at = bytes, *end = bytes + length;
    char *text, *out;

    if (length > SIZE_MAX / 4) jx_arena_exhausted(call->arena);
    out = text = jx_arena_alloc(call->arena, 3 * length + 1);
    while (at < end) {
        const char *start = at;

        if (jx_text_next(&at, end) == 0xFFFD && at - start == 1) {
            memcpy(out, "\xEF\xBF\xBD", 3);
            out += 3;
        } else {
            while (start < at) *out++ = *start++;
        }
    }
    return text;
}

static const char *jx_host_text(struct jx_call *call, const char *bytes, size_t length) {
    if (jx_text_valid((const unsigned char *)bytes, length) < length)
        return jx_host_mend(call, bytes, length);
    return jx_arena_copy(call->arena, bytes, length);
}

static void jx_host_report(struct jx_call *call, enum jx_code code, const struct jx_place *place,
                           const char *const *arguments) {
    jx_diags_add(call->diags, code, place, arguments);
}

static struct jx_sheet *jx_host_sheet(struct jx_call *call, struct jx_book *book, const char *name) {
    char number[JX_HOST_NUMBER];

    if (book->sheet_count < call->limits.sheets) return jx_book_add(book, name);
    if (!call->limited)
        JX_DIAG(call->diags, JX_MSG_SHEET_COUNT, NULL, jx_host_number(call->limits.sheets, number));
    call->limited = true;
    return book->sheets[book->sheet_count - 1];
}

/* One limit is enough to say that the input is too large: after it, nothing fits. */
static void jx_host_limit(struct jx_call *call, enum jx_code code, const struct jx_sheet *sheet, uint32_t row,
                          uint32_t column, uint64_t limit) {
    struct jx_place place = jx_sheet_place(sheet, row, column);
    char number[JX_HOST_NUMBER];

    JX_DIAG(call->diags, code, &place, jx_host_number(limit, number));
    call->limited = true;
}

/* Whether the limits leave room for rows and columns up to these, and for `fresh` more cells. */
static bool jx_host_fits(struct jx_call *call, const struct jx_sheet *sheet, uint64_t row, uint64_t column,
                         uint64_t fresh) {
    const struct jx_limits *limits = &call->limits;
    uint32_t at_row = (uint32_t)row, at_column = (uint32_t)column;

    if (call->limited) return false;
    if (row >= limits->rows || row >= UINT32_MAX)
        jx_host_limit(call, JX_MSG_FILE_ROWS, sheet, at_row, at_column, limits->rows);
    else if (column >= limits->columns || column >= UINT32_MAX)
        jx_host_limit(call, JX_MSG_FILE_COLUMNS, sheet, at_row, at_column, limits->columns);
    else if (fresh > limits->cells || call->cells > limits->cells - fresh)
        jx_host_limit(call, JX_MSG_FILE_CELLS, sheet, at_row, at_column, limits->cells);
    return !call->limited;
}

/*
 * How many cells it takes to reach a column of a row. Cells are counted as they take memory: those to the left of the
 * first one of a row are made with it, and an empty row above costs about as much as a cell.
 */
static uint64_t jx_host_cost(const struct jx_sheet *sheet, uint32_t row, uint64_t columns) {
    uint32_t held = row < sheet->row_count ? sheet->rows[row].count : 0;
    uint64_t cost = row > sheet->row_count ? row - sheet->row_count : 0;

    return columns > held ? cost + columns - held : cost;
}

static struct jx_cell *jx_host_cell(struct jx_call *call, struct jx_sheet *sheet, uint32_t row,
                                    uint32_t column) {
    uint64_t cost = jx_host_cost(sheet, row, (uint64_t)column + 1);

    if (cost == 0) return call->limited ? NULL : &sheet->rows[row].cells[column];
    if (!jx_host_fits(call, sheet, row, column, cost)) return NULL;
    call->cells += cost;
    return jx_sheet_cell(call->arena, sheet, row, column);
}

/* A merge as spreadsheet programs write it: B2:D5. */
static const char *jx_host_area(const struct jx_merge *merge, char buffer[64]) {
    char first[8], last[8];
    uint64_t right = (uint64_t)merge->column + merge->columns - 1;

    jx_column_name(merge->column, first);
    jx_column_name(right > UINT32_MAX ? UINT32_MAX : (uint32_t)right, last);
    snprintf(buffer, 64, "%s%" PRIu64 ":%s%" PRIu64, first, (uint64_t)merge->row + 1, last,
             (uint64_t)merge->row + merge->rows);
    return buffer;
}

/* The cells under the merges of a sheet so far. Sheets are read one after the other, so that one sum is kept. */
static uint64_t jx_host_merged(struct jx_call *call, const struct jx_sheet *sheet) {
    uint32_t i;

    if (call->merge_sheet != sheet) {
        call->merge_sheet = sheet;
        call->merged = 0;
        for (i = 0; i < sheet->merge_count; i++)
            call->merged += (uint64_t)sheet->merges[i].rows * sheet->merges[i].columns;
    }
    return call->merged;
}

/* How many cells the merge would make. Only asked once its area is known to be within the limits. */
static uint64_t jx_host_fresh(const struct jx_sheet *sheet, const struct jx_merge *merge) {
    uint64_t right = (uint64_t)merge->column + merge->columns;
    uint64_t fresh = jx_host_cost(sheet, merge->row, right);
    uint32_t row;

    for (row = 1; row < merge->rows; row++) {
        uint32_t below = merge->row + row, held = below < sheet->row_count ? sheet->rows[below].count : 0;

        if (right > held) fresh += right - held;
    }
    return fresh;
}

static enum jx_status jx_host_merge(struct jx_call *call, struct jx_sheet *sheet,
                                    const struct jx_merge *merge) {
    uint64_t area = (uint64_t)merge->rows * merge->columns, limit = call->limits.merge_area, fresh;
    struct jx_place place = jx_sheet_place(sheet, merge->row, merge->column);
    char name[64], number[JX_HOST_NUMBER];

    if (call->limited) return JX_FAIL;
    if (area <= 1) return JX_OK;
    if (area > limit || jx_host_merged(call, sheet) > limit - area) {
        JX_DIAG(call->diags, JX_MSG_FILE_MERGE_AREA, &place, jx_host_area(merge, name),
                jx_host_number(limit, number));
        call->limited = true;
        return JX_FAIL;
    }
    if (!jx_host_fits(call, sheet, (uint64_t)merge->row + merge->rows - 1,
                      (uint64_t)merge->column + merge->columns - 1, 0))
        return JX_FAIL;
    fresh = jx_host_fresh(sheet, merge);
    if (!jx_host_fits(call, sheet, merge->row, merge->column, fresh)) return JX_FAIL;
    if (!jx_sheet_merge(call->arena, sheet, merge)) {
        JX_DIAG(call->diags, JX_MSG_FILE_MERGE_OVERLAP, &place, jx_host_area(merge, name));
        return JX_FAIL;
    }
    call->merged += area;
    call->cells += fresh;
    return JX_OK;
}

/* Whether so few places are no characters that the encoding is the right one: twenty Chinese characters for each. */
static bool jx_host_mostly_good(const char *text, size_t length, size_t faults) {
    enum { GOOD_PER_FAULT = 20 };
    size_t characters = 0, i;

    for (i = 0; i < length; i++) characters += ((unsigned char)text[i] & 0xC0) == 0xC0;
    return characters - faults >= faults * GOOD_PER_FAULT;
}

/* A text that is whole but for a few bytes: one was broken on its way, or a field of fixed width was cut in the middle of a
 * character. NULL: there are too many; it is in another encoding. */
static const char *jx_host_decode_most(struct jx_call *call, const unsigned char *bytes, size_t *length,
                                       const char *encoding) {
    struct jx_place place = {.line = 1};
    const char *text, *used;
    char number[JX_HOST_NUMBER];
    size_t text_length, count, first, i;

    if (jx_charset_mend(call->arena, bytes, *length, encoding, &text, &text_length, &count, &first, &used) !=
            JX_CHARSET_FINE ||
        !jx_host_mostly_good(text, text_length, count))
        return NULL;
    for (i = 0; i < first; i++) place.line += bytes[i] == '\n';
    JX_DIAG(call->diags, JX_MSG_TEXT_MENDED, &place, jx_host_number(count, number), used);
    *length = text_length;
    return text;
}

static const char *jx_host_decode(struct jx_call *call, const unsigned char *bytes, size_t *length,
                                  const char *encoding) {
    const char *text, *used = encoding;
    char number[JX_HOST_NUMBER];
    size_t text_length, bad = 0;

    switch (jx_charset_decode(call->arena, bytes, *length, encoding, &text, &text_length, &bad, &used)) {
    case JX_CHARSET_FINE: *length = text_length; return text;
    case JX_CHARSET_UNKNOWN: JX_DIAG(call->diags, JX_MSG_FILE_ENCODING_NAME, NULL, used); return NULL;
    default:
        text = jx_host_decode_most(call, bytes, length, encoding);
        if (!text) JX_DIAG(call->diags, JX_MSG_FILE_ENCODING, NULL, used, jx_host_number(bad, number));
        return text;
    }
}

static const char *jx_host_encode(struct jx_call *call, const char *text, size_t *length,
                                  const char *encoding) {
    const char *bytes, *at;
    char character[8];
    size_t byte_length, bad = 0;

    switch (jx_charset_encode(call->arena, text, *length, encoding, &bytes, &byte_length, &bad)) {
    case JX_CHARSET_FINE: *length = byte_length; return bytes;
    case JX_CHARSET_UNKNOWN: JX_DIAG(call->diags, JX_MSG_FILE_ENCODING_NAME, NULL, encoding); return NULL;
    default:
        at = text + bad;
        jx_text_next(&at, text + *length);
        snprintf(character, sizeof(character), "%.*s", (int)(at - (text + bad)), text + bad);
        JX_DIAG(call->diags, JX_MSG_FILE_CHARACTER, NULL, !encoding ? "UTF-8" : encoding, character);
        return NULL;
    }
}

/* Output grows where it is, for what an arena gives stays when it is outgrown. */
struct jx_held {
    void *memory;
};

static void jx_held_release(void *thing) {
    struct jx_held *held = thing;

    free(held->memory);
    held->memory = NULL;
}

void jx_call_writes(struct jx_call *call) {
    call->held = jx_arena_alloc(call->arena, sizeof(*call->held));
    jx_arena_defer(call->arena, jx_held_release, call->held);
}

static void jx_host_room(struct jx_call *call, size_t length) {
    size_t capacity = call->output_capacity;

    if (length <= capacity) return;
    capacity = capacity < 4096 ? 4096 : capacity + capacity / 2;
    if (capacity < length) capacity = length;
    if (!call->held) jx_call_writes(call);
    char *larger = realloc(call->held->memory, capacity);
    if (!larger) jx_arena_exhausted(call->arena);
    call->held->memory = call->output = larger;
    call->output_capacity = capacity;
}

static void jx_host_append(struct jx_call *call, const void *bytes, size_t length) {
    if (length == 0) return;
    char number[JX_HOST_NUMBER];

    if (call->limited) return;
    if (length > call->limits.bytes || call->output_length > call->limits.bytes - length) {
        JX_DIAG(call->diags, JX_MSG_OUTPUT_LARGE, NULL, jx_host_number(call->limits.bytes, number));
        call->limited = true;
        return;
    }
    if (length > SIZE_MAX / 4 - call->output_length) jx_arena_exhausted(call->arena);
    jx_host_room(call, call->output_length + length);
    memcpy(call->output + call->output_length, bytes, length);
    call->output_length += length;
}

/* The caller's wish is asked before the clock. */
static bool jx_host_late(void *thing) {
    struct jx_call *call = thing;
    size_t done = call->output_length > 0 ? call->output_length : (size_t)call->cells;

    if (call->progress && !call->progress(call->user, done, 0))
        jx_diags_add(call->diags, JX_MSG_FILE_CANCELLED, NULL, NULL);
    else if (jx_host_now() > call->deadline)
        jx_diags_add(call->diags, JX_MSG_FILE_TIME, NULL, NULL);
    else
        return false;
    call->expired = true;
    return true;
}

void jx_call_watch(struct jx_call *call) {
    jx_arena_watch(call->arena, jx_host_late, call);
}

void jx_call_unwatch(struct jx_call *call) {
    jx_arena_watch(call->arena, NULL, NULL);
}

/* Cheap enough to be asked for every row: most answers are given without the clock. */
static bool jx_host_expired(struct jx_call *call) {
    if (call->expired) return true;
    if (call->ticks++ % JX_HOST_TICKS != 0) return false;
    return jx_host_late(call);
}

bool jx_call_bars(struct jx_call *call, const struct jx_carrier *carrier) {
    if (!call->no_programs || !jx_carrier_able(carrier, JX_CARRIER_STARTS)) return false;
    JX_DIAG(call->diags, JX_MSG_FILE_PROGRAM, NULL, carrier->id);
    return true;
}

/* A carrier that has itself read would never end, hence the count. */
static enum jx_status jx_host_read_as(struct jx_call *call, const char *id, const struct jx_input *input,
                                      struct jx_book *book) {
    const struct jx_carrier *carrier =
        !call->library || call->nested == JX_HOST_NESTED ? NULL : jx_registry_carrier(call->library, id);
    enum jx_status status;

    if (!carrier || !carrier->read) {
        JX_DIAG(call->diags, JX_MSG_FILE_CARRIER, NULL, id);
        return JX_FAIL;
    }
    if (jx_call_bars(call, carrier)) return JX_FAIL;
    jx_host_start_clock(call);
    call->nested++;
    status = carrier->read(&jx_host, call, input, book);
    call->nested--;
    return status;
}

static const struct jx_sheet *jx_host_next(struct jx_call *call, const struct jx_book *book) {
    if (call->make) return call->make(call->maker);
    return call->next < book->sheet_count ? book->sheets[call->next++] : NULL;
}

const struct jx_host jx_host = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_host),
    .allocate = jx_host_allocate,
    .grow = jx_host_grow,
    .defer = jx_host_defer,
    .text = jx_host_text,
    .report = jx_host_report,
    .sheet = jx_host_sheet,
    .cell = jx_host_cell,
    .merge = jx_host_merge,
    .decode = jx_host_decode,
    .encode = jx_host_encode,
    .append = jx_host_append,
    .expired = jx_host_expired,
    .read_as = jx_host_read_as,
    .next = jx_host_next,
};
