/*
 * The package in memory. All its members have the same date, so that the same document gives the same bytes.
 */
#include "writer.h"

#include <zip.h>

struct jx_docx_archive {
    zip_source_t *source;
    zip_t *zip;
};

static void archive_release(void *thing) {
    struct jx_docx_archive *archive = thing;
    if (archive->zip) zip_discard(archive->zip);
    if (archive->source) zip_source_free(archive->source);
    *archive = (struct jx_docx_archive){0};
}

static enum jx_status archive_fail(struct jx_docx_writer *writer, const char *why) {
    JX_REPORT(writer->host, writer->call, JX_MSG_DOCUMENT_WRITE, NULL, why);
    return JX_FAIL;
}

enum jx_status jx_docx_archive_open(struct jx_docx_writer *writer) {
    struct jx_docx_archive *archive = writer->archive = writer->host->allocate(writer->call, sizeof *archive);
    writer->host->defer(writer->call, archive_release, archive);
    archive->source = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!archive->source) return JX_FATAL;
    archive->zip = zip_open_from_source(archive->source, ZIP_TRUNCATE, NULL);
    if (!archive->zip) return JX_FATAL;
    zip_source_keep(archive->source); /* one for the archive, one for here */
    return JX_OK;
}

enum jx_status jx_docx_archive_add(struct jx_docx_writer *writer, const char *part) {
    enum { DOS_1980 = 1 << 5 | 1 };
    zip_t *zip = writer->archive->zip;
    zip_source_t *source = zip_source_buffer(zip, writer->bytes, writer->length, 0);
    if (!source) return JX_FATAL;
    zip_int64_t index = zip_file_add(zip, part, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return archive_fail(writer, zip_strerror(zip));
    }
    if (zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 0) != 0 ||
        zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DOS_1980, 0) != 0)
        return archive_fail(writer, zip_strerror(zip));
    writer->bytes = NULL; /* the archive reads them when it is closed */
    writer->length = writer->capacity = 0;
    return JX_OK;
}

enum jx_status jx_docx_archive_finish(struct jx_docx_writer *writer) {
    struct jx_docx_archive *archive = writer->archive;
    char buffer[1 << 16];
    zip_int64_t got = -1;
    if (zip_close(archive->zip) != 0) return archive_fail(writer, zip_strerror(archive->zip));
    archive->zip = NULL;
    if (zip_source_open(archive->source) != 0) return archive_fail(writer, "zip");
    while ((got = zip_source_read(archive->source, buffer, sizeof buffer)) > 0)
        writer->host->append(writer->call, buffer, (size_t)got);
    zip_source_close(archive->source);
    return got == 0 ? JX_OK : archive_fail(writer, "zip");
}
