#include "plugins/carriers/shared/markup.h"
#include "plugins/carriers/shared/scan.h"
#include "plugins/carriers/shared/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    PART_MOST = 48 * 1024 * 1024, /* of a part that is edited */
    NODES_MOST = 400000
};

const char *jx_markup_load(struct jx_package *package, const char *part, size_t *length) {
    return jx_part_load(package, part, PART_MOST, length);
}

/* --- the tree ---------------------------------------------------------------------------------------------------- */

struct builder {
    struct jx_markup *markup;
    struct jx_package *package;
    uint32_t open; /* the innermost open element */
};

static void builder_stop(struct builder *builder, enum jx_code code, const char *argument) {
    JX_REPORT(builder->package->host, builder->package->call, code, NULL, builder->package->part, argument);
    jx_package_stop(builder->package);
}

/* Where the name behind the prefix begins in the bytes, of which `at` is the first of a tag's name; and where it ends. */
static uint32_t local_name(const char *bytes, uint32_t at, uint32_t *end) {
    uint32_t local = at;
    for (; !strchr(" \t\r\n/>", bytes[at]); at++)
        if (bytes[at] == ':') local = at + 1;
    *end = at;
    return local;
}

static void build_start(void *user, const char *name, const char **attributes) {
    struct builder *builder = user;
    struct jx_markup *markup = builder->markup;
    (void)attributes, (void)name;
    if (markup->count > NODES_MOST) {
        char limit[24];
        snprintf(limit, sizeof limit, "%d", NODES_MOST);
        builder_stop(builder, JX_MSG_BLANK_ELEMENTS, limit);
        return;
    }
    size_t size;
    uint32_t start = (uint32_t)jx_package_offset(builder->package, &size), behind = start + (uint32_t)size;
    uint32_t end, local = local_name(markup->bytes, start + 1, &end);
    markup->nodes = markup->host->grow(markup->call, markup->nodes, markup->count, &markup->capacity,
                                       sizeof *markup->nodes);
    uint32_t number = markup->count++;
    markup->nodes[number] = (struct jx_node){.start = start,
                                             .inner = behind,
                                             .outer = behind,
                                             .end = behind,
                                             .name = local,
                                             .name_length = (uint16_t)(end - local),
                                             .empty = markup->bytes[behind - 2] == '/',
                                             .parent = builder->open};
    struct jx_node *parent = &markup->nodes[builder->open];
    if (parent->first == 0)
        parent->first = number;
    else
        markup->nodes[parent->last].next = number;
    parent->last = number;
    builder->open = number;
}

static void build_end(void *user, const char *name) {
    struct builder *builder = user;
    struct jx_node *node = &builder->markup->nodes[builder->open];
    size_t size;
    (void)name;
    if (!node->empty) {
        node->outer = (uint32_t)jx_package_offset(builder->package, &size);
        node->end = node->outer + (uint32_t)size;
    }
    builder->open = node->parent;
}

/* Offsets are those of the bytes only where the parser does not convert them. */
static void build_declared(void *user, const char *encoding) {
    if (strcasecmp(encoding, "UTF-8") != 0 && strcasecmp(encoding, "US-ASCII") != 0)
        builder_stop(user, JX_MSG_BLANK_ENCODING, encoding);
}

enum jx_status jx_markup_read(struct jx_markup *markup, struct jx_package *package, const char *part,
                              const char *bytes, size_t length) {
    static const struct jx_xml_handlers handlers = {
        .start = build_start, .end = build_end, .declared = build_declared};
    *markup =
        (struct jx_markup){.host = package->host, .call = package->call, .bytes = bytes, .length = length};
    struct builder builder = {.markup = markup, .package = package};
    markup->nodes =
        markup->host->grow(markup->call, NULL, 0, &markup->capacity, sizeof *markup->nodes); /* for none */
    markup->count = 1;
    if (length >= 2 && ((unsigned char)bytes[0] >= 0xFE || bytes[1] == '\0')) {
        JX_REPORT(package->host, package->call, JX_MSG_BLANK_ENCODING, NULL, part, "UTF-16");
        return JX_FAIL;
    }
    return jx_package_parse_bytes(package, part, bytes, length, &handlers, &builder);
}

/* --- looking up -------------------------------------------------------------------------------------------------- */

