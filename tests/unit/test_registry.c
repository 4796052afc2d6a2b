/*
 * The registry: good modules load, bad ones are refused with their reason, and a job gets the right carrier. The modules
 * are compiled here from tests/plugins, each wrong in one way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/plugin/registry.h"

/* --- a folder of modules ----------------------------------------------------------------------------------------- */

struct folder {
    char path[64];
};

static void run(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void run(const char *format, ...) {
    char command[2048];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    assert_in_range(length, 1, sizeof command - 1);
    /* NOLINTNEXTLINE(cert-env33-c): a test may use the shell, and the words are all its own */
    if (system(command) != 0) fail_msg("failed: %s", command);
}

static void folder_make(struct folder *folder) {
    strcpy(folder->path, "/tmp/jixiao-registry-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    run("mkdir %s/layouts %s/carriers", folder->path, folder->path);
}

static void folder_remove(struct folder *folder) {
    run("rm -rf %s", folder->path);
}

/* Compiles tests/plugins/SOURCE.c with these macros as layouts/NAME.so or carriers/NAME.so. */
static void build(const struct folder *folder, const char *source, const char *name, const char *macros) {
    const char *compiler = getenv("CC");
    run("%s -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden -Iinclude -shared %s -o %s/%ss/%s.so "
        "tests/plugins/%s.c",
        compiler ? compiler : "cc", macros, folder->path, source, name, source);
}

static struct jx_library *open_folder(const struct folder *folder) {
    struct jx_library_options options = {.language = JX_LANGUAGE_ENGLISH, .plugin_path = folder->path};
    struct jx_library *library = jx_library_open(&options);
    assert_non_null(library);
    return library;
}

/* The plugin of this file name, for tests that have each name once. */
static const struct jx_plugin *plugin_of(struct jx_library *library, const char *file, bool load) {
    size_t count;
    const struct jx_plugin *plugins = jx_library_plugins(library, load, &count);
    for (size_t i = 0; i < count; i++) {
        const char *slash = strrchr(plugins[i].path, '/');
        if (slash && !strcmp(slash + 1, file)) return &plugins[i];
    }
    fail_msg("%s was not found", file);
    return NULL;
}

static size_t count_code(const struct jx_library *library, enum jx_code code) {
    size_t count, found = 0;
    const struct jx_diag *diags = jx_library_diags(library, &count);
    for (size_t i = 0; i < count; i++) found += diags[i].code == code;
    return found;
}

static const char *message_of(const struct jx_library *library, enum jx_code code) {
    size_t count;
    const struct jx_diag *diags = jx_library_diags(library, &count);
    for (size_t i = 0; i < count; i++)
        if (diags[i].code == code) return diags[i].message;
    return "";
}

/* --- what is refused --------------------------------------------------------------------------------------------- */

struct bad {
    const char *name, *source, *macros;
    enum jx_code code;
    const char *says; /* part of the reason */
};

static const struct bad bads[] = {
    {"abi", "layout", "-DABI=99", JX_MSG_PLUGIN_ABI, "99"},
    {"size", "layout", "-DSIZE=16", JX_MSG_PLUGIN_SIZE, "16"},
    {"entry", "layout", "-DOTHER_ENTRY", JX_MSG_PLUGIN_SYMBOL, "jx_layout_plugin"},
    {"nothing", "layout", "-DNOTHING", JX_MSG_PLUGIN_INCOMPLETE, "descriptor"},
    {"no-id", "layout", "-DID=NULL", JX_MSG_PLUGIN_INCOMPLETE, "id"},
    {"odd-id", "layout", "'-DID=\"../x\"'", JX_MSG_PLUGIN_INCOMPLETE, "id"},
    {"no-tables", "layout", "-DNO_TABLES", JX_MSG_PLUGIN_INCOMPLETE, "tables"},
    {"overlap", "layout", "'-DSECOND=\"A\"'", JX_MSG_PLUGIN_LINT, ""},
    {"unresolved", "layout", "-DUNRESOLVED", JX_MSG_PLUGIN_LOAD, "jx_no_such_function_anywhere"},
    {"c-abi", "carrier", "-DABI=0", JX_MSG_PLUGIN_ABI, "0"},
    {"c-size", "carrier", "-DSIZE=8", JX_MSG_PLUGIN_SIZE, "8"},
    {"c-no-bid", "carrier", "-DNO_BID", JX_MSG_PLUGIN_INCOMPLETE, "bid"},
    {"c-no-id", "carrier", "'-DID=\"\"'", JX_MSG_PLUGIN_INCOMPLETE, "id"},
};

static void test_bad_ones_are_refused_with_their_reason(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
        const struct bad *bad = &bads[i];
        struct folder folder;
        char file[64];
        folder_make(&folder);
        build(&folder, bad->source, bad->name, bad->macros);
        build(&folder, "layout", "good", "'-DID=\"good\"'");
        struct jx_library *library = open_folder(&folder);
        snprintf(file, sizeof file, "%s.so", bad->name);
        const struct jx_plugin *plugin = plugin_of(library, file, true);
        if (plugin->layout || plugin->carrier || !plugin->reason || count_code(library, bad->code) != 1 ||
            !strstr(plugin->reason, bad->says))
            fail_msg("%s: %s", bad->name, plugin->reason ? plugin->reason : "not refused");
        assert_non_null(jx_library_layout(library, "good"));
        jx_library_close(library);
        folder_remove(&folder);
    }
}

/* What is no whole shared object: a text, nothing, a folder, a broken link, and a good module cut at any length. */
static void test_files_that_are_no_modules(void **state) {
    (void)state;
    struct folder folder;
    folder_make(&folder);
    run("echo hello > %s/layouts/text.so; : > %s/layouts/empty.so; mkdir %s/layouts/folder.so", folder.path,
        folder.path, folder.path);
    run("ln -s /nowhere/at/all %s/layouts/link.so; : > %s/layouts/ignored.txt", folder.path, folder.path);
    build(&folder, "layout", "whole", "");
    static const int lengths[] = {1, 16, 63, 64, 65, 120, 400, 1000, 4095, 4096, 4097, 8192};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        run("head -c %d %s/layouts/whole.so > %s/layouts/cut%d.so", lengths[i], folder.path, folder.path,
            lengths[i]);
    struct jx_library *library = open_folder(&folder);
    size_t count, refused = 0;
    const struct jx_plugin *plugins = jx_library_plugins(library, true, &count);
    for (size_t i = 0; i < count; i++) refused += plugins[i].reason ? 1 : 0;
    assert_int_equal(refused, 4 + sizeof lengths / sizeof *lengths);
    assert_non_null(jx_library_layout(library, "tiny"));
    jx_library_close(library);
    folder_remove(&folder);
}

/* What anybody could have changed is not loaded: a module, the folder of one axis, or the whole of it. */
static void test_what_others_can_write_is_refused(void **state) {
    (void)state;
    struct folder folder;
    folder_make(&folder);
    build(&folder, "layout", "fine", "");
    build(&folder, "layout", "loose", "'-DID=\"loose\"'");
    build(&folder, "carrier", "probe", "");
    run("chmod o+w %s/layouts/loose.so", folder.path);
    struct jx_library *library = open_folder(&folder);
    assert_non_null(jx_library_layout(library, "tiny"));
    assert_null(jx_library_layout(library, "loose"));
    assert_non_null(strstr(message_of(library, JX_MSG_PLUGIN_WRITABLE), "/layouts/loose.so"));
    assert_string_equal(plugin_of(library, "loose.so", false)->reason,
                        message_of(library, JX_MSG_PLUGIN_WRITABLE));
    jx_library_close(library);

    run("chmod o+w %s/carriers", folder.path);
    library = open_folder(&folder);
    assert_int_equal(count_code(library, JX_MSG_PLUGIN_WRITABLE), 2);
    assert_null(jx_registry_carrier(library, "probe"));
    assert_non_null(jx_library_layout(library, "tiny"));
    jx_library_close(library);

    run("chmod o+w %s", folder.path);
    library = open_folder(&folder);
    assert_int_equal(count_code(library, JX_MSG_PLUGIN_WRITABLE), 1);
    assert_null(jx_library_layout(library, "tiny"));
    jx_library_close(library);
    folder_remove(&folder);
}

static void test_the_first_of_two_with_one_id_wins(void **state) {
    (void)state;
    struct folder first, second;
    folder_make(&first);
    folder_make(&second);
    build(&first, "layout", "a", "'-DID=\"same\"'");
    build(&second, "layout", "b", "'-DID=\"same\"'");
    build(&first, "carrier", "probe", "");
    build(&second, "carrier", "probe", "");
    char path[256];
    snprintf(path, sizeof path, "/no/such/folder:%s::%s:%s", first.path, second.path, first.path);
    struct jx_library_options options = {.plugin_path = path};
    struct jx_library *library = jx_library_open(&options);
    assert_int_equal(count_code(library, JX_MSG_PLUGIN_DUPLICATE), 2);
    const char *message = message_of(library, JX_MSG_PLUGIN_DUPLICATE);
    assert_non_null(strstr(message, first.path));
    assert_non_null(strstr(message, second.path));
    assert_non_null(plugin_of(library, "a.so", false)->layout);
    assert_null(plugin_of(library, "b.so", false)->layout);
    assert_int_equal(library->layout_count, 1);
    jx_library_close(library);
    folder_remove(&first);
    folder_remove(&second);
}

static void test_no_layout_at_all_is_an_error(void **state) {
    (void)state;
    struct folder folder;
    folder_make(&folder);
    struct jx_library *library = open_folder(&folder);
    if (!library->layout_count) {
        assert_int_equal(count_code(library, JX_MSG_PLUGIN_NONE), 1);
        assert_non_null(strstr(message_of(library, JX_MSG_PLUGIN_NONE), folder.path));
    }
    jx_library_close(library);
    folder_remove(&folder);
}

/* --- which carrier a job gets ------------------------------------------------------------------------------------ */

static const char *reader_of(struct jx_library *library, const char *extension) {
    struct jx_arena *arena = jx_arena_new();
    struct jx_diags diags;
    struct jx_call call;
    struct jx_limits limits = {0};
    struct jx_input input = {
        .name = "x", .extension = extension, .bytes = (const unsigned char *)"x", .length = 1};
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    jx_limits_default(&limits);
    jx_call_begin(&call, arena, &diags, &limits);
    input.limits = &limits;
    const struct jx_carrier *carrier = jx_registry_reader(library, &call, &input);
    jx_arena_free(arena);
    return carrier ? carrier->id : "";
}

static void build_carriers(const struct folder *folder) {
    build(folder, "layout", "tiny", "");
    build(folder, "carrier", "sure", "'-DID=\"sure\"' -DBID=95 -DWRITER '-DEXTENSIONS=\"sure two\"'");
    build(folder, "carrier", "fair", "'-DID=\"fair\"' -DBID=60");
    build(folder, "carrier", "weak", "'-DID=\"weak\"' -DBID=9");
    build(folder, "carrier", "also", "'-DID=\"also\"' -DBID=92");
}

static void test_the_carrier_named_like_the_file_is_asked_first(void **state) {
    (void)state;
    struct folder folder;
    folder_make(&folder);
    build_carriers(&folder);
    struct jx_library *library = open_folder(&folder);
    assert_null(plugin_of(library, "sure.so", false)->carrier);
    assert_string_equal(reader_of(library, "also"), "also");
    /* It was certain, so that nothing else was loaded. */
    assert_non_null(plugin_of(library, "also.so", false)->carrier);
    assert_null(plugin_of(library, "sure.so", false)->carrier);
    /* One that is not certain is held against the others, and the best of them wins. */
    assert_string_equal(reader_of(library, "fair"), "sure");
    assert_string_equal(reader_of(library, ""), "sure");
    assert_string_equal(reader_of(library, "xls"), "sure");
    jx_library_close(library);
    folder_remove(&folder);
}

static void test_a_bid_below_ten_is_none(void **state) {
    (void)state;
    struct folder folder;
    folder_make(&folder);
    build(&folder, "layout", "tiny", "");
    build(&folder, "carrier", "weak", "'-DID=\"weak\"' -DBID=9");
    struct jx_library *library = open_folder(&folder);
    assert_string_equal(reader_of(library, "weak"), "");
    jx_library_close(library);
    folder_remove(&folder);
}

static void test_writers_go_by_extension(void **state) {
    (void)state;
    struct folder folder;
    folder_make(&folder);
    build_carriers(&folder);
    struct jx_library *library = open_folder(&folder);
    struct jx_arena *arena = jx_arena_new();
    assert_ptr_equal(jx_registry_writer(library, "json"), &jx_carrier_json);
    assert_string_equal(jx_registry_writer(library, "sure")->id, "sure");
    assert_string_equal(jx_registry_writer(library, "two")->id, "sure");
    assert_null(jx_registry_writer(library, "fair"));
    assert_null(jx_registry_writer(library, "su"));
    assert_null(jx_registry_writer(library, ""));
    assert_string_equal(jx_registry_extensions(library, arena), "json sure two");
    jx_arena_free(arena);
    jx_library_close(library);
    folder_remove(&folder);
}

/* --- environment, threads, memory -------------------------------------------------------------------------------- */

static void test_the_environment_names_folders(void **state) {
    (void)state;
    struct folder folder;
    folder_make(&folder);
    build(&folder, "layout", "tiny", "");
    setenv("JIXIAO_PLUGIN_PATH", folder.path, 1);
    struct jx_library *library = jx_library_open(NULL);
    unsetenv("JIXIAO_PLUGIN_PATH");
    size_t count;
    assert_string_equal(jx_library_folders(library, &count)[0], folder.path);
    assert_non_null(jx_library_layout(library, "tiny"));
    assert_null(jx_library_layout(library, "Tiny"));
    jx_library_close(library);
    folder_remove(&folder);
}

static void *ask(void *library) {
    for (int i = 0; i < 20; i++)
        if (strcmp(reader_of(library, i % 2 ? "also" : "xls"), i % 2 ? "also" : "sure") != 0) return library;
    return NULL;
}

/* Whoever comes first loads; nobody sees half a carrier. Worth most under the thread sanitizer. */
static void test_threads_share_a_library(void **state) {
    (void)state;
    struct folder folder;
    folder_make(&folder);
    build_carriers(&folder);
    struct jx_library *library = open_folder(&folder);
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, ask, library), 0);
    for (size_t i = 0; i < 4; i++) {
        void *wrong = library;
        pthread_join(threads[i], &wrong);
        assert_null(wrong);
    }
    jx_library_close(library);
    folder_remove(&folder);
}

