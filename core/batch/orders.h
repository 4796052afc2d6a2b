/*
 * Files on their way to a worker, several in one message: their numbers, and beside them the files themselves, open, for a
 * worker cannot open any.
 */
#ifndef JX_BATCH_ORDERS_H
#define JX_BATCH_ORDERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/batch/list.h"
#include "core/batch/pace.h"

/* All that a worker may have: the file it begins and those that wait behind it. One message has room for them, so that a file never
 * arrives apart from its number. */
enum { JX_ORDERS_MOST = JX_PACE_AHEAD + 1 };

/* One file: its number in the list, and why it cannot be opened, an errno, or 0. */
struct jx_order {
    uint32_t job;
    int32_t error;
};

/* What a worker was handed and has not taken yet. Begin with all zero. */
struct jx_orders {
    struct jx_order orders[JX_ORDERS_MOST];
    int files[JX_ORDERS_MOST];
    size_t next, count;
};

/* Opens these files of the list, by their numbers, and sends them. If the worker is dead already, that is seen when it is listened to. */
void jx_orders_send(int socket, const struct jx_list *list, const size_t *jobs, size_t count);

/* The next order and its file, which is the caller's, -1: there is none; waits until one comes. false: no more come. */
bool jx_orders_take(struct jx_orders *orders, int socket, struct jx_order *order, int *file);

#endif
