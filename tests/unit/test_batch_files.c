/* Batches: the names of outputs, paths, shards, lines of JSON, and journals that are not whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include "core/batch/batch.h"

#define COUNT(cases) (sizeof(cases) / sizeof *(cases))

/* --- names ------------------------------------------------------------------------------------------------------- */

static const struct jx_filter no_filter;

static void list_of(struct jx_list *list, const char *const *paths, size_t count) {
    *list = (struct jx_list){0};
    for (size_t i = 0; i < count; i++) jx_list_add(list, paths[i], &no_filter, true);
    jx_list_finish(list, "xlsx", 1, 1);
    assert_false(list->failed);
}

/* Paths as a list of files names them; then the outputs, in the order of the paths sorted. */
static const struct {
    const char *paths[5], *outputs[5];
} named[] = {
    {{"a.csv"}, {"a.xlsx"}},
    {{"x/a.csv"}, {"x/a.xlsx"}},
    {{"a.csv", "a.xls"}, {"a.csv.xlsx", "a.xls.xlsx"}},
    {{"a.csv", "x/a.csv"}, {"a.xlsx", "x/a.xlsx"}},
    {{"A.csv", "a.xls"}, {"A.csv.xlsx", "a.xls.xlsx"}},
    {{"b", "b.csv"}, {"b.xlsx", "b.csv.xlsx"}},
    {{"a.xlsx/b.csv", "a.csv"}, {"a.csv.xlsx", "a.xlsx/b.xlsx"}},
    {{"a.csv", "a.csv.csv", "a.xls"}, {"a.csv-32f29f33.xlsx", "a.csv.csv.xlsx", "a.xls.xlsx"}},
    {{".a"}, {".a.xlsx"}},
    {{"x.y/a"}, {"x.y/a.xlsx"}},
    {{"a.tar.csv"}, {"a.tar.xlsx"}},
    {{"a.csv", "a.csv"}, {"a.xlsx"}},
};

static void test_names(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(named); i++) {
        struct jx_list list;
        size_t count = 0;
        while (count < 5 && named[i].paths[count]) count++;
        list_of(&list, named[i].paths, count);
        for (size_t k = 0; k < list.count; k++) assert_string_equal(list.jobs[k].output, named[i].outputs[k]);
        jx_list_free(&list);
    }
}

/* Whatever the paths are, no two outputs are alike, and none is a folder of another; and the order does not matter. */
static void test_names_are_unique(void **state) {
    (void)state;
    static const char *const parts[] = {"a",     "a.csv",  "a.xls", "a.csv.xlsx",
                                        "A.XLS", "a.xlsx", "b",     "b.xlsx"};
    enum { PARTS = COUNT(parts), ALL = PARTS + PARTS * PARTS };
    char room[ALL][64];
    const char *paths[ALL];
    unsigned seed = 7;
    for (int round = 0; round < 200; round++) {
        size_t count = 0;
        for (size_t i = 0; i < PARTS; i++) {
            if (rand_r(&seed) % 3 == 0) snprintf(room[count++], 64, "%s", parts[i]);
            for (size_t k = 0; k < PARTS; k++)
                if (rand_r(&seed) % 9 == 0) snprintf(room[count++], 64, "%s-d/%s", parts[i], parts[k]);
        }
        struct jx_list forwards, backwards;
        for (size_t i = 0; i < count; i++) paths[i] = room[i];
        list_of(&forwards, paths, count);
        for (size_t i = 0; i < count; i++) paths[i] = room[count - 1 - i];
        list_of(&backwards, paths, count);
        assert_int_equal(forwards.count, backwards.count);
        for (size_t i = 0; i < forwards.count; i++) {
            assert_string_equal(forwards.jobs[i].output, backwards.jobs[i].output);
            for (size_t k = 0; k < i; k++)
                assert_int_not_equal(strcasecmp(forwards.jobs[i].output, forwards.jobs[k].output), 0);
            assert_ptr_equal(jx_list_find(&forwards, forwards.jobs[i].relative, forwards.jobs[i].output),
                             &forwards.jobs[i]);
        }
        jx_list_free(&forwards);
        jx_list_free(&backwards);
    }
}

static void test_paths(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"a", "a"},
        {"/a", "a"},
        {"//a//b/", "a/b"},
        {"./a/./b", "a/b"},
        {"a/../b", "b"},
        {"../../a", "a"},
        {"a/b/../../..", ""},
        {"..", ""},
        {"a/..b/...", "a/..b/..."},
        {"/", ""},
        {"", ""},
        {"a/b/..", "a"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *below = jx_path_below(cases[i][0]);
        assert_string_equal(below, cases[i][1]);
        free(below);
    }
}

/* --- shards ------------------------------------------------------------------------------------------------------ */

/* These are for ever: a machine that is added next year must not take what another one has done. */
static void test_shards(void **state) {
    (void)state;
    assert_int_equal(jx_shard_of("a.csv", 1), 0);
    assert_int_equal(jx_shard_of("a.csv", 1000), 363);
    assert_int_equal(jx_shard_of("长沙/表1.xls", 1000), 124);
    size_t counts[7] = {0};
    char name[32];
    for (unsigned i = 0; i < 7000; i++) {
        snprintf(name, sizeof name, "%04u.csv", i);
        counts[jx_shard_of(name, 7)]++;
    }
    for (size_t i = 0; i < 7; i++) assert_in_range(counts[i], 850, 1150);
}

