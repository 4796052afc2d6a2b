#include "core/cli/tell.h"

#include <stdlib.h>
#include <string.h>

#include "core/cli/print.h"

/* Of one kind of message so many are told in full; of the rest, their places. */
enum { TOLD_IN_FULL = 5, LABEL_MOST = 40 };

/* --- what to look at ---------------------------------------------------------------------------------------------- */

/* A message, how often its code occurs in the file, and where it came. */
struct said {
    const struct jx_diag *diag;
    size_t often, first, index;
};

static int rank(const struct jx_diag *diag) {
    if (diag->severity == JX_ERROR) return 0;
    if (diag->concern == JX_CONCERN_PLACE) return 4;
    if (diag->concern == JX_CONCERN_INFO) return 5;
    if (diag->code == JX_MSG_FOLDED) return 3;
    return jx_code_whole_table(diag->code) ? 1 : 2;
}

/* Errors as they came, then what weighs most, then by concern; among equals the seldom kinds first, and one kind stays
 * together. */
static int by_weight(const void *a, const void *b) {
    const struct said *one = a, *two = b;
    int difference = rank(one->diag) - rank(two->diag);
    if (difference == 0 && one->diag->severity != JX_ERROR) {
        if (one->often != two->often) return one->often < two->often ? -1 : 1;
        if (one->first != two->first) return one->first < two->first ? -1 : 1;
    }
    if (difference != 0) return difference;
    return one->index < two->index ? -1 : one->index > two->index;
}

static void count_codes(struct said *said, size_t count) {
    enum { CODES_MOST = 512 };
    struct {
        enum jx_code code;
        size_t often, first;
    } codes[CODES_MOST] = {{.often = 0}};
    size_t known = 0, k;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            for (k = 0; k < known && codes[k].code != said[i].diag->code;) k++;
            if (k == known && (pass == 1 || known == CODES_MOST)) continue;
            if (k == known) codes[known++].code = said[i].diag->code, codes[k].often = 0, codes[k].first = i;
            codes[k].often += pass == 0;
            said[i].often = codes[k].often;
            said[i].first = codes[k].first;
        }
    }
}

/* All messages of both lists in their order, to be freed; NULL for want of memory. */
static struct said *gather(const struct jx_tale *tale, size_t *count) {
    size_t read = !tale->document ? 0 : tale->document->diag_count;
    size_t planned = !tale->conversion ? 0 : tale->conversion->diag_count;
    struct said *said = calloc(read + planned + 1, sizeof *said);
    *count = !said ? 0 : read + planned;
    for (size_t i = 0; i < *count; i++) {
        said[i].diag = i < read ? &tale->document->diags[i] : &tale->conversion->diags[i - read];
        said[i].index = i;
    }
    if (!said) return NULL;
    count_codes(said, *count);
    qsort(said, *count, sizeof *said, by_weight);
    return said;
}

/* The places of the rest of a kind in one line. None is left out. */
static void tell_rest(const struct jx_cli *cli, const char *file, const struct said *said, size_t count) {
    char *places = NULL, number[24], code[8], room[JX_PLACE_ROOM];
    size_t length = 0, named = 0;
    FILE *out = open_memstream(&places, &length);
    if (!out) return;
    for (size_t i = 0; i < count; i++) {
        const char *at = jx_place_format(&said[i].diag->place, room);
        if (*at == '\0') continue;
        fprintf(out, "%s%s", named++ > 0 ? jx_pick(cli, ", ", "、") : jx_pick(cli, ": ", "："), at);
    }
    fclose(out);
    snprintf(number, sizeof number, "%zu", count);
    char *text = jx_message_text(
        JX_MSG_FOLDED, cli->language,
        (const char *const[]){number, jx_code_format(said->diag->code, code), !places ? "" : places, NULL});
    struct jx_diag line = {.code = JX_MSG_FOLDED, .severity = said->diag->severity, .message = text};
    jx_print_diag(cli, file, &line);
    free(text);
    free(places);
}

/* A row or a text that was left unread is lost as a whole, so that each is told in full. */
static bool folds(const struct jx_cli *cli, const struct jx_diag *diag) {
    return !cli->verbose && diag->severity != JX_ERROR && diag->code != JX_MSG_FOLDED &&
           diag->code != JX_MSG_ROW_UNREADABLE;
}

/* --- what has no place -------------------------------------------------------------------------------------------- */

/* One kind of fact that is lost: its name, in how many forms, at how many places (of indicators). */
struct lost {
    const struct jx_item *item;
    size_t forms, places, index;
};

static int by_name(const void *a, const void *b) {
    const struct lost *one = a, *two = b;
    int order = strcmp(one->item->name, two->item->name);
    if (order != 0) return order;
    return one->index < two->index ? -1 : one->index > two->index;
}

static int by_index(const void *a, const void *b) {
    const struct lost *one = a, *two = b;
    return one->index < two->index ? -1 : one->index > two->index;
}

/* Each name once, in the order in which they came. To be freed; NULL for want of memory. */
static struct lost *lost_names(const struct jx_conversion *conversion, size_t *count) {
    struct lost *lost = calloc(conversion->item_count + 1, sizeof *lost);
    size_t all = 0, kept = 0;
    *count = 0;
    if (!lost) return NULL;
    for (size_t i = 0; i < conversion->item_count; i++)
        if (jx_item_placeless(&conversion->items[i]))
            lost[all++] = (struct lost){&conversion->items[i], 1, conversion->items[i].place_count, i};
    qsort(lost, all, sizeof *lost, by_name);
    for (size_t i = 0; i < all; i++) {
        struct lost *last = kept == 0 ? NULL : &lost[kept - 1];
        if (last && strcmp(last->item->name, lost[i].item->name) == 0) {
            last->forms++;
            last->places += lost[i].places;
        } else {
            lost[kept++] = lost[i];
        }
    }
    qsort(lost, kept, sizeof *lost, by_index);
    *count = kept;
    return lost;
}

