/*
 * The file around the stream of a workbook: an OLE2 compound file.
 */
#include "xls.h"

#include "plugins/carriers/shared/ole.h"

/* What a file with these streams is. Version 8 goes by the name of Workbook, version 5 by that of Book; a file for both
 * kinds of programs has both. */
static enum jx_xls_content content_find(const struct jx_ole *ole, const char **stream) {
    *stream = jx_ole_has(ole, "Workbook") ? "Workbook" : "Book";
    if (jx_ole_has(ole, "WordDocument") || jx_ole_has(ole, "PowerPoint Document")) return JX_XLS_OTHER;
    if (jx_ole_has(ole, *stream)) return JX_XLS_WORKBOOK;
    return jx_ole_has(ole, "EncryptedPackage") ? JX_XLS_ENCRYPTED : JX_XLS_OTHER;
}

enum jx_xls_content jx_xls_container_open(const struct jx_host *host, struct jx_call *call,
                                          const struct jx_input *input, const unsigned char **bytes,
                                          size_t *length) {
    struct jx_ole ole;
    struct jx_ole_stream stream;
    const char *name;
    if (!jx_ole_begins(input)) return JX_XLS_NO_OLE;
    if (!jx_ole_open(&ole, host, call, input)) return JX_XLS_DAMAGED;
    enum jx_xls_content content = content_find(&ole, &name);
    if (content != JX_XLS_WORKBOOK || !bytes) return content;
    if (!jx_ole_read(&ole, name, &stream)) return JX_XLS_DAMAGED;
    *bytes = stream.bytes;
    *length = stream.length;
    return content;
}
