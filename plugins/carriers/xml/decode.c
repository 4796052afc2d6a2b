/*
 * Whether a file is an XML Spreadsheet, and its text as UTF-8.
 *
 * The parser knows few encodings, and systems declare one and write another. So the text is decoded first, and the
 * parser told what it gets.
 */
#include "table.h"

#include "plugins/carriers/plain.h"

enum { DECLARED_WITHIN = 1024 };

static bool mentions(const struct jx_plain_sample *sample, const char *word) {
    return memmem(sample->text, sample->length, word, strlen(word));
}

/* What stands behind the XML declaration, remarks and instructions, as far as the sample goes. */
static struct jx_plain_sample skip_to_element(struct jx_plain_sample sample) {
    const char *at = sample.text, *end = at + sample.length;
    for (;;) {
        while (at < end && strchr(" \t\r\n\x80", *at)) at++;
        const char *close = NULL;
        if (end - at > 4 && memcmp(at, "<!--", 4) == 0)
            close = "-->";
        else if (end - at > 2 && memcmp(at, "<?", 2) == 0)
            close = "?>";
        else if (end - at > 9 && memcmp(at, "<!DOCTYPE", 9) == 0)
            close = ">";
        const char *stop = close ? memmem(at, (size_t)(end - at), close, strlen(close)) : NULL;
        if (!stop) break;
        at = stop + strlen(close);
    }
    return (struct jx_plain_sample){.text = at, .length = (size_t)(end - at)};
}

/* Its first element is a Workbook of the right namespace. One that declares a document type is ours too, to say why it is
 * refused; where that has declarations of its own inside, the element does not come first. */
int jx_xml_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    struct jx_plain_sample sample;
    jx_plain_look(host, call, input, &sample);
    if (!mentions(&sample, "urn:schemas-microsoft-com:office:spreadsheet")) return 0;
    struct jx_plain_sample rest = skip_to_element(sample);
    const char *end = memchr(rest.text, '>', rest.length);
    if (rest.length == 0 || rest.text[0] != '<' || !end) return 0;
    rest.length = (size_t)(end - rest.text);
    bool ours = mentions(&rest, "<Workbook") || mentions(&rest, ":Workbook");
    return ours || (mentions(&sample, "<!DOCTYPE Workbook") && mentions(&sample, "<!ENTITY")) ? 95 : 0;
}

/* The encoding that the XML declaration names; false: none. */
static bool declared(const struct jx_input *input, char name[32]) {
    const char *bytes = (const char *)input->bytes;
    size_t length = input->length < DECLARED_WITHIN ? input->length : DECLARED_WITHIN, n = 0;
    const char *at = memmem(bytes, length, "<?xml", 5), *end = bytes + length;
    const char *close = at ? memmem(at, (size_t)(end - at), "?>", 2) : NULL;
    if (!close || !(at = memmem(at, (size_t)(close - at), "encoding", 8))) return false;
    for (at += 8; at < close && strchr(" \t\r\n='\"", *at);) at++;
    while (at < close && n < 31 && !strchr(" \t\r\n'\"", *at)) name[n++] = *at++;
    name[n] = '\0';
    return n > 0;
}

static bool is_one_of(const char *name, const char *const *names) {
    for (; *names; names++)
        if (strcasecmp(name, *names) == 0) return true;
    return false;
}

/* Chinese takes three bytes a character in UTF-8; two at a time happen to be valid in short texts of GBK (学习). */
static bool has_three_bytes(const unsigned char *at, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (at[i] >= 0xE0) return true;
    return false;
}

/* What to decode with; NULL: the bytes tell. A declaration counts for what the bytes do not tell by themselves: Unicode
 * shows, and all kinds of GB are one. */
static const char *encoding_choose(const struct jx_host *host, struct jx_call *call,
                                   const struct jx_input *input, bool utf8) {
    static const char *const chinese[] = {"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", NULL};
    static const char *const unicode[] = {"utf-8",    "utf8",     "utf-16",  "utf16",
                                          "utf-16le", "utf-16be", "unicode", NULL};
    char name[32];
    if (input->encoding) return input->encoding;
    size_t front = input->length < DECLARED_WITHIN ? input->length : DECLARED_WITHIN;
    if (jx_plain_utf16(input, front) || jx_plain_utf8_mark(input->bytes, input->length)) return NULL;
    if (!declared(input, name) || is_one_of(name, unicode)) return NULL;
    if (utf8 && has_three_bytes(input->bytes, input->length)) return NULL;
    return is_one_of(name, chinese) ? "GB18030" : host->text(call, name, strlen(name));
}

/* What is UTF-8 already stays where it is: a file may be most of what memory there is. */
enum jx_status jx_xml_decode(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                             struct jx_input *decoded) {
    *decoded = *input;
    bool utf8 = jx_plain_is_utf8(input->bytes, input->length, true);
    bool wide = memchr(input->bytes, 0, input->length);
    const char *encoding = encoding_choose(host, call, input, utf8);
    if (!encoding && utf8 && !wide) return JX_OK;
    decoded->bytes = (const unsigned char *)host->decode(call, input->bytes, &decoded->length, encoding);
    return decoded->bytes ? JX_OK : JX_FAIL;
}
