/*
 * Changing an existing document: rows first, then cells, each by splices into the bytes of the main part. All other parts stay
 * as they are.
 */
#include "patch.h"

#include <stdlib.h>
#include <string.h>

#include "plugins/carriers/shared/opening.h"

/* In halves of a point: what Word takes where no style says it, and what is no size of a form's text. */
enum { SIZE_UNSAID = 20, SIZE_MOST = 200 };

static const struct jx_opening opening = {
    .folder = "word/",
    .front = "word/document",
    .parts = (const char *const[]){"word/document.xml", NULL},
    .types = (const char *const[]){"wordprocessingml.document.main+xml", NULL},
};

/* Protection that is not enforced is only remembered, with its password. */
static void setting_start(void *user, const char *name, const char **attributes) {
    struct jx_docx_word *word = user;
    if (strcmp(name, "trackRevisions") == 0) word->tracked = jx_docx_is_on(attributes);
    const char *enforced =
        strcmp(name, "documentProtection") == 0 ? jx_xml_attribute(attributes, "enforcement") : NULL;
    if (enforced) word->guarded = jx_docx_says_on(enforced);
}

/* Whether the document tracks changes, or is protected: both stay, and are told. */
static const struct jx_xml_handlers setting_handlers = {.start = setting_start};

/* The size of letters by the defaults of the document, and by its style for paragraphs that name none, which stands behind them.
 * `inside`: of one of these. */
struct sizing {
    struct jx_docx_word *word;
    bool inside;
};

static void size_start(void *user, const char *name, const char **attributes) {
    struct sizing *sizing = user;
    if (strcmp(name, "style") == 0) {
        const char *of = jx_xml_attribute(attributes, "default"),
                   *type = jx_xml_attribute(attributes, "type");
        sizing->inside = of && jx_docx_says_on(of) && type && strcmp(type, "paragraph") == 0;
    }
    if (strcmp(name, "docDefaults") == 0) sizing->inside = true;
    const char *value =
        sizing->inside && strcmp(name, "sz") == 0 ? jx_xml_attribute(attributes, "val") : NULL;
    unsigned long size = value ? strtoul(value, NULL, 10) : 0;
    if (size > 0 && size < SIZE_MOST) sizing->word->size = (uint32_t)size;
}

static void size_end(void *user, const char *name) {
    struct sizing *sizing = user;
    if (strcmp(name, "docDefaults") == 0 || strcmp(name, "style") == 0) sizing->inside = false;
}

static const struct jx_xml_handlers size_handlers = {.start = size_start, .end = size_end};

/* What other parts say of the document. */
static enum jx_status beside_read(struct jx_docx_word *word) {
    struct sizing sizing = {.word = word};
    struct jx_relations relations;
    enum jx_status status = JX_OK;
    word->size = SIZE_UNSAID;
    if (jx_relations_read(word->package, word->part, &relations) != JX_OK) return JX_OK;
    const struct jx_relation *settings = jx_relation_by_type(&relations, "settings"),
                             *styles = jx_relation_by_type(&relations, "styles");
    if (settings && jx_package_has(word->package, settings->target))
        status = jx_package_parse(word->package, settings->target, &setting_handlers, word);
    if (status <= JX_WARN && styles && jx_package_has(word->package, styles->target))
        status = jx_package_parse(word->package, styles->target, &size_handlers, &sizing);
    if (status <= JX_WARN) status = jx_docx_styles_read(word->package, word->part, &word->styles);
    if (status <= JX_WARN) status = jx_docx_numbers_read(word->package, word->part, &word->numbers);
    return status;
}

enum jx_status jx_docx_word_open(struct jx_docx_word *word, const struct jx_host *host, struct jx_call *call,
                                 const struct jx_input *input) {
    *word = (struct jx_docx_word){.host = host, .call = call, .input = input};
    word->package = host->allocate(call, sizeof *word->package);
    enum jx_status status = jx_opening_open(word->package, host, call, input, &opening, &word->part);
    size_t length;
    if (status > JX_WARN) return status;
    if (!jx_repack_allowed(word->package)) return JX_FAIL;
    status = beside_read(word);
    if (status > JX_WARN) return status;
    const char *bytes = jx_markup_load(word->package, word->part, &length);
    return !bytes ? JX_FAIL : jx_docx_word_read(word, bytes, length);
}

/* A document that was surveyed: what was read then is not read again. */
static void word_again(struct jx_docx_word *word, const struct jx_docx_word *kept, const struct jx_host *host,
                       struct jx_call *call, const struct jx_input *input) {
    *word = *kept;
    word->host = word->markup.host = host;
    word->call = word->markup.call = call;
    word->input = input;
    word->package = host->allocate(call, sizeof *word->package);
    *word->package = (struct jx_package){.host = host, .call = call, .input = input};
}

