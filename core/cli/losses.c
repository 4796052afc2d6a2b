#include "core/cli/losses.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/cli/listing.h"
#include "core/cli/print.h"

/* One kind of fact: its name, in how many files it is lost, and how often. `last`: the file it was found in last. */
struct lost {
    char *what;
    size_t files, times, last;
};

struct losses {
    struct lost *items;
    size_t count, room;
    bool failed;
};

static struct lost *find(struct losses *losses, const char *what) {
    for (size_t i = 0; i < losses->count; i++)
        if (!strcmp(losses->items[i].what, what)) return &losses->items[i];
    if (losses->count == losses->room) {
        size_t room = losses->room ? 2 * losses->room : 64;
        struct lost *more = reallocarray(losses->items, room, sizeof *more);
        if (!more) return NULL;
        losses->items = more;
        losses->room = room;
    }
    char *name = strdup(what);
    if (!name) return NULL;
    losses->items[losses->count] = (struct lost){.what = name, .last = (size_t)-1};
    return &losses->items[losses->count++];
}

/* Of parts of indicators each place counts: that many values are lost. */
static void add_loss(struct losses *losses, const json_t *loss, size_t file) {
    const char *what = json_string_value(json_object_get(loss, "what"));
    size_t places = json_array_size(json_object_get(loss, "at"));
    struct lost *lost = find(losses, what ? what : "");
    if (!lost) {
        losses->failed = true;
        return;
    }
    lost->times += places ? places : 1;
    lost->files += lost->last != file;
    lost->last = file;
}

static int by_files(const void *left, const void *right) {
    const struct lost *a = left, *b = right;
    if (a->files != b->files) return a->files > b->files ? -1 : 1;
    if (a->times != b->times) return a->times > b->times ? -1 : 1;
    return strcmp(a->what, b->what);
}

static void print_all(const struct jx_cli *cli, const struct losses *losses) {
    struct jx_listing listing = {.columns = 3};
    if (!losses->count) {
        puts(jx_pick(cli, "nothing is lost", "没有丢失"));
        return;
    }
    JX_LIST(&listing, jx_pick(cli, "would be lost", "会丢失"), jx_pick(cli, "files", "文件"),
            jx_pick(cli, "times", "次数"));
    for (size_t i = 0; i < losses->count; i++) {
        const struct lost *lost = &losses->items[i];
        char files[24], times[24];
        snprintf(files, sizeof files, "%zu", lost->files);
        snprintf(times, sizeof times, "%zu", lost->times);
        JX_LIST(&listing,
                *lost->what ? lost->what : jx_pick(cli, "unread text, whole forms", "未读文字、整张表"),
                files, times);
    }
    jx_listing_print(&listing, stdout, 1, 0, jx_print_width());
    jx_listing_free(&listing);
    fflush(stdout); /* before the count, which goes to standard error */
}

bool jx_losses_print(const struct jx_cli *cli, const struct jx_list *list, struct jx_journal *journal) {
    struct losses losses = {0};
    struct jx_line room = {0};
    for (size_t i = 0; i < list->count && !losses.failed; i++) {
        if (!list->jobs[i].mine || !jx_journal_report(journal, &list->jobs[i], &room)) continue;
        json_t *report = json_loadb(room.bytes, room.length, 0, NULL);
        const json_t *lost = json_object_get(report, "lost");
        for (size_t k = 0; k < json_array_size(lost); k++) add_loss(&losses, json_array_get(lost, k), i);
        json_decref(report);
    }
    if (losses.count) qsort(losses.items, losses.count, sizeof *losses.items, by_files);
    if (!losses.failed) print_all(cli, &losses);
    for (size_t i = 0; i < losses.count; i++) free(losses.items[i].what);
    free(losses.items);
    jx_line_free(&room);
    return !losses.failed;
}

void jx_losses_count(const struct jx_cli *cli, const struct jx_totals *totals) {
    size_t failed = 0;
    for (int i = JX_FAILED; i < JX_OUTCOMES; i++) failed += totals->outcomes[i];
    fprintf(
        stderr,
        jx_pick(
            cli, "%zu of %zu files: %zu can be converted, %zu in part, %zu cannot; nothing was written\n",
            "共 %2$zu 个文件，检查了 %1$zu 个：可转换 %3$zu，部分 %4$zu，不能转换 %5$zu；未写出任何结果\n"),
        totals->done, totals->all, totals->outcomes[JX_CONVERTED], totals->outcomes[JX_PARTLY], failed);
}
