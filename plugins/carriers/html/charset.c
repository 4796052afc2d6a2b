/*
 * What a page is: whether it is one, and in which encoding.
 *
 * A page says its encoding in a <meta>, and often wrongly: files are converted and keep their heads. So its word is
 * taken only for encodings that the bytes themselves cannot tell, and where the bytes do not speak against it.
 */
#include "html.h"

#include <strings.h>

/* How far into the page is looked for the declaration, and for a table. */
enum { DECLARED_WITHIN = 4096, TABLE_WITHIN = 65536 };

/* --- declared ---------------------------------------------------------------------------------------------------- */

static bool is_blank(unsigned char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static const unsigned char *find(const unsigned char *at, const unsigned char *end, const char *word) {
    size_t length = strlen(word);
    for (; (size_t)(end - at) >= length; at++)
        if (!strncasecmp((const char *)at, word, length)) return at;
    return NULL;
}

/* The name after `charset=`, in or out of quotation marks, within a <meta>. */
static bool declared(const unsigned char *bytes, size_t length, char name[32]) {
    const unsigned char *end = bytes + (length < DECLARED_WITHIN ? length : DECLARED_WITHIN), *at = bytes;
    while ((at = find(at, end, "<meta"))) {
        const unsigned char *close = memchr(at, '>', (size_t)(end - at));
        const unsigned char *word = find(at, close ? close : end, "charset");
        at += strlen("<meta");
        if (!word) continue;
        word += strlen("charset");
        while (word < end && is_blank(*word)) word++;
        if (word == end || *word++ != '=') continue;
        while (word < end && (is_blank(*word) || *word == '"' || *word == '\'')) word++;
        size_t n = 0;
        while (word < end && n < 31 && !is_blank(*word) && !memchr("\"'>;/", *word, 5))
            name[n++] = (char)*word++;
        name[n] = 0;
        return n > 0;
    }
    return false;
}

static bool is_one_of(const char *name, const char *const *names) {
    for (; *names; names++)
        if (!strcasecmp(name, *names)) return true;
    return false;
}

/* Whether all is valid UTF-8 and some of it Chinese, which takes three bytes a character: two at a time happen to be valid
 * in short texts of GBK (学习). */
static bool has_chinese_utf8(const unsigned char *at, const unsigned char *end) {
    bool chinese = false;
    while (at < end) {
        size_t length = jx_html_character(at, end);
        if (!length) return false;
        chinese = chinese || length > 2;
        at += length;
    }
    return chinese;
}

const char *jx_html_charset(const struct jx_input *input) {
    static const char *const chinese[] = {"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", NULL};
    static const char *const others[] = {"big5",   "big5-hkscs",   "shift_jis",    "euc-jp", "euc-kr",
                                         "euc-tw", "windows-1251", "windows-1258", NULL};
    const unsigned char *bytes = input->bytes, *end = bytes + input->length;
    char name[32];
    if (input->encoding) return input->encoding;
    if (input->length >= 2 && ((bytes[0] ^ bytes[1]) == 1 && (bytes[0] | 1) == 0xFF)) return NULL;
    if (!declared(bytes, input->length, name)) return NULL;
    if (is_one_of(name, chinese)) return has_chinese_utf8(bytes, end) ? NULL : "GB18030";
    if (has_chinese_utf8(bytes, end)) return NULL;
    for (const char *const *other = others; *other; other++)
        if (!strcasecmp(name, *other)) return *other;
    return NULL;
}

/* --- the bid ----------------------------------------------------------------------------------------------------- */

/* A sample in which every ASCII character is one byte, whatever the page is encoded in. */
struct sample {
    const unsigned char *at, *end;
};

static struct sample take_sample(const struct jx_host *host, struct jx_call *call,
                                 const struct jx_input *input) {
    const unsigned char *bytes = input->bytes;
    size_t length = input->length < TABLE_WITHIN ? input->length : TABLE_WITHIN, low = 2;
    if (length >= 4 && bytes[0] == 0xFF && bytes[1] == 0xFE) low = 0;
    if (length >= 4 && bytes[0] == 0xFE && bytes[1] == 0xFF) low = 1;
    if (length >= 4 && bytes[0] == '<' && !bytes[1]) low = 0;
    if (length >= 4 && !bytes[0] && bytes[1] == '<') low = 1;
    if (low == 2) return (struct sample){bytes, bytes + length};
    unsigned char *narrow = host->allocate(call, length / 2 + 1);
    for (size_t i = 0; i < length / 2; i++) narrow[i] = bytes[2 * i + 1 - low] ? 0x80 : bytes[2 * i + low];
    return (struct sample){narrow, narrow + length / 2};
}

static bool begins(struct sample sample, const char *word) {
    size_t length = strlen(word);
    return (size_t)(sample.end - sample.at) >= length && !strncasecmp((const char *)sample.at, word, length);
}

/* Passes the byte order mark, blanks, comments and the declaration of XML. */
static struct sample skip_to_markup(struct sample sample) {
    if (begins(sample, "\xEF\xBB\xBF")) sample.at += 3;
    for (;;) {
        const char *close = NULL;
        while (sample.at < sample.end && (is_blank(*sample.at) || *sample.at == 0x80 || *sample.at >= 0xFE))
            sample.at++;
        if (begins(sample, "<!--")) close = "-->";
        if (begins(sample, "<?xml")) close = "?>";
        const unsigned char *stop = close ? find(sample.at, sample.end, close) : NULL;
        if (!stop) return sample;
        sample.at = stop + strlen(close);
    }
}

/* Whether a tag of this name opens here: <td>, <td width=…, not <tdx. */
static bool opens(const unsigned char *at, const unsigned char *end, const char *name) {
    size_t length = strlen(name);
    return (size_t)(end - at) > length && !strncasecmp((const char *)at, name, length) &&
           (at[length] == '>' || at[length] == '/' || is_blank(at[length]));
}

static bool is_fragment(struct sample sample) {
    size_t tables = 0, rows = 0, cells = 0, tabs = 0;
    for (const unsigned char *at = sample.at; at < sample.end; at++) {
        tabs += *at == '\t';
        if (*at != '<') continue;
        tables += opens(at, sample.end, "<table");
        rows += opens(at, sample.end, "<tr");
        cells += opens(at, sample.end, "<td") || opens(at, sample.end, "<th");
    }
    return tables && rows && cells && (tabs < cells || *sample.at == '<');
}

/* A page with all that belongs to it, packed as a letter (archive.c). */
bool jx_html_is_archive(const struct jx_input *input) {
    struct sample sample = {input->bytes,
                            input->bytes + (input->length < TABLE_WITHIN ? input->length : TABLE_WITHIN)};
    static const char *const starts[] = {"mime-version:", "from: <saved by",
                                         "content-type: multipart/related"};
    while (sample.at < sample.end && is_blank(*sample.at)) sample.at++;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (begins(sample, starts[i])) return find(sample.at, sample.end, "multipart/related");
    return false;
}

int jx_html_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body",
                                         "<table",         "<meta", "<title"};
    struct sample sample = skip_to_markup(take_sample(host, call, input));
    if (jx_html_is_archive(input)) return 90;
    if (sample.at == sample.end) return 0;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (begins(sample, starts[i])) return 90;
    if (begins(sample, "{") || begins(sample, "PK") || begins(sample, "%PDF")) return 0;
    return is_fragment(sample) ? 90 : 0;
}
