/*
 * Documents by way of LibreOffice. Most of it is tried with scripts in its place, which fail in every way it can; what
 * it really does is tried where it is installed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <libgen.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/grid/grid.h"
#include "core/plugin/host.h"
#include "core/plugin/registry.h"

static const char rtf[] =
    "{\\rtf1\\ansi\\ansicpg936 {\\b hello} \\trowd\\cellx2000\\cellx4000 one\\cell two\\cell\\row }";

/* --- the carrier and a folder ------------------------------------------------------------------------------------ */

/* The folder of this test: plugins/, the temporary folder of the carrier under a name that needs care, and scripts. */
static char root[128], temporary[192], built[4096];
static struct jx_library *library;

static void run(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void run(const char *format, ...) {
    char command[8192];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    /* NOLINTNEXTLINE(cert-env33-c): a test may use the shell, and the words are all its own */
    if (system(command) != 0) fail_msg("failed: %s", command);
}

static int set_up(void **state) {
    const char *compiler = getenv("CC");
    (void)state;
    assert_true(readlink("/proc/self/exe", built, sizeof built - 64) > 0);
    dirname(dirname(built));
    strcpy(root, "/tmp/jixiao-test-office-XXXXXX");
    assert_non_null(mkdtemp(root));
    snprintf(temporary, sizeof temporary, "%s/临 时%%", root);
    run("mkdir -p %s/plugins/carriers %s/plugins/layouts '%s'", root, root, temporary);
    run("cp %s/plugins/carriers/office.so %s/plugins/carriers/", built, root);
    run("%s -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden -Iinclude -shared -o "
        "%s/plugins/carriers/docx.so "
        "tests/plugins/converted.c",
        compiler ? compiler : "cc", root);
    char path[192];
    snprintf(path, sizeof path, "%s/plugins", root);
    library = jx_library_open(&(struct jx_library_options){.plugin_path = path});
    assert_non_null(library);
    setenv("TMPDIR", temporary, 1);
    setenv("JIXIAO_SECRET", "never passed on", 1);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    jx_library_close(library);
    run("rm -rf %s", root);
    return 0;
}

/* A script in the place of LibreOffice. $source and $result are the paths it is to work on. */
static void stand_in(const char *body) {
    char path[192];
    snprintf(path, sizeof path, "%s/soffice", root);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\nfor source; do :; done\nresult=\"${source%%.*}.docx\"\n%s\n", body);
    fclose(file);
    assert_int_equal(chmod(path, 0700), 0);
    setenv("JIXIAO_SOFFICE", path, 1);
}

