/* Parts whose beginnings and ends are packed once: every zip reader gets the very bytes, whatever varies and came before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libdeflate.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/plugin/host.h"
#include "plugins/carriers/shared/pack.h"

#define BEGIN "<list xmlns=\"http://example.org/list\" count=\"1\"><names><name>"
#define END   "</name></names><names/><date>2024-06-24T00:00:00Z</date></list>"

enum { MOST = 4096 };

static struct jx_arena *arena;
static struct jx_diags diags;
static struct jx_call call;
static struct jx_pack pack;

static void begin(void) {
    pack = (struct jx_pack){.host = &jx_host, .call = &call};
    arena = jx_arena_new();
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    jx_call_begin(&call, arena, &diags, NULL);
    jx_pack_open(&pack);
}

/* The package's bytes, in the arena. */
static struct jx_zip end(void) {
    struct jx_zip zip;
    assert_int_equal(jx_pack_close(&pack), JX_OK);
    assert_true(jx_zip_open(&zip, &jx_host, &call, (const unsigned char *)call.output, call.output_length));
    return zip;
}

/* `varying` bytes between the beginning and the end, of which no two neighbours are the same. */
static size_t part_make(char *part, size_t varying) {
    size_t length = sizeof BEGIN - 1;
    memcpy(part, BEGIN, length);
    for (size_t i = 0; i < varying; i++) part[length++] = (char)('a' + (i * 7 + varying) % 26);
    memcpy(part + length, END, sizeof END);
    return length + sizeof END - 1;
}

static void add(const char *part, size_t length) {
    jx_pack_add_framed(&pack, "list.xml", part, length, sizeof BEGIN - 1, length - (sizeof END - 1));
}

static void unpacks(const struct jx_zip *zip, uint32_t number, const char *part, size_t length) {
    struct libdeflate_decompressor *inflater = NULL;
    char room[MOST];
    assert_int_equal(zip->members[number].size, length);
    assert_true(jx_zip_unpack(zip, &zip->members[number], &inflater, room));
    assert_memory_equal(room, part, length);
    libdeflate_free_decompressor(inflater);
}

static void all_lengths_unpack(void **state) {
    char part[MOST];
    (void)state;
    for (size_t varying = 0; varying < 1200; varying++) {
        begin();
        size_t length = part_make(part, varying);
        add(part, length);
        struct jx_zip zip = end();
        unpacks(&zip, 0, part, length);
        jx_arena_free(arena);
    }
}

/* zlib reads what it has packed itself and what libdeflate has, by the same stream. */
static void piece_by_piece_too(void **state) {
    char part[MOST], room[MOST];
    struct jx_zip_reader reader;
    size_t got = 0;
    (void)state;
    begin();
    size_t length = part_make(part, 100);
    add(part, length);
    struct jx_zip zip = end();
    assert_true(jx_zip_reader_open(&reader, &zip, &zip.members[0]));
    for (int64_t more; (more = jx_zip_reader_read(&reader, room + got, 10)) > 0;) got += (size_t)more;
    jx_zip_reader_close(&reader);
    assert_int_equal(got, length);
    assert_memory_equal(room, part, length);
    jx_arena_free(arena);
}

/* The bytes of a part do not depend on what the process packed before. */
static void what_came_before_changes_nothing(void **state) {
    static const char other[] = "<other><names>x</names></other>";
    char part[MOST];
    unsigned char first[MOST];
    size_t packed = 0;
    (void)state;
    for (int round = 0; round < 3; round++) {
        begin();
        size_t length = part_make(part, 40);
        if (round == 2) jx_pack_add_framed(&pack, "list.xml", other, sizeof other - 1, 14, 15);
        add(part, length);
        struct jx_zip zip = end();
        const struct jx_zip_member *member = &zip.members[zip.count - 1];
        const unsigned char *bytes = jx_zip_packed(&zip, member);
        assert_non_null(bytes);
        if (round == 0) {
            packed = (size_t)member->packed;
            memcpy(first, bytes, packed);
        }
        assert_int_equal(member->packed, packed);
        assert_memory_equal(bytes, first, packed);
        jx_arena_free(arena);
    }
}

/* All of the part may vary, or its beginning, or its end. */
static void nothing_need_stay(void **state) {
    static const char part[] = "<a>a name</a>";
    static const size_t bounds[][2] = {{0, sizeof part - 1}, {0, 3}, {3, sizeof part - 1}, {3, 3}};
    (void)state;
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        begin();
        jx_pack_add_framed(&pack, "a.xml", part, sizeof part - 1, bounds[i][0], bounds[i][1]);
        struct jx_zip zip = end();
        unpacks(&zip, 0, part, sizeof part - 1);
        jx_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_lengths_unpack),
        cmocka_unit_test(piece_by_piece_too),
        cmocka_unit_test(what_came_before_changes_nothing),
        cmocka_unit_test(nothing_need_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
