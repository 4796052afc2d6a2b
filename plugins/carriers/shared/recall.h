/*
 * Small parts, and pieces of parts, as they were packed last. The files of a batch differ in their sheets, and hardly in what
 * lists them: packing that anew took a tenth of the time that packing takes.
 */
#ifndef JX_SHARED_RECALL_H
#define JX_SHARED_RECALL_H

#include <stdbool.h>
#include <stddef.h>

/* What was packed of a part: pieces of one are packed in different ways. */
enum jx_packed_piece { JX_PACKED_WHOLE, JX_PACKED_BEGIN, JX_PACKED_END };

/* The size of a piece that was packed from these very bytes, whose packed bytes are put into `room`; 0: it is not known. */
size_t jx_packed_recall(const char *part, enum jx_packed_piece piece, const char *bytes, size_t length,
                        unsigned char *room);

/* Keeps a piece for the next time, if it is small. */
void jx_packed_keep(const char *part, enum jx_packed_piece piece, const char *bytes, size_t length,
                    const unsigned char *packed, size_t packed_length);

#endif
