/*
 * Objects by way of qpdf, and streams unpacked within a bound: qpdf has none of its own.
 */
#include "plugins/carriers/pdf/helper/file.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

enum pdf_opened pdf_file_open(struct pdf_file *file, const char *bytes, size_t length) {
    file->qpdf = qpdf_init();
    qpdf_silence_errors(file->qpdf);
    qpdf_set_suppress_warnings(file->qpdf, QPDF_TRUE);
    /* From memory: on a file qpdf seeks a hundred times for each kilobyte. */
    if ((qpdf_read_memory(file->qpdf, "input", bytes, length, "") & QPDF_ERRORS) != 0) {
        qpdf_error error = qpdf_get_error(file->qpdf);
        bool locked = error && qpdf_get_error_code(file->qpdf, error) == qpdf_e_password;
        return locked ? PDF_LOCKED : PDF_BROKEN;
    }
    int pages = qpdf_get_num_pages(file->qpdf);
    if (pages <= 0) return PDF_BROKEN;
    file->page_count = (uint32_t)pages;
    return PDF_OPENED;
}

void pdf_file_close(struct pdf_file *file) {
    /* An error that nobody asked for goes to standard error. */
    if (qpdf_has_error(file->qpdf)) qpdf_get_error(file->qpdf);
    qpdf_cleanup(&file->qpdf);
}

/* --- objects ----------------------------------------------------------------------------------------------------- */

qpdf_oh pdf_key(struct pdf_file *file, qpdf_oh object, const char *name) {
    if (qpdf_oh_is_stream(file->qpdf, object)) object = qpdf_oh_get_dict(file->qpdf, object);
    return qpdf_oh_get_key_if_dict(file->qpdf, object, name);
}

bool pdf_is_null(struct pdf_file *file, qpdf_oh object) {
    return !qpdf_oh_is_initialized(file->qpdf, object) || qpdf_oh_is_null(file->qpdf, object);
}

/* What is no number that can be reckoned with is as good as none. */
double pdf_number(struct pdf_file *file, qpdf_oh object, double otherwise) {
    const double largest = 1e7;
    double number;
    if (!qpdf_oh_get_value_as_number(file->qpdf, object, &number)) return otherwise;
    return number >= -largest && number <= largest ? number : otherwise;
}

bool pdf_is_name(struct pdf_file *file, qpdf_oh object, const char *name) {
    char room[64];
    return strcmp(pdf_name(file, object, room, sizeof room), name) == 0;
}

const char *pdf_name(struct pdf_file *file, qpdf_oh object, char *room, size_t size) {
    const char *name;
    size_t length;
    room[0] = '\0';
    if (!qpdf_oh_get_value_as_name(file->qpdf, object, &name, &length)) return room;
    if (length >= size) length = size - 1;
    memcpy(room, name, length);
    room[length] = '\0';
    return room;
}

int pdf_count(struct pdf_file *file, qpdf_oh array) {
    return qpdf_oh_is_array(file->qpdf, array) ? qpdf_oh_get_array_n_items(file->qpdf, array) : 0;
}

qpdf_oh pdf_item(struct pdf_file *file, qpdf_oh array, int index) {
    return qpdf_oh_get_array_item(file->qpdf, array, index);
}

bool pdf_numbers(struct pdf_file *file, qpdf_oh array, double *numbers, int count) {
    if (pdf_count(file, array) != count) return false;
    for (int i = 0; i < count; i++) numbers[i] = pdf_number(file, pdf_item(file, array, i), 0);
    return true;
}

int pdf_object_id(struct pdf_file *file, qpdf_oh object) {
    return qpdf_oh_get_object_id(file->qpdf, object);
}

/* --- streams ----------------------------------------------------------------------------------------------------- */

static struct pdf_bytes nothing(unsigned char *bytes) {
    free(bytes);
    return (struct pdf_bytes){NULL, 0};
}

/* How many times a stream is packed with FlateDecode and nothing else, without a predictor (ISO 32000-1, 7.4.4); 0 if it
 * is packed in another way. */
static int plain_flate(struct pdf_file *file, qpdf_oh stream) {
    qpdf_oh filter = pdf_key(file, stream, "/Filter");
    const int most = 4;
    if (!pdf_is_null(file, pdf_key(file, stream, "/DecodeParms"))) return 0;
    if (pdf_is_name(file, filter, "/FlateDecode")) return 1;
    int count = pdf_count(file, filter);
    for (int i = 0; i < count; i++)
        if (!pdf_is_name(file, pdf_item(file, filter, i), "/FlateDecode")) return 0;
    return count <= most ? count : 0;
}

