/*
 * .rtf and .odt, and the .doc that their own carrier does not read, by way of LibreOffice: it makes a .docx of them, and
 * the carrier of those reads that.
 *
 * LibreOffice works on files, keeps a profile that no two of it may share, and now and then hangs. So each conversion has
 * a temporary folder of its own, profile included, and an end: whatever happens, the program is stopped and the folder
 * removed with the call.
 */
#include "office.h"

#include "plugins/carriers/shared/opening.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the bid ----------------------------------------------------------------------------------------------------- */

static bool begins(const struct jx_input *input, size_t at, const char *bytes, size_t length) {
    return input->length >= at && input->length - at >= length && !memcmp(input->bytes + at, bytes, length);
}

/* Whether a directory of an OLE2 file may name this stream: the name in UTF-16. */
static bool has_stream(const struct jx_input *input, const char *name) {
    char wide[64] = {0};
    size_t length = strlen(name) + 1; /* with its end, or "Book" would be found in "Booklet" */
    for (size_t i = 0; i < length; i++) wide[2 * i] = name[i];
    return memmem(input->bytes, input->length, wide, 2 * length);
}

/* Most programs say first what a package of OpenDocument is; others say it somewhere. */
static bool is_odt(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    static const char first[] = "mimetypeapplication/vnd.oasis.opendocument.text";
    if (!jx_opening_zip(input)) return false;
    if (begins(input, 30, first, strlen(first))) return true;
    struct jx_package *package = host->allocate(call, sizeof *package);
    if (jx_package_open(package, host, call, input, true) != JX_OK) return false;
    bool text = jx_opening_says(package, first + strlen("mimetype"));
    jx_package_close(package);
    return text;
}

static enum jx_office_kind kind_of(const struct jx_host *host, struct jx_call *call,
                                   const struct jx_input *input) {
    static const char ole2[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if (begins(input, 0, "{\\rtf", 5)) return JX_OFFICE_RTF;
    if (is_odt(host, call, input)) return JX_OFFICE_ODT;
    if (begins(input, 0, ole2, strlen(ole2)) && has_stream(input, "WordDocument")) return JX_OFFICE_DOC;
    return JX_OFFICE_NOTHING;
}

static int office_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    switch (kind_of(host, call, input)) {
    case JX_OFFICE_NOTHING: return 0;
    case JX_OFFICE_DOC: return 30; /* its own carrier comes here with what it cannot read itself */
    default: return 90;
    }
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static void release(void *thing) {
    struct jx_office *office = thing;
    jx_office_kill(office);
    if (office->bytes) munmap(office->bytes, office->length);
    office->bytes = NULL;
    jx_office_folder_remove(office);
}

/* What LibreOffice wrote. It says nothing of what went wrong, and ends well even if it wrote nothing. */
static bool open_result(struct jx_office *office) {
    struct stat stat;
    int file = open(office->result, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    bool found = file >= 0 && fstat(file, &stat) == 0 && S_ISREG(stat.st_mode) && stat.st_size > 0;
    bool fits = found && (uint64_t)stat.st_size <= office->input->limits->bytes;
    void *bytes = fits ? mmap(NULL, (size_t)stat.st_size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    if (file >= 0) close(file);
    if (bytes != MAP_FAILED) {
        office->bytes = bytes;
        office->length = (size_t)stat.st_size;
        return true;
    }
    char limit[24];
    snprintf(limit, sizeof limit, "%llu", (unsigned long long)office->input->limits->bytes);
    if (found && !fits)
        JX_REPORT(office->host, office->call, JX_MSG_FILE_LARGE, NULL, limit);
    else
        JX_REPORT(office->host, office->call, JX_MSG_OFFICE_REFUSED, NULL, found ? strerror(errno) : ".docx");
    return false;
}

static enum jx_status office_read(const struct jx_host *host, struct jx_call *call,
                                  const struct jx_input *input, struct jx_book *book) {
    static const char *const endings[] = {"", "doc", "rtf", "odt"};
    const char *ending = endings[kind_of(host, call, input)];
    struct jx_office *office = host->allocate(call, sizeof *office);
    *office = (struct jx_office){.host = host, .call = call, .input = input};
    host->defer(call, release, office);
    office->program = jx_office_program(office);
    if (!office->program) {
        JX_REPORT(host, call, JX_MSG_OFFICE_NONE, NULL, *ending ? ending : input->extension);
        return JX_FAIL;
    }
    if (!jx_office_folder_make(office, ending) || !jx_office_run(office) || !open_result(office))
        return JX_FAIL;
    struct jx_input converted = {
        .name = input->name,
        .extension = "docx",
        .bytes = office->bytes,
        .length = office->length,
        .limits = input->limits,
    };
    return host->read_as(call, "docx", &converted, book);
}

/* --- the plugin -------------------------------------------------------------------------------------------------- */

static const char *office_missing(const struct jx_host *host, struct jx_call *call) {
    struct jx_office office = {.host = host, .call = call};
    return jx_office_program(&office) ? NULL : "LibreOffice (soffice)";
}

JX_CARRIER_PLUGIN(office) {
    static const struct jx_carrier carrier = {
        .abi = JX_CARRIER_ABI,
        .size = sizeof(struct jx_carrier),
        .id = "office",
        .chinese = "文字处理文档（.rtf、.odt、Word 6/95 的 .doc，经 LibreOffice 转换）",
        .english = "documents that LibreOffice converts (.rtf, .odt, .doc of Word 6 and 95)",
        .extensions = "",
        .packages = "libreoffice-writer",
        .bid = office_bid,
        .read = office_read,
        .abilities = JX_CARRIER_STARTS,
        .missing = office_missing,
    };
    return &carrier;
}
