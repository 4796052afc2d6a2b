/*
 * Arguments as people type them, drop them or paste them: full-width hyphens, a blank before an option, a file:// address,
 * a path in quotation marks.
 */
#ifndef JX_CLI_TYPED_H
#define JX_CLI_TYPED_H

#include <stdbool.h>

/* The option that was meant by a word which begins with something like a hyphen, as `－t`, `—force` (two hyphens that a word
 * processor made one dash of) or ` -t`; NULL: it begins with nothing of the kind, or a file has this name. To be freed. */
char *jx_typed_option(const char *word);

/* The path that was meant by a file:// address or by a path in quotation marks, where no file has the name as it stands;
 * NULL: the name is fine. To be freed. */
char *jx_typed_path(const char *name);

#endif
