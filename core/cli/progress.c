/*
 * The bar of a batch:  ████████░░░░░░░░  1234/5000  410 files/s  0:09 left  3 failed
 */
#include "core/cli/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SECOND = 1000, BAR_MOST = 30 };

static size_t failures_of(const struct jx_totals *totals) {
    size_t count = 0;
    for (int i = JX_FAILED; i < JX_OUTCOMES; i++) count += totals->outcomes[i];
    return count;
}

/* Files converted in a second, in tenths, and seconds that are left; those skipped take no time and do not count. */
static uint64_t rate_of(const struct jx_totals *totals) {
    uint64_t worked = totals->done - totals->outcomes[JX_SKIPPED];
    return totals->milliseconds > 0 ? worked * 10000 / (uint64_t)totals->milliseconds : 0;
}

static uint64_t left_of(const struct jx_totals *totals) {
    uint64_t rate = rate_of(totals);
    return rate ? ((uint64_t)(totals->all - totals->done) * 10 + rate - 1) / rate : 0;
}

static void write_json(const struct jx_totals *totals) {
    char line[512];
    int length = snprintf(
        line, sizeof line,
        "{\"done\":%zu,\"all\":%zu,\"converted\":%zu,\"partly\":%zu,\"skipped\":%zu,"
        "\"failed\":%zu,\"seconds\":%llu.%llu,\"rate\":%llu.%llu,\"left_seconds\":%llu}\n",
        totals->done, totals->all, totals->outcomes[JX_CONVERTED], totals->outcomes[JX_PARTLY],
        totals->outcomes[JX_SKIPPED], failures_of(totals), (unsigned long long)totals->milliseconds / 1000,
        (unsigned long long)totals->milliseconds / 100 % 10, (unsigned long long)rate_of(totals) / 10,
        (unsigned long long)rate_of(totals) % 10, (unsigned long long)left_of(totals));
    fwrite(line, 1, (size_t)length, stderr);
}

static size_t width_of_terminal(void) {
    struct winsize size;
    return !ioctl(STDERR_FILENO, TIOCGWINSZ, &size) && size.ws_col ? size.ws_col : 80;
}

/* 9:05, 1:02:03. */
static void format_time(char *room, size_t size, uint64_t seconds) {
    unsigned long long hours = seconds / 3600, minutes = seconds / 60 % 60, rest = seconds % 60;
    if (hours)
        snprintf(room, size, "%llu:%02llu:%02llu", hours, minutes, rest);
    else
        snprintf(room, size, "%llu:%02llu", minutes, rest);
}

static void draw_bar(const struct jx_cli *cli, const struct jx_totals *totals) {
    char words[256], left[32], line[512];
    format_time(left, sizeof left, left_of(totals));
    snprintf(words, sizeof words,
             jx_pick(cli, " %zu/%zu  %llu.%llu files/s  %s left  %zu failed",
                     " %zu/%zu  每秒 %llu.%llu 个  剩余 %s  失败 %zu"),
             totals->done, totals->all, (unsigned long long)rate_of(totals) / 10,
             (unsigned long long)rate_of(totals) % 10, left, failures_of(totals));
    size_t width = width_of_terminal(), used = jx_display_width(words, strlen(words));
    if (used >= width) return;
    size_t cells = width - used - 1 < BAR_MOST ? width - used - 1 : BAR_MOST;
    size_t full = totals->all ? cells * totals->done / totals->all : cells, length = 0;
    for (size_t i = 0; i < cells; i++) {
        memcpy(line + length, i < full ? "█" : "░", sizeof "█" - 1);
        length += sizeof "█" - 1;
    }
    /* One write, so that it does not flicker; what an earlier, longer line left behind is wiped. */
    fprintf(stderr, "\r%.*s%s\033[K", (int)length, line, words);
    fflush(stderr);
}

void jx_progress_show(struct jx_progress *progress, const struct jx_totals *totals) {
    if (progress->kind == JX_PROGRESS_BAR) {
        draw_bar(progress->cli, totals);
        progress->shown = true;
    } else if (progress->kind == JX_PROGRESS_JSON && totals->milliseconds - progress->told >= SECOND) {
        write_json(totals);
        progress->told = totals->milliseconds;
    }
}

void jx_progress_end(struct jx_progress *progress, const struct jx_totals *totals) {
    if (progress->shown) fputs("\r\033[K", stderr);
    progress->shown = false;
    if (progress->kind == JX_PROGRESS_JSON) write_json(totals);
}