/* The bytes are read as if they were the file itself, to see where each cell of the grid comes from. */
static enum jx_status spots_read(struct jx_docx_word *word) {
    struct jx_input *input = word->host->allocate(word->call, sizeof *input);
    struct jx_package *flat = word->host->allocate(word->call, sizeof *flat);
    *input = *word->input;
    input->bytes = (const unsigned char *)word->bytes;
    input->length = word->length;
    *flat = (struct jx_package){.host = word->host, .call = word->call, .input = input};
    struct jx_flow *flow = jx_flow_new(word->host, word->call, input, word->part, NULL);
    flow->traces = true;
    struct jx_docx_chunks *chunks = word->host->allocate(word->call, sizeof *chunks);
    enum jx_status status = jx_docx_document_read(flow, flat, NULL, &word->styles, &word->numbers, chunks);
    word->spots = flow->spots;
    word->spot_count = flow->spot_count;
    return status <= JX_WARN ? JX_OK : status;
}

enum jx_status jx_docx_word_read(struct jx_docx_word *word, const char *bytes, size_t length) {
    word->bytes = bytes;
    word->length = length;
    enum jx_status status = jx_markup_read(&word->markup, word->package, word->part, bytes, length);
    if (status != JX_OK) return status;
    const struct jx_node *root = &word->markup.nodes[1];
    word->prefix = word->host->text(word->call, bytes + root->start + 1, root->name - root->start - 1);
    return spots_read(word);
}

const struct jx_flow_spot *jx_docx_spot_find(const struct jx_docx_word *word, uint32_t row, uint32_t column) {
    uint32_t low = 0, high = word->spot_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct jx_flow_spot *spot = &word->spots[middle];
        if (spot->row < row || (spot->row == row && spot->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == word->spot_count || word->spots[low].row != row || word->spots[low].column != column)
        return NULL;
    return &word->spots[low];
}

uint32_t jx_docx_spot_node(const struct jx_docx_word *word, const struct jx_flow_spot *spot) {
    return !spot ? 0 : jx_node_at(&word->markup, (uint32_t)spot->at);
}

uint32_t jx_docx_above(const struct jx_markup *markup, uint32_t node, const char *name) {
    while (node != 0 && !jx_node_is(markup, node, name)) node = markup->nodes[node].parent;
    return node;
}

bool jx_docx_switched_on(const struct jx_markup *markup, uint32_t node) {
    const char *value = node == 0 ? "0" : jx_node_value(markup, node, "val");
    return !value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0);
}

enum jx_status jx_docx_no_place(const struct jx_docx_word *word, uint32_t row, uint32_t column) {
    const struct jx_place place = {.row = row + 1, .column = column + 1};
    JX_REPORT(word->host, word->call, JX_MSG_BLANK_NO_PLACE, &place, NULL);
    return JX_FAIL;
}

enum jx_status jx_docx_patch(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                             struct jx_patch *patch) {
    struct jx_docx_word word;
    struct jx_repack repack = {.host = host, .call = call};
    struct jx_splices splices = {.host = host, .call = call};
    struct jx_bytes out = {.host = host, .call = call};
    enum jx_status status = JX_OK;
    if (patch->kept)
        word_again(&word, patch->kept, host, call, input);
    else
        status = jx_docx_word_open(&word, host, call, input);
    const char *before = word.bytes;
    size_t before_length = word.length;
    if (status == JX_OK && word.tracked) JX_REPORT(host, call, JX_MSG_BLANK_TRACKED, NULL, NULL);
    if (status == JX_OK && word.guarded) JX_REPORT(host, call, JX_MSG_BLANK_PROTECTED, NULL, NULL);
    if (status == JX_OK && patch->row_count + patch->merge_count > 0)
        status = jx_docx_rows_edit(&word, patch);
    if (status == JX_OK) status = jx_docx_cells_edit(&word, patch, &splices);
    if (status == JX_OK && !jx_splices_apply(&splices, word.bytes, word.length, &out)) {
        JX_REPORT(host, call, JX_MSG_BLANK_PACKAGE, NULL, NULL);
        status = JX_FAIL;
    }
    if (status != JX_OK) return status;
    if (out.length != before_length || memcmp(out.bytes, before, out.length) != 0)
        jx_repack_put(&repack, word.part, out.bytes, out.length);
    jx_package_close(word.package);
    return jx_repack_finish(&repack, input);
}
