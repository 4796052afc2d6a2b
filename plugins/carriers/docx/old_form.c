#include "old_form.h"

#include "document.h"

#include <string.h>

void jx_docx_old_form_begin(struct jx_docx_old_form *form) {
    *form = (struct jx_docx_old_form){.shown = NULL};
}

/* The list: the number of what is chosen comes first, then the entries. */
static void list_note(struct jx_docx_old_form *form, const struct jx_package *package, enum element element,
                      const char **attributes) {
    const char *value = jx_xml_attribute(attributes, "val");
    if (element == CHOICE) {
        form->number = jx_xml_number(value);
        form->entries = 0;
    } else if (value && form->entries++ == form->number) {
        form->shown = package->host->text(package->call, value, strlen(value));
    }
}

void jx_docx_old_form_note(struct jx_docx_old_form *form, const struct jx_package *package,
                           enum element element, enum element parent, const char **attributes) {
    if (element == TICK_BOX)
        form->shown = "□";
    else if (parent != TICK_BOX && element != TICK)
        list_note(form, package, element, attributes);
    else if (parent == TICK_BOX) /* what it is to begin with, and then what it is now */
        form->shown = jx_docx_is_on(attributes) ? "☑" : "□";
}