/* `表号（4 张表）`, `分值（59 个指标）`. */
static void name_lost(FILE *out, const struct jx_cli *cli, const struct lost *lost) {
    jx_print_cut(out, lost->item->name, LABEL_MOST);
    if (lost->item->part != JX_PART_NONE)
        fprintf(out, jx_pick(cli, " (%zu indicator%s)", "（%zu 个指标%s）"), lost->places,
                cli->language == JX_LANGUAGE_CHINESE || lost->places == 1 ? "" : "s");
    else if (lost->forms > 1)
        fprintf(out,
                !lost->item->label ? jx_pick(cli, " (%zu forms)", "（%zu 张表）")
                                   : jx_pick(cli, " (%zu times)", "（%zu 处）"),
                lost->forms);
}

static void tell_placeless(const struct jx_cli *cli, const char *file, const struct jx_tale *tale) {
    char *names = NULL;
    size_t length = 0, count = 0;
    struct lost *lost = lost_names(tale->conversion, &count);
    FILE *out = count == 0 ? NULL : open_memstream(&names, &length);
    for (size_t i = 0; i < count && out; i++) {
        if (i > 0) fputs(jx_pick(cli, ", ", "、"), out);
        name_lost(out, cli, &lost[i]);
    }
    if (out) fclose(out);
    if (names)
        JX_SAY(cli, file, tale->carried ? JX_MSG_PLACELESS_CARRIED : JX_MSG_PLACELESS, tale->layout, names);
    free(names);
    free(lost);
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

/* That amounts are converted from 万元 to 元 is said of the first file of a run, and of the next one that differs. */
static bool unit_is_new(const struct jx_cli *cli, const char *message) {
    if (!message || !cli->unit_told) return true;
    if (strncmp(cli->unit_told, message, JX_UNIT_ROOM - 1) == 0) return false;
    snprintf(cli->unit_told, JX_UNIT_ROOM, "%s", message);
    return true;
}

void jx_tell(const struct jx_cli *cli, const char *file, const struct jx_tale *tale) {
    size_t count, end;
    struct said *said = gather(tale, &count);
    bool placeless = tale->conversion && tale->layout && !cli->verbose;
    for (size_t i = 0; i < count; i = end) {
        const struct jx_diag *diag = said[i].diag;
        end = i + 1;
        if (diag->severity != JX_ERROR && diag->concern != JX_CONCERN_LOOK && !cli->verbose) continue;
        if (diag->code == JX_MSG_UNIT_CHANGED && !unit_is_new(cli, diag->message)) continue;
        jx_print_diag(cli, file, diag);
        if (!folds(cli, diag)) continue;
        while (end < count && said[end].diag->code == diag->code && rank(said[end].diag) == rank(diag)) end++;
        size_t shown = end - i > TOLD_IN_FULL + 1 ? TOLD_IN_FULL : end - i;
        for (size_t k = 1; k < shown; k++) jx_print_diag(cli, file, said[i + k].diag);
        if (i + shown < end) tell_rest(cli, file, said + i + shown, end - i - shown);
    }
    if (placeless) tell_placeless(cli, file, tale);
    free(said);
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

static size_t count_look(const struct jx_diag *diags, size_t count) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += diags[i].severity == JX_ERROR || diags[i].concern == JX_CONCERN_LOOK;
    return found;
}

struct jx_tally jx_tally_of(const struct jx_document *document, const struct jx_conversion *conversion) {
    struct jx_tally tally = {0};
    if (document) tally.look += count_look(document->diags, document->diag_count);
    if (!conversion) return tally;
    tally.look += count_look(conversion->diags, conversion->diag_count);
    tally.unconverted = conversion->refused;
    for (size_t i = 0; i < conversion->item_count; i++)
        tally.placeless += jx_item_placeless(&conversion->items[i]);
    return tally;
}

void jx_tally_print(FILE *out, const struct jx_cli *cli, const struct jx_conversion *conversion,
                    const struct jx_tally *tally) {
    const char *between = jx_pick(cli, "; ", "；");
    if (tally->look > 0)
        fprintf(out, jx_pick(cli, "%s%zu to look at", "%s请核对 %zu 处"), between, tally->look);
    if (tally->look > 0) between = jx_pick(cli, ", ", "，");
    if (tally->placeless > 0)
        fprintf(out, jx_pick(cli, "%s%zu without a place", "%s放不下 %zu 项"), between, tally->placeless);
    if (!conversion || tally->unconverted == 0) return;
    fputs(jx_pick(cli, "; not converted: ", "；未转换："), out);
    between = "";
    for (size_t i = 0; i < conversion->item_count; i++) {
        const struct jx_item *item = &conversion->items[i];
        if (item->kind != JX_ITEM_REFUSED) continue;
        fputs(between, out);
        jx_print_clean(out, !item->value || *item->value == '\0'
                                ? jx_pick(cli, "a form without a name", "无名称的表")
                                : item->value);
        between = jx_pick(cli, ", ", "、");
    }
}