/* How many things are left in the temporary folder. */
static unsigned left_behind(void) {
    DIR *folder = opendir(temporary);
    unsigned count = 0;
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

struct try {
    struct jx_arena *arena;
    struct jx_diags diags;
    struct jx_call call;
    struct jx_limits limits;
    struct jx_book *book;
    const char *carrier;
    bool (*progress)(void *, size_t, size_t);
    enum jx_status status;
};

static void try_read(struct try *try, const void *bytes, size_t length) {
    try->arena = jx_arena_new();
    assert_non_null(try->arena);
    if (setjmp(*jx_arena_guard(try->arena))) {
        try->status = JX_FATAL;
        return;
    }
    jx_diags_init(&try->diags, try->arena, JX_LANGUAGE_ENGLISH);
    jx_limits_default(&try->limits);
    try->limits.milliseconds = 600000; /* time enough for scripts on a busy machine */
    jx_call_begin(&try->call, try->arena, &try->diags, &try->limits);
    try->call.progress = try->progress;
    struct jx_input input = {
        .name = "甲.doc", .extension = "doc", .bytes = bytes, .length = length, .limits = &try->limits};
    const struct jx_carrier *carrier = jx_registry_reader(library, &try->call, &input);
    try->carrier = carrier ? carrier->id : "";
    try->book = jx_book_new(try->arena);
    try->status = carrier ? carrier->read(&jx_host, &try->call, &input, try->book) : JX_FAIL;
    jx_arena_release(try->arena, 0);
}

static void try_close(struct try *try) {
    jx_arena_free(try->arena);
    assert_int_equal(left_behind(), 0);
}

/* What the stand-in made of the document. */
static const char *first_text(const struct try *try) {
    if (try->status != JX_OK || !try->book->sheet_count) return "";
    const struct jx_cell *cell = jx_sheet_at(try->book->sheets[0], 0, 0);
    return cell && cell->text ? cell->text : "";
}

static void expect_text(const char *body, const char *text) {
    struct try try = {0};
    stand_in(body);
    try_read(&try, rtf, sizeof rtf - 1);
    assert_string_equal(try.carrier, "office");
    if (try.status != JX_OK) fail_msg("%s: status %d", body, (int)try.status);
    if (!strstr(first_text(&try), text)) fail_msg("%s: %s", body, first_text(&try));
    try_close(&try);
}

static void expect_refused(const struct try *with, enum jx_code code, const char *part) {
    struct try try = *with;
    try_read(&try, rtf, sizeof rtf - 1);
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(try.diags.count, 1);
    assert_int_equal(try.diags.items[0].code, code);
    if (!strstr(try.diags.items[0].message, part)) fail_msg("%s", try.diags.items[0].message);
    try_close(&try);
}

static void documents_are_converted(void **state) {
    (void)state;
    expect_text("cp \"$source\" \"$result\"", "hello");
    expect_text("basename \"$source\" >\"$result\"", "source.rtf");
    expect_text("echo \"$@\" >\"$result\"", "--headless --norestore");
    expect_text("echo \"$@\" >\"$result\"", "--convert-to docx --outdir /tmp/jixiao-test-office-");
    expect_text("echo \"$@\" >\"$result\"", "%E4%B8%B4%20%E6%97%B6%25/jixiao-office-");
    expect_text("stat -c %a \"$(dirname \"$source\")\" >\"$result\"", "700");
    expect_text("cp \"$(dirname \"$source\")\"/profile/user/registrymodifications.xcu \"$result\"",
                "DisableMacrosExecution");
    /* nothing of the caller's: no words, no files, no terminal */
    expect_text("env | grep -c SECRET >\"$result\"", "0");
    expect_text("ls -l /proc/self/fd | grep -c '/dev/null' >\"$result\"; echo a; echo b >&2", "2");
    /* bounds on what it may take: 2 GiB of memory, in KiB */
    expect_text("while [ \"$(ulimit -d)\" = unlimited ]; do sleep 0.01; done; ulimit -d >\"$result\"",
                "2097152");
    /* what it leaves running ends with it */
    expect_text("sleep 1000 & cp \"$source\" \"$result\"", "hello");
}

static void failures_are_told(void **state) {
    struct try plain = {0}, small = {.limits = {.bytes = 1000}};
    (void)state;
    stand_in("exit 0");
    expect_refused(&plain, JX_MSG_OFFICE_REFUSED, "password");
    stand_in("exit 77");
    expect_refused(&plain, JX_MSG_OFFICE_REFUSED, "password");
    stand_in("kill -SEGV $$");
    expect_refused(&plain, JX_MSG_OFFICE_REFUSED, "password");
    stand_in(": >\"$result\"");
    expect_refused(&plain, JX_MSG_OFFICE_REFUSED, "password");
    stand_in("ln -s /etc/passwd \"$result\"");
    expect_refused(&plain, JX_MSG_OFFICE_REFUSED, "password");
    stand_in("mkfifo \"$result\"");
    expect_refused(&plain, JX_MSG_OFFICE_REFUSED, "password");
    stand_in("mkdir \"$result\"");
    expect_refused(&plain, JX_MSG_OFFICE_REFUSED, "password");
    stand_in("head -c 1001 /dev/zero >\"$result\"");
    expect_refused(&small, JX_MSG_FILE_LARGE, "1000");
    setenv("JIXIAO_SOFFICE", "/nonexistent/soffice", 1);
    expect_refused(&plain, JX_MSG_OFFICE_NONE, "apt-get install libreoffice-writer");
    stand_in("exit 0");
    run("printf 'x' >%s/soffice", root);
    expect_refused(&plain, JX_MSG_OFFICE_START, "soffice");
    stand_in("exit 0");
    setenv("TMPDIR", "/nonexistent", 1);
    expect_refused(&plain, JX_MSG_OFFICE_FOLDER, "/nonexistent");
    setenv("TMPDIR", temporary, 1);
}

/* Whether a process still does something; one that nobody has asked after may go on being listed. */
static bool is_running(const char *pid) {
    char path[64], line[512] = "";
    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *file = fopen(path, "r");
    if (!file) return false;
    const char *got = fgets(line, sizeof line, file), *after = got ? strrchr(line, ')') : NULL;
    fclose(file);
    return after && after[2] != 'Z' && after[2] != 'X';
}

/* Whether a process that was killed ends. It may take a busy machine a while until it has. */
static bool ends(const char *pid) {
    for (int i = 0; i < 30000 && is_running(pid); i++) usleep(10000);
    return !is_running(pid);
}

static char pids_path[160];

/* Lets the script get to its sleep before it cancels. */
static bool cancel(void *user, size_t done, size_t all) {
    (void)user;
    (void)done;
    (void)all;
    for (int i = 0; i < 30000 && access(pids_path, R_OK) != 0; i++) usleep(10000);
    return false;
}

static void what_hangs_is_ended(void **state) {
    char body[1024], pids[2][32];
    struct try cancelled = {.progress = cancel};
    (void)state;
    snprintf(pids_path, sizeof pids_path, "%s/pids", root);
    snprintf(body, sizeof body, "trap '' TERM INT; sleep 1000 & echo $$ $! >%s.new; mv %s.new %s; sleep 1000",
             pids_path, pids_path, pids_path);
    stand_in(body);
    expect_refused(&cancelled, JX_MSG_FILE_CANCELLED, "cancelled");
    FILE *file = fopen(pids_path, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%31s %31s", pids[0], pids[1]), 2);
    fclose(file);
    assert_true(ends(pids[0]));
    assert_true(ends(pids[1]));
}

static void want_of_memory_leaves_nothing_behind(void **state) {
    (void)state;
    stand_in("cp \"$source\" \"$result\"");
    for (size_t after = 0;; after++) {
        struct try try = {0};
        jx_arena_fail_after(SIZE_MAX);
        try.arena = jx_arena_new();
        jx_arena_free(try.arena);
        jx_arena_fail_after(after + 2);
        try_read(&try, rtf, sizeof rtf - 1);
        jx_arena_fail_after(SIZE_MAX);
        enum jx_status status = try.status;
        try_close(&try);
        if (status == JX_OK) break;
        assert_int_equal(status, JX_FATAL);
        assert_true(after < 1000);
    }
}

/* --- having another carrier read --------------------------------------------------------------------------------- */

static void another_carrier_reads(void **state) {
    struct try try = {0};
    (void)state;
    try.arena = jx_arena_new();
    jx_diags_init(&try.diags, try.arena, JX_LANGUAGE_ENGLISH);
    jx_limits_default(&try.limits);
    jx_call_begin(&try.call, try.arena, &try.diags, &try.limits);
    struct jx_input input = {.name = "a",
                             .extension = "",
                             .bytes = (const unsigned char *)"words",
                             .length = 5,
                             .limits = &try.limits};
    /* before the library is known, nobody is found */
    try.book = jx_book_new(try.arena);
    assert_int_equal(jx_host.read_as(&try.call, "docx", &input, try.book), JX_FAIL);
    assert_int_equal(try.diags.items[0].code, JX_MSG_FILE_CARRIER);
    jx_registry_reader(library, &try.call, &input);
    try.call.deadline = 0;
    try.status = jx_host.read_as(&try.call, "docx", &input, try.book);
    assert_string_equal(first_text(&try), "words");
    assert_true(try.call.deadline > 0);
    assert_int_equal(jx_host.read_as(&try.call, "none", &input, try.book), JX_FAIL);
    assert_non_null(strstr(try.diags.items[1].message, "none"));
    /* the model is no grid, and cannot be asked */
    assert_int_equal(jx_host.read_as(&try.call, "json", &input, try.book), JX_FAIL);
    jx_arena_free(try.arena);
}

static void carriers_do_not_go_in_circles(void **state) {
    struct try try = {0};
    (void)state;
    try_read(&try, "again", 5);
    assert_string_equal(try.carrier, "docx");
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(try.diags.count, 1);
    assert_int_equal(try.diags.items[0].code, JX_MSG_FILE_CARRIER);
    assert_int_equal(try.call.nested, 0);
    try_close(&try);
}

/* --- bids -------------------------------------------------------------------------------------------------------- */

#define OLE2 "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
#define WORD "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0\0\0"
#define BOOK "W\0o\0r\0k\0b\0o\0o\0k\0\0\0"
#define ODT  "PK\3\4..........................mimetypeapplication/vnd.oasis.opendocument."
#define BYTES(bytes, bid)                                                                                    \
    { bytes, sizeof(bytes) - 1, bid }

static void documents_are_known_by_their_bytes(void **state) {
    static const struct {
        const char *bytes;
        size_t length;
        int bid;
    } lines[] = {
        BYTES("{\\rtf1 ", 90), BYTES(OLE2 "........" WORD, 30), BYTES(OLE2 BOOK WORD, 30),
        BYTES(OLE2 BOOK, 0),   BYTES("........" WORD, 0),       BYTES(OLE2, 0),
        BYTES(ODT "text", 90), BYTES(ODT "spreadsheet", 0),     BYTES("{\\rt", 0),
        BYTES("", 0),
    };
    const struct jx_carrier *office = jx_registry_carrier(library, "office");
    (void)state;
    assert_non_null(office);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct jx_input input = {.bytes = (const unsigned char *)lines[i].bytes, .length = lines[i].length};
        struct try try = {.arena = jx_arena_new()};
        assert_non_null(try.arena);
        jx_diags_init(&try.diags, try.arena, JX_LANGUAGE_ENGLISH);
        jx_limits_default(&try.limits);
        jx_call_begin(&try.call, try.arena, &try.diags, &try.limits);
        input.limits = &try.limits;
        int bid = office->bid(&jx_host, &try.call, &input);
        assert_int_equal(try.diags.count, 0);
        jx_arena_free(try.arena);
        if (bid != lines[i].bid) fail_msg("line %zu: %d", i, bid);
    }
}

/* --- LibreOffice itself ------------------------------------------------------------------------------------------ */

/* In milliseconds: a busy machine takes minutes over what takes a second. */
enum { PATIENCE = 600000 };

static bool is_installed(void) {
    return access("/usr/bin/soffice", X_OK) == 0 || access("/usr/bin/libreoffice", X_OK) == 0;
}

/* On a busy machine four of them take more than a minute to start. */
static void *convert_one(void *user) {
    ((struct try *)user)->limits.milliseconds = 280000;
    try_read(user, rtf, sizeof rtf - 1);
    return NULL;
}

/* Four at once: each has its own profile, none waits for another or takes its file. */
static void several_convert_at_once(void **state) {
    struct try tries[4] = {{0}};
    pthread_t threads[4];
    /* On a busy machine LibreOffice takes minutes to start. */
    for (size_t i = 0; i < 4; i++) tries[i].limits.milliseconds = 1800000;
    (void)state;
    unsetenv("JIXIAO_SOFFICE");
    if (!is_installed()) {
        print_message("LibreOffice is not installed: not tried\n");
        skip();
    }
    for (size_t i = 0; i < 4; i++) tries[i].limits.milliseconds = PATIENCE;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, convert_one, &tries[i]), 0);
    for (size_t i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(tries[i].status, JX_OK);
        assert_memory_equal(first_text(&tries[i]), "PK", 2);
        jx_arena_free(tries[i].arena);
    }
    assert_int_equal(left_behind(), 0);
}

