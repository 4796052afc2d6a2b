/*
 * The references in a formula. All else of it, texts, names, functions, columns of tables, stays as it is.
 */
#include "patch.h"

#include <string.h>
#include <strings.h>

/* Letters, digits and what else a name can hold, or a reference. */
static bool is_word(char c) {
    unsigned char u = (unsigned char)c;
    return u >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("_.$\\?", c));
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* One end of a reference; a part that is not there is UINT32_MAX. */
struct corner {
    uint32_t row, column;
    bool row_fixed, column_fixed;
};

/* Letters of a column; NULL: none, or too many. */
static const char *column_read(const char *text, struct corner *corner) {
    uint32_t value = 0;
    const char *at = text + (*text == '$');
    int letters = 0;
    for (; ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z') && letters < 4; at++, letters++)
        value = value * 26 + (uint32_t)((*at | 0x20) - 'a') + 1;
    if (letters == 0 || letters > 3 || value > JX_XLSX_COLUMNS_MOST) return NULL;
    corner->column = value - 1;
    corner->column_fixed = *text == '$';
    return at;
}

static const char *row_read(const char *text, struct corner *corner) {
    uint32_t value = 0;
    const char *at = text + (*text == '$');
    if (!is_digit(*at) || *at == '0') return NULL;
    for (; is_digit(*at) && value <= JX_XLSX_ROWS_MOST; at++) value = value * 10 + (uint32_t)(*at - '0');
    if (value > JX_XLSX_ROWS_MOST) return NULL;
    corner->row = value - 1;
    corner->row_fixed = *text == '$';
    return at;
}

/* A cell, a column or a row: whatever stands there. */
static const char *corner_read(const char *text, struct corner *corner) {
    *corner = (struct corner){UINT32_MAX, UINT32_MAX, false, false};
    const char *at = column_read(text, corner), *end;
    if (!at) {
        end = row_read(text, corner);
    } else {
        end = row_read(at, corner);
        if (!end) end = at;
    }
    return end && !is_word(*end) && *end != '(' && *end != '!' && *end != '[' ? end : NULL;
}

/* A cell, or two corners of one kind. `*range`: there are two. */
static const char *corners_read(const char *text, struct corner *first, struct corner *last, bool *range) {
    const char *end = corner_read(text, first), *other;
    *range = false;
    *last = *first;
    if (!end) return NULL;
    if (*end == ':' && (other = corner_read(end + 1, last)) &&
        (last->row == UINT32_MAX) == (first->row == UINT32_MAX) &&
        (last->column == UINT32_MAX) == (first->column == UINT32_MAX)) {
        *range = true;
        return other;
    }
    *last = *first;
    return first->row == UINT32_MAX || first->column == UINT32_MAX ? NULL : end;
}

/* The sheet before a reference and its !; NULL: there is none. `*quoted`: as it stands, '' is '. */
static const char *prefix_read(const char *text, const char **name, size_t *length, bool *quoted) {
    const char *at = text;
    *quoted = *at == '\'';
    if (*quoted) {
        for (at++; *at && (*at != '\'' || at[1] == '\''); at++) at += *at == '\'';
        if (*at != '\'' || at[1] != '!') return NULL;
        *name = text + 1;
        *length = (size_t)(at - text) - 1;
        return at + 2;
    }
    while (is_word(*at)) at++;
    if (at == text || *at != '!') return NULL;
    *name = text;
    *length = (size_t)(at - text);
    return at + 1;
}

const char *jx_xlsx_reference_read(const char *text, struct jx_xlsx_reference *reference) {
    struct corner first, last;
    bool range;
    *reference = (struct jx_xlsx_reference){0};
    const char *at = prefix_read(text, &reference->sheet, &reference->sheet_length, &reference->quoted);
    if (!at) {
        reference->sheet = NULL;
        at = text;
    }
    at = corners_read(at, &first, &last, &range);
    if (!at) return NULL;
    uint32_t top = first.row < last.row ? first.row : last.row, left = first.column, right = last.column;
    uint32_t bottom = first.row < last.row ? last.row : first.row;
    if (left > right) left = last.column, right = first.column;
    bool rows = first.row != UINT32_MAX, columns = first.column != UINT32_MAX;
    reference->area = (struct jx_merge){.row = rows ? top : 0,
                                        .column = columns ? left : 0,
                                        .rows = rows ? bottom - top + 1 : UINT32_MAX,
                                        .columns = columns ? right - left + 1 : UINT32_MAX};
    return at;
}

/* --- changing ---------------------------------------------------------------------------------------------------- */

static bool name_same(const char *name, const char *text, size_t length, bool quoted) {
    size_t i = 0;
    for (; i < length && *name; i++, name++) {
        if (quoted && text[i] == '\'') i++;
        if (strncasecmp(name, text + i, 1) != 0) return false;
    }
    return i == length && *name == '\0';
}

static const struct jx_xlsx_rows *map_find(const struct jx_xlsx_formula *how, const char *name, size_t length,
                                           bool quoted) {
    for (uint32_t i = 0; i < how->map_count; i++)
        if (how->maps[i].count > 0 && name_same(how->maps[i].name, name, length, quoted))
            return &how->maps[i];
    return NULL;
}

static bool shift(uint32_t *value, bool fixed, int64_t by, uint32_t most) {
    if (*value == UINT32_MAX || fixed) return true;
    int64_t moved = (int64_t)*value + by;
    if (moved < 0 || moved >= most) return false;
    *value = (uint32_t)moved;
    return true;
}

static void corner_write(struct jx_bytes *out, const struct corner *corner) {
    char letters[8];
    size_t at = sizeof letters;
    if (corner->column != UINT32_MAX) {
        if (corner->column_fixed) jx_bytes_text(out, "$");
        for (uint64_t rest = (uint64_t)corner->column + 1; rest > 0; rest = (rest - 1) / 26)
            letters[--at] = (char)('A' + (rest - 1) % 26);
        jx_bytes_add(out, letters + at, sizeof letters - at);
    }
    if (corner->row != UINT32_MAX) {
        if (corner->row_fixed) jx_bytes_text(out, "$");
        jx_bytes_number(out, (uint64_t)corner->row + 1);
    }
}

/* Through the map, or, of a formula for an area, along with the area. */
static void rows_change(const struct jx_xlsx_formula *how, const struct jx_xlsx_rows *map,
                        struct corner *first, struct corner *last) {
    struct corner a = *first, b = *last;
    bool turned = a.row > b.row;
    uint32_t top = turned ? b.row : a.row, bottom = turned ? a.row : b.row;
    jx_xlsx_rows_map(map, &top, &bottom, false);
    first->row = turned ? bottom : top;
    last->row = turned ? top : bottom;
    if (!how->relative || map != how->home) return;
    if (!a.row_fixed) first->row = a.row, shift(&first->row, false, how->down, JX_XLSX_ROWS_MOST);
    if (!b.row_fixed) last->row = b.row, shift(&last->row, false, how->down, JX_XLSX_ROWS_MOST);
}

static bool corner_shift(const struct jx_xlsx_formula *how, struct corner *corner) {
    return shift(&corner->row, corner->row_fixed, how->down, JX_XLSX_ROWS_MOST) &&
           shift(&corner->column, corner->column_fixed, how->right, JX_XLSX_COLUMNS_MOST);
}

/* Writes the reference at `text` anew; what follows it, or NULL: there is none that changes. */
static const char *reference_change(const struct jx_xlsx_formula *how, const struct jx_xlsx_rows *map,
                                    const char *text, struct jx_bytes *out) {
    struct corner first, last;
    bool range, good = true;
    const char *end = corners_read(text, &first, &last, &range), *name;
    size_t length;
    bool quoted;
    /* Q1:Q3!A1 is about sheets */
    if (!end || (*end == ':' && prefix_read(end + 1, &name, &length, &quoted))) return NULL;
    if (how->maps) {
        if (!map || first.row == UINT32_MAX) {
            jx_bytes_add(out, text, (size_t)(end - text));
            return end;
        }
        rows_change(how, map, &first, &last);
    } else {
        good = corner_shift(how, &first) && (!range || corner_shift(how, &last));
    }
    if (!good) {
        jx_bytes_text(out, "#REF!");
        return end;
    }
    corner_write(out, &first);
    if (range) {
        jx_bytes_text(out, ":");
        corner_write(out, &last);
    }
    return end;
}

/* What stands in quotation marks or brackets, to their end. */
static const char *quoted_end(const char *text) {
    if (*text == '[') {
        uint32_t depth = 0;
        for (; *text; text++) {
            depth += *text == '[';
            if (*text == ']' && --depth == 0) return text + 1;
        }
        return text;
    }
    char mark = *text++;
    for (; *text; text++)
        if (*text == mark) {
            if (text[1] != mark) return text + 1;
            text++;
        }
    return text;
}

/* The next piece of the formula, changed or as it is; where the rest begins. */
static const char *piece_change(const struct jx_xlsx_formula *how, const char *text, bool *foreign,
                                struct jx_bytes *out) {
    const char *name, *at, *end;
    size_t length;
    bool quoted;
    if (*text == '"' || *text == '[') {
        end = quoted_end(text);
        *foreign = *text == '[';
        jx_bytes_add(out, text, (size_t)(end - text));
        return end;
    }
    bool elsewhere = *foreign;
    *foreign = false;
    at = prefix_read(text, &name, &length, &quoted);
    if (at) {
        /* [1]Sheet1!A1, '[1]Sheet 1'!A1 are of other workbooks; Sheet1:Sheet3!A1 is of several sheets. */
        bool other = elsewhere || memchr(name, '[', length) || (out->length > 0 && text[-1] == ':');
        const struct jx_xlsx_rows *map = other ? NULL : map_find(how, name, length, quoted);
        jx_bytes_add(out, text, (size_t)(at - text));
        end = reference_change(how, map, at, out);
        if (end) return end;
        for (end = at; is_word(*end); end++) continue;
        jx_bytes_add(out, at, (size_t)(end - at));
        return end;
    }
    if (*text == '\'') {
        end = quoted_end(text);
    } else if (is_word(*text)) {
        end = reference_change(how, how->home, text, out);
        if (end) return end;
        for (end = text; is_word(*end); end++) continue;
    } else {
        end = text + 1;
    }
    jx_bytes_add(out, text, (size_t)(end - text));
    return end;
}

const char *jx_xlsx_formula_map(const struct jx_xlsx_formula *how, const char *text, size_t *length,
                                bool *changed) {
    struct jx_bytes out = {.host = how->host, .call = how->call};
    bool foreign = false;
    for (const char *at = text; *at;) at = piece_change(how, at, &foreign, &out);
    *changed = out.length != *length || (out.length > 0 && memcmp(out.bytes, text, out.length) != 0);
    if (!*changed) return text;
    *length = out.length;
    return out.bytes;
}
