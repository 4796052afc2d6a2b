/*
 * Reading a CMap: lists between begin… and end… of code spaces, single codes and ranges of codes.
 */
#include "plugins/carriers/pdf/helper/cmap.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/lexer.h"

enum { MOST_TOKENS = 2000000, LONGEST_CODE = 8, WIDEST_RANGE = 0xFFFF, LOOK_BACK = 4 };

uint32_t pdf_big_endian(const unsigned char *bytes, size_t length) {
    uint32_t value = 0;
    for (size_t i = 0; i < length && i < 4; i++) value = value << 8 | bytes[i];
    return value;
}

uint32_t pdf_utf16(const unsigned char *bytes, size_t length, uint32_t *text, uint32_t room) {
    uint32_t count = 0;
    for (size_t i = 0; i + 1 < length && count < room; i += 2) {
        uint32_t c = (uint32_t)bytes[i] << 8 | bytes[i + 1];
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < length) {
            uint32_t low = (uint32_t)bytes[i + 2] << 8 | bytes[i + 3];
            c = 0x10000 + ((c - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
            i += 2;
        }
        text[count++] = c;
    }
    if (length == 1 && room > 0) text[count++] = bytes[0];
    return count;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* In which list we are, and the codes of its entry so far. */
enum list { LIST_NONE, LIST_SPACES, LIST_CODES, LIST_RANGES };

struct reader {
    struct pdf_cmap *cmap;
    struct jx_arena *arena;
    struct pdf_lexer lexer;
    enum list list;
    uint32_t codes[2];
    uint32_t code_length, code_count;
};

static enum list list_of(const struct pdf_token *word, enum list now) {
    const char *text = (const char *)word->bytes;
    if (strcmp(text, "begincodespacerange") == 0) return LIST_SPACES;
    if (strcmp(text, "beginbfchar") == 0 || strcmp(text, "begincidchar") == 0) return LIST_CODES;
    if (strcmp(text, "beginbfrange") == 0 || strcmp(text, "begincidrange") == 0) return LIST_RANGES;
    return strncmp(text, "end", 3) == 0 ? LIST_NONE : now;
}

static struct pdf_code_range *add_range(struct reader *reader, uint32_t low, uint32_t high) {
    struct pdf_cmap *cmap = reader->cmap;
    cmap->ranges = jx_arena_grow32(reader->arena, cmap->ranges, cmap->range_count, &cmap->range_capacity,
                                   sizeof *cmap->ranges);
    struct pdf_code_range *range = &cmap->ranges[cmap->range_count++];
    *range = (struct pdf_code_range){.low = low, .high = high};
    return range;
}

static void add_space(struct reader *reader) {
    struct pdf_cmap *cmap = reader->cmap;
    cmap->spaces = jx_arena_grow32(reader->arena, cmap->spaces, cmap->space_count, &cmap->space_capacity,
                                   sizeof *cmap->spaces);
    cmap->spaces[cmap->space_count++] =
        (struct pdf_code_space){reader->codes[0], reader->codes[1], reader->code_length};
}

static void set_text(struct pdf_code_range *range, const struct pdf_token *token) {
    range->text_count = pdf_utf16(token->bytes, token->length, range->text, PDF_GLYPH_TEXT);
}

/* What the codes mean: a text or a number, or a list of texts, one for each code. */
static void add_meaning(struct reader *reader, struct pdf_token token) {
    uint32_t low = reader->codes[0], high = reader->list == LIST_CODES ? low : reader->codes[1];
    if (high < low || high - low > WIDEST_RANGE) high = low;
    if (token.kind == PDF_TOKEN_STRING) {
        set_text(add_range(reader, low, high), &token);
    } else if (token.kind == PDF_TOKEN_NUMBER) {
        if (token.number >= 0 && token.number < WIDEST_RANGE)
            add_range(reader, low, high)->glyph = (uint32_t)token.number;
    } else if (token.kind == PDF_TOKEN_ARRAY) {
        for (uint64_t code = low; (token = pdf_lexer_next(&reader->lexer)).kind == PDF_TOKEN_STRING; code++)
            if (code <= high) set_text(add_range(reader, (uint32_t)code, (uint32_t)code), &token);
    }
}

static void take(struct reader *reader, const struct pdf_token *token) {
    uint32_t wanted = reader->list == LIST_CODES ? 1 : 2;
    if (reader->code_count < wanted) {
        if (token->kind != PDF_TOKEN_STRING || token->length > LONGEST_CODE) return;
        if (reader->code_count == 0) reader->code_length = token->length;
        reader->codes[reader->code_count++] = pdf_big_endian(token->bytes, token->length);
        if (reader->list != LIST_SPACES || reader->code_count < wanted) return;
        add_space(reader);
    } else {
        add_meaning(reader, *token);
    }
    reader->code_count = 0;
}

static int by_low(const void *a, const void *b) {
    const struct pdf_code_range *one = a, *other = b;
    return one->low < other->low ? -1 : one->low > other->low;
}

void pdf_cmap_read(struct pdf_cmap *cmap, struct jx_arena *arena, const unsigned char *bytes, size_t length) {
    struct reader reader = {.cmap = cmap, .arena = arena};
    reader.lexer = (struct pdf_lexer){.arena = arena, .at = bytes, .end = bytes + length};
    for (uint32_t tokens = 0; tokens < MOST_TOKENS; tokens++) {
        struct pdf_token token = pdf_lexer_next(&reader.lexer);
        if (token.kind == PDF_TOKEN_END) break;
        if (token.kind == PDF_TOKEN_WORD) {
            reader.list = list_of(&token, reader.list);
            reader.code_count = 0;
        } else if (reader.list != LIST_NONE) {
            take(&reader, &token);
        }
    }
    if (cmap->range_count > 0) qsort(cmap->ranges, cmap->range_count, sizeof *cmap->ranges, by_low);
}

/* --- asking ------------------------------------------------------------------------------------------------------ */

/* Ranges may overlap in careless files, but not by many. */
const struct pdf_code_range *pdf_cmap_find(const struct pdf_cmap *cmap, uint32_t code) {
    uint32_t first = 0, last = cmap->range_count;
    while (first < last) {
        uint32_t middle = first + (last - first) / 2;
        if (cmap->ranges[middle].low <= code)
            first = middle + 1;
        else
            last = middle;
    }
    for (uint32_t back = 1; back <= LOOK_BACK && back <= first; back++)
        if (code <= cmap->ranges[first - back].high) return &cmap->ranges[first - back];
    return NULL;
}

uint32_t pdf_cmap_length(const struct pdf_cmap *cmap, const unsigned char *bytes, size_t length) {
    for (uint32_t take_bytes = 1; take_bytes <= 4 && take_bytes <= length; take_bytes++) {
        uint32_t code = pdf_big_endian(bytes, take_bytes);
        for (uint32_t i = 0; i < cmap->space_count; i++) {
            const struct pdf_code_space *space = &cmap->spaces[i];
            if (space->bytes == take_bytes && code >= space->low && code <= space->high) return take_bytes;
        }
    }
    return cmap->space_count > 0 ? cmap->spaces[0].bytes : 0;
}
