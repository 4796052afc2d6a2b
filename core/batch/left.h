/*
 * What lies where an earlier run put an output: that output, somebody's edit of it, or what is left of it.
 */
#ifndef JX_BATCH_LEFT_H
#define JX_BATCH_LEFT_H

#include "core/batch/batch.h"

/* As far as can be told without reading it.
 *
 *   GONE       nothing, or a file with nothing in it, which is what a power cut leaves
 *   AS_IT_WAS  a file of the size it had, and no newer than it was
 *   OTHER      a file of another size, or a newer one */
enum jx_left { JX_LEFT_GONE, JX_LEFT_AS_IT_WAS, JX_LEFT_OTHER };
enum jx_left jx_output_left(const struct jx_batch *batch, const struct jx_job *job);

/* What a file holds, as its digest, and whether that is nothing; false: it is not there, or no regular file. */
bool jx_left_digest(const char *path, unsigned char digest[JX_DIGEST], bool *empty);

/* Whether a file is what nobody makes on purpose: the beginning of what should stand there, which are these bytes, or
 * something that does not open. If that cannot be told it is taken for somebody's work. */
bool jx_left_damaged(const struct jx_batch *batch, const char *path, const void *bytes, size_t length);

#endif
