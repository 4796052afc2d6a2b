/*
 * How far a batch has come, shown as it goes.
 */
#ifndef JX_CLI_PROGRESS_H
#define JX_CLI_PROGRESS_H

#include "core/batch/batch.h"
#include "core/cli/cli.h"

enum jx_progress_kind { JX_PROGRESS_NONE, JX_PROGRESS_BAR, JX_PROGRESS_JSON };

struct jx_progress {
    const struct jx_cli *cli;
    enum jx_progress_kind kind;
    int64_t told;     /* of totals->milliseconds, when JSON was last written */
    bool shown;       /* a bar stands on the terminal */
    size_t last_done; /* of the last line of JSON */
};

/* A bar is drawn anew, or a line of JSON written when a second has gone by. */
void jx_progress_show(struct jx_progress *progress, const struct jx_totals *totals);

/* The last line of JSON; takes the bar away. */
void jx_progress_end(struct jx_progress *progress, const struct jx_totals *totals);

#endif
