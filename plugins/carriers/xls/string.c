/*
 * Texts: sixteen-bit characters in version 8, the bytes of some code page before it.
 *
 * In version 8 a byte of flags stands before the characters ([MS-XLS] 2.5.293, XLUnicodeRichExtendedString): 1, they are
 * two bytes each and not one; 4, phonetic guides follow; 8, runs of fonts follow. Where the characters go on in a
 * CONTINUE, that begins with a byte of flags too, and the size of a character may change there.
 */
#include "plugins/carriers/shared/utf8.h"
#include "xls.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

enum { WIDE = 1, EXTENDED = 4, RICH = 8 };

/* A text of 65,535 characters takes at most three bytes for each. */
enum { SCRATCH = 3 * 65536 };

static char *scratch(struct jx_xls_book *book) {
    if (!book->scratch) book->scratch = book->host->allocate(book->call, SCRATCH);
    return book->scratch;
}

/* UTF-16 being written as UTF-8. `high` is the first half of a pair whose second is to come. */
struct utf8 {
    char *out;
    uint32_t high;
};

static void character_put(struct utf8 *utf8, uint32_t c) {
    char *out = utf8->out;
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
        *out++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = (char)(0xE0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    } else {
        *out++ = (char)(0xF0 | c >> 18);
        *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    }
    utf8->out = out;
}

/* Half a pair alone is U+FFFD; a NUL, with which some programs fill texts up, is nothing. */
static void unit_put(struct utf8 *utf8, uint32_t unit) {
    if (utf8->high && unit >= 0xDC00 && unit < 0xE000) {
        character_put(utf8, 0x10000 + ((utf8->high - 0xD800) << 10) + (unit - 0xDC00));
        utf8->high = 0;
        return;
    }
    if (utf8->high) character_put(utf8, 0xFFFD);
    utf8->high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
    if (unit >= 0xDC00 && unit < 0xE000) unit = 0xFFFD;
    if (unit && !utf8->high) character_put(utf8, unit);
}

/* Goes on to the characters in the CONTINUE behind. false: there is none. */
static bool characters_continue(struct jx_xls_record *record, bool *wide) {
    do {
        if (!jx_xls_continue(record)) {
            record->cut = true;
            return false;
        }
    } while (record->at == record->end);
    *wide = *record->at++ & WIDE;
    return true;
}

/* The characters of one piece, as many as are wanted. */
static uint32_t characters_take(struct jx_xls_record *record, bool wide, uint32_t count, struct utf8 *utf8) {
    size_t there = wide ? jx_xls_left(record) / 2 : jx_xls_left(record);
    if (count > there) count = (uint32_t)there;
    const unsigned char *at = record->at;
    for (size_t i = 0; i < count; i++) {
        uint32_t unit = wide ? (uint32_t)(at[2 * i] | at[2 * i + 1] << 8) : at[i];
        if (unit - 1 < 0x7F && !utf8->high)
            *utf8->out++ = (char)unit;
        else
            unit_put(utf8, unit);
    }
    record->at += wide ? 2 * (size_t)count : count;
    return count;
}

/* The border between two records may go through a character. */
static void character_split(struct jx_xls_record *record, bool *wide, struct utf8 *utf8) {
    uint32_t low = *record->at++;
    if (!characters_continue(record, wide)) return;
    unit_put(utf8, *wide ? low | (uint32_t)jx_xls_u8(record) << 8 : low);
}

/* A run of a font: where it begins, counted in characters of sixteen bits; how the text looks there. */
struct run {
    uint32_t first;
    bool struck;
};

/* The bytes of UTF-8 that the first characters of sixteen bits take. */
static uint32_t bytes_of(const char *text, uint32_t length, uint32_t units) {
    uint32_t at = 0;
    while (at < length && units > 0) {
        unsigned char c = (unsigned char)text[at];
        uint32_t bytes = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        units -= bytes == 4 && units > 1 ? 2 : 1;
        at += bytes;
    }
    return at < length ? at : length;
}

/* Takes what is struck out of a text. What stands before the first run looks as the cell does. */
static void runs_apply(struct jx_xls_book *book, const struct run *runs, uint32_t count, char *text,
                       uint32_t *length) {
    struct jx_xls_runs found = {0};
    uint32_t from = bytes_of(text, *length, runs[0].first), kept = from;
    found.plain = !jx_utf8_blank(text, from);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t to = i + 1 < count ? bytes_of(text, *length, runs[i + 1].first) : *length;
        if (to <= from) continue;
        if (runs[i].struck) {
            found.struck = found.struck || !jx_utf8_blank(text + from, to - from);
        } else {
            memmove(text + kept, text + from, to - from);
            kept += to - from;
        }
        from = to;
    }
    *length = kept;
    uint32_t plain = bytes_of(text, kept, runs[0].first);
    found.own_length = kept - plain;
    if (found.own_length > 0) found.own = book->host->text(book->call, text + plain, found.own_length);
    book->runs =
        book->host->grow(book->call, book->runs, book->run_count, &book->run_capacity, sizeof *book->runs);
    book->runs[book->run_count++] = found;
}

/* The runs behind the characters of a text. They matter where some font strikes out. */
static void runs_read(struct jx_xls_book *book, struct jx_xls_record *record, uint32_t count,
                      struct jx_xls_string *string, char *text) {
    enum { RUNS_MOST = 65536 };
    struct run *runs = book->host->allocate(book->call, (count + 1) * sizeof *runs);
    for (uint32_t i = 0; i < count && !record->cut && count < RUNS_MOST; i++) {
        runs[i].first = jx_xls_u16(record);
        runs[i].struck = jx_xls_font_struck(book, jx_xls_u16(record));
    }
    if (record->cut) return;
    runs_apply(book, runs, count, text, &string->length);
    string->runs = book->run_count;
}