/* Out of memory at any allocation: no library, or a whole one. */
static void test_opening_survives_want_of_memory(void **state) {
    (void)state;
    struct folder folder;
    folder_make(&folder);
    build(&folder, "layout", "tiny", "");
    build(&folder, "carrier", "probe", "");
    struct jx_library_options options = {.plugin_path = folder.path};
    size_t failures = 0;
    for (size_t n = 0;; n++) {
        jx_arena_fail_after(n);
        struct jx_library *library = jx_library_open(&options);
        jx_arena_fail_after(SIZE_MAX);
        if (library) {
            assert_non_null(jx_library_layout(library, "tiny"));
            jx_library_close(library);
            break;
        }
        failures++;
    }
    assert_in_range(failures, 10, 100000);
    folder_remove(&folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_ones_are_refused_with_their_reason),
        cmocka_unit_test(test_files_that_are_no_modules),
        cmocka_unit_test(test_what_others_can_write_is_refused),
        cmocka_unit_test(test_the_first_of_two_with_one_id_wins),
        cmocka_unit_test(test_no_layout_at_all_is_an_error),
        cmocka_unit_test(test_the_carrier_named_like_the_file_is_asked_first),
        cmocka_unit_test(test_a_bid_below_ten_is_none),
        cmocka_unit_test(test_writers_go_by_extension),
        cmocka_unit_test(test_the_environment_names_folders),
        cmocka_unit_test(test_threads_share_a_library),
        cmocka_unit_test(test_opening_survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
