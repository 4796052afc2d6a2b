/*
 * The carrier's side of reading a PDF: what its files share. The reading itself is done by a program of its own (helper/),
 * so that what a stranger's file does to it stays there.
 */
#ifndef JX_PDF_H
#define JX_PDF_H

#include <sys/types.h>

#include <jixiao/carrier.h>

#include "plugins/carriers/pdf/answer.h"

/* One reading. All of it is given back with the call. */
struct jx_pdf {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_input *input;
    pid_t child;    /* 0: none is running */
    int file, pipe; /* the helper's input and output; -1: not open */
    char *answer;   /* what it said */
    size_t length, capacity;
};

/* The helper's path, whether or not it is there: beside the plugin. */
const char *jx_pdf_helper(const struct jx_host *host, struct jx_call *call);

/* Has the helper read the input, and keeps its answer; false, reported, if it cannot be started or does not end well. */
bool jx_pdf_run(struct jx_pdf *pdf);

/* Ends the helper and gives back all that belongs to the reading. */
void jx_pdf_release(void *pdf);

/* Makes a book of the answer. */
enum jx_status jx_pdf_tell(struct jx_pdf *pdf, struct jx_book *book);

#endif