bool jx_node_is(const struct jx_markup *markup, uint32_t node, const char *name) {
    const struct jx_node *it = &markup->nodes[node];
    size_t length = strlen(name);
    return node != 0 && it->name_length == length && memcmp(markup->bytes + it->name, name, length) == 0;
}

uint32_t jx_node_child(const struct jx_markup *markup, uint32_t node, const char *name) {
    for (uint32_t child = markup->nodes[node].first; child != 0; child = markup->nodes[child].next)
        if (jx_node_is(markup, child, name)) return child;
    return 0;
}

uint32_t jx_node_next(const struct jx_markup *markup, uint32_t node) {
    const struct jx_node *it = &markup->nodes[node];
    for (uint32_t other = it->next; other != 0; other = markup->nodes[other].next) {
        const struct jx_node *candidate = &markup->nodes[other];
        if (candidate->name_length == it->name_length &&
            memcmp(markup->bytes + candidate->name, markup->bytes + it->name, it->name_length) == 0)
            return other;
    }
    return 0;
}

uint32_t jx_node_find(const struct jx_markup *markup, const char *name) {
    for (uint32_t node = 1; node < markup->count; node++)
        if (jx_node_is(markup, node, name)) return node;
    return 0;
}

uint32_t jx_node_at(const struct jx_markup *markup, uint32_t start) {
    uint32_t low = 1, high = markup->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (markup->nodes[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < markup->count && markup->nodes[low].start == start ? low : 0;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The parser has found the tag well formed, so that every attribute is NAME="VALUE" or NAME='VALUE'. A name without a prefix is
 * found behind any. `*from` is where the attribute begins, with the blank before it. */
static const char *attribute_find(const struct jx_markup *markup, uint32_t node, const char *name,
                                  size_t *length, size_t *from) {
    const struct jx_node *it = &markup->nodes[node];
    const char *bytes = markup->bytes;
    size_t wanted = strlen(name), at = it->name + it->name_length, end = it->inner - 1;
    bool prefixed = strchr(name, ':');
    while (at < end) {
        size_t blank = at;
        while (at < end && is_blank(bytes[at])) at++;
        if (at >= end || bytes[at] == '/') return NULL;
        size_t first = at, local = at;
        for (; at < end && bytes[at] != '=' && !is_blank(bytes[at]); at++)
            if (bytes[at] == ':' && !prefixed) local = at + 1;
        size_t last = at;
        while (at < end && bytes[at] != '"' && bytes[at] != '\'') at++;
        if (at >= end) return NULL;
        char quote = bytes[at++];
        size_t value = at;
        while (at < end && bytes[at] != quote) at++;
        bool space = last - first >= 5 && memcmp(bytes + first, "xmlns", 5) == 0;
        if (!space && last - local == wanted && memcmp(bytes + local, name, wanted) == 0) {
            *length = at - value;
            *from = blank;
            return bytes + value;
        }
        at++;
    }
    return NULL;
}

const char *jx_node_raw(const struct jx_markup *markup, uint32_t node, const char *name, size_t *length) {
    size_t from;
    return node == 0 ? NULL : attribute_find(markup, node, name, length, &from);
}

const char *jx_node_value(const struct jx_markup *markup, uint32_t node, const char *name) {
    size_t length, decoded;
    const char *raw = jx_node_raw(markup, node, name, &length);
    return !raw ? NULL : jx_markup_decode(markup->host, markup->call, raw, length, &decoded);
}

uint32_t jx_node_number(const struct jx_markup *markup, uint32_t node, const char *name) {
    size_t length;
    uint64_t number = 0;
    const char *raw = jx_node_raw(markup, node, name, &length);
    if (!raw || length == 0) return UINT32_MAX;
    for (size_t i = 0; i < length; i++) {
        if (raw[i] < '0' || raw[i] > '9') return UINT32_MAX;
        number = number * 10 + (uint64_t)(raw[i] - '0');
        if (number >= UINT32_MAX) return UINT32_MAX;
    }
    return (uint32_t)number;
}

/* --- entities ---------------------------------------------------------------------------------------------------- */

/* The text of what stands between two offsets: tags and comments left out, CDATA taken. */
static size_t text_decode(const char *in, const char *end, char *out) {
    char *to = out;
    while (in < end) {
        if (*in == '&') {
            const char *close = memchr(in, ';', (size_t)(end - in));
            uint32_t value = close ? jx_xml_entity(in + 1, close) : 0;
            if (value != 0) {
                to += jx_utf8_write(to, value);
                in = close + 1;
                continue;
            }
        } else if (*in == '<' && end - in > 12 && memcmp(in, "<![CDATA[", 9) == 0) {
            const char *close = memmem(in, (size_t)(end - in), "]]>", 3);
            if (!close) close = end;
            memcpy(to, in + 9, (size_t)(close - in) - 9);
            to += close - in - 9;
            in = close + 3;
            continue;
        } else if (*in == '<') {
            bool comment = end - in > 4 && memcmp(in, "<!--", 4) == 0;
            const char *close =
                comment ? memmem(in, (size_t)(end - in), "-->", 3) : memchr(in, '>', (size_t)(end - in));
            if (!close) break;
            in = close + (comment ? 3 : 1);
            continue;
        } else if (*in == '\r') {
            if (in + 1 == end || in[1] != '\n') *to++ = '\n';
            in++;
            continue;
        }
        *to++ = *in++;
    }
    *to = '\0';
    return (size_t)(to - out);
}

const char *jx_markup_decode(const struct jx_host *host, struct jx_call *call, const char *bytes,
                             size_t length, size_t *decoded) {
    char *text = host->allocate(call, length + 1);
    *decoded = text_decode(bytes, bytes + length, text);
    return text;
}

const char *jx_node_text(const struct jx_markup *markup, uint32_t node, size_t *length) {
    const struct jx_node *it = &markup->nodes[node];
    return jx_markup_decode(markup->host, markup->call, markup->bytes + it->inner, it->outer - it->inner,
                            length);
}

/* --- editing ----------------------------------------------------------------------------------------------------- */

static struct jx_bytes bytes_begin(const struct jx_markup *markup) {
    return (struct jx_bytes){.host = markup->host, .call = markup->call};
}

void jx_node_set(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node, const char *name,
                 const char *value) {
    const struct jx_node *it = &markup->nodes[node];
    struct jx_bytes bytes = bytes_begin(markup);
    size_t length, from;
    const char *raw = attribute_find(markup, node, name, &length, &from);
    if (raw) {
        jx_bytes_escaped(&bytes, value, strlen(value));
        jx_splice_add(splices, (size_t)(raw - markup->bytes), length, bytes.bytes, bytes.length);
        return;
    }
    jx_bytes_text(&bytes, " ");
    jx_bytes_text(&bytes, name);
    jx_bytes_text(&bytes, "=\"");
    jx_bytes_escaped(&bytes, value, strlen(value));
    jx_bytes_text(&bytes, "\"");
    jx_splice_add(splices, it->name + it->name_length, 0, bytes.bytes, bytes.length);
}

void jx_node_unset(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node,
                   const char *name) {
    size_t length, from;
    const char *raw = attribute_find(markup, node, name, &length, &from);
    if (raw) jx_splice_add(splices, from, (size_t)(raw - markup->bytes) + length + 1 - from, "", 0);
}

/* The closing tag of an element that was written as <name/>. */
static void close_add(const struct jx_markup *markup, struct jx_bytes *bytes, uint32_t node) {
    const struct jx_node *it = &markup->nodes[node];
    jx_bytes_text(bytes, "</");
    jx_bytes_add(bytes, markup->bytes + it->start + 1, it->name + it->name_length - it->start - 1);
    jx_bytes_text(bytes, ">");
}

void jx_node_append(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node,
                    const char *more, size_t length) {
    const struct jx_node *it = &markup->nodes[node];
    if (!it->empty) {
        jx_splice_add(splices, it->outer, 0, more, length);
        return;
    }
    struct jx_bytes bytes = bytes_begin(markup);
    jx_bytes_text(&bytes, ">");
    jx_bytes_add(&bytes, more, length);
    close_add(markup, &bytes, node);
    jx_splice_add(splices, it->end - 2, 2, bytes.bytes, bytes.length);
}

void jx_node_fill(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node, const char *text,
                  size_t length) {
    const struct jx_node *it = &markup->nodes[node];
    struct jx_bytes bytes = bytes_begin(markup);
    jx_bytes_escaped(&bytes, text, length);
    if (it->empty)
        jx_node_append(markup, splices, node, bytes.bytes, bytes.length);
    else
        jx_splice_add(splices, it->inner, it->outer - it->inner, bytes.bytes, bytes.length);
}
