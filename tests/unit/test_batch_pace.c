/* How long files take, learned from those that were done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/batch/pace.h"

enum { MILLISECOND = 1000000 };

static void nothing_known_is_not_quick(void **state) {
    struct jx_pace pace = {0};
    (void)state;
    assert_false(jx_pace_quick(&pace));
    jx_pace_learn(&pace, 0);
    jx_pace_learn(&pace, -1);
    assert_false(jx_pace_quick(&pace));
}

static void a_quicker_file_counts_at_once(void **state) {
    struct jx_pace pace = {0};
    (void)state;
    jx_pace_learn(&pace, 50 * (int64_t)MILLISECOND);
    assert_false(jx_pace_quick(&pace));
    jx_pace_learn(&pace, MILLISECOND / 2);
    assert_true(jx_pace_quick(&pace));
    assert_int_equal(pace.each, MILLISECOND / 2);
}

/* One slow file among quick ones changes little, a row of them ends the naps; and what a worker says of its time is not
 * believed beyond reason. */
static void slow_files_count_by_and_by(void **state) {
    struct jx_pace pace = {0};
    int files = 0;
    (void)state;
    jx_pace_learn(&pace, MILLISECOND / 2);
    jx_pace_learn(&pace, INT64_MAX);
    assert_true(jx_pace_quick(&pace));
    for (; jx_pace_quick(&pace); files++) jx_pace_learn(&pace, INT64_MAX);
    assert_in_range(files, 1, 10);
}

static void the_last_files_are_shared_out(void **state) {
    struct jx_pace pace = {0};
    (void)state;
    assert_int_equal(jx_pace_ahead(&pace, 1000, 2), 1);
    jx_pace_learn(&pace, MILLISECOND / 2);
    assert_int_equal(jx_pace_ahead(&pace, 1000, 2), JX_PACE_AHEAD);
    assert_int_equal(jx_pace_ahead(&pace, 24, 2), 3);
    assert_int_equal(jx_pace_ahead(&pace, 1, 16), 1);
    assert_int_equal(jx_pace_ahead(&pace, 0, 0), 1);
}

static void a_nap_is_longer_than_a_file(void **state) {
    struct jx_pace pace = {0};
    (void)state;
    assert_true(jx_pace_nap(&pace, 16)); /* at once: nothing is known */
    for (int i = 0; i < JX_PACE_KNOWN; i++) jx_pace_learn(&pace, MILLISECOND);
    int64_t begun = jx_pace_clock();
    assert_true(jx_pace_nap(&pace, 2));
    assert_true(jx_pace_clock() - begun >= MILLISECOND);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_known_is_not_quick),  cmocka_unit_test(a_quicker_file_counts_at_once),
        cmocka_unit_test(slow_files_count_by_and_by),  cmocka_unit_test(the_last_files_are_shared_out),
        cmocka_unit_test(a_nap_is_longer_than_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
