#include "core/convert/strangers.h"

#include <string.h>
#include <strings.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/plugin/host.h"

/* Lock files and leftovers are small; a larger file of such a name is somebody's own. */
enum { LOCK_MOST = 1024, TARGET_MOST = 300 };

/* --- what names tell ---------------------------------------------------------------------------------------------- */

static const char *file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return !slash ? path : slash + 1;
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcasecmp(text + length - tail, end) == 0;
}

/* The document that a lock file stands beside: 表.xlsx of ~$表.xlsx (Word leaves out the first two characters of long
 * names) and of .~lock.表.xlsx#. NULL: it is none. */
static const char *locked_document(struct jx_arena *arena, const struct jx_input *input) {
    static const char office[] = "~$", libre[] = ".~lock.";
    const char *name = file_name(input->name);
    if (input->length > LOCK_MOST) return NULL;
    if (strncmp(name, office, strlen(office)) == 0) return name + strlen(office);
    if (strncmp(name, libre, strlen(libre)) != 0 || !ends_with(name, "#")) return NULL;
    name += strlen(libre);
    return jx_arena_copy(arena, name, strlen(name) - 1);
}

/* What Word, WPS and browsers leave when they are interrupted: ~WRL0001.tmp, ~wps….tmp, 表.xlsx.crdownload. */
static bool is_leftover(const struct jx_input *input) {
    static const char *const ends[] = {".crdownload", ".part", ".download"};
    const char *name = file_name(input->name);
    if (*name == '~' && ends_with(name, ".tmp")) return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(name, ends[i])) return true;
    return false;
}

/* --- what the first bytes tell ------------------------------------------------------------------------------------ */

enum group { PICTURE, ARCHIVE, OTHER };

/* `at` is where the bytes stand. Sources: the formats' own specifications, as in file(1). */
static const struct {
    enum group group;
    size_t at, length;
    const char *bytes;
    const char *english, *chinese;
} marks[] = {
    {PICTURE, 0, 8, "\x89PNG\r\n\x1A\n", "PNG", "PNG"},
    {PICTURE, 0, 3, "\xFF\xD8\xFF", "JPEG", "JPEG"},
    {PICTURE, 0, 4, "GIF8", "GIF", "GIF"},
    {PICTURE, 0, 4, "II*\0", "TIFF", "TIFF"},
    {PICTURE, 0, 4, "MM\0*", "TIFF", "TIFF"},
    {PICTURE, 8, 4, "WEBP", "WebP", "WebP"},
    {PICTURE, 4, 8, "ftypheic", "HEIC", "HEIC"},
    {PICTURE, 4, 8, "ftypmif1", "HEIF", "HEIF"},
    {ARCHIVE, 0, 4, "Rar!", "RAR", "RAR"},
    {ARCHIVE, 0, 6, "7z\xBC\xAF\x27\x1C", "7z", "7z"},
    {ARCHIVE, 0, 3, "\x1F\x8B\x08", "gzip", "gzip"},
    {ARCHIVE, 0, 6,
     "\xFD"
     "7zXZ\0",
     "xz", "xz"},
    {ARCHIVE, 0, 3, "BZh", "bzip2", "bzip2"},
    {ARCHIVE, 257, 5, "ustar", "tar", "tar"},
    {OTHER, 0, 4,
     "\x7F"
     "ELF",
     "a program", "程序"},
    {OTHER, 0, 4, "MZ\x90\0", "a program for Windows", "Windows 程序"},
    {OTHER, 4, 4, "ftyp", "a film or sound", "音像文件"},
    {OTHER, 0, 3, "ID3", "a sound", "音频"},
    {OTHER, 0, 16, "SQLite format 3\0", "a database (SQLite)", "数据库（SQLite）"},
    {OTHER, 4, 15, "Standard Jet DB", "a database (Access)", "数据库（Access）"},
    {OTHER, 4, 15, "Standard ACE DB", "a database (Access)", "数据库（Access）"},
};

static bool stands_at(const struct jx_input *input, size_t at, const char *bytes, size_t length) {
    return input->length >= at + length && memcmp(input->bytes + at, bytes, length) == 0;
}

/* BM, then how long the file is: two letters alone begin many a text. */
static bool is_bitmap(const struct jx_input *input) {
    if (input->length < 26 || !stands_at(input, 0, "BM", 2)) return false;
    const unsigned char *size = input->bytes + 2;
    uint32_t told = size[0] | (uint32_t)size[1] << 8 | (uint32_t)size[2] << 16 | (uint32_t)size[3] << 24;
    return told == input->length;
}

static void tell_group(struct jx_diags *diags, enum group group, const char *what) {
    static const enum jx_code codes[] = {
        [PICTURE] = JX_MSG_FILE_PICTURE, [ARCHIVE] = JX_MSG_FILE_ARCHIVE, [OTHER] = JX_MSG_FILE_OTHER};
    JX_DIAG(diags, codes[group], NULL, what);
}

