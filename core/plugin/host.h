/*
 * The library as carriers see it: the functions behind struct jx_host, and the call they belong to.
 */
#ifndef JX_PLUGIN_HOST_H
#define JX_PLUGIN_HOST_H

#include <jixiao/carrier.h>
#include <jixiao/jixiao.h>

#include "core/base/arena.h"
#include "core/base/diags.h"

struct jx_call {
    struct jx_arena *arena;
    struct jx_diags *diags;
    struct jx_limits limits;
    uint64_t cells;   /* made so far, over all sheets */
    int64_t deadline; /* CLOCK_MONOTONIC, milliseconds */
    bool expired;
    bool limited; /* a limit was passed and reported */
    bool (*progress)(void *user, size_t done, size_t all);
    void *user;
    /* what a writer appended; given back when the arena dies, or a mark before jx_call_writes is released */
    char *output;
    size_t output_length, output_capacity;
    struct jx_held *held;               /* the same, for whoever gives it back */
    const struct jx_sheet *merge_sheet; /* the one whose merged cells `merged` counts */
    uint64_t merged;
    uint32_t ticks;             /* how often the time was asked for */
    struct jx_library *library; /* where other carriers are found; NULL: nowhere */
    uint32_t nested;            /* carriers that have another one read for them, now */
    bool no_programs;           /* none that starts another program */
    size_t next;                /* of the sheets that are written */
    /* Where they are made one by one: the next one, NULL: there is no other. */
    const struct jx_sheet *(*make)(void *maker);
    void *maker;
};

extern const struct jx_host jx_host;

/* Fills the zeroes of `limits` with the defaults: 512 MiB, ratio 200, 1,048,576 rows, 16,384 columns, 20,000,000 cells,
 * 4,000,000 cells under merges, 20,000,000 strings, depth 256, 60 s, 4,096 sheets, 16,384 forms. */
void jx_limits_default(struct jx_limits *limits);

/* From now on the call's deadline, and its caller's wish to cancel, hold for all that works with its arena: what takes
 * longer is reported, and the arena is left. Until jx_call_unwatch, or until the arena is gone. */
void jx_call_watch(struct jx_call *call);
void jx_call_unwatch(struct jx_call *call);

/* Whether the carrier may not be used, for it starts another program; which is then reported. */
bool jx_call_bars(struct jx_call *call, const struct jx_carrier *carrier);

/* Begins a call: a deadline from its limits. */
void jx_call_begin(struct jx_call *call, struct jx_arena *arena, struct jx_diags *diags,
                   const struct jx_limits *limits);

/* What the call's writer appends is to outlive what is deferred from now on. */
void jx_call_writes(struct jx_call *call);

#endif