/* --- JSON -------------------------------------------------------------------------------------------------------- */

static void test_lines(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "plain",
                                        "a \"quoted\" \\ word",
                                        "line\nend\ttab\r\x01\x1F\x7F",
                                        "长沙",
                                        "\xF0\x9F\x98\x80",
                                        "a/b</script>"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct jx_line line = {0};
        jx_line_open(&line, NULL, '{');
        jx_line_string(&line, "text", texts[i]);
        jx_line_number(&line, "number", UINT64_MAX / 2);
        jx_line_bool(&line, "yes", true);
        jx_line_open(&line, "list", '[');
        jx_line_string(&line, NULL, NULL);
        jx_line_raw(&line, NULL, "[]", 2);
        jx_line_close(&line, ']');
        jx_line_close(&line, '}');
        assert_null(memchr(line.bytes, '\n', line.length));
        json_t *object = json_loadb(line.bytes, line.length, 0, NULL);
        assert_non_null(object);
        assert_string_equal(json_string_value(json_object_get(object, "text")), texts[i]);
        assert_int_equal(json_array_size(json_object_get(object, "list")), 2);
        json_decref(object);
        jx_line_free(&line);
    }
}

/* Bytes that are no UTF-8 must give JSON all the same. */
static void test_broken_text(void **state) {
    (void)state;
    unsigned seed = 3;
    for (int round = 0; round < 2000; round++) {
        char text[12] = "";
        for (size_t i = 0; i + 1 < sizeof text; i++)
            text[i] = (char)(rand_r(&seed) % 3 ? 0x80 + rand_r(&seed) % 128 : 'a');
        struct jx_line line = {0};
        jx_line_open(&line, NULL, '{');
        jx_line_path(&line, "path", text);
        jx_line_close(&line, '}');
        json_t *object = json_loadb(line.bytes, line.length, 0, NULL);
        assert_non_null(object);
        assert_int_equal(!json_object_get(object, "path_hex"), jx_utf8_valid(text));
        json_decref(object);
        jx_line_free(&line);
    }
}

/* --- the journal ------------------------------------------------------------------------------------------------- */

static void write_whole(const char *path, const char *bytes, size_t length) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

/* A journal cut anywhere, or with any byte of it changed, is either refused or goes on; what it says of a file is either
 * all there or not. */
static void test_damaged_journal(void **state) {
    (void)state;
    /* In memory if there is such a folder: a journal that is begun waits for the disk. */
    char folder[64], path[128];
    snprintf(folder, sizeof folder, "%s/jixiao-test-XXXXXX", access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/.jixiao-journal.jsonl", folder);
    static const char *const paths[] = {"a.csv", "b.csv", "\xB2\xE2.csv"};
    struct jx_list list;
    list_of(&list, paths, 3);
    struct jx_journal journal;
    char *theirs = NULL;
    assert_int_equal(jx_journal_open(&journal, folder, 1, 1, "-t x", 5, JX_JOURNAL_NEW, &list, &theirs),
                     JX_JOURNAL_OPEN);
    for (size_t i = 0; i < 3; i++) {
        list.jobs[i].outcome = JX_CONVERTED;
        list.jobs[i].size = 100 + i;
        list.jobs[i].modified = 1700000000123456789;
        memset(list.jobs[i].digest, 0xA0 + (int)i, JX_DIGEST);
        assert_int_equal(jx_journal_add(&journal, &list.jobs[i], "{\"n\":1}", 7), 0);
    }
    jx_journal_close(&journal);
    size_t length;
    char *whole = jx_text_read(path, &length);
    assert_non_null(whole);
    unsigned seed = 11;
    for (size_t round = 0; round < length + 2000; round++) {
        char *copy = malloc(length);
        size_t used = round < length ? round : length;
        assert_non_null(copy);
        memcpy(copy, whole, length);
        if (round >= length) copy[(size_t)rand_r(&seed) % length] = (char)rand_r(&seed);
        write_whole(path, copy, used);
        free(copy);
        for (size_t i = 0; i < 3; i++) list.jobs[i].before = JX_WAITING;
        enum jx_journal_status status =
            jx_journal_open(&journal, folder, 1, 1, "-t x", 7, JX_JOURNAL_RESUME, &list, &theirs);
        bool refused = status == JX_JOURNAL_DIFFERS || status == JX_JOURNAL_STRANGE;
        assert_true(status == JX_JOURNAL_OPEN || (round >= length && refused));
        struct jx_line room = {0};
        for (size_t i = 0; i < 3 && round < length && status == JX_JOURNAL_OPEN; i++) {
            if (list.jobs[i].before != JX_CONVERTED) continue;
            assert_int_equal(list.jobs[i].size, 100 + i);
            assert_int_equal(list.jobs[i].modified, 1700000000123456789);
            assert_int_equal(list.jobs[i].digest[5], 0xA0 + (int)i);
            assert_true(jx_journal_report(&journal, &list.jobs[i], &room));
            assert_string_equal(room.bytes, "{\"n\":1}");
        }
        jx_line_free(&room);
        jx_journal_close(&journal);
        free(theirs);
        theirs = NULL;
    }
    free(whole);
    unlink(path);
    rmdir(folder);
    jx_list_free(&list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),           cmocka_unit_test(test_names_are_unique),
        cmocka_unit_test(test_paths),           cmocka_unit_test(test_shards),
        cmocka_unit_test(test_lines),           cmocka_unit_test(test_broken_text),
        cmocka_unit_test(test_damaged_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
