/*
 * The temporary folder of one conversion: made for nobody else to look into, removed with all that is in it.
 */
#include "office.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *jx_office_path(struct jx_office *office, const char *before, const char *name) {
    size_t length = strlen(before) + strlen(office->folder) + strlen(name) + 2;
    char *path = office->host->allocate(office->call, length);
    snprintf(path, length, "%s%s/%s", before, office->folder, name);
    return path;
}

static bool refuse(struct jx_office *office, const char *path) {
    JX_REPORT(office->host, office->call, JX_MSG_OFFICE_FOLDER, NULL, path, strerror(errno));
    return false;
}

static bool write_file(const char *path, const void *bytes, size_t length) {
    const char *at = bytes, *end = at + length;
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return false;
    while (at < end) {
        ssize_t done = write(file, at, (size_t)(end - at));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) break;
        at += done;
    }
    int error = errno;
    close(file);
    errno = error;
    return at == end;
}

/* What LibreOffice must not do with a stranger's file: run its macros, or fetch what it links to. */
static const char settings[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" "
    "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
    "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
    "<prop oor:name=\"MacroSecurityLevel\" oor:op=\"fuse\"><value>3</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
    "<prop oor:name=\"DisableMacrosExecution\" oor:op=\"fuse\"><value>true</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
    "<prop oor:name=\"BlockUntrustedRefererLinks\" oor:op=\"fuse\"><value>true</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Writer/Content/Update\">"
    "<prop oor:name=\"Link\" oor:op=\"fuse\"><value>2</value></prop></item>\n"
    "</oor:items>\n";

static bool make_profile(struct jx_office *office) {
    return !mkdir(jx_office_path(office, "", "profile"), 0700) &&
           !mkdir(jx_office_path(office, "", "profile/user"), 0700) &&
           write_file(jx_office_path(office, "", "profile/user/registrymodifications.xcu"), settings,
                      sizeof settings - 1);
}

bool jx_office_folder_make(struct jx_office *office, const char *ending) {
    const char *parent = secure_getenv("TMPDIR");
    char name[16];
    if (!parent || *parent != '/') parent = "/tmp";
    size_t length = strlen(parent) + 32;
    char *folder = office->host->allocate(office->call, length);
    snprintf(folder, length, "%s/jixiao-office-XXXXXX", parent);
    if (!mkdtemp(folder)) return refuse(office, parent);
    office->folder = folder;
    snprintf(name, sizeof name, "source.%s", ending);
    office->source = jx_office_path(office, "", name);
    office->result = jx_office_path(office, "", "source.docx");
    if (!make_profile(office)) return refuse(office, folder);
    return write_file(office->source, office->input->bytes, office->input->length) || refuse(office, folder);
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *where) {
    (void)stat;
    (void)kind;
    (void)where;
    remove(path);
    return 0;
}

void jx_office_folder_remove(struct jx_office *office) {
    if (office->folder) nftw(office->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
    office->folder = NULL;
}
