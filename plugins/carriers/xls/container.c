/*
 * The file around the stream: an OLE2 compound file, opened by libgsf.
 *
 * Of a damaged file libgsf complains on standard error through GLib, where it is none of the user's business; while it
 * works, its complaints are caught.
 */
#include "xls.h"

#include <pthread.h>
#include <string.h>
#include <strings.h>

#include <gsf/gsf-infile-impl.h>
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>

/* The domains in which complaints come. */
static const char *const domains[] = {"libgsf", "libgsf:msole", "GLib", "GLib-GObject"};
enum { DOMAINS = sizeof domains / sizeof *domains };

struct container {
    unsigned handlers[DOMAINS];
    GsfInput *input;
    GsfInfile *file;
    GsfInput *stream;
};

static void complaint_drop(const char *domain, GLogLevelFlags level, const char *message, void *data) {
    (void)domain, (void)level, (void)message, (void)data;
}

static void unreference(void *object) {
    if (object) g_object_unref(object);
}

/* Gives back all that is held; may be called again. */
static void container_release(void *thing) {
    struct container *container = thing;
    unreference(container->stream);
    unreference(container->file);
    unreference(container->input);
    for (size_t i = 0; i < DOMAINS; i++)
        if (container->handlers[i]) g_log_remove_handler(domains[i], container->handlers[i]);
    memset(container, 0, sizeof *container);
}

/* libgsf registers its classes when they are first used, without regard to threads. */
static void classes_register(void) {
    gsf_input_memory_get_type();
    gsf_infile_msole_get_type();
}

static bool container_begin(struct container *container, const struct jx_input *input) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    for (size_t i = 0; i < DOMAINS; i++)
        container->handlers[i] = g_log_set_handler(
            domains[i], G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, complaint_drop, NULL);
    pthread_once(&once, classes_register);
    container->input = gsf_input_memory_new(input->bytes, (gsf_off_t)input->length, FALSE);
    if (container->input) container->file = gsf_infile_msole_new(container->input, NULL);
    return container->file != NULL;
}

/* What a file with these streams is. `*found` is the number of the workbook's, -1 without one. Version 8 goes by the
 * name of Workbook, version 5 by that of Book; a file for both kinds of programs has both. */
static enum jx_xls_content content_find(GsfInfile *file, int *found) {
    bool document = false, encrypted = false;
    int children = gsf_infile_num_children(file), book = -1;
    *found = -1;
    for (int i = 0; i < children; i++) {
        const char *name = gsf_infile_name_by_index(file, i);
        if (!name) continue;
        if (strcasecmp(name, "Workbook") == 0) *found = i;
        if (strcasecmp(name, "Book") == 0) book = i;
        document = document || strcmp(name, "WordDocument") == 0 || strcmp(name, "PowerPoint Document") == 0;
        encrypted = encrypted || strcmp(name, "EncryptedPackage") == 0;
    }
    if (*found < 0) *found = book;
    if (document) return JX_XLS_OTHER;
    if (*found >= 0) return JX_XLS_WORKBOOK;
    return encrypted ? JX_XLS_ENCRYPTED : JX_XLS_OTHER;
}

/* Opens a stream. gsf_infile_child_by_index would do the same, but complain in the name of the program. */
static GsfInput *child_open(GsfInfile *file, int index) {
    GError *error = NULL;
    GsfInput *child =
        G_TYPE_INSTANCE_GET_CLASS(file, GSF_INFILE_TYPE, GsfInfileClass)->child_by_index(file, index, &error);
    g_clear_error(&error);
    return child;
}

/* A stream cannot be longer than its file. */
static bool stream_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                        struct container *container, int index, const unsigned char **bytes, size_t *length) {
    container->stream = child_open(container->file, index);
    if (!container->stream) return false;
    gsf_off_t size = gsf_input_size(container->stream);
    if (size <= 0 || (uint64_t)size > input->length) return false;
    unsigned char *room = host->allocate(call, (size_t)size);
    if (!gsf_input_read(container->stream, (size_t)size, room)) return false;
    *bytes = room;
    *length = (size_t)size;
    return true;
}

enum jx_xls_content jx_xls_container_open(const struct jx_host *host, struct jx_call *call,
                                          const struct jx_input *input, const unsigned char **bytes,
                                          size_t *length) {
    static const unsigned char magic[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    if (input->length < sizeof magic || memcmp(input->bytes, magic, sizeof magic) != 0) return JX_XLS_NO_OLE;
    if (!jx_xls_container_is_sane(host, call, input)) return JX_XLS_DAMAGED;
    struct container *container = host->allocate(call, sizeof *container);
    host->defer(call, container_release, container);
    enum jx_xls_content content = JX_XLS_DAMAGED;
    int index;
    if (container_begin(container, input)) {
        content = content_find(container->file, &index);
        if (content == JX_XLS_WORKBOOK && bytes &&
            !stream_read(host, call, input, container, index, bytes, length))
            content = JX_XLS_DAMAGED;
    }
    container_release(container);
    return content;
}