/* From an old document to cells, with the carrier of .docx as it is built. */
static void tables_come_through(void **state) {
    static const char table[] =
        "{\\rtf1\\ansi\\ansicpg1252\\uc0 \\u32489 \\u25928 \\par "
        "\\trowd\\clmgf\\cellx2000\\clmrg\\cellx4000\\cellx6000 \\intbl A\\cell\\cell B\\cell\\row "
        "\\trowd\\cellx2000\\cellx4000\\cellx6000 \\intbl C\\cell \\u8805 90%\\cell E\\cell\\row \\pard "
        "end\\par}";
    char path[5000];
    struct try try = {.limits = {.milliseconds = 1800000}};
    struct jx_library *stand_ins = library;
    (void)state;
    unsetenv("JIXIAO_SOFFICE");
    snprintf(path, sizeof path, "%s/plugins/carriers/docx.so", built);
    if (!is_installed() || access(path, R_OK) != 0) {
        print_message("LibreOffice or the carrier of .docx is not there: not tried\n");
        skip();
    }
    snprintf(path, sizeof path, "%s/plugins", built);
    library = jx_library_open(&(struct jx_library_options){.plugin_path = path});
    try.limits.milliseconds = PATIENCE;
    try_read(&try, table, sizeof table - 1);
    assert_int_equal(try.status, JX_OK);
    char words[512] = "";
    for (size_t s = 0; s < try.book->sheet_count; s++)
        for (uint32_t r = 0; r < try.book->sheets[s]->row_count; r++)
            for (uint32_t c = 0; c < try.book->sheets[s]->rows[r].count; c++) {
                const struct jx_cell *cell = jx_sheet_at(try.book->sheets[s], r, c);
                size_t length = strlen(words);
                if (cell->text) snprintf(words + length, sizeof words - length, "%s|", cell->text);
            }
    assert_string_equal(words, "绩效|A|B|C|≥90%|E|end|");
    jx_library_close(library);
    library = stand_ins;
    try_close(&try);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_converted),
        cmocka_unit_test(failures_are_told),
        cmocka_unit_test(what_hangs_is_ended),
        cmocka_unit_test(want_of_memory_leaves_nothing_behind),
        cmocka_unit_test(another_carrier_reads),
        cmocka_unit_test(carriers_do_not_go_in_circles),
        cmocka_unit_test(documents_are_known_by_their_bytes),
        cmocka_unit_test(several_convert_at_once),
        cmocka_unit_test(tables_come_through),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