/* Unpacks, and frees what was packed. What comes before an error is kept: writers cut streams short. */
static struct pdf_bytes inflate_bytes(struct pdf_bytes packed, uint64_t most) {
    struct pdf_bytes out = {NULL, 0};
    z_stream stream = {.next_in = packed.bytes, .avail_in = (uInt)packed.length};
    size_t room = 0;
    int result = packed.length > UINT32_MAX / 2 ? Z_DATA_ERROR : inflateInit(&stream);
    bool begun = result == Z_OK;
    while (result == Z_OK && out.length <= most) {
        if (out.length == room) {
            room = room == 0 ? 4 * packed.length + 1024 : 2 * room;
            unsigned char *larger = realloc(out.bytes, room);
            if (!larger) break;
            out.bytes = larger;
        }
        size_t part = room - out.length < 1u << 30 ? room - out.length : 1u << 30;
        stream.next_out = out.bytes + out.length;
        stream.avail_out = (uInt)part;
        result = inflate(&stream, Z_NO_FLUSH);
        out.length += part - stream.avail_out;
        if (stream.avail_in == 0 && stream.avail_out > 0) break;
    }
    if (begun) inflateEnd(&stream);
    free(packed.bytes);
    return out.length == 0 || out.length > most ? nothing(out.bytes) : out;
}

static bool begins_with_flate(struct pdf_file *file, qpdf_oh stream) {
    qpdf_oh filter = pdf_key(file, stream, "/Filter");
    if (pdf_count(file, filter) > 0) filter = pdf_item(file, filter, 0);
    return pdf_is_name(file, filter, "/FlateDecode");
}

static struct pdf_bytes stream_data(struct pdf_file *file, qpdf_oh stream, bool raw) {
    struct pdf_bytes data = {NULL, 0};
    QPDF_BOOL filtered = QPDF_FALSE;
    QPDF_ERROR_CODE result = qpdf_oh_get_stream_data(
        file->qpdf, stream, raw ? qpdf_dl_none : qpdf_dl_generalized, &filtered, &data.bytes, &data.length);
    if ((result & QPDF_ERRORS) != 0 || (!raw && !filtered)) return nothing(data.bytes);
    return data;
}

struct pdf_bytes pdf_stream(struct pdf_file *file, qpdf_oh stream) {
    if (!qpdf_oh_is_stream(file->qpdf, stream)) return nothing(NULL);
    int times = plain_flate(file, stream);
    if (times == 0 && begins_with_flate(file, stream)) {
        /* qpdf unpacks the rest, without a bound: not before it is known to be little. */
        struct pdf_bytes tried = inflate_bytes(stream_data(file, stream, true), file->most_bytes);
        if (!tried.bytes) return tried;
        free(tried.bytes);
    }
    struct pdf_bytes data = stream_data(file, stream, times > 0);
    for (; times > 0 && data.bytes; times--) data = inflate_bytes(data, file->most_bytes);
    return data.length > file->most_bytes ? nothing(data.bytes) : data;
}

/* Adds one stream and a blank, for an operator ends with its stream (7.8.2); false if that is too much. */
static bool add_content(struct pdf_file *file, qpdf_oh stream, struct pdf_bytes *all) {
    struct pdf_bytes data = pdf_stream(file, stream);
    if (!data.bytes) return true;
    bool fits = data.length < file->most_bytes - all->length;
    unsigned char *larger = fits ? realloc(all->bytes, all->length + data.length + 1) : NULL;
    if (larger) {
        memcpy(larger + all->length, data.bytes, data.length);
        all->bytes = larger;
        all->length += data.length;
        all->bytes[all->length++] = '\n';
    }
    free(data.bytes);
    return larger;
}

struct pdf_bytes pdf_page_content(struct pdf_file *file, qpdf_oh page) {
    qpdf_oh contents = pdf_key(file, page, "/Contents");
    struct pdf_bytes all = {NULL, 0};
    int count = pdf_count(file, contents);
    if (count == 0) return pdf_stream(file, contents);
    for (int i = 0; i < count; i++)
        if (!add_content(file, pdf_item(file, contents, i), &all)) break;
    return all;
}
