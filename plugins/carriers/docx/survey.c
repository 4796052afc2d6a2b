/*
 * What is to be known of a document's cells before they are filled: hints, controls and their lists, underlined gaps.
 */
#include "patch.h"

#include <string.h>

struct surveying {
    struct jx_docx_word *word;
    struct jx_survey *survey;
};

static void trait_add(struct surveying *surveying, const struct jx_flow_spot *spot, uint32_t flags,
                      uint32_t choices) {
    struct jx_survey *survey = surveying->survey;
    survey->traits = surveying->word->host->grow(surveying->word->call, survey->traits, survey->trait_count,
                                                 &survey->trait_capacity, sizeof *survey->traits);
    survey->traits[survey->trait_count++] =
        (struct jx_trait){.row = spot->row, .column = spot->column, .flags = flags, .choices = choices};
}

static void gap_add(struct surveying *surveying, const struct jx_flow_spot *spot, uint32_t first,
                    uint32_t last) {
    struct jx_survey *survey = surveying->survey;
    struct jx_gap *before = survey->gap_count ? &survey->gaps[survey->gap_count - 1] : NULL;
    if (before && before->row == spot->row && before->column == spot->column && before->last == first) {
        before->last = last;
        return;
    }
    survey->gaps = surveying->word->host->grow(surveying->word->call, survey->gaps, survey->gap_count,
                                               &survey->gap_capacity, sizeof *survey->gaps);
    survey->gaps[survey->gap_count++] =
        (struct jx_gap){.row = spot->row, .column = spot->column, .first = first, .last = last};
}

/* The entries of a control to choose with. */
static uint32_t choices_add(struct surveying *surveying, uint32_t list, bool open) {
    const struct jx_docx_word *word = surveying->word;
    struct jx_survey *survey = surveying->survey;
    struct jx_choices choices = {.open = open};
    const char **items = NULL;
    uint32_t capacity = 0;
    for (uint32_t item = jx_node_child(&word->markup, list, "listItem"); item;
         item = jx_node_next(&word->markup, item)) {
        const char *text = jx_node_value(&word->markup, item, "displayText");
        const char *value = jx_node_value(&word->markup, item, "value");
        if (!value || *value == '\0') continue;
        items = word->host->grow(word->call, items, choices.count, &capacity, sizeof *items);
        items[choices.count++] = text ? text : value;
    }
    choices.items = items;
    if (choices.count == 0) return 0;
    survey->choices = word->host->grow(word->call, survey->choices, survey->choice_count,
                                       &survey->choice_capacity, sizeof *survey->choices);
    survey->choices[survey->choice_count++] = choices;
    return survey->choice_count;
}

static uint32_t list_find(struct surveying *surveying, uint32_t cell) {
    const struct jx_markup *markup = &surveying->word->markup;
    for (uint32_t node = cell + 1;
         node < markup->count && markup->nodes[node].start < markup->nodes[cell].end; node++) {
        if (jx_node_is(markup, node, "dropDownList")) return choices_add(surveying, node, false);
        if (jx_node_is(markup, node, "comboBox")) return choices_add(surveying, node, true);
    }
    return 0;
}

static bool underlined(const struct jx_markup *markup, uint32_t run) {
    uint32_t looks = run ? jx_node_child(markup, run, "rPr") : 0,
             line = looks ? jx_node_child(markup, looks, "u") : 0;
    const char *value = line ? jx_node_value(markup, line, "val") : NULL;
    return line != 0 && (!value || strcmp(value, "none") != 0);
}

static void spot_survey(struct surveying *surveying, const struct jx_flow_spot *spot) {
    const struct jx_markup *markup = &surveying->word->markup;
    struct jx_docx_pieces pieces;
    uint32_t node = jx_docx_spot_node(surveying->word, spot), flags = 0, hinting = 0, texts = 0;
    jx_docx_pieces_read(surveying->word, spot, &pieces);
    for (uint32_t i = 0; i < pieces.count; i++) {
        const struct jx_docx_piece *piece = &pieces.items[i];
        if (piece->kind == JX_DOCX_CONTROL) {
            flags |= JX_TRAIT_CONTROL;
            if (pieces.known && spot->length > 0) gap_add(surveying, spot, piece->first, piece->first);
        }
        if (piece->kind != JX_DOCX_TEXT && piece->kind != JX_DOCX_CHARACTER) continue;
        bool blank = piece->last == piece->first ||
                     jx_flow_blank(pieces.text.bytes + piece->first, piece->last - piece->first);
        if (blank && pieces.known && piece->last > piece->first && underlined(markup, piece->run))
            gap_add(surveying, spot, piece->first, piece->last);
        texts += !blank;
        hinting += !blank && jx_docx_run_hints(markup, piece->run);
    }
    if (texts > 0 && hinting == texts) flags |= JX_TRAIT_HINT;
    if (texts == 0 && pieces.struck) flags |= JX_TRAIT_STRUCK;
    uint32_t list = jx_node_is(markup, node, "tc") ? list_find(surveying, node) : 0;
    if (flags != 0 || jx_node_is(markup, node, "tc"))
        trait_add(surveying, spot, flags | JX_TRAIT_WRAPS, list);
}

enum jx_status jx_docx_survey(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                              struct jx_survey *survey) {
    struct jx_docx_word *word = host->allocate(call, sizeof *word);
    struct surveying surveying = {.word = word, .survey = survey};
    enum jx_status status = jx_docx_word_open(word, host, call, input);
    for (uint32_t i = 0; i < word->spot_count && status == JX_OK; i++) {
        if (host->expired(call)) status = JX_FAIL;
        spot_survey(&surveying, &word->spots[i]);
    }
    jx_package_close(word->package);
    survey->kept = word;
    return status;
}
