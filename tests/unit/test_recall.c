/* Small parts as they were packed last: known again byte for byte, or not at all. */
#define JX_STATIC_PLUGINS
#include "plugins/carriers/shared/recall.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const unsigned char packed[] = {1, 2, 3};

static size_t recall(const char *part, const char *text, unsigned char *room) {
    return jx_packed_recall(part, JX_PACKED_WHOLE, text, strlen(text), room);
}

static void the_same_bytes_are_known(void **state) {
    unsigned char room[8] = {0};
    (void)state;
    assert_int_equal(recall("a.xml", "<a/>", room), 0);
    jx_packed_keep("a.xml", JX_PACKED_WHOLE, "<a/>", 4, packed, sizeof packed);
    assert_int_equal(recall("a.xml", "<a/>", room), sizeof packed);
    assert_memory_equal(room, packed, sizeof packed);
    assert_int_equal(recall("a.xml", "<b/>", room), 0);
    assert_int_equal(recall("a.xml", "<a />", room), 0);
    assert_int_equal(recall("b.xml", "<a/>", room), 0);
}

static void pieces_of_a_part_are_kept_apart(void **state) {
    unsigned char room[8];
    (void)state;
    assert_int_equal(jx_packed_recall("a.xml", JX_PACKED_BEGIN, "<a/>", 4, room), 0);
    jx_packed_keep("a.xml", JX_PACKED_BEGIN, "<a/>", 4, packed, 2);
    assert_int_equal(jx_packed_recall("a.xml", JX_PACKED_BEGIN, "<a/>", 4, room), 2);
    assert_int_equal(recall("a.xml", "<a/>", room), sizeof packed);
}

static void the_last_one_counts(void **state) {
    unsigned char room[8];
    (void)state;
    jx_packed_keep("c.xml", JX_PACKED_WHOLE, "<c/>", 4, packed, sizeof packed);
    jx_packed_keep("c.xml", JX_PACKED_WHOLE, "<cc/>", 5, packed, 2);
    assert_int_equal(recall("c.xml", "<c/>", room), 0);
    assert_int_equal(recall("c.xml", "<cc/>", room), 2);
}

static void what_is_large_is_not_kept(void **state) {
    static const char large[LENGTH + 1];
    static const unsigned char much[PACKED + 1];
    unsigned char room[8];
    (void)state;
    jx_packed_keep("large.xml", JX_PACKED_WHOLE, large, sizeof large, packed, sizeof packed);
    assert_int_equal(jx_packed_recall("large.xml", JX_PACKED_WHOLE, large, sizeof large, room), 0);
    jx_packed_keep("much.xml", JX_PACKED_WHOLE, "<much/>", 7, much, sizeof much);
    assert_int_equal(recall("much.xml", "<much/>", room), 0);
    jx_packed_keep("a name that is longer than any part's is.xml", JX_PACKED_WHOLE, "<n/>", 4, packed,
                   sizeof packed);
    assert_int_equal(recall("a name that is longer than any part's is.xml", "<n/>", room), 0);
}

/* More parts than there is room for are not kept, and take nothing from those that are. */
static void many_parts_do_no_harm(void **state) {
    char part[24];
    unsigned char room[8];
    (void)state;
    for (int i = 0; i < 2 * PIECES; i++) {
        snprintf(part, sizeof part, "p%d.xml", i);
        jx_packed_keep(part, JX_PACKED_WHOLE, "<p/>", 4, packed, sizeof packed);
    }
    assert_int_equal(recall(part, "<p/>", room), 0);
    assert_int_equal(recall("a.xml", "<a/>", room), sizeof packed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_bytes_are_known), cmocka_unit_test(pieces_of_a_part_are_kept_apart),
        cmocka_unit_test(the_last_one_counts),      cmocka_unit_test(what_is_large_is_not_kept),
        cmocka_unit_test(many_parts_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