static void unicode_read(struct jx_xls_book *book, struct jx_xls_record *record, uint32_t count,
                         struct jx_xls_string *string) {
    char *start = scratch(book);
    struct utf8 utf8 = {.out = start};
    /* Some programs leave the byte of flags out where no characters follow. */
    if (count == 0 && jx_xls_left(record) == 0 && !jx_xls_continues(record)) return;
    uint8_t flags = jx_xls_u8(record);
    uint32_t run_count = flags & RICH ? jx_xls_u16(record) : 0;
    uint64_t behind = flags & EXTENDED ? jx_xls_u32(record) : 0;
    bool wide = flags & WIDE;
    while (count > 0) {
        count -= characters_take(record, wide, count, &utf8);
        if (count == 0) break;
        if (wide && jx_xls_left(record) == 1) {
            character_split(record, &wide, &utf8);
            count--;
        } else if (!characters_continue(record, &wide)) {
            break;
        }
    }
    if (utf8.high) character_put(&utf8, 0xFFFD);
    string->length = (uint32_t)(utf8.out - start);
    if (run_count > 0 && book->any_struck)
        runs_read(book, record, run_count, string, start);
    else
        behind += 4 * (uint64_t)run_count;
    jx_xls_skip(record, behind);
    if (string->length == 0) return;
    char *text = book->host->allocate(book->call, (size_t)string->length + 1);
    memcpy(text, start, string->length);
    string->text = text;
}

/* Bytes of the file's encoding. Where they are ASCII it does not matter which. */
static bool bytes_read(struct jx_xls_book *book, struct jx_xls_record *record, uint32_t count,
                       struct jx_xls_string *string) {
    char *bytes = scratch(book);
    uint32_t length = 0;
    bool ascii = true;
    for (; count > 0 && !record->cut; count--) {
        uint8_t byte = jx_xls_u8(record);
        ascii = ascii && byte < 0x80;
        if (byte) bytes[length++] = (char)byte;
    }
    string->length = length;
    if (length == 0) return true;
    if (ascii) {
        string->text = book->host->text(book->call, bytes, length);
        return true;
    }
    const char *encoding = book->input->encoding ? book->input->encoding : book->encoding;
    if (!encoding) {
        encoding = "GB18030";
        if (!book->guessed) JX_REPORT(book->host, book->call, JX_MSG_BIFF_ENCODING, NULL, encoding);
        book->guessed = true;
    }
    size_t decoded = length;
    string->text = book->host->decode(book->call, (const unsigned char *)bytes, &decoded, encoding);
    string->length = (uint32_t)decoded;
    return string->text;
}

bool jx_xls_string_read(struct jx_xls_book *book, struct jx_xls_record *record, int size,
                        struct jx_xls_string *string) {
    *string = (struct jx_xls_string){0};
    uint32_t count = size == 1 ? jx_xls_u8(record) : jx_xls_u16(record);
    if (book->version == 8)
        unicode_read(book, record, count, string);
    else if (!bytes_read(book, record, count, string))
        return false;
    return !record->cut;
}

/* [MS-XLS] 2.4.52. 1200 is that of version 8, where texts need none. The C library knows most as CP and the number. */
void jx_xls_codepage(struct jx_xls_book *book, uint16_t number) {
    static const struct {
        uint16_t number;
        const char *encoding;
    } codepages[] = {{367, "ASCII"},       {936, "GB18030"},  {10000, "MACINTOSH"}, {10008, "GB18030"},
                     {32768, "MACINTOSH"}, {32769, "CP1252"}, {54936, "GB18030"},   {65001, "UTF-8"},
                     {20936, "GB18030"},   {10002, "BIG5"},   {10001, "SHIFT_JIS"}, {21010, NULL},
                     {1200, NULL},         {0, NULL}};
    for (size_t i = 0; i < sizeof codepages / sizeof *codepages; i++)
        if (codepages[i].number == number) {
            book->encoding = codepages[i].encoding;
            return;
        }
    char name[16];
    int length = snprintf(name, sizeof name, "CP%u", number);
    iconv_t known = iconv_open("UTF-8", name);
    book->encoding = NULL; /* one that the C library does not know is guessed, as where none is named */
    if (known == (iconv_t)-1) return;
    iconv_close(known);
    book->encoding = book->host->text(book->call, name, (size_t)length);
}

/* [MS-XLS] 2.4.265: how many texts the cells have, how many different ones, and these. */
enum jx_status jx_xls_sst_read(struct jx_xls_book *book, struct jx_xls_record *record) {
    const struct jx_host *host = book->host;
    uint64_t most = book->input->limits->strings;
    char all[24], there[24];
    jx_xls_skip(record, 4);
    uint32_t count = jx_xls_u32(record);
    while (book->string_count < count) {
        if (book->string_count >= most) {
            snprintf(all, sizeof all, "%llu", (unsigned long long)most);
            JX_REPORT(host, book->call, JX_MSG_STRING_COUNT, NULL, all);
            return JX_FAIL;
        }
        struct jx_xls_string string;
        if (!jx_xls_string_read(book, record, 2, &string)) break;
        book->strings = host->grow(book->call, book->strings, book->string_count, &book->string_capacity,
                                   sizeof *book->strings);
        book->strings[book->string_count++] = string;
        if (book->string_count % 1024 == 0 && host->expired(book->call)) return JX_FAIL;
    }
    if (book->string_count == count) return JX_OK;
    snprintf(all, sizeof all, "%u", count);
    snprintf(there, sizeof there, "%u", book->string_count);
    JX_REPORT(host, book->call, JX_MSG_BIFF_STRINGS, NULL, all, there);
    return JX_WARN;
}
