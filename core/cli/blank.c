#include "core/cli/blank.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "core/cli/print.h"

static const char *ending_of(const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *point = strrchr(name, '.');
    return point && point != name ? point + 1 : "";
}

/* Kinds of files that people would give as a blank. */
static const struct {
    const char *ending, *save_as; /* NULL: it is filled as it is */
} endings[] = {
    {"xlsx", NULL},   {"xlsm", NULL},  {"docx", NULL},   {"docm", NULL},  {"xls", "xlsx"},   {"et", "xlsx"},
    {"ods", "xlsx"},  {"csv", "xlsx"}, {"doc", "docx"},  {"wps", "docx"}, {"rtf", "docx"},   {"odt", "docx"},
    {"pdf", "docx"},  {"htm", "xlsx"}, {"html", "xlsx"}, {"mht", "xlsx"}, {"mhtml", "xlsx"}, {"xlsb", "xlsx"},
    {"xltx", "xlsx"}, {"xlt", "xlsx"}, {"ett", "xlsx"},  {"uos", "xlsx"}, {"dotx", "docx"},  {"dot", "docx"},
    {"wpt", "docx"},  {"uot", "docx"}, {"txt", "docx"},
};

bool jx_blank_named(const char *to) {
    struct stat status;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(ending_of(to), endings[i].ending) == 0) return true;
    return strchr(to, '/') && !stat(to, &status) && S_ISREG(status.st_mode);
}

enum jx_exit jx_session_blank(const struct jx_session *session, const char *path, const char *extension,
                              struct jx_blank **blank) {
    const struct jx_cli *cli = session->cli;
    struct jx_file file = {0};
    size_t count;
    *blank = NULL;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(ending_of(path), endings[i].ending) == 0 && endings[i].save_as) {
            JX_SAY(cli, "jixiao", JX_MSG_BLANK_SAVE_AS, path, endings[i].save_as);
            return JX_EXIT_USAGE;
        }
    enum jx_exit exit = jx_file_read(cli, path, NULL, 0, &file);
    if (exit) {
        jx_file_free(&file);
        return exit == JX_EXIT_INPUT ? JX_EXIT_USAGE : exit;
    }
    struct jx_source source = {.name = path, .bytes = file.bytes, .length = file.length};
    enum jx_status status = jx_blank_open(session->library, &source, blank);
    jx_file_free(&file);
    if (!*blank) {
        JX_SAY(cli, path, JX_MSG_FILE_MEMORY, NULL);
        return JX_EXIT_SYSTEM;
    }
    const struct jx_diag *diags = jx_blank_diags(*blank, &count);
    for (size_t i = 0; i < count && status >= JX_FAIL; i++)
        if (diags[i].severity == JX_ERROR) jx_print_diag(cli, path, &diags[i]);
    if (status >= JX_FAIL) return JX_EXIT_USAGE;
    const char *own = jx_blank_extension(*blank);
    if (extension && strcmp(extension, own) != 0) {
        JX_SAY(cli, "jixiao", JX_MSG_BLANK_ENDING, own, extension);
        return JX_EXIT_USAGE;
    }
    return JX_EXIT_DONE;
}
