/*
 * Fields of old forms that have no result in the text: a list shows what is chosen, a box whether it is ticked.
 */
#ifndef JX_DOCX_OLD_FORM_H
#define JX_DOCX_OLD_FORM_H

#include "elements.h"
#include "plugins/carriers/shared/package.h"

/* `shown`: what the field shows, NULL: nothing. */
struct jx_docx_old_form {
    uint32_t number, entries; /* of what is chosen from a list; how many of its entries have come */
    const char *shown;
};

/* A field begins, or is over. */
void jx_docx_old_form_begin(struct jx_docx_old_form *form);
/* What an element within the field says of it. */
void jx_docx_old_form_note(struct jx_docx_old_form *form, const struct jx_package *package,
                           enum element element, enum element parent, const char **attributes);

#endif