static bool told_by_bytes(struct jx_diags *diags, const struct jx_input *input) {
    bool chinese = diags->language == JX_LANGUAGE_CHINESE;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!stands_at(input, marks[i].at, marks[i].bytes, marks[i].length)) continue;
        tell_group(diags, marks[i].group, chinese ? marks[i].chinese : marks[i].english);
        return true;
    }
    if (is_bitmap(input)) tell_group(diags, PICTURE, "BMP");
    return is_bitmap(input);
}

/* --- shortcuts ---------------------------------------------------------------------------------------------------- */

/* The value of a `URL=` line of a shortcut that is a text, or "". */
static const char *text_target(struct jx_arena *arena, const struct jx_input *input) {
    const char *text =
        jx_arena_copy(arena, (const char *)input->bytes, input->length < 4096 ? input->length : 4096);
    const char *line = strstr(text, "URL=");
    if (!line) return "";
    line += strlen("URL=");
    size_t length = strcspn(line, "\r\n");
    return jx_arena_copy(arena, line, length < TARGET_MOST ? length : TARGET_MOST);
}

static bool told_shortcut(struct jx_diags *diags, struct jx_arena *arena, const struct jx_input *input) {
    static const char link[] = "\x4C\0\0\0\x01\x14\x02\0", url[] = "[InternetShortcut]",
                      desktop[] = "[Desktop Entry]";
    const char *target = "";
    bool text = stands_at(input, 0, url, strlen(url)) || stands_at(input, 0, desktop, strlen(desktop));
    if (!text && !stands_at(input, 0, link, sizeof link - 1)) return false;
    if (text) target = text_target(arena, input);
    bool chinese = diags->language == JX_LANGUAGE_CHINESE;
    JX_DIAG(diags, JX_MSG_FILE_SHORTCUT, NULL,
            *target == '\0' ? "" : jx_arena_format(arena, chinese ? "（%s）" : " (%s)", target));
    return true;
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

bool jx_lock_told(struct jx_diags *diags, const struct jx_input *input) {
    const char *document = locked_document(diags->arena, input);
    if (document) JX_DIAG(diags, JX_MSG_FILE_LOCK, NULL, document);
    return document;
}

bool jx_stranger_told(struct jx_diags *diags, const struct jx_input *input) {
    return told_shortcut(diags, diags->arena, input) || told_by_bytes(diags, input);
}

/* At the end of a ZIP archive is its directory: the names of its members, and behind them a mark. */
static bool directory_has(const struct jx_input *input, const char *bytes) {
    size_t length = input->length < 65536 ? input->length : 65536;
    return memmem(input->bytes + input->length - length, length, bytes, strlen(bytes));
}

/* Download pages that print a blank line before the file break the workbooks they send. */
static bool zip_behind_blanks(const struct jx_input *input) {
    size_t at = 0;
    while (at < input->length && at < 64 && strchr("\r\n\t ", input->bytes[at]) && input->bytes[at]) at++;
    return at > 0 && stands_at(input, at, "PK\3\4", 4);
}

void jx_stranger_tell(struct jx_diags *diags, const struct jx_input *input) {
    bool chinese = diags->language == JX_LANGUAGE_CHINESE, zip = stands_at(input, 0, "PK\3\4", 4);
    const char *first = "";
    if (is_leftover(input)) {
        JX_DIAG(diags, JX_MSG_FILE_LEFTOVER, NULL, "");
    } else if (stands_at(input, 0, "%PDF-", 5)) {
        JX_DIAG(diags, JX_MSG_FILE_PDF, NULL, "");
    } else if (zip && directory_has(input, "ppt/")) {
        tell_group(diags, OTHER, chinese ? "演示文稿" : "a presentation");
    } else if (zip && directory_has(input, "OFD.xml")) {
        tell_group(diags, OTHER, chinese ? "版式文件（OFD）" : "a page file (OFD)");
    } else if (zip && !directory_has(input, "PK\5\6")) {
        JX_DIAG(diags, JX_MSG_ZIP_DAMAGED, NULL, "ZIP");
    } else if (zip) {
        tell_group(diags, ARCHIVE, "ZIP");
    } else {
        for (size_t i = 0; i < input->length && i < 8; i++)
            first = jx_arena_format(diags->arena, "%s%s%02X", first, i == 0 ? "" : " ", input->bytes[i]);
        if (zip_behind_blanks(input))
            first = chinese ? "空行，其后才是压缩文件；下载时多写了空行，请重新下载或请对方重发"
                            : "blank lines before a packed file, which whoever sent it put there by mistake; "
                              "download it again";
        JX_DIAG(diags, JX_MSG_FILE_KIND, NULL, first);
    }
}
