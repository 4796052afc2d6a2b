/*
 * Word processor files that no carrier reads by itself: what the files of the carrier share.
 */
#ifndef JX_OFFICE_H
#define JX_OFFICE_H

#include <sys/types.h>

#include <jixiao/carrier.h>

/* What a file is; its ending is what LibreOffice is to take it for. NONE: nothing for this carrier. */
enum jx_office_kind { JX_OFFICE_NOTHING, JX_OFFICE_DOC, JX_OFFICE_RTF, JX_OFFICE_ODT };

/* One conversion, from the temporary folder to the converted bytes. All of it is given back with the call. */
struct jx_office {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_input *input;
    const char *program; /* LibreOffice */
    char *folder;        /* NULL until it is made */
    char *source;        /* the input in it */
    char *result;        /* where LibreOffice puts what it makes of it */
    pid_t child;         /* 0: none is running */
    void *bytes;         /* of the result, mapped */
    size_t length;
};

/* The path of `name` in the temporary folder. */
char *jx_office_path(struct jx_office *office, const char *before, const char *name);

/* LibreOffice's program, or NULL: JIXIAO_SOFFICE, else in PATH, else where it is usually installed. */
const char *jx_office_program(struct jx_office *office);

/* Makes the temporary folder, with the input in it as source.`ending`; false, reported. */
bool jx_office_folder_make(struct jx_office *office, const char *ending);
void jx_office_folder_remove(struct jx_office *office);

/* Has LibreOffice convert the source; false, reported, if it did not end in time or cannot be started. */
bool jx_office_run(struct jx_office *office);

/* Ends the child and all that it started. */
void jx_office_kill(struct jx_office *office);

#endif
