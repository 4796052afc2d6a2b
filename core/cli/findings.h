/*
 * What a batch found, told file by file once it has ended: what failed, what to look at, what lay there instead of results.
 */
#ifndef JX_CLI_FINDINGS_H
#define JX_CLI_FINDINGS_H

#include "core/batch/batch.h"
#include "core/cli/cli.h"

/* `report` and `summary` are where the user asked for these, or NULL. */
struct jx_findings {
    const struct jx_cli *cli;
    const struct jx_list *list;
    struct jx_journal *journal;
    const char *folder, *report, *summary;
    bool dry;
};

void jx_findings_tell(const struct jx_findings *findings);

#endif
