/*
 * Small parts as they were packed last. The files of a batch differ in their sheets, and hardly in what lists them: packing
 * that anew took a tenth of the time that packing takes.
 */
#ifndef JX_SHARED_RECALL_H
#define JX_SHARED_RECALL_H

#include <stdbool.h>
#include <stddef.h>

/* The size of a part that was packed from these very bytes, whose packed bytes are put into `room`; 0: it is not known. The
 * packed bytes are fewer than the bytes. */
size_t jx_packed_recall(const char *part, const char *bytes, size_t length, unsigned char *room);

/* Keeps a part for the next time, if it is small. */
void jx_packed_keep(const char *part, const char *bytes, size_t length, const unsigned char *packed,
                    size_t packed_length);

#endif
