/*
 * A list: one row per indicator, the facts of the project merged down beside them, many projects under one heading that
 * is repeated on every page.
 */
#ifndef JX_READ_LIST_H
#define JX_READ_LIST_H

#include "core/read/namesakes.h"

/* Some drafts in memory of their own. */
struct jx_drafts {
    struct jx_arena *arena;
    struct jx_draft *drafts;
};

/* The list being gathered, over as many regions (pages) as it takes. */
struct jx_list {
    struct jx_draft head;       /* what stands above and below, for all projects alike */
    struct jx_draft **projects; /* in the scratch arena, as are the rows */
    size_t count, capacity;
    struct jx_drafts *blocks; /* of the drafts */
    size_t block_count, block_capacity;
    struct jx_band_rows rows;
    struct jx_namesake namesake;  /* of the last project */
    const struct jx_draft *group; /* whose the next projects are; or NULL */
    bool open;
    bool beside; /* a project of it began with more than its name */
    /* something stood below it, such as 合计: what comes next is another list, whatever its head says */
    bool ended;
};

/* Adds a page; the list begins if it was not open. */
void jx_list_read(struct jx_reading *reading, struct jx_list *list, const struct jx_compiled_table *table,
                  const struct jx_region *region);

/* The same in two steps, for rows that stand under their columns already. Opens a list for what stands above a page, or goes
 * on with the open one where this page continues it. Rows are then appended to `rows`; an earlier list's are gone, so none may
 * be made before. The second step gives the rows from `first` to their projects. */
void jx_list_open(struct jx_reading *reading, struct jx_list *list, const struct jx_draft *head);
void jx_list_sort(struct jx_reading *reading, struct jx_list *list, size_t first);

/* Ends the list: its projects become forms of the document. Nothing happens if it is not open. */
void jx_list_close(struct jx_reading *reading, struct jx_list *list);

#endif
